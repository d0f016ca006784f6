import click

from routesim.errors import PlayError


@click.command()
def command() -> None:
    raise PlayError("the clock never shows that")
