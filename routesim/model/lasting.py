"""How a workload writes down a distribution: 5, never, {exponential: 8}, {never: 0.2, else: {uniform: [2, 9]}}."""

from collections.abc import Callable
from typing import Annotated, Any

from pydantic_core import PydanticCustomError

from routesim.model.distributions import (
    Constant,
    Distribution,
    Empirical,
    Exponential,
    Lognormal,
    Sometimes,
    Uniform,
)
from routesim.model.nearest import Names
from routesim.model.scalars import DECIMAL, NAME, POSITIVE, Scalar, filled_text, in_any_case, seconds, seconds_or_never

_EXPECTED = "expected a number of seconds or a distribution such as `{exponential: 8}`"
_OR_NEVER = "expected a number of seconds, never, or a distribution such as `{exponential: 8}`"


def wrong(expected: str, *place: str | int) -> PydanticCustomError:
    """What is wrong at *place* within a value, told there."""
    return PydanticCustomError("part", "{expected}", {"expected": expected, "item": place or None})


def at_place(read: Callable[[Any], Any], value: Any, *place: str | int) -> Any:
    """What *read* makes of *value*, which stands at *place* within the whole."""
    try:
        return read(value)
    except PydanticCustomError as error:
        raise wrong(error.message(), *place) from None


def probability(value: Any) -> float:
    """Read a probability: a number from 0 to 1."""
    expected = "expected a probability from 0 to 1"
    try:
        number = seconds(value)
    except PydanticCustomError:
        raise PydanticCustomError("probability", "{expected}", {"expected": expected}) from None
    if number > 1:
        raise PydanticCustomError("probability", "{expected}", {"expected": expected})
    return number


def positive(value: Any) -> float:
    """Read a number of seconds that is more than 0."""
    number = seconds(value)
    if number == 0:
        raise PydanticCustomError("positive", "expected more than 0 seconds")
    return number


def _constant(value: Any) -> Distribution:
    return Constant(seconds(value))


def _exponential(value: Any) -> Distribution:
    return Exponential(at_place(positive, value, "exponential"))


def _lognormal(value: Any) -> Distribution:
    if not isinstance(value, dict) or value.keys() != {"mean", "sd"}:
        raise wrong("expected `{mean: 180, sd: 120}`, the mean and the standard deviation in seconds", "lognormal")
    return Lognormal(*(at_place(positive, value[key], "lognormal", key) for key in ("mean", "sd")))


def _uniform(value: Any) -> Distribution:
    if not isinstance(value, (list, tuple)) or len(value) != 2:
        raise wrong("expected the least and the greatest, such as `[2, 9]`", "uniform")
    low, high = (at_place(seconds, part, "uniform", place) for place, part in enumerate(value))
    if low > high:
        raise wrong(f"expected the least first, and {low:g} is more than {high:g}", "uniform")
    return Uniform(low, high)


def _empirical(value: Any) -> Distribution:
    return Empirical(at_place(filled_text, value, "empirical"))


_NAMES: dict[str, Callable[[Any], Distribution]] = {
    "constant": lambda value: at_place(_constant, value, "constant"),
    "exponential": _exponential,
    "lognormal": _lognormal,
    "uniform": _uniform,
    "empirical": _empirical,
}


def _sometimes(value: dict[str, Any]) -> Distribution:
    never = at_place(probability, value["never"], "never")
    if value.keys() != {"never", "else"}:
        raise wrong("expected `never` and `else`, such as `{never: 0.2, else: {exponential: 8}}`")
    try:
        return Sometimes(never, lasting(value["else"]))
    except PydanticCustomError as error:
        place = (error.context or {}).get("item") or ()
        raise wrong(error.message(), "else", *place) from None


def lasting(value: Any) -> Distribution:
    """Read how long something lasts: a number of seconds or a distribution, never without `else` excepted."""
    if isinstance(value, Distribution):
        return value
    if not isinstance(value, dict):
        return at_place(_constant, value) if isinstance(value, (str, int, float)) else _refuse(_EXPECTED)
    if "never" in value:
        return _sometimes(value)
    unknown = next((name for name in value if name not in _NAMES), None)
    if len(value) != 1 or unknown is not None:
        hint = Names(_NAMES).hint(unknown) if isinstance(unknown, str) else ""
        names = ", ".join(_NAMES)
        found = "" if unknown is None else f"`{str(unknown)[:40]}` is no distribution, "
        raise wrong(f"{found}expected one distribution of {names}, or never and else{hint}")
    ((name, parameters),) = value.items()
    return _NAMES[name](parameters)


def _refuse(expected: str) -> Distribution:
    raise wrong(expected)


def lasting_or_never(value: Any) -> Distribution:
    """Read how long something lasts, where it may never happen."""
    if value is not None and not isinstance(value, str):
        return lasting(value)
    try:
        return Constant(seconds_or_never(value))
    except PydanticCustomError as error:
        raise wrong(_OR_NEVER if error.type == "number" else error.message()) from None


def always_lasting(value: Any) -> Distribution:
    """Read how long something lasts that always ends."""
    found = lasting(value)
    inner, depth = found, 0
    while isinstance(inner, Sometimes):
        if inner.never:
            place = *["else"] * depth, "never"
            raise wrong("this cannot be never, expected a probability of 0 or no `never`", *place)
        inner, depth = inner.otherwise, depth + 1
    return found


PROBABILITY_SCHEMA = {**DECIMAL, "maximum": 1}
_IMPOSSIBLE = {**DECIMAL, "maximum": 0, "pattern": r"^\s*\+?(0+\.?0*|\.0+)([eE][+-]?[0-9]{1,3})?\s*$"}


def _only(**properties: Any) -> dict[str, Any]:
    """A mapping with exactly these keys."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


_NAMED = [
    DECIMAL,
    _only(constant=DECIMAL),
    _only(exponential=POSITIVE),
    _only(lognormal=_only(mean=POSITIVE, sd=POSITIVE)),
    _only(uniform={"type": "array", "items": DECIMAL, "minItems": 2, "maxItems": 2}),
    _only(empirical=NAME),
]


def _with_else(name: str, never: dict[str, Any]) -> dict[str, Any]:
    """The definition *name* of every distribution, those within others too, whose probability of never is *never*."""
    return {name: {"anyOf": [*_NAMED, _only(never=never, **{"else": {"$ref": f"#/$defs/{name}"}})]}}


_TITLE = "seconds, or a distribution such as `{exponential: 8}`"
_ALWAYS = {"title": _TITLE, "$ref": "#/$defs/Lasting"}
_MAYBE = {
    "title": f"{_TITLE}, or `never`",
    "anyOf": [{"$ref": "#/$defs/LastingOrNever"}, {"enum": in_any_case("never")}],
}

Lasting = Annotated[Distribution, Scalar(always_lasting, _ALWAYS, _with_else("Lasting", _IMPOSSIBLE))]
LastingOrNever = Annotated[
    Distribution, Scalar(lasting_or_never, _MAYBE, _with_else("LastingOrNever", PROBABILITY_SCHEMA))
]
