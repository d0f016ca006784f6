import time

import click


@click.command()
def command() -> None:
    click.echo("ready")
    time.sleep(60)
