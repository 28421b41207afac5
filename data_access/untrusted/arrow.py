"""Arrow files from a process that is not trusted, as Polars frames.

Read by PyArrow, which can check what a file promises (offsets, lengths, UTF-8) and answers with an error where Polars
would end the process.
"""

import os
import stat
from pathlib import Path

import polars as pl
import pyarrow as pa
from pyarrow import ipc

MOST_ROWS = 200_000_000
"""A column of nulls takes no bytes in the file: without this bound it could promise any number of rows."""


def read_frame(path: Path, most_bytes: int) -> pl.DataFrame:
    """The frame in an Arrow IPC file of up to `most_bytes`, with its Polars types (but 128-bit integers).

    Raises ValueError for whatever is wrong with the file.
    """
    try:
        table = ipc.open_file(pa.py_buffer(_content(path, most_bytes))).read_all()
        if table.num_rows > MOST_ROWS:
            raise ValueError(f"{table.num_rows} rows")
        table.validate(full=True)
        frame = pl.from_arrow(table)
    except (OSError, MemoryError, TypeError, pa.ArrowException, pl.exceptions.PolarsError) as error:
        raise ValueError(repr(error)) from error
    except pl.exceptions.PanicException as error:
        raise ValueError(repr(error)) from error
    assert isinstance(frame, pl.DataFrame)  # noqa: S101 - a table becomes a frame
    return frame


def _content(path: Path, most: int) -> bytes:
    """The bytes of a plain file. Read, not mapped: the writer could cut a mapped file short under our feet."""
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb") as stream:
        if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            raise OSError("no plain file")
        content = stream.read(most + 1)
    if len(content) > most:
        raise OSError("the file is too large")
    return content
