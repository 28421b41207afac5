"""Who reported, and how much of each kind of unit: the cards that keep a reader from being misled."""

import polars as pl
import streamlit as st

from analysis import coverage as reported
from charts import coverage, shares, trend
from charts.drawn import Drawn
from data_access.cube.filters import of_reporters
from data_access.reference import tables as reference
from domain.collation import az, key
from domain.selection import Selection
from pages.parts import reader
from pages.parts.answers import for_reader
from pages.parts.cards import worded
from pages.parts.show import show
from reports.card import Card
from reports.tables import coded
from reports.wording import labelled

FINER = {"m49": "m49-sub"}
"""Continents hide who is silent inside them: coverage is shown by the scheme one step finer, where there is one."""
INFERRED = "Inferred: a year without a single record is taken as not reported. It may be a true nought."


def coverage_card(selection: Selection, *, key: str) -> None:
    """Country by country: who has records for which year. Inferred until reporters declare."""
    words = reader.words()
    frame = reported.strip(for_reader().coverage(selection))
    if frame.is_empty():
        return
    frame = labelled(frame, "country").sort(az("label"), "year")
    show(
        Card(
            key=key,
            title="Coverage: who has records for which year (inferred)",
            unit="records",
            drawn=Drawn(
                coverage.coverage_strip(frame, words=words, theme=reader.theme(), unit="records"),
                coverage.describe(frame, words=words, unit="records"),
            ),
            table=worded(frame, "Reporter"),
            codes=coded(frame, country="code", year="year"),
            selection=of_reporters(selection),
            caution=INFERRED,
        )
    )


def region_coverage_card(selection: Selection, *, key: str) -> None:
    """Sub-region by sub-region: how many of its countries and territories have records. Whole in a glance."""
    words, unit = reader.words(), "countries and territories have records"
    scheme = FINER.get(selection.scheme, selection.scheme)
    frame = reported.by_region(for_reader().coverage(selection), reference.membership(scheme))
    if frame.is_empty():
        return
    frame = labelled(frame, "region", scheme).sort(az("label"), "year")
    every = labelled(reported.strip(for_reader().coverage(selection)), "country").sort(az("label"), "year")
    show(
        Card(
            key=key,
            title="Coverage: how many countries and territories have records (inferred)",
            unit=unit,
            drawn=Drawn(
                shares.share_strip(frame, words=words, theme=reader.theme(), unit=unit),
                shares.describe(frame, words=words, unit=unit),
            ),
            table=worded(every, "Reporter"),
            codes=coded(every, country="code", year="year"),
            selection=of_reporters(selection),
            caution=INFERRED + " The table lists every reporter.",
        )
    )


LONG = 12
"""Months of silence from which a reporter is counted as silent (our rule, printed with the figure)."""


def silence_headline(selection: Selection) -> None:
    """Reporters, those heard from in the last year of the data, those silent longer, and how much is declared."""
    words = reader.words()
    frame = for_reader().reporting(selection)
    best = reported.silence(frame).group_by("country").agg(pl.col("silent").min())
    silent = best.filter(pl.col("silent") >= LONG).height
    own = frame.filter(pl.col("basis") == "declared").height
    with st.grid("auto", min_column_width=165):
        st.metric("Reporters", words.number(best.height), border=True, help="With at least one record or declaration.")
        st.metric("Heard in the last year", words.number(best.height - silent), border=True)
        st.metric("Silent for a year", words.number(silent), border=True, help=f"No report for {LONG} months or more.")
        share = own / frame.height if frame.height else None
        st.metric("Months declared", words.percent(share), border=True, help="The rest is inferred from the records.")


def reporters_card(selection: Selection, *, key: str) -> None:
    """How many countries and territories reported in each month."""
    words, unit = reader.words(), "countries and territories reporting"
    frame = reported.reporters_by_month(for_reader().reporting(selection))
    show(
        Card(
            key=key,
            title="Countries and territories that reported, by month",
            unit=unit,
            drawn=Drawn(
                trend.trend(frame, words=words, theme=reader.theme(), unit=unit),
                trend.describe(frame, words=words, unit=unit),
            ),
            table=frame.select(pl.col("period").alias("Month"), pl.col("value").cast(pl.Int64).alias("Reporters")),
            codes=coded(frame, month="period"),
            selection=of_reporters(selection),
            caution="Inferred by whole years where nobody declared: steps in January are the rule, not an event.",
        )
    )


def silence_card(selection: Selection, *, key: str) -> None:
    """Every reporter with its last month, the length of its silence and its gaps."""
    frame = labelled(reported.silence(for_reader().reporting(selection)), "country").sort(az("label"), "source")
    if frame.is_empty():
        st.info("Nobody has reported in this selection.")
        return
    sources = for_reader().source_names()
    silent = frame.filter(pl.col("silent") >= LONG)
    show(
        Card(
            key=key,
            title="Reporters A–Z, and how long each has been silent",
            unit="months",
            drawn=Drawn(
                None,
                f"{silent.height} of {frame.height} reporters by source have been silent for {LONG} months or more.",
            ),
            table=frame.select(
                pl.col("label").alias("Reporter"),
                pl.col("source").replace(sources).alias("Source"),
                pl.col("last").replace("", "never").alias("Last month reported"),
                pl.col("silent").alias("Months silent"),
                pl.col("gaps").alias("Months missing before"),
                pl.col("basis").alias("Basis"),
            ),
            codes=coded(frame, country="code", source="source"),
            selection=of_reporters(selection),
            caution=INFERRED + " Silence is counted up to the last month of the source.",
        )
    )


def never_card(selection: Selection) -> None:
    """Countries and territories without a single record or declaration."""
    asked = selection.values("country")
    names = reference.names("places")
    heard = set(for_reader().reporting(selection)["country"].to_list())
    never = sorted((n for c, n in names.items() if c not in heard and (not asked or c in asked)), key=key)
    with st.expander(f"{len(never)} countries and territories without any record"):
        st.markdown(", ".join(never) + ".")
