"""A command line of commands that go wrong; `python -m tests.cli.group COMMAND` runs one."""

import click

from routesim.cli.group import Commands

COMMANDS = {
    "closed_pipe": "Finds its reader gone.",
    "interrupted": "Is interrupted.",
    "full_disk": "Finds the disk full.",
    "unusable": "Finds its input unusable.",
    "impossible": "Cannot be done.",
    "waits": "Waits for a minute.",
    "talks": "Writes without end.",
    "missing": "Has no module.",
}


@click.group(cls=Commands, modules="tests.cli.commands", commands=COMMANDS)
def main() -> None:
    """Go wrong."""


if __name__ == "__main__":
    main(prog_name="wrong")
