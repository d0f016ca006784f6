"""What a draft changes, as it stands on a screen."""

from __future__ import annotations

import pytest

from routesim.result.difference import Difference, Fate, TextChange
from routesim.result.difference_text import MOST_CHANGES, MOST_LIKEWISE, MOST_STORIES, difference_lines
from routesim.result.difference_words import cause_words, fate_words, summary
from routesim.result.side_by_side import ROOM
from routesim.result.typography import columns
from tests.result.differences import busy_alice, change, difference, slow_alice

NAMES = {"101": "Alice Martin", "102": "Bob Peeters", "750": "Weekly"}


def told(differing: Difference, width: int = 80) -> list[str]:
    return list(difference_lines(differing, width))


def test_equality_is_said_to_be_proven() -> None:
    assert told(difference()) == [
        "pbx.yaml → draft.yaml",
        "No call is treated differently: proven for every number, every caller, every",
        "instant, whatever people do.",
    ]


def test_a_change_of_time_alone_is_told_without_stories() -> None:
    assert told(difference(slow_alice(), slow_alice("101"))) == [
        "pbx.yaml → draft.yaml",
        "No call ends differently: proven for every caller, every instant and whatever",
        "people do. The wait changes for calls to +3225880101 and 101.",
        "",
        "When: Alice Martin (101) does not answer (only the time changes)",
        "  calls to  +3225880101 and Alice Martin (101)",
        "  applied   answered by Bob Peeters (102) after 26 s",
        "  draft     answered by Bob Peeters (102) after 36 s",
    ]


def test_what_is_undecided_is_never_passed_off_as_equal() -> None:
    lines = " ".join(told(difference(undecided=("+3225880101", "101"), complete=False)))
    assert "UNDECIDED. For calls to +3225880101 and 101, neither was a difference found nor shown" in lines
    assert "Comparing was given up at a bound: there may be more differences than these." in lines
    assert "proven" not in lines


def test_a_change_beside_undecided_numbers_tells_both() -> None:
    lines = " ".join(told(difference(busy_alice(), undecided=("102",)))[1:3])
    assert lines.startswith("Calls to +3225880101 end differently. For calls to 102, neither was a difference found")


def test_numbers_that_meet_the_same_fate_are_told_together_with_both_stories() -> None:
    lines = told(difference(busy_alice(), busy_alice("101")))
    assert lines[3:9] == [
        "When: Alice Martin (101) is occupied",
        "  calls to  +3225880101 and Alice Martin (101)",
        "  applied   answered by Bob Peeters (102) after 6 s",
        "  draft     voicemail of Alice Martin (101) at once",
        "",
        "── applied ─────────────────────────────────────────────────────────────────────",
    ]
    stories = [line for line in lines if line.startswith(("Answered by", "Taken by"))]
    assert stories == [
        "Answered by Bob Peeters (102) after 6 s, talked for 60 s",
        "Taken by the mailbox of Alice Martin (101) at once, a message of 60 s",
    ]


def test_what_has_a_cause_in_common_is_told_below_it_without_stories() -> None:
    more = [
        change("101", ("user:101 is occupied", f"user:{extra} is offline"), {"101": {"state": "busy"}})
        for extra in range(201, 201 + MOST_LIKEWISE + 2)
    ]
    lines = told(difference(busy_alice("101"), *more))
    assert [line for line in lines if line.startswith(("When", "Likewise"))] == [
        "When: Alice Martin (101) is occupied",
        *(
            f"Likewise: Alice Martin (101) is occupied and {extra} is offline"
            for extra in range(201, 201 + MOST_LIKEWISE)
        ),
    ]
    assert "... and 2 more changes of that kind: --format json tells all of them" in lines
    assert sum(line.startswith("── applied") for line in lines) == 1
    assert sum("calls to  " in line for line in lines) == 1


@pytest.mark.parametrize("width", [60, 80, ROOM - 1, ROOM, 200])
def test_no_line_is_wider_than_asked_for(width: int) -> None:
    texts = (TextChange("users[102].name", "B" * 300, None), TextChange("a." * 60, None, "x"))
    lines = told(difference(busy_alice(), slow_alice(), texts=texts), width)
    assert max(map(columns, lines)) <= width


