"""Generated facts as a store of the product, and as flat Parquet files for the yardsticks.

A folder holds `atlas.sqlite` and, beside it, `facts.parquet`, `lines.parquet` and `about.json`. What is whole is never
made again: delete the folder to have it made anew.
"""

import json
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from data_access.settings import sqlite_url
from data_access.store import tables as t
from data_access.store.engine import open_store
from tools.bench.catalogue import Catalogue, catalogue, ends_of
from tools.bench.facts import Chunk, facts
from tools.bench.flat import FlatFiles, occurring

HOME = Path("/tmp/bench-stores")
AT = datetime(2026, 1, 31, 12, 0)
"""The moment of the load: invented, so that equal seeds give equal stores."""
SLICE = 20_000
"""So many rows are Python objects at one time."""
INDEXES = ("ix_seizure_country_year", "ix_seizure_year", "ix_seizure_item_unit_class")
"""Made after the rows: each is sorted once."""
FILLING = ("journal_mode=OFF", "locking_mode=EXCLUSIVE", "synchronous=OFF", "cache_size=-64000", "temp_store=FILE")
"""Nothing is undone: what is not whole is made anew."""


@dataclass(frozen=True)
class Made:
    """A generated store: its folder, what it was made from, and the pairs of source and level that occur."""

    folder: Path
    kind: str
    rows: int
    seed: int
    levels: tuple[tuple[str, str], ...]

    @property
    def url(self) -> str:
        """The address of the store."""
        return sqlite_url(self.folder / "atlas.sqlite")

    @property
    def catalogue(self) -> Catalogue:
        """What occurs in it."""
        return catalogue(self.kind, self.seed)


def made(kind: str, rows: int, seed: int = 1, home: Path = HOME) -> Made:
    """The store of these facts, made if it is not there. Raises ValueError for a kind that there is not."""
    folder = home / f"{kind}-{rows}-{seed}"
    about = folder / "about.json"
    if not about.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.iterdir():  # of a run that was stopped
            old.unlink()
        levels = _make(folder, kind, rows, seed)
        about.write_text(json.dumps({"levels": sorted(levels)}), encoding="utf-8")
    known = json.loads(about.read_text(encoding="utf-8"))["levels"]
    return Made(folder, kind, rows, seed, tuple((str(s), str(level)) for s, level in known))


def _make(folder: Path, kind: str, rows: int, seed: int) -> set[tuple[str, str]]:
    """Fill a store and the flat files from the same chunks; the pairs of source and level that occur."""
    file = folder / "atlas.sqlite"
    open_store(sqlite_url(file)).dispose()
    known, levels = catalogue(kind, seed), set()
    connection = sqlite3.connect(file, isolation_level=None)
    for pragma in FILLING:
        connection.execute(f"PRAGMA {pragma}")
    kept = [_definition(connection, name) for name in INDEXES]
    routes = np.array([], dtype=np.int64)
    with FlatFiles(folder) as flat:
        _in_one(connection, lambda: _start(connection, known))
        for chunk in facts(kind, rows, seed):
            fresh = np.setdiff1d(chunk.records["route_id"].to_numpy(), routes)
            _in_one(connection, lambda chunk=chunk, fresh=fresh: _write(connection, known, chunk, fresh))
            routes = np.union1d(routes, fresh)
            flat.add(chunk)
            levels |= occurring(chunk)
            del chunk, fresh  # before the next one is made
    for statement in kept:
        connection.execute(statement)
    _in_one(connection, lambda: _finish(connection, rows))
    connection.close()
    open_store(sqlite_url(file)).dispose()  # in the journal mode of the product
    return levels


def _definition(connection: sqlite3.Connection, index: str) -> str:
    """What makes an index, which is dropped."""
    row = connection.execute("SELECT sql FROM sqlite_master WHERE type = 'index' AND name = ?", [index]).fetchone()
    connection.execute(f"DROP INDEX {index}")
    return str(row[0])


def _in_one(connection: sqlite3.Connection, work: Any) -> None:
    """Work in one transaction."""
    connection.execute("BEGIN IMMEDIATE")
    work()
    connection.execute("COMMIT")


def _start(connection: sqlite3.Connection, known: Catalogue) -> None:
    """Sources, a run of each, and the sets of goods."""
    _insert(connection, t.Source, known.sources)
    runs = known.sources.select(
        (pl.lit("run-") + pl.col("source_id")).alias("run_id"), "source_id", pl.lit("invented").alias("file_name")
    )
    counts = dict.fromkeys(("read", "loaded", "exact_copies", "quarantined", "unchanged", "superseded", "skipped"), 0)
    _insert(
        connection,
        t.IngestRun,
        runs,
        {**counts, "finished_at": str(AT), "file_sha256": "", "published": "", "undone_at": None},
    )
    _insert(connection, t.GoodsSet, known.goods_sets)


