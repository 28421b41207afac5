"""The chart cards that several pages share: each asks, draws and ends."""

import polars as pl
import streamlit as st

from analysis.comparison import coverage_notes, last_change, merge_spellings
from charts import bars, coverage, trend, world
from data_access.reference import tables as reference
from domain.cells import LABELS, CellState
from domain.dimensions import DIMENSIONS, PSEUDO_LABELS
from domain.selection import Selection
from pages.parts import data, reader
from pages.parts.show import show

UNIT = "seizures reported"
_TABLES = {
    "country": "places",
    "producing": "places",
    "departure": "places",
    "destination": "places",
    "goods": "goods",
    "goods_group": "goods",
    "mode": "modes",
}
TOP = 15


def labelled(frame: pl.DataFrame, dimension: str, scheme: str = "m49") -> pl.DataFrame:
    """The frame with `code` and a `label` in words for a dimension."""
    if dimension == "region":
        names = dict(reference.regions(scheme).select("region", "name").iter_rows())
    else:
        names = reference.names(_TABLES[dimension]) if dimension in _TABLES else {}
    codes = frame[dimension].unique().to_list()
    words = {c: PSEUDO_LABELS[c] if c in PSEUDO_LABELS else names.get(c, c) for c in codes}
    return frame.with_columns(
        pl.col(dimension).alias("code"),
        pl.col(dimension).replace_strict(words, return_dtype=pl.String).alias("label"),
    )


def worded(frame: pl.DataFrame, heading: str) -> pl.DataFrame:
    """A table for readers: labels and states in words, no codes."""
    states = {s.value: label for s, label in LABELS.items()}
    shown = frame.with_columns(pl.col("state").replace(states), pl.col("value").cast(pl.Int64, strict=False))
    extra = {"series": "Series", "label": heading, "period": heading, "note": "Coverage", "year": "Year"}
    columns = [pl.col(c).alias(n) for c, n in extra.items() if c in shown.columns]
    return shown.select(*columns, pl.col("value").alias("Reported seizures"), pl.col("state").alias("State"))


def headline(selection: Selection) -> None:
    """Four figures: seizures, places with records, period, and change where coverage allows it."""
    words = reader.words()
    by = data.seizures(selection, "country", "year")
    change = last_change(by)
    first, last = data.gateway().months()
    figures = st.grid("auto", min_column_width=210) if hasattr(st, "grid") else st.container(horizontal=True)
    with figures:
        st.metric(
            "Reported seizures",
            words.short(data.total(selection)),
            border=True,
            help="Each record of a reporter counts once. See 'About the data'.",
        )
        if len(selection.values("country")) != 1:
            st.metric(
                "Countries and territories",
                words.number(by["country"].n_unique()),
                border=True,
                help="Those with at least one record in this selection.",
            )
        start, end = selection.start or first, selection.end or last
        st.metric("Period", f"{start[:4]} – {end[:4]}", border=True)
        if change and change.change is not None:
            st.metric(
                f"Change {change.earlier} to {change.later}",
                f"{change.change:+.0%}",
                border=True,
                help=f"For {change.reason}. A change in reports, not in trafficking.",
            )
        elif change:
            st.metric("Change", "–", border=True, help=change.reason)
    if change and change.change is None:
        st.caption(f"No change is shown from {change.earlier} to {change.later}: {change.reason}")


def map_card(selection: Selection) -> None:
    """World map of countries; a click leads to the country's page."""
    words, theme = reader.words(), reader.theme()
    frame = labelled(data.seizures(selection, "country", grid=True), "country").filter(pl.col("code") != "ANT")
    fig = world.world_map(frame, reference.places(), words=words, theme=theme, unit=UNIT)
    show(
        fig,
        key="world_map",
        title="Reported seizures by country or territory of seizure",
        unit=UNIT,
        alt=world.describe(frame, words=words, unit=UNIT),
        table=worded(frame.sort("label"), "Country or territory"),
        selection=selection,
        is_map=True,
        clickable=True,
    )


def trend_card(selection: Selection, *, key: str, title: str, monthly: bool = False) -> None:
    """Reported seizures over time; gaps where nobody reported."""
    words, period = reader.words(), "month" if monthly else "year"
    frame = data.seizures(selection, period, grid=True).filter(pl.col(period) != "").rename({period: "period"})
    show(
        trend.trend(frame, words=words, theme=reader.theme(), unit=UNIT),
        key=key,
        title=title,
        unit=UNIT,
        alt=trend.describe(frame, words=words, unit=UNIT),
        table=worded(frame, period.title()),
        selection=selection,
        caution="A line of reports: it moves with enforcement and with who reported. Recent periods fill up late.",
    )


