"""The region schemes: their counts, their dates, and whether they agree with UNODC's own files."""

import csv
import io
import zipfile
from datetime import UTC, date, datetime
from xml.etree import ElementTree

import polars as pl
import pytest

from analysis.regions import in_several, no_region
from data_access.places.names import country as country_named
from data_access.reference import tables as reference
from tests.conftest import IDS, SHARED

SCHEMES = tuple(reference.schemes()["scheme"])

TODAY = date(2026, 11, 30)
COUNTS = {
    "m49": {"002": 60, "019": 57, "142": 50, "150": 51, "009": 29, "010": 1},
    "m49-sub": {
        **{"015": 7, "011": 17, "017": 9, "014": 22, "018": 5, "021": 5, "013": 8, "029": 28, "005": 16},
        **{"143": 5, "030": 7, "035": 11, "034": 9, "145": 18, "151": 10, "154": 16, "039": 16, "155": 9},
        **{"053": 6, "054": 5, "057": 8, "061": 10},
    },
    "wco": {"sa-na-ca-car": 33, "europe": 52, "esa": 24, "mena": 18, "wca": 24, "fe-ssea-ap": 35},
    "blocs": {
        **{"eu": 27, "asean": 11, "au": 55, "ecowas": 12, "gcc": 6, "mercosur": 6, "caricom": 15, "g20": 19},
        **{"oecd": 38, "arab-league": 22, "cis": 9, "sadc": 16, "eac": 8, "comesa": 21},
    },
}
ANNUAL = SHARED / "data" / "unodc_annual_seizures_2012_2016" / "seizuresdata2.csv"
WDR = SHARED / "data" / "unodc_wdr_seizures_2019_2023" / "seizures_flat.csv"
GLOTIP = SHARED / "data" / "unodc_glotip_trafficking_victims" / "data_glotip.xlsx"
SPELLINGS = {
    "Eastern Africa": "east-africa",
    "Northern Africa": "north-africa",
    "Southern and South-Eastern Africa": "southern-africa",
    "Central America (excluding Mexico)": "central-america",
    "Northern America (including Mexico)": "north-america",
    "Central Asia and Transcaucasian countries": "central-asia-transcaucasia",
    "Near and Middle East /South-West Asia": "near-middle-east-southwest-asia",
    "Near and Middle East/ South-West Asia": "near-middle-east-southwest-asia",
    "Southern Asia": "south-asia",
    "Eastern Europe": "east-europe",
    "Southeast Europe": "southeast-europe",
    "South-Eastern Europe (including Turkey)": "southeast-europe",
    "West & Central Europe": "west-central-europe",
    "Western and Central Europe": "west-central-europe",
    "Australia and New Zealand": "oceania",
    "Melanesia": "oceania",
}


def members(scheme: str, region: str, on: date = TODAY) -> set[str]:
    table = reference.membership(scheme, on=on)
    return set(table.filter(pl.col("region") == region)["country"])


def regions_of(scheme: str, country: str, on: date = TODAY) -> set[str]:
    table = reference.membership(scheme, on=on)
    return set(table.filter(pl.col("country") == country)["region"])


def test_the_schemes_of_a_selection_are_those_of_the_table_in_menu_order():
    assert set(reference.read("regions")["scheme"]) == set(SCHEMES)
    texts = reference.schemes().select("name", "description", "source", "note")
    assert not [text for row in texts.rows() for text in row if not text.strip()]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_row_has_a_known_region_country_and_source_and_is_there_once(scheme):
    table = reference.memberships(scheme)
    assert table.columns == ["region", "country", "valid_from", "valid_to", "source", "doubt"]
    assert table.schema["valid_from"] == table.schema["valid_to"] == pl.Date
    assert set(table["country"]) <= set(reference.names("places"))
    assert set(table["region"]) == set(reference.regions(scheme)["region"])
    assert not table.select("region", "country").is_duplicated().any()
    assert not table.filter(pl.col("source").str.strip_chars() == "").height
    assert table.filter(pl.col("valid_from") > pl.col("valid_to")).is_empty()
    assert all(text == "" or text.endswith(".") for text in table["doubt"])


@pytest.mark.parametrize(("scheme", "counts"), COUNTS.items())
def test_each_region_has_as_many_members_as_it_should(scheme, counts):
    table = reference.membership(scheme, on=TODAY)
    assert dict(table.group_by("region").len().iter_rows()) == counts


