"""Adapter → store, in one transaction with the data version. The same file again changes nothing."""

import hashlib
import uuid
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
from sqlalchemy import Connection, Engine, Table, func, insert, select, update
from sqlalchemy.exc import SQLAlchemyError

from data_access import tables as t
from data_access.sources.base import Adapter, Chunk, SourceInfo
from domain.errors import StoreError

Progress = Callable[[float], None]
ROUTE = [
    "producing",
    "producing_reported",
    "departure",
    "departure_reported",
    "destination",
    "destination_reported",
]


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)


@dataclass(kw_only=True)
class Report:
    """What came in. read = loaded + quarantined + unchanged; exact_copies are among the loaded."""

    run_id: str
    read: int = 0
    loaded: int = 0
    exact_copies: int = 0
    quarantined: int = 0
    unchanged: int = 0
    data_version: int = 0

    def as_dict(self) -> dict[str, int | str]:
        """The report as plain values, in the order in which the shell prints them."""
        return asdict(self)


@dataclass(kw_only=True)
class _Load:
    """The state of one running import."""

    connection: Connection
    info: SourceInfo
    file_name: str
    report: Report
    next_seizure: int
    seen: dict[str, int] = field(default_factory=dict)
    routes: pl.DataFrame = field(default_factory=pl.DataFrame)
    goods_sets: dict[str, int] = field(default_factory=dict)
    months: set[str] = field(default_factory=set)
    new_quarantine: int = 0
    at: datetime = field(default_factory=_now)


