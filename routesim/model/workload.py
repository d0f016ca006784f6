"""Traffic to simulate: who calls how often, how people behave, for how long, how many times over."""

from typing import Annotated, Literal

from pydantic import Field

from routesim.model.calls import PATIENCE, TALK, WallClock
from routesim.model.demand import Demand, Duration, Retries
from routesim.model.distributions import Constant
from routesim.model.lasting import Lasting, LastingOrNever
from routesim.model.page import Page
from routesim.model.people import State
from routesim.model.scalars import Name, Seconds, Text, YesNo, whole_between
from routesim.model.weekly import DayNames, ManyHours

SERVICE_LEVEL = 20.0
MOST_REPLICATIONS = 100_000


class Habit(Page):
    """What somebody does when a phone rings; each may be left to chance, anew for every call.

    Only what is given counts: a person's entry lies over `default`, a device's over its person's.
    """

    answers_after: LastingOrNever | None = None
    """Seconds of ringing after which the call is taken, or never."""
    rejects_after: LastingOrNever | None = None
    """Seconds of ringing after which the call is rejected as busy, or never."""
    answers_after_when_busy: LastingOrNever | None = None
    """Takes the place of answers_after for a call that rings during a conversation."""
    goes_away_after: LastingOrNever | None = None
    """Seconds of ringing after which the phone goes offline, or never."""


class DeviceHabit(Habit):
    """One of the devices of a line, where it differs from the others."""

    state: Literal["idle", "offline"] = "idle"
    """Whether the device is registered."""


class PersonHabit(Habit):
    """Somebody at a line or an external number, throughout the simulation."""

    state: State = "idle"
    """Of a user: idle, busy, dnd or offline; of an external number: idle, busy or unreachable."""
    logged_in: YesNo = True
    """Whether a user who must log in has."""
    voicemail_after: LastingOrNever | None = None
    """Of an external number: seconds of ringing after which its carrier's voicemail takes the call, or never."""
    devices: dict[Name, DeviceHabit] = Field(default_factory=dict)
    """Devices that differ from the others, by name."""
    shift: dict[DayNames, ManyHours] | None = None
    """When the phone is online, by days and hours of the week; always where not given. Hours that pass midnight are the
    first and the last of the day itself: a night from Monday on is `{mon: "22:00-24:00", tue: "00:00-06:00"}`."""
    logs_in_to: tuple[Name, ...] = ()
    """Queues, by name or extension, that a dynamic agent logs in to when the shift begins, and out of at its end."""


class Workload(Page):
    """What `workload.yaml` is read into. *pbx* is the configuration's path, relative to the file."""

    pbx: Text | None = None
    """The configuration's path, relative to this file's folder."""
    start: WallClock
    """The instant at which each replication starts, by the system's clock."""
    duration: Duration
    """For how long calls come: 5d, 12h, 30m or a number of seconds; those under way are played to their end."""
    warm_up: Duration = 0.0
    """How much of the duration passes before anything is counted."""
    replications: Annotated[int, whole_between(1, MOST_REPLICATIONS)] = 20
    """How often all of it is played, each time with other chances."""
    seed: Annotated[int, whole_between(0, 2**63 - 1)] = 0
    """Where chance begins; the same seed gives the same result."""
    arrivals: tuple[Demand, ...] = ()
    """Who calls what, and how often; somebody must."""
    talk: Lasting = Constant(TALK)
    """How long conversations and messages last. Distributions are `{constant: 5}`, `{exponential: 8}` (the mean),
    `{lognormal: {mean: 180, sd: 120}}`, `{uniform: [2, 9]}`, `{empirical: seconds.csv}` (a file of values) and, where
    something may never happen, `{never: 0.2, else: {exponential: 8}}`."""
    patience: LastingOrNever = Constant(PATIENCE)
    """How long callers wait for an answer, in seconds."""
    retries: Retries | None = None
    """Who tries again after not getting through."""
    people: dict[Text, PersonHabit] = Field(default_factory=dict)
    """How people behave, by extension or phone number; `default` lies beneath all of them."""
    service_level: Seconds = SERVICE_LEVEL
    """Calls answered within so many seconds count as served in time."""
