"""Who reported, and how much of each kind of unit: the cards that keep a reader from being misled."""

import polars as pl

from analysis import coverage as reported
from charts import coverage, shares, trend
from charts.drawn import Drawn
from data_access.answers import Answers
from data_access.cube.filters import of_reporters
from data_access.reference import tables as reference
from domain.collation import az, key
from domain.selection import Selection
from reports.card import Card, Metric, Metrics, Report, Text
from reports.studio import Studio
from reports.tables import coded, worded
from reports.wording import labelled

FINER = {"m49": "m49-sub"}
"""Continents hide who is silent inside them: coverage is shown by the scheme one step finer, where there is one."""
INFERRED = "Inferred: a year without a single record is taken as not reported. It may be a true zero."


def coverage_card(studio: Studio, selection: Selection, *, key: str) -> Report:
    """Country by country: who has records for which year. Inferred until reporters declare."""
    words = studio.words
    frame = reported.strip(studio.answers.coverage(selection))
    if frame.is_empty():
        return ()
    frame = labelled(frame, "country").sort(az("label"), "year")
    return (
        Card(
            key=key,
            title="Coverage: who has records for which year (inferred)",
            unit="records",
            drawn=Drawn(
                coverage.coverage_strip(frame, words=words, theme=studio.theme, unit="records"),
                coverage.describe(frame, words=words, unit="records"),
            ),
            table=worded(frame, "Reporter"),
            codes=coded(frame, country="code", year="year"),
            selection=of_reporters(selection),
            caution=INFERRED,
        ),
    )


def region_coverage_card(studio: Studio, selection: Selection, *, key: str) -> Report:
    """Sub-region by sub-region: how many of its countries and territories have records. Whole in a glance."""
    words, unit = studio.words, "countries and territories have records"
    scheme = FINER.get(selection.scheme, selection.scheme)
    frame = reported.by_region(studio.answers.coverage(selection), reference.membership(scheme))
    if frame.is_empty():
        return ()
    frame = labelled(frame, "region", scheme).sort(az("label"), "year")
    every = labelled(reported.strip(studio.answers.coverage(selection)), "country").sort(az("label"), "year")
    return (
        Card(
            key=key,
            title="Coverage: how many countries and territories have records (inferred)",
            unit=unit,
            drawn=Drawn(
                shares.share_strip(frame, words=words, theme=studio.theme, unit=unit),
                shares.describe(frame, words=words, unit=unit),
            ),
            table=worded(every, "Reporter"),
            codes=coded(every, country="code", year="year"),
            selection=of_reporters(selection),
            caution=INFERRED + " The table lists every reporter.",
        ),
    )


LONG = 12
"""Months of silence from which a reporter is counted as silent (our rule, printed with the figure)."""


def silence_headline(studio: Studio, selection: Selection) -> Report:
    """Reporters, those heard from in the last year of the data, those silent longer, and how much is declared."""
    words = studio.words
    frame = studio.answers.reporting(selection)
    best = reported.silence(frame).group_by("country").agg(pl.col("silent").min())
    silent = best.filter(pl.col("silent") >= LONG).height
    own = frame.filter(pl.col("basis") == "declared").height
    share = own / frame.height if frame.height else None
    metrics = (
        Metric(label="Reporters", value=words.number(best.height), help="With at least one record or declaration."),
        Metric(label="Reported in the last year", value=words.number(best.height - silent)),
        Metric(label="Silent for a year", value=words.number(silent), help=f"No report for {LONG} months or more."),
        Metric(label="Months declared", value=words.percent(share), help="The rest is inferred from the records."),
    )
    return (Metrics(metrics),)


def reporters_card(studio: Studio, selection: Selection, *, key: str) -> Report:
    """How many countries and territories reported in each month."""
    words, unit = studio.words, "countries and territories reporting"
    frame = reported.reporters_by_month(studio.answers.reporting(selection))
    return (
        Card(
            key=key,
            title="Countries and territories that reported, by month",
            unit=unit,
            drawn=Drawn(
                trend.trend(frame, words=words, theme=studio.theme, unit=unit),
                trend.describe(frame, words=words, unit=unit),
            ),
            table=frame.select(pl.col("period").alias("Month"), pl.col("value").cast(pl.Int64).alias("Reporters")),
            codes=coded(frame, month="period"),
            selection=of_reporters(selection),
            caution="Inferred by whole years where nobody declared: steps in January are the rule, not an event.",
        ),
    )


def silence_card(answers: Answers, selection: Selection, *, key: str) -> Report:
    """Every reporter with its last month, the length of its silence and its gaps."""
    frame = labelled(reported.silence(answers.reporting(selection)), "country").sort(az("label"), "source")
    if frame.is_empty():
        return (Text("Nobody has reported in this selection.", "info"),)
    sources = answers.source_names()
    silent = frame.filter(pl.col("silent") >= LONG)
    return (
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
        ),
    )


def never_reported(answers: Answers, selection: Selection) -> list[str]:
    """The names of countries and territories without a single record or declaration, A–Z."""
    asked = selection.values("country")
    names = reference.names("places")
    heard = set(answers.reporting(selection)["country"].to_list())
    return sorted((n for c, n in names.items() if c not in heard and (not asked or c in asked)), key=key)
