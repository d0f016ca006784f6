"""What `routesim call` is measured against: a script that loads YAML, validates it, and plays one call with SimPy.

`python bare_call.py PBX NUMBER`: it knows a user's own line and nothing else, keeps no record and tells one line.
"""

import sys
from collections.abc import Generator
from typing import Any

import simpy
import yaml
from pydantic import BaseModel

ANSWERS_AFTER = 6
PATIENCE = 120


class Destination(BaseModel):
    type: str
    extension: str = ""


class IncomingNumber(BaseModel):
    number: str
    destination: Destination


class User(BaseModel):
    extension: str
    name: str
    ring_time: float = 20


class System(BaseModel):
    users: list[User]
    incoming_numbers: list[IncomingNumber]


def call(env: simpy.Environment, user: User) -> Generator[simpy.Event, Any, None]:
    answer, limit = env.timeout(ANSWERS_AFTER), env.timeout(min(PATIENCE, user.ring_time))
    happened = yield answer | limit
    print(f"{user.name} {'answers' if answer in happened else 'does not answer'} after {env.now:g} s")


if __name__ == "__main__":
    path, dialled = sys.argv[1:]
    with open(path, encoding="utf-8") as file:  # noqa: PTH123 - pathlib is one more import
        system = System.model_validate(yaml.load(file, yaml.CSafeLoader))
    lines = {user.extension: user for user in system.users}
    entry = next(entry for entry in system.incoming_numbers if entry.number == dialled)
    world = simpy.Environment()
    world.process(call(world, lines[entry.destination.extension]))
    world.run()
