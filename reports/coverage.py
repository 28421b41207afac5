"""Who reported, and how much of each kind of unit: the cards that keep a reader from being misled."""

import polars as pl

from analysis import coverage as reported
from charts.drawn import Drawn
from charts.time.coverage import coverage_strip
from charts.time.shares import share_strip
from charts.time.trend import trend
from data_access.answers import Answers
from data_access.cube.filters import of_reporters
from data_access.reference import tables as reference
from domain.collation import az, key
from domain.messages import N_
from domain.selection import Selection
from reports.card import Card, Column, Metric, Metrics, Report, Text
from reports.studio import Studio
from reports.tables import coded, worded, worded_columns
from reports.wording import labelled

FINER = {"m49": "m49-sub"}
"""Continents hide who is silent inside them: coverage is shown by the scheme one step finer, where there is one."""
INFERRED = N_("Inferred: a year without a single record is taken as not reported. It may be a true zero.")


def coverage_card(studio: Studio, selection: Selection, *, key: str) -> Report:
    """Country by country: who has records for which year. Inferred until reporters declare."""
    words, unit = studio.words, studio.words.t("records")
    frame = reported.strip(studio.answers.coverage(selection))
    if frame.is_empty():
        return ()
    frame = labelled(frame, "country", words).sort(az("label"), "year")
    return (
        Card(
            key=key,
            title=words.t("Coverage: who has records for which year (inferred)"),
            unit=unit,
            drawn=coverage_strip(frame, words=words, theme=studio.theme, unit=unit),
            table=worded(frame, words),
            columns=worded_columns(words, words.t("Reporter")),
            codes=coded(frame, country="code", year="year"),
            selection=of_reporters(selection),
            caution=words.t(INFERRED),
        ),
    )


