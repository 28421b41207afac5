"""Rows that wait for others: in memory, and on the disk where they are many."""

from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np

from data_access.lattice.codes import Numbers

Chunk = dict[str, Numbers]
"""Rows of a cube: its columns."""
IN_MEMORY = 32 * 2**20
"""So many bytes of rows wait in memory."""


@dataclass(eq=False)
class Waiting:
    """Rows that wait: in memory, else where their columns begin in the file."""

    chunk: Chunk | None
    height: int
    lying: dict[str, tuple[np.dtype[np.generic], int]]


@dataclass(eq=False)
class Spill:
    """Holds rows. `file` does not exist yet, and is made where they are too many for memory."""

    file: Path
    _waiting: list[Waiting] = field(default_factory=list)
    _bytes: int = 0
    _lock: Lock = field(default_factory=Lock)

    def put(self, chunk: Chunk) -> Waiting:
        """Take rows (columns of one length), from any thread."""
        waiting = Waiting(chunk, len(next(iter(chunk.values()))), {})
        with self._lock:
            self._waiting.append(waiting)
            self._bytes += sum(column.nbytes for column in chunk.values())
            if self._bytes > IN_MEMORY:
                self._write()
        return waiting

    def _write(self) -> None:
        with self.file.open("ab") as stream:
            for waiting in self._waiting:
                for name, column in (waiting.chunk or {}).items():
                    waiting.lying[name] = (column.dtype, stream.tell())
                    stream.write(np.ascontiguousarray(column).data)
                waiting.chunk = None
        self._waiting, self._bytes = [], 0

    def column(self, waiting: Waiting, name: str) -> Numbers:
        """One column of all these rows."""
        if waiting.chunk is not None:
            return waiting.chunk[name]
        kind, at = waiting.lying[name]
        return np.fromfile(self.file, kind, waiting.height, offset=at)

    def kind(self, waiting: Waiting, name: str) -> np.dtype[Any]:
        """The type of a column of these rows."""
        return waiting.lying[name][0] if waiting.chunk is None else waiting.chunk[name].dtype

    def take(self, waiting: Waiting, first: int = 0, end: int | None = None) -> Chunk:
        """These rows again, from the first up to the end."""
        end = waiting.height if end is None else end
        if waiting.chunk is not None:
            return {name: column[first:end] for name, column in waiting.chunk.items()}
        with self.file.open("rb", buffering=0) as stream:
            found = {}
            for name, (kind, at) in waiting.lying.items():
                stream.seek(at + first * kind.itemsize)
                found[name] = np.fromfile(stream, kind, end - first)
        return found
