"""Keys and values that a model refuses: what is said, and of which place."""

from __future__ import annotations

import pytest

from tests.files.samples import PBX, SMALL
from tests.files.telling import problems_of, told, told_of_users

WINDOW = "a ring window must end after it begins"
NO_NUMBER = "expected a number of seconds, such as 15 or 2.5"
LIST = "expected a list, such as `[a, b]` or lines that begin with `- `"
NO_COUNTRY = "a phone number needs its country code here, such as +32470000101"
ADDRESS = "expected an e-mail address with one @ and text on both sides of it"
ZONE = "unknown time zone, expected an IANA name such as"
NEGATIVE = "a time cannot be negative, expected 0 or more seconds"
LONG = "too long, expected at most 10000000 seconds"


def user(fields: str) -> list[str]:
    """What is told of a user, on line 4, whose *fields* begin in column 37."""
    return told_of_users(f'  - {{extension: "102", name: "Bob", {fields}}}\n')


def test_the_whole_message_of_a_mistyped_key() -> None:
    (problem,) = problems_of(SMALL + '  - extension: "102"\n    name: Bob\n    ring_tme: 10\n')
    assert str(problem) == (
        "pbx.yaml:6:5: the key `ring_tme` is not known here, did you mean `ring_time`?\n        ring_tme: 10\n        ^"
    )
    assert (problem.code, problem.path, problem.severity) == ("RS000", ("users", 1, "ring_tme"), "error")


def test_a_key_that_is_like_no_other_is_told_what_there_is() -> None:
    assert told_of_users("switches: [{name: a, colour: red}]") == [
        "4:22 the key `colour` is not known here, expected name or state"
    ]


def test_the_whole_message_of_a_missing_key() -> None:
    (problem,) = problems_of(SMALL + "  - name: Bob\n    email: bob@acme.example\n")
    assert str(problem) == (
        "pbx.yaml:4:5: `extension` is missing here, which is required\n      - name: Bob\n        ^"
    )
    assert problem.path == ("users", 1)


def test_the_whole_message_of_a_window_that_ends_before_it_begins() -> None:
    fields = "    forwarding: {busy: {destinations: [{to: '102', ring: [20, 10]}]}}\n"
    (problem,) = problems_of(SMALL + f'  - extension: "102"\n    name: Bob\n{fields}')
    assert str(problem) == (
        f"pbx.yaml:6:58: `ring` is [20, 10]: {WINDOW}\n"
        "        forwarding: {busy: {destinations: [{to: '102', ring: [20, 10]}]}}\n"
        "                                                             ^"
    )


def test_the_whole_message_of_a_wrong_word() -> None:
    (problem,) = problems_of(SMALL + "queues:\n  - {name: S, extension: '700', strategy: longest_idl}\n")
    assert str(problem) == (
        "pbx.yaml:5:43: `strategy` is `longest_idl`: expected ring_all, longest_idle, fewest_calls, random, "
        "round_robin or linear, did you mean `longest_idle`?\n"
        "      - {name: S, extension: '700', strategy: longest_idl}\n"
        "                                              ^"
    )


@pytest.mark.parametrize(
    ("ring", "why"),
    [
        ("[10, 10]", f"[10, 10]: {WINDOW}"),
        ("0", f"`0`: {WINDOW}"),
        ("[1, 2, 3]", "[1, 2, 3]: expected a start and an end, such as [0, 15]"),
        ("[-1, 5]", f"[-1, 5]: {NEGATIVE}"),
        ("[0, 601]", "[0, 601]: too long, a ring window ends at 600 seconds at the latest"),
        ("[0, nan]", f"[0, nan]: {NO_NUMBER}"),
        ("soon", f"`soon`: {NO_NUMBER}"),
    ],
)
def test_a_ring_window_must_make_sense(ring: str, why: str) -> None:
    (line,) = user(f"forwarding: {{busy: {{destinations: [{{to: '101', ring: {ring}}}]}}}}")
    assert line == f"4:90 `ring` is {why}"


