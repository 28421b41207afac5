"""Rows added up by many columns of small whole numbers.

The columns are put side by side into one of 64 bits, and this is sorted: for numpy that takes half of the work of a
grouping by Polars, and two threads do two of them at a time (neither sorting nor adding up holds Python's lock).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from data_access.lattice.codes import Numbers

WIDTH = 64
"""Bits of a wide column."""


@dataclass(frozen=True)
class _Place:
    """Where a column lies in the wide one: so many bits above its end, in how many, less its smallest number."""

    name: str
    kind: np.dtype[Any]
    low: int
    bits: int
    shift: int

    def put(self, values: Numbers) -> Numbers:
        """In its place, all other bits zero."""
        above: Numbers = values - self.kind.type(self.low)
        return np.left_shift(above.astype(np.uint64), np.uint64(self.shift))

    def taken(self, wide: Numbers) -> Numbers:
        """The column again."""
        bits: Numbers = np.right_shift(wide, np.uint64(self.shift)) & np.uint64(2**self.bits - 1)
        again: Numbers = bits.astype(self.kind)
        again += self.kind.type(self.low)
        return again


def grouped(frame: pl.DataFrame, by: Sequence[str], sums: Sequence[str], largest: Sequence[str]) -> pl.DataFrame:
    """Each combination of `by` once, in their order, with the sums of some columns and the largest of others.

    Whole numbers, none of them missing. Sums have 64 bits.
    """
    if frame.is_empty():
        return frame.select(*by, *sums, *largest)
    order, firsts, keys = _ordered({name: frame[name].to_numpy() for name in by})
    figures: dict[str, Numbers] = {}
    for name in sums:
        figures[name] = np.add.reduceat(frame[name].to_numpy()[order], firsts, dtype=np.int64)
    for name in largest:
        figures[name] = np.maximum.reduceat(frame[name].to_numpy()[order], firsts)
    return pl.DataFrame({**keys, **figures})


def _ordered(columns: Mapping[str, Numbers]) -> tuple[Numbers, Numbers, dict[str, Numbers]]:
    """The numbers of rows in order, which of these begin another combination, and the combinations."""
    places = _places(columns)
    if places[0].shift + places[0].bits > WIDTH:
        return _ordered_in_two(columns, places)
    wide = _put(columns, places)
    order = np.argsort(wide)
    wide = wide[order]
    firsts = np.flatnonzero(np.concatenate(([True], wide[1:] != wide[:-1])))
    wide = wide[firsts]
    return order, firsts, {place.name: place.taken(wide) for place in places}


def _ordered_in_two(
    columns: Mapping[str, Numbers], places: Sequence[_Place]
) -> tuple[Numbers, Numbers, dict[str, Numbers]]:
    """The same where they are too wide: of as many of the last columns as fit, the combinations are numbered first."""
    last = [place for place in places if place.shift + place.bits <= WIDTH]
    found, numbers = np.unique(_put(columns, last), return_inverse=True)
    names = [place.name for place in last]
    first = {name: column for name, column in columns.items() if name not in names}
    order, firsts, keys = _ordered({**first, "": numbers.astype(np.uint32)})
    wide = found[keys.pop("")]
    return order, firsts, {**keys, **{place.name: place.taken(wide) for place in last}}


def _put(columns: Mapping[str, Numbers], places: Sequence[_Place]) -> Numbers:
    wide = places[0].put(columns[places[0].name])
    for place in places[1:]:
        wide |= place.put(columns[place.name])
    return wide


def _places(columns: Mapping[str, Numbers]) -> list[_Place]:
    """Side by side, the first column highest, as if there were room for all."""
    found: list[_Place] = []
    shift = 0
    for name, values in reversed(list(columns.items())):
        low, high = int(values.min()), int(values.max())
        found.append(_Place(name, values.dtype, low, (high - low).bit_length(), shift))
        shift += found[-1].bits
    return found[::-1]
