"""UNODC Individual Drug Seizures: most tests of this adapter stand in test_ingest and test_gateway."""

from pathlib import Path

from data_access.sources.registry import ADAPTERS
from tests.conftest import row, write_ids


def write_sample(folder: Path) -> Path:
    rows = [row(), row(), row(country="Namibia", amount=""), row(day="never"), row(country="Malta", to="Unknown")]
    return write_ids(folder / "ids.csv", rows)


def test_the_sample_keeps_copies_and_refuses_one_row(tmp_path):
    (chunk,) = ADAPTERS["unodc-ids"].chunks(write_sample(tmp_path))
    assert chunk.records["country"].to_list() == ["ESP", "ESP", "NAM", "MLT"]
    assert chunk.refused.select("row", "field", "value").rows() == [(5, "SEIZURE_DATE", "never")]
