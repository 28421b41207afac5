"""`atlas query operations` and `atlas operations`: counts and sums of operations, and the operations as a file."""

from pathlib import Path
from typing import Any

import click
import polars as pl

from cli.entries import dated, form_of, largest, refuse_foreign, write
from cli.language import words
from cli.output import as_text
from data_access.answers import Answers
from domain.operations.dimensions import OPERATION_MEASURES
from domain.operations.selection import OperationSelection
from reports.operations.files import FORMATS, file_of
from reports.operations.wording import RULES

PLACES = frozenset({"country", "region"})


def operation_selection(where: tuple[str, ...], options: dict[str, Any]) -> OperationSelection:
    """The selection of the options. Raises UsageError for what it does not take."""
    return dated(OperationSelection, where, options)


def print_operations(
    answers: Answers, measure: str, by: tuple[str, ...], where: tuple[str, ...], options: dict[str, Any]
) -> None:
    """A measure, of how many operations it is, and of how many there are; what was left apart on standard error."""
    refuse_foreign(measure, options)
    found = answers.operations.counts(operation_selection(where, options), measure, by)
    said, frame = OPERATION_MEASURES[measure], found.frame
    if said.column:
        whole = frame["value"].drop_nulls()
        frame = frame.with_columns(pl.col("value").cast(pl.Int64)) if (whole == whole.round(0)).all() else frame
        frame = frame.rename({"value": measure, "n": "n_with_figure"})
    else:
        frame = frame.select(*by, "operations")
    click.echo(as_text(largest(frame, measure, by, options["top"], PLACES), options["form"]), nl=False)
    unit = {"unit": words().t(said.counting_unit), "caution": words().t(said.caution)}
    click.echo(words().t("Counting unit: {unit}. {caution}", **unit), err=True)
    for rule in RULES:
        click.echo(words().t(rule), err=True)
    if found.overlapping:
        total = words().n("{n} operation", "{n} operations", found.total)
        click.echo(words().t("An operation may stand in several rows; there are {total}.", total=total), err=True)


def write_operations(answers: Answers, where: tuple[str, ...], options: dict[str, Any], out: Path | None) -> None:
    """Write the operations; of CSV what must be said stands beside it (OUT.json)."""
    form = form_of(options["ending"], out, FORMATS)
    content, about = file_of(answers, words(), operation_selection(where, options), form)
    write(content, about, form, out)
    number, apart = about["operations"], len(about["apart"])
    text = words().n(
        "{n} operation, {apart} of them apart.", "{n} operations, {apart} of them apart.", number, apart=apart
    )
    click.echo(" ".join([text, *about["rules"]]), err=True)
