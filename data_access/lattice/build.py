"""From the records of a year to the rows of every cube."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import polars as pl

from data_access.lattice.codes import MONTHS, Codes, Numbers
from data_access.lattice.gathering import Gathering, Kind, Made
from data_access.lattice.packing import grouped
from data_access.lattice.records import Batch
from data_access.lattice.specs import MEMBERS, PARTS, ROLES, Part, Spec
from data_access.lattice.spill import Chunk
from data_access.places.divisions import DIVISION, SOURCES, with_division
from data_access.reference import tables as reference

TYPES: dict[str, type[np.generic]] = {
    **dict.fromkeys(("time", "access", "country", *ROLES, "goods", "division"), np.uint16),
    **dict.fromkeys(("mode", "goods_group", "illicit", "unit_class", "valuation"), np.uint8),
    "currency": np.uint16,
    **dict.fromkeys(("goods_set_id", "place"), np.uint32),
    **dict.fromkeys(("n_with_count", "n_records", "n_reported", "n_implausible"), np.uint32),
    **dict.fromkeys(("n", "quantity_base", "largest_base", "value_milli", "largest_milli"), np.int64),
}
"""How the columns of cubes are added up. Rows that are put away take less: see `chunk`."""
SMALLER: tuple[type[np.generic], ...] = (np.uint8, np.uint16, np.uint32)
"""Types for whole numbers from zero on, the smallest first: a column takes the first that holds all of its numbers."""
_SPELLING = ("country", *SOURCES, DIVISION)
_OF_LINE = ("goods", "illicit", "unit_class", "currency", "valuation")
_OF_EVENT = ("time", "country", "mode", *ROLES, "access")


@dataclass(kw_only=True)
class Builder:
    """Rolls up years. `codes` grow with what is seen; `goods_sets`: see `members`; `spellings`: see Lattice."""

    codes: Codes
    goods_sets: pl.DataFrame
    spellings: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=dict.fromkeys(_SPELLING, pl.String)))
    _numbered_routes: tuple[pl.DataFrame, pl.DataFrame] | None = None

    @cached_property
    def _members(self) -> dict[str, pl.DataFrame]:
        """goods_set_id, and each goods, group or reason that its members are of, in numbers."""
        groups = pl.col("goods").replace(reference.goods_group()).alias("goods_group")
        named = self.goods_sets.with_columns(groups)
        numbers = self.codes.numbered_columns(named, ("goods_set_id", *MEMBERS))
        small = numbers.select("goods_set_id", *(pl.col(m).cast(pl.UInt16) for m in MEMBERS))
        return {m: small.select("goods_set_id", m).unique() for m in MEMBERS}

    @cached_property
    def _divisions(self) -> pl.DataFrame:
        """The spellings with numbers of country and division."""
        return self.codes.numbered_columns(self.spellings, ("country", DIVISION))

    def ready(self, years: list[int]) -> None:
        """Say which years there are, when all records have got their numbers: from then on threads may roll up."""
        self.codes.years = years
        _ = self._members

    def rows_of(self, batch: Batch) -> dict[str, pl.DataFrame]:
        """Part → the records of a batch in numbers, not added up yet: time, the kind, the keys of the finest cube,
        access and the figures.
        """
        month = pl.col("month").str.slice(5).cast(pl.UInt32, strict=False).fill_null(0)
        time = (pl.col("year").cast(pl.UInt32) * MONTHS + month).alias("time")
        combos = self.codes.numbered(batch.combos.with_columns(time).drop("year", "month"))
        events = batch.events.join(combos, on="combo").join(self._routes(batch.routes), on="route_id")
        events = self.codes.numbered_columns(self._with_division(events), ("goods_set_id", "place"))
        goods = self.codes.numbered_columns(batch.goods, _OF_LINE)
        lines = batch.lines.join(goods, on="combo").drop("combo")
        lines = lines.join(events.select("seizure_id", *_OF_EVENT), on="seizure_id")
        return {"seizures": _counted(events), "lines": self._quantities(lines), "values": self._values(lines)}

    def _routes(self, routes: pl.DataFrame) -> pl.DataFrame:
        """The roles of routes in numbers: worked out once, for all batches have the same routes."""
        if self._numbered_routes is None or self._numbered_routes[0] is not routes:
            self._numbered_routes = (routes, self.codes.numbered_columns(routes, ROLES))
        return self._numbered_routes[1]

    def _none(self, column: str) -> int:
        """The number of the empty code of a column; one that no row has where there is none."""
        known = self.codes.texts[column]
        return known.index("") if "" in known else len(known)

    def _quantities(self, lines: pl.DataFrame) -> pl.DataFrame:
        """The quantities of each kind of goods in one seizure, so that `largest` is the most of one of these."""
        q = pl.col("quantity_base")
        measured = lines.filter(pl.col("unit_class") != self._none("unit_class"))
        one = _of_seizures(measured, ("unit_class",), [_sum_of(q), pl.col("implausible").max().alias("n_implausible")])
        return one.with_columns(q.is_not_null().cast(pl.UInt32).alias("n_reported"), q.alias("largest_base"))

    def _values(self, lines: pl.DataFrame) -> pl.DataFrame:
        """The values of each kind of goods in one seizure."""
        v = pl.col("value_milli")
        valued = lines.filter(pl.col("currency") != self._none("currency"))
        one = _of_seizures(valued, ("currency", "valuation"), [_sum_of(v)])
        return one.with_columns(v.is_not_null().cast(pl.UInt32).alias("n_reported"), v.alias("largest_milli"))

    def by_kind(self, part: str, frame: pl.DataFrame) -> Iterator[tuple[Kind, pl.DataFrame]]:
        """The rows of each kind, in the order that they have."""
        names = PARTS[part].kind
        if not names:
            yield (), frame
            return
        for numbers, rows in frame.partition_by(names, maintain_order=True, include_key=False, as_dict=True).items():
            yield tuple(self.codes.texts[n][int(k)] for n, k in zip(names, numbers, strict=True)), rows

    def made(self, gathering: Gathering, decided_at: int) -> Made:
        """The lattice of the rows that are gathered."""
        return Made(self.codes, gathering, self.goods_sets, self.spellings.sort(_SPELLING), decided_at)

    def _with_division(self, events: pl.DataFrame) -> pl.DataFrame:
        """With the number of the division, each spelling looked up once."""
        found = events.select("country", *SOURCES).unique().join(self._divisions, on=["country", *SOURCES], how="anti")
        if found.height:
            country = self.codes.shown_numbers("country", found["country"])
            named = with_division(found.select(country, *SOURCES), (DIVISION,)).select(self.spellings.columns)
            self.spellings = pl.concat([self.spellings, named])
            self._divisions = pl.concat([self._divisions, self.codes.numbered_columns(named, ("country", DIVISION))])
        return events.join(self._divisions, on=["country", *SOURCES], how="left").drop(SOURCES)

    def rows(
        self, part: Part, made: Sequence[tuple[Spec, pl.DataFrame]], wanted: Iterable[Spec]
    ) -> Iterator[tuple[Spec, pl.DataFrame]]:
        """The rows of the cubes wanted, each rolled up from those that are made; all kinds together."""
        known = list(made)
        for spec in sorted(wanted, key=lambda s: (-len(s.keys), s.time)):
            known.append((spec, self._rolled_from(known, spec, part)))
            yield known[-1]

    def _rolled_from(self, made: list[tuple[Spec, pl.DataFrame]], spec: Spec, part: Part) -> pl.DataFrame:
        """From the smallest of those that are made which tells all of it apart."""
        need = {"goods_set_id" if k == spec.member else k for k in spec.keys}
        able = [
            f for s, f in made if need <= set(s.keys) and not s.member and (s.time == "month" or spec.time == "year")
        ]
        frame = min(able, key=lambda f: f.height)
        if spec.time == "year":
            frame = frame.with_columns(pl.col("time") // MONTHS * MONTHS)
        if spec.member:
            frame = _rolled(frame, part, (*need, "access")).join(self._members[spec.member], on="goods_set_id")
        return _rolled(frame, part, (*spec.keys, "access"))


def _keys(part: Part) -> tuple[str, ...]:
    return (*part.finest, "access")


def _counted(events: pl.DataFrame) -> pl.DataFrame:
    """Seizures: how many the records stand for, how many of them say so, and how many there are."""
    n = pl.col("events")
    sums = [n.fill_null(0).alias("n"), n.is_not_null().cast(pl.UInt32).alias("n_with_count")]
    return events.select("time", *_keys(PARTS["seizures"]), *sums, pl.lit(1, dtype=pl.UInt32).alias("n_records"))


def _sum_of(column: pl.Expr) -> pl.Expr:
    """The sum, null where nothing is reported."""
    return pl.when(column.count() > 0).then(column.sum())


def _of_seizures(lines: pl.DataFrame, kind: tuple[str, ...], sums: list[pl.Expr]) -> pl.DataFrame:
    return lines.group_by("seizure_id", "goods", "illicit", *kind, *_OF_EVENT).agg(sums).drop("seizure_id")


def finest(rows: pl.DataFrame, part: Part) -> pl.DataFrame:
    """Rows of records, or of cells, added up to the cells of the finest cube."""
    return _rolled(rows, part, _keys(part))


def _rolled(frame: pl.DataFrame, part: Part, keys: tuple[str, ...]) -> pl.DataFrame:
    """Added up by kind, time and keys, in this order."""
    return grouped(frame, (*part.kind, "time", *keys), part.sums, part.largest)


def chunk(frame: pl.DataFrame) -> Chunk:
    """The columns of a frame as rows are put away: each in the smallest type that holds its numbers, for most of what
    a cube takes is read and copied again and again. Raises OverflowError for a number that does not fit.
    """
    found = {}
    for column in frame.iter_columns():
        values = (column.fill_null(0) if column.null_count() else column).to_numpy()
        found[column.name] = values.astype(_smallest(column.name, values))
    return found


def _smallest(name: str, values: Numbers) -> np.dtype[Any]:
    low, high = (int(values.min()), int(values.max())) if values.size else (0, 0)
    widest: Any = np.iinfo(np.dtype(TYPES[name]))
    if not widest.min <= low <= high <= widest.max:
        raise OverflowError(f"{name}: {low} to {high} is more than the cubes can hold")
    fits = (k for k in SMALLER if low >= 0 and high <= np.iinfo(np.dtype(k)).max)
    return np.dtype(next(fits, TYPES[name]))


def framed(rows: Chunk) -> pl.DataFrame:
    """Rows that were put away as a frame that they can be added up in."""
    return pl.DataFrame({name: column.astype(TYPES[name], copy=False) for name, column in rows.items()})
