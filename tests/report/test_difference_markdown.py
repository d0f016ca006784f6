"""What a draft changes, for a pull request."""

from __future__ import annotations

import re

import routesim
from routesim.report.difference_markdown import MOST_CHARACTERS, difference_markdown
from routesim.result.difference import Difference, TextChange
from tests.result.differences import APPLIED, DRAFT, busy_alice, change, difference, slow_alice

EVIL = "<img src=x> [a](javascript:b) `c` *d* |e| @octocat #12"


def told(differing: Difference) -> list[str]:
    return list(difference_markdown(differing))


def test_a_table_of_causes_and_both_stories_to_unfold() -> None:
    lines = told(difference(busy_alice(), slow_alice()))
    assert lines[:8] == [
        "### pbx.yaml → draft.yaml",
        "",
        "⚠️ Calls to +3225880101 end differently.",
        "",
        "| when | calls to | applied | draft |",
        "|---|---|---|---|",
        "| Alice Martin (101) is occupied | +3225880101 | answered by Bob Peeters (102) after 6 s "
        "| voicemail of Alice Martin (101) at once |",
        "| Alice Martin (101) does not answer (only the time changes) | +3225880101 "
        "| answered by Bob Peeters (102) after 26 s | answered by Bob Peeters (102) after 36 s |",
    ]
    assert [line for line in lines if line.startswith(("<", "**", "```"))] == [
        "<details><summary>Both stories of a call to +3225880101: Alice Martin (101) is occupied</summary>",
        "**applied**",
        "```text",
        "```",
        "**draft**",
        "```text",
        "```",
        "</details>",
    ]


def test_equality_and_its_opposite_are_said() -> None:
    assert told(difference())[2].startswith("✅ No call is treated differently: proven ")
    assert told(difference(undecided=("101",)))[2].startswith("❓ UNDECIDED. For calls to 101, neither ")


def test_texts_stand_apart() -> None:
    lines = told(difference(texts=(TextChange("users[102].name", EVIL, None),)))
    assert lines[4:8] == ["Changes without effect on any call:", "", "| where | applied | draft |", "|---|---|---|"]
    assert re.fullmatch(r"\| users\\\[102\\\]\.name \| .* \| - \|", lines[8])


def test_no_name_becomes_markup_or_a_mention() -> None:
    applied, draft = (
        routesim.loads(text.replace("name: Alice Martin", f"name: '{name}'"))
        for text, name in ((APPLIED, EVIL), (DRAFT, f"````{EVIL}"))
    )
    occupied = change("+3225880101", ("user:101 is occupied",), {"101": {"state": "busy"}}, systems=(applied, draft))
    text = "\n".join(difference_markdown(difference(occupied)))
    assert re.findall("^(`+)text$", text, re.MULTILINE) == ["```", "`````"]
    outside = re.sub(r"(?ms)^(`{3,})text$.*?^\1$", "", text)
    assert "<img" not in outside
    assert not re.search("[@#][o1]", outside)
    table = [line for line in outside.split("\n") if line.startswith("| ")]
    assert [len(re.findall(r"(?<!\\)\|", line)) for line in table] == [5, 5]
    assert not re.search(r"(?<!\\)[`*\[]", "".join(table))


def test_a_comment_holds_it_all() -> None:
    changes = [change("+3225880101", (f"case {place}",), {"101": {"state": "busy"}}) for place in range(100)]
    text = "\n".join(told(difference(*changes)))
    assert len(text) < 65_536
    assert len(text) < MOST_CHARACTERS + 20_000
    assert "\n... and 40 more changes\n" in text
    assert "The stories of the other changes are left out here." in text
