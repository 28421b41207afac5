"""A Selection and an Entitlement as predicates: for the cube (Polars) and for the database (SQL)."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

import polars as pl
from sqlalchemy import ColumnElement, func

from data_access.lattice.conditions import AllOf, AnyOf, Condition, OneOf, Within
from data_access.lattice.lattice import Lattice
from data_access.lattice.offered import Offered
from data_access.lattice.statements import DETAIL_COLUMNS, ITEM_DETAILS, OF_SETS
from data_access.reference import tables as reference
from data_access.store import tables as t
from domain.codes import ILLICIT_REASONS
from domain.dimensions import (
    DIMENSIONS,
    EMPTY,
    KIND_NOT_KNOWN,
    MULTIPLE,
    NOT_KNOWN,
    OTHER,
    UNASSIGNED,
    UNKNOWN,
)
from domain.entitlement import Entitlement
from domain.errors import UsageError
from domain.selection import Selection

_ROLES = ("producing", "departure", "destination")
ROUTE = ("departure", "destination")
"""A route is its two ends."""


@lru_cache(maxsize=32)
def known_codes(offered: Offered) -> dict[str, frozenset[str]]:
    """The codes that each coded dimension accepts, occurring or not; of sources those that may be seen."""
    places = frozenset(reference.names("places"))
    pseudo = {EMPTY, UNKNOWN, OTHER, MULTIPLE}
    goods = frozenset(reference.names("goods"))
    return {
        "country": places | {UNKNOWN},
        "goods": goods,
        "goods_group": frozenset(c for c, p in reference.goods().select("code", "parent").iter_rows() if not p),
        "illicit": frozenset(ILLICIT_REASONS),
        "mode": frozenset(reference.names("modes")) | {EMPTY, UNKNOWN},
        "source": frozenset(offered.codes("source")),
        **dict.fromkeys(_ROLES, places | pseudo),
    }


def expand_goods(codes: Iterable[str]) -> list[str]:
    """Codes of goods with the members of each group."""
    asked = set(codes)
    return [code for code, group in reference.goods_group().items() if code in asked or group in asked]


def with_unknown(dimension: str, values: tuple[str, ...]) -> tuple[str, ...]:
    """The codes asked for with those of records that leave the dimension open: they may belong here.

    Who asks for the open codes themselves asks for exactly those records.
    """
    left_open = set(NOT_KNOWN.get(dimension, ()))
    if dimension == "route":
        return tuple(dict.fromkeys(f"{a}>{b}" for value in values for a, b in _open_ends(value)))
    if not left_open or set(values) <= left_open:
        return values
    if dimension == "goods":
        kinds = reference.goods_group()
        left_open |= {KIND_NOT_KNOWN[kinds[v]] for v in values if kinds.get(v) in KIND_NOT_KNOWN}
    return tuple(sorted({*values, *left_open}))


def _open_ends(route: str) -> list[tuple[str, str]]:
    departure, destination = _ends(route)
    one, other = (with_unknown(r, (e,)) for r, e in (("departure", departure), ("destination", destination)))
    return [(a, b) for a in one for b in other]


def countries_asked(selection: Selection) -> list[str] | None:
    """The countries and territories that a selection asks for, directly or by region; None for all."""
    asked = selection.values("country")
    regions = selection.values("region")
    members = region_members(selection.scheme, regions) if regions else None
    if asked and members is not None:
        return sorted(set(asked) & set(members))
    return list(asked) or members


def of_reporters(selection: Selection) -> Selection:
    """What of a selection says whose reports are meant."""
    where = tuple(p for p in selection.where if p[0] in ("country", "region", "source"))
    return Selection(where=where, scheme=selection.scheme)


def region_members(scheme: str, regions: Iterable[str]) -> list[str]:
    """The countries and territories of regions; 'unassigned' means those in none."""
    asked = set(regions)
    table = reference.membership(scheme)
    members = set(table.filter(pl.col("region").is_in(list(asked)))["country"].to_list())
    if UNASSIGNED in asked:
        members |= (set(reference.names("places")) | {UNKNOWN}) - set(table["country"].to_list())
    return sorted(members)


def columns_asked(by: Iterable[str], goods_column: str) -> tuple[str, ...]:
    """The columns of cells that a grouping by these dimensions needs; `goods_column`: see Filters.goods_column."""
    asked = dict.fromkeys(column for d in by for column in _BEHIND.get(d, (d,)))
    if not set(asked) & OF_SETS:
        return tuple(asked)
    return (*(c for c in asked if c not in OF_SETS), goods_column)


def columns_of_lines(by: Iterable[str]) -> tuple[str, ...]:
    """The same of goods lines, which name their goods and why they are illicit."""
    behind = {**_BEHIND, "goods_group": ("goods",)}
    return tuple(dict.fromkeys(column for d in by for column in behind.get(d, (d,))))


_BEHIND = {"region": ("country",), "route": ROUTE, "division": ("division", "country")}


SET_DIMENSIONS = tuple(sorted(OF_SETS))


def needed_dimensions(dimensions: Iterable[str], selection: Selection) -> frozenset[str]:
    """The columns of the facts that grouping and filtering by these dimensions looks at."""
    parts = {"region": ("country",), "route": ROUTE, "division": ("country",)}
    needed = {column for d in dimensions for column in parts.get(d, (d,))}
    return frozenset(needed | ({"year", "month"} if selection.start or selection.end else set()))


_WRITTEN = {
    "year": (re.compile(r"\d{4}", re.ASCII), "2014"),
    "month": (re.compile(r"\d{4}-(0[1-9]|1[0-2])", re.ASCII), "2014-03"),
}


@dataclass(frozen=True, eq=False)
class Filters:
    """Predicates of one question. Raises UsageError for a code that does not exist."""

    selection: Selection
    entitlement: Entitlement
    lattice: Lattice
    known: Mapping[str, frozenset[str]]
    division_spellings: tuple[tuple[str, str, str], ...] = ()
    """Country, words and code by which the records name the divisions asked for: for those who list single records."""
    loose: bool = False
    """Whether records that leave a filtered field open pass too (see `with_unknown`)."""

    def __post_init__(self) -> None:
        """Refuse unknown codes and name the valid ones."""
        reference.need_scheme(self.selection.scheme)
        for dimension, values in self.selection.where:
            self._check(dimension, values)

    @cached_property
    def where(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Dimension and codes, with the open ones where these pass too."""
        if not self.loose:
            return self.selection.where
        return tuple((d, with_unknown(d, values)) for d, values in self.selection.where)

    def _check(self, dimension: str, values: tuple[str, ...]) -> None:
        if dimension == "region":
            valid = set(reference.regions(self.selection.scheme)["region"].to_list()) | {UNASSIGNED}
        elif dimension == "route":
            valid = None
            for value in values:
                for role, end in zip(ROUTE, _ends(value), strict=True):
                    self._check(role, (end,))
        elif dimension in ("year", "month"):
            form, example = _WRITTEN[dimension]
            if any(v and not form.fullmatch(v) for v in values):
                raise UsageError("'{dimension}' is written {example}.", dimension=dimension, example=example)
            return
        else:
            valid = set(self.known[dimension]) if DIMENSIONS[dimension].coded else None
        for value in values if valid is not None else ():
            if valid is not None and value not in valid:
                raise UsageError(
                    "'{value}' is no code of {dimension}. Known: {what}.",
                    value=value[:40],
                    dimension=dimension,
                    what=", ".join(sorted(v or "(empty)" for v in valid)),
                )

    def conditions(self, columns: Collection[str]) -> list[Condition]:
        """What cells with these columns must meet, goods as goods_set_id or as goods, goods_group or illicit."""
        selection = self.selection
        found: list[Condition] = [OneOf("handling", frozenset(self.entitlement.handling))]
        if selection.distinct:
            found.append(OneOf("is_copy", frozenset((False,))))
        if selection.start or selection.end:
            found.append(Within(selection.start, selection.end, self.loose))
        on_sets = "goods_set_id" in columns
        if on_sets and any(d in SET_DIMENSIONS for d, _ in self.where):
            found.append(OneOf("goods_set_id", frozenset(self.members()["goods_set_id"].to_list())))
        for dimension, values in self.where:
            if dimension in ITEM_DETAILS and dimension not in columns:
                continue  # the lines were chosen by it in the database
            if not (on_sets and dimension in SET_DIMENSIONS):
                found.append(self._condition(columns, dimension, values))
        return found

    def goods_column(self, by: Iterable[str]) -> str:
        """The column by which cells of seizures tell goods apart where a question groups by these dimensions.

        One good, group or reason has cells of its own (data_access.lattice.specs.MEMBERS); what several decide together
        is asked of the sets of goods, where a seizure stands once ('goods_set_id'). '' where goods do not matter.
        """
        where = dict(self.where)
        grouped, filtered = OF_SETS & set(by), OF_SETS & set(where)
        if not grouped and not filtered:
            return ""
        if len(grouped) == 1:
            (shown,) = grouped
            if filtered <= {shown} or (shown == "goods" and "illicit" not in filtered):
                return shown
        elif not grouped and len(filtered) == 1:
            (only,) = filtered
            if only == "goods" and len(expand_goods(where[only])) == 1:
                return only
            if len(where[only]) == 1:
                return "goods_group" if only == "goods" else only
        return "goods_set_id"

    def columns(self) -> set[str]:
        """The columns of cells that are filtered by, but for goods, for time and for who sees a record."""
        filtered = {column for d, _ in self.where for column in _BEHIND.get(d, (d,))}
        return filtered - OF_SETS - {"year", "month", "source"}

    @property
    def of_goods(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The filters on goods and on why they are illicit."""
        return tuple(pair for pair in self.where if pair[0] in OF_SETS)

    def members(self) -> pl.DataFrame:
        """The members of sets of goods that meet the filters on goods and on why they are illicit, together."""
        return members(self.lattice, self.of_goods)

    def _condition(self, columns: Collection[str], dimension: str, values: tuple[str, ...]) -> Condition:
        if dimension == "region":
            return OneOf("country", frozenset(self._members_of(values)))
        if dimension in ("goods", "goods_group") and "goods_group" in columns:
            return OneOf("goods_group", frozenset(values))
        if dimension in ("goods", "goods_group"):
            return OneOf("goods", frozenset(expand_goods(values)))
        if dimension == "route":
            return AnyOf(tuple(self._between(*_ends(value)) for value in self.selection.values("route")))
        if dimension == "month" and self.loose:
            undated = AllOf((OneOf("month", frozenset(("",))), OneOf("year", frozenset(_years_of(values)))))
            return AnyOf((OneOf("month", frozenset(values)), undated))
        if dimension == "division" and self.loose:
            asked = self.selection.values("division")
            return AnyOf((OneOf("division", frozenset(asked)), _division_open(asked)))
        return OneOf(dimension, frozenset(values))

    def _between(self, departure: str, destination: str) -> Condition:
        """From one to the other."""
        ends = (("departure", departure), ("destination", destination))
        return AllOf(tuple(OneOf(r, frozenset(with_unknown(r, (end,)) if self.loose else (end,))) for r, end in ends))

    def _members_of(self, regions: tuple[str, ...]) -> list[str]:
        return [*region_members(self.selection.scheme, regions), *[UNKNOWN] * self.loose]

    def sql(self) -> list[ColumnElement[bool]]:
        """The part of the predicates that spares the database most; the rest is applied afterwards."""
        tests: list[ColumnElement[bool]] = [t.Seizure.handling.in_(self.entitlement.handling)]
        where = dict(self.where)
        if "country" in where:
            tests.append(t.Seizure.country.in_(where["country"]))
        if "region" in where:
            tests.append(t.Seizure.country.in_(self._members_of(where["region"])))
        if "year" in where:
            tests.append(t.Seizure.year.in_([int(v) for v in where["year"] if v]))
        if "source" in where:
            tests.append(t.Seizure.source_id.in_(where["source"]))
        if self.selection.start:
            tests.append(t.Seizure.year >= int(self.selection.start[:4]))
        if self.selection.end:
            tests.append(t.Seizure.year <= int(self.selection.end[:4]))
        tests += [func.coalesce(c, "").in_(where[k]) for k, c in DETAIL_COLUMNS.items() if k in where]
        return tests

    def lines(self) -> list[ColumnElement[bool]]:
        """What one goods line of a seizure must meet: the filters on details of a line, together."""
        return [ITEM_DETAILS[d].in_(values) for d, values in self.where if d in ITEM_DETAILS]


@lru_cache(maxsize=64)
def members(lattice: Lattice, where: tuple[tuple[str, tuple[str, ...]], ...]) -> pl.DataFrame:
    """The members of sets of goods that meet filters on goods and on why they are illicit, together."""
    sets = lattice.goods_sets
    for dimension, values in where:
        if dimension == "illicit":
            sets = sets.filter(pl.col(dimension).is_in(values))
        else:
            sets = sets.filter(pl.col("goods").is_in(expand_goods(values)))
    return sets


def country_of_division(code: str) -> str:
    """Our code of the country that a code of ISO 3166-2 belongs to; '' for none that we know."""
    return _alpha3().get(code.partition("-")[0], "")


@cache
def _alpha3() -> dict[str, str]:
    return dict(reference.read("places").select("alpha2", "code").iter_rows())


def _division_open(divisions: Iterable[str]) -> Condition:
    """The records that leave the division open, of the countries of these."""
    countries = frozenset(country_of_division(division) for division in divisions)
    return AllOf((OneOf("division", frozenset(NOT_KNOWN["division"])), OneOf("country", countries)))


def _years_of(months: tuple[str, ...]) -> list[str]:
    return sorted({month[:4] for month in months})


def _ends(route: str) -> tuple[str, str]:
    departure, mark, destination = route.partition(">")
    if not mark:
        raise UsageError("A route is written departure>destination, such as COL>ESP; not '{route}'.", route=route[:40])
    return departure, destination


def open_filters(offered: Offered, selection: Selection) -> list[str]:
    """The dimensions filtered by that records of the cube leave open, sorted; 'month' for a period within years."""
    found = {d for d, values in selection.where if with_unknown(d, values) != values and may_be_open(offered, d)}
    if selection.values("region") and may_be_open(offered, "country"):
        found.add("region")
    within = bool(selection.values("month"))
    within |= bool(selection.start) and not selection.start.endswith("-01")
    within |= bool(selection.end) and not selection.end.endswith("-12")
    if within and may_be_open(offered, "month"):
        found.add("month")
    return sorted(found)


def may_be_open(offered: Offered, dimension: str) -> bool:
    """Whether any record may leave the dimension open; details are not looked at."""
    if dimension == "route":
        return any(may_be_open(offered, d) for d in ROUTE)
    if DIMENSIONS[dimension].detail:
        return True
    return dimension in offered.left_open
