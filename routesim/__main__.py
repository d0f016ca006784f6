"""`python -m routesim` is the command `routesim`."""

from routesim.cli import main

main(prog_name="routesim")