def test_windows_in_a_row_must_end_in_time() -> None:
    destinations = "[{to: '101', ring: 400}, {to: '101', ring: 201}]"
    assert user(f"follow_me: {{destinations: {destinations}}}") == [
        "4:48 `follow_me`: destination 2 would ring until 601 s: a ring window ends at 600 seconds at the latest"
    ]


@pytest.mark.parametrize(
    ("seconds", "why"),
    [
        ("-5", NEGATIVE),
        ("-0.001", NEGATIVE),
        ("nan", NO_NUMBER),
        (".nan", NO_NUMBER),
        ("inf", NO_NUMBER),
        (".inf", NO_NUMBER),
        ("-inf", NO_NUMBER),
        ("10000001", LONG),
        ("1e7001", NO_NUMBER),
        ("1e400", LONG),
        ("9" * 50, LONG),
        ("1_000", NO_NUMBER),
        ("0x10", NO_NUMBER),
        ("٣", NO_NUMBER),
        ("10 s", NO_NUMBER),
    ],
)
def test_seconds_are_a_number_from_0_to_10_000_000(seconds: str, why: str) -> None:
    assert user(f"ring_time: {seconds}") == [f"4:48 `ring_time` is `{seconds}`: {why}"]


@pytest.mark.parametrize(
    ("field", "line"),
    [
        ("email: a@b@c", f"4:44 `email` is `a@b@c`: {ADDRESS}"),
        ("email: '@c'", f"4:44 `email` is `@c`: {ADDRESS}"),
        ("voicemail: perhaps", "4:48 `voicemail` is `perhaps`: expected yes or no"),
        ("devices: {a: b}", f"4:46 `devices` is a mapping: {LIST}"),
        ("devices: desk", f"4:46 `devices` is `desk`: {LIST}"),
        ("devices: [desk, '']", "4:53 item 2 of `devices` is empty: expected some text, found none"),
        ("devices: [desk, [app]]", "4:53 item 2 of `devices` is [app]: expected text"),
        ("forwarding: on", "4:49 `forwarding` is `on`: expected keys with values, such as `no_answer` or `busy`"),
        ("outgoing_number: '0'", f"4:54 `outgoing_number` is `0`: {NO_COUNTRY}"),
        ("keys: {count: 201}", "4:51 `count` is `201`: expected 0 to 200"),
        ("keys: {count: 2.0}", "4:51 `count` is `2.0`: expected a whole number"),
        ("keys: {0: {action: line}}", "4:44 the key `0`: expected 1 to 200"),
        ("keys: {1: {user: [102]}}", "4:54 `user` is [102]: expected text"),
        ("keys: {buttons: {1: {action: line}}}", "4:44 the key `buttons` is not known here, expected count"),
    ],
)
def test_a_field_of_a_user_says_what_it_expects(field: str, line: str) -> None:
    assert user(field) == [line]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("timezone: Europe/Brusels", f"{ZONE} Europe/Brussels"),
        ("timezone: nowhere at all", f"{ZONE} Europe/Brussels"),
        ("timezone: ../../etc/passwd", f"{ZONE} Europe/Brussels"),
        ("timezone: localtime", f"{ZONE} Europe/Brussels"),
        ("timezone: europe/paris", f"{ZONE} Europe/Paris"),
        ("country: XX", "unknown country, expected two capital letters such as BE (ISO 3166)"),
        ("country: fr", "unknown country, expected two capital letters such as FR (ISO 3166)"),
        ("country: UK", "unknown country, expected two capital letters such as GB (ISO 3166)"),
        ("country: Belgium", "unknown country, expected two capital letters such as BE (ISO 3166)"),
        ("max_forwards: 71", "expected 0 to 70"),
        ("max_forwards: -1", "expected 0 to 70"),
        ("max_forwards: many", "expected a whole number"),
        ("forwarded_calls: none", "expected follow, full or ring_only"),
    ],
)
def test_a_setting_says_what_it_expects(line: str, expected: str) -> None:
    key, value = line.split(": ")
    settings = {"timezone": "Europe/Brussels", "country": "BE", key: value}
    text = "settings:\n" + "".join(f"  {name}: {word}\n" for name, word in settings.items())
    assert told(text) == [f"{2 + list(settings).index(key)}:{len(key) + 5} `{key}` is `{value}`: {expected}"]


