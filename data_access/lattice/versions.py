"""The lattice of each data version on the disk: made from the one before or from the store, and never half."""

import hashlib
import logging
import shutil
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from sqlalchemy import Connection, select

from data_access.lattice.files import in_memory, read, write
from data_access.lattice.gathering import Made
from data_access.lattice.lattice import Lattice
from data_access.lattice.making import whole
from data_access.lattice.refreshing import refreshed, touched
from data_access.reference.tables import HERE
from data_access.store import tables as t
from data_access.store import temporary
from data_access.store.private_files import on_disk, private_folder
from domain.messages import Message, joined, message

LAYOUT = "h"
"""Changes with what cubes hold, so that files of another program are never read."""
_AMISS = (OSError, ValueError, KeyError, TypeError)
_LOG = logging.getLogger(__name__)


def load(connection: Connection, version: int, folder: Path) -> Lattice:
    """The lattice of a data version from the folder, else made and put there in one atomic move.

    What cannot be read, or is not what was written, is never used: the lattice is made from the store, and `note` says
    so. Until a new one is whole, those who have an older one open keep it.
    """
    target = folder / _name(connection, version)
    notes: list[str] = []
    if target.exists():
        try:
            return read(target, version)
        except _AMISS as error:
            damaged = message(
                "The cube in {target} was damaged ({error}) and has been built anew from the store.",
                target=target,
                error=error,
            )
            notes.append(_logged(damaged))
            _set_aside(target)
    try:
        return replace(_made_and_kept(connection, version, target), note=joined(notes, " ").packed())
    except OSError as error:  # a full or read-only disk: it serves from memory, and is made again next time
        not_kept = message(
            "The cube cannot be kept in {folder}: {error}. Every start builds it anew until that is mended.",
            folder=folder,
            error=error,
        )
        notes.append(_logged(not_kept))
    with temporary.folder(temporary.CUBE) as work:
        made = whole(connection, work)
        return replace(in_memory(made, version), note=joined(notes, " ").packed())


def _logged(note: Message) -> str:
    """What is amiss, for the operator's log and packed for the note of the lattice."""
    text = note.packed()
    _LOG.warning("%s", text)
    return text


def ready(connection: Connection, version: int, folder: Path) -> bool:
    """Whether the lattice of a data version is there."""
    return (folder / _name(connection, version)).is_dir()


def _name(connection: Connection, version: int) -> str:
    """The folder of a data version.

    It tells two histories of one store apart (a restored backup gives its version numbers a second time), and tables
    of goods and places of two programs.
    """
    v = t.DataVersion
    row = connection.execute(select(v.run_id, v.changed_at).where(v.version == version)).first()
    stamp = hashlib.blake2b(repr((*(row or ()), _reference())).encode(), digest_size=4).hexdigest()
    return f"{LAYOUT}-{stamp}-v{version}"


@cache
def _reference() -> str:
    """A digest of the tables by which records are put into groups and divisions."""
    digest = hashlib.blake2b(digest_size=8)
    for file in sorted(HERE.glob("*.csv")):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _made(connection: Connection, version: int, folder: Path, work: Path) -> Made:
    """From the newest older lattice, else from the store."""
    for older, path in _older(connection, version, folder):
        try:
            old = read(path, older)
        except _AMISS as error:
            _LOG.warning("The cube in %s cannot be used: %s", path, error)
            continue
        made = refreshed(connection, old, touched(connection, older), work)
        return made or whole(connection, work)
    return whole(connection, work)


def _older(connection: Connection, version: int, folder: Path) -> Iterator[tuple[int, Path]]:
    numbers = (path.name.rpartition("-v")[2] for path in folder.glob(f"{LAYOUT}-*-v*"))
    for number in sorted({int(n) for n in numbers if n.isdigit() and int(n) < version}, reverse=True):
        path = folder / _name(connection, number)
        if path.is_dir():
            yield number, path


def _made_and_kept(connection: Connection, version: int, target: Path) -> Lattice:
    """Write beside, see it on the disk, then rename: another process sees all of it or nothing. Older versions go."""
    private_folder(target.parent)
    temporary.sweep((temporary.CUBE, temporary.OLD_CUBE), target.parent)
    claim = temporary.claim(temporary.CUBE, target.parent)
    try:
        with temporary.folder(temporary.CUBE, target.parent) as work:
            write(_made(connection, version, target.parent, work), claim.path)
        on_disk(claim.path)
        first = True
        try:
            claim.path.rename(target)
            on_disk(target.parent)
        except OSError:
            if not target.is_dir():
                raise
            first = False  # another process was quicker: its lattice is the same
    finally:
        claim.close()
    for old in target.parent.glob("*-v*"):
        number = old.name.rpartition("v")[2]
        if old != target and (not old.name.startswith(LAYOUT) or (number.isdigit() and int(number) < version - 1)):
            shutil.rmtree(old, ignore_errors=True)
    return read(target, version, checked=not first)


def _set_aside(target: Path) -> None:
    """Take damaged files out of the way, all at once."""
    try:
        with temporary.folder(temporary.OLD_CUBE, target.parent) as aside:
            target.rename(aside / target.name)
    except OSError as error:
        _LOG.warning("The damaged cube in %s cannot be removed: %s", target, error)
