"""Files that readers bring: each lies on disk, in a private folder of its session, until it is loaded or given up.

The server (uploads.py) writes them there as they arrive and hands Streamlit, which keeps files in memory, a short
sealed note in place of each. A server without the guard hands over the file itself.
"""

import atexit
import contextlib
import hmac
import secrets
import shutil
import tempfile
import time
from collections.abc import Callable
from functools import cache
from hashlib import blake2b
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from data_access.store import temporary

KEPT_SECONDS = 6 * 3600
"""A file that was never loaded is forgotten after so long, at the next one of anybody."""
LEFT_SECONDS = 600
"""The same where its reader has left: a connection that was lost for a moment comes back sooner."""
NAME = "file"
_MARK = b"contraband-atlas-file:"
_KEY = secrets.token_bytes(32)
_LONGEST_NOTE = 300
_SESSIONS: dict[str, str] = {}
"""Folder → session, of all that brought something to this process."""


@cache
def _room() -> Path:
    """One folder a process, so that what a killed one left behind is known and swept (data_access.store.temporary)."""
    claimed = temporary.claim(temporary.UPLOADS)
    atexit.register(claimed.close)
    return claimed.path


def _of_session(session: str) -> Path:
    """The folder of a session. Its name says nothing: a session's number is a secret."""
    return _room() / _digest(session.encode())


def _digest(text: bytes) -> str:
    return blake2b(text, digest_size=16, key=_KEY).hexdigest()


def write(session: str, content: BinaryIO) -> bytes:
    """Write what was brought; returns the note that stands for it. Raises OSError (no room) and leaves nothing."""
    folder = _of_session(session)
    folder.mkdir(mode=0o700, exist_ok=True)
    _SESSIONS[folder.name] = session
    place = Path(tempfile.mkdtemp(dir=folder))
    try:
        with (place / NAME).open("xb") as stream:
            shutil.copyfileobj(content, stream, 2**20)
    except BaseException:
        shutil.rmtree(place, ignore_errors=True)
        raise
    where = f"{folder.name}/{place.name}".encode()
    return _MARK + where + b":" + _digest(where).encode()


def taken(content: bytes) -> Path | None:
    """What came in place of a file, as a file: the one that a note stands for, or else one of this content.

    None where a note is not of ours, or its file was forgotten.
    """
    note = content if content.startswith(_MARK) else write("", BytesIO(content))
    return path_of(note)


def path_of(note: bytes) -> Path | None:
    """The file that a note of ours stands for, None if it is no note of ours, or the file was forgotten."""
    if not note.startswith(_MARK) or len(note) > _LONGEST_NOTE:
        return None
    where, _, seal = note.removeprefix(_MARK).partition(b":")
    if not hmac.compare_digest(seal, _digest(where).encode()):
        return None
    path = _room() / where.decode() / NAME
    return path if path.is_file() else None


def named(path: Path, name: str) -> Path:
    """The file under the name that its reader gave it, as messages say it."""
    return path.rename(path.with_name(Path(name).name or "upload"))


def forget(path: Path) -> None:
    """Remove a file with its folder; twice does no harm."""
    shutil.rmtree(path.parent, ignore_errors=True)


def sizes(session: str) -> tuple[int, int]:
    """Bytes on disk of what one session, and all sessions, brought."""
    mine = _of_session(session)
    each = {folder: _size(folder) for folder in _room().iterdir()}
    return each.get(mine, 0), sum(each.values())


def _size(folder: Path) -> int:
    size = 0
    for path in folder.rglob("*"):
        with contextlib.suppress(FileNotFoundError):  # loaded, renamed or given up just now
            size += path.stat().st_size if path.is_file() else 0
    return size


def sweep(active: Callable[[str], bool]) -> None:
    """Remove the files of readers who are gone, and those that lie too long: nobody else comes back for them.

    active: whether a session is connected.
    """
    now = time.time()
    for place in _room().glob("*/*"):
        left = not active(_SESSIONS.get(place.parent.name, ""))
        with contextlib.suppress(FileNotFoundError):
            if now - place.stat().st_mtime > (LEFT_SECONDS if left else KEPT_SECONDS):
                shutil.rmtree(place, ignore_errors=True)
