"""What of a cube a selection leaves one viewer: the cells behind every figure, with the last few kept."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import polars as pl
from sqlalchemy import ColumnElement, Engine

from data_access.cube import bounds, locations
from data_access.cube import cube as cubes
from data_access.cube.filters import (
    Filters,
    countries_asked,
    known_codes,
    needed_dimensions,
    of_reporters,
    with_dimension,
    with_members,
)
from data_access.cube.precedence import Ranks, Scope, scope_of
from data_access.cube.reporting import declared, reporting
from data_access.cube.rollup import Kind, roll_up
from data_access.places.divisions import DIVISION, SOURCES, details_asked, with_division
from domain.dimensions import DIMENSIONS
from domain.entitlement import Entitlement
from domain.selection import Selection

KEPT = 10
"""So many filtered parts of the cube are kept: those of the pages being drawn now."""


@dataclass(frozen=True, eq=False)
class FilteredCube:
    """The cells of one data version, for the gateway alone; each question says for whom."""

    engine: Engine
    cube: cubes.Cube
    ranks: Ranks

    @cached_property
    def _known(self) -> Mapping[str, frozenset[str]]:
        """The codes that each coded dimension accepts: fixed for a data version."""
        return known_codes(self.cube)

    def filters(self, selection: Selection, entitlement: Entitlement, *, loose: bool = False) -> Filters:
        """The tests of a selection; `loose` ones pass records that leave a filtered field open.

        Raises UsageError for codes that do not exist.
        """
        return Filters(selection, entitlement, self.cube, self._known, loose=loose)

    def scope(self, selection: Selection, entitlement: Entitlement) -> Scope:
        """Which sources a selection counts, and which give way."""
        return scope_of(self.cube, self.ranks, selection, entitlement)

    @cached_property
    def _kept(self) -> Callable[[str, str, Selection, Kind, Entitlement], pl.DataFrame]:
        """`_made`, the last few kept: the cards of a page ask for the same facts a dozen times."""
        return lru_cache(maxsize=KEPT)(self._made)

    def _made(self, what: str, part: str, selection: Selection, kind: Kind, entitlement: Entitlement) -> pl.DataFrame:
        if what == "total":
            return roll_up(self.facts(selection, kind, (), entitlement), (), kind)
        if what == "reporting":
            return self._reporting(selection, entitlement)
        base, filters = getattr(self.cube, part), self.filters(selection, entitlement, loose=what == "loose")
        return self._filtered(base, filters, kind, every_source=what == "every_source")

    def total(self, selection: Selection, kind: Kind, entitlement: Entitlement) -> pl.DataFrame:
        """The sum of all facts, in one row: a seizure counts once, whatever it is grouped by."""
        return self._kept("total", "", selection, kind, entitlement)

    def facts(
        self,
        selection: Selection,
        kind: Kind,
        by: Sequence[str],
        entitlement: Entitlement,
        *,
        every_source: bool = False,
        loose: bool = False,
        most: int | None = bounds.MOST_ROWS,
    ) -> pl.DataFrame:
        """The cells of the smallest cube that covers the question, filtered; a seizure counts once.

        `loose`: with the records that leave a filtered field open and may belong here. Raises TooFine for more than
        `most` cells with records, before they are made.
        """
        if most is not None:
            self._check_size(selection, by, entitlement, most)
        details = sorted({d for d in (*by, *dict(selection.where)) if DIMENSIONS[d].detail})
        if part := cubes.covering(kind.part, details):
            what = "loose" if loose else "every_source" if every_source else "facts"
            return self._kept(what, part, selection, kind, entitlement)
        filters = self.filters(selection, entitlement, loose=loose)
        base = self._detail(kind.part, details, by, filters, most)
        return self._filtered(base, filters, kind, every_source=every_source)

    def division_spellings(self, selection: Selection, entitlement: Entitlement) -> tuple[tuple[str, str, str], ...]:
        """How records of the divisions asked for name them: country, words, code; () without such a filter."""
        if not selection.values(DIVISION):
            return ()
        facts = self.facts(selection, Kind(measure="seizures"), (), entitlement)
        return tuple(facts.select(pl.col("country", *SOURCES).cast(pl.String)).unique().sort(pl.all()).iter_rows())

    def _filtered(self, base: pl.DataFrame, filters: Filters, kind: Kind, *, every_source: bool) -> pl.DataFrame:
        tests = [*filters.expressions(base), *kind.expressions()]
        if not every_source:
            tests += self.scope(filters.selection, filters.entitlement).expressions()
        return base.filter(tests)

    def _check_size(self, selection: Selection, by: Sequence[str], entitlement: Entitlement, most: int) -> None:
        """Estimate the cells of an answer: the members of its sides multiplied, and never more than there are records
        (or cells of the cube, where it covers the question).

        The filters on details are left out, so that the estimate may be too high: then a shorter period helps.
        """
        coarse = replace(selection, where=tuple(p for p in selection.where if not DIMENSIONS[p[0]].detail))
        facts = self._kept("facts", "seizures", coarse, Kind(measure="seizures"), entitlement)
        fine = any(DIMENSIONS[d].detail for d in by)
        if (n_rows := int(facts["n_records"].sum()) if fine else facts.height) > most:
            where = self.filters(coarse, entitlement).sql()
            bounds.check({d: self._members(d, facts, where) for d in by}, most=most, records=n_rows)

    def _members(self, dimension: str, facts: pl.DataFrame, where: Sequence[ColumnElement[bool]]) -> int:
        """How many members a dimension has at most among these facts."""
        if DIMENSIONS[dimension].detail:
            with self.engine.connect() as connection:
                return cubes.distinct(connection, details_asked([dimension]), where)
        if dimension == "route":
            return facts.select("departure", "destination").n_unique()
        column = "country" if dimension == "region" else dimension
        return facts[column].n_unique() if column in facts.columns else len(self._known.get(dimension, ()))

    def _detail(
        self, part: str, details: list[str], by: Sequence[str], filters: Filters, most: int | None
    ) -> pl.DataFrame:
        """What the cube is too coarse for: the same grouping, finer in details and coarser in what is not asked."""
        needed = needed_dimensions({*by, *dict(filters.selection.where)}, filters.selection)
        columns = details_asked(d for d in details if d in by or d not in cubes.ITEM_DETAILS)
        statement = cubes.STATEMENTS[part](columns, filters.sql(), needed, filters.lines())
        schema = cubes.schema_of(part, needed) | dict.fromkeys(columns, pl.String)
        with self.engine.connect() as connection:
            cap = None if most is None else cubes.ROW_CAP
            return with_division(cubes.fetch(connection, statement, schema, cap), details)

    def grouped(
        self, facts: pl.DataFrame, selection: Selection, by: Sequence[str], entitlement: Entitlement
    ) -> pl.DataFrame:
        """The facts with a column for each dimension asked; overlapping groups repeat rows.

        Only the members asked for are shown, not those that came along in the same seizure.
        """
        members = self.filters(selection, entitlement).members()
        return shown(with_members(facts, by, members), selection, by)

    def reporting(self, selection: Selection, entitlement: Entitlement) -> pl.DataFrame:
        """Reporter × source × month: declared, else inferred (REPORTING_SCHEMA), whatever the goods and the period."""
        return self._kept("reporting", "", of_reporters(selection), Kind(measure="seizures"), entitlement)

    def _reporting(self, selection: Selection, entitlement: Entitlement) -> pl.DataFrame:
        with self.engine.connect() as connection:
            calendar = declared(connection)
        sources = selection.values("source")
        countries = countries_asked(selection)
        if sources:
            calendar = calendar.filter(pl.col("source_id").is_in([*sources, ""]))
        if countries is not None:
            calendar = calendar.filter(pl.col("country").is_in(countries))
        return reporting(self.reporters(selection, entitlement), calendar)

    def reporters(self, selection: Selection, entitlement: Entitlement) -> pl.DataFrame:
        """source, country, year, month, n: how many records of any goods and mode a reporter has."""
        wide = of_reporters(selection)
        facts = self.facts(wide, Kind(measure="seizures"), (), entitlement, every_source=True)
        keys = [pl.col(c).cast(pl.String) for c in ("source", "country", "month")]
        return facts.group_by(*keys, "year").agg(pl.col("n_records").sum().alias("n"))

    def points(self, selection: Selection, entitlement: Entitlement, *, digits: int) -> pl.DataFrame:
        """Seizures with coordinates, by those rounded to `digits` decimals (locations.LOCATION_SCHEMA).

        Rows without latitude count those whose coordinates are only the middle of a division or country.
        """
        details = sorted({d for d, _ in selection.where if DIMENSIONS[d].detail})
        filters = self.filters(selection, entitlement)
        needed = needed_dimensions(dict(selection.where), selection) | {"country"}
        columns = details_asked(d for d in details if d not in cubes.ITEM_DETAILS)
        schema = cubes.schema_of("seizures", needed) | dict.fromkeys(columns, pl.String) | locations.FETCHED
        statement = locations.statement(columns, filters, needed, digits)
        with self.engine.connect() as connection:
            base = with_division(cubes.fetch(connection, statement, schema), details)
        kind = Kind(measure="seizures")
        return locations.summed(self._filtered(base, filters, kind, every_source=False), digits)


def shown(facts: pl.DataFrame, selection: Selection, by: Sequence[str]) -> pl.DataFrame:
    """The facts with the other dimensions asked, of the regions asked."""
    for dimension in by:
        facts = with_dimension(facts, dimension, selection.scheme)
    asked = selection.values("region")
    return facts.filter(pl.col("region").is_in(asked)) if asked and "region" in by else facts
