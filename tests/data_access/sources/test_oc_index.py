"""Scores by country and edition, under one name whatever the edition calls its columns."""

from pathlib import Path

import pytest
import xlsxwriter

from data_access.sources.oc_index import OcIndex
from tests.conftest import SHARED

REAL = SHARED / "data/oc_index_2021_2023_2025/global_oc_index_2021_2023_2025.xlsx"
EDITIONS = {
    "2023_dataset": (
        ["Continent", "Region", "Country", "Criminality avg.", "Criminal markets avg.", "Arms trafficking",
         "Criminal actors avg,", "Mafia-style groups", "Resilience avg,", "Prevention"],
        [["Africa", "W", "Côte d’Ivoire", 5.5, 5, 6, 4, 3.5, 4.25, 2], ["Africa", "S", "Atlantis", 1, 1, 1, 1, 1, 1, 1],
         ["Africa", "S", "Namibia", 4, 4, "n/a", 4, 4, 4, 11]],
    ),
    "2021_dataset": (
        ["Continent", "Region", "Country", "Criminality avg,", "Criminal markets avg,", "Arms trafficking",
         "Criminal actors", "Mafia-style groups", "Resilience", "Prevention"],
        [["Africa", "W", "Ivory Coast", 5, 5, 5.5, 4, 3, 4, 2]],
    ),
}  # fmt: skip


def write_sample(folder: Path) -> Path:
    path = folder / "oc.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Title").write(0, 0, "GLOBAL ORGANIZED CRIME INDEX")
        for name, (header, rows) in EDITIONS.items():
            sheet = book.add_worksheet(name)
            for r, cells in enumerate([header, *rows]):
                for c, cell in enumerate(cells):
                    sheet.write(r, c, cell)
    return path


def test_columns_have_one_name_in_every_edition(tmp_path):
    new, old = OcIndex().chunks(write_sample(tmp_path))
    names = [
        c.others["observations"].select("dimension", "category").unique().sort("dimension", "category").rows()
        for c in (new, old)
    ]
    assert (
        names[0]
        == names[1]
        == [
            ("actor", "Mafia-style groups"),
            ("average", "Criminal actors"),
            ("average", "Criminal markets"),
            ("average", "Criminality"),
            ("average", "Resilience"),
            ("market", "Arms trafficking"),
            ("resilience", "Prevention"),
        ]
    )
    assert set(new.others["observations"]["country"]) == {"CIV", "NAM"}
    assert set(old.others["observations"]["country"]) == {"CIV"}
    assert (new.refused["value"] == "Atlantis").sum() == 7
    assert {"n/a", "11"} <= set(new.refused["value"])


@pytest.mark.shared
@pytest.mark.skipif(not REAL.is_file(), reason="the real index is not at ../shared/data")
def test_the_real_file_holds_193_countries_an_edition():
    for chunk in OcIndex().chunks(REAL):
        told = chunk.others["observations"]
        assert chunk.refused.is_empty()
        assert told["country"].n_unique() == 193
        assert told.group_by("country").len()["len"].n_unique() == 1
