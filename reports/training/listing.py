"""Training as a page: figures, where participants came from, by kind of agency and level, the list of courses."""

from typing import Any

import polars as pl

from charts.bars import bars
from charts.drawn import Drawn
from charts.maps.named import named_map
from data_access.reference import tables as reference
from data_access.training.counting import TrainingCounts
from domain.cells import CellState
from domain.collation import az
from domain.question import Question
from domain.training.dimensions import TRAINING_DIMENSIONS, TRAINING_MEASURES
from domain.training.selection import TrainingSelection
from domain.training.vocabulary import KINDS, LEVELS
from domain.words import Words
from reports.card import Card, Column, Entry, Metric, Metrics, Report, Text, Way, number
from reports.operations.dates import dates
from reports.studio import Studio
from reports.training.gaps import gaps
from reports.training.prepared import prepared
from reports.training.rows import columns, table, taking_part
from reports.training.wording import EMPTY, INVENTED, UNIT, caution, code_names

SIZE = 10
"""Courses of one page of the list."""
_TOP = 12


def report(studio: Studio, question: Question) -> Report:
    """Everything the page shows; option `page`: of the list."""
    selection = question.training
    if studio.answers.training.listed(selection).is_empty():
        return nothing(studio, selection)
    text = question.own("page")
    page = int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1
    return (
        *figures(studio, selection),
        *where(studio, selection),
        *of_whom(studio, selection),
        *gaps(studio, selection),
        *prepared(studio, selection),
        *entries(studio, selection, page),
    )


def nothing(studio: Studio, selection: TrainingSelection) -> Report:
    """Said where no course is left, or none was ever recorded: then how to fill the page."""
    words = studio.words
    if studio.answers.training.listed(TrainingSelection()).is_empty():
        return (Text(words.t(EMPTY), "info"),)
    return (Text(words.t("No course recorded here fits these filters. Leave one out, or choose another."), "info"),)


def figures(studio: Studio, selection: TrainingSelection) -> Report:
    """How many courses, participants and countries, each with how many courses tell it."""
    words, training = studio.words, studio.answers.training
    found, people = training.listed(selection), training.counts(selection, "training_participants")
    groups = training.groups(selection)
    told = int(people.frame["n"].sum())
    total = people.frame["value"].drop_nulls()
    named = groups.filter(pl.col("country") != "")
    naming, places = named["course_id"].n_unique(), named["country"].n_unique()
    shown = (
        Metric(label=words.t("Courses recorded"), value=words.number(found.height), note=_years(found, words)),
        Metric(
            label=words.t("Participants"),
            value=words.number(int(total.sum())) if len(total) else "–",
            note=words.t("of the {n} of {all} courses that state a number", n=told, all=found.height),
        ),
        Metric(
            label=words.t("Countries and territories of participants"),
            value=words.number(places),
            note=words.t("named by {n} of {all} courses", n=naming, all=found.height),
            part=naming / found.height if found.height else None,
        ),
        Metric(
            label=words.t("Academies"),
            value=words.number(found.filter(pl.col("academy") != "")["academy"].n_unique()),
            note=words.t("named by {n} of {all} courses", n=(found["academy"] != "").sum(), all=found.height),
        ),
    )
    invented = (Text(words.t(INVENTED), "info"),) if found["invented"].any() else ()
    return (*invented, Metrics(shown))


def _years(found: pl.DataFrame, words: Words) -> str:
    if found.is_empty():
        return ""
    first, last = str(found["year"].min()), str(found["year"].max())
    return words.t("{first}–{last}", first=first, last=last) if first != last else first


def _labelled(counts: TrainingCounts, dimension: str, words: Words) -> pl.DataFrame:
    names = code_names(dimension, words)
    return counts.frame.select(
        pl.col(dimension).alias("code"),
        pl.col(dimension).replace_strict(names, default=pl.col(dimension), return_dtype=pl.String).alias("label"),
        "value",
        "n",
        "courses",
        pl.when(pl.col("value").is_null())
        .then(pl.lit(CellState.NOT_REPORTED.value))
        .otherwise(pl.lit(CellState.VALUE.value))
        .alias("state"),
        (pl.col(dimension) == "").alias("quiet"),
    )


