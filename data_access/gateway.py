"""The only place that answers questions of the records, always with an Entitlement."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Self

import polars as pl
from sqlalchemy import Engine, func, select
from sqlalchemy.exc import SQLAlchemyError

from data_access import cube as cubes
from data_access import grid as cells
from data_access import set_aside, spots
from data_access import tables as t
from data_access.divisions import details_asked, with_division
from data_access.engine import UNANSWERED, open_store, store_id
from data_access.filters import (
    SET_DIMENSIONS,
    Filters,
    known_codes,
    needed_dimensions,
    of_reporters,
    region_members,
    with_dimension,
    with_members,
)
from data_access.ingest import current_version
from data_access.precedence import Ranks, Scope, scope_of
from data_access.reporting import declared, reporting
from data_access.rollup import MILLI, Kind, check, roll_up, side_by_side
from data_access.settings import Settings, settings
from domain.dimensions import DIMENSIONS
from domain.entitlement import Entitlement
from domain.errors import StoreError
from domain.frames import COVERAGE_SCHEMA, conform
from domain.selection import Selection


@cache
def _engine(url: str) -> Engine:
    """One engine a URL and process."""
    return open_store(url)


def store_version(url: str) -> int:
    """The data version of a store now (0: empty). Cheap: asked on every rerun."""
    try:
        with _engine(url).connect() as connection:
            return current_version(connection)
    except SQLAlchemyError as error:
        raise StoreError(UNANSWERED) from error


KEPT = 10
"""So many filtered parts of the cube are kept: those of the pages being drawn now."""


@dataclass(frozen=True, eq=False)
class Answer:
    """A frame that honours its contract, and the true total beside it where groups overlap.

    `frame`: the dimensions asked (text), `value` (float, null unless state is value or zero), `state`,
    and for quantities `unit`, `n_reported`, `largest` and `n_implausible`.
    """

    frame: pl.DataFrame
    total: float | None
    overlapping: bool


@dataclass(frozen=True, eq=False)
class Gateway:
    """Questions to one data version of one store."""

    engine: Engine
    cube: cubes.Cube
    store: str
    ranks: Ranks

    @classmethod
    def open(cls, config: Settings | None = None, *, url: str | None = None) -> Self:
        """Open a store and its cube (built on the first question of a data version)."""
        config = config or settings()
        engine = _engine(url or config.database_url)
        try:
            with engine.connect() as connection:
                store = store_id(connection)
                version = current_version(connection)
                cube = cubes.load(connection, version, Path(config.cache_dir) / store)
                ranks = Ranks.of(connection)
        except SQLAlchemyError as error:
            raise StoreError(f"The database cannot be read: {error}. Run 'atlas doctor'.") from error
        return cls(engine, cube, store, ranks)

    @cached_property
    def address(self) -> str:
        """The store's URL, with its password: a key of caches, never shown."""
        return self.engine.url.render_as_string(hide_password=False)

    def stale(self) -> bool:
        """True when the store holds a newer data version than this gateway answers from."""
        with self.engine.connect() as connection:
            return current_version(connection) != self.cube.version

    def answer(
        self,
        selection: Selection,
        measure: str,
        by: Sequence[str],
        entitlement: Entitlement,
        *,
        unit_class: str = "",
        currency: str = "",
        valuation: str = "",
        grid: bool = False,
    ) -> Answer:
        """Aggregate. Raises UsageError for what cannot be asked, naming what can."""
        kind = Kind(measure=measure, unit_class=unit_class, currency=currency, valuation=valuation)
        check(kind, by)
        facts = self._facts(selection, kind, by, entitlement)
        frame = roll_up(self._grouped(facts, selection, by, entitlement), by, kind)
        total = self._total(selection, kind, tuple(by), entitlement)
        if kind.unit_class:
            frame, total = (
                self._with_reporting(f, selection, d, kind, entitlement) for f, d in ((frame, by), (total, ()))
            )
        if grid:
            recorded = None if kind.measure == "seizures" else self._recorded(selection, by, entitlement)
            told = self.reporting(selection, entitlement)
            if any(DIMENSIONS[d].detail for d, _ in selection.where):  # who reported seizures need not tell their place
                told = told.clear()
            frame = cells.complete(frame, by, selection, told, self.cube, recorded)
        whole = total["value"].item()
        overlapping = bool(by) and whole is not None and frame["value"].sum() > whole
        return Answer(frame.sort(list(by), nulls_last=True) if by else total, whole, overlapping)

    def _recorded(self, selection: Selection, by: Sequence[str], entitlement: Entitlement) -> pl.DataFrame:
        """The cells that hold any seizure, whatever it tells of quantity or value: the dimensions as text."""
        facts = self._facts(selection, Kind(measure="seizures"), by, entitlement)
        return self._grouped(facts, selection, by, entitlement).select(pl.col(d).cast(pl.String) for d in by).unique()

    def _with_reporting(
        self, frame: pl.DataFrame, selection: Selection, by: Sequence[str], kind: Kind, entitlement: Entitlement
    ) -> pl.DataFrame:
        """`n_reported` in records, not goods lines: from the cube of seizures, whose sets tell who gave a quantity."""
        if any(DIMENSIONS[d].detail for d in (*by, *dict(selection.where))):
            return frame
        filters = self._filters(selection, entitlement)
        members = filters.members(kind.unit_class)
        facts = self._facts(selection, Kind(measure="seizures"), by, entitlement)
        facts = facts.filter(pl.col("goods_set_id").is_in(members["goods_set_id"].unique().to_list()))
        facts = self._shown(with_members(facts, by, members), selection, by)
        counted = pl.col("n_records").sum().alias("n_reported")
        if not by:
            return frame.with_columns(facts.select(counted).to_series())
        keys = [pl.col(d).cast(pl.String).alias(d) for d in by]
        held = facts.group_by(keys).agg(counted)
        return (
            frame.drop("n_reported")
            .join(held, on=list(by), how="left", nulls_equal=True)
            .with_columns(pl.col("n_reported").fill_null(0))
            .select(frame.columns)
        )

    def quantities(self, selection: Selection, entitlement: Entitlement) -> pl.DataFrame:
        """Quantities of every unit class with a record, side by side and never added.

        Columns: unit_class, then those of a quantity answer. Sorted by the number of records behind each.
        """
        facts = self._facts(selection, Kind(measure="quantity"), (), entitlement)
        sums = side_by_side(facts)
        if any(DIMENSIONS[d].detail for d, _ in selection.where):
            return sums
        members = self._filters(selection, entitlement).members().filter(pl.col("unit_class") != "")
        seizures = self._facts(selection, Kind(measure="seizures"), (), entitlement)
        counted = (
            seizures.join(members.select("goods_set_id", "unit_class").unique(), on="goods_set_id")
            .group_by("unit_class")
            .agg(pl.col("n_records").sum().alias("n_reported"))
        )
        return (
            sums.drop("n_reported")
            .join(counted, on="unit_class", how="left")
            .with_columns(pl.col("n_reported").fill_null(0))
            .select(sums.columns)
            .sort("n_reported", "unit_class", descending=[True, False])
        )

    def values(self, selection: Selection, entitlement: Entitlement) -> pl.DataFrame:
        """Values of every currency and valuation basis with a record, side by side and never added.

        Columns: currency, valuation, value, n_reported (goods lines with a value), largest. Sorted by both codes.
        """
        facts = self._facts(selection, Kind(measure="value"), (), entitlement)
        keys = [pl.col(c).cast(pl.String) for c in ("currency", "valuation")]
        sums = [pl.col("value_milli").sum() / MILLI, pl.col("n_reported").sum(), pl.col("largest_milli").max() / MILLI]
        grouped = facts.group_by(keys).agg(sums).rename({"value_milli": "value", "largest_milli": "largest"})
        return grouped.sort("currency", "valuation")

    def points(self, selection: Selection, entitlement: Entitlement, *, digits: int) -> pl.DataFrame:
        """Seizures with coordinates, by those rounded to `digits` decimals (data_access.spots.SPOT_SCHEMA).

        Rows without latitude count those whose coordinates are only the middle of a division or country.
        """
        details = sorted({d for d, _ in selection.where if DIMENSIONS[d].detail})
        filters = self._filters(selection, entitlement)
        needed = needed_dimensions(dict(selection.where), selection) | {"country"}
        columns = details_asked(details)
        schema = cubes.schema_of("seizures", needed) | dict.fromkeys(columns, pl.String) | spots.FETCHED
        statement = spots.statement(columns, filters.sql(), needed, digits)
        with self.engine.connect() as connection:
            base = with_division(cubes.fetch(connection, statement, schema), details)
        kind = Kind(measure="seizures")
        return spots.summed(self._filtered(base, selection, kind, entitlement, every_source=False), digits)

    @cached_property
    def any_points(self) -> bool:
        """Whether any record has coordinates: most stores have none, and are spared the question."""
        with self.engine.connect() as connection:
            return spots.any_told(connection)

    def coverage(self, selection: Selection, entitlement: Entitlement) -> pl.DataFrame:
        """Who has records for which year (COVERAGE_SCHEMA), of all goods and modes; 0 where a reporter declared so."""
        held = self._held(selection, entitlement).group_by("source", "country", "year").agg(pl.col("n").sum())
        months = self.reporting(selection, entitlement).filter(pl.col("status") != "not_reported")
        told = months.select("source", "country", pl.col("month").str.slice(0, 4).cast(pl.Int32).alias("year"))
        silent = told.unique().join(held, on=["source", "country", "year"], how="anti")
        frame = pl.concat([held, silent.with_columns(pl.lit(0, dtype=pl.Int64).alias("n"))], how="diagonal_relaxed")
        return conform(frame, COVERAGE_SCHEMA).sort("country", "year", "source")

    def reporting(self, selection: Selection, entitlement: Entitlement) -> pl.DataFrame:
        """Reporter × source × month: declared, else inferred (REPORTING_SCHEMA), whatever the goods and the period."""
        return self._kept("reporting", "", of_reporters(selection), Kind(measure="seizures"), entitlement)

    def _reporting(self, selection: Selection, entitlement: Entitlement) -> pl.DataFrame:
        with self.engine.connect() as connection:
            told = declared(connection)
        sources = selection.values("source")
        countries = self.countries(selection)
        if sources:
            told = told.filter(pl.col("source_id").is_in([*sources, ""]))
        if countries is not None:
            told = told.filter(pl.col("country").is_in(countries))
        return reporting(self._held(selection, entitlement), told)

    def countries(self, selection: Selection) -> list[str] | None:
        """The countries and territories that a selection asks for, directly or by region; None for all."""
        asked = selection.values("country")
        regions = selection.values("region")
        members = region_members(selection.scheme, regions) if regions else None
        if asked and members is not None:
            return sorted(set(asked) & set(members))
        return list(asked) or members

    def _held(self, selection: Selection, entitlement: Entitlement) -> pl.DataFrame:
        """source, country, year, month, n: how many records of any goods and mode a reporter has."""
        wide = of_reporters(selection)
        facts = self._facts(wide, Kind(measure="seizures"), (), entitlement, every_source=True)
        keys = [pl.col(c).cast(pl.String) for c in ("source", "country", "month")]
        return facts.group_by(*keys, "year").agg(pl.col("n_records").sum().alias("n"))

    def codes(self, dimension: str) -> list[str]:
        """The codes of a dimension that occur in the records, sorted."""
        if dimension in SET_DIMENSIONS:
            return sorted(self.cube.goods_sets[dimension].unique().to_list())
        frame = with_dimension(self.cube.seizures, dimension, "m49")
        return [str(v) for v in frame[dimension].cast(pl.String).unique().drop_nulls().sort().to_list()]

    def months(self) -> tuple[str, str]:
        """First and last month with records ('' for an empty store); a record of a year spans all its months."""
        held = self.cube.seizures.select(pl.col("month").cast(pl.String), pl.col("year").cast(pl.String)).unique()
        yearly = pl.col("month") == ""
        first = held.select(pl.when(yearly).then(pl.col("year") + "-01").otherwise("month")).to_series().min()
        last = held.select(pl.when(yearly).then(pl.col("year") + "-12").otherwise("month")).to_series().max()
        return (str(first or ""), str(last or ""))

    def sources(self) -> pl.DataFrame:
        """The sources with records, their publisher, note, kind and the date of the last load."""
        return self._sources

    @cached_property
    def _sources(self) -> pl.DataFrame:
        runs = (
            select(
                t.IngestRun.source_id,
                func.max(t.IngestRun.finished_at).label("as_of"),
                func.sum(t.IngestRun.quarantined).label("quarantined"),
            )
            .group_by(t.IngestRun.source_id)
            .subquery()
        )
        statement = select(
            t.Source.source_id.label("source"),
            t.Source.name,
            t.Source.publisher,
            t.Source.kind,
            t.Source.note,
            t.Source.handling,
            runs.c.as_of,
            runs.c.quarantined,
        ).join(runs, runs.c.source_id == t.Source.source_id)
        with self.engine.connect() as connection:
            rows = [tuple(r) for r in connection.execute(statement)]
        names = {
            "source": pl.String,
            "name": pl.String,
            "publisher": pl.String,
            "kind": pl.String,
            "note": pl.String,
            "handling": pl.String,
            "as_of": pl.Datetime,
            "quarantined": pl.Int64,
        }
        return pl.DataFrame(rows, schema=names, orient="row").sort("source")

    def as_of(self) -> datetime | None:
        """When the data version was loaded (UTC)."""
        return self._as_of

    @cached_property
    def _as_of(self) -> datetime | None:
        with self.engine.connect() as connection:
            return connection.scalar(select(func.max(t.DataVersion.changed_at)))

    def quarantine(self, limit: int = 1000) -> pl.DataFrame:
        """What could not be read: file_name, file_row, field, value, reason."""
        return set_aside.quarantine(self.engine, limit)

    def implausible(self, limit: int = 200) -> pl.DataFrame:
        """Lines flagged as implausible, largest first: kept and counted, never deleted."""
        return set_aside.implausible(self.engine, limit)

    @cached_property
    def _known(self) -> Mapping[str, frozenset[str]]:
        """The codes that each coded dimension accepts: fixed for a data version."""
        return known_codes(self.cube)

    def _filters(self, selection: Selection, entitlement: Entitlement) -> Filters:
        return Filters(selection, entitlement, self.cube, self._known)

    def limits(self, selection: Selection, entitlement: Entitlement) -> tuple[Filters, Scope]:
        """What a selection leaves, for those who list single records. Raises UsageError for codes that do not exist."""
        return self._filters(selection, entitlement), scope_of(self.cube, self.ranks, selection, entitlement)

    def held(self, selection: Selection, entitlement: Entitlement, unit_class: str = "") -> int | None:
        """How many records stand behind a selection, or those with a quantity of a unit class; None: the cube is too
        coarse to tell.
        """
        details = sorted(d for d, _ in selection.where if DIMENSIONS[d].detail)
        if not cubes.covering("seizures", details):
            return None
        facts = self._facts(selection, Kind(measure="seizures"), (), entitlement)
        if unit_class:
            told = self.cube.goods_sets.filter(pl.col("unit_class") == unit_class)["goods_set_id"].unique().to_list()
            facts = facts.filter(pl.col("goods_set_id").is_in(told))
        return int(facts["n_records"].sum())

    def holding(self, selection: Selection, dimension: str, entitlement: Entitlement) -> list[str]:
        """The years or countries with records of a selection, sorted; too many where only the records could tell."""
        coarse = tuple(pair for pair in selection.where if not DIMENSIONS[pair[0]].detail)
        facts = self._facts(replace(selection, where=coarse), Kind(measure="seizures"), (), entitlement)
        return facts[dimension].cast(pl.String).unique().sort().to_list()

    def sources_of(self, selection: Selection, entitlement: Entitlement) -> tuple[str, ...]:
        """The sources with seizures that a selection counts, sorted; those that give way are not among them."""
        scope = scope_of(self.cube, self.ranks, selection, entitlement)
        return tuple(sorted(scope.sources - set(scope.left_out)))

    def sources_able(self, selection: Selection) -> list[str]:
        """The sources that hold such goods at all: years that only others reported tell nothing about them."""
        return cells.sources_able(selection, self.cube)

    def rules(self, selection: Selection, entitlement: Entitlement) -> list[str]:
        """Which sources are left out because another source of the selection may hold the same seizures."""
        return scope_of(self.cube, self.ranks, selection, entitlement).sentences()

    @cached_property
    def _kept(self) -> Callable[[str, str, Selection, Kind, Entitlement], pl.DataFrame]:
        """`_made`, the last few kept: the cards of a page ask for the same facts a dozen times."""
        return lru_cache(maxsize=KEPT)(self._made)

    def _made(self, what: str, part: str, selection: Selection, kind: Kind, entitlement: Entitlement) -> pl.DataFrame:
        if what == "total":
            return roll_up(self._facts(selection, kind, (), entitlement), (), kind)
        if what == "reporting":
            return self._reporting(selection, entitlement)
        base = getattr(self.cube, part)
        return self._filtered(base, selection, kind, entitlement, every_source=what == "every_source")

    def _total(self, selection: Selection, kind: Kind, by: tuple[str, ...], entitlement: Entitlement) -> pl.DataFrame:
        """The sum of all facts, in one row. Of a line's detail (a seizure may have several) it depends on `by`."""
        if set(by) & set(cubes.ITEM_DETAILS):
            return roll_up(self._facts(selection, kind, by, entitlement), (), kind)
        return self._kept("total", "", selection, kind, entitlement)

    def _facts(
        self,
        selection: Selection,
        kind: Kind,
        by: Sequence[str],
        entitlement: Entitlement,
        *,
        every_source: bool = False,
    ) -> pl.DataFrame:
        """The cells of the smallest cube that covers the question, filtered; a seizure counts once."""
        details = sorted({d for d in (*by, *dict(selection.where)) if DIMENSIONS[d].detail})
        if part := cubes.covering(kind.part, details):
            return self._kept("every_source" if every_source else "facts", part, selection, kind, entitlement)
        base = self._detail(kind.part, details, by, self._filters(selection, entitlement))
        return self._filtered(base, selection, kind, entitlement, every_source=every_source)

    def _filtered(
        self, base: pl.DataFrame, selection: Selection, kind: Kind, entitlement: Entitlement, *, every_source: bool
    ) -> pl.DataFrame:
        filters = self._filters(selection, entitlement)
        tests = [*filters.expressions(base), *kind.expressions()]
        if not every_source:
            tests += scope_of(self.cube, self.ranks, selection, entitlement).expressions()
        return base.filter(tests)

    def _detail(self, part: str, details: list[str], by: Sequence[str], filters: Filters) -> pl.DataFrame:
        """What the cube is too coarse for: the same grouping, finer in details and coarser in what is not asked."""
        needed = needed_dimensions({*by, *dict(filters.selection.where)}, filters.selection)
        columns = details_asked(details)
        statement = cubes.STATEMENTS[part](columns, filters.sql(), needed)
        schema = cubes.schema_of(part, needed) | dict.fromkeys(columns, pl.String)
        with self.engine.connect() as connection:
            return with_division(cubes.fetch(connection, statement, schema), details)

    def _grouped(
        self, facts: pl.DataFrame, selection: Selection, by: Sequence[str], entitlement: Entitlement
    ) -> pl.DataFrame:
        """The facts with a column for each dimension asked; overlapping groups repeat rows.

        Only the members asked for are shown, not those that came along in the same seizure.
        """
        members = self._filters(selection, entitlement).members()
        return self._shown(with_members(facts, by, members), selection, by)

    def _shown(self, facts: pl.DataFrame, selection: Selection, by: Sequence[str]) -> pl.DataFrame:
        for dimension in by:
            facts = with_dimension(facts, dimension, selection.scheme)
        asked = selection.values("region")
        return facts.filter(pl.col("region").is_in(asked)) if asked and "region" in by else facts
