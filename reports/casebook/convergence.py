"""Which crimes, and which kinds of group, come with which goods: matrices of proven cases, each cell with its n."""

import polars as pl

from charts.matrix import matrix
from domain.cases.dimensions import CASE_DIMENSIONS
from domain.cases.selection import CaseSelection
from domain.question import Question
from domain.words import Words
from reports.card import Card, Column, Report, Text, number
from reports.casebook.counted import UNIT, caution
from reports.casebook.wording import code_names
from reports.studio import Studio

ROWS = ("goods_group", "goods")
"""What stands in the rows: groups of goods by default."""


def report(studio: Studio, question: Question) -> Report:
    """The page; option `rows`: goods or goods_group."""
    rows = question.own("rows")
    return convergence(studio, question.cases, rows if rows in ROWS else ROWS[0])


def convergence(studio: Studio, selection: CaseSelection, rows: str) -> Report:
    """How many cases count, and both matrices; nothing where none does."""
    words = studio.words
    total = studio.answers.cases.matrix(selection, rows, "group_kind").total
    if not total:
        return (Text(words.t("No proven case counts in these matrices under these filters."), "info"),)
    said = words.n(
        "{n} proven case counts here: a conviction or plea stands, the judgment itself establishes the organised "
        "group, and its goods are confirmed.",
        "{n} proven cases count here: a conviction or plea stands, the judgment itself establishes the organised "
        "group, and their goods are confirmed.",
        total,
    )
    return (
        Text(said),
        *matrix_card(studio, selection, rows, "linked_crime"),
        *matrix_card(studio, selection, rows, "group_kind"),
    )


def matrix_card(studio: Studio, selection: CaseSelection, rows: str, columns: str) -> Report:
    """One matrix. Of linked crimes the table says by which standard each stands."""
    words, found = studio.words, studio.answers.cases.matrix(selection, rows, columns)
    if not found.total:
        return ()
    cells = _cells(found.frame, rows, columns, words)
    named = {d: words.t(CASE_DIMENSIONS[d].label) for d in (rows, columns)}
    inside = {d: words.t(CASE_DIMENSIONS[d].inside) for d in (rows, columns)}
    note = words.n(
        "n = {n} proven case; a case stands in each cell that it belongs to: cells do not add up",
        "n = {n} proven cases; a case stands in each cell that it belongs to: cells do not add up",
        found.total,
    )
    drawn = matrix(
        cells,
        words=words,
        theme=studio.theme,
        unit=words.t("proven cases"),
        rows=named[rows],
        columns=named[columns],
    )
    return (
        Card(
            key=f"convergence_{columns}",
            title=words.t("{rows} by {columns}", rows=named[rows], columns=inside[columns]),
            unit=words.t(UNIT),
            drawn=drawn,
            table=_table(found.frame, rows, columns, words),
            columns=_columns(words, named, rows, columns),
            selection=selection,
            caution=caution(words),
            note=note,
            filters=f"{rows},{columns}",
            scrolls=True,
        ),
    )


def _cells(frame: pl.DataFrame, rows: str, columns: str, words: Words) -> pl.DataFrame:
    """row, column, row_code, column_code, value: a case has one standard for a crime, so that cells may be summed."""
    names = {d: code_names(d, words) for d in (rows, columns)}
    whole = frame.group_by(rows, columns).agg(pl.col("n").sum()).sort(rows, columns)
    label = {d: pl.col(d).replace_strict(names[d], default=pl.col(d), return_dtype=pl.String) for d in (rows, columns)}
    return whole.select(
        label[rows].alias("row"),
        label[columns].alias("column"),
        pl.col(rows).alias("row_code"),
        pl.col(columns).alias("column_code"),
        pl.col("n").cast(pl.Float64).alias("value"),
    )


def _table(frame: pl.DataFrame, rows: str, columns: str, words: Words) -> pl.DataFrame:
    order = [rows, columns, *(c for c in ("crime_standard",) if c in frame.columns)]
    named = [
        pl.col(d).replace_strict(code_names(d, words), default=pl.col(d), return_dtype=pl.String).alias(d)
        for d in order
    ]
    return frame.select(*named, "n").sort(order)


def _columns(words: Words, named: dict[str, str], rows: str, columns: str) -> dict[str, Column]:
    return {
        rows: Column(named[rows]),
        columns: Column(named[columns]),
        "crime_standard": Column(words.t("How the crime stands in these cases")),
        "n": number(words.t("Cases")),
    }
