"""Who calls: how often, from where, what they key, whether they try again."""

import re
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from routesim.model.calls import WallClock
from routesim.model.lasting import PROBABILITY_SCHEMA, Lasting, LastingOrNever, at_place, probability, wrong
from routesim.model.numbers import caller, dialled
from routesim.model.page import Page
from routesim.model.scalars import MOST_SECONDS, Name, Scalar, Seconds, Text, in_any_case, seconds, whole_between
from routesim.model.settings import TimeZone
from routesim.model.weekly import PerHour, WeeklyRates

EXTERNAL = "external"
INTERNAL = "internal"
_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_UNIT_WORDS = {"m": "minutes", "h": "hours", "d": "days"}
_DURATION = re.compile(r"\s*([0-9.]+(?:[eE][0-9]+)?)\s*([smhd])\s*", re.ASCII)
_PRESSED = re.compile(r"[0-9*#]{1,64}", re.ASCII)
_SURE = 1e-9


def duration(value: Any) -> float:
    """Read a duration: `5d`, `12h`, `30m`, `45s`, or a bare number of seconds; 10,000,000 s at most."""
    match = _DURATION.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        try:
            return seconds(value)
        except PydanticCustomError as error:
            if error.type != "number":
                raise
            raise PydanticCustomError("duration", "expected a duration such as 5d, 12h, 30m or 45s") from None
    count, unit = seconds(match[1]), match[2]
    if count * _UNITS[unit] > MOST_SECONDS and unit != "s":
        most = f"{MOST_SECONDS // _UNITS[unit]:,} {_UNIT_WORDS[unit]} ({MOST_SECONDS} seconds)"
        raise PydanticCustomError("seconds", "too long, expected at most {most}", {"most": most})
    return seconds(count * _UNITS[unit])


def callers(value: Any) -> str | tuple[str, ...]:
    """Read who calls: `external`, `internal`, or numbers and extensions of which each call has one."""
    if isinstance(value, str) and value.lower() in (EXTERNAL, INTERNAL):
        return value.lower()
    if not isinstance(value, (list, tuple)):
        return (at_place(_caller, value),)
    if not value:
        raise wrong("expected at least one caller")
    return tuple(at_place(_caller, one, place) for place, one in enumerate(value))


def _caller(value: Any) -> str:
    try:
        return caller(value)
    except PydanticCustomError:
        message = "expected external, internal, an extension, a phone number or withheld"
        raise PydanticCustomError("phone", "{expected}", {"expected": message}) from None


Pressed = tuple[tuple[str, float], ...]
"""What may be keyed at a prompt, each with its probability; the empty text is nothing."""


def presses(value: Any) -> tuple[Pressed, ...]:
    """Read what callers key, prompt by prompt: keys, or a mapping from keys (or none) to probabilities."""
    if isinstance(value, (list, tuple)):
        return tuple(_prompt(part, place) for place, part in enumerate(value))
    return (_prompt(value),)


def _prompt(value: Any, *place: int) -> Pressed:
    if isinstance(value, tuple):
        return value
    if not isinstance(value, dict):
        return ((_keys(value, *place), 1.0),)
    found = tuple((_keys(keys, *place), at_place(probability, share, *place, keys)) for keys, share in value.items())
    total = sum(share for _, share in found)
    if abs(total - 1) > _SURE:
        raise wrong(f"the probabilities add up to {total:g}, expected 1; what is not keyed is `none`", *place)
    return found


def _keys(value: Any, *place: int) -> str:
    text = str(value) if type(value) is int else value
    if isinstance(text, str) and text.lower() == "none":
        return ""
    if isinstance(text, str) and _PRESSED.fullmatch(text):
        return text
    raise wrong("expected keys of a telephone (0 to 9, * and #) or none, such as `{1: 0.5, none: 0.5}`", *place)


_DURATION_SCHEMA = {
    "title": "a duration such as `5d`, `12h`, `30m` or `45s`, or seconds",
    "type": ["number", "string"],
    "minimum": 0,
    "maximum": MOST_SECONDS,
    "pattern": r"^\s*([0-9]+\.?[0-9]*|\.[0-9]+)([eE][0-9]{1,3})?\s*[smhd]?\s*$",
}
_NUMBER = {"type": ["string", "integer"], "pattern": r"^(?:withheld|[+0-9*# .()/-]+)$"}
_FROM_SCHEMA = {
    "title": "`external`, `internal`, a caller, or a list of callers",
    "anyOf": [_NUMBER, {"enum": in_any_case(EXTERNAL, INTERNAL)}, {"type": "array", "items": _NUMBER, "minItems": 1}],
}
_KEYS_SCHEMA = {"type": ["string", "integer"], "pattern": r"^(?:[0-9*#]{1,64}|[Nn]one|NONE)$"}
_PROMPT_SCHEMA = {
    "anyOf": [
        _KEYS_SCHEMA,
        {
            "type": "object",
            "additionalProperties": PROBABILITY_SCHEMA,
            "propertyNames": {"pattern": _KEYS_SCHEMA["pattern"]},
            "minProperties": 1,
        },
    ]
}
_PRESSES_SCHEMA = {
    "title": "keys, or keys (and `none`) with probabilities such as `{1: 0.5, none: 0.5}`, or a list of these",
    "anyOf": [*_PROMPT_SCHEMA["anyOf"], {"type": "array", "items": _PROMPT_SCHEMA}],
}


