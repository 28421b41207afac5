"""Published figures beside our own, where a figure of ours is near enough in definition: each with its own unit."""

from typing import Any

import polars as pl

from charts.drawn import Drawn
from domain.benchmarks.selection import BenchmarkSelection
from domain.messages import N_
from domain.words import Words
from reports.benchmarks.wording import caution, figure, year
from reports.card import Card, Column, Report, Text
from reports.studio import Studio

UNITS = {"seizures": N_("{n} reported seizures"), "quantity": N_("{n} tonnes, as reported")}
_CAUTION = N_(
    "Both columns count by rules of their own, of other reporters, and in part of other goods: neither is a share of "
    "the other, and their difference says nothing of what is missing."
)
_NOTHING = N_("no records of that year and place")
_NONE = N_("none recorded")


def own_beside(studio: Studio, selection: BenchmarkSelection) -> Report:
    """A table: what was published, and what the records at hand have for the same year, place and goods."""
    words = studio.words
    rows, left = [], 0
    for row in studio.answers.benchmarks.listed(selection).iter_rows(named=True):
        line = _line(studio, row) if row["value"] is not None else None
        rows += [line] if line else []
        left += line is None
    if not rows:
        return (Text(words.t("No figure of ours has a definition near enough to one of these."), "caption"),)
    frame = pl.DataFrame(rows).sort("known", maintain_order=True, descending=True).drop("known")
    return (
        Card(
            key="benchmarks_beside",
            title=words.t("Beside our own figures"),
            unit=words.t("as published, and reported seizures or quantities at hand"),
            drawn=Drawn(None, words.n("A table of {n} figure.", "A table of {n} figures.", frame.height)),
            table=frame,
            columns=_columns(words),
            selection=selection,
            caution=" ".join([words.t(_CAUTION), caution(words)]),
            note=words.n(
                "{n} other published figure has no counterpart among the records, such as an estimate of trade",
                "{n} other published figures have no counterpart among the records, such as estimates of trade",
                left,
            )
            if left
            else "",
            told={"invented": studio.answers.invented},
        ),
    )


def _line(studio: Studio, row: dict[str, Any]) -> dict[str, str | bool] | None:
    words = studio.words
    own = studio.answers.benchmarks.own(row["definition"], row["year"], row["year_type"])
    if own is None:
        return None
    if not own.reporters:
        ours = words.t(_NOTHING)
    elif own.value is None:
        ours = words.t(_NONE)
    else:
        ours = words.t(UNITS[own.measure], n=words.number(own.value))
    known = words.n("{n} country with records", "{n} countries with records", own.reporters) if own.reporters else "–"
    return {
        "known": bool(own.reporters),
        "definition": row["label"],
        "when": year(row, words),
        "published": figure(row, words),
        "ours": ours,
        "coverage": known,
        "caveat": row["caveat"],
    }


def _columns(words: Words) -> dict[str, Column]:
    return {
        "definition": Column(words.t("Definition"), width=220),
        "when": Column(words.t("Year")),
        "published": Column(words.t("As published"), width=200),
        "ours": Column(words.t("Records at hand"), width=220),
        "coverage": Column(words.t("Coverage"), width=180),
        "caveat": Column(words.t("Not the same because"), width=320),
    }
