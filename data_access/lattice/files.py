"""A lattice as files: one of numbers, mapped into memory and so shared by all processes, and one of codes beside it."""

import json
import mmap
import os
import zlib
from collections.abc import Mapping
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from data_access.lattice.codes import Codes, Numbers
from data_access.lattice.cubes import Cube
from data_access.lattice.gathering import Kind, Made
from data_access.lattice.lattice import Lattice
from data_access.lattice.specs import Spec
from data_access.lattice.sums import Summed, sums_of
from data_access.store.private_files import private_file

NUMBERS, CODES, SUMS = "cubes.bin", "codes.json", "sums.json"
ALIGNED = 64
"""Columns start at multiples of so many bytes."""
_SET_COLUMNS = ("goods_set_id", "goods", "illicit", "unit_class")
_SPELLINGS = ("country", "admin1", "admin1_code", "division")


def write(made: Made, folder: Path) -> None:
    """Write the files of a lattice into an empty folder. Raises OSError."""
    with private_file(folder / NUMBERS) as stream, closing(Summed(stream)) as numbers:
        cubes = _write_cubes(made, numbers)
    text = json.dumps({**_content(made), "codes": asdict(made.codes), "cubes": cubes}, ensure_ascii=False).encode()
    for name, data in ((CODES, text), (SUMS, json.dumps({NUMBERS: numbers.sums, CODES: zlib.crc32(text)}).encode())):
        with private_file(folder / name) as stream:
            stream.write(data)


def _content(made: Made) -> dict[str, Any]:
    return {
        "goods_sets": made.goods_sets.rows(),
        "spellings": made.spellings.rows(),
        "decided_at": made.decided_at,
    }


def _write_cubes(made: Made, numbers: Summed) -> list[dict[str, Any]]:
    """Where each column lies."""
    cubes = []
    for name in made.gathering.kept():
        columns: dict[str, Any] = {}
        for column, parts in made.gathering.columns(name, made.codes):
            at, count, kind = numbers.length, 0, ""
            for part in parts:
                count, kind = count + part.size, part.dtype.str
                numbers.write(np.ascontiguousarray(part).view(np.uint8).data)
            columns[column] = [kind, at, count]
            numbers.write(memoryview(bytes(-numbers.length % ALIGNED)))
        part_name, of_kind, spec = name
        alike = made.gathering.alike(name)
        cubes.append({"part": part_name, "kind": of_kind, **asdict(spec), "columns": columns, "alike": alike})
    return cubes


def read(folder: Path, version: int, *, checked: bool = True) -> Lattice:
    """A lattice from its files. Raises OSError, ValueError or KeyError for whatever is amiss.

    The file of numbers is looked through once, against its checksums. It is never changed afterwards: a later version
    has files of its own, and a file that is removed stays readable to those who have it open. Not `checked`: for files
    that this process has just written.
    """
    sums = json.loads((folder / SUMS).read_bytes())
    text = (folder / CODES).read_bytes()
    if not isinstance(sums, dict) or zlib.crc32(text) != sums.get(CODES):
        raise ValueError(f"{CODES} is not what was written")
    content = json.loads(text)
    with (folder / NUMBERS).open("rb") as stream:
        length = os.fstat(stream.fileno()).st_size
        if checked and sums_of(stream.fileno(), length) != sums.get(NUMBERS):
            raise ValueError(f"{NUMBERS} is not what was written")
        data: Any = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) if length else b""
    codes = Codes(**{**content["codes"], "access": [tuple(a) for a in content["codes"]["access"]]})
    return _lattice(codes, content, data, version)


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
