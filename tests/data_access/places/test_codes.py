"""Codes of places, the kind of a column, the frame of the answer, and subdivisions."""

import polars as pl
import pytest

from data_access.places.index import codes
from data_access.places.names import PLACE_SCHEMA, column_kind, resolve, subdivision
from data_access.reference import tables as reference
from domain.errors import UsageError
from tests.data_access.places.place_helpers import column, one

# ---------------------------------------------------------------- codes


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        (["US", "NA", "XX", "ZA"], "alpha2"),
        (["us", "mx", ""], "alpha2"),
        (["US", "Unknown"], "alpha2"),
        (["USA", "NAM", "NA"], "alpha3"),
        (["516", "4", "840.0"], "m49"),
        (["Namibia", "Chad", "NA"], "name"),
        (["NA"], "name"),
        ([], "name"),
        ([None], "name"),
        (["AL", "AK", "AZ", "CA", "TX", "NY", "OH", "WA"], "name"),  # postal codes of the United States
        (["Peru", "Mali", "Cuba", "Iran"], "name"),
        (["1", "2", "3"], "name"),
        ([str(month) for month in range(1, 13)], "name"),
    ],
)
def test_the_whole_column_tells_what_it_holds(values, kind):
    assert column_kind(pl.Series("place", values, dtype=pl.String)) == kind


def test_na_is_namibia_among_iso_codes_and_missing_among_names():
    assert one("NA", "ZA", "XX")["code"] == "NAM"
    assert one("NA", "ZA", "XX")["status"] == "code"
    assert one("NA", "France", "Spain")["status"] == "special"
    assert one("NA", "USA", "FRA")["status"] == "special"
    assert one("NA", kind="alpha2")["code"] == "NAM"
    assert one("NA", kind="name")["status"] == "special"


@pytest.mark.parametrize("others", [[], [""], ["Canada", "Germany", "Peru", "MX"]])
def test_na_is_asked_where_the_column_does_not_tell(others):
    answer = one("NA", *others)
    assert (answer["code"], answer["status"], answer["candidates"]) == ("", "ambiguous", "NAM")


def test_small_na_among_codes_is_asked():
    assert one("na", "ZA", "XX")["status"] == "ambiguous"


@pytest.mark.parametrize(
    ("code", "kind", "resolved", "status"),
    [
        ("GB", "alpha2", "GBR", "code"),
        ("UK", "alpha2", "GBR", "alias"),
        ("EL", "alpha2", "GRC", "alias"),
        ("XK", "alpha2", "XKX", "alias"),
        ("XX", "alpha2", "unknown", "special"),
        ("XF", "alpha2", "unknown", "special"),
        ("ZZ", "alpha2", "", "ambiguous"),
        ("XV", "alpha2", "", "ambiguous"),
        ("SU", "alpha2", "", "ambiguous"),
        ("CS", "alpha2", "", "ambiguous"),
        ("AN", "alpha2", "ANT", "code"),
        ("G2", "alpha2", "", "unknown"),
        ("KKK", "alpha3", "XKX", "alias"),
        ("SCG", "alpha3", "", "ambiguous"),
        ("UNK", "alpha3", "", "ambiguous"),
        ("PRC", "alpha3", "", "unknown"),
        ("516", "m49", "NAM", "code"),
        ("4", "m49", "AFG", "code"),
        ("002", "m49", "unknown", "special"),
        ("001", "m49", "", "ambiguous"),
        ("736", "m49", "", "ambiguous"),
        ("842", "m49", "", "ambiguous"),
        ("999", "m49", "", "unknown"),
        ("Namibia", "alpha2", "NAM", "exact"),
        ("FR", "name", "", "ambiguous"),
    ],
)
def test_codes(code, kind, resolved, status):
    answer = one(code, kind=kind)
    assert (answer["code"], answer["status"]) == (resolved, status)


def test_every_code_of_a_place_resolves_to_it():
    for row in reference.read("places").iter_rows(named=True):
        for kind, value in (("alpha3", row["code"]), ("alpha2", row["alpha2"]), ("m49", row["m49"])):
            if value:
                assert codes(kind)[value].code == row["code"]


# ---------------------------------------------------------------- the frame


def test_the_answer_honours_its_contract_also_when_empty():
    assert resolve(column()).schema == pl.Schema(PLACE_SCHEMA)
    assert resolve(pl.Series("p", [])).schema == pl.Schema(PLACE_SCHEMA)
    answer = resolve(column("France", None, "", "France"))
    assert answer.schema == pl.Schema(PLACE_SCHEMA)
    assert answer["name"].to_list() == ["France", ""]
    assert answer.null_count().row(0) == (0,) * 5


def test_numbers_are_read_as_m49():
    assert resolve(pl.Series([516, 840]))["code"].to_list() == ["NAM", "USA"]
    assert resolve(pl.Series([516.0, 4.0]))["code"].to_list() == ["NAM", "AFG"]


def test_another_kind_is_refused():
    with pytest.raises(UsageError, match="alpha2, alpha3, m49, name"):
        resolve(column("France"), kind="iso")


# ---------------------------------------------------------------- subdivisions


@pytest.mark.parametrize(
    ("country", "name", "code"),
    [
        ("COL", "BOYACÁ", "CO-BOY"),
        ("COL", "bogota, d.c.", "CO-DC"),
        ("ESP", "Palmas (Las)", "ES-GC"),
        ("ESP", "Gerona", "ES-GI"),
        ("CHL", "III Región de Atacama", "CL-AT"),
        ("ROU", "Jud. Cluj", "RO-CJ"),
        ("RUS", "Новосибирская область", "RU-NVS"),
        ("RUS", "г. Москва", "RU-MOW"),
        ("RUS", "Республика Карелия", "RU-KR"),
        ("ITA", "AL", "IT-AL"),
        ("ITA", "it-al", "IT-AL"),
        ("MEX", "Michoacán", "MX-MIC"),
        ("MEX", "Estado de México", "MX-MEX"),
        ("MEX", "Mexico City", "MX-CMX"),
        ("KAZ", "Almaty", "KZ-75"),
        ("KAZ", "Almaty oblast", "KZ-19"),
        ("UZB", "Toshkent", None),  # a city and a region
        ("UZB", "Toshkent viloyati", "UZ-TO"),
        ("RUS", "Moskva oblast", None),  # the city is no region
        ("PER", "ICA", "PE-ICA"),
        ("COL", "PANAMA", None),
        ("ITA", "FR-75", None),
        ("USA", "Georgia", "US-GA"),
        ("FRA", "", None),
        ("XKX", "Pristina", None),
        ("unknown", "Madrid", None),
    ],
)
def test_subdivisions(country, name, code):
    assert subdivision(country, name) == code
