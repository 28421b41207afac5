import csv
import io
import os
import signal
import subprocess
import sys
import time
import zipfile
from collections import Counter

import pytest

from data_access.gateway import Gateway
from data_access.ingest.loading import import_file, load
from data_access.settings import settings, sqlite_url
from data_access.sources.registry import ADAPTERS
from data_access.store.engine import open_store
from data_access.untrusted.sandbox import MIB
from domain.entitlement import PUBLIC
from domain.errors import SourceError
from domain.selection import Selection
from tests.asking import answered, seen
from tests.conftest import HEADER, IDS, row, write_ids

IDS_ADAPTER = ADAPTERS["unodc-ids"]


def load_ids(path, store=None):
    return import_file(open_store(settings(store).database_url), IDS_ADAPTER, path)


def counts(report):
    return (
        report.read,
        report.loaded,
        report.exact_copies,
        report.quarantined,
        report.unchanged,
        report.data_version,
    )


def test_copies_are_kept_and_flagged_and_the_same_file_changes_nothing(ids_file):
    assert counts(load_ids(ids_file)) == (7, 7, 1, 0, 0, 1)
    assert counts(load_ids(ids_file)) == (7, 0, 0, 0, 7, 1)
    gateway = Gateway.open()
    assert answered(gateway, Selection(), "seizures", (), PUBLIC).total == 7
    assert answered(gateway, Selection(distinct=True), "seizures", (), PUBLIC).total == 6


def test_a_zip_of_the_same_file_is_the_same_file(ids_file, tmp_path):
    load_ids(ids_file)
    with zipfile.ZipFile(tmp_path / "ids.zip", "w") as archive:
        archive.write(ids_file, "ids.csv")
    assert counts(load_ids(tmp_path / "ids.zip")) == (7, 0, 0, 0, 7, 1)


def test_one_more_identical_row_is_one_more_record(tmp_path):
    load_ids(write_ids(tmp_path / "a.csv", [row(), row()]))
    assert counts(load_ids(write_ids(tmp_path / "b.csv", [row(), row(), row()]))) == (3, 1, 1, 0, 2, 2)


def test_what_cannot_be_read_goes_to_quarantine_with_row_field_and_reason(tmp_path):
    path = tmp_path / "bad.csv"
    bad = [
        row(day="2014-02-30"),
        row(amount="many"),
        row(amount="-3"),
        row(country="Atlantis"),
        row(to="Atlantis"),
        row(country=""),
        "too;few",
        row(day="2999-01-01"),
        row(),
    ]
    write_ids(path, bad)
    path.write_bytes(
        path.read_bytes() + row(place="X").replace("X", "\udcff").encode("utf-8", "surrogateescape") + b"\n"
    )
    report = load_ids(path)
    assert (report.read, report.loaded, report.quarantined) == (10, 1, 9)
    listed = seen(Gateway.open()).rejected_rows().sort("file_row")
    assert listed["file_row"].to_list() == [2, 3, 4, 5, 6, 7, 8, 9, 11]
    assert listed["field"].to_list() == [
        "SEIZURE_DATE",
        "AMOUNT",
        "AMOUNT",
        "COUNTRY",
        "DESTINATION_COUNTRY",
        "COUNTRY",
        "",
        "SEIZURE_DATE",
        "",
    ]
    assert all(listed["reason"].to_list())
    again = load_ids(path)
    assert (again.loaded, again.quarantined, again.unchanged, again.data_version) == (0, 9, 1, 1)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.csv", b"COUNTRY;PLACE\nSpain;Madrid\n", "are missing"),
        ("a.zip", b"PK\x03\x04 broken", "not a complete zip"),
        ("a.csv", (HEADER + '\nR;S;Spain;;"open' + "\nx" * 60 + "\n").encode(), "never closed"),
        ("a.csv", b"", "are missing"),
    ],
)
def test_a_file_that_cannot_be_read_leaves_nothing(tmp_path, name, content, words):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(SourceError, match=words):
        load_ids(tmp_path / name)
    assert Gateway.open().lattice.is_empty


def test_a_failure_in_the_middle_leaves_nothing(ids_file):
    engine = open_store(settings().database_url)

    def broken():
        yield from IDS_ADAPTER.chunks(ids_file)
        raise SourceError("the disk is gone")

    with pytest.raises(SourceError):
        load(engine, IDS_ADAPTER.info, broken(), "x", "")
    assert Gateway.open().lattice.is_empty and seen(Gateway.open()).sources().is_empty()


def size(file):
    return file.stat().st_size if file.exists() else 0


@pytest.mark.parametrize("written", [0, 2 * MIB, 8 * MIB])
def test_a_kill_during_the_import_leaves_nothing_and_the_next_run_completes(tmp_path, written):
    """Killed when the log of the store has grown so far: before the first record, and twice among the records."""
    path = write_ids(tmp_path / "big.csv", [row(amount=str(i)) for i in range(60_000)])
    store, log = tmp_path / "killed.sqlite", tmp_path / "killed.sqlite-wal"
    code = f"from cli.main import main; main(['import', 'unodc-ids', {str(path)!r}, '--database', {str(store)!r}])"
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while process.poll() is None and size(log) <= written:
        time.sleep(0.01)
    assert process.poll() is None, "it was still at work"
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert Gateway.open(url=sqlite_url(store)).lattice.is_empty
    if written:
        few = write_ids(tmp_path / "few.csv", [row(amount=str(i)) for i in range(300)])
        assert load_ids(few, str(store)).loaded == 300
        assert answered(Gateway.open(url=sqlite_url(store)), Selection()).total == 300


@pytest.mark.shared
@pytest.mark.skipif(not IDS.is_file(), reason="the real UNODC file is not at ../shared/data")
def test_the_real_file_to_the_last_record_and_as_read_independently():
    report = load_ids(IDS)
    assert counts(report) == (311_038, 311_038, 44_229, 0, 0, 1)
    gateway = Gateway.open()
    by = answered(gateway, Selection(), "seizures", ("country",), PUBLIC).frame
    assert by.filter(by["country"] == "COL")["value"].item() == 194_533
    assert by.filter(by["country"] == "CZE")["value"].item() == 162 + 61
    assert answered(gateway, Selection(distinct=True), "seizures", (), PUBLIC).total == 311_038 - 44_229
    assert 4_500_000 in [float(q) for q in seen(gateway).implausible()["quantity"]]
    with zipfile.ZipFile(IDS) as archive:
        text = io.TextIOWrapper(archive.open(archive.namelist()[0]), "utf-8", newline="")
        _, *rows = map(tuple, csv.reader(text, delimiter=";"))
    years = answered(gateway, Selection(), "seizures", ("year",), PUBLIC).frame
    assert dict(years.select("year", "value").iter_rows()) == Counter(r[5][:4] for r in rows)
    route = answered(gateway, Selection(where=(("route", ("COL>ESP",)),)), "seizures", (), PUBLIC).total
    assert route == sum(r[13] == "Colombia" and r[14] == "Spain" for r in rows)
    distinct = answered(gateway, Selection(distinct=True), "seizures", ("year",), PUBLIC).frame
    assert dict(distinct.select("year", "value").iter_rows()) == Counter(r[5][:4] for r in set(rows))
    goods = answered(gateway, Selection(), "seizures", ("goods_reported",), PUBLIC).frame
    assert dict(goods.select("goods_reported", "value").iter_rows()) == Counter(r[6] for r in rows)
