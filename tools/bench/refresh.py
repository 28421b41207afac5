"""A small file that touches one month, loaded into a copy of a store: how long until the new version answers."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from data_access.gateway import Gateway
from data_access.ingest.loading import import_safely
from data_access.settings import sqlite_url
from data_access.store.engine import open_store
from domain.question import Question
from domain.selection import Selection
from tools.bench import compare
from tools.bench.catalogue import Catalogue
from tools.bench.measure import timed
from tools.bench.probe import config
from tools.bench.questions import Asked
from tools.bench.stores import Made
from tools.bench.yardsticks import FIGURE

MONTH = "2019-06"
ROWS = 200


@dataclass(frozen=True, kw_only=True)
class Refreshed:
    """Seconds of loading the file (with the child process that reads it), and from then to the new version's answer."""

    load_s: float
    answer_s: float


def refreshed(store: Made, cubes: Path, folder: Path) -> Refreshed:
    """Load a file into a copy in `folder`; `cubes`, which hold those of the store, get the new version's too.

    Raises ValueError where the answer does not count what was loaded.
    """
    file = folder / "atlas.sqlite"
    shutil.copyfile(store.folder / "atlas.sqlite", file)
    url = sqlite_url(file)
    asked = Asked("one month", Question(selection=Selection(start=MONTH, end=MONTH), by=("country",)), ("public",))
    before = compare.product(Gateway.open(config(url, cubes)))(asked)
    sheet = _sheet(folder / "month.csv", store.catalogue)
    load_s, _ = timed(lambda: import_safely(open_store(url), "template", sheet))
    answer_s, after = timed(lambda: compare.product(Gateway.open(config(url, cubes)))(asked))
    counted = [int(compare.comparable(frame, asked)[FIGURE].sum()) for frame in (before, after)]
    if (more := counted[1] - counted[0]) != ROWS:
        raise ValueError(f"The new version answers with {more} records more, not {ROWS}.")
    return Refreshed(load_s=load_s, answer_s=answer_s)


def _sheet(file: Path, known: Catalogue) -> Path:
    """A file in the product's own template: ROWS seizures of one month."""
    rows = [
        f"new-{i},{MONTH}-{1 + i % 28:02d},{known.countries[i % 20]},{known.countries[i % 7]},"
        f"{known.goods[i % 30]},{1 + i % 9},kg"
        for i in range(ROWS)
    ]
    header = "record_id,date,country,departure,goods,quantity,unit"
    file.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return file
