"""Who reported, and how much of each kind of unit: the cards that keep a reader from being misled."""

import polars as pl
import streamlit as st

from analysis import coverage as reported
from charts import coverage, shares
from domain.selection import Selection
from domain.units import UNIT_CLASSES
from pages.parts import data, reader
from pages.parts.cards import labelled, worded
from pages.parts.show import show

SCHEME = "m49-sub"
INFERRED = "Inferred: a year without a single record is taken as not reported. It may be a true nought."


def coverage_card(selection: Selection, *, key: str) -> None:
    """Country by country: who has records for which year. Inferred until reporters declare."""
    words = reader.words()
    frame = reported.strip(data.coverage(selection))
    if frame.is_empty():
        return
    frame = labelled(frame, "country").sort("label", "year")
    show(
        coverage.coverage_strip(frame, words=words, theme=reader.theme(), unit="records"),
        key=key,
        title="Coverage: who has records for which year (inferred)",
        unit="records",
        alt=coverage.describe(frame, words=words, unit="records"),
        table=worded(frame, "Reporter"),
        selection=selection,
        caution=INFERRED,
    )


def region_coverage_card(selection: Selection, *, key: str) -> None:
    """Sub-region by sub-region: how many of its countries and territories have records. Whole in a glance."""
    words, unit = reader.words(), "countries and territories have records"
    frame = reported.by_region(data.coverage(selection), data.membership(SCHEME))
    if frame.is_empty():
        return
    frame = labelled(frame, "region", SCHEME).sort("label", "year")
    every = reported.strip(data.coverage(selection))
    show(
        shares.share_strip(frame, words=words, theme=reader.theme(), unit=unit),
        key=key,
        title="Coverage: how many countries and territories have records (inferred)",
        unit=unit,
        alt=shares.describe(frame, words=words, unit=unit),
        table=worded(labelled(every, "country").sort("label", "year"), "Reporter"),
        selection=selection,
        caution=INFERRED + " The table lists every reporter.",
    )


def quantity_card(selection: Selection, *, key: str) -> None:
    """What was seized in each kind of unit, side by side: unlike units are never added."""
    words = reader.words()
    frame = data.quantities(selection)
    if frame.is_empty():
        return
    name = pl.col("unit_class").replace_strict({k: c.name for k, c in UNIT_CLASSES.items()}, return_dtype=pl.String)
    share = pl.col("largest") / pl.col("value")
    table = frame.select(
        name.alias("Kind of unit"),
        pl.col("value").round(0).alias("Reported quantity"),
        pl.col("unit").alias("Unit"),
        pl.col("n_reported").alias("Seizures with a quantity"),
        pl.col("largest").round(0).alias("Largest single seizure"),
        pl.when(pl.col("value") > 0).then(share).alias("Its share of the quantity"),
    )
    first = frame.row(0, named=True)
    amount = f"{words.short(first['value'])} {first['unit']}"
    show(
        None,
        key=key,
        title="Reported quantities, by kind of unit",
        unit="as reported, never added across kinds",
        alt=f"Reported quantities in {frame.height} kinds of unit. Most seizures are told in {first['unit']}: "
        f"{amount} from {words.number(first['n_reported'])} seizures.",
        table=table,
        selection=selection,
        caution="A few very large seizures decide each quantity: see the share of the largest one. "
        "Quantities are bulk as reported, not adjusted for purity.",
        column_config={
            "Reported quantity": st.column_config.NumberColumn(format="localized"),
            "Largest single seizure": st.column_config.NumberColumn(format="localized"),
            "Seizures with a quantity": st.column_config.NumberColumn(format="localized"),
            "Its share of the quantity": st.column_config.ProgressColumn(format="percent", min_value=0, max_value=1),
        },
    )
