"""Private folders for work in progress, and the sweeping of those that a killed process left behind.

A folder is locked for as long as its process lives: the kernel lifts the lock however the process ends, so that what
can be locked is nobody's any more. (Python's own temporary folders are removed only by a process that ends in order.)
"""

import contextlib
import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SANDBOX, UPLOADS, RESTORE = "atlas-reading-", "atlas-uploads-", "atlas-restoring-"
IN_TEMPORARY = (SANDBOX, UPLOADS, RESTORE)
"""What may lie in the system's temporary folder."""
UNLOCKED = ("atlas-sandbox-", "atlas-upload-", "atlas-restore-")
"""The same of older programs, which did not lock theirs: swept when a day old."""
EXPORT, CUBE, OLD_CUBE = ".export-", ".new-", ".old-"
"""What may lie beside an export, and beside the cubes of a store."""
NEW_SECONDS, DAY = 5.0, 24 * 3600.0
"""A folder so young may not be locked yet by the process that is making it; one of a day is nobody's."""


@dataclass(frozen=True)
class Claim:
    """A folder of ours, private and locked."""

    path: Path
    _lock: int

    def close(self) -> None:
        """Remove it with all that it holds; twice does no harm."""
        shutil.rmtree(self.path, ignore_errors=True)
        with contextlib.suppress(OSError):
            os.close(self._lock)


def claim(prefix: str, parent: Path | None = None) -> Claim:
    """A new private folder, locked until it is closed or the process ends. Raises OSError."""
    path = Path(tempfile.mkdtemp(prefix=prefix, dir=parent))
    try:
        return Claim(path, _locked(path))
    except OSError:
        shutil.rmtree(path, ignore_errors=True)
        raise


def _locked(path: Path) -> int:
    """A descriptor that holds the lock of a folder. Raises OSError where another process holds it."""
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


@contextlib.contextmanager
def folder(prefix: str, parent: Path | None = None) -> Iterator[Path]:
    """A private folder for a block. What killed processes left beside it under the same prefix goes first."""
    sweep((prefix,), parent)
    claimed = claim(prefix, parent)
    try:
        yield claimed.path
    finally:
        claimed.close()


def sweep(prefixes: tuple[str, ...] = IN_TEMPORARY, parent: Path | None = None) -> list[Path]:
    """Remove the folders of ours that no living process holds; returns them."""
    parent = parent or Path(tempfile.gettempdir())
    gone: list[Path] = []
    for prefix in prefixes:
        for path in parent.glob(f"{prefix}*"):
            if _left_behind(path, DAY if prefix in UNLOCKED else NEW_SECONDS):
                shutil.rmtree(path, ignore_errors=True)
                gone.append(path)
    return gone


def _left_behind(path: Path, age: float) -> bool:
    try:
        status = path.lstat()
        if status.st_uid != os.geteuid() or time.time() - status.st_mtime < age:
            return False
        os.close(_locked(path))
    except OSError:  # no folder, no longer there, or locked
        return False
    return True
