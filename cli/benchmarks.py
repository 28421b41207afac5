"""`atlas query benchmarks`: published figures, counted, and shown where a row is one of them."""

import sys
from pathlib import Path
from typing import Any

import click

from cli.language import words
from cli.operations import FOREIGN, month
from cli.output import as_text
from cli.shared import pair
from data_access.answers import Answers
from domain.benchmarks.selection import BenchmarkSelection
from domain.errors import UsageError
from reports.benchmarks.files import FORMATS, file_of
from reports.benchmarks.wording import MEANT, RULES
from reports.operations.files import json_bytes


def benchmark_selection(where: tuple[str, ...], options: dict[str, Any]) -> BenchmarkSelection:
    """The selection of the options. Raises UsageError for what it does not take."""
    period = {"start": month(options["start"], "01"), "end": month(options["end"], "12")}
    return BenchmarkSelection(where=tuple(pair(one) for one in where), **period)


def print_benchmarks(answers: Answers, by: tuple[str, ...], where: tuple[str, ...], options: dict[str, Any]) -> None:
    """How many published figures, and the figure itself where a row is one: they are never added."""
    if foreign := [name for name in (*FOREIGN, "top") if options.get(name)]:
        raise UsageError("'benchmarks' takes no --{option}.", option=foreign[0].replace("_", "-"))
    frame = answers.benchmarks.counts(benchmark_selection(where, options), by)
    click.echo(as_text(frame, options["form"]), nl=False)
    unit = {"unit": words().t(MEANT.counting_unit), "caution": words().t(MEANT.caution)}
    click.echo(words().t("Counting unit: {unit}. {caution}", **unit), err=True)
    for rule in RULES:
        click.echo(words().t(rule), err=True)
    if frame.filter(frame["figures"] > 1).height:
        click.echo(words().t("A row of several figures shows none: ask by definition,year for each."), err=True)


def write_benchmarks(answers: Answers, where: tuple[str, ...], options: dict[str, Any], out: Path | None) -> None:
    """Write the figures; of CSV what must be said stands beside it (OUT.json)."""
    form = options["ending"] or (out.suffix.lstrip(".").lower() if out else "json")
    if form not in FORMATS:
        raise UsageError(
            "Benchmarks are written as {known}: name one by --format or by the ending of --out.",
            known=", ".join(FORMATS),
        )
    content, about = file_of(answers, words(), benchmark_selection(where, options), form)
    if out is None:
        sys.stdout.buffer.write(content)
    else:
        out.write_bytes(content)
        if form == "csv":
            Path(f"{out}.json").write_bytes(json_bytes(about))
    text = words().n("{n} published figure.", "{n} published figures.", about["figures"])
    click.echo(" ".join([text, *about["rules"]]), err=True)
