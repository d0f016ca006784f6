"""The schemas that editors use: they accept what is right, and mark what is not."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from routesim.errors import UnusableInput
from routesim.files.workloads import load_workload
from routesim.model.json_schema import DRAFT, FILES, descriptions, json_schema
from routesim.model.kinds import fields_of
from routesim.model.page import Page
from routesim.model.question import Question
from tests.files.samples import CALLS, PBX, SMALL, WORKLOAD

SAMPLES = {"pbx": PBX, "calls": CALLS, "workload": WORKLOAD}


def validator(file: str) -> Any:
    return jsonschema.Draft202012Validator(json_schema(file))


def texts(data: Any) -> Any:
    """*data* with its keys and dates as text, as JSON has them."""
    return json.loads(json.dumps(data, default=str))


@pytest.mark.parametrize("file", FILES)
def test_a_schema_is_a_schema(file: str) -> None:
    schema = json_schema(file)
    assert schema["$schema"] == DRAFT
    jsonschema.Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("file", FILES)
def test_what_an_ordinary_loader_reads_is_valid(file: str) -> None:
    data = yaml.safe_load(SAMPLES[file])
    assert [error.message for error in validator(file).iter_errors(data)] == []
    assert [error.message for error in validator(file).iter_errors(texts(data))] == []


@pytest.mark.parametrize("file", FILES)
def test_what_is_all_text_is_valid(file: str) -> None:
    data = yaml.load(SAMPLES[file], yaml.BaseLoader)
    assert [error.message for error in validator(file).iter_errors(data)] == []


def mappings(data: Any) -> Iterator[dict[Any, Any]]:
    if isinstance(data, dict):
        yield data
    for part in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from mappings(part)


@pytest.mark.parametrize("file", FILES)
def test_an_unknown_key_is_marked_wherever_it_stands(file: str) -> None:
    check = validator(file)
    data = texts(yaml.safe_load(SAMPLES[file]))
    free = [data.get("people"), *(part.get("devices") for part in mappings(data) if "answers_after" in part)]
    for place, mapping in enumerate(list(mappings(data))):
        if any(mapping is names for names in free):
            continue
        changed = copy.deepcopy(data)
        list(mappings(changed))[place]["no such key"] = {"no such": "value"}
        assert not check.is_valid(changed), mapping


@pytest.mark.parametrize(
    "wrong",
    [
        "ring_time: -5",
        "ring_time: soon",
        "extension: '1'",
        "extension: abc",
        "voicemail: perhaps",
        "devices: desk",
        "email: nobody",
        "gsm: 0470 00 00 00",
        "keys: {1: {action: blg}}",
        "keys: {0x: {action: blf}}",
        "forwarding: {busy: {destinations: [{to: '102', ring: [1, 2, 3]}]}}",
        "permissions: {username: a, grants: {usrs: yes}}",
        "outgoing_number: '12'",
    ],
)
def test_a_wrong_value_of_a_user_is_marked(wrong: str) -> None:
    data = yaml.safe_load(SMALL)
    data["users"][0].update(yaml.safe_load(wrong))
    assert not validator("pbx").is_valid(data)


@pytest.mark.parametrize(
    "wrong",
    [
        "incoming_numbers: [{number: '+3225880100', destination: {type: vocemail}}]",
        "incoming_numbers: [{number: '+3225880100', destination: {}}]",
        "incoming_numbers: [{number: '+3225880100', destination: {type: voicemail}}]",
        "settings: {timezone: Europe/Brussels, country: Belgium}",
        "settings: {country: BE}",
        "queues: [{name: Q, extension: 700, strategy: longest}]",
        "dial_plans: [{name: D, extension: 900, start: a, elements: {a b: {type: hang_up}}}]",
        "dial_plans: [{name: D, extension: 900, start: a, elements: {a: {type: time_condition, hours: 9-17}}}]",
        "dial_plans: [{name: D, extension: 900, start: a, elements: {a: {type: digital_receptionist, timeout: 12}}}]",
    ],
)
def test_a_wrong_page_is_marked(wrong: str) -> None:
    assert not validator("pbx").is_valid({**yaml.safe_load(SMALL), **yaml.safe_load(wrong)})


@pytest.mark.parametrize(
    "wrong",
    [
        "events: [{at: 1, do: go_ofline, user: '101'}]",
        "events: [{at: 1, do: pickup, user: '101'}]",
        "people: {'101': {state: sleepy}}",
        "calls: [{to: '101'}]",
        "calls: [{from: withheld, to: '101', presses: [a]}]",
        "calls: [{from: withheld, to: '101', expect: {outcome: answerd}}]",
        "start: tomorrow",
    ],
)
def test_wrong_calls_are_marked(wrong: str) -> None:
    data = {"start": "2026-11-23T10:00:00", **yaml.safe_load(wrong)}
    assert not validator("calls").is_valid(data)


@pytest.mark.parametrize(
    "wrong",
    [
        "duration: soon",
        "duration: 5w",
        "talk: {exponentail: 5}",
        "talk: {lognormal: {mean: 5}}",
        "talk: {uniform: [1, 2, 3]}",
        "talk: {never: 0.5}",
        "people: {'101': {shift: {mon: 9-17}}}",
        "people: {'101': {shift: {monday: '09:00-17:00'}}}",
        "people: {'101': {answers_after: sometimes}}",
        "arrivals: [{from: external}]",
        "arrivals: [{to: '101', per_hour: many}]",
        "arrivals: [{to: '101', per_hour: {mon: {'25:00-26:00': 5}}}]",
        "arrivals: [{to: '101', per_hour: 5, presses: {a: 1}}]",
        "arrivals: [{to: '101', per_hour: 5, retries: {after: [answerd], wait: 5}}]",
    ],
)
def test_a_wrong_workload_is_marked(wrong: str) -> None:
    data = {"start": "2026-11-23T10:00:00", "duration": "1d", "arrivals": [], **yaml.safe_load(wrong)}
    assert not validator("workload").is_valid(data)


# --- distributions: what the schema says of them is what is read ---------------------------------------------------

ALWAYS = [
    *("5", "0", "2.5", ".5", "1e3", "10000000", "'5'", "' 2.5 '", "'+5'"),
    *("{constant: 5}", "{constant: '0'}", "{exponential: 8}", "{exponential: '0.5'}"),
    *("{lognormal: {mean: 180, sd: 120}}", "{lognormal: {sd: '120', mean: .5}}"),
    *("{uniform: [2, 9]}", "{uniform: [2, 2]}", "{uniform: ['2', 9.5]}"),
    *("{empirical: talk.csv}", "{empirical: 5}"),
    *("{never: 0, else: 5}", "{never: '0.0', else: {never: 0, else: {exponential: 8}}}"),
]
"""What always lasts."""
SOMETIMES = [
    *("{never: 0.2, else: 5}", "{never: 1, else: {exponential: 8}}", "{never: 0, else: {never: 1e-3, else: 5}}"),
    "{never: 0.2, else: {never: '0.1', else: {never: 0.5, else: {lognormal: {mean: 5, sd: 3}}}}}",
]
"""What may never happen."""
WRONG = [
    *("soon", "''", "'.'", "'5 s'", "-1", "10000001", "yes", "[]", "[5]", "{}", "{gamma: 5}", "{5: 5}"),
    *("{constant: never}", "{constant: -5}", "{constant: [5]}", "{constant: 5, exponential: 8}"),
    *("{exponential: 0}", "{exponential: '0.0'}", "{exponential: -8}", "{exponential: 20000000}"),
    *("{exponential: {mean: 8}}", "{exponential: [8]}", "{lognormal: [5, 3]}", "{lognormal: {mean: 5}}"),
    *("{lognormal: {mean: 0, sd: 3}}", "{lognormal: {mean: 5, sd: 0}}", "{lognormal: {mean: 5, sd: 3, median: 4}}"),
    *("{uniform: [2]}", "{uniform: [1, 2, 3]}", "{uniform: {least: 2}}", "{uniform: [-2, 9]}", "{uniform: 5}"),
    *("{empirical: ''}", "{empirical: ' '}", f"{{empirical: {'x' * 201}}}", "{empirical: [talk.csv]}"),
    *("{never: 0.2}", "{else: 5}", "{never: 1.5, else: 5}", "{never: -0.1, else: 5}", "{never: half, else: 5}"),
    *("{never: 0.2, else: never}", "{never: 0.2, else: {never: 0.1}}", "{never: 0.2, else: {exponential: 0}}"),
    *("{never: 0.2, else: 5, of: 3}", "{never: 0.2, exponential: 8}", "{never: 0, else: []}"),
]
"""What is no distribution."""
LOOSER = ["{uniform: [9, 2]}", "'10000001'", "{exponential: '2e7'}", "{never: '2', else: 5}"]
"""What is none, either, and JSON Schema has no word for."""


def judged(key: str, text: str, folder: Path) -> tuple[bool, bool]:
    """Whether *text* is read as what *key* of a workload holds, and whether the schema takes it for that."""
    keys = {"start": "2026-11-23", "duration": "1d", "arrivals": "[{to: '101', per_hour: 5}]", key: text}
    written = "".join(f"{name}: {value}\n" for name, value in keys.items())
    (folder / "workload.yaml").write_text(written)
    try:
        load_workload(folder / "workload.yaml", folder / "pbx.yaml")
        is_read = True
    except UnusableInput:
        is_read = False
    return is_read, validator("workload").is_valid(texts(yaml.safe_load(written)))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "pbx.yaml").write_text(SMALL)
    for file in ("talk.csv", "5"):
        (tmp_path / file).write_text("5\n8\n")
    return tmp_path


@pytest.mark.parametrize("text", [*ALWAYS, *SOMETIMES, *WRONG, "never", "Never"])
def test_the_schema_takes_what_is_read_as_a_distribution_and_nothing_else(text: str, folder: Path) -> None:
    always, maybe = text in ALWAYS, text not in WRONG
    assert judged("talk", text, folder) == (always, always)
    assert judged("patience", text, folder) == (maybe, maybe)


@pytest.mark.parametrize("text", LOOSER)
def test_some_is_left_to_the_reader(text: str, folder: Path) -> None:
    assert judged("patience", text, folder) == (False, True)


@pytest.mark.parametrize(
    ("key", "good", "bad"),
    [
        ("duration", ("5d", "12h", "1.5d", "5 d", "90", "1e2s"), ("5w", "5D", "'.'", "1.2.3d", "-1d", "+5d", "[5]")),
        (
            "arrivals",
            ("[{to: Internal, at: [5]}]", "[{to: '101', from: External, at: [5]}]"),
            ("[{to: [5], at: [5]}]",),
        ),
        ("arrivals", ("[{to: '101', per_hour: 1e3}]",), ("[{to: '101', per_hour: -1}]", "[{to: '101', per_hour: []}]")),
        ("seed", ("0", "9223372036854775807"), ("a", "1.5", "-1", "9223372036854775808")),
    ],
)
def test_the_schema_takes_what_is_read(key: str, good: tuple[str, ...], bad: tuple[str, ...], folder: Path) -> None:
    assert {text: judged(key, text, folder) for text in good} == dict.fromkeys(good, (True, True))
    assert {text: judged(key, text, folder) for text in bad} == dict.fromkeys(bad, (False, False))


def pages(page: type[Page]) -> Iterator[type[Page]]:
    yield page
    for inner in page.__subclasses__():
        yield from pages(inner)


def test_every_field_of_every_page_is_described() -> None:
    missing = [
        (page.__name__, key)
        for page in pages(Page)
        if page is not Question
        for key in fields_of(page)
        if key not in ("type", "do") and not descriptions(page).get(key)
    ]
    assert missing == []


def test_a_description_and_a_default_reach_the_editor() -> None:
    ring_time = json_schema("pbx")["$defs"]["User"]["properties"]["ring_time"]
    assert ring_time["description"] == "How long the user's own line rings, in seconds."
    assert ring_time["default"] == 20.0


def test_there_is_no_schema_of_anything_else() -> None:
    with pytest.raises(KeyError):
        json_schema("notebook")
