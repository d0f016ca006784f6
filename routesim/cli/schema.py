"""`routesim schema`: what an editor needs to complete keys and to mark mistakes."""

from __future__ import annotations

import json

import click

from routesim.report.terminal import write_bytes

HELP = """\
Print the JSON Schema of a FILE: pbx, the configuration of a phone system; calls, which are played on one; or workload,
the traffic to simulate on one.

An editor with a YAML plug-in completes keys with it and marks mistakes while you type. Save it, and name it in
the first line of the file:

\b
  # yaml-language-server: $schema=pbx.schema.json

\b
Examples:
  routesim schema pbx > pbx.schema.json
  routesim schema calls > calls.schema.json
"""


@click.command(help=HELP)
@click.argument("file", type=click.Choice(["pbx", "calls", "workload"]))
def command(file: str) -> None:
    """Print the JSON Schema of a file."""
    from routesim.model.json_schema import json_schema

    write_bytes([json.dumps(json_schema(file), ensure_ascii=False, indent=2), "\n"])
