"""Patterns: RS204, and what is known of lists of them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routesim.lint.matching import Matching
from routesim.model.patterns import matches
from tests.lint.conftest import Check, Codes, numbers

SOME = ("", ".*", "0.*", "00.*", "0[1-9][0-9]*", "0475[0-9]{6}", "047500000[1-3]", "(0|00)32.*", "[^0].*", "VIP", "1+")
ODD = (r"\+32.*", r"\d{3,5}", "(?i)vip|0.*", "0.?", "^0.*$", r"[[:digit:]]{2}", "x*", r"0\b.*", "(.*1.*){3}")
PATTERNS = st.lists(st.sampled_from((*SOME, *ODD)), max_size=5)
NUMBERS = st.one_of(
    st.sampled_from(("", "VIP", "101", "0475000001", "003225880100", "025880100")), st.text("0123456789", max_size=11)
)


@given(PATTERNS, NUMBERS)
def test_a_pattern_that_is_said_to_be_dead_is_never_the_first_to_match(patterns: list[str], number: str) -> None:
    known = Matching(["VIP"]).first(tuple(patterns))
    first = next((place for place, pattern in enumerate(patterns) if matches(pattern, number)), None)
    if first is None:
        assert known.rest is not None
    else:
        assert not known.is_dead(first)


@given(PATTERNS)
def test_what_is_said_of_patterns_is_borne_out_by_numbers(patterns: list[str]) -> None:
    known = Matching(["VIP"]).first(tuple(patterns))
    assert known.complete == (r"0\b.*" not in patterns)
    for place, winners in known.winners.items():
        for winner, number in winners.items():
            assert matches(patterns[place], number)
            assert [at for at in range(winner + 1) if matches(patterns[at], number)] == [winner]
    if known.complete and known.rest is not None:
        assert not any(matches(pattern, known.rest) for pattern in patterns)


@given(st.sampled_from(SOME), st.sampled_from(SOME), NUMBERS)
def test_inclusion_holds_for_every_number(wider: str, narrower: str, number: str) -> None:
    if Matching(["VIP"]).includes(wider, narrower) and matches(narrower, number):
        assert matches(wider, number)


def test_a_number_is_found_that_is_as_asked() -> None:
    matching = Matching(["VIP"])
    first, second, neither = range(1), range(1, 2), range(2, 3)
    assert matching.number([(("047.*", "04.*"), second)]) == "04"
    assert matching.number([(("04.*", "05.*"), neither), (("0.*", "VIP"), first)]) == "0"
    assert matching.number([(("[0-9]*", ".*"), second)]) == "VIP"
    assert matching.number([(("0.*", "04.*"), second)]) is None
    assert matching.number([]) == ""
    assert matching.is_so("0475", [(("047.*", "04.*"), first), (("1", "2"), neither)])
    assert not matching.is_so("0475", [(("047.*", "04.*"), second)])


@pytest.mark.parametrize(
    ("patterns", "is_known"),
    [
        ([f"0{place:08}" for place in range(1000)], True),
        ([f"0{place:05}.*" for place in range(1000)], True),
        (["0[0-9]*"] * 1000, True),
        ([f".*{place:03}" for place in range(1000)], False),
        (["[0-9]{1000}"] * 1000, False),
        (["(0?){1000}", "((0|1){30}){30}"], False),
        ([".*1.{20}", ".*2.{20}"], False),
        (["(" * 400 + ")" * 400], False),
    ],
    ids=["numbers", "prefixes", "the same", "endings", "long", "hollow", "remembering", "deep"],
)
def test_patterns_that_take_too_much_work_are_not_known(patterns: list[str], is_known: bool) -> None:
    matching = Matching([])
    known = matching.first(tuple(patterns))
    assert known.complete == is_known
    assert matching.first(tuple(patterns)) is known
    if not is_known:
        assert not any(known.is_dead(place) for place in range(len(patterns)))


LINES = """\
dial_plans:
  - name: Door
    extension: "900"
    start: a
    elements:
      tag: {type: caller_id, text: VIP, next: a}
      a: {type: dispatcher, unknown: bye, lines: [LINES]}
      bye: {type: hang_up}
