import click

from routesim.report.terminal import write_lines


@click.command()
def command() -> None:
    write_lines(f"line {number} ░" for number in range(1_000_000))
