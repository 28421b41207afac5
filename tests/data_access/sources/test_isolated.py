"""Imports read their file in a child: the same chunks, and a reason for every hostile file."""

import zipfile

import polars as pl
import pytest

from data_access.sources.isolated import check_file, isolated
from data_access.sources.registry import ADAPTERS
from data_access.untrusted.sandbox import Limits
from domain.errors import SourceError
from tests.data_access.sources.test_unodc_ids import write_sample

pytestmark = pytest.mark.child


def test_the_child_reads_what_the_adapter_reads(tmp_path):
    path = write_sample(tmp_path)
    here, there = list(ADAPTERS["unodc-ids"].chunks(path)), list(isolated("unodc-ids", path))
    assert len(here) == len(there) == 1
    for one, two in zip(here, there, strict=True):
        assert one.records.equals(two.records) and one.refused.equals(two.refused)
        assert dict(one.records.schema) == dict(two.records.schema)
        assert (one.rows, one.done, one.skipped) == (two.rows, two.done, two.skipped)


def test_a_file_that_needs_too_much_is_refused_with_a_reason(tmp_path):
    path = write_sample(tmp_path)
    with pytest.raises(SourceError, match=r"ids\.csv"):
        list(isolated("unodc-ids", path, Limits(memory_bytes=120 * 2**20)))
    with pytest.raises(SourceError, match="There is no file"):
        list(isolated("unodc-ids", tmp_path / "none.csv"))


def test_a_zip_bomb_and_a_far_cell_never_reach_a_parser(tmp_path):
    bomb = tmp_path / "bomb.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", b"0" * (60 * 2**20))
    with pytest.raises(SourceError, match=r"bomb\.zip"):
        list(isolated("unodc-ids", bomb))
    with pytest.raises(SourceError, match=r"x\.xlsx"):
        path = tmp_path / "x.xlsx"
        path.write_bytes(b"PK\x03\x04")
        check_file(path)


def test_nothing_of_the_environment_reaches_the_child(tmp_path, monkeypatch):
    monkeypatch.setenv("ATLAS_DATABASE_URL", "postgresql://secret@nowhere/x")
    chunks = list(isolated("unodc-ids", write_sample(tmp_path)))
    assert pl.concat([c.records for c in chunks]).height == 4
