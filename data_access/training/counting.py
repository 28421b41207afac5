"""Courses and participants counted by dimensions: a course stands once in each row it belongs to; rows may overlap."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from data_access.entries.codes import NONE, check
from data_access.entries.ledger import some_code
from data_access.reference import tables as reference
from data_access.training.frames import KEY, Courses
from domain.training.dimensions import PARTICIPANTS, TRAINING_MEASURES
from domain.training.frames import TRAINING_COUNT_SCHEMA
from domain.training.selection import TrainingSelection


@dataclass(frozen=True, eq=False)
class TrainingCounts:
    """`frame`: the dimensions asked (text, '' for what is not stated), then TRAINING_COUNT_SCHEMA; sorted by the
    dimensions. `total`: the courses behind it, each once. `overlapping`: whether some stand in several rows.
    """

    frame: pl.DataFrame
    total: int
    overlapping: bool


def selected(courses: Courses, selection: TrainingSelection) -> pl.DataFrame:
    """The courses of a selection (COURSE_SCHEMA), newest first. Raises UsageError for codes that do not exist."""
    found = courses.ledger.selected(selection)
    if all(selection.values(one) for one in PARTICIPANTS):
        found = found.join(groups(courses, selection), on=KEY, how="semi", maintain_order="left")
    return found


def groups(courses: Courses, selection: TrainingSelection) -> pl.DataFrame:
    """The groups of participants (GROUP_SCHEMA) that pass the filters on who took part."""
    found = courses.groups
    for dimension in PARTICIPANTS:
        if asked := selection.values(dimension):
            found = found.filter(pl.col(dimension).is_in(list(asked)))
    if asked := selection.values("region"):
        inside = reference.membership(selection.scheme).filter(pl.col("region").is_in(list(asked)))["country"]
        found = found.filter(pl.col("country").is_in(inside.unique().to_list()))
    return found


def counts(courses: Courses, selection: TrainingSelection, measure: str, by: Sequence[str]) -> TrainingCounts:
    """A measure of the courses of a selection. Raises UsageError for what cannot be asked.

    Participants are those of the groups that pass the filters, and of the row; a region has all of its countries.
    """
    check(TrainingSelection, TRAINING_MEASURES, measure, by)
    chosen, people = selected(courses, selection), bool(TRAINING_MEASURES[measure].column)
    table = _unfolded(courses, chosen, selection, by)
    whole = chosen.height
    of_course = table.group_by(KEY, *by).agg(
        people=pl.when(pl.col("participants").is_not_null().any()).then(pl.col("participants").sum())
    )
    figure = pl.col("people").cast(pl.Float64) if people else pl.lit(1.0)
    of_course = of_course.with_columns(value=figure)
    told = pl.col("value").is_not_null().sum()
    total = pl.when(told > 0).then(pl.col("value").sum())
    sums = {"value": total, "n": told.cast(pl.Int64), "courses": pl.len().cast(pl.Int64)}
    frame = of_course.group_by(list(by)).agg(**sums).sort(list(by)) if by else of_course.select(**sums)
    frame = frame.select(*by, *TRAINING_COUNT_SCHEMA)
    return TrainingCounts(frame, whole, bool(by) and frame["courses"].sum() > whole)


def _unfolded(courses: Courses, chosen: pl.DataFrame, selection: TrainingSelection, by: Sequence[str]) -> pl.DataFrame:
    """course_id, the dimensions and the participants of each group; a group stands in each of its rows."""
    own = [d for d in by if d not in (*PARTICIPANTS, "region")]
    table = chosen.select(KEY).join(courses.ledger.codes.select(KEY, *own), on=KEY, maintain_order="left")
    for dimension in own:
        if dimension in courses.ledger.lists:
            table = table.with_columns(some_code(dimension)).explode(dimension)
    taking = groups(courses, selection)
    if "region" in by:
        members = reference.membership(selection.scheme)
        if asked := selection.values("region"):
            members = members.filter(pl.col("region").is_in(list(asked)))
        taking = taking.join(members, on="country", how="left")
    table = table.join(taking, on=KEY, how="left", maintain_order="left")
    dimensions = [pl.col(d).fill_null(NONE) for d in by]
    return table.select(KEY, *dimensions, "participants")
