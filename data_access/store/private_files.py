"""Files and folders that only their owner may read: made so from the start, never changed afterwards."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

FILE, FOLDER = 0o600, 0o700


def private_folder(path: Path) -> Path:
    """The folder, made with its parents if it is not there; folders that are made here are private."""
    if not path.is_dir():
        private_folder(path.parent)
        path.mkdir(mode=FOLDER, exist_ok=True)
    return path


@contextmanager
def private_file(path: Path) -> Iterator[BinaryIO]:
    """A new file to write to, which is on the disk when the block ends. Raises OSError, also where it exists."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, FILE), "wb") as stream:
        yield stream
        stream.flush()
        os.fsync(stream.fileno())


def on_disk(folder: Path) -> None:
    """See that the names in a folder outlast a loss of power."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
