"""Comments and settings that silence, and those that silence nothing: RS005."""

from __future__ import annotations

import pytest

from tests.lint.conftest import Check

NUMBER = "incoming_numbers: [{number: +3225880101}]"
"""RS401."""


def codes(checked: Check, text: str) -> list[str]:
    return [finding.code for finding in checked(text)]


@pytest.mark.parametrize(
    "comment",
    [
        "# routesim: ignore RS401",
        "#routesim:ignore rs401",
        "# routesim: ignore RS401: paid for, used by nobody",
        "# paid for; routesim ignores it # routesim: ignore RS401",
        "#  routesim:  ignore:  RS401",
    ],
)
def test_a_comment_silences_what_is_found_on_its_line(checked: Check, comment: str) -> None:
    assert codes(checked, NUMBER) == ["RS401"]
    assert codes(checked, f"{NUMBER} {comment}\n") == []


@pytest.mark.parametrize("between", [" ", ", ", ","])
def test_several_codes_stand_one_after_the_other(checked: Check, between: str) -> None:
    number = "incoming_numbers: [{number: +3225880101, destination: {type: number, number: +32470000101}}]"
    assert codes(checked, number) == ["RS105", "RS107"]
    assert codes(checked, f"{number} # routesim: ignore RS105{between}RS107\n") == []


def test_a_comment_on_another_line_silences_nothing(checked: Check) -> None:
    assert codes(checked, f"# routesim: ignore RS401\n{NUMBER}\n") == ["RS005", "RS401"]


@pytest.mark.parametrize(
    "text",
    [
        "voicemails: [{name: 'a # routesim: ignore RS104'}]\n",
        'voicemails:\n  - name: "one\n      # routesim: ignore RS104\n      two"\n',
        "voicemails: [{name: Box}]\naudio_messages:\n  - name: Long\n    text: >\n"
        "      # routesim: ignore RS104\n      Hi\n",
        "voicemails: [{name: a#routesim:ignore RS104}]\n",
    ],
)
def test_a_text_that_looks_like_a_comment_is_none(checked: Check, text: str) -> None:
    assert codes(checked, text) == ["RS104"]


def test_settings_silence_the_whole_file(checked: Check) -> None:
    text = "settings: {timezone: Europe/Brussels, country: BE, ignore: [RS401]}\n"
    assert codes(checked, text + "incoming_numbers: [{number: +3225880101}, {number: +3225880102}]\n") == []


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        (
            f"{NUMBER} # routesim: ignore RS107 RS401",
            "2:62",
            "RS107 is silenced, and nothing of the kind is found on this line",
        ),
        (f"{NUMBER} # routesim: ignore RS401 RS499", "2:68", "there is no code RS499 to silence"),
        (
            f"{NUMBER} # routesim: ignore RS401 XY401",
            "2:68",
            "there is no code XY401 to silence, did you mean `RS401`?",
        ),
        (f"{NUMBER} # routesim: ignore RS001 RS401", "2:62", "RS001 cannot be silenced: it makes a file unusable"),
        (
            f"{NUMBER} # routesim: ignore RS401\n# routesim: ingore RS401\n",
            "3:13",
            "a comment for routesim that it does not understand, expected `# routesim: ignore RS101`",
        ),
        (
            f"{NUMBER} # routesim: ignore RS401\n# routesim: ignore all\n",
            "3:13",
            "a comment for routesim that it does not understand, expected `# routesim: ignore RS101`",
        ),
        (
            "settings: {timezone: Europe/Brussels, country: BE, ignore: [RS401, RS107]}\n" + NUMBER,
            "1:68",
            "RS107 is silenced, and nothing of the kind is found in this file",
        ),
    ],
)
def test_a_silencing_without_a_use_is_told_where_it_stands(checked: Check, text: str, place: str, message: str) -> None:
    (finding,) = checked(text)
    assert (finding.code, finding.severity, finding.place) == ("RS005", "warning", f"pbx.yaml:{place}")
    assert finding.message.partition(", did")[0] == message.partition(", did")[0]


@pytest.mark.parametrize(
    "text",
    [
        NUMBER + " # routesim: ignore RS401 RS107 RS005",
        "settings: {timezone: Europe/Brussels, country: BE, ignore: [RS005, RS107]}\nincoming_numbers: []\n",
    ],
)
def test_the_finding_itself_can_be_silenced_and_is_never_unused(checked: Check, text: str) -> None:
    assert codes(checked, text) == []


def test_silencings_of_what_was_not_looked_for_are_not_judged(checked: Check) -> None:
    text = NUMBER + " # routesim: ignore RS401 RS107\n"
    assert codes(checked, text) == ["RS005"]
    assert [finding.code for finding in checked(text, "RS0", "RS4")] == []
    assert [finding.code for finding in checked(text, "RS107", "RS401")] == []
    unusable = text + "users: [{extension: '101', name: A, follow_me: {destinations: [{to: '102'}]}}]\n"
    assert codes(checked, unusable) == ["RS001"]
