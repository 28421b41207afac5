"""Victims, not seizures: '<5' stays an interval, totals stay apart from their breakdowns."""

from pathlib import Path

import pytest
import xlsxwriter

from data_access.sources.unodc_glotip import HEADER, UnodcGlotip, interval
from tests.conftest import SHARED

REAL = SHARED / "data/unodc_glotip_trafficking_victims/data_glotip.xlsx"


def line(iso="FRA", country="France", indicator="Detected trafficking victims", dimension="Total", category="Total",
         sex="Total", age="Total", year=2019, value="1,204"):  # fmt: skip
    return [iso, country, "R", "S", indicator, dimension, category, sex, age, year, "Counts", value, "GLOTIP"]


def write_sample(folder: Path) -> Path:
    rows = [
        line(),
        line(sex="Female", value="1,000"),
        line(sex="Male", value="<5"),
        line(dimension="by form of exploitation", category="Forced labour", value="40"),
        line(dimension="by form of exploitation", category="Sexual exploitation", value="<5"),
        line(dimension="by citizenship", category="Nigeria", value="7"),
        line(iso="NAM", country="Namibia", value="0"),
        line(iso="CAR", country="Caribbean"),
        line(value="many"),
    ]
    path = folder / "glotip.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("data")
        for r, cells in enumerate([["UNODC"], ["30/05/2023"], HEADER, *rows]):
            for c, cell in enumerate(cells):
                sheet.write(r, c, cell)
    return path


def test_figures_under_five_stay_an_interval(tmp_path):
    (chunk,) = UnodcGlotip().chunks(write_sample(tmp_path))
    told = chunk.others["observations"].select("country", "dimension", "category", "sex", "partner", "low", "high")
    assert told.rows() == [
        ("FRA", "", "", "", "", 1204.0, 1204.0),
        ("FRA", "", "", "Female", "", 1000.0, 1000.0),
        ("FRA", "", "", "Male", "", 1.0, 4.0),
        ("FRA", "exploitation", "Forced labour", "", "", 40.0, 40.0),
        ("FRA", "exploitation", "Sexual exploitation", "", "", 1.0, 4.0),
        ("FRA", "citizenship", "Nigeria", "", "NGA", 7.0, 7.0),
        ("NAM", "", "", "", "", 0.0, 0.0),
    ]
    assert [(r[0], r[1]) for r in chunk.refused.select("row", "field").rows()] == [(11, "Country"), (12, "txtVALUE")]


@pytest.mark.parametrize(
    ("text", "ends"), [("<5", (1, 4)), ("12", (12, 12)), ("1,204", (1204, 1204)), ("<1", None), ("x", None)]
)
def test_intervals(text, ends):
    assert interval(text) == ends


@pytest.mark.shared
@pytest.mark.skipif(not REAL.is_file(), reason="the real GLOTIP file is not at ../shared/data")
def test_the_real_file_row_by_row():
    (chunk,) = UnodcGlotip().chunks(REAL)
    told = chunk.others["observations"]
    assert chunk.rows == 46_556 == told.height + chunk.refused.height
    below = (told["value_reported"] == "<5").sum() + chunk.refused["content"].str.contains("\x1f<5\x1f").sum()
    assert below == 23_076
    assert told.filter(told["value_reported"] == "<5").select("low", "high").unique().rows() == [(1.0, 4.0)]