def _to(value: Any) -> str:
    return INTERNAL if isinstance(value, str) and value.lower() == INTERNAL else dialled(value)


_TO_SCHEMA = {
    "title": "a number, an extension, or `internal`",
    "anyOf": [
        {"type": ["string", "integer"], "pattern": r"^[+0-9*# .()/-]+$"},
        {"enum": in_any_case(INTERNAL)},
    ],
}

Duration = Annotated[float, Scalar(duration, _DURATION_SCHEMA)]
Probability = Annotated[float, Scalar(probability, PROBABILITY_SCHEMA)]
From = Annotated[str | tuple[str, ...], Scalar(callers, _FROM_SCHEMA)]
To = Annotated[str, Scalar(_to, _TO_SCHEMA)]
Presses = Annotated[tuple[Pressed, ...], Scalar(presses, _PRESSES_SCHEMA)]


class Retries(Page):
    """Callers who did not get through try again, each with the *probability*, after a while, so many times at most."""

    after: tuple[Literal["busy", "abandoned", "no_answer", "voicemail", "hung_up", "rejected"], ...] = (
        "busy",
        "abandoned",
    )
    """After which outcomes they do."""
    probability: Probability = 1.0
    """How many of them do, from 0 to 1."""
    wait: Lasting
    """How long they wait before, in seconds."""
    most: Annotated[int, whole_between(1, 1000)] = 3
    """How often one caller does at most."""


class Burst(Page):
    """More calls than usual for a while: after an advertisement, a breakdown."""

    at: WallClock
    """When it begins, by the system's clock."""
    lasts: Duration
    """How long it lasts: 10m, or a number of seconds."""
    per_hour: PerHour
    """How many calls an hour come on top of the others."""


class Recorded(Page):
    """Real call-detail records, in a CSV file with a heading: those of calls to the number of this demand.

    The columns have the names that they have in `routesim play --format csv`, unless others are given.
    """

    file: Text
    """The CSV file's path, relative to this file's folder. Semicolons, commas or tabs stand between its cells; it may
    say which in a first line such as `sep=;`."""
    use: Literal["replay", "fit"] = "replay"
    """Whether the same calls come again, each at its time, or calls as often by hour of the week, by chance."""
    at: Name = "wall_clock"
    """The column of the times at which calls were placed: 2026-11-23T10:00:00, with an offset or without."""
    to: Name = "to"
    """The column of the numbers that were dialled."""
    from_: Annotated[Name, Field(alias="from")] = "from"
    """The column of the callers, if there is one."""
    talk: Name = "talked"
    """The column of the seconds that conversations lasted, such as 90 or 2.5, 0 for none, if there is one."""
    where: dict[Name, Text] = Field(default_factory=dict)
    """What other columns must hold, such as `{queue: "700"}`; other calls are left out."""
    timezone: TimeZone | None = None
    """In which times without an offset are written; the system's own where not given."""


class ReadCall(NamedTuple):
    """A call of a record, *at* microseconds after the start; *talk* seconds, None where nobody talked."""

    at: int
    from_: str
    talk: float | None


class ReadRecords(Recorded):
    """Records whose file has been read."""

    remarks: tuple[str, ...] = ()
    """What to know of them before believing what is made of them."""


class Replayed(ReadRecords):
    """Records to be replayed."""

    calls: tuple[ReadCall, ...] = ()
    """The calls to be placed again."""


class Fitted(ReadRecords):
    """Records that have been fitted: the demand has their rates."""


class Demand(Page):
    """Calls to one number: from whom, how often by hour of the week or exactly when, and how callers behave."""

    to: To
    """What is dialled, or `internal`: a user by chance."""
    from_: Annotated[From, Field(alias="from")] = EXTERNAL
    """Who calls: `external`, a fresh mobile number per call; `internal`, a user who is there and free; or a list."""
    per_hour: WeeklyRates | None = None
    """Calls an hour, by days and hours of the week, or one number for all of it; they come by chance (Poisson).
    Hours that pass midnight are the first and the last of the day itself."""
    at: tuple[Seconds, ...] = ()
    """Calls at exact times, in seconds after the start."""
    bursts: tuple[Burst, ...] = ()
    """Times at which more calls come."""
    records: Recorded | None = None
    """Real call-detail records, to be replayed or to be fitted."""
    presses: Presses = ()
    """What callers key, with probabilities; a list where there are several prompts."""
    talk: Lasting | None = None
    """How long conversations last, in seconds, where not as the workload says."""
    patience: LastingOrNever | None = None
    """How long callers wait, in seconds, where not as the workload says."""
    retries: Retries | None = None
    """Who tries again, where not as the workload says."""

    @model_validator(mode="after")
    def _comes_at_all(self) -> "Demand":
        if self.per_hour is None and not (self.at or self.bursts or self.records):
            raise PydanticCustomError(
                "no_arrivals", "expected `per_hour`, `at`, `bursts` or `records`: when calls come"
            )
        return self