def test_a_phone_number_that_is_none_is_a_finding_of_its_own() -> None:
    text = SMALL.replace("Alice", "Alice, gsm: 0470 00 00 01")
    (problem,) = problems_of(text)
    assert (problem.code, problem.column) == ("RS003", 42)
    assert problem.message == f"`gsm` is `0470 00 00 01`: {NO_COUNTRY}"


def test_a_page_chosen_by_its_type_names_the_nearest_type() -> None:
    assert told(SMALL + "incoming_numbers:\n  - {number: '+3225880101', destination: {type: vocemail}}\n") == [
        "5:49 `type` is `vocemail`: expected not_configured, extension, dial_plan, number, voicemail, hang_up "
        "or conference, did you mean `voicemail`?"
    ]


def test_a_page_without_its_type_is_told_which_there_are() -> None:
    assert told(SMALL + "incoming_numbers:\n  - {number: '+3225880101', destination: {voicemail: '101'}}\n") == [
        "5:42 `type` is missing here, expected not_configured, extension, dial_plan, number, voicemail, hang_up "
        "or conference"
    ]


def test_a_field_called_like_its_type_keeps_its_place() -> None:
    elements = "{box: {type: voicemail, voicemail: '101', nxt: bye}, line: {type: queue, queu: x}}"
    assert told(SMALL + f"dial_plans: [{{name: P, extension: '900', start: box, elements: {elements}}}]") == [
        "4:106 the key `nxt` is not known here, expected type or voicemail",
        "4:123 `queue` is missing here, which is required",
        "4:137 the key `queu` is not known here, did you mean `queue`?",
    ]


def test_elements_say_what_they_expect() -> None:
    elements = (
        "{a b: {type: hang_up}, c: {type: menu, keys: {12: c}}, d: {type: digital_receptionist, timeout: 12}, "
        "e: {type: caller_id}, f: {type: dispatcher, lines: [{pattern: '('}]}, "
        "g: {type: time_condition, hours: '25:00-26:00', days: mun, month_days: 32, months: [jul, '7']}}"
    )
    plan = f"dial_plans: [{{name: P, extension: '900', start: c, elements: {elements}}}]"
    lines = told(SMALL + plan)
    found = [
        (plan[int(line.split(" ")[0].partition(":")[2]) - 1 :].split(" ")[0], line.split(" ", 1)[1]) for line in lines
    ]
    assert found == [
        ("a", "the key `a b`: expected an element's name of letters, digits, _ and -"),
        ("12:", "the key `12`: expected one key of a telephone: 0 to 9, * or #"),
        ("12},", "`timeout` is `12`: expected 5 to 60 seconds in steps of 5"),
        ("{type:", "`e`: expected either text or called_number: yes"),
        ("'('}]},", "`pattern` is `(`: not a regular expression: missing )"),
        ("'25:00-26:00',", "`hours` is `25:00-26:00`: expected hours such as 09:00-17:29"),
        ("mun,", "`days` is `mun`: expected days such as mon-fri or sat"),
        ("32,", "`month_days` is `32`: expected days of the month such as 1-15 or 24"),
        ("'7']}}}]", "item 2 of `months` is `7`: expected months such as jul-aug or dec"),
    ]


def test_names_that_would_steer_a_terminal_are_refused_and_escaped() -> None:
    problems = problems_of(SMALL.replace("Alice", '"A\\x1b[31m", "voice\\u202email\\x07": y'))
    assert [problem.message for problem in problems] == [
        "`name` is `A\\x1b[31m`: expected plain text, without control or direction characters",
        "the key `voice\\u202email\\x07` is not known here, did you mean `voicemail`?",
    ]
    assert all(str(problem).replace("\n", "").isprintable() for problem in problems)


