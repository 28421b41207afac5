"""The row of figures at the top of a page: how much, by whom, how sure; each says what it stands on."""

from collections.abc import Iterator

import polars as pl

from data_access.reference import tables as reference
from domain.cells import CellState
from domain.dimensions import NOT_KNOWN
from domain.messages import N_
from domain.question import Question
from domain.selection import Selection
from domain.units import UNIT_CLASSES
from domain.words import Words
from reports.card import Metric, Metrics, Report, Text, Way, records
from reports.changes import change_words, comparison
from reports.observed import asked_months, asked_years
from reports.overview.finding import finding
from reports.studio import Studio
from reports.wording import markdown_safe, may_belong

DECIDES = 0.5
"""A single place with more than this share of the seizures decides the totals."""
_FIELDS = {
    "departure": (N_("Departure known"), N_("of the seizures name the country that goods had left")),
    "mode": (N_("Transport mode known"), N_("of the seizures name how goods were moved")),
}
"""What a page of one place says of its records instead: how many name where goods came from, and how they went."""


def headline(studio: Studio, selection: Selection) -> Report:
    """Seizures, who reported them (of one place: what its records tell), what was weighed, and the change."""
    answers, words = studio.answers, studio.words
    yearly = answers.seizures(selection, "country", "year").filter(pl.col("value").is_not_null())
    found = comparison(answers, selection)
    change = change_words(found, reference.names("places"), words) if found else None
    metrics = [_seizures(studio, selection)]
    if len(selection.values("country")) == 1:
        metrics += [metric for field in _FIELDS for metric in _known(studio, selection, field)]
    else:
        metrics += [_places(studio, selection, yearly), *_concentrated(selection, yearly, words)]
    metrics += _weighed(studio, selection)
    if change:
        metrics.append(
            Metric(label=change.label, value=change.figure, note=change.note, way=Way("trends", _by_year(selection)))
        )
    more = may_belong(*answers.left_open(selection), words)
    rules = [words.unpacked(rule) for rule in answers.rules(selection)]
    notes = [more, *rules, change.sentence if change else ""]
    said = (Text(markdown_safe(note), "caption") for note in notes if note)
    return *finding(studio, selection), Metrics(tuple(metrics)), *said


def _seizures(studio: Studio, selection: Selection) -> Metric:
    """All seizures, by year, and in how many months there are any."""
    answers, words = studio.answers, studio.words
    by_year = answers.seizures(selection, "year", grid=True).filter(pl.col("year") != "")
    bars = by_year.select(pl.when(pl.col("state") != CellState.NOT_REPORTED).then("value")).to_series().to_list()
    first, last = answers.period(selection)
    asked = asked_months(answers, selection)
    known = answers.seizures(selection, "month").filter(pl.col("month").is_in(asked)).height
    total = words.number(answers.total(selection))
    least = answers.left_open(selection)[0] != 0
    period = words.t("{first} to {last}", first=words.month(first), last=words.month(last)) if first else ""
    months = words.n("records in {known} of {n} month", "records in {known} of {n} months", len(asked), known=known)
    return Metric(
        label=words.t("Reported seizures"),
        value=words.t("at least {n}", n=total) if least else total,
        note="; ".join(filter(None, [period, months if known else ""])),
        bars=tuple(bars) if 1 < len(bars) <= MOST_BARS else (),
        way=records(selection),
    )


def _by_year(selection: Selection) -> Question:
    """What a change is made of: every year beside the one before."""
    return Question(selection=selection, options=(("view", "change"),))


MOST_BARS = 12
"""More years have no room beside a figure."""


def _places(studio: Studio, selection: Selection, yearly: pl.DataFrame) -> Metric:
    """Countries and territories with records, of all that there are or are asked for."""
    words, asked = studio.words, studio.answers.places_asked(selection)
    places = reference.names("places")
    known = yearly.filter(pl.col("country").is_in(list(places)))
    by_year = dict(known.group_by("year").agg(pl.col("country").n_unique()).iter_rows())
    counts = [by_year.get(str(year), 0) for year in asked_years(studio.answers, selection)]
    heard = [count for count in counts if count]
    span = f"{min(heard)}–{max(heard)}" if heard and min(heard) < max(heard) else str(max(heard, default=0))
    return Metric(
        label=words.t("Places with records"),
        value=words.number(known["country"].n_unique()),
        unit=words.t("of {all}", all=len(asked or places)),
        note=words.t("{n} a year; the others are silent, not zero", n=span),
        bars=tuple(counts) if 1 < len(counts) <= MOST_BARS else (),
        way=Way("coverage", Question(selection=selection)),
    )


def _concentrated(selection: Selection, yearly: pl.DataFrame, words: Words) -> Iterator[Metric]:
    """How much a single place reported, with the years for which it has records."""
    sums = yearly.group_by("country").agg(pl.col("value").sum(), pl.col("year").n_unique().alias("years"))
    if sums.height < 2 or not (whole := float(sums["value"].sum())):
        return
    code, value, years = sums.sort("value", "country", descending=[True, False]).row(0)
    place = reference.names("places").get(code, words.t("a place that is not known"))
    share = value / whole
    said = words.n("{place}, with records for {n} year", "{place}, with records for {n} years", years, place=place)
    decides = words.t("{place}: it decides the totals", place=said) if share > DECIDES else said
    yield Metric(
        label=words.t("From a single place"),
        value=words.percent(share),
        note=decides,
        part=share,
        way=records(selection.having("country", (code,))),
    )


def _known(studio: Studio, selection: Selection, field: str) -> Iterator[Metric]:
    """The share of the seizures whose records tell a field."""
    words = studio.words
    frame = studio.answers.seizures(selection, field)
    whole = float(frame["value"].sum() or 0)
    if not whole:
        return
    reported = float(frame.filter(~pl.col(field).is_in(list(NOT_KNOWN[field])))["value"].sum() or 0)
    share, (label, note) = reported / whole, _FIELDS[field]
    way = Way("explorer", Question(selection=selection, by=(field,)))
    yield Metric(label=words.t(label), value=words.percent(share), note=words.t(note), part=share, way=way)


def _weighed(studio: Studio, selection: Selection) -> Iterator[Metric]:
    """The quantity in the kind of unit that most seizures report, and how much of it is a single seizure's."""
    words, frame = studio.words, studio.answers.quantities(selection)
    if frame.is_empty() or not frame["value"][0]:
        return
    row = frame.row(0, named=True)
    kind, share = UNIT_CLASSES[row["unit_class"]], row["largest"] / row["value"]
    note = words.n(
        "from {n} seizure",
        "from {n} seizures; the largest holds {share}",
        row["n_reported"],
        share=words.percent(share),
    )
    weighed = row["unit_class"] == "mass"
    label = words.t("Weighed") if weighed else words.t("Counted in {unit}", unit=words.t(kind.unit))
    unit = words.t(kind.unit) if weighed else ""
    way = records(selection, sort="largest", unit_class=row["unit_class"])
    yield Metric(label=label, value=words.short(row["value"]), unit=unit, note=note, part=share, way=way)