def _write(connection: sqlite3.Connection, known: Catalogue, chunk: Chunk, fresh: np.ndarray) -> None:
    """New routes, records and lines of a chunk."""
    texts = {"transit": "", "transit_reported": "", "certainty": ""}
    _insert(connection, t.Route, _routes(known, fresh), texts)
    for records in chunk.records.iter_slices(SLICE):
        _write_records(connection, records)
    plain = ("quantity_reported", "unit_reported", "species_reported", "hs", "illicit_reported", "factor")
    for lines in chunk.lines.iter_slices(SLICE):
        named = lines.with_columns(pl.col("goods").alias("goods_reported"))
        _insert(connection, t.SeizureItem, named, dict.fromkeys((*plain, "value_reported"), ""))


def _write_records(connection: sqlite3.Connection, records: pl.DataFrame) -> None:
    """Some records with what few of them have: details and links."""
    records = records.with_columns(
        _key("seizure_id").alias("record_key"),
        pl.col("source").alias("source_id"),
        (pl.lit("run-") + pl.col("source").cast(pl.String)).alias("run_id"),
        pl.col("seizure_id").alias("file_row"),
        pl.col("seized_on").dt.to_string("%Y-%m-%d").alias("seized_on"),
        pl.col("seized_on").dt.to_string("%Y-%m-%d").alias("first_seen"),
        *(pl.col(c).alias(f"{c}_reported") for c in ("country", "mode", "admin1", "place")),
    )
    empty = dict.fromkeys(("content_key", "concealment_reported", "facility_reported", "routing_reported"), "")
    _insert(connection, t.Seizure, records, {"version": 1, "is_current": 1, **empty})
    details = records.filter(pl.col("admin1_code") != "").select("seizure_id", pl.col("admin1_code").alias("admin1"))
    none = dict.fromkeys(("latitude", "longitude", "persons"), None)
    others = [c.name for c in t.SeizureDetail.__table__.columns if c.name not in (*none, "seizure_id", "admin1")]
    _insert(connection, t.SeizureDetail, details, {**none, **dict.fromkeys(others, "")})
    linked = records.filter(pl.col("kept_id").is_not_null()).select(
        pl.col("record_key").alias("hidden_key"),
        _key("kept_id").alias("kept_key"),
        pl.col("hidden_by").cast(pl.String).str.split("~").list.first().alias("kept_source"),
    )
    _insert(connection, t.OverlapLink, linked, {"linked_at": str(AT), "note": ""})


def _key(column: str) -> pl.Expr:
    """A record key of 32 digits from its number: in order, so that the index grows at its end."""
    return pl.col(column).cast(pl.String).str.zfill(32)


def _routes(known: Catalogue, ids: np.ndarray) -> pl.DataFrame:
    names = pl.Series(known.ends)
    roles = zip(("producing", "departure", "destination"), ends_of(ids), strict=True)
    ends = {role: names.gather(number) for role, number in roles}
    return pl.DataFrame({"route_id": ids, **ends, **{f"{role}_reported": codes for role, codes in ends.items()}})


def _finish(connection: sqlite3.Connection, rows: int) -> None:
    """What the runs loaded, and the data version."""
    connection.execute(
        "UPDATE ingest_run SET (read, loaded, exact_copies) = (SELECT count(*), count(*), coalesce(sum(is_copy), 0) "
        "FROM seizure WHERE seizure.run_id = ingest_run.run_id)"
    )
    run, first, last = connection.execute(
        "SELECT max(run_id), min(day), max(day) FROM (SELECT run_id, substr(seized_on, 1, 7) AS day FROM seizure)"
    ).fetchone()
    version = {"version": 1, "changed_at": str(AT), "run_id": run, "touched_from": first, "touched_to": last}
    _insert(connection, t.DataVersion, pl.DataFrame([version] if rows else []))


def _insert(connection: sqlite3.Connection, table: type[t.Base], frame: pl.DataFrame, constants: Any = None) -> None:
    """Insert rows with the columns that the table has; `constants` are the same in each."""
    same = constants or {}
    target = table.__table__
    names = [c.name for c in target.columns if c.name in frame.columns and c.name not in same]
    if missing := [c.name for c in target.columns if c.name not in (*names, *same)]:
        raise ValueError(f"{target} lacks {', '.join(missing)}.")
    values = ", ".join([*["?"] * len(names), *map(_literal, same.values())])
    statement = f"INSERT INTO {target} ({', '.join([*names, *same])}) VALUES ({values})"
    for part in frame.select(names).iter_slices(SLICE):
        connection.executemany(statement, part.rows())


def _literal(value: Any) -> str:
    if value is None:
        return "NULL"
    return str(value) if isinstance(value, int) else f"'{value}'"
