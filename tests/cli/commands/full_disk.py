import click


@click.command()
def command() -> None:
    raise OSError(28, "No space left on device")
