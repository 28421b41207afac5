"""Training → operation → seizures → cases, each in its own unit: in the same period, never because of one another.

One row of figures and one table by year. Nothing is added, and no step is divided by another.
"""

from dataclasses import dataclass, replace

import polars as pl

from charts.drawn import Drawn
from data_access.reference import tables as reference
from domain.cases.selection import CaseSelection
from domain.messages import N_
from domain.operations.selection import OperationSelection
from domain.question import Question
from domain.selection import Selection
from domain.training.selection import TrainingSelection
from domain.words import Words
from reports.briefing.scope import places_and_goods
from reports.card import Asks, Card, Column, Metric, Metrics, Report, Text, Way, number, records
from reports.observed import asked_years
from reports.studio import Studio
from reports.wording import markdown_safe

SAID = N_(
    "Four things that were recorded of the same goods, places and years, each in its own unit. They stand in the same "
    "period; nothing here says that one followed from another. What nobody recorded is missing, not zero."
)
_UNITS = {
    "training": N_("Courses recorded"),
    "operations": N_("Closed operations announced"),
    "seizures": N_("Reported seizures"),
    "cases": N_("Proven cases, by year of judgment"),
}


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The same goods, places and period, asked of each of the four."""

    seizures: Selection
    training: TrainingSelection
    operations: OperationSelection
    cases: CaseSelection


def asked(studio: Studio, selection: Selection) -> Asked:
    """Of the filters of seizures. A country stands in each: of participants, of those who took part, in a case. Without
    a period it is that of the records of seizures, so that all four are of the same years.
    """
    years = asked_years(studio.answers, selection)
    first, last = (years[0], years[-1]) if years else (None, None)
    named = places_and_goods(selection)
    start, end = (selection.start or f"{first}-01", selection.end or f"{last}-12") if first else ("", "")
    dated = {"start": start, "end": end, "scheme": selection.scheme}
    return Asked(
        seizures=selection,
        training=TrainingSelection(where=named, **dated),
        operations=OperationSelection(where=named, **dated).counted(),
        cases=CaseSelection(where=named, scheme=selection.scheme, first=first, last=last),
    )


def report(studio: Studio, question: Question) -> Report:
    """Everything the page shows."""
    return (*figures(studio, question.selection), *by_year(studio, question.selection))


def figures(studio: Studio, selection: Selection) -> Report:
    """The four steps, each with its n, what it stands on, and the way to it."""
    four = asked(studio, selection)
    shown = (_training(studio, four), _operations(studio, four), _seizures(studio, four), _cases(studio, four))
    return (Metrics(shown), Text(markdown_safe(studio.words.t(SAID)), "caption"))


def _begun(found: pl.DataFrame, four: Asked) -> pl.DataFrame:
    """Those that are listed under a year of the period: one that only reaches into it stands under another year."""
    first, last = four.cases.first, four.cases.last
    return (
        found if first is None or last is None else found.filter(pl.col("year").cast(pl.Int64).is_between(first, last))
    )


def _metric(step: str, n: int, note: str, way: tuple[str, Asks], words: Words) -> Metric:
    return Metric(
        label=words.t(_UNITS[step]),
        value=words.number(n) if n else words.t("none recorded"),
        note=note,
        way=Way(*way) if n else None,
    )


def _training(studio: Studio, four: Asked) -> Metric:
    words, found = studio.words, _begun(studio.answers.training.listed(four.training), four)
    people = studio.answers.training.counts(four.training, "training_participants").frame
    note = words.t("{n} tell how many took part; others may have been held", n=int(people["n"].sum() or 0))
    way = ("training", Question(measure="training", training=four.training))
    return _metric("training", found.height, note, way, words)


def _operations(studio: Studio, four: Asked) -> Metric:
    words, found = studio.words, _begun(studio.answers.operations.listed(four.operations), four)
    named = found.filter(pl.col("countries_iso3") != "").height
    note = words.t("{n} of {all} name all who took part", n=named, all=found.height)
    way = ("operations", Question(measure="operations", operations=four.operations))
    return _metric("operations", found.height, note, way, words)


def _seizures(studio: Studio, four: Asked) -> Metric:
    words, answers, selection = studio.words, studio.answers, four.seizures
    places = answers.places_asked(selection) or tuple(reference.names("places"))
    heard = answers.seizures(selection, "country").filter(pl.col("value") > 0)
    reporting = heard.filter(pl.col("country").is_in(list(places))).height
    note = words.t("by {n} of {all} countries and territories; the others are silent", n=reporting, all=len(places))
    total = int(answers.total(selection))
    least = answers.left_open(selection)[0] != 0
    metric = _metric("seizures", total, note, ("records", records(selection).question), words)
    return replace(metric, value=words.t("at least {n}", n=total)) if least and total else metric


def _cases(studio: Studio, four: Asked) -> Metric:
    words, found = studio.words, studio.answers.cases.listed(four.cases)
    undated = studio.answers.cases.listed(replace(four.cases, first=None, last=None)).height - found.height
    note = words.t("chosen, no sample; judgments come years later; {n} outside these years", n=undated)
    return _metric("cases", found.height, note, ("cases", four.cases), words)


def by_year(studio: Studio, selection: Selection) -> Report:
    """The four by year, side by side: a table, as unlike units share no axis."""
    words, four = studio.words, asked(studio, selection)
    years = [str(year) for year in asked_years(studio.answers, selection)]
    frame = pl.DataFrame({"year": years}, schema={"year": pl.String})
    for step, counted in _yearly(studio, four).items():
        frame = frame.join(counted.rename({"n": step}), on="year", how="left", maintain_order="left")
    frame = frame.with_columns(pl.col(step).cast(pl.Int64) for step in _UNITS)
    if frame.is_empty():
        return ()
    said = words.n("A table of {n} year.", "A table of {n} years.", frame.height)
    return (
        Card(
            key="programme_years",
            title=words.t("In the same years"),
            unit=words.t("each in its own unit"),
            drawn=Drawn(None, said),
            table=frame,
            columns={"year": Column(words.t("Year")), **{s: number(words.t(unit)) for s, unit in _UNITS.items()}},
            selection=selection,
            caution=words.t(SAID),
            note=words.t("an empty cell: nothing was recorded, which is not zero"),
        ),
    )


def _yearly(studio: Studio, four: Asked) -> dict[str, pl.DataFrame]:
    """Step → year and n, of years with anything; seizures of zero stay zero where somebody reported so."""
    answers = studio.answers
    listed = {
        "training": _begun(answers.training.listed(four.training), four),
        "operations": _begun(answers.operations.listed(four.operations), four),
        "cases": answers.cases.listed(four.cases).rename({"judgment_year": "year"}),
    }
    found = {step: f.group_by(pl.col("year").cast(pl.String)).agg(pl.len().alias("n")) for step, f in listed.items()}
    seizures = answers.seizures(four.seizures, "year", grid=True).select("year", pl.col("value").alias("n"))
    order = ("training", "operations", "seizures", "cases")
    return {step: (found | {"seizures": seizures})[step] for step in order}
