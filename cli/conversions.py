"""`atlas query --to` and `--estimate`: figures beside the original, marked as converted or estimated."""

from typing import Any

import click

from analysis.estimates import totals
from cli.language import words
from cli.output import as_text
from data_access.answers import Answers
from data_access.cube.conversions import converted
from domain.errors import UsageError
from domain.question import Question
from reports.conversions import estimated


def print_converted(answers: Answers, asked: Question, options: dict[str, Any]) -> None:
    """Values as reported and in another currency."""
    if asked.measure != "value":
        raise UsageError("--to converts values: 'atlas query value --currency USD --valuation street --to EUR'.")
    frame = converted(answers, asked.selection, asked.by, asked.currency, asked.valuation, options["to"])
    click.echo(as_text(frame, options["form"]), nl=False)
    click.echo(
        words().t("Converted at the European Central Bank's mean rate of each month; the original is shown beside it."),
        err=True,
    )


def print_estimated(answers: Answers, asked: Question, options: dict[str, Any]) -> None:
    """Quantities of one class, with those of other classes estimated by published factors, as a range."""
    if asked.measure != "quantity":
        raise UsageError("--estimate is for quantities: 'atlas query quantity --estimate mass --by goods'.")
    frame = totals(estimated(answers, asked.selection, asked.by, options["estimate"]), asked.by)
    click.echo(as_text(frame, options["form"]), nl=False)
    click.echo(
        words().t(
            "Estimated in {unit} by published factors; n_left_out quantities have none.", unit=options["estimate"]
        ),
        err=True,
    )