def test_stories_stand_side_by_side_where_there_is_room() -> None:
    lines = told(difference(busy_alice()), ROOM)
    (heads,) = [line for line in lines if line.startswith("APPLIED")]
    assert heads == f"{'APPLIED':<60} │ DRAFT"
    assert any(line.startswith("Answered by Bob") and " │ " in line for line in lines)
    assert not any(" │ " in line for line in told(difference(busy_alice()), ROOM - 1))


def test_colours_do_not_move_what_stands_on_the_right() -> None:
    bare = told(difference(busy_alice()), ROOM)
    painted = difference_lines(difference(busy_alice()), ROOM, lambda style, text: f"<{style}>{text}</{style}>")
    styles = ("title", "faint", "good", "bad", "warn", "ringing", "talking")
    for line, plain in zip(painted, bare, strict=True):
        for style in styles:
            line = line.replace(f"<{style}>", "").replace(f"</{style}>", "")
        assert line.rstrip() == plain


def test_texts_stand_apart() -> None:
    texts = (TextChange("users[102].name", "Bob", "Bob\x1b[31m"), TextChange("users[102].email", None, "b@x.example"))
    assert told(difference(texts=texts))[3:] == [
        "",
        "Changes without effect on any call",
        '  users[102].name: "Bob" → "Bob\\x1b[31m"',
        '  users[102].email: - → "b@x.example"',
    ]


def test_many_changes_are_cut_short_and_counted() -> None:
    changes = [
        change("+3225880101", (f"case {place}",), {"101": {"state": "busy"}}) for place in range(MOST_CHANGES + 3)
    ]
    texts = tuple(TextChange(f"users[{place}].name", "a", "b") for place in range(60))
    lines = told(difference(*changes, texts=texts))
    assert sum(line.startswith("── applied") for line in lines) == MOST_STORIES
    assert "... and 3 more changes: --format json tells all of them" in lines
    assert "... and 20 more texts: --format json tells all of them" in lines


@pytest.mark.parametrize(
    ("fate", "words"),
    [
        (Fate("answered", "102", 26.5), "answered by Bob Peeters (102) after 26.5 s"),
        (Fate("voicemail", "Sales", 0.0), "voicemail of Sales at once"),
        (Fate("carrier_voicemail", "+32470000101", 25.0), "carrier voicemail of +32470000101 after 25 s"),
        (Fate("conference", "750", 0.0), "conference Weekly (750) at once"),
        (Fate("no_answer", None, 40.0), "no answer after 40 s"),
        (Fate("hung_up", None, 4.0, "open_exit"), "hung up after 4 s: an exit of the dial plan leads nowhere"),
        (
            Fate("abandoned", None, 120.0, "unending"),
            "abandoned after 120 s: nothing but the caller's patience ends it",
        ),
    ],
)
def test_a_fate_in_words(fate: Fate, words: str) -> None:
    assert fate_words(fate, NAMES) == words


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ((), "always, whatever people do"),
        (("user:101 is occupied",), "Alice Martin (101) is occupied"),
        (("user:101 does not answer", "key 3 pressed"), "Alice Martin (101) does not answer and key 3 pressed"),
        (("external:+32470000101 is busy",), "+32470000101 is busy"),
        (("Monday-Friday after 17:30",), "Monday-Friday after 17:30"),
    ],
)
def test_a_cause_in_words(when: tuple[str, ...], words: str) -> None:
    assert cause_words(when, NAMES) == words


def test_a_journal_keeps_a_summary() -> None:
    assert summary(difference()) == "no call ends differently"
    both_kinds = difference(busy_alice(), slow_alice(), slow_alice("101"))
    assert summary(both_kinds) == "calls to +3225880101 end differently, 2 changes of timing"
    assert summary(difference(texts=(TextChange("a", "b", "c"),))) == "no call ends differently, 1 change of text"
    assert summary(difference(undecided=("101",))) == "undecided"
    assert summary(difference(busy_alice(), undecided=("101",))) == "calls to +3225880101 end differently"
