"""JUnit XML that every reader of test reports understands."""

from __future__ import annotations

from xml.etree import ElementTree

import routesim
from routesim.files import loads_calls
from routesim.result.junit import junit_lines
from routesim.result.records import Play
from tests.cli.files import CALLS, PBX


def play(calls: str, pbx: str = PBX) -> Play:
    system = routesim.loads(pbx)
    return routesim.play(loads_calls(calls, system), system)


def parsed(played: Play, suite: str = "calls.yaml") -> ElementTree.Element:
    return ElementTree.fromstring("\n".join(junit_lines(played, suite)))


def test_a_call_is_a_case_and_the_counts_agree() -> None:
    top = parsed(play(CALLS))
    (suite,) = top
    assert (top.tag, suite.tag) == ("testsuites", "testsuite")
    assert suite.attrib == {"name": "calls.yaml", "tests": "3", "failures": "1", "errors": "0", "skipped": "1"}
    assert [(case.get("classname"), case.get("name")) for case in suite] == [
        ("calls.yaml", "met"),
        ("calls.yaml", "unmet"),
        ("calls.yaml", "unjudged"),
    ]
    assert [[part.tag for part in case] for case in suite] == [[], ["failure"], ["skipped"]]


def test_a_failure_says_what_differs_and_tells_the_story() -> None:
    failure = parsed(play(CALLS)).find(".//failure")
    assert failure is not None
    assert failure.get("message") == (
        "expected the outcome voicemail, but it was answered; "
        "expected Élodie Martin (101) to take the call, but Bob Peeters (102) took it"
    )
    assert "  10:05:26  26 s  Bob Peeters (102) answers after 6 s of ringing." in (failure.text or "").split("\n")


def test_names_are_escaped_and_hold_nothing_that_xml_cannot() -> None:
    name = "a <b> & ]]> \"quoted\" 'too'"
    calls = CALLS.replace("id: unmet", f"id: {name!r}".replace("\\'", "''"))
    pbx = PBX.replace("Bob Peeters", '"<Bob> & ]]>"')
    suite = parsed(play(calls, pbx), "dir/<odd>\x1b\ud800.yaml")[0]
    assert suite.get("name") == "dir/<odd>\\x1b\\ud800.yaml"
    assert suite[1].get("name") == "a <b> & ]]> \"quoted\" 'too'"
    failure = suite[1].find("failure")
    assert failure is not None
    assert "<Bob> & ]]> (102) answers" in (failure.text or "")


def test_a_play_without_calls_is_an_empty_suite() -> None:
    suite = parsed(play("pbx: pbx.yaml\nstart: 2026-11-23T10:00:00\n"))[0]
    assert (suite.get("tests"), list(suite)) == ("0", [])


def test_the_same_play_gives_the_same_bytes() -> None:
    first, again = ("\n".join(junit_lines(play(CALLS), "calls.yaml")) for _ in range(2))
    assert first == again
    assert "time" not in parsed(play(CALLS))[0][0].attrib
