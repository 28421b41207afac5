"""`make bench`: ratios measured in one run. Nothing here is a test."""

import io
import resource
import shutil
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import polars as pl

from data_access.cube import cube as cubes
from data_access.gateway import Gateway
from data_access.ingest.loading import import_safely
from data_access.settings import ROOT, sqlite_url
from data_access.store.engine import open_store
from domain.selection import Selection
from domain.viewer import public

IDS = ROOT.parent / "shared" / "data" / "unodc_ids_2011_2016" / "drug-trafficking-unodc.zip"
T = TypeVar("T")


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Seconds and result."""
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def peak_mb() -> float:
    """The largest resident size of this process so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def polars_reads() -> pl.DataFrame:
    """The yardstick: Polars reading the same file as text."""
    with zipfile.ZipFile(IDS) as archive:
        return pl.read_csv(io.BytesIO(archive.read(archive.namelist()[0])), separator=";", infer_schema=False)


def main() -> None:
    """Import, cube and questions on the real file."""
    if not IDS.is_file():
        raise SystemExit(f"The benchmark needs {IDS}.")
    yard, frame = timed(polars_reads)
    before = peak_mb()
    with tempfile.TemporaryDirectory() as folder:
        url = sqlite_url(Path(folder) / "bench.sqlite")
        seconds, _ = timed(lambda: import_safely(open_store(url), "unodc-ids", IDS))
        print(f"import: {seconds / yard:.1f} x Polars reading the file; peak memory {before:.0f} -> {peak_mb():.0f} MB")
        engine = open_store(url)
        with engine.connect() as connection:
            built, cube = timed(lambda: cubes.build(connection, 1))
        n = frame.height
        print(
            f"cube: {built / n * 1e6 / yard:.1f} x per million seizures; {cube.seizures.height / n:.3f} cells a seizure"
        )
        answers = Gateway.open(url=url).for_viewer(public("en"))
        months = [f"{y}-{m:02d}" for y in range(2011, 2016) for m in (1, 4, 7, 10)]
        cold = [timed(lambda s=s: answers.seizures(Selection(start=s), "country")) for s in months]
        middle = sorted(seconds for seconds, _ in cold)[len(cold) // 2]
        print(f"a distinct, cold question by country: {middle / yard:.3f} x (median of {len(cold)})")
        engine.dispose()
        from tools import bench_pages

        (Path(folder) / "one").mkdir()
        store = Path(folder) / "one" / "atlas.sqlite"
        shutil.copy(Path(folder) / "bench.sqlite", store)
        bench_pages.run(Path(folder), store)


if __name__ == "__main__":
    main()
