"""The options that say who calls and what people do: those of `routesim call`."""

from __future__ import annotations

from copy import copy

import click

from routesim.cli.call import command as call_command

PERSON = "How somebody behaves: 101=busy, 102=answers:6 and more, see routesim call --help."


def call_options() -> list[click.Parameter]:
    """The options of `routesim call` that are about the call, told as they are elsewhere."""
    options = [copy(option) for option in call_command.params if isinstance(option, click.Option)]
    for option in options:
        if option.name == "people":
            option.help = PERSON
    return [option for option in options if option.name != "form"]
