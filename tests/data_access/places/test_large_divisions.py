"""How many of the world's large divisions are found by their English, local and old names.

large_divisions.csv is our own list, put together by hand: 217 divisions of the upper level, most of four million
inhabitants and more, with names as people write them (not as ISO 3166-2 does).
"""

import csv
from pathlib import Path

import pycountry
import pytest

from data_access.places.division_names import subdivision, upper
from data_access.reference import tables as reference

TEXT = (Path(__file__).parent / "large_divisions.csv").read_text(encoding="utf-8")
ROWS = list(csv.DictReader(TEXT.splitlines(), delimiter="|"))
COUNTRY = dict(reference.places().select("alpha2", "code").iter_rows())
LEAST = {"english": 0.99, "local": 0.95, "old": 0.9}


def found(code, name):
    """The division of the upper level that a name is found as, None for none."""
    told = subdivision(COUNTRY[code[:2]], name)
    return upper(told) if told else None


@pytest.mark.parametrize("kind", LEAST)
def test_the_share_of_large_divisions_that_is_found(kind):
    told = [(row["code"], row[kind]) for row in ROWS if row[kind]]
    right = [name for code, name in told if found(code, name) == upper(code)]
    wrong = [(name, found(code, name)) for code, name in told if found(code, name) not in (None, upper(code))]
    print(f"{kind}: {len(right)} of {len(told)} found ({len(right) / len(told):.1%}), as another one: {wrong}")
    assert len(right) / len(told) >= LEAST[kind]
    assert [name for name, _ in wrong] == (["Leningrad"] if kind == "old" else [])  # the region has kept that name


def test_the_list_is_of_200_divisions_that_there_are():
    assert len(ROWS) >= 200 and all(pycountry.subdivisions.get(code=row["code"]) for row in ROWS)


@pytest.mark.parametrize(
    ("country", "name", "code"),
    [
        ("COL", "N. DE SANTANDER", "CO-NSA"),
        ("CHN", "Guangxi", "CN-GX"),
        ("ESP", "Catalonia", "ES-CT"),
        ("BGD", "Dhaka", "BD-C"),
        ("FRA", "Corsica", "FR-20R"),
        ("EGY", "القاهرة", "EG-C"),
        ("IRN", "Razavi Khorasan", "IR-09"),
        ("MEX", "México", "MX-MEX"),
    ],
)
def test_everyday_names(country, name, code):
    assert subdivision(country, name) == code


def test_names_in_other_languages_never_take_the_place_of_one_in_iso():
    held = {d.code for d in pycountry.subdivisions}
    names = reference.read("division_names")
    assert set(names["code"]) <= held
    for code, name in names.sample(400, seed=7).iter_rows():
        assert subdivision(COUNTRY[code[:2]], name) in (code, upper(code)), name
