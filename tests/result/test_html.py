"""Stories in a notebook: the same as in text, escaped, and whole."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from routesim.result.records import CallRecord, Scene
from routesim.result.story import tell
from tests.result import records
from tests.result.records import ANSWERED, SCENE, STAGGERED, play

VOID = {"br", "hr"}
HOSTILE = "<script>alert('x')</script><img src=x onerror=\"alert(1)\">&amp;"


class Outline(HTMLParser):
    """Checks that tags nest, and keeps what they are, their attributes and the text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += attrs
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data + " "


def outline(html: str) -> Outline:
    parsed = Outline(html)
    assert parsed.open == []
    assert parsed.tags <= {"div", "span", "table", "tr", "th", "td", "br", "hr"}
    assert {name for name, _ in parsed.attributes} <= {"style", "title"}
    return parsed


@pytest.mark.parametrize("name", records.STORIES)
def test_a_story_in_a_notebook_says_what_the_text_says(name: str) -> None:
    record = records.STORIES[name]
    told = " ".join(outline(record._repr_html_()).text.split())
    story = tell(record)
    for text in (
        story.title,
        story.when,
        story.ending,
        *(text for moment in story.moments for text in moment.sentences),
    ):
        assert re.sub(r"\s", "", text) in re.sub(r"\s", "", told)


def hostile(text: str) -> CallRecord:
    return STAGGERED._replace(
        id=text,
        from_=text,
        to=text,
        notified=text,
        path=(f"number:{text}", *STAGGERED.path[1:]),
        scene=Scene(text, SCENE.start, {"101": text, "102": text}),
    )


@pytest.mark.parametrize("count", [1, 9])
def test_names_cannot_add_markup(count: int) -> None:
    html = play(*[hostile(HOSTILE)] * count)._repr_html_()
    assert "<script" not in html
    assert "<img" not in html
    assert HOSTILE[:20] in outline(html).text


def test_names_cannot_break_out_of_an_attribute() -> None:
    ring = STAGGERED.rang[0]._replace(result='"><script>')
    outline(STAGGERED._replace(rang=(ring,))._repr_html_())


def test_control_characters_stand_escaped() -> None:
    assert "\\x1b[2J" in hostile("\x1b[2J")._repr_html_()
    assert "\x1b" not in hostile("\x1b[2J")._repr_html_()


def test_a_failed_expectation_is_shown() -> None:
    text = outline(STAGGERED._repr_html_()).text
    assert "NOT AS EXPECTED" in text
    assert "expected the outcome answered, but it was voicemail" in text


def test_a_play_of_many_calls_is_a_table_with_counts_and_failures() -> None:
    text = outline(play(*records.STORIES.values())._repr_html_()).text
    assert "no answer: 4 (16.0 %)" in text
    assert "NOT AS EXPECTED: 1 call" in text


def test_a_play_of_thousands_of_calls_keeps_the_notebook_small() -> None:
    html = play(*[ANSWERED] * 5000)._repr_html_()
    assert len(html) < 1_500_000
    assert "... and 4,000 more" in outline(html).text


def test_a_play_without_calls_is_a_heading() -> None:
    assert "0 calls" in outline(play()._repr_html_()).text


def test_a_table_without_expectations_has_no_column_for_them() -> None:
    calls = [ANSWERED._replace(expectation=None)] * 6
    assert "expected" not in outline(play(*calls)._repr_html_()).text
    assert "expected" in outline(play(*[ANSWERED] * 6)._repr_html_()).text


def test_another_day_is_named_with_its_date() -> None:
    text = outline(play(records.OVER_MIDNIGHT._replace(at=90000.0), *[ANSWERED] * 5)._repr_html_()).text
    assert "Tuesday 24 November 2026, 11:00:00" in text
    assert "Tuesday 24 November 2026, 00:00:00" in outline(records.OVER_MIDNIGHT._repr_html_()).text
