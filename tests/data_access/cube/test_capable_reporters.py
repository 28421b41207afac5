"""No zero, and no year reported, from sources and reporters that never tell the field asked for."""

from datetime import date

import pytest

from data_access.gateway import Gateway
from domain.selection import Selection
from tests.asking import seen
from tests.data_access.records.test_records import ask, info, put, record


def test_a_source_that_never_tells_a_field_makes_no_zero_of_it():
    """France tells modes, Spain's only source never does, Italy's source does but Italy itself never."""
    put(
        [
            record(2, mode="air", departure="COL"),
            record(3, mode="road", seized_on=date(2021, 1, 1)),
            record(4, country="ITA", seized_on=date(2021, 1, 1)),
        ],
        info("full"),
    )
    put([record(2, country="ESP"), record(3, seized_on=date(2022, 1, 1))], info("bare"))
    for where in (("mode", ("air",)), ("departure", ("COL",)), ("route", ("COL>",))):
        cells = {(r["country"], r["year"]): r["state"] for r in ask(by=("country", "year"), where=[where], grid=True)}
        silent = "zero" if where[0] == "mode" else "not_reported"  # the record of 2021 tells its mode, not its ends
        assert cells["FRA", "2020"] == "value" and cells["FRA", "2021"] == silent, where
        assert {cells[c] for c in (("FRA", "2022"), ("ESP", "2020"), ("ITA", "2021"))} == {"not_reported"}, where
    by_mode = {(r["country"], r["mode"]): r["state"] for r in ask(by=("country", "mode"), grid=True)}
    assert by_mode["ESP", "air"] == by_mode["ITA", "air"] == "not_reported"
    assert by_mode["ESP", ""] == by_mode["FRA", "air"] == "value"


def test_who_asks_for_empty_fields_too_hears_every_reporter():
    put([record(2, mode="air"), record(3, country="ESP"), record(4, country="ESP", seized_on=date(2021, 1, 1))])
    cells = {r["country"]: r["state"] for r in ask(by=("country",), where=[("mode", ("", "air"))], grid=True)}
    assert cells["ESP"] == cells["FRA"] == "value"
    assert {s: len(told) for s, told in able(mode=("", "air")).items()} == {"police": 3}
    assert {s: len(told) for s, told in able(mode=("air",)).items()} == {"police": 1}


@pytest.mark.parametrize(
    ("where", "sources"),
    [
        ({}, ["bare", "full"]),
        ({"mode": ("air",)}, ["full"]),
        ({"illicit": ("smuggled",)}, ["full"]),
        ({"destination": ("ESP",)}, []),
        ({"route": ("COL>ESP",)}, []),
        ({"mode": ("unknown",)}, ["full"]),
    ],
)
def test_sources_that_can_tell(where, sources):
    put([record(2, mode="air", departure="COL", illicit="smuggled")], info("full"))
    put([record(2, mode="unknown")], info("bare"))
    assert seen(Gateway.open()).capable_sources(selection(**where)) == sources


def selection(**where):
    return Selection(where=tuple(where.items()))


def able(**where):
    """source → the rows of coverage of those that can tell."""
    gateway = Gateway.open()
    told = seen(gateway).capable(seen(gateway).coverage(Selection()), selection(**where))
    return {s: told.filter(source=s)["country"].to_list() for s in told["source"].unique()}
