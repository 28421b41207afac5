"""`atlas query benchmarks`: published figures, counted, and shown where a row is one of them."""

from pathlib import Path
from typing import Any

import click

from cli.entries import dated, form_of, refuse_foreign, write
from cli.language import words
from cli.output import as_text
from data_access.answers import Answers
from domain.benchmarks.selection import BenchmarkSelection
from reports.benchmarks.files import FORMATS, file_of
from reports.benchmarks.wording import MEANT, RULES


def print_benchmarks(
    answers: Answers, measure: str, by: tuple[str, ...], where: tuple[str, ...], options: dict[str, Any]
) -> None:
    """How many published figures, and the figure itself where a row is one: they are never added."""
    refuse_foreign(measure, options, "top")
    frame = answers.benchmarks.counts(dated(BenchmarkSelection, where, options), by)
    click.echo(as_text(frame, options["form"]), nl=False)
    unit = {"unit": words().t(MEANT.counting_unit), "caution": words().t(MEANT.caution)}
    click.echo(words().t("Counting unit: {unit}. {caution}", **unit), err=True)
    for rule in RULES:
        click.echo(words().t(rule), err=True)
    if frame.filter(frame["figures"] > 1).height:
        click.echo(words().t("A row of several figures shows none: ask by definition,year for each."), err=True)


def write_benchmarks(answers: Answers, where: tuple[str, ...], options: dict[str, Any], out: Path | None) -> None:
    """Write the figures; of CSV what must be said stands beside it (OUT.json)."""
    form = form_of(options["ending"], out, FORMATS)
    content, about = file_of(answers, words(), dated(BenchmarkSelection, where, options), form)
    write(content, about, form, out)
    text = words().n("{n} published figure.", "{n} published figures.", about["figures"])
    click.echo(" ".join([text, *about["rules"]]), err=True)
