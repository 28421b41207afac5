"""Cases counted by dimensions. A case is counted once in each row it belongs to, so that rows may overlap."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import polars as pl

from data_access.casebook.filtering import Casebook
from data_access.entries.codes import NONE, check
from domain.cases.dimensions import CASE_DIMENSIONS, CASE_MEASURES
from domain.cases.frames import COUNT_SCHEMA
from domain.cases.protection import PLACED, SENSITIVE_CRIMES, SENSITIVE_KINDS, refuse_terrorism_by_place
from domain.cases.selection import CaseSelection
from domain.errors import UsageError

COLUMNS = ("linked_crime", "group_kind")
"""What goods are crossed with in a matrix."""


@dataclass(frozen=True, eq=False)
class CaseCounts:
    """`frame`: the dimensions asked (text, '' for what is not documented), then COUNT_SCHEMA; sorted by the dimensions.

    `total`: the cases behind it, each once. `overlapping`: whether some case stands in several rows.
    """

    frame: pl.DataFrame
    total: int
    overlapping: bool


def counts(book: Casebook, selection: CaseSelection, measure: str, by: Sequence[str]) -> CaseCounts:
    """A measure of the cases of a selection by up to three dimensions. Raises UsageError for what cannot be asked."""
    check(CaseSelection, CASE_MEASURES, measure, by)
    refuse_terrorism_by_place(by, selection.where)
    chosen = book.selected(selection)
    if measure == "convictions":
        chosen = chosen.filter("convicted")
    return _counted(book, chosen, selection, by)


def matrix(book: Casebook, selection: CaseSelection, rows: str, columns: str) -> CaseCounts:
    """Goods (or their groups) × linked crime, each with its own standard, or × kind of group.

    Only cases that count in the matrix of goods (domain.cases.proof.counts_in_matrix), whatever the selection's proof.
    With linked crimes the frame has a column `crime_standard` too: a case has one standard for each of its crimes.
    """
    if rows not in ("goods", "goods_group") or columns not in COLUMNS:
        raise UsageError("A matrix has goods or goods_group by {columns}.", columns=", ".join(COLUMNS))
    selection = replace(selection, proof="proven")
    by = (rows, columns, "crime_standard") if columns == "linked_crime" else (rows, columns)
    refuse_terrorism_by_place(by, selection.where)
    return _counted(book, book.selected(selection).filter("in_matrix"), selection, by)


def _counted(book: Casebook, chosen: pl.DataFrame, selection: CaseSelection, by: Sequence[str]) -> CaseCounts:
    labels = {"n_in_absence": pl.col("in_absence").fill_null(value=False), "n_death_sentence": pl.col("death_sentence")}
    table = chosen.select("case_id", **labels)
    for part in dict.fromkeys(CASE_DIMENSIONS[d].part for d in by):
        asked = [d for d in by if CASE_DIMENSIONS[d].part == part]
        rows = book.rows(part, selection).select("case_id", *asked).unique()
        narrowed = part == "crimes" and selection.least != "mentioned"
        table = table.join(rows, on="case_id", how="inner" if narrowed else "left")
    table = _bearable(table.with_columns(pl.col(list(by)).fill_null(NONE)) if by else table, by)
    sums = [pl.len().cast(pl.Int64).alias("n"), *[pl.col(c).sum().cast(pl.Int64) for c in labels]]
    frame = table.group_by(list(by)).agg(sums).sort(list(by)) if by else table.select(sums)
    return CaseCounts(frame.select(*by, *COUNT_SCHEMA), chosen.height, bool(by) and frame["n"].sum() > chosen.height)


def _bearable(table: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """Without what is never a count of a place, where one stands beside it."""
    if not PLACED & set(by):
        return table
    for dimension, codes in (("linked_crime", SENSITIVE_CRIMES), ("group_kind", SENSITIVE_KINDS)):
        if dimension in by:
            table = table.filter(~pl.col(dimension).is_in(list(codes)))
    return table