def import_file(engine: Engine, adapter: Adapter, path: Path, progress: Progress | None = None) -> Report:
    """Load a file. Raises SourceError or StoreError; then nothing at all has changed."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
    return load(engine, adapter.info, adapter.chunks(path), path.name, digest, progress)


def load(
    engine: Engine,
    info: SourceInfo,
    chunks: Iterable[Chunk],
    file_name: str,
    digest: str,
    progress: Progress | None = None,
    *,
    at: datetime | None = None,
) -> Report:
    """Load chunks of records in one transaction. The run is stored only if it changed something.

    `at` is the moment that the data stand for (UTC; default: now); only the demo sets it.
    """
    report = Report(run_id=str(uuid.uuid4()))
    try:
        with (
            engine.connect().execution_options(sqlite_begin="IMMEDIATE") as connection,
            connection.begin() as tx,
        ):
            job = _start(connection, info, file_name, digest, report)
            job.at = at or job.at
            for chunk in chunks:
                _take(job, chunk)
                if progress:
                    progress(chunk.done)
            if report.loaded == 0 and job.new_quarantine == 0:
                tx.rollback()
            else:
                _finish(job)
        with engine.connect() as connection:
            report.data_version = current_version(connection)
    except SQLAlchemyError as error:
        reason = getattr(error, "orig", None) or error
        raise StoreError(f"The database refused the import: {reason}. Nothing was loaded; try again.") from error
    return report


def current_version(connection: Connection) -> int:
    """The data version: 0 for a store without records."""
    return int(connection.scalar(select(func.max(t.DataVersion.version))) or 0)


def _start(connection: Connection, info: SourceInfo, file_name: str, digest: str, report: Report) -> _Load:
    if _no_source(connection, info):
        connection.execute(insert(t.Source).values(**asdict(info)))
    connection.execute(
        insert(t.IngestRun).values(
            run_id=report.run_id,
            source_id=info.source_id,
            file_name=file_name,
            file_sha256=digest,
            finished_at=_now(),
            read=0,
            loaded=0,
            exact_copies=0,
            quarantined=0,
            unchanged=0,
        )
    )
    rows = connection.execute(select(t.Route.__table__)).all()
    sets = connection.execute(select(t.GoodsSet.members, t.GoodsSet.goods_set_id)).all()
    return _Load(
        connection=connection,
        info=info,
        file_name=file_name,
        report=report,
        next_seizure=int(connection.scalar(select(func.max(t.Seizure.seizure_id))) or 0) + 1,
        routes=pl.DataFrame(
            [tuple(r) for r in rows],
            schema={"route_id": pl.Int64, **dict.fromkeys(ROUTE, pl.String)},
            orient="row",
        ),
        goods_sets={str(members): int(key) for members, key in sets},
    )


def _no_source(connection: Connection, info: SourceInfo) -> bool:
    return connection.scalar(select(t.Source.source_id).where(t.Source.source_id == info.source_id)) is None


def _keys(job: _Load, contents: list[str]) -> tuple[list[str], list[int]]:
    """Record keys and ordinals: BLAKE2b-128 over source, content and the ordinal among identical rows."""
    keys, ordinals = [], []
    for content in contents:
        digest = hashlib.blake2b(f"{job.info.source_id}\x1e{content}".encode(), digest_size=16)
        name = digest.hexdigest()
        ordinal = job.seen.get(name, 0)
        job.seen[name] = ordinal + 1
        digest.update(b"\x1e%d" % ordinal)
        keys.append(digest.hexdigest())
        ordinals.append(ordinal)
    return keys, ordinals


def _existing(connection: Connection, table: type[t.Base], keys: list[str]) -> set[str]:
    """Those of the keys that the store holds already."""
    column = table.__table__.c.record_key
    held: set[str] = set()
    for start in range(0, len(keys), 10_000):
        part = keys[start : start + 10_000]
        held.update(connection.scalars(select(column).where(column.in_(part))))
    return held


def _take(job: _Load, chunk: Chunk) -> None:
    job.report.read += chunk.rows
    _take_refused(job, chunk.refused)
    heads = chunk.records.filter(pl.col("line") == 1)
    keys, ordinals = _keys(job, heads["content"].to_list())
    heads = heads.with_columns(pl.Series("record_key", keys, pl.String), pl.Series("ordinal", ordinals, pl.Int64))
    held = _existing(job.connection, t.Seizure, keys)
    new = heads.filter(~pl.col("record_key").is_in(list(held))) if held else heads
    job.report.unchanged += heads.height - new.height
    if new.is_empty():
        return
    new = new.with_columns(pl.int_range(job.next_seizure, job.next_seizure + new.height).alias("seizure_id"))
    job.next_seizure += new.height
    items = chunk.records.join(new.select("row", "seizure_id"), on="row", how="inner", maintain_order="left")
    _insert_seizures(job, new, items)
    _bulk(job.connection, t.SeizureItem, items)
    job.report.loaded += new.height
    job.report.exact_copies += int((new["ordinal"] > 0).sum())
    job.months.update(new["seized_on"].dt.strftime("%Y-%m").unique().to_list())


def _take_refused(job: _Load, refused: pl.DataFrame) -> None:
    job.report.quarantined += refused.height
    if refused.is_empty():
        return
    keys, _ = _keys(job, [f"quarantine\x1e{c}" for c in refused["content"].to_list()])
    held = _existing(job.connection, t.Quarantine, keys)
    new = refused.with_columns(pl.Series("record_key", keys)).filter(~pl.col("record_key").is_in(list(held)))
    job.new_quarantine += new.height
    _bulk(
        job.connection,
        t.Quarantine,
        new.with_columns(
            pl.lit(job.info.source_id).alias("source_id"),
            pl.lit(job.report.run_id).alias("run_id"),
            pl.lit(job.file_name).alias("file_name"),
            pl.col("row").alias("file_row"),
        ),
    )


def _insert_seizures(job: _Load, new: pl.DataFrame, items: pl.DataFrame) -> None:
    frame = _with_goods_set(job, _with_route(job, new), items)
    frame = frame.with_columns(
        pl.lit(job.info.source_id).alias("source_id"),
        pl.lit(job.report.run_id).alias("run_id"),
        pl.lit(job.info.handling).alias("handling"),
        pl.col("row").alias("file_row"),
        (pl.col("ordinal") > 0).alias("is_copy"),
        pl.col("seized_on").dt.year().alias("year"),
        pl.when(pl.col("date_precision") == "year")
        .then(pl.lit(""))
        .otherwise(pl.col("seized_on").dt.strftime("%Y-%m"))
        .alias("month"),
        pl.col("first_seen").fill_null(date.today()),
    )
    _bulk(job.connection, t.Seizure, frame)


def _with_route(job: _Load, new: pl.DataFrame) -> pl.DataFrame:
    fresh = new.select(ROUTE).unique(maintain_order=True).join(job.routes, on=ROUTE, how="anti")
    if fresh.height:
        start = int(job.routes["route_id"].max() or 0) + 1  # type: ignore[arg-type]
        fresh = fresh.select(pl.int_range(start, start + fresh.height).cast(pl.Int64).alias("route_id"), *ROUTE)
        _bulk(job.connection, t.Route, fresh)
        job.routes = pl.concat([job.routes, fresh])
    return new.join(job.routes, on=ROUTE, how="left", maintain_order="left")


def _with_goods_set(job: _Load, new: pl.DataFrame, items: pl.DataFrame) -> pl.DataFrame:
    sets = items.group_by("seizure_id").agg(pl.col("goods").unique().sort().str.join("|").alias("members"))
    fresh = sorted(set(sets["members"].unique().to_list()) - set(job.goods_sets))
    start = len(job.goods_sets) + 1
    ids = {members: start + i for i, members in enumerate(fresh)}
    if ids:
        _bulk(
            job.connection,
            t.GoodsSet,
            pl.DataFrame({"goods_set_id": list(ids.values()), "members": list(ids)}),
        )
        job.goods_sets |= ids
    known = pl.DataFrame({"members": list(job.goods_sets), "goods_set_id": list(job.goods_sets.values())})
    return new.join(sets.join(known, on="members"), on="seizure_id", how="left", maintain_order="left")


def _bulk(connection: Connection, table: type[t.Base], frame: pl.DataFrame) -> None:
    """Insert a frame's rows on SQLAlchemy's own connection, by the driver's executemany on SQLite."""
    target = table.__table__
    assert isinstance(target, Table)  # noqa: S101 - narrows the type for mypy
    columns = [c.name for c in target.columns]
    rows = frame.select(columns)
    if rows.is_empty():
        return
    if connection.dialect.name == "sqlite":
        dates = [pl.col(c).dt.strftime("%Y-%m-%d") for c, d in rows.schema.items() if d == pl.Date]
        marks = ", ".join("?" for _ in columns)
        statement = f"INSERT INTO {target.name} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608 - our own names
        connection.exec_driver_sql(statement, rows.with_columns(dates).rows())
    else:
        connection.execute(insert(target), rows.to_dicts())


def _finish(job: _Load) -> None:
    report = job.report
    counts = {k: v for k, v in report.as_dict().items() if k not in ("run_id", "data_version")}
    job.connection.execute(
        update(t.IngestRun).where(t.IngestRun.run_id == report.run_id).values(**counts, finished_at=job.at)
    )
    months = sorted(job.months) or [""]
    job.connection.execute(
        insert(t.DataVersion).values(
            changed_at=job.at, run_id=report.run_id, touched_from=months[0], touched_to=months[-1]
        )
    )
