"""UNODC Individual Drug Seizures: most tests of this adapter stand in test_ingest and test_gateway."""

from pathlib import Path

from tests.conftest import row, write_ids


def write_sample(folder: Path) -> Path:
    rows = [row(), row(), row(country="Namibia", amount=""), row(day="never"), row(country="Malta", to="Unknown")]
    return write_ids(folder / "ids.csv", rows)
