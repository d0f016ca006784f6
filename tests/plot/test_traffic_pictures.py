"""What is drawn of simulations, drafts, sweeps and staffing."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, product
from typing import Any
from xml.etree import ElementTree

import matplotlib
import pytest
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

import routesim
from routesim.errors import UnusableInput
from routesim.plot.change_table import BETTER, CHANCE, MEASURES, OTHER, WORSE, mark_of
from routesim.plot.hours_panels import lay_out_week
from routesim.plot.outcome_look import LOOKS, shares
from routesim.plot.picture import Picture
from routesim.plot.scale import Measure, round_values, written
from routesim.plot.sweep_picture import places
from routesim.result.records import Outcome
from routesim.result.simulation import Change, Figure, Simulation
from routesim.result.simulation_words import subjects
from routesim.result.sweep import Staffing, Sweep
from tests.plot.conftest import SCENARIOS
from tests.plot.seeing import artists, beyond, names, overlaps, texts
from tests.plot.test_pictures import BEGINNINGS, HOSTILE

SUPPORT = SCENARIOS / "support-queue"
DRAFT = (SUPPORT / "pbx.yaml").read_text(encoding="utf-8").replace("max_wait: 60", "max_wait: 25")


@pytest.fixture(scope="module")
def week() -> Simulation:
    return routesim.simulate(SUPPORT / "workload.yaml", compare=routesim.loads(DRAFT), replications=5, workers=1)


@pytest.fixture(scope="module")
def grid() -> Sweep:
    parameters = {"queues[700].agents": [1, 2, 3], "queues[700].max_wait": [20, 60], "users[102].ring_time": [9, 99]}
    return routesim.sweep(SUPPORT / "workload.yaml", parameters, replications=2, workers=1)


@pytest.fixture(scope="module")
def staffing() -> Staffing:
    return routesim.staff(SUPPORT / "workload.yaml", "Support", replications=2, workers=1)


def slim(sweep: Sweep, parameters: int) -> Sweep:
    """*sweep* with the first so many parameters only, the others at their first value."""
    kept = [
        (point[:parameters], one)
        for point, one in zip(sweep.points, sweep.simulations, strict=True)
        if point[parameters:] == sweep.points[0][parameters:]
    ]
    points, simulations = zip(*kept, strict=True)
    return Sweep(sweep.parameters[:parameters], points, simulations)


def figure(kind: str, name: str, metric: str, mean: float) -> Figure:
    return Figure(kind, name, metric, mean, mean * 0.8, min(mean * 1.2, 1.0 if mean <= 1 else 1e9), 5)


def crowd(week: Simulation) -> Simulation:
    """Many users, numbers and queues with names that no one should have, on every hour of the week."""
    metrics = {"calls": 12_345.6, "share:answered": 0.5, "share:busy": 0.2, "share:abandoned": 0.3, "in_progress": 9.5}
    metrics |= {"waited:p50": 2.0, "waited:p90": 7_200.0, "waited:p95": 99_999.0, "service_level": 1.0}
    metrics |= {"waited:mean": 1.0, "abandoned": 0.2, "occupancy": 0.99, "messages": 3}
    days = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    whom = [("system", "all"), *(("user", str(100 + place)) for place in range(200))]
    whom += [(kind, name) for kind in ("number", "queue") for name in HOSTILE]
    whom += [("hour", f"{day} {hour:02}") for day, hour in product(days, range(24))]
    rows = [figure(*subject, metric, mean) for subject in whom for metric, mean in metrics.items()]
    changes = [Change(*row[:3], row.mean / 10, -row.mean / 20, row.mean / 5) for row in rows]
    hostile = {str(100 + place): HOSTILE[place % len(HOSTILE)] for place in range(200)}
    return replace(week, pbx=HOSTILE[1], rows=tuple(rows), compare=tuple(changes), names=hostile)


def box(picture: Picture, name: str) -> Rectangle:
    found = artists(picture)[name]
    assert isinstance(found, Rectangle)
    return found


def every(week: Simulation, grid: Sweep, staffing: Staffing) -> list[Picture]:
    kinds: list[Any] = ["rows", "compare", "hour", "number", "queue", "user"]
    sweeps = [slim(grid, number) for number in (1, 2, 3)]
    drawn = [week.plot(kind) for kind in kinds] + [crowd(week).plot(kind) for kind in kinds]
    return [*drawn, *(sweep.plot() for sweep in sweeps), grid.plot("700"), staffing.plot()]


def test_nothing_overlaps_or_sticks_out_whatever_people_are_called(
    week: Simulation, grid: Sweep, staffing: Staffing
) -> None:
    for picture in every(week, grid, staffing):
        title = picture.text.partition("\n")[0]
        assert overlaps(picture) == [], title
        assert beyond(picture) == [], title


def test_pictures_are_the_same_every_time(week: Simulation, grid: Sweep, staffing: Staffing) -> None:
    for plot in (week.plot, lambda: week.plot("compare"), grid.plot, staffing.plot):
        for form in ("png", "svg", "pdf"):
            first = plot().to_bytes(form)
            assert first.startswith(BEGINNINGS[form])
            assert first == plot().to_bytes(form)


def test_an_svg_is_well_formed_its_names_each_once(week: Simulation, grid: Sweep, staffing: Staffing) -> None:
    for picture in every(week, grid, staffing):
        tree = ElementTree.fromstring(picture.to_bytes("svg"))
        ids = [element.attrib["id"] for element in tree.iter() if "id" in element.attrib]
        assert len(ids) == len(set(ids))


def test_every_hour_has_a_bar_as_high_as_it_has_calls(week: Simulation) -> None:
    picture, hours = week.plot(), subjects(week, "hour")
    bars = {name: box(picture, f"hours-0-{name.replace(' ', '-')}").get_height() for name in hours}
    assert [name.removeprefix("hours-0-").replace("-", " ") for name in names(picture, "hours-0-")][-len(bars) :] == [
        *hours
    ]
    one = bars["mon 09"] / hours["mon 09"]["calls"].mean
    assert all(height == pytest.approx(one * hours[name]["calls"].mean) for name, height in bars.items())


def test_every_hour_has_a_bar_as_high_as_its_lines_are_occupied(week: Simulation) -> None:
    picture, hours = week.plot("hour"), subjects(week, "hour")
    occupied = {name: figures["occupancy"].mean for name, figures in hours.items() if "occupancy" in figures}
    high = {name: box(picture, f"hours-5-{name.replace(' ', '-')}").get_height() for name in occupied}
    assert high == pytest.approx({name: 54.0 * share for name, share in occupied.items()}, abs=0.01)


def test_outcomes_are_stacked_to_the_whole(week: Simulation) -> None:
    picture = week.plot("hour")
    for hour in ("mon-09", "fri-17"):
        boxes = [box(picture, name) for name in names(picture, f"hours-1-{hour}-")]
        assert len(boxes) > 1
        for below, above in pairwise(boxes):
            assert above.get_y() + above.get_height() == pytest.approx(below.get_y())
        assert sum(one.get_height() for one in boxes) == pytest.approx(54.0, abs=0.01)


def test_hours_stand_by_day_and_each_day_is_as_wide(week: Simulation) -> None:
    laid_out = lay_out_week(subjects(week, "hour"), 0.0, 500.0)
    assert [*laid_out.days] == ["mon", "tue", "wed", "thu", "fri", "sat"]
    assert len({round(right - left, 6) for left, right in laid_out.days.values()}) == 1
    for column in laid_out.columns:
        left, right = laid_out.days[column.day]
        assert left - 1e-6 <= column.left < column.right <= right + 1e-6


def test_rows_are_as_in_the_table_and_the_rest_is_counted(week: Simulation) -> None:
    assert [text for text in texts(week.plot("user")) if "(10" in text] == [
        "Aisha Khan (102)",
        "Ben Howard (103)",
        "Chloe Price (104)",
    ]
    drawn = texts(crowd(week).plot("user"))
    assert "and 185 more, less busy" in drawn
    assert len([text for text in drawn if text.endswith(("0)", "1)", "2)", "3)", "4)"))]) >= 5


def test_bars_are_as_long_as_their_figures(week: Simulation) -> None:
    picture, users = week.plot("user"), subjects(week, "user")
    wide = [box(picture, f"user-{place}-occupancy").get_width() for place in range(len(users))]
    means = [figures["occupancy"].mean for figures in users.values()]
    assert [one / wide[0] for one in wide] == pytest.approx([mean / means[0] for mean in means])


def test_one_replication_is_drawn_without_intervals(week: Simulation) -> None:
    rows = tuple(row._replace(low=None, high=None, n=1) for row in week.rows)
    alone = replace(week, rows=rows, replications=1)
    assert not any("confidence" in text for text in texts(alone.plot()))
    assert names(alone.plot("hour"), "hours-2-mon-09") == ["hours-2-mon-09"]
    assert names(week.plot("hour"), "hours-2-mon-09") == ["hours-2-mon-09-interval", "hours-2-mon-09"]


def test_what_may_be_chance_is_told_from_what_is_not(week: Simulation) -> None:
    picture = week.plot("compare")
    shown = {change[:3] for change in week.compare if change.shown}
    wait = Measure("", "waited:mean", -1)
    assert ("queue", "700", "waited:mean") in shown
    marks = names(picture, "waited:mean-")
    assert any(name.endswith("-better") for name in marks)
    for rises, bounds, mark in ((-1, (0.1, 0.2), WORSE), (1, (0.1, 0.2), BETTER), (0, (-2, -1), OTHER)):
        assert mark_of(Measure("", "x", rises), Change("", "", "x", sum(bounds) / 2, *bounds, 0.001, True)) is mark
    assert mark_of(wait, Change("", "", "x", 1.0, -1.0, 3.0)) is CHANCE
    assert mark_of(wait, Change("", "", "x", 1.0, None, None)) is CHANCE
    assert len({mark.marker for mark in (BETTER, WORSE, OTHER)}) == 3
    assert {text for text in texts(picture) if text in {measure.title for measure in MEASURES}}


def test_of_many_the_ones_that_change_are_drawn(week: Simulation) -> None:
    many = crowd(week)
    sure = Change("user", "277", "waited:mean", 5.0, 4.0, 6.0, 0.0, True)
    compare = tuple(sure if change[:3] == sure[:3] else change for change in many.compare)
    drawn = texts(replace(many, compare=compare).plot("compare"))
    assert any(text.endswith("(277)") for text in drawn)
    assert "and 189 more, which change less" in drawn


def test_a_sweep_has_a_point_a_value_and_a_line_for_each_value_of_the_second(grid: Sweep) -> None:
    assert len(names(slim(grid, 1).plot(), "panel-0-0-line")) == 1
    picture = slim(grid, 2).plot("700")
    assert names(picture, "panel-0-1-line") == ["panel-0-1-line-0", "panel-0-1-line-1"]
    line = artists(picture)["panel-0-1-line-0"]
    assert isinstance(line, Line2D)
    xs, ys = line.get_data()
    levels = [grid.simulations[place].figure("queue", "700", "service_level").mean for place in (0, 4, 8)]
    assert list(xs) == sorted(xs)
    rise = [(ys[0] - y) / (ys[0] - ys[-1]) for y in ys]
    assert rise == pytest.approx([(level - levels[0]) / (levels[-1] - levels[0]) for level in levels])
    drawn = texts(picture)
    assert {"max_wait 20", "max_wait 60", "1", "2", "3", "agents"} <= set(drawn)
    assert drawn[0].startswith("Support (700), Brightwater Broadband")


def test_further_parameters_have_panels_of_their_own(grid: Sweep) -> None:
    picture = grid.plot()
    assert {"ring_time 9", "ring_time 99"} <= set(texts(picture))
    assert len(names(picture, "panel-1-5-line")) == 2


def test_more_lines_than_can_be_told_apart_are_refused(grid: Sweep) -> None:
    points = tuple(("1", str(place)) for place in range(7))
    many = Sweep(("a", "b"), points, grid.simulations[:7])
    with pytest.raises(UnusableInput, match="7 values of b: expected at most 6 values of the second parameter"):
        many.plot()


def test_values_stand_as_far_apart_as_they_are_where_there_is_room() -> None:
    assert places(["10", "20", "40"], 0.0, 90.0) == pytest.approx([15.0, 35.0, 75.0])
    assert places(["30", "60", "120", "240"], 0.0, 280.0) == pytest.approx([35.0, 65.0, 125.0, 245.0])
    assert places(["10", "20", "30"], 0.0, 90.0) == pytest.approx([15.0, 45.0, 75.0])
    for values in (["5", "6", "600"], ["30", "30", "60"], ["a", "b", "c"], ["3", "2", "1"]):
        assert places(values, 0.0, 90.0) == pytest.approx([15.0, 45.0, 75.0])


def test_staffing_has_its_target_and_the_fewest_agents(staffing: Staffing) -> None:
    picture = staffing.plot()
    assert staffing.agents is not None
    assert {"target 80 %", str(staffing.agents), f"Support (700): {staffing.agents} agents"} <= set(texts(picture))
    target, points = artists(picture)["target"], artists(picture)["service_level-line"]
    assert isinstance(target, Line2D)
    assert isinstance(points, Line2D)
    level = target.get_ydata()[0]
    served = [point[0] for point, y in zip(staffing.tried.points, points.get_ydata(), strict=True) if y <= level]
    assert min(map(int, served)) == staffing.agents
    never = replace(staffing, agents=None).plot()
    assert "fewest" not in artists(never)
    assert texts(never)[0] == "Support (700): the target is out of reach"


def test_every_outcome_has_a_class_and_classes_differ_in_grey() -> None:
    for outcome in Outcome:
        found = shares({f"share:{outcome}": figure("system", "all", f"share:{outcome}", 1.0)})
        assert sum(found) == 1.0
    looks = set()
    for look in LOOKS:
        colour = matplotlib.colors.to_rgb(look.look["facecolor"])
        looks.add((look.look.get("hatch"), round(sum(colour) / 3, 1)))
    assert len(looks) == len(LOOKS)


def test_round_values_hold_what_is_drawn() -> None:
    assert round_values(0.0)[0] == 0.0 < round_values(0.0)[-1]
    assert round_values(59.0, 3) == [0.0, 20.0, 40.0, 60.0]
    assert round_values(1.1, 3) == [0.0, 0.5, 1.0, 1.5]
    assert written(12_500.0) == "12,500"
    assert written(0.5) == "0.5"


def test_nothing_to_draw_is_told(week: Simulation, grid: Sweep) -> None:
    with pytest.raises(UnusableInput, match="`users` is no part of a simulation, expected rows, compare, hour, "):
        week.plot("users")  # type: ignore[arg-type]  # a likely mistake
    with pytest.raises(UnusableInput, match="Brightwater Broadband: no calls that count, there is nothing to draw"):
        replace(week, rows=()).plot()
    with pytest.raises(UnusableInput, match="no draft to compare it with"):
        replace(week, compare=()).plot("compare")
    with pytest.raises(UnusableInput, match="no call gets to a queue 999"):
        grid.plot("999")


def test_a_morning_takes_more_of_the_page_than_four_hours_of_a_week() -> None:
    hours: dict[str, dict[str, Figure]] = {f"mon {hour:02}": {} for hour in range(8, 12)}
    (day,) = lay_out_week(hours, 0.0, 500.0).days.values()
    assert 200 < day[1] - day[0] < 300
