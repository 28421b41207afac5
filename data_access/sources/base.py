"""What every adapter is: a name, who publishes, and chunks of records in the one contract."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import polars as pl

CHUNK_ROWS = 20_000
"""So many rows go into one chunk."""
SEPARATOR = "\x1f"
"""Between the fields of a row that is kept as it was (ASCII unit separator): no table holds it."""
OPERATOR = "operator"
"""The owner of all that is loaded by the shell."""
OWN = "own"
"""The kind of a source that somebody brought and named."""
UNNAMED = "Own file with the headings of "
"""So begins the name of a source to which nobody gave one."""


@dataclass(frozen=True, kw_only=True)
class SourceInfo:
    """Who stands behind the records, as shown beside every figure.

    `kind`: official, statistics (aggregates and scores), private, own or invented. `precedence` orders the
    sources of one `overlap_group` (the smallest number counts; '' overlaps with none), because they may hold
    the same seizures. `owner`: who alone may add to it (see data_access.ingest.ownership).
    """

    source_id: str
    name: str
    publisher: str
    kind: str
    note: str
    handling: str = "public"
    overlap_group: str = ""
    precedence: int = 100
    owner: str = OPERATOR


@dataclass(frozen=True, kw_only=True)
class Chunk:
    """Records (RECORD_SCHEMA), what was refused (REFUSED_SCHEMA) and the share of the file done (0–1).

    `refused` may give the handling level of each row in a further column `handling` ('' takes the source's), and has
    to where the file has levels of its own: UNKNOWN (domain.entitlement) where a row's cannot be read.
    `rows`: records in scope (each distinct `row` of `records`, each refused one, each row of `others`);
    `skipped`: rows of the file that are out of scope (legal trade in a trade file): counted, not stored.
    `others`: frames of "observations", "groups" and "ties" for sources that hold no seizures.
    """

    records: pl.DataFrame
    refused: pl.DataFrame
    rows: int
    done: float
    skipped: int = 0
    others: dict[str, pl.DataFrame] = field(default_factory=dict)


class Adapter(Protocol):
    """Reads one kind of file."""

    info: SourceInfo

    def chunks(self, path: Path) -> Iterator[Chunk]:
        """The file's records, in order. Raises SourceError where the file as a whole cannot be read."""
        ...
