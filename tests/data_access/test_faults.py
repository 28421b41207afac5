"""A disk that fills up in the middle: nothing half-loaded, a message that says so, and the next run completes."""

import logging
import os
import resource
import subprocess
import sys

import pytest
from sqlalchemy import event

from data_access.gateway import Gateway
from data_access.ingest.loading import import_file
from data_access.settings import ROOT, settings
from data_access.sources.registry import ADAPTERS
from data_access.store.engine import open_store
from domain.entitlement import PUBLIC
from domain.errors import StoreError
from domain.selection import Selection
from tests.asking import answered
from tests.conftest import row, write_ids

pytestmark = pytest.mark.child


def many(path, count=4000):
    return write_ids(
        path, [row(place=f"Village number {i} beyond the long river", amount=str(i)) for i in range(count)]
    )


def total():
    return answered(Gateway.open(), Selection(), "seizures", (), PUBLIC).total


def test_a_full_disk_loads_nothing_and_the_next_run_completes(tmp_path):
    engine = open_store(settings().database_url)
    import_file(engine, ADAPTERS["unodc-ids"], write_ids(tmp_path / "first.csv", [row()]))
    engine.dispose()

    def fill(raw, _record):
        raw.execute(f"PRAGMA max_page_count={raw.execute('PRAGMA page_count').fetchone()[0] + 20}")

    event.listen(engine, "connect", fill)
    with pytest.raises(StoreError, match=r"disk is full.*Nothing was loaded"):
        import_file(engine, ADAPTERS["unodc-ids"], many(tmp_path / "many.csv"))
    assert total() == 1
    event.remove(engine, "connect", fill)
    engine.dispose()
    report = import_file(open_store(settings().database_url), ADAPTERS["unodc-ids"], tmp_path / "many.csv")
    assert report.loaded == 4000 and total() == 4001


LOAD = """
import sys
from pathlib import Path
from data_access.store.engine import open_store
from data_access.ingest.loading import import_file
from data_access.settings import settings
from data_access.sources.registry import ADAPTERS
from domain.errors import StoreError
try:
    print(import_file(open_store(settings().database_url), ADAPTERS["unodc-ids"], Path(sys.argv[1])).loaded)
except StoreError as error:
    sys.exit(str(error))
"""


def test_a_store_that_may_grow_no_further_keeps_what_it_had(tmp_path, own_var):
    open_store(settings().database_url).dispose()
    path = many(tmp_path / "many.csv")
    largest = max(f.stat().st_size for f in own_var.iterdir()) + 100_000
    command = [sys.executable, "-c", LOAD, str(path)]
    done = subprocess.run(
        command,
        check=False,
        cwd=ROOT,
        env=os.environ,
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest)),
    )
    assert done.returncode == 1 and "Nothing was loaded" in done.stderr and "Traceback" not in done.stderr
    again = subprocess.run(command, check=False, cwd=ROOT, env=os.environ, capture_output=True, text=True)
    assert again.stdout.strip() == "4000" and total() == 4000


def test_a_folder_that_takes_no_cube_still_answers(tmp_path, monkeypatch, caplog):
    import_file(open_store(settings().database_url), ADAPTERS["unodc-ids"], write_ids(tmp_path / "a.csv", [row()]))
    (tmp_path / "no-folder").write_text("a file stands where the folder should be", encoding="utf-8")
    monkeypatch.setenv("ATLAS_CACHE_DIR", str(tmp_path / "no-folder"))
    with caplog.at_level(logging.WARNING):
        assert total() == 1
    assert "cannot be kept" in caplog.text
