"""What a notebook uses: load a phone system, place a call, play many, find every way in which calls can end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from os import PathLike, fspath
from types import NoneType
from typing import TYPE_CHECKING, Any

from routesim.engine import play as play_on
from routesim.errors import MissingExtra
from routesim.files import check_calls, load, load_calls, loads
from routesim.model.calls import PATIENCE, TALK, Calls
from routesim.model.people import Person
from routesim.model.system import PhoneSystem
from routesim.result.records import CallRecord, Play

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from routesim.model.workload import Workload
    from routesim.result.difference import Difference
    from routesim.result.exploration import Exploration
    from routesim.result.simulation import Simulation
    from routesim.studio.widget import Board

DEFAULT_CALLER = "+32470123456"
DEFAULT_START = "2026-11-23T10:00:00"

__all__ = [
    "assert_never",
    "assert_reaches",
    "assert_same_routing",
    "board",
    "call",
    "diff",
    "explore",
    "load",
    "loads",
    "play",
    "simulate",
]


def call(
    system: PhoneSystem,
    to: str,
    *,
    from_: str = DEFAULT_CALLER,
    at: datetime | str = DEFAULT_START,
    people: Mapping[str, Person | Mapping[str, Any]] | None = None,
    presses: Iterable[str | Mapping[str, Any]] = (),
    talk: float = TALK,
    patience: float = PATIENCE,
) -> CallRecord:
    """Place one call *to* a number or extension of *system*, and return what came of it; `print` it for its story.

    *from_* is an extension, a phone number or `withheld`; *at* the wall clock in the system's time zone. *people* says
    how phones behave, as in `{"101": Busy(), "102": Answers(6)}`: who is not named is idle and never answers (rule
    10.6). *presses* are what the caller keys, prompt by prompt (rule 7.13); *talk* and *patience* are seconds. Raises
    UnusableInput with everything that is wrong.
    """
    _expect_systems("call", system)
    attempt = {"from": from_, "to": to, "presses": tuple(presses), "talk": talk, "patience": patience}
    calls = check_calls({"start": at, "people": dict(people or {}), "calls": [attempt]}, system)
    return play_on(system, calls).calls[0]


def play(
    calls: str | PathLike[str] | Calls | Mapping[str, Any],
    pbx: str | PathLike[str] | PhoneSystem | None = None,
) -> Play:
    """Play *calls*, and return what came of each.

    *calls* is the path of a calls file, or a mapping of the same shape. *pbx* is the phone system to play them on, or
    its path; a calls file names its own, but can be played on another. Raises UnusableInput with everything that is
    wrong.
    """
    if isinstance(calls, (str, PathLike)):
        return play_on(*load_calls(calls, pbx))
    if pbx is None:
        raise TypeError("play(calls, pbx): calls that are no file name no phone system, so pbx is needed")
    system = pbx if isinstance(pbx, PhoneSystem) else load(pbx)
    return play_on(system, check_calls(calls, system))


def board(pbx: PhoneSystem | str | PathLike[str]) -> Board:
    """Show the board of `routesim studio` in a notebook: place calls on *pbx*, drag sliders, watch.

    *pbx* is a phone system, or the path of one. Nothing on the board changes it. Passwords never reach the notebook.
    Raises UnusableInput with everything that is wrong, MissingExtra where anywidget is not installed.
    """
    try:
        from routesim.studio import widget
    except ModuleNotFoundError as error:
        if error.name not in ("anywidget", "ipywidgets", "traitlets"):
            raise
        raise MissingExtra("The board", "notebook") from None
    return widget.board(pbx)


def explore(
    system: PhoneSystem,
    *numbers: str,
    require: str | Iterable[str] = (),
    forbid: str | Iterable[str] = (),
    max_wait: float | None = None,
    from_: str | None = None,
    since: datetime | str | None = None,
    before: datetime | str | None = None,
    any_switch: bool = False,
    calendar: int | None = None,
) -> Exploration:
    """Find every way in which calls to each of *numbers* (none given: of all) of *system* can end; `print` it.

    Whatever people do at their phones, whoever calls (*from_*: that number or extension only, or `withheld`), whatever
    is keyed, placed at any instant from *since* until *before* (28 years, if not given), switches as configured or,
    with *any_switch*, however they stand. Every call is held to the properties of the configuration; besides, it must
    end in one of the outcomes *require*, in none of *forbid*, and wait *max_wait* seconds at most: see `holds`.
    *calendar* is a year of which is told when calls can end how. Raises UnusableInput with everything that is wrong.
    """
    from routesim.exploration import answer
    from routesim.files.asking import check_question

    _expect_systems("explore", system)
    times = {"since": since, "before": before}
    wanted = {"require": _listed(require) or None, "forbid": _listed(forbid), "max_wait": max_wait}
    asked = {
        "numbers": [*numbers],
        "from": from_,
        "calendar": calendar,
        "any_switch": any_switch,
        "properties": [wanted] if require or forbid or max_wait is not None else [],
        **{key: time for key, time in times.items() if time is not None},
    }
    return answer(system, check_question(asked, system))


def diff(applied: PhoneSystem, draft: PhoneSystem) -> Difference:
    """Find every way in which *draft* treats some call differently from *applied*, or prove that there is none."""
    from routesim import exploration

    _expect_systems("diff", applied, draft)
    return exploration.diff(applied, draft)


def simulate(
    workload: str | PathLike[str] | Workload | Mapping[str, Any],
    pbx: str | PathLike[str] | PhoneSystem | None = None,
    *,
    compare: str | PathLike[str] | PhoneSystem | None = None,
    replications: int | None = None,
    until: float | None = None,
    seed: int | None = None,
    workers: int | None = None,
    executor: Executor | None = None,
    cluster: str | None = None,
    records: str | PathLike[str] | None = None,
    queue_events: str | PathLike[str] | None = None,
    resume: str | PathLike[str] | None = None,
) -> Simulation:
    """Simulate the traffic of *workload*, and return figures with 95% confidence intervals; `print` it.

    *workload* is the path of a workload file, or a mapping of the same shape. *pbx* is the phone system, or its path;
    a workload file names its own. On *compare* the same callers call with the same luck, and the differences are told.
    *replications* and *seed* take the place of the workload's own; *until* is the half width of the intervals of
    shares at which to stop (after *replications* at most). Replications run on the Dask cluster whose scheduler is at
    the address *cluster* (`tcp://host:port`), else on *executor*, else in so many *workers*, which are processes (1: in
    this one, None: one a processor); the figures are the same. *records* and *queue_events* are files (.csv, .parquet,
    .sqlite or .db) to which every call and every event in a queue is written, with *compare* those of both systems, as
    the column `system` says (`applied`, `draft`); *resume* is one that keeps what is done, and from which to go on.
    Raises UnusableInput with everything that is wrong or for a cluster that is not there, BoundExceeded where more
    calls come than can ever be served.
    """
    from routesim.files.workloads import any_workload, check_workload, expect
    from routesim.traffic.recording import Records
    from routesim.traffic.simulation import Plan
    from routesim.traffic.simulation import simulate as run

    expect("simulate", "compare", compare, "a PhoneSystem, or the path of one", PhoneSystem, NoneType)
    for name, path in {"records": records, "queue_events": queue_events, "resume": resume}.items():
        expect("simulate", name, path, "the path of a file", NoneType)
    system, traffic = any_workload("simulate", workload, pbx, seed)
    draft = compare if compare is None or isinstance(compare, PhoneSystem) else load(compare)
    if draft is not None:
        check_workload(traffic, draft)
    calls, events = (None if path is None else fspath(path) for path in (records, queue_events))
    written = Records(calls, events)
    kept = None if resume is None else fspath(resume)
    plan = Plan(replications, until, workers, executor, written if written.paths else None, kept, cluster)
    return run(system, traffic, plan.checked(), draft)


def assert_reaches(system: PhoneSystem, number: str, *outcomes: str) -> None:
    """Make sure that every call to *number* can only end in one of *outcomes*, whatever people do.

    Callers who give up count only where nothing else need ever end the call. Raises AssertionError with the story of
    a call that ends otherwise, UnusableInput with everything that is wrong with what is asked.
    """
    _assert_holds("assert_reaches", system, number, "require", outcomes)


def assert_never(system: PhoneSystem, number: str, *outcomes: str) -> None:
    """Make sure that no call to *number* can end in any of *outcomes*. Raises as `assert_reaches` does."""
    _assert_holds("assert_never", system, number, "forbid", outcomes)


def _assert_holds(asked: str, system: PhoneSystem, number: str, key: str, outcomes: tuple[str, ...]) -> None:
    from routesim.exploration import answer
    from routesim.files.asking import check_question
    from routesim.report.replaying import replay
    from routesim.result.exploration_words import verdict_words

    _expect_systems(asked, system)
    if not outcomes:
        raise TypeError(f"{asked}(system, number, *outcomes): expected at least one outcome, such as 'answered'")
    question = check_question({"numbers": [number], "properties": [{key: [*outcomes]}]}, system)
    (found,) = answer(system, question).numbers
    verdict = found.properties[-1]
    if not verdict.holds:
        words = verdict_words(found, verdict, found.names).removeprefix("✗ ")
        story = "" if verdict.ending is None else f"\n\n{replay(system, found.endings[verdict.ending].witness)}"
        raise AssertionError(f"calls to {found.number}: {words}{story}")


def assert_same_routing(applied: PhoneSystem, draft: PhoneSystem) -> None:
    """Make sure that *draft* treats no call differently from *applied*: ends it otherwise, that is.

    Raises AssertionError with the stories of calls that it does treat differently, or that may be.
    """
    from routesim import exploration

    _expect_systems("assert_same_routing", applied, draft)
    difference = exploration.diff(applied, draft)
    if difference.verdict != "equal":
        raise AssertionError(str(difference))


def _listed(outcomes: str | Iterable[str]) -> list[str]:
    return [outcomes] if isinstance(outcomes, str) else [*outcomes]


def _expect_systems(asked: str, *systems: object) -> None:
    """Make sure that *systems* are such: a path, say, is read by `load` first. Raises TypeError."""
    for system in systems:
        if not isinstance(system, PhoneSystem):
            what = f"{type(system).__name__} {system!r:.60}"
            raise TypeError(f"{asked}(): expected a PhoneSystem, as load() returns it, not the {what}")
