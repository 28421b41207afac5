"""The file of an embedded store: made private, and missed when it is removed or exchanged while the program runs.

SQLite would make an empty file in the place of one that is gone, and go on reading the one that nobody can find.
"""

import stat
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Engine, event

from data_access.store.private_files import private_file, private_folder
from domain.errors import StoreError
from domain.messages import N_

GONE = N_(
    "The file of the store was removed or exchanged while the program was running. Put it back, or restart the "
    "program if that is meant. Nothing was changed."
)


def file_of(url: URL) -> Path | None:
    """The file of an SQLite store, None for any other."""
    embedded = url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:")
    return Path(str(url.database)) if embedded else None


def make(file: Path) -> None:
    """An empty store that only its owner may read; SQLite gives its other files the same rights."""
    private_folder(file.parent)
    if not file.exists():
        try:
            with private_file(file):
                pass
        except FileExistsError:  # another process was first
            return


def readable_by_others(file: Path) -> bool:
    """Whether more than the owner may read the store."""
    return bool(stat.S_IMODE(file.stat().st_mode) & 0o077)


def watch(engine: Engine, file: Path) -> None:
    """From now on a connection is given only to the file that is there now; anything else raises StoreError."""
    known = _identity(file)

    def check(*_: Any) -> None:
        if _identity(file) != known:
            raise StoreError(GONE)

    event.listen(engine, "do_connect", check)
    event.listen(engine, "checkout", check)


def _identity(file: Path) -> tuple[int, int] | None:
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