def region_coverage_card(studio: Studio, selection: Selection, *, key: str) -> Report:
    """Sub-region by sub-region: how many of its countries and territories have records. Whole in a glance."""
    words, have_records = studio.words, studio.words.t("countries and territories have records")
    scheme = FINER.get(selection.scheme, selection.scheme)
    frame = reported.by_region(studio.answers.coverage(selection), reference.membership(scheme))
    if frame.is_empty():
        return ()
    frame = labelled(frame, "region", words, scheme).sort(az("label"), "year")
    every = reported.strip(studio.answers.coverage(selection))
    every = labelled(every, "country", words).sort(az("label"), "year")
    return (
        Card(
            key=key,
            title=words.t("Coverage: who has records, by region (inferred)"),
            unit=words.t("countries and territories with records"),
            drawn=share_strip(frame, words=words, theme=studio.theme, unit=have_records),
            table=worded(every, words),
            columns=worded_columns(words, words.t("Reporter")),
            codes=coded(every, country="code", year="year"),
            selection=of_reporters(selection),
            caution=" ".join([words.t(INFERRED), words.t("The table lists every reporter.")]),
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
        Metric(
            label=words.t("Reporters"),
            value=words.number(best.height),
            note=words.t("With at least one record or declaration."),
        ),
        Metric(label=words.t("Reported in the last year"), value=words.number(best.height - silent)),
        Metric(
            label=words.t("Silent for a year"),
            value=words.number(silent),
            note=words.t("No report for {n} months or more.", n=LONG),
        ),
        Metric(
            label=words.t("Months declared"),
            value=words.percent(share),
            note=words.t("The rest is inferred from the records."),
        ),
    )
    return (Metrics(metrics),)


def reporters_card(studio: Studio, selection: Selection, *, key: str) -> Report:
    """How many countries and territories reported in each month."""
    words, unit = studio.words, studio.words.t("countries and territories reporting")
    frame = reported.reporters_by_month(studio.answers.reporting(selection))
    return (
        Card(
            key=key,
            title=words.t("Countries and territories that reported, by month"),
            unit=unit,
            drawn=trend(frame, words=words, theme=studio.theme, unit=unit),
            table=frame.select("period", pl.col("value").cast(pl.Int64)),
            columns={"period": Column(words.t("Month")), "value": Column(words.t("Reporters"))},
            codes=coded(frame, month="period"),
            selection=of_reporters(selection),
            caution=words.t(
                "Inferred by whole years where nobody declared: steps in January are the rule, not an event."
            ),
        ),
    )


_BASES = {"declared": N_("declared"), "inferred": N_("inferred")}
"""How it is known that somebody reported (data_access.cube.reporting)."""


def silence_card(studio: Studio, selection: Selection, *, key: str) -> Report:
    """Every reporter with its last month, the length of its silence and its gaps."""
    words, answers = studio.words, studio.answers
    frame = reported.silence(answers.reporting(selection))
    frame = labelled(frame, "country", words).sort(az("label"), "source")
    if frame.is_empty():
        return (Text(words.t("Nobody has reported in this selection."), "info"),)
    silent = frame.filter(pl.col("silent") >= LONG)
    counting = words.t("Silence is counted up to the last month of the source.")
    return (
        Card(
            key=key,
            title=words.t("Reporters A–Z, and how long each has been silent"),
            unit=words.t("months"),
            drawn=Drawn(
                None,
                words.n(
                    "{silent} of {n} reporter by source have been silent for {months} months or more.",
                    "{silent} of {n} reporters by source have been silent for {months} months or more.",
                    frame.height,
                    silent=silent.height,
                    months=LONG,
                ),
            ),
            table=frame.select(
                "label",
                pl.col("last").replace("", words.t("never")),
                "silent",
                "gaps",
                pl.col("basis").replace({basis: words.t(label) for basis, label in _BASES.items()}),
                pl.col("source").replace(answers.source_names()),
            ),
            columns={
                "label": Column(words.t("Reporter"), width=NAME, pinned=True),
                "last": _short(words.t("Last month reported"), words.t("Last")),
                "silent": _short(words.t("Months silent"), words.t("Silent")),
                "gaps": _short(words.t("Months missing before"), words.t("Missing")),
                "basis": Column(words.t("Basis"), width=80),
                "source": Column(words.t("Source")),
            },
            codes=coded(frame, country="code", source="source"),
            selection=of_reporters(selection),
            caution=f"{words.t(INFERRED)} {counting}",
        ),
    )


NAME, FIGURE = 128, 76
"""Pixels of a reporter's name and of what stands beside it: three columns fit a phone."""


def _short(label: str, short: str) -> Column:
    """A column whose whole heading stands in its help, and in files."""
    return Column(label, short=short, help=label, width=FIGURE)


def absent_card(studio: Studio, selection: Selection, year: str, *, key: str) -> Report:
    """Who did not report in a year, of those with reports of other years; the nearest of these in the row."""
    words = studio.words
    reporting = studio.answers.reporting(selection)
    frame = labelled(reported.absent(reporting, year), "country", words).sort(az("label"))
    every = reporting["country"].n_unique()
    if frame.is_empty():
        return (Text(words.t("Everybody who ever reported here did so in {year}.", year=year), "info"),)
    said = words.n(
        "{n} of {all} reporters has no report of {year}.",
        "{n} of {all} reporters have no report of {year}.",
        frame.height,
        all=every,
        year=year,
    )
    return (
        Card(
            key=key,
            title=words.t("Who did not report in {year}", year=year),
            unit=words.t("countries and territories"),
            drawn=Drawn(None, said),
            table=frame.select(
                "label",
                pl.col("before").replace("", words.t("never")),
                pl.col("after").replace("", words.t("not yet")),
            ),
            columns={
                "label": Column(words.t("Reporter"), width=NAME, pinned=True),
                "before": _short(words.t("Last year reported before"), words.t("Before")),
                "after": _short(words.t("Next year reported"), words.t("After")),
            },
            codes=coded(frame, country="code"),
            selection=of_reporters(selection),
            note=said,
            caution=words.t(INFERRED),
        ),
    )


def never_reported(answers: Answers, selection: Selection) -> list[str]:
    """The names of countries and territories without a single record or declaration, A–Z."""
    wanted = selection.values("country")
    names = reference.names("places")
    heard = set(answers.reporting(selection)["country"].to_list())
    return sorted((n for c, n in names.items() if c not in heard and (not wanted or c in wanted)), key=key)
