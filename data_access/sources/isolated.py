"""An adapter at work in a child process with limits: a hostile or broken file gives a reason, never a dead server."""

import zipfile
from collections.abc import Generator, Iterator, Mapping
from pathlib import Path
from typing import Any

import polars as pl

from data_access.sources.base import Chunk
from data_access.untrusted.archives import ArchiveLimits, check_archive, check_workbook
from data_access.untrusted.sandbox import Limits, stream
from domain.errors import SourceError

LIMITS = Limits(memory_bytes=3 * 2**30, seconds=3600, cpu_seconds=3600)
ARCHIVE = ArchiveLimits(total_bytes=4 * 2**30, ratio=200)
JOB = "data_access.sources.isolated:read_chunks"
_PARTS = ("records", "refused")


def check_file(path: Path) -> None:
    """Look at a zip or workbook before anything opens it. Raises SourceError."""
    if path.suffix.lower() in (".xlsx", ".xlsm"):
        check_workbook(path)
    elif path.suffix.lower() == ".zip" or zipfile.is_zipfile(path):
        check_archive(path, limits=ARCHIVE)


def read_chunks(
    name: str, path: str, columns: dict[str, str]
) -> Iterator[tuple[dict[str, pl.DataFrame], dict[str, Any]]]:
    """Runs in the child: the adapter's chunks as frames and plain values."""
    from data_access.sources.registry import ADAPTERS, MAPPED

    check_file(Path(path))
    read = MAPPED[name].chunks(Path(path), columns) if columns else ADAPTERS[name].chunks(Path(path))
    for chunk in read:
        frames = {"records": chunk.records, "refused": chunk.refused, **chunk.others}
        yield frames, {"rows": chunk.rows, "done": chunk.done, "skipped": chunk.skipped}


def isolated(
    name: str, path: Path, limits: Limits = LIMITS, *, columns: Mapping[str, str] | None = None
) -> Generator[Chunk, None, None]:
    """The chunks of a registered adapter, read in a child. Raises SourceError for every way in which it can end.

    columns: which column holds what, for an adapter that takes a mapping (`MAPPED`).
    """
    if not path.is_file():
        raise SourceError("There is no file {path}. Nothing was loaded.", path=path)
    mapping = dict(columns or {})
    for message in stream(JOB, name, path, mapping, limits=limits, subject=path.name):
        others = {k: v for k, v in message.frames.items() if k not in _PARTS}
        yield Chunk(
            records=message.frames["records"],
            refused=message.frames["refused"],
            rows=int(message.data["rows"]),
            done=float(message.data["done"]),
            skipped=int(message.data["skipped"]),
            others=others,
        )
