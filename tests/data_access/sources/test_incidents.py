"""Incidents from a file: a sample for what every adapter promises (their own tests: tests/data_access/incidents)."""

from pathlib import Path

from data_access.sources.incidents import Incidents
from tests.data_access.incidents.brought import some, write


def write_sample(folder: Path) -> Path:
    good = [*some("Nova Pharma", 6), *some("Beta", 3)]
    return write(folder / "incidents.csv", [*good, {**good[0], "incident_id": "90", "mode": "teleport"}])


def test_a_row_has_the_level_of_its_company(tmp_path: Path):
    (chunk,) = Incidents().chunks(write_sample(tmp_path))
    assert chunk.refused["handling"].to_list() == ["company:nova-pharma"] and chunk.refused["field"].to_list() == [
        "mode"
    ]
    assert chunk.rows == 10 and chunk.others["incidents"].height == 9
