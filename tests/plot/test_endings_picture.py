from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise

import pytest

import routesim
from routesim.errors import UnusableInput
from routesim.plot import weaving
from routesim.plot.threads import explored, played
from routesim.plot.weaving import weave
from routesim.result.exploration import Exploration
from routesim.result.records import Play, Scene
from tests.plot.conftest import graph_of, play_of
from tests.plot.seeing import beyond, names, overlaps, texts


@pytest.fixture(scope="module")
def exploration() -> Exploration:
    return routesim.explore(graph_of("small-office").system)


def test_calls_are_counted_from_number_to_ending(support: Play) -> None:
    found = played(support)
    counts = {(thread.stops[0].title, thread.stops[1].title): thread.weight for thread in found.threads}
    assert sum(counts.values()) == len(support.calls) == 15
    assert counts["+441134960700", "Answered by Aisha Khan (102)"] == 4
    assert counts["Aisha Khan (102)", "Answered by Aisha Khan (102)"] == 1


def test_a_number_is_one_however_it_is_typed(mobiles: Play) -> None:
    assert {thread.stops[0].title for thread in played(mobiles).threads} == {"+33465710201", "+33465710203"}


def test_ribbons_fill_their_blocks(support: Play) -> None:
    woven = weave(played(support))
    for side, blocks in enumerate(woven.columns):
        edges = [(ribbon.left, ribbon.right)[side] for ribbon in woven.ribbons]
        assert sum(high - low for low, high in edges) == pytest.approx(sum(block.height for block in blocks))
        for above, below in pairwise(blocks):
            assert above.top + above.height < below.top


def test_what_callers_want_stands_above_what_they_do_not(support: Play) -> None:
    kinds = [block.stop.kind for block in weave(played(support)).columns[1]]
    assert list(dict.fromkeys(kinds)) == ["taken", "message", "service", "lost"]


def test_numbers_with_the_same_endings_share_a_line(exploration: Exploration) -> None:
    sources = list(dict.fromkeys(thread.stops[0] for thread in explored(exploration).threads))
    assert [(stop.title, stop.subtitle) for stop in sources][:2] == [
        ("+3225880100", "also +3225880101 and Alice Martin (101)"),
        ("+3225880102", "also Bob Peeters (102)"),
    ]


def test_endings_tell_their_reasons_and_waits(exploration: Exploration) -> None:
    endings = {thread.stops[1].title: thread.stops[1].subtitle for thread in explored(exploration).threads}
    assert endings["Voicemail of Alice Martin (101)"] == "0 to 35 s"
    assert endings["Rejected"] == "the caller is on the blacklist, 0 s"


def test_a_crowded_column_is_gathered(support: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weaving, "MOST_STOPS", 3)
    woven = weave(played(support))
    assert [len(blocks) for blocks in woven.columns] == [3, 3]
    assert "others" in woven.columns[1][-1].stop.title
    assert sum(block.weight for block in woven.columns[1]) == 15


def test_the_picture_names_what_it_shows(exploration: Exploration) -> None:
    picture = exploration.plot()
    assert len(names(picture, "ribbon-")) == len(explored(exploration).threads)
    assert {"Called", "Can end", "Answered by Carol Dubois (103)", "a message"} <= set(texts(picture))
    assert overlaps(picture) == []
    assert beyond(picture) == []


def test_shares_are_told() -> None:
    picture = play_of("small-office").plot()
    assert any(text.endswith(" %") for text in texts(picture))
    assert overlaps(picture) == []


def test_an_exploration_that_was_given_up_says_so(exploration: Exploration) -> None:
    from dataclasses import replace

    part = replace(exploration, numbers=tuple(replace(one, complete=False) for one in exploration.numbers[:1]))
    assert "explored only in part" in part.plot().text


def test_nothing_is_refused() -> None:
    empty = Play(Scene("Empty", datetime(2026, 11, 23, tzinfo=UTC)), ())
    with pytest.raises(UnusableInput, match="Empty: where the calls that were played end, there is nothing to draw"):
        empty.plot()
