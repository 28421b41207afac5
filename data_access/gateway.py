"""The only place that answers questions of the records, always with an Entitlement."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Self

import polars as pl
from sqlalchemy import Engine, func, select
from sqlalchemy.exc import SQLAlchemyError

from data_access import cube as cubes
from data_access import grid as cells
from data_access import tables as t
from data_access.engine import open_store, store_id
from data_access.filters import Filters, expand_goods, known_codes, with_dimension
from data_access.ingest import current_version
from data_access.settings import Settings, settings
from domain.cells import CellState
from domain.dimensions import DIMENSIONS
from domain.entitlement import Entitlement
from domain.errors import StoreError, UsageError
from domain.frames import COVERAGE_SCHEMA
from domain.measures import MEASURES
from domain.selection import Selection
from domain.units import UNIT_CLASSES


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
        raise StoreError("The database does not answer. Try again in a moment, or run 'atlas doctor'.") from error


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
        except SQLAlchemyError as error:
            raise StoreError(f"The database cannot be read: {error}. Run 'atlas doctor'.") from error
        return cls(engine, cube, store)

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
        grid: bool = False,
    ) -> Answer:
        """Aggregate. Raises UsageError for what cannot be asked, naming what can."""
        _check(measure, by, unit_class)
        facts = self._facts(selection, measure, by, entitlement)
        if unit_class:
            facts = facts.filter(pl.col("unit_class").cast(pl.String) == unit_class)
        frame = _roll_up(self._grouped(facts, selection, by), by, unit_class)
        if grid:
            frame = cells.complete(frame, by, selection, self.coverage(selection, entitlement), self.cube)
        total = _roll_up(facts, (), unit_class)["value"].item()
        shown = frame["value"].sum() if by else total
        overlapping = total is not None and shown > total
        return Answer(frame.sort(list(by), nulls_last=True) if by else frame, total, overlapping)

    def quantities(self, selection: Selection, entitlement: Entitlement) -> pl.DataFrame:
        """Quantities of every unit class with a record, side by side and never added.

        Columns: unit_class, then those of a quantity answer. Sorted by the number of seizures behind each.
        """
        facts = self._facts(selection, "quantity", (), entitlement)
        held = facts["unit_class"].cast(pl.String).unique().to_list()
        parts = [
            _roll_up(facts.filter(pl.col("unit_class").cast(pl.String) == k), (), k).with_columns(
                pl.lit(k).alias("unit_class")
            )
            for k in held
        ]
        columns = ["unit_class", *COLUMNS[True]]
        if not parts:
            return _roll_up(facts, ("unit_class",), "mass").select(columns).clear()
        return pl.concat(parts).select(columns).sort("n_reported", "unit_class", descending=[True, False])

    def coverage(self, selection: Selection, entitlement: Entitlement) -> pl.DataFrame:
        """Who has records for which year (COVERAGE_SCHEMA), inferred from all goods and modes."""
        wide = Selection(
            where=tuple(p for p in selection.where if p[0] in ("country", "region", "source")),
            scheme=selection.scheme,
        )
        facts = self._facts(wide, "seizures", (), entitlement)
        counted = facts.group_by("source", "country", "year").agg(pl.col("n").sum())
        return counted.select(pl.col(c).cast(d) for c, d in COVERAGE_SCHEMA.items()).sort("country", "year")

    def codes(self, dimension: str) -> list[str]:
        """The codes of a dimension that occur in the records, sorted."""
        frame = with_dimension(self.cube.seizures, dimension, self.cube.goods_sets, "m49")
        return [str(v) for v in frame[dimension].cast(pl.String).unique().drop_nulls().sort().to_list()]

    def months(self) -> tuple[str, str]:
        """First and last month with records ('' for an empty store)."""
        months = self.cube.seizures.filter(pl.col("month").cast(pl.String) != "")["month"].cast(pl.String)
        return (str(months.min() or ""), str(months.max() or ""))

    def sources(self) -> pl.DataFrame:
        """The sources with records, their publisher, note, kind and the date of the last load."""
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
        with self.engine.connect() as connection:
            return connection.scalar(select(func.max(t.DataVersion.changed_at)))

    def quarantine(self, limit: int = 1000) -> pl.DataFrame:
        """What could not be read: file_name, file_row, field, value, reason."""
        q = t.Quarantine
        statement = select(q.file_name, q.file_row, q.field, q.value, q.reason).order_by(q.file_name, q.file_row)
        with self.engine.connect() as connection:
            rows = [tuple(r) for r in connection.execute(statement.limit(limit))]
        names = {
            "file_name": pl.String,
            "file_row": pl.Int64,
            "field": pl.String,
            "value": pl.String,
            "reason": pl.String,
        }
        return pl.DataFrame(rows, schema=names, orient="row")

    def implausible(self, limit: int = 200) -> pl.DataFrame:
        """Lines flagged as implausible, largest first: kept and counted, never deleted."""
        s, i = t.Seizure, t.SeizureItem
        statement = (
            select(s.country, s.seized_on, i.goods_reported, i.quantity_reported, i.unit_reported, s.file_row)
            .join(i, i.seizure_id == s.seizure_id)
            .where(i.implausible)
            .order_by(i.unit_class, i.quantity_base.desc())
            .limit(limit)
        )
        with self.engine.connect() as connection:
            rows = [tuple(r) for r in connection.execute(statement)]
        names = {
            "country": pl.String,
            "seized_on": pl.Date,
            "goods": pl.String,
            "quantity": pl.String,
            "unit": pl.String,
            "file_row": pl.Int64,
        }
        return pl.DataFrame(rows, schema=names, orient="row")

    def _facts(self, selection: Selection, measure: str, by: Sequence[str], entitlement: Entitlement) -> pl.DataFrame:
        """The cells of the smallest cube that covers the question, filtered."""
        filters = Filters(selection, entitlement, self.cube, known_codes(self.cube))
        details = sorted({d for d in (*by, *dict(selection.where)) if DIMENSIONS[d].detail})
        if details:
            base = self._detail(measure, details, filters)
        else:
            base = self.cube.lines if measure == "quantity" else self.cube.seizures
        return base.filter(filters.expressions(base))

    def _detail(self, measure: str, details: list[str], filters: Filters) -> pl.DataFrame:
        """What the cube is too coarse for: the same grouping, finer, asked of the database."""
        quantity = measure == "quantity"
        statement = (cubes.line_statement if quantity else cubes.seizure_statement)(details, filters.sql())
        schema: dict[str, type[pl.DataType]] = {
            **(cubes.LINE_SCHEMA if quantity else cubes.SEIZURE_SCHEMA),
            **dict.fromkeys(details, pl.String),
        }
        with self.engine.connect() as connection:
            return cubes.fetch(connection, statement, schema)

    def _grouped(self, facts: pl.DataFrame, selection: Selection, by: Sequence[str]) -> pl.DataFrame:
        """The facts with a column for each dimension asked; overlapping groups repeat rows."""
        for dimension in by:
            facts = with_dimension(facts, dimension, self.cube.goods_sets, selection.scheme)
        wanted = _wanted_groups(selection, by)
        return facts.filter(pl.all_horizontal(wanted)) if wanted else facts


def _wanted_groups(selection: Selection, by: Sequence[str]) -> list[pl.Expr]:
    """Where groups overlap, only the groups asked for are shown, not those that came along."""
    goods = set(expand_goods(selection.values("goods") + selection.values("goods_group")))
    wanted = []
    if goods and "goods" in by:
        wanted.append(pl.col("goods").cast(pl.String).is_in(sorted(goods)))
    if selection.values("region") and "region" in by:
        wanted.append(pl.col("region").is_in(selection.values("region")))
    return wanted


def _check(measure: str, by: Sequence[str], unit_class: str) -> None:
    if measure not in MEASURES:
        raise UsageError(f"'{measure}' is no measure. Known: {', '.join(MEASURES)}.")
    for dimension in by:
        if dimension not in DIMENSIONS:
            raise UsageError(f"'{dimension}' is no dimension. Known: {', '.join(DIMENSIONS)}.")
    if len(set(by)) != len(by):
        raise UsageError("A dimension is named twice.")
    if MEASURES[measure].needs_unit_class and unit_class not in UNIT_CLASSES:
        raise UsageError(
            "Quantities of unlike units are never added: name one unit class with --unit-class. "
            f"Known: {', '.join(f'{c.key} ({c.unit})' for c in UNIT_CLASSES.values())}."
        )
    if unit_class and not MEASURES[measure].needs_unit_class:
        raise UsageError(f"'{measure}' counts events and takes no unit class.")


def _roll_up(facts: pl.DataFrame, by: Sequence[str], unit_class: str) -> pl.DataFrame:
    """Sum the additive parts and say the state of each cell. No record at all: no row (one if no `by`)."""
    keys = [pl.col(d).cast(pl.String).alias(d) for d in by]
    parts = [pl.col("n").sum()]
    if unit_class:
        sums = [pl.col(c).sum() for c in ("n_reported", "quantity_base", "n_implausible")]
        parts += [*sums, pl.col("largest_base").max()]
    grouped = facts.group_by(keys).agg(parts) if by else facts.select(parts)
    return _states(grouped, unit_class).select(*by, *COLUMNS[bool(unit_class)])


COLUMNS = {
    False: ("value", "state"),
    True: ("value", "unit", "n_reported", "largest", "n_implausible", "state"),
}


def _states(grouped: pl.DataFrame, unit_class: str) -> pl.DataFrame:
    if not unit_class:
        state = pl.when(pl.col("n") > 0).then(pl.lit(CellState.VALUE.value)).otherwise(pl.lit(CellState.ZERO.value))
        return grouped.with_columns(pl.col("n").cast(pl.Float64).alias("value"), state.alias("state"))
    kind = UNIT_CLASSES[unit_class]
    told = pl.col("n_reported") > 0
    state = (
        pl.when(~told)
        .then(pl.lit(CellState.NOT_REPORTED.value))
        .when(pl.col("quantity_base") == 0)
        .then(pl.lit(CellState.ZERO.value))
        .otherwise(pl.lit(CellState.VALUE.value))
    )
    return grouped.with_columns(
        pl.when(told).then(pl.col("quantity_base") / kind.base_per_unit).alias("value"),
        (pl.col("largest_base") / kind.base_per_unit).alias("largest"),
        pl.lit(kind.unit).alias("unit"),
        state.alias("state"),
    )
