"""`atlas`: the shell, which is also how the numbers are checked. Messages go to standard error."""

import sys
from pathlib import Path

import click

from cli import briefing_commands, question_commands, saved_commands, store_commands
from cli.language import explain, words
from cli.shared import DATABASE, reported


@click.group()
@click.version_option(package_name="contraband-atlas")
def main() -> None:
    """Contraband Atlas: reported seizures of illicit goods, from file to figure."""


for _command in (
    *store_commands.COMMANDS,
    *question_commands.COMMANDS,
    *briefing_commands.COMMANDS,
    *saved_commands.COMMANDS,
):
    main.add_command(_command)


@main.command()
@reported
def demo() -> None:
    """Make the invented demonstration data, in a file of its own, if it is not there yet."""
    from data_access.demo.store import make_demo
    from data_access.settings import settings

    made = make_demo(settings())
    new, old = words().t("Invented demonstration data: made."), words().t("Invented demonstration data: already there.")
    click.echo(new if made else old, err=True)


@main.command()
@click.option("--port", default=8501, show_default=True)
@reported
def serve(port: int) -> None:
    """Serve the app on http://localhost:PORT."""
    import os

    from data_access.places.boundaries import boundaries

    boundaries()  # an operator's boundary file that cannot be drawn is noticed now, not on the first map
    root = Path(__file__).resolve().parent.parent
    os.chdir(root)
    os.execv(
        sys.executable,
        [sys.executable, "-m", "streamlit", "run", "serve.py", "--server.port", str(port)],
    )


@main.command()
@DATABASE
def doctor(database: str | None) -> None:
    """Say what is installed, what is loaded, and what is wrong (exit code 1 if anything is)."""
    from cli.doctor import findings

    wrong = 0
    for ok, text in findings(database):
        click.echo(f"{'ok   ' if ok else 'WRONG'}  {text}")
        wrong += not ok
    sys.exit(1 if wrong else 0)


explain(main)
