import click

from routesim.errors import Problem, UnusableInput


@click.command()
@click.option("--count", default=2)
def command(count: int) -> None:
    problems = [
        Problem("RS000", "expected yes or no", ("users", 0), "pbx.yaml", 3, 5, "    voicemail: \x1b[31mmaybe"),
        Problem("RS001", "no user 109", ("users", 1), "pbx.yaml", 9, 11, "    to: 109"),
    ]
    raise UnusableInput(problems[:count])
