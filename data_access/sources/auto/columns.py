"""Columns of a foreign table as the steps of harmonise.py read them: texts, each distinct one read once."""

from collections.abc import Callable

import polars as pl

from data_access.sources.auto.fields import NOT_WORDS, UNREPORTED
from data_access.sources.auto.files.raw import RawTable
from data_access.sources.auto.mapping import Mapping, split

READINGS = dict.fromkeys(("field", "name", "code", "status", "note", "candidates"), pl.String)
Step = tuple[dict[str, pl.Series], list[pl.Series]]
MARK = "\x1e"
CHAINED = " > "
"""Between the legs of a route that stand in several columns."""


def column_of(table: RawTable, mapping: Mapping, name: str) -> pl.Series:
    """The texts of a field, its constant, or empty. Texts of several columns are joined, the empty ones left out."""
    columns = split(mapping.column(name), table.columns)
    if len(columns) > 1:
        sign = CHAINED if name == "transit" else " " if name == "date" else ", "
        cells = [words_only(table.frame[c].str.strip_chars()) for c in columns]
        filled = [pl.when(c != "").then(c.alias(str(n))) for n, c in enumerate(cells)]
        return pl.select(pl.concat_str(filled, separator=sign, ignore_nulls=True)).to_series()
    if columns:
        return table.frame[columns[0]].str.strip_chars()
    return pl.repeat(mapping.constant(name), table.frame.height, dtype=pl.String, eager=True)


def numbers_only(values: pl.Series) -> pl.Series:
    """Texts where a number is expected: 'NA', '-' and the like are nothing."""
    return pl.select(
        pl.when(values.str.to_lowercase().is_in(UNREPORTED)).then(pl.lit("")).otherwise(values)
    ).to_series()


def words_only(values: pl.Series) -> pl.Series:
    """Texts where words are expected: 'NA', 'null', '-' are nothing there, too; 'none' and 'unknown' are values."""
    return pl.select(pl.when(values.str.to_lowercase().is_in(NOT_WORDS)).then(pl.lit("")).otherwise(values)).to_series()


def mapped(values: pl.Series, read: Callable[[str], object], dtype: pl.DataType | type[pl.DataType]) -> pl.Series:
    """Each distinct text read once."""
    distinct = values.unique(maintain_order=True).to_list()
    return values.replace_strict(distinct, [read(v) for v in distinct], return_dtype=dtype, default=None)


def problem(values: pl.Series, bad: pl.Series, field: str, reason: str) -> pl.Series:
    """'field, value, reason' where bad, else null."""
    text = pl.concat_str([pl.lit(field), values.rename("v"), pl.lit(reason)], separator=MARK)
    return pl.select(pl.when(bad.rename("bad")).then(text)).to_series()


def reading(field: str, rows: list[tuple[str, str, str, str]]) -> pl.DataFrame:
    """READINGS of a field from (name, code, status, note)."""
    return pl.DataFrame([(field, *row, "") for row in rows], schema=READINGS, orient="row")
