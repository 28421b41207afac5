"""`atlas incidents` and `atlas query incidents`: a company's own, and a sector's in what suppression lets pass."""

import sys
from pathlib import Path
from typing import Any

import click
import polars as pl

from cli.entries import refuse_foreign
from cli.language import words
from cli.output import as_text
from cli.shared import pair
from data_access.answers import Answers
from data_access.entries.files import entries_csv, entries_xlsx
from data_access.incidents.columns import TEMPLATE
from data_access.incidents.files import cells_of
from domain.errors import UsageError
from domain.incidents.vocabulary import BREAKDOWNS
from reports.sector.asked import offers
from reports.sector.wording import CAUTION, UNIT, WITHHELD, label

WHERE = ("goods_group", "without")
"""What may be asked for: a sector, and whole source types and funders that are left out."""


def print_sector(
    answers: Answers, measure: str, by: tuple[str, ...], where: tuple[str, ...], options: dict[str, Any]
) -> None:
    """A sector's incidents by one breakdown; what is withheld has no figure."""
    refuse_foreign(measure, options, "top", "start", "end")
    given = [pair(one) for one in where]
    if unknown := [key for key, _ in given if key not in WHERE]:
        raise UsageError(
            "'{key}' cannot be asked of companies' incidents: each filter more would give some of them away. Known: "
            "{known}.",
            key=unknown[0][:40],
            known=", ".join(WHERE),
        )
    groups = [value for key, (value,) in given if key == "goods_group"]
    if len(groups) != 1 or len(by) > 1 or not set(by) <= set(BREAKDOWNS):
        raise UsageError(
            "Ask for one sector (--where goods_group=medicines), by none or one of: {known}.",
            known=", ".join(BREAKDOWNS),
        )
    without = tuple(_without(value) for key, (value,) in given if key == "without")
    offered = offers(answers, groups[0])
    if unoffered := [pair for pair in without if pair not in offered]:
        raise UsageError(
            "'{pair}' is not among what can be left out here: {known}.",
            pair=":".join(unoffered[0])[:80],
            known=", ".join(map(":".join, offered)) or "–",
        )
    found = answers.incidents.sector(groups[0], without)
    frame = _by(found.tables[by[0]], by[0]) if by else pl.DataFrame({"incidents": [found.total or None]})
    click.echo(as_text(frame, options["form"]), nl=False)
    click.echo(
        words().t("Counting unit: {unit}. {caution}", unit=words().t(UNIT), caution=words().t(CAUTION)), err=True
    )
    click.echo(words().t(WITHHELD), err=True)
    if not found.total:
        click.echo(words().t("Nothing can be shown of this sector yet."), err=True)


def _by(table: pl.DataFrame, breakdown: str) -> pl.DataFrame:
    """The breakdown in codes and words, `incidents` (null where all is withheld) and whether more is withheld."""
    named = pl.Series("label", [label(code, breakdown, words()) for code in table["code"]], dtype=pl.String)
    shown = pl.when(pl.col("n") > 0).then("n").alias("incidents")
    return table.select(pl.col("code").alias(breakdown), named, shown, pl.col("withheld").alias("more_withheld"))


def _without(text: str) -> tuple[str, str]:
    key, mark, value = text.partition(":")
    if not mark:
        raise UsageError("--where without takes source_type:CODE or funder:NAME, not '{text}'.", text=text[:60])
    return key, value


def write_own(answers: Answers, form: str, out: Path | None) -> None:
    """A company's own incidents in the columns of the template, so that they can be corrected and read again."""
    own = answers.incidents.own()
    rows = [cells_of(row) for row in own.to_dicts()]
    form = form or (out.suffix.lstrip(".").lower() if out else "csv")
    if form not in ("csv", "xlsx"):
        raise UsageError("Incidents are written as csv or xlsx: name one by --format or by the ending of --out.")
    content = entries_csv(TEMPLATE, rows, ()) if form == "csv" else entries_xlsx(TEMPLATE, rows, (), {})
    if out is None:
        sys.stdout.buffer.write(content)
    else:
        out.write_bytes(content)
    text = words().n("{n} incident of this company.", "{n} incidents of this company.", own.height)
    click.echo(text, err=True)