@pytest.mark.parametrize("scheme", ["m49", "m49-sub", "wco", "unodc"])
def test_these_schemes_put_nobody_in_two_regions(scheme):
    assert in_several(reference.membership(scheme, on=TODAY)).is_empty()


def test_wco_has_its_186_members():
    assert reference.membership("wco", on=TODAY)["country"].n_unique() == 186
    assert regions_of("wco", "ISR") == {"europe"}
    assert regions_of("wco", "IRN") == {"fe-ssea-ap"}
    assert regions_of("wco", "LIE") == set()


def test_interpol_has_196_members_some_in_two_regions_and_some_countries_in_none():
    table = reference.memberships("interpol")
    full = table.filter(~pl.col("doubt").str.starts_with("No member"))
    assert full["country"].n_unique() == 196
    assert len(members("interpol", "africa")) == 54
    europe = full.filter(pl.col("region") == "europe")
    assert europe.height == 50
    today = reference.membership("interpol", on=TODAY)
    several = dict(in_several(today).iter_rows())
    assert several["EGY"] == ["africa", "mena"]
    assert several["QAT"] == ["asia", "mena"]
    assert {len(r) for r in several.values()} == {2}
    countries = reference.places().filter(pl.col("kind") == "country")
    assert set(no_region(countries, today)["code"]) == {"PRK", "TUV"}
    assert {"XKX", "MTQ"} <= set(no_region(reference.places(), today)["code"])


def test_each_interpol_overlap_is_marked_as_doubtful_on_one_side_at_least():
    table = reference.memberships("interpol")
    overlaps = set(in_several(table)["country"])
    doubted = set(table.filter(pl.col("doubt") != "")["country"])
    assert overlaps and overlaps <= doubted


def test_the_european_union_had_28_members_and_has_27():
    assert len(members("blocs", "eu", date(2015, 1, 1))) == 28
    assert "GBR" in members("blocs", "eu", date(2020, 1, 31))
    assert members("blocs", "eu", date(2020, 2, 1)) == members("blocs", "eu", date(2015, 1, 1)) - {"GBR"}
    assert len(members("blocs", "eu", date(2013, 6, 30))) == 27
    assert len(members("blocs", "eu", date(2004, 4, 30))) == 15
    assert len(members("blocs", "eu", date(1957, 12, 31))) == 0


@pytest.mark.parametrize(
    ("bloc", "country", "last_without", "first_with"),
    [
        ("asean", "TLS", date(2025, 10, 25), date(2025, 10, 26)),
        ("mercosur", "BOL", date(2024, 7, 8), date(2024, 8, 8)),
        ("eac", "SOM", date(2024, 3, 3), date(2024, 3, 4)),
        ("oecd", "CRI", date(2021, 5, 24), date(2021, 5, 25)),
        ("au", "MAR", date(2016, 12, 31), date(2017, 2, 1)),
    ],
)
def test_newcomers_count_from_their_first_day(bloc, country, last_without, first_with):
    assert country not in members("blocs", bloc, last_without)
    assert country in members("blocs", bloc, first_with)


def test_those_who_left_ecowas_count_until_their_last_day():
    gone = {"BFA", "MLI", "NER"}
    assert gone <= members("blocs", "ecowas", date(2025, 1, 29))
    assert len(members("blocs", "ecowas", date(2024, 6, 1))) == 15
    assert not gone & members("blocs", "ecowas", date(2025, 1, 30))


def test_the_suspended_stay_members_and_are_marked():
    table = reference.memberships("blocs")
    doubted = {(r, c) for r, c in table.filter(pl.col("doubt") != "").select("region", "country").iter_rows()}
    assert {("au", "SDN"), ("au", "NER"), ("mercosur", "VEN"), ("au", "ESH")} <= doubted
    assert "SDN" in members("blocs", "au") and "VEN" in members("blocs", "mercosur")
    assert ("gcc", "QAT") not in doubted


def test_without_a_day_membership_means_today():
    today = datetime.now(UTC).date()
    assert reference.membership("blocs").equals(reference.membership("blocs", on=today))
    assert reference.membership("blocs").columns == ["region", "country"]
    assert "GBR" not in set(reference.membership("blocs").filter(pl.col("region") == "eu")["country"])


def test_a_country_of_many_blocs_is_in_each_of_them():
    assert {"au", "sadc", "g20"} == regions_of("blocs", "ZAF")
    assert "NAM" in members("blocs", "sadc")


