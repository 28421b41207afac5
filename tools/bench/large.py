"""A lattice of facts that no database holds: 100 million seizures in SQLite would take fifty gigabytes.

The cubes are made by the product's own builder from the chunks of tools.bench.facts, put on the disk, mapped and asked
through the gateway. What a database would add is the reading, which is measured at ten million.
"""

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from data_access.cube.precedence import Ranks
from data_access.gateway import Gateway
from data_access.lattice import files, making
from data_access.lattice.records import Batch
from data_access.lattice.specs import ACCESS, ROLES
from data_access.settings import sqlite_url
from data_access.store import tables as t
from data_access.store.bulk import bulk
from data_access.store.engine import open_store
from tools.bench.catalogue import Catalogue, catalogue
from tools.bench.facts import facts
from tools.bench.measure import peak_mb, timed

VERSION, PIECE = 1, 200_000


def batches(kind: str, rows: int, seed: int) -> Iterator[Batch]:
    """The facts as the builder takes them, at most PIECE numbers at a time."""
    for chunk in facts(kind, rows, seed):
        texts = pl.col(pl.Enum, pl.Categorical).cast(pl.String)
        events, lines = chunk.records.with_columns(texts), chunk.lines.with_columns(texts)
        last = events["seizure_id"].max() if events.height else 0
        first = events["seizure_id"].min() if events.height else 1
        for start in range(int(str(first)), int(str(last)) + 1, PIECE):
            within = pl.col("seizure_id").is_between(start, start + PIECE - 1)
            yield _batch(events.filter(within), lines.filter(within))


def _batch(events: pl.DataFrame, lines: pl.DataFrame) -> Batch:
    """Records in text as the store gives them: what many of them share is told once."""
    routes = events.select("route_id", *ROLES).unique()
    combos = events.select(*ACCESS, "country", "mode", "year", "month").unique().with_row_index("combo")
    goods = lines.select("goods", "illicit", "unit_class", "currency", "valuation").unique().with_row_index("combo")
    shared = events.join(combos, on=combos.columns[1:]).select(
        *("seizure_id", "combo", "route_id", "goods_set_id", "admin1", "admin1_code", "place", "events")
    )
    figures = ("seizure_id", "combo", "quantity_base", "value_milli", pl.col("implausible").cast(pl.Int8))
    return Batch(shared, combos, routes, lines.join(goods, on=goods.columns[1:]).select(figures), goods)


def members(known: Catalogue) -> pl.DataFrame:
    """The members of the sets of goods, a row each."""
    rows = [
        (number, *member.split("~"))
        for number, text in known.goods_sets.select("goods_set_id", "members").iter_rows()
        for member in text.split("|")
    ]
    names = dict.fromkeys(("goods_set_id", "goods", "illicit", "unit_class"), pl.String) | {"goods_set_id": pl.Int32}
    return pl.DataFrame(rows, schema=names, orient="row")


def build(kind: str, rows: int, seed: int, folder: Path) -> None:
    """Make the cubes and put them into a folder, with a store of nothing but the sources beside them."""
    known = catalogue(kind, seed)
    (folder / "cubes").mkdir(parents=True)
    made = making.of_batches(batches(kind, rows, seed), members(known), folder, few=False)
    files.write(made, folder / "cubes")
    for name in (making.RECORDS, making.ROWS):
        (folder / name).unlink(missing_ok=True)
    engine = open_store(sqlite_url(folder / "sources.sqlite"))
    with engine.begin() as connection:
        bulk(connection, t.Source, known.sources)


def opened(folder: Path) -> Gateway:
    """The gateway of such a folder."""
    engine = open_store(sqlite_url(folder / "sources.sqlite"))
    with engine.connect() as connection:
        ranks = Ranks.of(connection)
    return Gateway(engine, files.read(folder / "cubes", VERSION), "bench", ranks)


def made(kind: str, rows: int, home: Path, seed: int = 1) -> Path:
    """The folder of the cubes, made if they are not there; prints what making them took."""
    folder = home / f"{kind}-{rows}-{seed}-cubes"
    if not (folder / "sources.sqlite").is_file():
        seconds, _ = timed(lambda: build(kind, rows, seed, folder))
        print(f"cubes made in {seconds:.0f} s, generator included; peak {peak_mb():.0f} MB", flush=True)
    return folder
