"""Statistics that are no seizures, and how they and networks are stored beside the records.

A total and its breakdowns stand side by side in such files, so nothing is summed over a breakdown: what a question
does not name takes its total row.
"""

from collections.abc import Callable, Sequence

import polars as pl
from sqlalchemy import BigInteger, Connection, Engine, ForeignKey, String, Text, func, select
from sqlalchemy.orm import Mapped, mapped_column

from data_access.records.networks import NetworkGroup, NetworkTie
from data_access.sources.base import SourceInfo
from data_access.store import tables as t
from data_access.store.bulk import bulk
from domain.cells import CellState
from domain.entitlement import Entitlement
from domain.errors import UsageError

KeysOf = Callable[[list[str]], list[str]]
DIMENSIONS = ("source", "country", "year", "dimension", "category", "sex", "age", "partner")
BREAKDOWNS = ("dimension", "category", "sex", "age", "partner")
"""'' is the total of each of these."""
SCORES = ("oc-score",)
"""Indicators that are never added."""


class Observation(t.Base):
    """One published figure: an interval, equal at both ends where it is a plain number."""

    __tablename__ = "observation"
    record_key: Mapped[str] = mapped_column(String(32), primary_key=True)
    source_id: Mapped[str] = mapped_column(ForeignKey("source.source_id"))
    run_id: Mapped[str] = mapped_column(ForeignKey("ingest_run.run_id"))
    file_row: Mapped[int] = mapped_column(BigInteger)
    handling: Mapped[str] = mapped_column(String(40))
    indicator: Mapped[str] = mapped_column(String(40), index=True)
    country: Mapped[str] = mapped_column(String(10))
    country_reported: Mapped[str] = mapped_column(Text)
    year: Mapped[int]
    dimension: Mapped[str] = mapped_column(String(40))
    category: Mapped[str] = mapped_column(Text)
    sex: Mapped[str] = mapped_column(String(20))
    age: Mapped[str] = mapped_column(String(40))
    partner: Mapped[str] = mapped_column(String(10))
    partner_reported: Mapped[str] = mapped_column(Text)
    low: Mapped[float | None]
    high: Mapped[float | None]
    value_reported: Mapped[str] = mapped_column(Text)
    unit: Mapped[str] = mapped_column(String(40))


_NO_CONTENT = ("row", "mirrored", "sort", "handling")
"""What follows from the rest of a row, or from who may see it."""
TABLES: dict[str, type[t.Base]] = {"observations": Observation, "groups": NetworkGroup, "ties": NetworkTie}


def load_others(
    connection: Connection, info: SourceInfo, run_id: str, others: dict[str, pl.DataFrame], keys_of: KeysOf
) -> tuple[int, int]:
    """Store what is new, in the import's own transaction; returns how many were loaded and how many were there."""
    loaded = unchanged = 0
    for kind, frame in others.items():
        if frame.is_empty():
            continue
        keys = keys_of([f"{kind}\x1e{text}" for text in _contents(frame)])
        stored = _stored(connection, TABLES[kind], keys)
        new = frame.with_columns(pl.Series("record_key", keys, pl.String)).filter(
            ~pl.col("record_key").is_in(list(stored))
        )
        bulk(
            connection,
            TABLES[kind],
            new.with_columns(
                pl.lit(info.source_id).alias("source_id"),
                pl.lit(run_id).alias("run_id"),
                _level(new, info.handling),
                pl.col("row").alias("file_row"),
            ),
        )
        loaded += new.height
        unchanged += frame.height - new.height
    return loaded, unchanged


def _level(rows: pl.DataFrame, usual: str) -> pl.Expr:
    """The handling level of each row: its own, else the source's."""
    own = pl.col("handling") if "handling" in rows.columns else pl.lit("")
    return pl.when(own == "").then(pl.lit(usual)).otherwise(own).alias("handling")


def _contents(frame: pl.DataFrame) -> list[str]:
    """What makes two rows the same: the content as reported, else every column but the row."""
    if "content" in frame.columns:
        return frame["content"].to_list()
    columns = [pl.col(c).cast(pl.String).fill_null("") for c in frame.columns if c not in _NO_CONTENT]
    return frame.select(pl.concat_str(columns, separator="\x1f")).to_series().to_list()


def _stored(connection: Connection, table: type[t.Base], keys: list[str]) -> set[str]:
    column = table.__table__.c.record_key
    stored: set[str] = set()
    for start in range(0, len(keys), 10_000):
        stored.update(connection.scalars(select(column).where(column.in_(keys[start : start + 10_000]))))
    return stored


def indicators(engine: Engine, entitlement: Entitlement) -> list[str]:
    """The indicators with figures that may be seen, sorted."""
    o = Observation
    with engine.connect() as connection:
        seen = select(o.indicator).where(o.handling.in_(entitlement.handling)).distinct()
        return sorted(connection.scalars(seen))


def categories(engine: Engine, indicator: str, entitlement: Entitlement) -> list[tuple[str, str]]:
    """(dimension, category) of an indicator, sorted; the totals are not among them."""
    o = Observation
    seen = (o.indicator == indicator, o.category != "", o.handling.in_(entitlement.handling))
    statement = select(o.dimension, o.category).where(*seen).distinct()
    with engine.connect() as connection:
        return sorted((str(r[0]), str(r[1])) for r in connection.execute(statement))