"""


def lines(*patterns: str) -> str:
    return LINES.replace("LINES", ", ".join(f'{{pattern: "{pattern}", next: bye}}' for pattern in patterns)) + numbers(
        "900"
    )


NO_NUMBER = "matches no caller's number: they are seen as dialled in BE, in digits, such as 0033..."


@pytest.mark.parametrize(
    ("patterns", "dead"),
    [
        (["0.*", "04.*"], ["`04.*` of a is left with nothing to match: `0.*` before it matches all of it"]),
        (["04.*", "0.*"], []),
        (["0.*", "0.*"], ["`0.*` of a is left with nothing to match: `0.*` before it matches all of it"]),
        (
            ["0[0-4].*", "0[5-9].*", "0[1-9].+"],
            [
                "`0[1-9].+` of a is left with nothing to match: `0[0-4].*` and `0[5-9].*` before it match all of it",
            ],
        ),
        (["0[0-4].*", "0[6-9].*", "0[1-9].+"], []),
        ([".*", ""], ["`` of a is left with nothing to match: `.*` before it matches all of it"]),
        ([".+", ""], []),
        (["[+]32.*", "0.*"], [f"`[+]32.*` of a {NO_NUMBER}"]),
        (["VIP", "V.*"], ["`V.*` of a is left with nothing to match: `VIP` before it matches all of it"]),
        (["BOSS"], [f"`BOSS` of a {NO_NUMBER}"]),
        ([r"0\\b.*", r"0\\b.*"], []),
    ],
)
def test_a_line_that_is_left_with_nothing_is_told(messages: Codes, patterns: list[str], dead: list[str]) -> None:
    told = [line.partition("the pattern ")[2] for line in messages(lines(*patterns), "RS204")]
    assert told == dead


def test_a_shadowed_line_stands_at_its_pattern_and_shows_what_shadows_it(checked: Check) -> None:
    (finding,) = checked(lines("00.*", "0033.*"), "RS204")
    assert finding.source[finding.caret :].startswith('"0033.*"')
    line, column = re.fullmatch(r"pbx.yaml:(\d+):(\d+)", finding.related[0]).groups()  # type: ignore[union-attr]
    assert int(line) == finding.line
    assert int(column) < finding.column


@pytest.mark.parametrize(
    ("allow", "deny", "told"),
    [
        (["0475.*"], ["0499.*"], []),
        (
            ["0475.*"],
            ["0475999999"],
            ["the pattern `0475999999` of a is left with nothing to match: `0475.*` before it matches all of it"],
        ),
        (
            ["0475.*", "0475.*"],
            [],
            ["the pattern `0475.*` of a is left with nothing to match: `0475.*` before it matches all of it"],
        ),
        # exceptions
        (["047500000[1-3]"], [".*"], []),
        (["047500000[1-3]"], ["0475.*"], []),
        (["04.*"], [".*99"], ["0499 is both allowed by `04.*` and denied by `.*99` in a, and let in"]),
        ([".?"], ["|00"], ["a withheld number is both allowed by `.?` and denied by `|00` in a, and let in"]),
    ],
)
def test_what_is_allowed_and_denied_is_told(
    messages: Codes, allow: list[str], deny: list[str], told: list[str]
) -> None:
    element = f"type: access_list, allow: {allow}, deny: {deny}, authorized: bye, refused: bye, unknown: bye"
    elements = f"{{a: {{{element}}}, bye: {{type: hang_up}}}}"
    text = f'dial_plans: [{{name: P, extension: "900", start: a, elements: {elements}}}]\n'
    assert [line.partition(": ")[2] for line in messages(text, "RS204")] == told
