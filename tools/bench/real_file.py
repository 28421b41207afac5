"""Import, cube, a question and the pages on the real file, as ratios to Polars reading it as text."""

import io
import tempfile
import zipfile
from functools import partial
from pathlib import Path

import polars as pl

from data_access.gateway import Gateway
from data_access.ingest.loading import import_safely
from data_access.settings import ROOT, Settings, sqlite_url
from data_access.store.engine import open_store
from domain.selection import Selection
from domain.viewer import public
from tools.bench import pages, stores
from tools.bench.measure import median, peak_mb, timed

IDS = ROOT.parent / "shared" / "data" / "unodc_ids_2011_2016" / "drug-trafficking-unodc.zip"


def polars_reads() -> pl.DataFrame:
    """The yardstick: Polars reading the same file as text."""
    with zipfile.ZipFile(IDS) as archive:
        return pl.read_csv(io.BytesIO(archive.read(archive.namelist()[0])), separator=";", infer_schema=False)


def run(*, with_pages: int = 0) -> None:
    """Import, cube and questions on the real file; and if wanted the pages of it and of a generated store.

    with_pages: records of the generated store, 0 for no pages.
    """
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
            made = stores.made("joint", with_pages)
            generated = {"ATLAS_DATABASE_URL": made.url, "ATLAS_CACHE_DIR": f"{made.folder}-cubes"}
            real = {"ATLAS_DATABASE_URL": url, "ATLAS_CACHE_DIR": str(folder / "cubes")}
            pages.run([("0.3 M (the file)", real), (f"{with_pages / 1e6:.0f} M (generated)", generated)])


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
