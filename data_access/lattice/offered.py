"""What a data version offers to those who may see some handling levels: worked out once, for titles and pickers."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from data_access.lattice.conditions import OneOf
from data_access.lattice.lattice import Lattice
from data_access.lattice.specs import MEMBERS, ROLES
from data_access.reference import tables as reference
from domain.dimensions import EMPTY, KIND_NOT_KNOWN, NOT_KNOWN, UNKNOWN


@dataclass(frozen=True, eq=False)
class Offered:
    """What the records of one data version and of these handling levels hold."""

    lattice: Lattice
    handling: tuple[str, ...]

    def sums(self, *by: str) -> pl.DataFrame:
        """`by`, n, n_with_count, n_records of all these records."""
        return self.lattice.sums("seizures", (), by, [OneOf("handling", frozenset(self.handling))])

    @cached_property
    def records(self) -> int:
        """How many records."""
        return int(self.sums()["n_records"].sum())

    @cached_property
    def seizures(self) -> int:
        """How many seizures."""
        return int(self.sums()["n"].sum())

    @cached_property
    def months(self) -> tuple[str, str]:
        """First and last month ('' without any)."""
        return ends(self.sums("year", "month"))

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The years with records, in order."""
        return tuple(self.sums("year")["year"].sort().to_list())

    @cached_property
    def goods_sets(self) -> pl.DataFrame:
        """The members of the sets of goods that occur: goods_set_id, goods, illicit, unit_class."""
        return self.lattice.goods_sets.join(
            self.sums("goods_set_id").select("goods_set_id"), on="goods_set_id", how="semi"
        )

    @cached_property
    def _codes(self) -> dict[str, tuple[str, ...]]:
        return {}

    def codes(self, column: str) -> tuple[str, ...]:
        """The codes of a column that occur, sorted."""
        if column not in self._codes:
            self._codes[column] = self._found(column)
        return self._codes[column]

    def _found(self, column: str) -> tuple[str, ...]:
        if column in MEMBERS:
            named = self.goods_sets.with_columns(pl.col("goods").replace(reference.goods_group()).alias("goods_group"))
            return tuple(named[column].unique().sort().to_list())
        return tuple(self.sums(column)[column].cast(pl.String).unique().sort().to_list())

    @cached_property
    def left_open(self) -> frozenset[str]:
        """The dimensions that some record leaves open (domain.dimensions.NOT_KNOWN), 'month' too."""
        found = {d for d in ("country", "month", "mode", *ROLES, "goods", "illicit") if self._open(d)}
        kinds = set(KIND_NOT_KNOWN.values()) & set(self.codes("goods"))
        return frozenset(found | ({"goods_group"} if "goods" in found else set()) | ({"goods"} if kinds else set()))

    def _open(self, dimension: str) -> bool:
        return bool(set(self.codes(dimension)) & set(NOT_KNOWN.get(dimension, (EMPTY,))))

    @cached_property
    def goods_by_source(self) -> pl.DataFrame:
        """source, goods, illicit: which members of sets of goods each source has records of."""
        members = self.lattice.goods_sets.select("goods_set_id", "goods", "illicit").unique()
        pairs = self.sums("source", "goods_set_id").select("source", "goods_set_id")
        return pairs.join(members, on="goods_set_id").select("source", "goods", "illicit").unique()

    @cached_property
    def _fields(self) -> dict[tuple[str, ...], pl.DataFrame]:
        return {}

    def reports(self, field: str, *keys: str) -> pl.DataFrame:
        """The keys and `reported`: whether any of their records reports the field."""
        asked = (field, *keys)
        if asked not in self._fields:
            self._fields[asked] = self._reports(field, keys)
        return self._fields[asked]

    def _reports(self, field: str, keys: Sequence[str]) -> pl.DataFrame:
        if field == "illicit":
            reasons = self.goods_sets.group_by("goods_set_id").agg((pl.col("illicit") != EMPTY).any().alias("reported"))
            cells = self.sums(*keys, "goods_set_id").join(reasons, on="goods_set_id", how="left")
        else:
            reported = ~pl.col(field).is_in([EMPTY, UNKNOWN])
            cells = self.sums(*dict.fromkeys((*keys, field))).with_columns(reported.alias("reported"))
        return cells.group_by(keys).agg(pl.col("reported").fill_null(value=False).any())


def ends(cells: pl.DataFrame) -> tuple[str, str]:
    """First and last month of cells with year and month ('' without any); a record of a year spans all its months."""
    yearly = pl.col("month") == ""
    year = pl.col("year").cast(pl.String)
    first, last = cells.select(
        pl.when(yearly).then(year + "-01").otherwise("month").min().alias("first"),
        pl.when(yearly).then(year + "-12").otherwise("month").max().alias("last"),
    ).row(0)
    return str(first or ""), str(last or "")
