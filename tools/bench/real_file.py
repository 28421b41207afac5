"""Import, cube, a question and the pages on the real file, as ratios to Polars reading it as text."""

import io
import sqlite3
import tempfile
import zipfile
from contextlib import closing
from functools import partial
from pathlib import Path

import polars as pl

from data_access.gateway import Gateway
from data_access.ingest.loading import import_safely
from data_access.settings import ROOT, Settings, sqlite_url
from data_access.store.engine import open_store
from domain.selection import Selection
from domain.viewer import public
from tools.bench import pages
from tools.bench.measure import median, peak_mb, timed

IDS = ROOT.parent / "shared" / "data" / "unodc_ids_2011_2016" / "drug-trafficking-unodc.zip"


def polars_reads() -> pl.DataFrame:
    """The yardstick: Polars reading the same file as text."""
    with zipfile.ZipFile(IDS) as archive:
        return pl.read_csv(io.BytesIO(archive.read(archive.namelist()[0])), separator=";", infer_schema=False)


def run(*, with_pages: bool) -> None:
    """Import, cube, questions and, if wanted, pages on the real file."""
    if not IDS.is_file():
        raise SystemExit(f"The benchmark needs {IDS}.")
    yard, frame = timed(polars_reads)
    before = peak_mb()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "one" / "atlas.sqlite"
        url = sqlite_url(file)
        seconds, _ = timed(lambda: import_safely(open_store(url), "unodc-ids", IDS))
        print(f"import: {seconds / yard:.1f} x Polars reading the file; peak memory {before:.0f} -> {peak_mb():.0f} MB")
        _questions(url, folder / "cubes", yard, frame.height)
        if with_pages:
            with closing(sqlite3.connect(file)) as connection:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # the pages copy the file
            pages.run(folder, file)


def _questions(url: str, cubes: Path, yard: float, records: int) -> None:
    """The cube as the gateway builds it and keeps it, and twenty distinct questions by country."""
    config = Settings(database_url=url, demo_url=url, cache_dir=cubes, uploads=False)
    built, gateway = timed(lambda: Gateway.open(config))
    print(f"cube: {built / records * 1e6 / yard:.1f} x per million seizures")
    answers = gateway.for_viewer(public("en"))
    months = [f"{y}-{m:02d}" for y in range(2011, 2016) for m in (1, 4, 7, 10)]
    asked = [partial(answers.seizures, Selection(start=month), "country") for month in months]
    cold = [timed(one)[0] for one in asked]
    print(f"a distinct, cold question by country: {median(cold) / yard:.3f} x (median of {len(cold)})")
