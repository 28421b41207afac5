"""The cards of the Context page: choosing a statistic, its map for one year, and its table."""

from typing import Any

import polars as pl

from charts.drawn import Drawn
from charts.maps.symbols import symbol_map
from charts.maps.world import world_map
from data_access.reference import tables as reference
from domain.cells import LABELS, CellState
from domain.collation import az
from domain.measures import INDICATORS
from domain.messages import N_
from domain.selection import Selection
from domain.words import Words
from reports.card import Card, Column, Report
from reports.studio import Studio
from reports.tables import interval
from reports.wording import state_columns

SCORE = "oc-score"
CAUTION = {
    SCORE: N_(
        "Scores of 1 to 10 from expert assessments. Small differences mean little, and editions rest on different sets "
        "of markets."
    ),
}
COUNTS = N_(
    "Detected victims show what authorities found and reported. Figures under five are published as '<5' and stay an "
    "interval here."
)
GLOTIP = ("unodc-glotip",)
SOURCES = {SCORE: ("oc-index",)}
CLASSES = {SCORE: (2.0, 4.0, 5.0, 6.0, 8.0, 10.0)}
Where = tuple[tuple[str, tuple[str, ...]], ...]


def _unit(indicator: str, words: Words) -> str:
    return words.t("score of 1 to 10") if indicator == SCORE else words.t("persons reported")


def _subject(indicator: str, breakdown: Where, words: Words) -> str:
    """The category of a score, as its source calls it, or the statistic."""
    if category := dict(breakdown).get("category"):
        return category[0]
    return words.t(INDICATORS[indicator]) if indicator in INDICATORS else indicator


def map_card(studio: Studio, indicator: str, frame: pl.DataFrame, breakdown: Where, year: str) -> Report:
    """The countries in one year. Intervals are shown by their middle and given as intervals."""
    shown = _on_map(frame.filter(pl.col("year") == year))
    words, unit = studio.words, _unit(indicator, studio.words)
    look: dict[str, Any] = {"words": words, "theme": studio.theme, "unit": unit}
    if indicator == SCORE:
        drawn = world_map(shown, reference.places(), classes=CLASSES[SCORE], **look)
    else:
        drawn = symbol_map(shown, reference.places(), **look)
    table = frame.filter(pl.col("year") == year)
    return (
        Card(
            key="context_map",
            title=words.t("{subject}, {year}", subject=_subject(indicator, breakdown, words), year=year),
            unit=unit,
            drawn=drawn,
            table=_table(table, words),
            columns=_columns(words),
            selection=Selection(),
            caution=words.t(CAUTION.get(indicator) or COUNTS),
            is_map=True,
            sources=SOURCES.get(indicator, GLOTIP),
        ),
    )


def _on_map(frame: pl.DataFrame) -> pl.DataFrame:
    """Every country with its state; an interval is classed by its middle, which is never printed as a figure."""
    names = reference.names("places")
    every = pl.DataFrame({"code": sorted(c for c in names if c != "ANT")})
    middle = pl.coalesce("value", (pl.col("low") + pl.col("high")) / 2)
    figures = frame.select(pl.col("country").alias("code"), middle.alias("value"), "state")
    interval = pl.col("state") == CellState.SUPPRESSED
    state = pl.when(interval).then(pl.lit(CellState.VALUE.value)).otherwise("state").alias("state")
    return every.join(figures.with_columns(state), on="code", how="left").with_columns(
        pl.col("state").fill_null(CellState.NOT_REPORTED.value),
        pl.col("code").replace(names).alias("label"),
    )


def table_card(studio: Studio, indicator: str, frame: pl.DataFrame, breakdown: Where) -> Report:
    """Every figure by country and year."""
    words = studio.words
    return (
        Card(
            key="context_table",
            title=words.t("{subject}, by country and year", subject=_subject(indicator, breakdown, words)),
            unit=_unit(indicator, words),
            drawn=Drawn(None, _size(frame, words)),
            table=_table(frame, words),
            columns=_columns(words),
            selection=Selection(),
            caution=words.t(CAUTION.get(indicator) or COUNTS),
            sources=SOURCES.get(indicator, GLOTIP),
        ),
    )


def _size(frame: pl.DataFrame, words: Words) -> str:
    figures = words.n("{n} figure", "{n} figures", frame.height)
    return words.n(
        "{figures} of {n} country or territory.",
        "{figures} of {n} countries and territories.",
        frame["country"].n_unique(),
        figures=figures,
    )


def _table(frame: pl.DataFrame, words: Words) -> pl.DataFrame:
    """country, year, value, low and high where figures are intervals, state in words; `_columns` has the headings."""
    states = {state.value: words.t(label) for state, label in LABELS.items()}
    states[CellState.SUPPRESSED.value] = words.t("Interval")
    named = frame.with_columns(pl.col("country").replace(reference.names("places"))).sort(az("country"), "year")
    intervals = frame.filter(~(pl.col("low").eq_missing(pl.col("value")) & pl.col("high").eq_missing(pl.col("value"))))
    ends = [] if intervals.is_empty() else ["low", "high"]
    return named.select("country", "year", "value", *ends, pl.col("state").replace(states))


def _columns(words: Words) -> dict[str, Column]:
    return {
        "country": Column(words.t("Country or territory")),
        "year": Column(words.t("Year")),
        "value": Column(words.t("Figure")),
        **interval(words, name=words.t("Published interval")),
        "state": state_columns(words)["state"],
    }
