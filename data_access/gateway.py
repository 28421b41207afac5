"""The only place that answers questions of the records, always with an Entitlement."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Self

import polars as pl
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from data_access.cube import amounts, bounds, cube_files
from data_access.cube import capable_reporters as tellers
from data_access.cube import cube as cubes
from data_access.cube import grid as cells
from data_access.cube import locations as spots
from data_access.cube.filtered_cube import FilteredCube
from data_access.cube.filters import SET_DIMENSIONS, Filters, countries_asked, with_dimension
from data_access.cube.possible import POSSIBLE, open_filters, with_possible
from data_access.cube.precedence import Ranks, Scope
from data_access.cube.rollup import BASE, Kind, check, roll_up
from data_access.ingest import rejected_rows as set_aside
from data_access.ingest.loading import current_version
from data_access.records.observations import observed_years
from data_access.settings import Settings, settings
from data_access.store import readiness, source_list
from data_access.store.engine import UNANSWERED, open_store, store_id
from domain.dimensions import DIMENSIONS
from domain.entitlement import PUBLIC, Entitlement
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
            version = current_version(connection)
    except SQLAlchemyError as error:
        readiness.failed(url, error)
        raise StoreError(UNANSWERED) from error
    except StoreError as error:
        readiness.failed(url, error)
        raise
    readiness.answered(url)
    return version


@dataclass(frozen=True, eq=False)
class Answer:
    """A frame that honours its contract, and the true total beside it where groups overlap.

    `frame`: the dimensions asked (text), `value` (float, null unless state is value or zero), `state`, `possible`
    (see data_access.cube.possible), and for quantities `unit`, `n_reported`, `largest` and `n_implausible`. Amounts
    have `base` too: the same as a whole number of base units (see domain.exact), from which files are written.
    `possible`: how many more seizures the whole may hold; None if nobody could look.
    """

    frame: pl.DataFrame
    total: float | None
    overlapping: bool
    possible: int | None = 0


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
                cube = cube_files.load(connection, version, Path(config.cache_dir) / store)
                ranks = Ranks.of(connection)
        except SQLAlchemyError as error:
            raise StoreError(f"The database cannot be read: {error}. Run 'atlas doctor'.") from error
        return cls(engine, cube, store, ranks)

    @cached_property
    def _filtered(self) -> FilteredCube:
        return FilteredCube(self.engine, self.cube, self.ranks)

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
        bounded: bool = True,
    ) -> Answer:
        """Aggregate. Raises UsageError for what cannot be asked, naming what can.

        TooFine, before it is made, for an answer with more cells than data_access.cube.bounds allows. Without the bound
        it may take all the memory: for an operator alone.
        """
        kind = Kind(measure=measure, unit_class=unit_class, currency=currency, valuation=valuation)
        check(kind, by)
        facts = self._filtered.facts(selection, kind, by, entitlement, most=bounds.MOST_ROWS if bounded else None)
        frame = roll_up(self._filtered.grouped(facts, selection, by, entitlement), by, kind)
        total = self._filtered.total(selection, kind, entitlement)
        if kind.unit_class:
            frame, total = (
                amounts.with_reporting(self._filtered, f, selection, d, kind, entitlement)
                for f, d in ((frame, by), (total, ()))
            )
        if grid:
            recorded = None if kind.measure == "seizures" else self._recorded(selection, by, entitlement)
            told = self.reporting(selection, entitlement)
            if any(DIMENSIONS[d].detail for d, _ in selection.where):  # who reported seizures need not tell their place
                told = told.clear()
            frame = cells.complete(
                frame,
                by,
                selection,
                told,
                self._seen(entitlement),
                recorded,
                most=bounds.MOST_CELLS if bounded else None,
            )
        frame, total = (
            with_possible(self._filtered, f, selection, d, entitlement) for f, d in ((frame, by), (total, ()))
        )
        whole = total["value"].item()
        of = BASE if BASE in frame.columns else "value"  # whole numbers: floats added up may exceed their own total
        overlapping = bool(by) and whole is not None and frame[of].sum() > total[of].item()
        return Answer(
            frame.sort(list(by), nulls_last=True) if by else total, whole, overlapping, total[POSSIBLE].item()
        )

    def _recorded(self, selection: Selection, by: Sequence[str], entitlement: Entitlement) -> pl.DataFrame:
        """The cells that hold any seizure, whatever it tells of quantity or value: the dimensions as text."""
        facts = self._filtered.facts(selection, Kind(measure="seizures"), by, entitlement)
        return (
            self._filtered.grouped(facts, selection, by, entitlement)
            .select(pl.col(d).cast(pl.String) for d in by)
            .unique()
        )

    def left_open(self, selection: Selection, entitlement: Entitlement) -> tuple[int | None, list[str]]:
        """How many more seizures may belong to a selection (None: too many to look at), and the dimensions filtered by
        that these leave open.
        """
        fields = open_filters(self.cube, selection)
        return (self.answer(selection, "seizures", (), entitlement).possible, fields) if fields else (0, [])

    def quantities(self, selection: Selection, entitlement: Entitlement) -> pl.DataFrame:
        """Quantities of every unit class with a record, side by side and never added (see data_access.cube.amounts)."""
        return amounts.quantities(self._filtered, selection, entitlement)

    def values(self, selection: Selection, entitlement: Entitlement) -> pl.DataFrame:
        """Values of every currency and valuation basis, side by side and never added (see data_access.cube.amounts)."""
        return amounts.values(self._filtered, selection, entitlement)

    def points(self, selection: Selection, entitlement: Entitlement, *, digits: int) -> pl.DataFrame:
        """Seizures with coordinates, by those rounded to `digits` decimals (see FilteredCube.points)."""
        return self._filtered.points(selection, entitlement, digits=digits)

    @cached_property
    def any_points(self) -> bool:
        """Whether any record has coordinates: most stores have none, and are spared the question."""
        with self.engine.connect() as connection:
            return spots.any_told(connection)

    def coverage(self, selection: Selection, entitlement: Entitlement) -> pl.DataFrame:
        """Who has records for which year (COVERAGE_SCHEMA), of all goods and modes; 0 where a reporter declared so."""
        monthly = self._filtered.reporters(selection, entitlement)
        held = monthly.group_by("source", "country", "year").agg(pl.col("n").sum())
        months = self.reporting(selection, entitlement).filter(pl.col("status") != "not_reported")
        told = months.select("source", "country", pl.col("month").str.slice(0, 4).cast(pl.Int32).alias("year"))
        silent = told.unique().join(held, on=["source", "country", "year"], how="anti")
        frame = pl.concat([held, silent.with_columns(pl.lit(0, dtype=pl.Int64).alias("n"))], how="diagonal_relaxed")
        return conform(frame, COVERAGE_SCHEMA).sort("country", "year", "source")

    def reporting(self, selection: Selection, entitlement: Entitlement) -> pl.DataFrame:
        """Reporter × source × month: declared, else inferred (REPORTING_SCHEMA), whatever the goods and the period."""
        return self._filtered.reporting(selection, entitlement)

    def countries(self, selection: Selection) -> list[str] | None:
        """The countries and territories that a selection asks for, directly or by region; None for all."""
        return countries_asked(selection)

    def _seen(self, entitlement: Entitlement) -> cubes.Cube:
        return self.cube.seen_by(entitlement.handling)

    def codes(self, dimension: str, entitlement: Entitlement) -> list[str]:
        """The codes of a dimension that occur in the records, sorted."""
        seen = self._seen(entitlement)
        if dimension in SET_DIMENSIONS:
            return sorted(seen.goods_sets[dimension].unique().to_list())
        frame = with_dimension(seen.seizures, dimension, "m49")
        return [str(v) for v in frame[dimension].cast(pl.String).unique().drop_nulls().sort().to_list()]

    def months(self, entitlement: Entitlement) -> tuple[str, str]:
        """First and last month with records ('' for an empty store); a record of a year spans all its months."""
        return self._months(entitlement.handling)

    @cached_property
    def _months(self) -> Callable[[tuple[str, ...]], tuple[str, str]]:
        """Worked out once a data version and rights: every title asks."""
        return lru_cache(maxsize=16)(self._of_all)

    def _of_all(self, handling: tuple[str, ...]) -> tuple[str, str]:
        return _ends(self.cube.seen_by(handling).seizures)

    def sources(self, entitlement: Entitlement) -> pl.DataFrame:
        """The sources that may be seen or hold records that may: publisher, note, kind, published, loaded."""
        open_to = pl.col("handling").is_in(entitlement.handling)
        return self._sources.filter(open_to | pl.col("source").is_in(self.cube.sources_of(entitlement.handling)))

    @cached_property
    def _sources(self) -> pl.DataFrame:
        return source_list.sources(self.engine)

    def source_names(self, entitlement: Entitlement) -> dict[str, str]:
        """Code → name of the sources."""
        return dict(self.sources(entitlement).select("source", "name").iter_rows())

    def handling(self, sources: Sequence[str], entitlement: Entitlement) -> list[str]:
        """The handling levels of sources and of those of their records that may be seen, sorted."""
        own = self._sources.filter(pl.col("source").is_in(list(sources)))["handling"].to_list()
        return sorted({*own, *self.cube.levels_of(sources, entitlement.handling)})

    def operator(self) -> Entitlement:
        """The rights of who owns the database: every level that it holds. For the shell, never for a page."""
        every = {*self._sources["handling"].to_list(), *self.cube.levels_of(), *set_aside.levels(self.engine)}
        return Entitlement(handling=tuple(sorted(every)) or PUBLIC.handling)

    def loaded(self) -> datetime | None:
        """When the store last changed (UTC): the day of loading, which says nothing of the period that data cover."""
        return self._loaded

    @cached_property
    def _loaded(self) -> datetime | None:
        return source_list.loaded(self.engine)

    def period(self, selection: Selection, entitlement: Entitlement) -> tuple[str, str]:
        """First and last month that the records of a selection cover ('' without any), as `months`."""
        return self._period(selection, entitlement)

    @cached_property
    def _period(self) -> Callable[[Selection, Entitlement], tuple[str, str]]:
        """Kept for the cards of a page, which all say it."""
        return lru_cache(maxsize=64)(
            lambda selection, viewer: _ends(self._filtered.facts(selection, Kind(measure="seizures"), (), viewer))
        )

    def years(self, sources: Sequence[str], entitlement: Entitlement) -> tuple[str, str]:
        """First and last year of the statistics of sources ('' without any)."""
        return observed_years(self.engine, sources, entitlement)

    def quarantine(self, entitlement: Entitlement, limit: int = 1000) -> pl.DataFrame:
        """What could not be read: file_name, file_row, field, value, reason."""
        return set_aside.quarantine(self.engine, limit, entitlement)

    def implausible(self, entitlement: Entitlement, limit: int = 200) -> pl.DataFrame:
        """Lines flagged as implausible, largest first: kept and counted, never deleted."""
        return set_aside.implausible(self.engine, limit, entitlement)

    def limits(self, selection: Selection, entitlement: Entitlement) -> tuple[Filters, Scope]:
        """What a selection leaves, for those who list single records. Raises UsageError for codes that do not exist."""
        filters = self._filtered.filters(selection, entitlement)
        told_as = self._filtered.told_as(selection, entitlement)
        return replace(filters, told_as=told_as), self._filtered.scope(selection, entitlement)

    def held(self, selection: Selection, entitlement: Entitlement, unit_class: str = "") -> int | None:
        """How many records stand behind a selection, or those with a quantity of a unit class; None: the cube is too
        coarse to tell.
        """
        details = sorted(d for d, _ in selection.where if DIMENSIONS[d].detail)
        if not cubes.covering("seizures", details):
            return None
        facts = self._filtered.facts(selection, Kind(measure="seizures"), (), entitlement)
        if unit_class:
            told = self.cube.goods_sets.filter(pl.col("unit_class") == unit_class)["goods_set_id"].unique().to_list()
            facts = facts.filter(pl.col("goods_set_id").is_in(told))
        return int(facts["n_records"].sum())

    def holding(self, selection: Selection, dimension: str, entitlement: Entitlement) -> list[str]:
        """The years or countries with records of a selection, sorted; too many where only the records could tell."""
        coarse = tuple(pair for pair in selection.where if not DIMENSIONS[pair[0]].detail)
        facts = self._filtered.facts(replace(selection, where=coarse), Kind(measure="seizures"), (), entitlement)
        return facts[dimension].cast(pl.String).unique().sort().to_list()

    def sources_of(self, selection: Selection, entitlement: Entitlement) -> tuple[str, ...]:
        """The sources with seizures that a selection counts, sorted; those that give way are not among them."""
        scope = self._filtered.scope(selection, entitlement)
        return tuple(sorted(scope.sources - set(scope.left_out)))

    def sources_able(self, selection: Selection, entitlement: Entitlement) -> list[str]:
        """The sources that hold such goods and tell the fields filtered by: years that only others reported tell
        nothing about them (see data_access.cube.capable_reporters).
        """
        return tellers.sources_able(selection, self._seen(entitlement))

    def able(self, frame: pl.DataFrame, selection: Selection, entitlement: Entitlement) -> pl.DataFrame:
        """The rows (source, country, …) of reporters that can tell what a selection asks for."""
        return tellers.able(frame, selection, self._seen(entitlement))

    def rules(self, selection: Selection, entitlement: Entitlement) -> list[str]:
        """Which sources are left out because another source of the selection may hold the same seizures."""
        return self._filtered.scope(selection, entitlement).sentences()


def _ends(seizures: pl.DataFrame) -> tuple[str, str]:
    """First and last month of cells ('' without any); a record of a year spans all its months."""
    held = seizures.select(pl.col("month").cast(pl.String), pl.col("year").cast(pl.String)).unique()
    yearly = pl.col("month") == ""
    first = held.select(pl.when(yearly).then(pl.col("year") + "-01").otherwise("month")).to_series().min()
    last = held.select(pl.when(yearly).then(pl.col("year") + "-12").otherwise("month")).to_series().max()
    return (str(first or ""), str(last or ""))
