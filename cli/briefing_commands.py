"""`atlas brief` and `atlas claim`: the briefing of a place and a period, and whether something can be said."""

import os
import sys
from pathlib import Path

import click

from cli.language import words
from cli.shared import DATABASE, answers_of, gateway_of, reported
from domain.errors import UsageError
from domain.languages import available


def speak(language: str) -> None:
    """Say what follows in another language than that of the environment. Raises UsageError where there is none."""
    if not language:
        return
    if language not in available():
        raise UsageError(
            "'{language}' is not a language that can be written now. There are: {known}.",
            language=language[:20],
            known=", ".join(available()),
        )
    os.environ["LANGUAGE"] = language


@click.command()
@click.option(
    "--place",
    default="",
    metavar="CODE",
    help="A country or territory, or a region of the scheme (default: the world).",
)
@click.option(
    "--period",
    default="",
    metavar="YYYY[-YYYY]",
    help="A year, or from one to another (default: the newest that is complete).",
)
@click.option("--goods", multiple=True, metavar="CODE", help="Only these goods, or groups of goods.")
@click.option("--scheme", default="m49", show_default=True, help="Scheme of regions: m49, m49-sub, interpol, …")
@click.option("--language", default="", metavar="CODE", help="Language of the file (default: that of the shell).")
@click.option("--draft/--no-draft", default=False, help="With lines to take and likely questions made of the records.")
@click.option("--format", "ending", type=click.Choice(["pdf", "pptx", "xlsx"]), help="Default: by the ending of --out.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The file to write.")
@DATABASE
@reported
def brief(
    place: str,
    period: str,
    goods: tuple[str, ...],
    scheme: str,
    language: str,
    draft: bool,
    ending: str | None,
    out: Path,
    database: str | None,
) -> None:
    """Write the briefing of a place and a period: one page of paper, slides that can be edited, or the figures."""
    from cli.brief import selection_of, write_brief

    speak(language)
    click.echo(words().t("Asking the records, drawing the charts …"), err=True)
    write_brief(answers_of(database), selection_of(place, period, goods, scheme), ending or "", out, draft=draft)


@click.command()
@click.argument("text")
@click.option(
    "--json", "as_json", is_flag=True, help="Print as JSON: verdict, reasons, wording, citation, what was read."
)
@DATABASE
@reported
def claim(text: str, as_json: bool, database: str | None) -> None:
    """Hold a claim about reported seizures against the records: supported, fragile or not supported, and why."""
    from cli.claim import print_verdict

    print_verdict(answers_of(database), text, as_json=as_json)


@click.command()
@click.argument("places", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="The folder for the files."
)
@click.option("--format", "form", type=click.Choice(["pdf", "pptx", "xlsx"]), default="pdf", show_default=True)
@click.option("--send", "by_mail", is_flag=True, help="Send each file to the addresses of its row (ATLAS_SMTP_…).")
@click.option("--always", is_flag=True, help="Also where the data are those of the last time.")
@DATABASE
@reported
def digest(places: Path, out: Path, form: str, by_mail: bool, always: bool, database: str | None) -> None:
    """Make the briefings of a list (CSV: place, period, goods, scheme, language, handling, to), where the data are new.

    For cron and systemd timers: exit code 1 if a row failed; the others are made all the same.
    """
    from cli.digest import make, read

    if make(gateway_of(database), read(places), out, form, by_mail=by_mail, always=always):
        sys.exit(1)


COMMANDS: tuple[click.Command, ...] = (brief, claim, digest)
