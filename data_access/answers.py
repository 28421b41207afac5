"""What one viewer may learn of one data version of a store: figures, coverage, sources, records, statistics."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

import polars as pl

from data_access.beside import Beside
from data_access.cube import amounts, bounds, capable_reporters
from data_access.cube import grid as cells
from data_access.cube.dimensions import parts_of, regions_of, with_dimensions
from data_access.cube.filters import ROUTE, Filters, countries_asked, open_filters
from data_access.cube.possible import with_possible
from data_access.cube.precedence import Scope
from data_access.cube.rollup import Kind, answered, check, total
from data_access.ingest import rejected_rows
from data_access.kept import Keep, in_memory, kept
from data_access.lattice.offered import Offered
from data_access.records import available_fields, detail, named_transit, observations, search
from data_access.records import since as history
from data_access.records import vintage as vintages
from data_access.records.sorts import Listing
from data_access.reference import tables as reference
from domain.dimensions import DIMENSIONS
from domain.frames import COVERAGE_SCHEMA, conform
from domain.measures import MEASURES
from domain.question import Question
from domain.selection import Selection
from domain.viewer import Viewer

if TYPE_CHECKING:
    from data_access.gateway import Gateway

Where = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, eq=False)
class Answer:
    """A frame that honours its contract, and the true total beside it where groups overlap.

    `frame`: the dimensions asked (text), `value` (float, null unless state is value or zero), `state`, `possible`
    (see data_access.cube.possible), and for quantities `unit`, `n_reported`, `largest` and `n_implausible`. Amounts
    have `base` too: the same as a whole number of base units (see domain.exact), from which files are written.
    `overlapping`: whether some seizure stands in more than one row, so that the rows add up to more than the total.
    `possible`: how many more seizures the whole may hold; None if nobody could look.
    """

    frame: pl.DataFrame
    total: float | None
    overlapping: bool
    possible: int | None = 0


class Answers(Beside):
    """Questions of one viewer to one data version (made by Gateway.for_viewer)."""

    def __init__(self, gateway: "Gateway", viewer: Viewer, keep: Keep | None = None) -> None:
        self.gateway, self.viewer = gateway, viewer
        self._may_see, self._filtered = viewer.entitlement, gateway.filtered
        self.keep = keep or in_memory(self)

    @property
    def version(self) -> int:
        """The data version of the store."""
        return self.gateway.version

    @property
    def invented(self) -> bool:
        """Whether the figures are those of the demo."""
        return self.gateway.invented

    @property
    def is_empty(self) -> bool:
        """Whether the store holds no seizure at all."""
        return self.gateway.lattice.is_empty

    @property
    def loaded(self) -> datetime | None:
        """When the store last changed (UTC): the day of loading, which says nothing of the period that data cover."""
        return self.gateway.loaded

    @property
    def _offered(self) -> Offered:
        return self.gateway.lattice.offered(self._may_see.handling)

    @kept
    def answer(self, question: Question, grid: bool = False, bounded: bool = True) -> Answer:
        """Aggregate. Raises UsageError for what cannot be asked, naming what can.

        `grid`: with the cells without records, each with its state. TooFine, before it is made, for an answer with
        more cells than data_access.cube.bounds allows; not `bounded` it may take all the memory: for an operator alone.
        """
        selection, by, may_see, cube = question.selection, question.by, self._may_see, self._filtered
        kind, parts = Kind.of(question), parts_of(question.by)
        check(kind, by)
        most = bounds.MOST_ROWS if bounded else None
        found = cube.cells(cube.asked(selection, kind, by, may_see), most=most)
        once = found if cube.once(found) else cube.cells(cube.asked(selection, kind, (), may_see))
        strict = cube.filters(selection, may_see)
        named = with_dimensions(found, parts, strict, strict).strict
        cells = named.added_up(parts)
        frame, whole = answered(cells, by, kind), total(once, kind)
        figure = MEASURES[kind.measure].figure
        overlapping = bool(by) and named.sum(figure) > once.sum(figure)
        if kind.unit_class:
            frame = amounts.with_reporting(cube, frame, cells.columns, selection, by, kind, may_see)
        if grid:
            frame = self._completed(frame, question, bounds.MOST_CELLS if bounded else None)
        frame, more = with_possible(cube, frame, selection, by, may_see, None if grid else cells.columns)
        frame = frame.sort(list(by), nulls_last=True) if by else frame
        return Answer(frame, None if whole == 0 and more != 0 else whole, overlapping, more)

    def _completed(self, frame: pl.DataFrame, question: Question, most: int | None) -> pl.DataFrame:
        """With the cells without records, each with its state."""
        selection, by = question.selection, question.by
        recorded = None if question.measure == "seizures" else self._recorded(selection, by)
        reported = self.reporting(selection)
        if any(DIMENSIONS[d].detail for d, _ in selection.where):  # who reported seizures need not report their place
            reported = reported.clear()
        return cells.complete(frame, by, selection, reported, self._offered, recorded, most=most)

    def _recorded(self, selection: Selection, by: Sequence[str]) -> pl.DataFrame:
        """The cells that hold any seizure, with or without quantity or value: the dimensions as text."""
        cube = self._filtered
        found = cube.cells(cube.asked(selection, Kind(measure="seizures"), by, self._may_see))
        strict, parts = cube.filters(selection, self._may_see), parts_of(by)
        cells = with_dimensions(found, parts, strict, strict).strict.added_up(parts)
        return answered(cells, by, Kind(measure="seizures")).select(by)

    def seizures(self, selection: Selection, *by: str, grid: bool = False) -> pl.DataFrame:
        """Reported seizures by dimensions: the dimensions, value, state, possible."""
        return self.answer(Question(selection=selection, by=by), grid).frame

    def total(self, selection: Selection) -> float:
        """All reported seizures of a selection."""
        return self.answer(Question(selection=selection)).total or 0.0

    @kept
    def left_open(self, selection: Selection) -> tuple[int | None, tuple[str, ...]]:
        """How many more seizures may belong to a selection (None: too many to look at), and the dimensions filtered by
        that these leave open.
        """
        fields = tuple(open_filters(self._offered, selection))
        return (self.answer(Question(selection=selection)).possible, fields) if fields else (0, ())

    @kept
    def quantities(self, selection: Selection) -> pl.DataFrame:
        """Quantities of every unit class with a record, side by side and never added (see data_access.cube.amounts)."""
        return amounts.quantities(self._filtered, selection, self._may_see)

    @kept
    def values(self, selection: Selection) -> pl.DataFrame:
        """Values of every currency and valuation basis, side by side and never added (see data_access.cube.amounts)."""
        return amounts.values(self._filtered, selection, self._may_see)

    @kept
    def points(self, selection: Selection, digits: int) -> pl.DataFrame:
        """Seizures with coordinates, by those rounded to `digits` decimals (see FilteredCube.points)."""
        return self._filtered.points(selection, self._may_see, digits=digits)

    @kept
    def derived(self, selection: Selection) -> dict[str, int]:
        """Seizures whose division is derived from their coordinates, by its code (see FilteredCube.derived)."""
        return self._filtered.derived(selection, self._may_see) if self.any_points else {}

    @property
    def any_points(self) -> bool:
        """Whether any record has coordinates: most stores have none, and are spared the question."""
        return self.gateway.any_points

    @kept
    def any_transit(self) -> bool:
        """False where no route of the store names a country passed (see data_access.records.named_transit)."""
        return named_transit.any_transit(self.gateway.engine)

    @kept
    def coverage(self, selection: Selection) -> pl.DataFrame:
        """Who has records for which year (COVERAGE_SCHEMA), of all goods and modes; 0 where a reporter declared so."""
        monthly = self._filtered.reporters(selection, self._may_see)
        counted = monthly.group_by("source", "country", "year").agg(pl.col("n").sum())
        months = self.reporting(selection).filter(pl.col("status") != "not_reported")
        reported = months.select("source", "country", pl.col("month").str.slice(0, 4).cast(pl.Int32).alias("year"))
        silent = reported.unique().join(counted, on=["source", "country", "year"], how="anti")
        zero = silent.with_columns(pl.lit(0, dtype=pl.Int64).alias("n"))
        frame = pl.concat([counted, zero], how="diagonal_relaxed")
        return conform(frame, COVERAGE_SCHEMA).sort("country", "year", "source")

    @kept
    def reporting(self, selection: Selection) -> pl.DataFrame:
        """Reporter × source × month: declared, else inferred (REPORTING_SCHEMA), whatever the goods and the period."""
        return self._filtered.reporting(selection, self._may_see)

    @kept
    def codes(self, dimension: str) -> tuple[str, ...]:
        """The codes of a dimension that occur in the records, sorted."""
        if dimension == "route":
            ends = self._offered.sums(*ROUTE)
            return tuple(sorted(f"{departure}>{destination}" for departure, destination, *_ in ends.iter_rows()))
        if dimension == "region":
            return regions_of(self._offered.codes("country"), "m49")
        return self._offered.codes(dimension)

    def months(self) -> tuple[str, str]:
        """First and last month with records ('' for an empty store); a record of a year spans all its months."""
        return self._offered.months

    def period(self, selection: Selection) -> tuple[str, str]:
        """First and last month that the records of a selection cover ('' without any), as `months`."""
        return self.gateway.period_of(selection, self._may_see)

    def sources(self) -> pl.DataFrame:
        """The sources that may be seen or hold records that may: publisher, note, kind, published, loaded."""
        open_to = pl.col("handling").is_in(self._may_see.handling)
        behind = self.gateway.lattice.sources_of(self._may_see.handling)
        return self.gateway.sources.filter(open_to | pl.col("source").is_in(behind))

    def source_names(self) -> dict[str, str]:
        """Code → name of the sources."""
        return dict(self.sources().select("source", "name").iter_rows())

    def handling(self, sources: Sequence[str]) -> list[str]:
        """The handling levels of sources and of those of their records that may be seen, sorted."""
        own = self.gateway.sources.filter(pl.col("source").is_in(list(sources)))["handling"].to_list()
        return sorted({*own, *self.gateway.lattice.levels_of(sources, self._may_see.handling)})

    @kept
    def sources_of(self, selection: Selection) -> tuple[str, ...]:
        """The sources with seizures that a selection counts, sorted; those that give way are not among them."""
        scope = self._filtered.scope(selection, self._may_see)
        return tuple(sorted(scope.sources - set(scope.left_out)))

    def capable_sources(self, selection: Selection) -> list[str]:
        """The sources that hold such goods and record the fields filtered by: years that only others reported say
        nothing about them (see data_access.cube.capable_reporters).
        """
        return capable_reporters.sources_able(selection, self._offered)

    def capable(self, frame: pl.DataFrame, selection: Selection) -> pl.DataFrame:
        """The rows (source, country, …) of reporters that can report what a selection asks for."""
        return capable_reporters.able(frame, selection, self._offered)

    def rules(self, selection: Selection) -> list[str]:
        """Which sources are left out because another source of the selection may hold the same seizures."""
        return self._filtered.scope(selection, self._may_see).sentences()

    @kept
    def _fields_by_source(self) -> dict[str, frozenset[str]] | None:
        """Source → recorded fields. Asked once a data version: it passes over all records."""
        frame = available_fields.fields_reported(self.gateway.engine, self.gateway.records, self._may_see)
        return None if frame is None else {str(s[0]): frozenset(p["dimension"]) for s, p in frame.group_by("source")}

    def available_fields(self, selection: Selection) -> frozenset[str] | None:
        """The fields that some source of a selection records; None where nobody looked (a large store)."""
        fields = self._fields_by_source()
        none: frozenset[str] = frozenset()
        return None if fields is None else none.union(*(fields.get(s, none) for s in self.sources_of(selection)))

    def places_asked(self, selection: Selection) -> tuple[str, ...]:
        """The countries and territories that the filters name, directly or by region; () for all."""
        return tuple(code for code in countries_asked(selection) or () if code in reference.names("places"))

    def rejected_rows(self, limit: int = 1000) -> pl.DataFrame:
        """What could not be read: file_name, file_row, field, value, reason."""
        return rejected_rows.quarantine(self.gateway.engine, limit, self._may_see)

    def implausible(self, limit: int = 200) -> pl.DataFrame:
        """Lines flagged as implausible, largest first: kept and counted, never deleted."""
        return rejected_rows.implausible(self.gateway.engine, limit, self._may_see)

    def limits(self, selection: Selection) -> tuple[Filters, Scope]:
        """What a selection leaves, for those who list single records. Raises UsageError for codes that do not exist."""
        filters = self._filtered.filters(selection, self._may_see)
        division_spellings = self._filtered.division_spellings(selection)
        return replace(filters, division_spellings=division_spellings), self._filtered.scope(selection, self._may_see)

    def record_count(self, selection: Selection, unit_class: str = "") -> int | None:
        """How many records stand behind a selection, or those with a quantity of a unit class; None: the cube is too
        coarse to say.
        """
        if not self._filtered.covers("seizures", tuple(dict(selection.where))):
            return None
        asked = self._filtered.asked(selection, Kind(measure="seizures"), (), self._may_see, by_sets=bool(unit_class))
        cells = self._filtered.cells(asked)
        if unit_class:
            sets = self.gateway.lattice.goods_sets
            cells = cells.having(
                "goods_set_id", sets.filter(pl.col("unit_class") == unit_class)["goods_set_id"].to_list()
            )
        return cells.sum("n_records")

    def with_records(self, selection: Selection, dimension: str) -> list[str]:
        """The years or countries with records of a selection, sorted; too many where only the records could say."""
        coarse = tuple(pair for pair in selection.where if not DIMENSIONS[pair[0]].detail)
        by, coarser = (dimension,), replace(selection, where=coarse)
        facts = self._filtered.facts(coarser, Kind(measure="seizures"), by, self._may_see)
        return facts[dimension].cast(pl.String).unique().sort().to_list()

    @kept
    def record_page(self, listing: Listing, after: str = "", before: str = "", limit: int = 50) -> search.Page:
        """The page behind a cursor or before one, else the first (see data_access.records.search)."""
        return search.records(self, listing, after=after, before=before, limit=limit)

    @kept
    def record_total(self, listing: Listing) -> search.Count:
        """How many records a listing has (see data_access.records.search.count)."""
        return search.count(self, listing)

    def record(self, key: str) -> detail.Record | None:
        """Everything known of one record; None where there is none for this viewer."""
        return detail.record(self.gateway.engine, key, self._may_see)

    @kept
    def mark(self, version: int = 0) -> str:
        """How a link names a data version ('' for none of this store); 0: the one that answers."""
        return history.mark(self, version or self.version)

    @kept
    def since(self, selection: Selection, mark: str) -> history.Since | None:
        """What has changed of a selection since the data version of a link (see data_access.records.since)."""
        return history.since(self, selection, mark)

    @kept
    def vintage(self, selection: Selection, day: date) -> vintages.Vintage:
        """A period and the one before it, each as known after the same delay (see data_access.records.vintage)."""
        return vintages.vintage(self, selection, day)

    @kept
    def indicators(self) -> tuple[str, ...]:
        """The statistics with figures that may be seen, sorted."""
        return tuple(observations.indicators(self.gateway.engine, self._may_see))

    @kept
    def categories(self, indicator: str) -> tuple[tuple[str, str], ...]:
        """(dimension, category) of a statistic, sorted; the totals are not among them."""
        return tuple(observations.categories(self.gateway.engine, indicator, self._may_see))

    @kept
    def observations(self, indicator: str, by: tuple[str, ...], where: Where = ()) -> pl.DataFrame:
        """Statistics that are no seizures (see data_access.records.observations)."""
        return observations.observations(self.gateway.engine, indicator, by, where, self._may_see)

    def observed_years(self, sources: Sequence[str]) -> tuple[str, str]:
        """First and last year of the statistics of sources ('' without any)."""
        return observations.observed_years(self.gateway.engine, sources, self._may_see)
