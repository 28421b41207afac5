"""The cubes of a data version on the disk: checked against their checksums, and built anew when anything is amiss."""

import hashlib
import io
import json
import logging
import shutil
from dataclasses import replace
from pathlib import Path

import polars as pl
from sqlalchemy import Connection, select

from data_access.cube.cube import Cube, build
from data_access.store import tables as t
from data_access.store import temporary
from data_access.store.private_files import on_disk, private_file, private_folder
from domain.messages import joined, packed

LAYOUT = "e"
"""Changes with the columns of the cubes, so that files of an older program are never read."""
PARTS = ("seizures", "places", "lines", "values", "goods_sets")
SUMS = "sha256.json"
_LOG = logging.getLogger(__name__)


def load(connection: Connection, version: int, folder: Path) -> Cube:
    """The cubes of a data version from the folder, else built and put there in one atomic move.

    What cannot be read, or is not what was written, is never used: the cubes are built from the store, and `note`
    says so.
    """
    target = folder / f"{LAYOUT}-{_stamp(connection, version)}-v{version}"
    notes: list[str] = []
    if target.exists():
        try:
            return _read(target, version)
        except (OSError, ValueError, pl.exceptions.PolarsError) as error:
            damaged = packed(
                "The cube in {target} was damaged ({error}) and has been built anew from the store.",
                target=target,
                error=error,
            )
            _LOG.warning("%s", damaged)
            notes.append(damaged)
            _set_aside(target)
    cube = build(connection, version)
    try:
        _store(cube, target)
    except OSError as error:  # a full or read-only disk: the cube serves from memory, and is built again next time
        not_kept = packed(
            "The cube cannot be kept in {folder}: {error}. Every start builds it anew until that is mended.",
            folder=folder,
            error=error,
        )
        _LOG.warning("%s", not_kept)
        notes.append(not_kept)
    return replace(cube, note=joined(notes, " ").packed())


def _stamp(connection: Connection, version: int) -> str:
    """Tells two histories of one store apart: a restored backup gives its version numbers a second time."""
    v = t.DataVersion
    row = connection.execute(select(v.run_id, v.changed_at).where(v.version == version)).first()
    return hashlib.blake2b(repr(tuple(row or ())).encode(), digest_size=4).hexdigest()


def _read(target: Path, version: int) -> Cube:
    """The cubes in a folder. Raises OSError or ValueError for whatever is missing or changed.

    The bytes that were checked are the ones that are read: a mapped file could change, or end, under our feet.
    """
    sums = json.loads((target / SUMS).read_bytes())
    if not isinstance(sums, dict):
        raise ValueError(f"{SUMS} holds no checksums")
    return Cube(version=version, note="", **{part: _part(target / f"{part}.arrow", sums.get(part)) for part in PARTS})


def _part(file: Path, expected: object) -> pl.DataFrame:
    content = file.read_bytes()
    if hashlib.sha256(content).hexdigest() != expected:
        raise ValueError(f"{file.name} is not what was written")
    return pl.read_ipc(io.BytesIO(content))


def _set_aside(target: Path) -> None:
    """Take damaged files out of the way, all at once."""
    try:
        with temporary.folder(temporary.OLD_CUBE, target.parent) as aside:
            target.rename(aside / target.name)
    except OSError as error:
        _LOG.warning("The damaged cube in %s cannot be removed: %s", target, error)


def _store(cube: Cube, target: Path) -> None:
    """Write beside, see it on the disk, then rename: another process sees all of it or nothing. Older versions go."""
    private_folder(target.parent)
    temporary.sweep((temporary.CUBE, temporary.OLD_CUBE), target.parent)
    claim = temporary.claim(temporary.CUBE, target.parent)
    beside = claim.path
    try:
        sums = {part: _write(getattr(cube, part), beside / f"{part}.arrow") for part in PARTS}
        with private_file(beside / SUMS) as stream:
            stream.write(json.dumps(sums).encode())
        on_disk(beside)
        beside.rename(target)
        on_disk(target.parent)
    except OSError:
        if not target.is_dir():
            raise
        # another process was first: its cube is the same
    finally:
        claim.close()
    for old in target.parent.glob("*v*"):
        number = old.name.rpartition("v")[2]
        if old != target and (not old.name.startswith(LAYOUT) or (number.isdigit() and int(number) < cube.version - 1)):
            shutil.rmtree(old, ignore_errors=True)


def _write(frame: pl.DataFrame, file: Path) -> str:
    """Write a part; returns its checksum, taken before it went to the disk."""
    made = io.BytesIO()
    frame.write_ipc(made)
    with private_file(file) as stream:
        stream.write(made.getbuffer())
    return hashlib.sha256(made.getbuffer()).hexdigest()