def observations(
    engine: Engine,
    indicator: str,
    by: Sequence[str],
    where: Sequence[tuple[str, tuple[str, ...]]],
    entitlement: Entitlement,
) -> pl.DataFrame:
    """The dimensions asked, then low, high, value (null unless they are equal), unit, n (figures added) and state.

    A breakdown that is neither asked nor filtered takes its total row. Intervals add end by end. Scores are not
    added: a question about them must name country and year. Raises UsageError for what cannot be asked.
    """
    _check(engine, indicator, by, where, entitlement)
    asked = {d for d, _ in where} | set(by)
    if "dimension" in asked:  # its categories are one complete breakdown: they may be summed
        asked |= {"category", "partner"}
    o = Observation
    columns = {"source": o.source_id} | {d: getattr(o, d) for d in DIMENSIONS if d != "source"}
    statement = select(*[c.label(d) for d, c in columns.items()], o.low, o.high, o.unit).where(
        o.indicator == indicator, o.handling.in_(entitlement.handling)
    )
    for dimension in BREAKDOWNS:
        if dimension not in asked:
            statement = statement.where(columns[dimension] == "")
    for dimension, values in where:
        wanted = [int(v) for v in values if v.isdigit()] if dimension == "year" else list(values)
        statement = statement.where(columns[dimension].in_(wanted))
    with engine.connect() as connection:
        rows = [tuple(r) for r in connection.execute(statement)]
    schema = {d: pl.Int64 if d == "year" else pl.String for d in DIMENSIONS}
    frame = pl.DataFrame(
        rows, schema={**schema, "low": pl.Float64, "high": pl.Float64, "unit": pl.String}, orient="row"
    )
    return _summed(_without_totals(frame, by), by, indicator)


def _without_totals(frame: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """Grouping by a breakdown shows its parts: the total beside them would be added to them."""
    parts = [d for d in by if d in BREAKDOWNS]
    return frame.filter(pl.all_horizontal([pl.col(d) != "" for d in parts])) if parts else frame


def observed_years(engine: Engine, sources: Sequence[str], entitlement: Entitlement) -> tuple[str, str]:
    """First and last year of the figures of sources, '' without any."""
    mine = (Observation.source_id.in_(sources), Observation.handling.in_(entitlement.handling))
    with engine.connect() as connection:
        first, last = connection.execute(
            select(func.min(Observation.year), func.max(Observation.year)).where(*mine)
        ).one()
    return ("", "") if first is None else (str(first), str(last))


def _summed(frame: pl.DataFrame, by: Sequence[str], indicator: str) -> pl.DataFrame:
    keys = [pl.col(d).cast(pl.String).alias(d) for d in by]
    sums = [
        pl.col("low").sum(),
        pl.col("high").sum(),
        pl.col("unit").first(),
        pl.len().alias("n"),
        pl.col("low").is_not_null().any().alias("reported"),
    ]
    grouped = frame.group_by(keys).agg(sums) if by else frame.select(sums)
    if indicator in SCORES and (grouped["n"] > 1).any():
        raise UsageError("Scores are not added: group by country, year and category, or filter the others to one.")
    state = (
        pl.when(~pl.col("reported") | (pl.col("n") == 0))
        .then(pl.lit(CellState.NOT_REPORTED.value))
        .when(pl.col("low") != pl.col("high"))
        .then(pl.lit(CellState.SUPPRESSED.value))
        .when(pl.col("high") == 0)
        .then(pl.lit(CellState.ZERO.value))
        .otherwise(pl.lit(CellState.VALUE.value))
    )
    value = pl.when((pl.col("low") == pl.col("high")) & pl.col("reported")).then(pl.col("low"))
    shown = grouped.with_columns(value.alias("value"), state.alias("state"))
    ends = [pl.when(pl.col("reported")).then(pl.col(c)).alias(c) for c in ("low", "high")]
    result = shown.select(*by, *ends, "value", "unit", "n", "state")
    return result.sort(list(by)) if by else result


def _check(
    engine: Engine,
    indicator: str,
    by: Sequence[str],
    where: Sequence[tuple[str, tuple[str, ...]]],
    entitlement: Entitlement,
) -> None:
    known = indicators(engine, entitlement)
    if indicator not in known:
        raise UsageError(
            "'{indicator}' is not an indicator of this store. Known: {what}.",
            indicator=indicator[:40],
            what=", ".join(known) or "none",
        )
    for dimension in (*by, *(d for d, _ in where)):
        if dimension not in DIMENSIONS:
            raise UsageError(
                "'{dimension}' is not a dimension of statistics. Known: {dimensions}.",
                dimension=dimension[:40],
                dimensions=", ".join(DIMENSIONS),
            )
    filters = dict(where)
    if {"category", "partner"} & (set(by) | set(filters)) and "dimension" not in filters and "dimension" not in by:
        examples = "exploitation, citizenship, repatriation, market, actor, resilience, average"
        raise UsageError("Name the breakdown as well: --where dimension=…, such as {examples}.", examples=examples)
