"""The flat files of the yardsticks: one row a record, and one row a goods line with all that is known of its record."""

import json
from pathlib import Path
from types import TracebackType
from typing import Self

import polars as pl
import pyarrow.parquet as pq

from tools.bench.catalogue import Catalogue, catalogue
from tools.bench.facts import Chunk, facts

DIMENSIONS = ("source", "handling", "is_copy", "hidden_by", "country", "mode", "producing", "departure", "destination")
DATED = ("division", "year", "month")
RECORDS = (*DIMENSIONS, *DATED, "goods_set_id", "events")
LINES = (*DIMENSIONS, *DATED, "goods", "illicit", "unit_class", "quantity_base", "currency", "valuation", "value_milli")
GROUP = 100_000
"""Rows of a row group."""


class FlatFiles:
    """`facts.parquet` and `lines.parquet` in a folder, written chunk by chunk (zstd, text as text)."""

    def __init__(self, folder: Path) -> None:
        self._files = {"facts": folder / "facts.parquet", "lines": folder / "lines.parquet"}
        self._writers: dict[str, pq.ParquetWriter] = {}

    def __enter__(self) -> Self:
        """Open: the files are made by the first chunk."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close what was written."""
        for writer in self._writers.values():
            writer.close()

    def add(self, chunk: Chunk) -> None:
        """Write the records and lines of a chunk."""
        self._write("facts", chunk.records.select(RECORDS))
        if chunk.records.is_empty():
            return
        of_record, first = chunk.records.select(*DIMENSIONS, *DATED), chunk.records["seizure_id"][0]
        for part in chunk.lines.iter_slices(GROUP):
            known = of_record.select(pl.all().gather(part["seizure_id"] - first))
            self._write("lines", pl.concat([part, known], how="horizontal").select(LINES))

    def _write(self, name: str, frame: pl.DataFrame) -> None:
        for part in frame.iter_slices(GROUP):
            text = part.with_columns(pl.col(pl.Enum).cast(pl.String))
            table = text.to_arrow(compat_level=pl.CompatLevel.oldest())
            if name not in self._writers:
                self._writers[name] = pq.ParquetWriter(self._files[name], table.schema, compression="zstd")
            self._writers[name].write_table(table.cast(self._writers[name].schema))


def occurring(chunk: Chunk) -> set[tuple[str, str]]:
    """The pairs of source and handling level of a chunk."""
    return set(chunk.records.select("source", "handling").unique().cast(pl.String).iter_rows())


def flat_files(kind: str, rows: int, home: Path, seed: int = 1) -> tuple[Path, Catalogue, tuple[tuple[str, str], ...]]:
    """The folder of the flat files alone, made if they are not there; what occurs; the pairs of source and level."""
    folder = home / f"{kind}-{rows}-{seed}-flat"
    about = folder / "about.json"
    if not about.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        levels: set[tuple[str, str]] = set()
        with FlatFiles(folder) as flat:
            for chunk in facts(kind, rows, seed):
                flat.add(chunk)
                levels |= occurring(chunk)
                del chunk  # before the next one is made
        about.write_text(json.dumps({"levels": sorted(levels)}), encoding="utf-8")
    known = json.loads(about.read_text(encoding="utf-8"))["levels"]
    return folder, catalogue(kind, seed), tuple((str(s), str(level)) for s, level in known)
