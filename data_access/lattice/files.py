"""A lattice as files: one of numbers, mapped into memory and so shared by all processes, and one of codes beside it."""

import json
import mmap
import zlib
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import polars as pl

from data_access.lattice.codes import Codes, Numbers
from data_access.lattice.cubes import Cube
from data_access.lattice.gathering import Kind, Made
from data_access.lattice.lattice import Lattice
from data_access.lattice.specs import Spec
from data_access.store.private_files import private_file

NUMBERS, CODES, SUMS = "cubes.bin", "codes.json", "sums.json"
ALIGNED = 64
"""Columns start at multiples of so many bytes."""
_PIECE = 2**20
_SET_COLUMNS = ("goods_set_id", "goods", "illicit", "unit_class")
_SPELLINGS = ("country", "admin1", "admin1_code", "division")


def write(made: Made, folder: Path) -> None:
    """Write the files of a lattice into an empty folder. Raises OSError."""
    with private_file(folder / NUMBERS) as stream:
        cubes, numbers_sum = _write_cubes(made, stream)
    text = json.dumps({**_content(made), "codes": asdict(made.codes), "cubes": cubes}, ensure_ascii=False).encode()
    for name, data in ((CODES, text), (SUMS, json.dumps({NUMBERS: numbers_sum, CODES: zlib.crc32(text)}).encode())):
        with private_file(folder / name) as stream:
            stream.write(data)


def _content(made: Made) -> dict[str, Any]:
    return {
        "goods_sets": made.goods_sets.rows(),
        "spellings": made.spellings.rows(),
        "decided_at": made.decided_at,
    }


def _write_cubes(made: Made, stream: BinaryIO) -> tuple[list[dict[str, Any]], int]:
    """Where each column lies, and the checksum of the file."""
    checksum, cubes = 0, []
    for name in made.gathering.kept():
        columns: dict[str, Any] = {}
        for column, parts in made.gathering.columns(name, made.codes):
            at, count, kind = stream.tell(), 0, ""
            for part in parts:
                count, kind = count + part.size, part.dtype.str
                piece = np.ascontiguousarray(part).view(np.uint8).data
                checksum = zlib.crc32(piece, checksum)
                stream.write(piece)
            columns[column] = [kind, at, count]
            filling = bytes(-stream.tell() % ALIGNED)
            checksum = zlib.crc32(filling, checksum)
            stream.write(filling)
        part_name, of_kind, spec = name
        alike = made.gathering.alike(name)
        cubes.append({"part": part_name, "kind": of_kind, **asdict(spec), "columns": columns, "alike": alike})
    return cubes, checksum


def read(folder: Path, version: int) -> Lattice:
    """A lattice from its files. Raises OSError, ValueError or KeyError for whatever is amiss.

    The file of numbers is looked through once, against its checksum. It is never changed afterwards: a later version
    has files of its own, and a file that is removed stays readable to those who have it open.
    """
    sums = json.loads((folder / SUMS).read_bytes())
    text = (folder / CODES).read_bytes()
    if not isinstance(sums, dict) or zlib.crc32(text) != sums.get(CODES):
        raise ValueError(f"{CODES} is not what was written")
    content = json.loads(text)
    with (folder / NUMBERS).open("rb") as stream:
        if _checksum(stream) != sums.get(NUMBERS):
            raise ValueError(f"{NUMBERS} is not what was written")
        data: Any = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) if stream.tell() else b""
    codes = Codes(**{**content["codes"], "access": [tuple(a) for a in content["codes"]["access"]]})
    return _lattice(codes, content, data, version)


def _checksum(stream: BinaryIO) -> int:
    """Of all that is left in a stream, read in pieces: mapped pages would count as this process's memory."""
    checksum = 0
    while piece := stream.read(_PIECE):
        checksum = zlib.crc32(piece, checksum)
    return checksum


def _lattice(codes: Codes, content: Mapping[str, Any], data: Any, version: int) -> Lattice:
    found: dict[str, dict[Kind, list[Cube]]] = {}
    for entry in content["cubes"]:
        columns = {
            name: np.frombuffer(data, dtype=kind, count=count, offset=at)
            for name, (kind, at, count) in entry["columns"].items()
        }
        cube = cube_of(Spec(tuple(entry["keys"]), entry["time"], entry["member"]), columns, entry["alike"])
        found.setdefault(entry["part"], {}).setdefault(tuple(entry["kind"]), []).append(cube)
    return lattice_of(codes, found, content, version)


def in_memory(made: Made, version: int) -> Lattice:
    """The same without files: for a disk that cannot be written to."""
    found: dict[str, dict[Kind, list[Cube]]] = {}
    for name in made.gathering.kept():
        part, kind, spec = name
        columns = {c: np.concatenate(list(parts)) for c, parts in made.gathering.columns(name, made.codes)}
        cube = cube_of(spec, columns, made.gathering.alike(name))
        found.setdefault(part, {}).setdefault(kind, []).append(cube)
    return lattice_of(made.codes, found, _content(made), version)


def cube_of(spec: Spec, columns: dict[str, Numbers], alike: Mapping[str, str]) -> Cube:
    """A cube of its columns, with 'starts' and perhaps 'lead' among them."""
    starts, lead = columns.pop("starts"), columns.pop("lead", None)
    return Cube(spec, columns | {name: columns[other] for name, other in alike.items()}, starts, lead)


def lattice_of(
    codes: Codes, cubes: Mapping[str, Mapping[Kind, list[Cube]]], content: Mapping[str, Any], version: int
) -> Lattice:
    """A lattice of its parts."""
    texts = dict.fromkeys(_SET_COLUMNS, pl.String) | {"goods_set_id": pl.Int32}
    return Lattice(
        version=version,
        codes=codes,
        cubes={part: {kind: tuple(c) for kind, c in kinds.items()} for part, kinds in cubes.items()},
        goods_sets=pl.DataFrame(content["goods_sets"], schema=texts, orient="row"),
        spellings=pl.DataFrame(content["spellings"], schema=dict.fromkeys(_SPELLINGS, pl.String), orient="row"),
        decided_at=content["decided_at"],
    )
