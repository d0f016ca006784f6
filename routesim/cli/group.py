"""A group of commands whose modules are imported when they are called, and whose errors are for people."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from keyword import iskeyword
from typing import Any

import click
from click.exceptions import Exit
from click.shell_completion import CompletionItem

from routesim.errors import RoutesimError, UnusableInput

UNUSABLE = 2
INTERRUPTED = 130
CLOSED_PIPE = 141


class Commands(click.Group):
    """Commands by name, each the `command` of a module of the package *modules*; *commands* maps names to help."""

    def __init__(self, *args: Any, modules: str, commands: Mapping[str, str], **settings: Any) -> None:
        settings.setdefault("context_settings", {"help_option_names": ["-h", "--help"], "max_content_width": 100})
        super().__init__(*args, **settings)
        self._modules = modules
        self._helps = dict(commands)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """List the commands in the order given."""
        return list(self._helps)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command of that name, None where there is none."""
        if cmd_name not in self._helps:
            return None
        command = import_module(f"{self._modules}.{_module(cmd_name)}").command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that *args* begins with, or say which was probably meant."""
        name = args[0]
        if name in self._helps or ctx.resilient_parsing or name.startswith("-"):
            return super().resolve_command(ctx, args)
        from difflib import get_close_matches

        near = get_close_matches(name.lower(), self._helps, n=1, cutoff=0.5)
        hint = f"Did you mean {near[0]}?" if near else f"There are {', '.join(self._helps)}."
        raise click.UsageError(f"No such command {name!r}. {hint}", ctx)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands with their helps, without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(self._helps.items()))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Complete the name of a command, without importing any."""
        names = [CompletionItem(name, help=text) for name, text in self._helps.items() if name.startswith(incomplete)]
        return names + click.Command.shell_complete(self, ctx, incomplete)

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        """Read the command line; what goes wrong is told, not raised."""
        with _errors_for_people():
            return super().make_context(*args, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """Carry the command out; what goes wrong is told, not raised."""
        with _errors_for_people():
            result = super().invoke(ctx)
            if sys.stdout is not None:
                sys.stdout.flush()
            return result


def _module(name: str) -> str:
    """The module of the command *name*: `queue-report` lives in `queue_report`, `import` in `import_`."""
    return f"{name}_" if iskeyword(name) else name.replace("-", "_")


@contextmanager
def _errors_for_people() -> Iterator[None]:
    """Turn errors into messages and exit codes."""
    from routesim.report.terminal import make_forgiving, report

    make_forgiving(sys.stdout)
    make_forgiving(sys.stderr)
    try:
        yield
    except UnusableInput as error:
        report("\n".join(map(str, error.problems)))
        if len(error.problems) > 1:
            report(f"{len(error.problems):,} problems")
        raise Exit(UNUSABLE) from None
    except RoutesimError as error:
        report(str(error))
        raise Exit(UNUSABLE) from None
    except KeyboardInterrupt:
        report("\ninterrupted")
        raise Exit(INTERRUPTED) from None
    except BrokenPipeError:
        _forget_output()
        raise Exit(CLOSED_PIPE) from None
    except OSError as error:
        _forget_output()
        report(f"cannot go on: {error.strerror or error}")
        raise Exit(UNUSABLE) from None


def _forget_output() -> None:
    """Send what is still to be written nowhere: whoever read it is gone."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        return  # not a real file, or closed: nothing is flushed to it at exit