def bar_card(selection: Selection, dimension: str, *, key: str, title: str, by_value: bool = True) -> None:
    """Bars of one dimension, the largest first, at most fifteen; the rest is in one bar."""
    words = reader.words()
    frame = data.seizures(selection, dimension)
    if DIMENSIONS[dimension].detail:
        frame = merge_spellings(frame, dimension)
    frame = labelled(frame, dimension, selection.scheme)
    frame = frame.sort("value", descending=True) if by_value else frame.sort("label")
    if frame.is_empty():
        st.info(f"{title}: nothing was reported in this selection.")
        return
    show(
        bars.bars(_top(frame), words=words, theme=reader.theme(), unit=UNIT),
        key=key,
        title=title,
        unit=UNIT,
        alt=bars.describe(frame, words=words, unit=UNIT),
        table=worded(frame.head(500), DIMENSIONS[dimension].label),
        selection=selection,
    )


def _top(frame: pl.DataFrame) -> pl.DataFrame:
    rest = frame.slice(TOP)
    if rest.is_empty():
        return frame
    total = pl.DataFrame(
        {
            "code": ["…"],
            "label": [f"{rest.height} others"],
            "value": [rest["value"].sum()],
            "state": [CellState.VALUE.value],
        }
    )
    return pl.concat([frame.head(TOP).select(total.columns), total])


def countries_card(selection: Selection, *, key: str) -> None:
    """Countries with their coverage beside the figure; alphabetical unless the reader asks for value."""
    words = reader.words()
    frame = labelled(data.seizures(selection, "country"), "country")
    years = max(data.seizures(selection, "year").height, 1)
    notes = coverage_notes(data.coverage(selection), years)
    frame = frame.with_columns(pl.col("code").replace_strict(notes, default="").alias("note"))
    order = st.segmented_control("Order", ["A–Z", "By value"], default="A–Z", key=f"order_{key}")
    frame = frame.sort("value", descending=True) if order == "By value" else frame.sort("label")
    show(
        bars.bars(frame.head(25), words=words, theme=reader.theme(), unit=UNIT),
        key=key,
        title=f"Countries and territories, with the years they have records for ({min(25, frame.height)} of "
        f"{frame.height})",
        unit=UNIT,
        alt=bars.describe(frame, words=words, unit=UNIT),
        table=worded(frame, "Country or territory"),
        selection=selection,
        caution="No league table: a place that reports much stands high. Read the years with records first.",
    )


def coverage_card(selection: Selection, *, key: str) -> None:
    """Who has records for which year. Inferred from the records until reporters declare."""
    words = reader.words()
    held = data.coverage(selection).group_by("country", "year").agg(pl.col("n").sum().cast(pl.Float64).alias("value"))
    if held.is_empty():
        return
    every = held.select("country").unique().join(held.select("year").unique(), how="cross")
    frame = every.join(held, on=["country", "year"], how="left").with_columns(
        pl.col("year").cast(pl.String),
        pl.when(pl.col("value").is_null())
        .then(pl.lit(CellState.NOT_REPORTED.value))
        .otherwise(pl.lit(CellState.VALUE.value))
        .alias("state"),
    )
    frame = labelled(frame, "country").sort("label", "year")
    first = frame["label"].unique(maintain_order=True).head(200).to_list()
    show(
        coverage.coverage_strip(
            frame.filter(pl.col("label").is_in(first)), words=words, theme=reader.theme(), unit="records"
        ),
        key=key,
        title="Coverage: who has records for which year (inferred)",
        unit="records",
        alt=coverage.describe(frame, words=words, unit="records"),
        table=worded(frame, "Reporter"),
        selection=selection,
        caution="Inferred: a year without a single record is taken as not reported. It may be a true nought.",
    )


def flagged_table(flagged: pl.DataFrame) -> pl.DataFrame:
    """Implausible lines for readers: names for codes, days without a time."""
    names = {**reference.names("places"), **PSEUDO_LABELS}
    return flagged.select(
        pl.col("country").replace(names).alias("Country or territory"),
        pl.col("seized_on").dt.strftime("%Y-%m-%d").alias("Seized on"),
        pl.col("goods").alias("Goods as reported"),
        pl.col("quantity").cast(pl.Float64, strict=False).alias("Quantity as reported"),
        pl.col("unit").alias("Unit as reported"),
        pl.col("file_row").alias("Row in the file"),
    )