def test_a_scheme_that_does_not_exist_has_no_members():
    assert reference.membership("none").is_empty()
    assert reference.membership("none").schema == {"region": pl.String, "country": pl.String}


def _subregion(name: str) -> str:
    known = dict(reference.regions("unodc").select("name", "region").iter_rows())
    return SPELLINGS.get(name) or known[name]


@pytest.mark.shared
@pytest.mark.skipif(not IDS.is_file(), reason="the real UNODC file is not at ../shared/data")
def test_the_reporters_of_the_individual_seizures_are_where_the_file_puts_them():
    with zipfile.ZipFile(IDS) as archive:
        text = io.TextIOWrapper(archive.open(archive.namelist()[0]), "utf-8", newline="")
        pairs = {(r["COUNTRY"], r["SUBREGION"]) for r in csv.DictReader(text, delimiter=";")}
    placed = {(country_named(country), _subregion(sub)) for country, sub in pairs}
    sure = reference.memberships("unodc").filter(pl.col("doubt") == "")
    assert len({s for _, s in placed}) == 16
    assert placed <= set(sure.select("country", "region").iter_rows())


@pytest.mark.shared
@pytest.mark.skipif(not ANNUAL.is_file(), reason="the annual UNODC file is not at ../shared/data")
def test_the_reporters_of_the_annual_seizures_are_where_the_file_puts_them():
    with ANNUAL.open(encoding="utf-8-sig", newline="") as file:
        pairs = {(r["CountryCode"], r["SubRegion"]) for r in csv.DictReader(file, delimiter=";")}
    own = {"KKK": "XKX"}
    known = set(reference.names("places"))
    placed = {(own.get(c, c), _subregion(sub)) for c, sub in pairs if own.get(c, c) in known}
    sure = reference.memberships("unodc").filter(pl.col("doubt") == "")
    assert len(placed) > 150
    assert placed <= set(sure.select("country", "region").iter_rows())


@pytest.mark.shared
@pytest.mark.skipif(not WDR.is_file(), reason="the World Drug Report file is not at ../shared/data")
def test_each_subregion_lies_in_one_continent_of_the_world_drug_report():
    table = reference.membership("unodc", on=TODAY)
    with WDR.open(encoding="utf-8", newline="") as file:
        rows = {(r["iso3"], r["region"]) for r in csv.DictReader(file)}
    continents = pl.DataFrame(list(rows), schema=["country", "continent"], orient="row").join(table, on="country")
    assert continents["region"].n_unique() == 16
    assert continents.group_by("region").agg(pl.col("continent").n_unique())["continent"].unique().to_list() == [1]


def _glotip_subregions() -> set[tuple[str, str]]:
    """Columns A and D of the workbook, read without a spreadsheet library."""
    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    with zipfile.ZipFile(GLOTIP) as archive:
        shared = ElementTree.fromstring(archive.read("xl/sharedStrings.xml"))
        texts = ["".join(t.text or "" for t in item.iter(space + "t")) for item in shared]
        pairs = set()
        for _, row in ElementTree.iterparse(archive.open("xl/worksheets/sheet1.xml")):
            if row.tag == space + "row":
                cells = {c.get("r", "")[:1]: c.findtext(space + "v") for c in row if c.get("t") == "s"}
                pairs.add(tuple(texts[int(cells[k] or 0)] if k in cells else "" for k in "AD"))
                row.clear()
    return {(country, sub) for country, sub in pairs if len(country) == 3}


@pytest.mark.shared
@pytest.mark.skipif(not GLOTIP.is_file(), reason="the trafficking-in-persons file is not at ../shared/data")
def test_unodc_trafficking_in_persons_uses_the_subregions_of_m49():
    names = dict(reference.regions("m49-sub").select("region", "name").iter_rows())
    wider = {
        **dict.fromkeys(["014", "017", "018", "011"], "Sub-Saharan Africa"),
        **dict.fromkeys(["029", "013", "005"], "Latin America and the Caribbean"),
    }
    own = {c: wider.get(r, names[r]) for r, c in reference.membership("m49-sub", on=TODAY).iter_rows()}
    pairs = {(c, s) for c, s in _glotip_subregions() if c in own and s}
    assert len(pairs) > 180
    assert not [(c, s, own[c]) for c, s in pairs if own[c] != s]
