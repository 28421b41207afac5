"""The cards of the Context page: choosing a statistic, its map for one year, and its table."""

from typing import Any

import polars as pl

from charts import symbols, world
from charts.drawn import Drawn
from data_access.reference import tables as reference
from domain.cells import LABELS, CellState
from domain.collation import az
from domain.measures import INDICATORS
from domain.selection import Selection
from reports.card import Card, Report
from reports.studio import Studio

SCORE = "oc-score"
CAUTION = {
    SCORE: "Scores of 1 to 10 from expert assessments. Small differences mean little, and editions rest on different "
    "sets of markets.",
}
COUNTS = (
    "Detected victims show what authorities found and reported. Figures under five are published as '<5' and stay an "
    "interval here."
)
GLOTIP = ("unodc-glotip",)
SOURCES = {SCORE: ("oc-index",)}
CLASSES = {SCORE: (2.0, 4.0, 5.0, 6.0, 8.0, 10.0)}
Where = tuple[tuple[str, tuple[str, ...]], ...]


def _unit(indicator: str) -> str:
    return "score of 1 to 10" if indicator == SCORE else "persons reported"


def _title(indicator: str, breakdown: Where) -> str:
    return dict(breakdown).get("category", (INDICATORS.get(indicator, indicator),))[0]


def map_card(studio: Studio, indicator: str, frame: pl.DataFrame, breakdown: Where, year: str) -> Report:
    """The countries in one year. Intervals are shown by their middle and told as intervals."""
    shown = _on_map(frame.filter(pl.col("year") == year))
    words, unit = studio.words, _unit(indicator)
    look: dict[str, Any] = {"words": words, "theme": studio.theme, "unit": unit}
    if indicator == SCORE:
        fig = world.world_map(shown, reference.places(), classes=CLASSES[SCORE], **look)
    else:
        fig = symbols.symbol_map(shown, reference.places(), **look)
    return (
        Card(
            key="context_map",
            title=f"{_title(indicator, breakdown)}, {year}",
            unit=unit,
            drawn=Drawn(fig, world.describe(shown, words=words, unit=unit, additive=indicator != SCORE)),
            table=_table(frame.filter(pl.col("year") == year)),
            selection=Selection(),
            caution=CAUTION.get(indicator, COUNTS),
            is_map=True,
            sources=SOURCES.get(indicator, GLOTIP),
        ),
    )


def _on_map(frame: pl.DataFrame) -> pl.DataFrame:
    """Every country with its state; an interval is classed by its middle, which is never printed as a figure."""
    names = reference.names("places")
    every = pl.DataFrame({"code": sorted(c for c in names if c != "ANT")})
    middle = pl.coalesce("value", (pl.col("low") + pl.col("high")) / 2)
    told = frame.select(pl.col("country").alias("code"), middle.alias("value"), "state")
    interval = pl.col("state") == CellState.SUPPRESSED
    told = told.with_columns(pl.when(interval).then(pl.lit(CellState.VALUE.value)).otherwise("state").alias("state"))
    return every.join(told, on="code", how="left").with_columns(
        pl.col("state").fill_null(CellState.NOT_REPORTED.value),
        pl.col("code").replace(names).alias("label"),
    )


def table_card(indicator: str, frame: pl.DataFrame, breakdown: Where) -> Report:
    """Every figure by country and year."""
    return (
        Card(
            key="context_table",
            title=f"{_title(indicator, breakdown)}, by country and year",
            unit=_unit(indicator),
            drawn=Drawn(None, f"{frame.height} figures of {frame['country'].n_unique()} countries and territories."),
            table=_table(frame),
            selection=Selection(),
            caution=CAUTION.get(indicator, COUNTS),
            sources=SOURCES.get(indicator, GLOTIP),
        ),
    )


def _table(frame: pl.DataFrame) -> pl.DataFrame:
    states = {s.value: label for s, label in LABELS.items()} | {"suppressed": "Interval"}
    named = frame.with_columns(pl.col("country").replace(reference.names("places")).alias("name")).sort(
        az("name"), "year"
    )
    intervals = frame.filter(~(pl.col("low").eq_missing(pl.col("value")) & pl.col("high").eq_missing(pl.col("value"))))
    ends = [] if intervals.is_empty() else [pl.col("low").alias("At least"), pl.col("high").alias("At most")]
    return named.select(
        pl.col("name").alias("Country or territory"),
        pl.col("year").alias("Year"),
        pl.col("value").alias("Figure"),
        *ends,
        pl.col("state").replace(states).alias("State"),
    )
