"""Parquet → a table of text. PyArrow reads it: it answers damage with an error, where others end the process."""

import io
from collections.abc import Callable
from typing import Any

import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from data_access.sources.auto.files.cell_text import cell_text, float_text
from data_access.sources.auto.files.raw import ROW, RawTable, skipped_frame, unique
from domain.errors import SourceError

MAX_CELLS = 100_000_000


def read_parquet(data: bytes, name: str) -> RawTable:
    """The table; values as text, null as ''. `_row` counts from 1. Raises SourceError; nested columns are refused."""
    try:
        file = pq.ParquetFile(io.BytesIO(data))
        schema, rows = file.schema_arrow, file.metadata.num_rows
        if rows * max(len(schema), 1) > MAX_CELLS:
            raise SourceError("{name}: it has over {max_cells} cells. Split it.", name=name, max_cells=MAX_CELLS)
        texts = [_reader(field, name) for field in schema]
        table = file.read()
        table.validate(full=True)
        columns = [_column(column, text) for column, text in zip(table.columns, texts, strict=True)]
    except (pa.ArrowException, OSError, ValueError, TypeError, OverflowError, MemoryError) as error:
        raise SourceError(
            "{name}: the Parquet file is damaged ({error}). Fetch it again.", name=name, error=str(error)[:120]
        ) from error
    if not columns:
        raise SourceError("{name}: the Parquet file has no columns.", name=name)
    numbers = pl.Series(ROW, range(1, table.num_rows + 1), dtype=pl.Int64)
    named = [column.rename(title) for title, column in zip(unique(schema.names), columns, strict=True)]
    return RawTable(name=name, frame=pl.DataFrame([numbers, *named]), skipped=skipped_frame([]), named=True)


def _reader(field: pa.Field, name: str) -> Callable[[Any], str]:
    kind = field.type.value_type if pa.types.is_dictionary(field.type) else field.type
    if pa.types.is_nested(kind):
        raise SourceError(
            "{name}: the column '{name_2}' contains lists or records ({kind}). Write it as several plain columns, or "
            "as text.",
            name=name,
            name_2=field.name,
            kind=str(kind)[:60],
        )
    if pa.types.is_binary(kind) or pa.types.is_large_binary(kind) or pa.types.is_fixed_size_binary(kind):
        raise SourceError(
            "{name}: the column '{name_2}' contains bytes. Leave it out, or write it as text.",
            name=name,
            name_2=field.name,
        )
    if pa.types.is_float16(kind) or pa.types.is_float32(kind):
        return lambda value: "" if value is None else float_text(float(str(np.float32(value))))
    if pa.types.is_floating(kind):
        return lambda value: "" if value is None else float_text(value)
    return cell_text


def _column(column: pa.ChunkedArray, text: Callable[[Any], str]) -> pl.Series:
    values = (value for chunk in column.chunks for value in chunk.to_pylist())
    return pl.Series([text(value) for value in values], dtype=pl.String)
