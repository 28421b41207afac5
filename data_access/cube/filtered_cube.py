"""What of a lattice a selection leaves one viewer: the cells behind every figure, with the last few kept."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import polars as pl
from sqlalchemy import ColumnElement, Engine

from data_access.cube import bounds, locations
from data_access.cube.filters import (
    Filters,
    columns_asked,
    columns_of_lines,
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
from data_access.lattice import statements
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

    def filters(self, selection: Selection, entitlement: Entitlement, *, loose: bool = False) -> Filters:
        """The tests of a selection; `loose` ones pass records that leave a filtered field open.

        Raises UsageError for codes that do not exist.
        """
        known = known_codes(self.offered(entitlement))
        return Filters(selection, entitlement, self.lattice, known, loose=loose)

    def scope(self, selection: Selection, entitlement: Entitlement) -> Scope:
        """Which sources a selection counts, and which give way."""
        return scope_of(self.lattice, self.ranks, selection, entitlement)

    @cached_property
    def _kept(self) -> Callable[[Asked], pl.DataFrame]:
        """`_cells`, the last few kept: the cards of a page ask for the same more than once."""
        return lru_cache(maxsize=KEPT)(self._cells)

    def total(self, selection: Selection, kind: Kind, entitlement: Entitlement) -> pl.DataFrame:
        """The sum of all facts, in one row: a seizure counts once, whatever it is grouped by."""
        return roll_up(self.facts(selection, kind, (), entitlement), (), kind)

    def facts(
        self,
        selection: Selection,
        kind: Kind,
        by: Sequence[str],
        entitlement: Entitlement,
        *,
        every_source: bool = False,
        loose: bool = False,
        by_sets: bool = False,
        most: int | None = bounds.MOST_ROWS,
    ) -> pl.DataFrame:
        """The cells of a question, filtered, by what its dimensions are found by (see Asked); a seizure counts once.

        Raises TooFine for more than `most` cells with records, before they are made.
        """
        dated = ("year",) if "month" in by and "year" not in by else ()  # what is dated by its year has no month
        asked = Asked(
            selection=selection,
            kind=kind,
            by=(*by, *dated),
            entitlement=entitlement,
            every_source=every_source,
            loose=loose,
            by_sets=by_sets,
        )
        if most is not None:
            self._check_size(asked, most)
        if self.covers(kind.part, (*by, *dict(selection.where))):
            return self._kept(asked)
        return self._from_records(asked, most)

    def once(self, part: str, facts: pl.DataFrame) -> bool:
        """Whether each seizure stands in these cells once, so that they add up to the total."""
        repeated = {*statements.ITEM_DETAILS, *(OF_SETS if part == "seizures" else ())}
        return repeated.isdisjoint(facts.columns)

    def covers(self, part: str, dimensions: Sequence[str]) -> bool:
        """Whether cells tell these dimensions apart; else the records are asked."""
        return all(d in PARTS[part].finest for d in dimensions if DIMENSIONS[d].detail)

    def _cells(self, asked: Asked) -> pl.DataFrame:
        """From the lattice: the columns that the dimensions are found by, and the figures."""
        filters = self.filters(asked.selection, asked.entitlement, loose=asked.loose)
        plain = replace(asked, by=(), by_sets=False)
        if asked.kind.part != "seizures":
            return self._kept_sums(plain, columns_of_lines(asked.by), ("goods", "illicit"))
        goods = "goods_set_id" if asked.by_sets else filters.goods_column(asked.by)
        columns = columns_asked(asked.by, goods)
        if goods and not self.lattice.tells_apart((*columns, goods, *filters.columns())):
            columns, goods = columns_asked(asked.by, "goods_set_id"), "goods_set_id"
        if asked.by_sets:
            columns = tuple(dict.fromkeys((*columns, "goods_set_id")))
        return self._kept_sums(plain, columns, (goods,))

    @cached_property
    def _kept_sums(self) -> Callable[[Asked, tuple[str, ...], tuple[str, ...]], pl.DataFrame]:
        """`_sums`, the last few kept: several dimensions are found by the same columns."""
        return lru_cache(maxsize=KEPT)(self._sums)

    def _tests(self, asked: Asked, filters: Filters, columns: Sequence[str]) -> list[pl.Expr]:
        """What cells with these columns must meet."""
        if asked.every_source:
            return filters.expressions(columns)
        return filters.expressions(columns) + self.scope(asked.selection, asked.entitlement).expressions()

    def _sums(self, asked: Asked, columns: tuple[str, ...], goods: tuple[str, ...]) -> pl.DataFrame:
        """The cells by these columns; `goods`: the columns by which goods are filtered.

        Of a measure without a kind those of every kind under its name, side by side.
        """
        filters = self.filters(asked.selection, asked.entitlement, loose=asked.loose)
        kind, tests = asked.kind, self._tests(asked, filters, goods)
        names = PARTS[kind.part].kind
        if len(kind.parts) == len(names):
            return self.lattice.sums(kind.part, tuple(kind.parts.values()), columns, tests)
        frames = [
            self.lattice.sums(kind.part, one, columns, tests).with_columns(
                pl.lit(value, dtype=pl.String).alias(name) for name, value in zip(names, one, strict=True)
            )
            for one in self.lattice.kinds(kind.part) or (("",) * len(names),)
        ]
        return pl.concat(frames)

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
        coarse = replace(asked, selection=replace(asked.selection, where=where), kind=Kind(measure="seizures"), by=())
        if (records := int(self._kept(coarse)["n_records"].sum())) > most:
            tests = self.filters(coarse.selection, asked.entitlement).sql()
            bounds.check({d: self._members(d, coarse, tests) for d in sides}, most=most, records=records)

    def _members(self, dimension: str, coarse: Asked, where: Sequence[ColumnElement[bool]]) -> int:
        """How many members a dimension has at most among the records of a selection."""
        if self.covers("seizures", (dimension,)):
            cells = self._kept(replace(coarse, by=("country",) if dimension == "region" else (dimension,)))
            return cells.height
        with self.engine.connect() as connection:
            return statements.distinct(connection, details_asked([dimension]), where)

    def _from_records(self, asked: Asked, most: int | None) -> pl.DataFrame:
        """What no cube tells apart, grouped by the database: finer in details and coarser in what is not asked."""
        selection = asked.selection
        filters = self.filters(selection, asked.entitlement, loose=asked.loose)
        details = sorted({d for d in (*asked.by, *dict(selection.where)) if DIMENSIONS[d].detail})
        needed = needed_dimensions({*asked.by, *dict(selection.where)}, selection)
        if asked.by_sets:
            needed |= {"goods"}
        columns = details_asked(d for d in details if d in asked.by or d not in statements.ITEM_DETAILS)
        part = asked.kind.part
        statement = statements.STATEMENTS[part](columns, filters.sql(), needed, filters.lines())
        schema = statements.schema_of(part, needed) | dict.fromkeys(columns, pl.String)
        with self.engine.connect() as connection:
            cap = None if most is None else statements.ROW_CAP
            base = with_division(statements.fetch(connection, statement, schema, cap), details)
        return base.filter(*self._tests(asked, filters, base.columns), *asked.kind.expressions())

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
        return self._kept_reporting(of_reporters(selection), entitlement)

    @cached_property
    def _kept_reporting(self) -> Callable[[Selection, Entitlement], pl.DataFrame]:
        return lru_cache(maxsize=KEPT_REPORTING)(self._reporting)

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
        by = ("source", "country", "year", "month")
        facts = self.facts(wide, Kind(measure="seizures"), by, entitlement, every_source=True, most=None)
        return facts.select(*by, pl.col("n_records").alias("n"))

    def points(self, selection: Selection, entitlement: Entitlement, *, digits: int) -> pl.DataFrame:
        """Seizures with coordinates, by those rounded to `digits` decimals (locations.LOCATION_SCHEMA).

        Rows without latitude count those whose coordinates are only the middle of a division or country.
        """
        details = sorted({d for d, _ in selection.where if DIMENSIONS[d].detail})
        filters = self.filters(selection, entitlement)
        needed = needed_dimensions(dict(selection.where), selection) | {"country"}
        columns = details_asked(d for d in details if d not in statements.ITEM_DETAILS)
        schema = statements.schema_of("seizures", needed) | dict.fromkeys(columns, pl.String) | locations.FETCHED
        statement = locations.statement(columns, filters, needed, digits)
        with self.engine.connect() as connection:
            base = with_division(statements.fetch(connection, statement, schema), details)
        asked = Asked(selection=selection, kind=Kind(measure="seizures"), by=(), entitlement=entitlement)
        return locations.summed(base.filter(self._tests(asked, filters, base.columns)), digits)


def shown(facts: pl.DataFrame, selection: Selection, by: Sequence[str]) -> pl.DataFrame:
    """The facts with the other dimensions asked, of the regions asked."""
    for dimension in by:
        facts = with_dimension(facts, dimension, selection.scheme)
    asked = selection.values("region")
    return facts.filter(pl.col("region").is_in(asked)) if asked and "region" in by else facts