def where(studio: Studio, selection: TrainingSelection) -> Report:
    """In how many courses each country or territory took part: a map without states, as most have none recorded."""
    words = studio.words
    counts = studio.answers.training.counts(selection, by=("country",))
    people = studio.answers.training.counts(selection, "training_participants", ("country",)).frame
    frame = _labelled(counts, "country", words).filter(~pl.col("quiet")).sort(az("label"))
    if frame.is_empty():
        return ()
    rows = frame.join(people.select(code="country", persons="value"), on="code", how="left", maintain_order="left")
    unnamed = (
        counts.total - studio.answers.training.groups(selection).filter(pl.col("country") != "")["course_id"].n_unique()
    )
    others = words.n("{n} course names no country", "{n} courses name no country", unnamed) if unnamed else ""
    circles = frame.select("code", "label", "value", "state")
    return (
        Card(
            key="training_map",
            title=words.t("Countries and territories that took part"),
            unit=words.t(UNIT),
            drawn=named_map(circles, reference.places(), words=words, theme=studio.theme, unit=words.t(UNIT)),
            table=rows.select("label", pl.col("courses"), pl.col("persons").cast(pl.Int64)),
            columns={
                "label": Column(words.t("Country or territory")),
                "courses": number(words.t("Courses")),
                "persons": number(words.t("Participants, where told")),
            },
            codes=frame.select(pl.col("code").alias("country")),
            selection=selection,
            caution=caution(words),
            note=" · ".join(filter(None, [words.t("A place without a circle has no course recorded here"), others])),
            is_map=True,
            filters="country",
            phone=0.58,
            key_in_words=words.t("● area of a circle: {unit}", unit=words.t(UNIT)),
        ),
    )


def of_whom(studio: Studio, selection: TrainingSelection) -> Report:
    """Participants by kind of agency, and courses by level: in the order of the lists, no ranking."""
    words = studio.words
    return (
        *_bars(studio, selection, "agency", "training_participants", words.t("Participants by kind of agency")),
        *_bars(studio, selection, "level", "training", words.t("Courses by level")),
    )


def _bars(studio: Studio, selection: TrainingSelection, dimension: str, measure: str, title: str) -> Report:
    words = studio.words
    counts = studio.answers.training.counts(selection, measure, (dimension,))
    unit = words.t(TRAINING_MEASURES[measure].counting_unit)
    listed = [*TRAINING_DIMENSIONS[dimension].codes, ""]
    order = pl.col("code").replace_strict({code: at for at, code in enumerate(listed)}, default=len(listed))
    frame = _labelled(counts, dimension, words).sort(order)
    if frame.is_empty():
        return ()
    note = words.t("a course may stand in several rows; {n} in all", n=counts.total) if counts.overlapping else ""
    return (
        Card(
            key=f"training_{dimension}",
            title=title,
            unit=unit,
            drawn=bars(frame.head(_TOP), words=words, theme=studio.theme, unit=unit, said=frame),
            table=frame.select("label", pl.col("value").cast(pl.Int64), "courses"),
            columns={
                "label": Column(words.t(TRAINING_DIMENSIONS[dimension].label)),
                "value": number(unit),
                "courses": number(words.t("Courses behind it")),
            },
            selection=selection,
            caution=caution(words),
            note=note,
            filters=dimension,
        ),
    )


def pages(n: int) -> int:
    """How many pages a list of n courses has."""
    return max(1, -(-n // SIZE))


def entries(studio: Studio, selection: TrainingSelection, page: int) -> Report:
    """One page of the list, with a table of all of them for files."""
    words, found = studio.words, studio.answers.training.listed(selection)
    if found.is_empty():
        return ()
    groups = studio.answers.training.groups(selection)
    first = SIZE * (min(max(page, 1), pages(found.height)) - 1)
    rows, who = found.slice(first, SIZE), taking_part(groups, words)
    span = words.t("{first}–{last} of {n}", first=first + 1, last=first + rows.height, n=found.height)
    order = words.t("newest first")
    listed = zip(rows.iter_rows(named=True), dates(rows, words), strict=True)
    return (
        Card(
            key="training_list",
            title=words.t("The courses"),
            unit=words.t(UNIT),
            drawn=Drawn(None, words.n("A list of {n} course.", "A list of {n} courses.", found.height)),
            table=table(found, groups, words),
            columns=columns(words),
            selection=selection,
            caution=caution(words),
            note=" · ".join([span, order]) if found.height > SIZE else order,
            entries=tuple(_entry(row, when, who.get(row["course_id"], ""), words) for row, when in listed),
        ),
    )


def _entry(row: dict[str, Any], when: str, who: str, words: Words) -> Entry:
    """A course in a list: what, when, by whom, who took part."""
    goods = [reference.names("goods").get(code, code) for code in row["goods"]]
    held = words.t("held by {names}", names=words.comma(row["organisers"]))
    place = reference.names("places").get(row["place"], "")
    facts = [when, words.t(KINDS[row["kind"]]), words.comma(goods), place, row["academy"], held]
    return Entry(
        title=row["title"],
        way=Way("course", Question(options=(("id", row["course_id"]),))),
        mark=words.t("Invented") if row["invented"] else words.t(LEVELS[row["level"]]),
        lines=tuple(filter(None, (" · ".join(filter(None, facts)), who, row["note"]))),
        quiet=row["invented"],
    )
