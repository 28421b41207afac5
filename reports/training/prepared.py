"""Courses beside the operations that they prepared: in the same years or after, and nothing more is said."""

import polars as pl

from charts.drawn import Drawn
from domain.collation import az
from domain.messages import N_
from domain.operations.selection import OperationSelection
from domain.training.selection import TrainingSelection
from reports.card import Card, Column, Report, number
from reports.operations.dates import names
from reports.studio import Studio
from reports.training.wording import UNIT, caution

_SAID = N_(
    "An edition that began in the year of a course or later took place in the same period or after it: nothing here "
    "says that one led to the other. The page of an edition shows its results and the seizures that coincided with it."
)
_SHOWN = 6


def prepared(studio: Studio, selection: TrainingSelection) -> Report:
    """The series that courses name, with the editions since the first of these courses; nothing where none does."""
    words, found = studio.words, studio.answers.training.listed(selection).filter(pl.col("series") != "")
    if found.is_empty():
        return ()
    of_series = found.group_by("series").agg(
        courses=pl.len().cast(pl.Int64),
        participants=pl.when(pl.col("participants").is_not_null().any()).then(pl.col("participants").sum()),
        first=pl.col("year").min(),
        last=pl.col("year").max(),
    )
    known = set(studio.answers.operations.codes("series"))
    rows = []
    for row in of_series.sort(az("series")).iter_rows(named=True):
        since = _editions(studio, row["series"], row["first"]) if row["series"] in known else None
        listed = words.listed(names(since), _SHOWN) if since is not None and since.height else ""
        rows.append({**row, "editions": None if since is None else since.height, "names": listed})
    table = pl.DataFrame(rows, schema_overrides={"editions": pl.Int64, "names": pl.String})
    without = studio.answers.training.listed(selection).height - found.height
    return (
        Card(
            key="training_prepared",
            title=words.t("Courses, and the operations they prepared"),
            unit=words.t(UNIT),
            drawn=Drawn(None, words.n("A table of {n} series.", "A table of {n} series.", table.height)),
            table=table.select("series", "courses", "participants", "first", "last", "editions", "names"),
            columns={
                "series": Column(words.t("Series of operations"), width=180),
                "courses": number(words.t("Courses")),
                "participants": number(words.t("Participants, where told")),
                "first": Column(words.t("First course")),
                "last": Column(words.t("Last course")),
                "editions": number(words.t("Editions in the same years or after")),
                "names": Column(words.t("Which"), width=320),
            },
            selection=selection,
            caution=" ".join([words.t(_SAID), caution(words)]),
            note=words.n("{n} course names no series", "{n} courses name no series", without) if without else "",
        ),
    )


def _editions(studio: Studio, series: str, year: int) -> pl.DataFrame:
    """The editions of a series on goods from a year on, oldest first."""
    asked = OperationSelection(where=(("series", (series,)),), start=f"{year}-01").counted()
    return studio.answers.operations.listed(asked).reverse()