def test_a_long_value_is_cut_in_the_message() -> None:
    (problem,) = problems_of(SMALL.replace("Alice", f"Alice, email: {'x' * 5000}"))
    assert problem.message.startswith(f"`email` is `{'x' * 60}...`: expected an e-mail")


def test_a_key_that_expects_a_mapping_says_so_when_it_is_empty_in_a_list() -> None:
    assert told(SMALL + "switches:\n  -\n") == [
        "5:4 item 1 of `switches` is empty: expected keys with values, such as `name`"
    ]


def test_an_unknown_key_is_told_even_with_nothing_behind_it() -> None:
    assert told(SMALL + "usres:\nqueues:\n") == ["4:1 the key `usres` is not known here, did you mean `users`?"]


def test_a_required_key_with_nothing_behind_it_is_missing() -> None:
    assert told("settings: {timezone: Europe/Brussels, country: }") == [
        "1:11 `country` is missing here, which is required"
    ]


@pytest.mark.parametrize("key", ["from_", "true_", "(numbered)", "model_config"])
def test_names_inside_the_program_are_no_keys(key: str) -> None:
    text = PBX.replace("days: mon-fri, true: term", f'days: mon-fri, "{key}": term')
    assert [line for line in told(text) if f"the key `{key}` is not known here" in line] != []


def test_all_problems_are_told_in_file_order() -> None:
    text = (
        "settings: {timezone: Europe/Brussels, country: BE, colour: red}\n"
        "incoming_numbers:\n"
        "  - {number: '+3225880101', destination: {type: extension, extension: '109'}}\n"
        "users:\n"
        "  - {extension: '101', name: Alice, ring_time: soon, name: Bob}\n"
        "  - {extension: '101', name: Carol, gsm: +3247, sip: {password: short}}\n"
        "queues:\n"
        "  - {name: Q, extension: '700', static_agents: ['107'], connect_number: *98}\n"
    )
    problems = problems_of(text)
    assert [(problem.line, problem.column, problem.code) for problem in problems] == [
        (1, 52, "RS000"),
        (3, 71, "RS001"),
        (5, 48, "RS000"),
        (5, 54, "RS000"),
        (6, 17, "RS002"),
        (6, 42, "RS003"),
        (8, 49, "RS001"),
        (8, 73, "RS000"),
    ]  # fmt: skip


def test_what_refers_to_something_wrong_is_not_blamed() -> None:
    text = (
        SMALL.replace("101", "1o1")
        + "incoming_numbers: [{number: '+3225880101', destination: {type: extension, extension: '101'}}]"
    )
    assert told(text) == ["3:17 `extension` is `1o1`: expected an extension of 2 to 6 digits"]


def test_what_is_behind_a_wrong_item_of_a_list_keeps_its_place() -> None:
    destinations = "[{to: x}, {to: '109'}, {to: '101', rign: 5}, {ring: 5}, {to: '108'}]"
    assert user(f"follow_me: {{destinations: {destinations}}}") == [
        "4:69 `to` is `x`: expected an extension, or a phone number with its country code",
        "4:78 there is no user `109`, did you mean `102`?",
        "4:98 the key `rign` is not known here, did you mean `ring`?",
        "4:108 `to` is missing here, which is required",
        "4:124 there is no user `108`, did you mean `102`?",
    ]


def test_a_mistyped_tick_box_is_not_blamed_twice() -> None:
    text = SMALL.replace("Alice", "Alice, voicmail: yes") + (
        "incoming_numbers: [{number: '+3225880101', destination: {type: voicemail, voicemail: '101'}}]"
    )
    assert told(text) == ["3:37 the key `voicmail` is not known here, did you mean `voicemail`?"]


def test_more_problems_than_anybody_reads_are_counted() -> None:
    lines = told("settings: {timezone: Europe/Brussels, country: BE}\n" + "".join(f"k{n}: x\n" for n in range(1234)))
    assert len(lines) == 1001
    assert lines[-1] == "0:0 and 234 more problems"
