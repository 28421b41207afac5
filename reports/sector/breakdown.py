"""A sector by one breakdown: reported seizures, and beside them companies' incidents, small numbers withheld."""

import polars as pl

from charts.bars import bars
from domain.cells import CellState
from domain.collation import az
from domain.incidents.vocabulary import BREAKDOWNS
from domain.selection import Selection
from domain.words import Words
from reports.card import Beside, Card, Column, Report, Text, number
from reports.sector.asked import Shown
from reports.sector.wording import (
    CAUTION,
    SEIZURES_WITHHELD,
    UNIT,
    WITHHELD,
    about,
    label,
    left_out,
)
from reports.studio import Studio

_MOST = 12
"""Bars of a card; the table has all."""


def by_breakdown(studio: Studio, shown: Shown) -> Report:
    """Two columns: what authorities reported, and what companies brought."""
    return (Beside(_seizures(studio, shown), _incidents(studio, shown)),)


def _seizures(studio: Studio, shown: Shown) -> Report:
    words, what = studio.words, studio.words.t(BREAKDOWNS[shown.breakdown].label)
    found = studio.answers.incidents.seizures(shown.group, shown.breakdown)
    if found.is_empty():
        text = words.t("Reported seizures of these goods do not say this in a form that can be counted.")
        return (Text(text, "caption"),)
    frame = found.with_columns(pl.col("n").cast(pl.Float64).alias("value")).filter(pl.col("state") != CellState.ZERO)
    withheld = frame.filter(pl.col("state") == CellState.SUPPRESSED).height
    if shown.breakdown == "place":
        frame = frame.with_columns(_covered(studio, frame["code"]))
    return (
        _card(
            studio,
            shown,
            frame,
            key="sector_seizures",
            title=words.t("Reported seizures by {what}", what=what[:1].lower() + what[1:]),
            unit=words.t("reported seizures"),
            caution=words.t(SEIZURES_WITHHELD),
            note=words.n("{n} row is withheld", "{n} rows are withheld", withheld) if withheld else "",
        ),
    )


def _incidents(studio: Studio, shown: Shown) -> Report:
    words, what = studio.words, studio.words.t(BREAKDOWNS[shown.breakdown].label)
    sector = studio.answers.incidents.sector(shown.group, shown.without)
    if not sector.total:
        text = words.t(
            "No incidents of companies can be shown for this sector: they wait until three companies or more have "
            "brought enough. {without}",
            without=left_out(shown.without, words),
        )
        return (Text(text.strip(), "info"),)
    table = sector.tables[shown.breakdown]
    state = pl.when(pl.col("n") > 0).then(pl.lit(CellState.VALUE.value)).otherwise(pl.lit(CellState.SUPPRESSED.value))
    more = pl.when(pl.col("withheld") & (pl.col("n") > 0)).then(pl.lit(words.t("and more withheld")))
    frame = table.select(
        "code",
        pl.col("n").cast(pl.Float64).alias("value"),
        state.alias("state"),
        more.otherwise(pl.lit("")).alias("note"),
    )
    of_all = words.n("of {n} incident of several companies", "of {n} incidents of several companies", sector.total)
    return (
        _card(
            studio,
            shown,
            frame,
            key="sector_incidents",
            title=words.t("Companies' incidents by {what}", what=what[:1].lower() + what[1:]),
            unit=words.t(UNIT),
            caution=" ".join([words.t(CAUTION), words.t(WITHHELD)]),
            note=" · ".join(filter(None, [of_all, left_out(shown.without, words)])),
            told=about("public", words),
        ),
    )


def _card(
    studio: Studio,
    shown: Shown,
    frame: pl.DataFrame,
    *,
    key: str,
    title: str,
    unit: str,
    caution: str,
    note: str,
    told: dict[str, object] | None = None,
) -> Card:
    """frame: code, value, state, perhaps note. The largest are drawn; places and seasons in their own order."""
    words = studio.words
    labels = pl.Series("label", [label(code, shown.breakdown, words) for code in frame["code"]], dtype=pl.String)
    half = pl.col("code").str.starts_with(">") | pl.col("code").str.ends_with(">")  # a route of which one end is told
    rows = frame.with_columns(labels, ((pl.col("code") == "") | half).alias("quiet"))
    drawn = _ordered(rows, shown.breakdown)
    columns = {
        "label": Column(words.t(BREAKDOWNS[shown.breakdown].label)),
        "value": number(unit[:1].upper() + unit[1:]),
    }
    return Card(
        key=key,
        title=title,
        unit=unit,
        drawn=bars(drawn, words=words, theme=studio.theme, unit=unit, said=rows, places=shown.breakdown == "place"),
        table=_table(_ordered(rows, shown.breakdown, most=rows.height), words),
        columns=columns | {"state": Column(words.t("Note"))},
        selection=shown.selection,
        sources=() if told else None,
        caution=caution,
        note=" · ".join(filter(None, [note, _first(rows.height, words)])),
        told=told or {},
    )


def _covered(studio: Studio, places: pl.Series) -> pl.Series:
    """For how many of the years each reported anything at all: it stands beside every comparison of places."""
    found = studio.answers.coverage(Selection())
    years, every = found.group_by("country").agg(pl.col("year").n_unique()), found["year"].n_unique()
    known = dict(years.iter_rows())
    said = [studio.words.t("{n} of {all} years", n=known.get(code, 0), all=every) for code in places]
    return pl.Series("note", said, dtype=pl.String)


def _first(n: int, words: Words) -> str:
    return words.t("the {most} largest of {n} are drawn", most=_MOST, n=n) if n > _MOST else ""


def _ordered(rows: pl.DataFrame, breakdown: str, most: int = _MOST) -> pl.DataFrame:
    """The largest, so many; places stand A–Z, seasons as the year goes, what is not stated at the end."""
    largest = rows.sort("quiet", "value", "code", descending=[False, True, False], nulls_last=True).head(most)
    if breakdown == "place":
        return largest.sort("quiet", az("label"))
    return largest.sort("quiet", "code") if breakdown == "season" else largest


def _table(rows: pl.DataFrame, words: Words) -> pl.DataFrame:
    """The rows with their state in words; what is withheld has no figure."""
    seen = pl.when(pl.col("state") == CellState.SUPPRESSED).then(pl.lit(words.t("withheld (small number)")))
    more = pl.col("note") if "note" in rows.columns else pl.lit("")
    return rows.select(
        "label",
        pl.when(pl.col("state") == CellState.VALUE).then(pl.col("value")).cast(pl.Int64).alias("value"),
        seen.otherwise(more).alias("state"),
    )
