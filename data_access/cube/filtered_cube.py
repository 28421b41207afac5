"""What of a lattice a selection leaves one viewer: the cells behind every figure, with the last few kept."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache, partial
from typing import Any

import polars as pl
from sqlalchemy import ColumnElement, Engine, Select

from data_access.cube import bounds, locations
from data_access.cube.cells import Cells, Column, of_frame, side_by_side
from data_access.cube.dimensions import SURE
from data_access.cube.filters import (
    Filters,
    columns_asked,
    columns_of_lines,
    countries_asked,
    known_codes,
    needed_dimensions,
    of_reporters,
    open_filters,
)
from data_access.cube.precedence import Ranks, Scope, scope_of
from data_access.cube.reporting import declared, reporting
from data_access.cube.rollup import Kind
from data_access.lattice import statements
from data_access.lattice.conditions import Condition
from data_access.lattice.lattice import Lattice
from data_access.lattice.offered import Offered
from data_access.lattice.specs import PARTS
from data_access.lattice.statements import OF_SETS
from data_access.places.divisions import DIVISION, SOURCES, details_asked, with_division
from domain.dimensions import DIMENSIONS
from domain.entitlement import Entitlement
from domain.selection import Selection

KEPT, KEPT_REPORTING = 200, 10
"""So many answers in cells are kept, and tables of who reported when: those of the pages being drawn now."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What cells are asked for: a measure, by which dimensions, and how strictly the filters are meant.

    `every_source`: also of sources that give way. `loose`: with the records that leave a filtered field open and may
    belong here. `by_sets`: by the sets of goods too.
    """

    selection: Selection
    kind: Kind
    by: tuple[str, ...]
    entitlement: Entitlement
    every_source: bool = False
    loose: bool = False
    by_sets: bool = False


@dataclass(frozen=True, eq=False)
class FilteredCube:
    """The cells of one data version, for the gateway alone; each question says for whom."""

    engine: Engine
    lattice: Lattice
    ranks: Ranks

    def offered(self, entitlement: Entitlement) -> Offered:
        """What the data version offers to somebody with these rights."""
        return self.lattice.offered(entitlement.handling)

    def filters(self, selection: Selection, entitlement: Entitlement) -> Filters:
        """The conditions of a selection. Raises UsageError for codes that do not exist."""
        return self.both_filters(selection, entitlement)[0]

    @cached_property
    def both_filters(self) -> Callable[[Selection, Entitlement], tuple[Filters, Filters]]:
        """The strict filters, and the loose ones, which pass records that leave a filtered field open too.

        The same twice where no record does. Raises UsageError for codes that do not exist.
        """
        return lru_cache(maxsize=KEPT)(self._both_filters)

    def _both_filters(self, selection: Selection, entitlement: Entitlement) -> tuple[Filters, Filters]:
        strict = Filters(selection, entitlement, self.lattice, known_codes(self.offered(entitlement)))
        if not open_filters(self.offered(entitlement), selection):
            return strict, strict
        return strict, replace(strict, loose=True)

    def scope(self, selection: Selection, entitlement: Entitlement) -> Scope:
        """Which sources a selection counts, and which give way."""
        return self._scope(selection.values("source"), entitlement)

    @cached_property
    def _scope(self) -> Callable[[tuple[str, ...], Entitlement], Scope]:
        return lru_cache(maxsize=KEPT)(lambda sources, viewer: scope_of(self.lattice, self.ranks, sources, viewer))

    def facts(
        self,
        selection: Selection,
        kind: Kind,
        by: Sequence[str],
        entitlement: Entitlement,
        *,
        every_source: bool = False,
        most: int | None = bounds.MOST_ROWS,
    ) -> pl.DataFrame:
        """The cells of a question as a frame (see `cells`)."""
        asked = self.asked(selection, kind, by, entitlement, every_source=every_source)
        return self.cells(asked, most=most).frame()

    def asked(
        self,
        selection: Selection,
        kind: Kind,
        by: Sequence[str],
        entitlement: Entitlement,
        *,
        every_source: bool = False,
        loose: bool = False,
        by_sets: bool = False,
    ) -> Asked:
        """A question to `cells`."""
        dated = ("year",) if "month" in by and "year" not in by else ()  # what is dated by its year has no month
        return Asked(
            selection=selection,
            kind=kind,
            by=(*by, *dated),
            entitlement=entitlement,
            every_source=every_source,
            loose=loose,
            by_sets=by_sets,
        )

    def cells(self, asked: Asked, *, most: int | None = bounds.MOST_ROWS) -> Cells:
        """The cells of a question, filtered, by what its dimensions are found by; a seizure counts once.

        Raises TooFine for more than `most` cells with records, before they are made.
        """
        if most is not None:
            self._check_size(asked, most)
        if not self.covers(asked.kind.part, (*asked.by, *dict(asked.selection.where))):
            return self._from_records(asked, most)
        if asked.kind.part != "seizures":
            return self._of_lines(asked)
        found = self._kept(replace(asked, loose=True))  # asked at once: both look at the same cells
        return found if asked.loose else found.strict

    def once(self, cells: Cells) -> bool:
        """Whether each seizure stands in these cells once, so that they add up to the total."""
        repeated = {*statements.ITEM_DETAILS, *(OF_SETS if cells.part == "seizures" else ())}
        return repeated.isdisjoint(cells.columns)

    def covers(self, part: str, dimensions: Sequence[str]) -> bool:
        """Whether cells tell these dimensions apart; else the records are asked."""
        return all(d in PARTS[part].finest for d in dimensions if DIMENSIONS[d].detail)

    @cached_property
    def _kept(self) -> Callable[[Asked], Cells]:
        """`_of_seizures`, the last few kept: the cards of a page ask for the same more than once."""
        return lru_cache(maxsize=KEPT)(self._of_seizures)

    def _of_seizures(self, asked: Asked) -> Cells:
        """By the columns that the dimensions are found by, with the cells that pass only loosely."""
        _, loose = self.both_filters(asked.selection, asked.entitlement)
        plain = replace(asked, by=(), by_sets=False)
        goods = "goods_set_id" if asked.by_sets else loose.goods_column(asked.by)
        columns = columns_asked(asked.by, goods)
        if goods and not self.lattice.tells_apart((*columns, goods, *loose.columns())):
            columns, goods = columns_asked(asked.by, "goods_set_id"), "goods_set_id"
        if asked.by_sets:
            columns = tuple(dict.fromkeys((*columns, "goods_set_id")))
        return self._kept_sums(plain, columns, (goods,))

    @cached_property
    def _kept_sums(self) -> Callable[[Asked, tuple[str, ...], tuple[str, ...]], Cells]:
        """`_sums`, the last few kept: several dimensions are found by the same columns."""
        return lru_cache(maxsize=KEPT)(self._sums)

    def _sums(self, asked: Asked, columns: tuple[str, ...], goods: tuple[str, ...]) -> Cells:
        """The cells of one kind by these columns; `goods`: the columns by which goods are filtered."""
        part, kind = asked.kind.part, tuple(asked.kind.parts.values())
        strict, loose = self.both_filters(asked.selection, asked.entitlement)
        known = self._conditions(asked, strict, goods)
        more = None if loose is strict or not asked.loose else self._conditions(asked, loose, goods)
        found = self.lattice.found(part, kind, columns, self.lattice.codes.tables(known, more))
        named = {name: Column(numbers, self.lattice.codes.column(name)) for name, numbers in found.keys.items()}
        return Cells(part, named, found.figures, found.sure)

    def _conditions(self, asked: Asked, filters: Filters, columns: Sequence[str]) -> list[Condition]:
        """What cells with these columns must meet."""
        if asked.every_source:
            return filters.conditions(columns)
        return filters.conditions(columns) + self.scope(asked.selection, asked.entitlement).conditions()

    def _of_lines(self, asked: Asked) -> Cells:
        """Quantities or values; of a measure without a kind those of every kind, side by side."""
        names, by = PARTS[asked.kind.part].kind, columns_of_lines(asked.by)
        plain, goods = replace(asked, by=(), by_sets=False, loose=False), ("goods", "illicit")
        if len(asked.kind.parts) == len(names):
            return self._kept_sums(plain, by, goods)
        kinds = self.lattice.kinds(asked.kind.part) or (("",) * len(names),)
        named = {
            kind: replace(plain, kind=replace(asked.kind, **dict(zip(names, kind, strict=True)))) for kind in kinds
        }
        return side_by_side({kind: self._kept_sums(one, by, goods) for kind, one in named.items()}, names)

    def division_spellings(self, selection: Selection) -> tuple[tuple[str, str, str], ...]:
        """How records of the divisions asked for name them: country, words, code; () without such a filter."""
        asked = selection.values(DIVISION)
        found = self.lattice.spellings.filter(pl.col(DIVISION).is_in(asked))
        return tuple(found.select("country", *SOURCES).unique().sort(pl.all()).iter_rows())

    def _check_size(self, asked: Asked, most: int) -> None:
        """Estimate the cells of an answer: the members of its sides multiplied, and never more than there are records.

        The filters on details that no cell tells apart are left out, so that the estimate may be too high: then a
        shorter period helps.
        """
        sides = [d for d in asked.by if d != "year" or "month" not in asked.by]  # a month is of one year
        fine = not self.covers(asked.kind.part, sides)
        if not fine and self.lattice.codes.most(columns_asked(sides, "goods_set_id")) <= most:
            return
        where = tuple(p for p in asked.selection.where if self.covers("seizures", (p[0],)))
        selection = replace(asked.selection, where=where)
        coarse = replace(asked, selection=selection, kind=Kind(measure="seizures"), by=(), loose=True, by_sets=False)
        if (records := self._kept(coarse).sum("n_records")) > most:
            tests = self.filters(coarse.selection, asked.entitlement).sql()
            bounds.check({d: self._members(d, coarse, tests) for d in sides}, most=most, records=records)

    def _members(self, dimension: str, coarse: Asked, where: Sequence[ColumnElement[bool]]) -> int:
        """How many members a dimension has at most among the records of a selection."""
        if self.covers("seizures", (dimension,)):
            return self._kept(replace(coarse, by=("country",) if dimension == "region" else (dimension,))).height
        with self.engine.connect() as connection:
            return statements.distinct(connection, details_asked([dimension]), where)

    def _from_records(self, asked: Asked, most: int | None) -> Cells:
        """What no cube tells apart, grouped by the database: finer in details and coarser in what is not asked."""
        selection = asked.selection
        strict, loose = self.both_filters(selection, asked.entitlement)
        widest = loose if asked.loose else strict
        details = sorted({d for d in (*asked.by, *dict(selection.where)) if DIMENSIONS[d].detail})
        needed = needed_dimensions({*asked.by, *dict(selection.where)}, selection)
        if asked.by_sets:
            needed |= {"goods"}
        columns = details_asked(d for d in details if d in asked.by or d not in statements.ITEM_DETAILS)
        part = asked.kind.part
        statement = statements.STATEMENTS[part](columns, widest.sql(), needed, widest.lines())
        schema = statements.schema_of(part, needed) | dict.fromkeys(columns, pl.String)
        with self.engine.connect() as connection:
            cap = None if most is None else statements.ROW_CAP
            base = with_division(statements.fetch(connection, statement, schema, cap), details)
        passing, surely = (
            pl.all_horizontal([c.expression() for c in self._conditions(asked, filters, base.columns)])
            for filters in (widest, strict)
        )
        kept = base.filter(passing, *asked.kind.expressions()).with_columns(surely.alias(SURE))
        return of_frame(kept, part, SURE)

    def reporting(self, selection: Selection, entitlement: Entitlement) -> pl.DataFrame:
        """Reporter × source × month: declared, else inferred (REPORTING_SCHEMA), whatever the goods and the period.

        A source spans the time of all its records: those of one country alone would say nothing of what another one,
        which declared that it had none, did not report.
        """
        every = Selection(where=tuple(pair for pair in selection.where if pair[0] == "source"))
        found, countries = self._kept_reporting(every, entitlement), countries_asked(selection)
        return found if countries is None else found.filter(pl.col("country").is_in(countries))

    @cached_property
    def _kept_reporting(self) -> Callable[[Selection, Entitlement], pl.DataFrame]:
        return lru_cache(maxsize=KEPT_REPORTING)(self._reporting)

    def _reporting(self, selection: Selection, entitlement: Entitlement) -> pl.DataFrame:
        with self.engine.connect() as connection:
            calendar = declared(connection)
        if sources := selection.values("source"):
            calendar = calendar.filter(pl.col("source_id").is_in([*sources, ""]))
        return reporting(self.reporters(selection, entitlement), calendar)

    def reporters(self, selection: Selection, entitlement: Entitlement) -> pl.DataFrame:
        """source, country, year, month, n: how many records of any goods and mode a reporter has."""
        wide = of_reporters(selection)
        by = ("source", "country", "year", "month")
        facts = self.facts(wide, Kind(measure="seizures"), by, entitlement, every_source=True, most=None)
        return facts.select(*by, pl.col("n_records").alias("n"))

    def points(self, selection: Selection, entitlement: Entitlement, *, digits: int) -> pl.DataFrame:
        """Seizures with coordinates, by those rounded to `digits` decimals (locations.LOCATION_SCHEMA).

        Rows without latitude count those whose coordinates are only the middle of a division or country.
        """
        statement = partial(locations.statement, digits=digits)
        return locations.summed(self._located(selection, entitlement, statement, locations.FETCHED), digits)

    def derived(self, selection: Selection, entitlement: Entitlement) -> dict[str, int]:
        """Seizures whose division is derived from their coordinates, by its code; '' for those placed nowhere."""
        facts = self._located(selection, entitlement, locations.derived_statement, locations.DERIVED_FETCHED)
        return dict(facts.group_by("derived").agg(pl.col("n").sum()).filter(pl.col("n") > 0).iter_rows())

    def _located(
        self,
        selection: Selection,
        entitlement: Entitlement,
        make: Callable[..., Select[Any]],
        fetched: dict[str, type[pl.DataType]],
    ) -> pl.DataFrame:
        """The rows of a statement on seizures with coordinates that pass the filters."""
        details = sorted({d for d, _ in selection.where if DIMENSIONS[d].detail})
        filters = self.filters(selection, entitlement)
        needed = needed_dimensions(dict(selection.where), selection) | {"country"}
        columns = details_asked(d for d in details if d not in statements.ITEM_DETAILS)
        schema = statements.schema_of("seizures", needed) | dict.fromkeys(columns, pl.String) | fetched
        statement = make(columns, filters, needed)
        with self.engine.connect() as connection:
            base = with_division(statements.fetch(connection, statement, schema), details)
        asked = Asked(selection=selection, kind=Kind(measure="seizures"), by=(), entitlement=entitlement)
        tests = [condition.expression() for condition in self._conditions(asked, filters, base.columns)]
        return base.filter(tests)
