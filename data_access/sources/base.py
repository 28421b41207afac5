"""What every adapter is: a name, who publishes, and chunks of records in the one contract."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import polars as pl


@dataclass(frozen=True, kw_only=True)
class SourceInfo:
    """Who stands behind the records, as shown beside every figure."""

    source_id: str
    name: str
    publisher: str
    kind: str
    note: str
    handling: str = "public"


@dataclass(frozen=True, kw_only=True)
class Chunk:
    """Records (RECORD_SCHEMA), what was refused (REFUSED_SCHEMA) and the share of the file done (0–1)."""

    records: pl.DataFrame
    refused: pl.DataFrame
    rows: int
    done: float


class Adapter(Protocol):
    """Reads one kind of file."""

    info: SourceInfo

    def chunks(self, path: Path) -> Iterator[Chunk]:
        """The file's records, in order. Raises SourceError where the file as a whole cannot be read."""
        ...
