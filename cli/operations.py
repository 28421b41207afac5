"""`atlas query operations` and `atlas operations`: counts and sums of operations, and the operations as a file."""

import sys
from pathlib import Path
from typing import Any

import click
import polars as pl

from cli.language import words
from cli.output import as_text
from cli.shared import pair
from data_access.answers import Answers
from domain.errors import UsageError
from domain.operations.dimensions import OPERATION_MEASURES
from domain.operations.selection import OperationSelection
from reports.operations.files import FORMATS, file_of, json_bytes
from reports.operations.wording import RULES

PLACES = frozenset({"country", "region"})
FOREIGN = ("unit_class", "currency", "valuation", "to", "estimate", "grid", "distinct")
"""Options of seizures that mean nothing of operations; a currency is one of their dimensions."""


def operation_selection(where: tuple[str, ...], options: dict[str, Any]) -> OperationSelection:
    """The selection of the options. Raises UsageError for what it does not take."""
    period = {"start": month(options["start"], "01"), "end": month(options["end"], "12")}
    return OperationSelection(where=tuple(pair(one) for one in where), scheme=options["scheme"], **period)


def month(text: str, usual: str) -> str:
    """A month as it is; of a year the one that is usual."""
    return f"{text}-{usual}" if text.isascii() and text.isdigit() and len(text) == 4 else text


def print_operations(
    answers: Answers, measure: str, by: tuple[str, ...], where: tuple[str, ...], options: dict[str, Any]
) -> None:
    """A measure, of how many operations it is, and of how many there are; what was left apart on standard error."""
    if foreign := [name for name in FOREIGN if options.get(name)]:
        raise UsageError("'{measure}' takes no --{option}.", measure=measure, option=foreign[0].replace("_", "-"))
    found = answers.operations.counts(operation_selection(where, options), measure, by)
    said, frame = OPERATION_MEASURES[measure], found.frame
    if said.column:
        whole = frame["value"].drop_nulls()
        frame = frame.with_columns(pl.col("value").cast(pl.Int64)) if (whole == whole.round(0)).all() else frame
        frame = frame.rename({"value": measure, "n": "n_with_figure"})
    else:
        frame = frame.select(*by, "operations")
    click.echo(as_text(_top(frame, measure, by, options["top"]), options["form"]), nl=False)
    unit = {"unit": words().t(said.counting_unit), "caution": words().t(said.caution)}
    click.echo(words().t("Counting unit: {unit}. {caution}", **unit), err=True)
    for rule in RULES:
        click.echo(words().t(rule), err=True)
    if found.overlapping:
        total = words().n("{n} operation", "{n} operations", found.total)
        click.echo(words().t("An operation may stand in several rows; there are {total}.", total=total), err=True)


def _top(frame: pl.DataFrame, measure: str, by: tuple[str, ...], top: int | None) -> pl.DataFrame:
    """The largest; places stay A–Z."""
    if top is None or not by:
        return frame
    order = [True, *[False] * len(by)]
    largest = frame.sort([measure, *by], descending=order, nulls_last=True).head(top)
    return largest.sort(list(by)) if PLACES & set(by) else largest


def write_operations(answers: Answers, where: tuple[str, ...], options: dict[str, Any], out: Path | None) -> None:
    """Write the operations; of CSV what must be said stands beside it (OUT.json)."""
    form = options["ending"] or (out.suffix.lstrip(".").lower() if out else "json")
    if form not in FORMATS:
        raise UsageError(
            "Operations are written as {known}: name one by --format or by the ending of --out.",
            known=", ".join(FORMATS),
        )
    content, about = file_of(answers, words(), operation_selection(where, options), form)
    if out is None:
        sys.stdout.buffer.write(content)
    else:
        out.write_bytes(content)
        if form == "csv":
            Path(f"{out}.json").write_bytes(json_bytes(about))
    number, apart = about["operations"], len(about["apart"])
    text = words().n(
        "{n} operation, {apart} of them apart.", "{n} operations, {apart} of them apart.", number, apart=apart
    )
    click.echo(" ".join([text, *about["rules"]]), err=True)
