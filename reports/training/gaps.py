"""Where many seizures are reported, or routes lead, and no course is recorded: a question, A–Z, never a ranking."""

from dataclasses import dataclass

import polars as pl

from charts.drawn import Drawn
from data_access.reference import tables as reference
from domain.collation import az
from domain.messages import N_
from domain.selection import Selection
from domain.training.selection import TrainingSelection
from domain.words import Words
from reports.card import Card, Column, Report, number
from reports.studio import Studio
from reports.titles import subject
from reports.training.wording import caution

ENDS = ("departure", "destination")
_PASSED = ("goods", "goods_group", "country", "region")
_SAID = N_(
    "A question, not a finding: training may have been held and not entered here. Reported seizures show what was "
    "found and reported, so that a place that reports little is missing from this list too. A–Z."
)


@dataclass(frozen=True, eq=False)
class Gaps:
    """`frame`: country, label, seizures, years, named, A–Z: places without a course. `many`: from how many seizures on,
    `places`: how many such places there are in all, `reporters`: with any reported seizure, `of`: years looked at.
    """

    frame: pl.DataFrame
    many: float
    places: int
    reporters: int
    of: int


def asked_of_seizures(selection: TrainingSelection) -> Selection:
    """The same goods, places and period, asked of seizures."""
    where = tuple((key, values) for key, values in selection.where if key in _PASSED)
    where = tuple((key, tuple(v for v in values if v)) for key, values in where)
    return Selection(
        where=tuple(pair for pair in where if pair[1]),
        start=selection.start,
        end=selection.end,
        scheme=selection.scheme,
    )


def found(studio: Studio, selection: TrainingSelection) -> Gaps | None:
    """The places of a selection with many reported seizures, or much named on routes, and no course recorded.

    Many: as many as the median place with any. Null without seizures.
    """
    seizures, answers = asked_of_seizures(selection), studio.answers
    by_year = answers.seizures(seizures, "country", "year").filter(pl.col("value") > 0)
    if by_year.is_empty():
        return None
    reported = by_year.group_by("country").agg(pl.col("value").sum().alias("seizures"), years=pl.col("year").n_unique())
    many = float(reported["seizures"].median() or 0.0)  # type: ignore[arg-type]
    known = reference.names("places")
    named = pl.concat(
        [answers.seizures(seizures, end).select(pl.col(end).alias("country"), "value") for end in ENDS]
    ).filter(pl.col("value") > 0, pl.col("country").is_in(list(known)))
    named = named.group_by("country").agg(pl.col("value").sum().alias("named"))
    often = float(named["named"].median() or 0.0) if named.height else 0.0  # type: ignore[arg-type]
    rows = reported.join(named, on="country", how="full", coalesce=True)
    asked = rows.filter((pl.col("seizures") >= many) | (pl.col("named") >= often))
    if places := answers.places_asked(seizures):
        asked = asked.filter(pl.col("country").is_in(list(places)))
    courses = answers.training.counts(_courses(selection), by=("country",)).frame["country"]
    label = pl.col("country").replace_strict(known, default=pl.col("country"), return_dtype=pl.String)
    without = asked.filter(~pl.col("country").is_in(courses.to_list())).with_columns(label=label).sort(az("label"))
    frame = without.select("country", "label", "seizures", pl.col("years").cast(pl.Int64), "named")
    return Gaps(frame, many, asked.height, reported.height, by_year["year"].n_unique())


def _courses(selection: TrainingSelection) -> TrainingSelection:
    """The courses that would fill a gap: on these goods, or on none in particular, at any time and of any kind."""
    where = []
    for key, values in selection.where:
        if key in ("goods", "goods_group"):
            where.append((key, (*values, "")))
        elif key in ("country", "region"):
            where.append((key, values))
    return TrainingSelection(where=tuple(where), scheme=selection.scheme)


def gaps(studio: Studio, selection: TrainingSelection) -> Report:
    """The question as a card; nothing without seizures, or without any course at all."""
    if studio.answers.training.listed(TrainingSelection()).is_empty():
        return ()
    asked = found(studio, selection)
    if asked is None:
        return ()
    words = studio.words
    untold = studio.answers.training.counts(_courses(selection).having("country", ("",))).total
    what = subject(asked_of_seizures(selection), words, begins=False)
    finding = words.t(
        "{n} of {all} places with many reported seizures, or often named on reported routes, have no course recorded.",
        n=asked.frame.height,
        all=asked.places,
    )
    note = [
        finding.rstrip("."),
        words.t("Many: at least {n} reported seizures ({what}), the median of {all} places", **_many(asked, what)),
        words.t("courses on these goods or on none in particular, at any time"),
        words.n("{n} course does not tell its countries", "{n} courses do not tell their countries", untold)
        if untold
        else "",
    ]
    return (
        Card(
            key="training_gaps",
            title=words.t("Where is no course recorded?"),
            unit=words.t("countries and territories"),
            drawn=Drawn(None, finding),
            table=asked.frame.select(
                "label", pl.col("seizures").cast(pl.Int64), "years", pl.col("named").cast(pl.Int64)
            ),
            columns=_columns(words, asked.of),
            selection=selection,
            caution=" ".join([words.t(_SAID), caution(words)]),
            note=" · ".join(filter(None, note)),
        ),
    )


def _many(asked: Gaps, what: str) -> dict[str, object]:
    return {"n": round(asked.many), "what": what, "all": asked.reporters}


def _columns(words: Words, years: int) -> dict[str, Column]:
    return {
        "label": Column(words.t("Country or territory")),
        "seizures": number(words.t("Reported seizures there")),
        "years": Column(words.t("Years with reported seizures, of {n}", n=str(years))),
        "named": number(words.t("Reported seizures that name it as departure or destination")),
    }
