"""`routesim completion`: the shell's own completion, for commands, options and files."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

HELP = """\
Print the script that completes routesim's commands in SHELL.

\b
For this session:
  eval "$(routesim completion bash)"
  eval "$(routesim completion zsh)"
  routesim completion fish | source

\b
For all sessions to come:
  routesim completion bash > ~/.local/share/bash-completion/completions/routesim
  routesim completion zsh  > a file _routesim in a directory of your $fpath
  routesim completion fish > ~/.config/fish/completions/routesim.fish
"""


@click.command(help=HELP)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def command(context: click.Context, shell: str) -> None:
    """Print the completion script for a shell."""
    completion = get_completion_class(shell)
    assert completion is not None
    click.echo(completion(context.find_root().command, {}, "routesim", "_ROUTESIM_COMPLETE").source())
