"""What `simulate`, `staff` and their pictures have in common: sweeps as they are typed, results as they are printed."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from routesim.errors import Problem, UnusableInput
from routesim.report.terminal import painter, report, width, write_bytes, write_lines

if TYPE_CHECKING:
    from routesim.result.simulation import Simulation
    from routesim.result.sweep import Staffing, Sweep

FORMATS = ["text", "json", "csv", "html"]


def read_sweeps(typed: dict[str, Any]) -> dict[str, list[str]]:
    """The values of each parameter that is swept. Raises UnusableInput with everything that is wrong with them."""
    from routesim.files.varying import split_values, told

    found: dict[str, list[str]] = {}
    problems = []
    for sweep in typed["sweeps"]:
        parameter, equals, values = sweep.partition("=")
        why = ""
        if not parameter or not equals or not all(split_values(values)):
            why = "expected PARAMETER=VALUE,VALUE"
        elif parameter in found:
            why = f"{parameter} is here twice, expected all its values in one --sweep"
        elif any(typed.get(option) for option in ("draft", "records", "queue_events")):
            why = "expected no --compare, --records or --queue-events beside it"
        if why:
            typed_so = told(parameter, values) if equals else parameter
            problems.append(Problem("RS000", f"--sweep {typed_so}: {why}"))
        found[parameter] = split_values(values)
    if problems:
        raise UnusableInput(problems)
    return found


def write_traffic(found: Simulation | Sweep | Staffing, form: str) -> None:
    """Write what simulating has found; remarks that the format has no place for go to the standard error."""
    if form == "text":
        write_lines(_lines(found))
        return
    if form == "html":
        from routesim.report.traffic_page import traffic_page

        write_bytes([traffic_page(found)])
        return
    write_bytes([_csv(found)] if form == "csv" else _json(found))
    for remark in _remarks(found):
        report(remark)


def _lines(found: Simulation | Sweep | Staffing) -> Iterator[str]:
    from routesim.result.simulation import Simulation
    from routesim.result.simulation_text import simulation_lines
    from routesim.result.sweep import Sweep
    from routesim.result.sweep_text import staffing_lines, sweep_lines

    screen = width(sys.stdout), painter(sys.stdout)
    if isinstance(found, Simulation):
        return simulation_lines(found, *screen)
    return sweep_lines(found, *screen) if isinstance(found, Sweep) else staffing_lines(found, *screen)


def _csv(found: Simulation | Sweep | Staffing) -> str:
    from routesim.result.simulation import Simulation

    return found.to_csv("both") if isinstance(found, Simulation) and found.draft is not None else found.to_csv()


def _json(found: Simulation | Sweep | Staffing) -> Iterator[str]:
    from routesim.result.simulation import Simulation
    from routesim.result.simulation_table import json_lines

    if isinstance(found, Simulation):
        yield from (f"{line}\n" for line in json_lines(found))
    else:
        yield json.dumps(found.to_dict(), indent=1) + "\n"


def _remarks(found: Simulation | Sweep | Staffing) -> list[str]:
    from routesim.result.simulation import Simulation
    from routesim.result.sweep import Sweep
    from routesim.result.sweep_words import doubt_words, remarks, staffing_remarks

    if isinstance(found, Simulation):
        return [*found.remarks]
    if isinstance(found, Sweep):
        return remarks(found)
    return [remark for remark in (*staffing_remarks(found), doubt_words(found)) if remark]
