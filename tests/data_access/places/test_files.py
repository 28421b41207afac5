"""Every place of the real files: what is left over is exactly what was reviewed."""

import csv
import io
import json
import zipfile
from functools import cache
from xml.etree import ElementTree

import polars as pl
import pytest

from data_access.places.names import column_kind, place, resolve, subdivision
from tests.conftest import SHARED
from tests.data_access.places.place_helpers import column, one

# Reviewed: sums, the reporter itself, states of the past.
GLOTIP_ASKED = (
    "Abroad|Nationals|TOTAL POR AÑO|TOTAL|Central africa|Columbia|Congolese|Former Czechoslovakia|"
    "Former Yugoslavia|Netherlands (own country)|own country"
)
# Reviewed: demonyms, misspelt names and names whose letters were lost in the file. Suggested, never taken.
GLOTIP_UNKNOWN = (
    "(especifique el pa\ufffds)|"
    "(especifique otras nacionalidades)|2 maliens|3 maliens|3 nigériens et 1 tunisien|97 albanian|Abania|"
    "Albanian|Alemana|Amercias|Angolan|Angolans|Argentino|B & H|BARSIL|BELICE\ufffdA|BRASILERA|Belarussian|Belga|"
    "Belizean|Bhuatnese|Bosnia Erzegovina|Bosnian|Brasilero|Brazilian|Burmese|Byelorussian|COLOMBIANA|"
    "Cameroonian|Canad\ufffd|Caribbean (Trinidad and Tobago, Barbados, etc)|Chino|Ciudadanos de su pa\ufffds|"
    "Colombiano|Cubano|C\ufffdte d\ufffdIvoire|DOMINICANA|Disputed|Domestic (Myanmar)|Dominican Rebublic|"
    "EMIRATOS \ufffdRABES UNIDOS|ESPA\ufffdA|ESTADOS UNIDOS DE AM\ufffdRICA|Erithera|Eritrean|Espa\ufffda|"
    "Ethopia|GRAN BRETA\ufffdA|Gambian|Georgian|Ghanaian|Guatemalan|Guatemaltecos|HONDURE\ufffdA|Haitiano|"
    "Hodruanian|Honduranian|Hondure\ufffdo|Indian|Indonesian|KIRGUIZSTÁN|Kazakhistan|Kazalhstan|Keniano|Kirghiz|"
    "Lybia|MORROCAN|Macedonian|Madagascarian|Moldovan|Monte Negro|Moroco|Mumbai, India|Myanmar Nation|"
    "M\ufffdXICO|Nationality|Other Countries (Dominica, Panama, French Guiana, Brazil, etc.)|PANAM\ufffd|PERO|"
    "PERUANA|PER\ufffd|Panam\ufffd|Paraguayo|Personnes de nationalit\ufffd \ufffdtrang\ufffdre|Peruano|"
    "Phillipines|REP\ufffdBLICA DOMINICANA|Rep\ufffdblica Dominicana|Rohingya|SALVADORE\ufffdA|Salvadore\ufffda|"
    "Sierra Leonean|South African|South Korean|Spanish|Sweeden|Syriah|TURQU\ufffdA|Taiwanese|Tanzanian|Tunisa|"
    "T\ufffdrkiye|Ugandan|Venezolana|Venezolano|Zambian|albanian|brésilien|chinois|francais|luxembourgeois|"
    "portugais|roumain|ukrainien|vietnamese"
)
DATA = SHARED / "data"
shared = [
    pytest.mark.shared,
    pytest.mark.skipif(not DATA.is_dir(), reason="the real files are not at ../shared/data"),
]


def csv_rows(path, delimiter=","):
    return list(csv.DictReader(io.StringIO((DATA / path).read_text("utf-8-sig"), newline=""), delimiter=delimiter))


def ids_rows():
    with zipfile.ZipFile(DATA / "unodc_ids_2011_2016" / "drug-trafficking-unodc.zip") as archive:
        text = io.TextIOWrapper(archive.open(archive.namelist()[0]), "utf-8", newline="")
        return list(csv.DictReader(text, delimiter=";"))


def sheet(path, number):
    """The rows of a sheet as text: a small reader, so that the test needs no library for workbooks."""
    main = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    with zipfile.ZipFile(DATA / path) as book:
        strings = ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
        shared_text = ["".join(t.text or "" for t in s.iter(f"{main}t")) for s in strings]
        for _, row in ElementTree.iterparse(book.open(f"xl/worksheets/sheet{number}.xml")):
            if row.tag != f"{main}row":
                continue
            cells = {}
            for cell in row.iter(f"{main}c"):
                value = cell.find(f"{main}v")
                text = "" if value is None else value.text or ""
                letters = cell.get("r", "").rstrip("0123456789")
                cells[letters] = shared_text[int(text)] if cell.get("t") == "s" and text else text
            yield cells
            row.clear()


@cache
def glotip_rows():
    return list(sheet("unodc_glotip_trafficking_victims/data_glotip.xlsx", 1))[3:]


def left_over(values, **options):
    """Names that are no place and no pseudo-code."""
    answer = resolve(pl.Series("place", sorted(set(values)), dtype=pl.String), **options)
    return {n for n, s in answer.select("name", "status").iter_rows() if s in ("ambiguous", "unknown")}


def disagreements(pairs):
    """(name, code of the file, our code) where the file's own code differs from ours."""
    codes_of = {n: c for n, c in resolve(column(*[n for n, _ in pairs])).select("name", "code").iter_rows()}
    return {(n, c, codes_of[n]) for n, c in pairs if codes_of[n] != c}


class TestRealFiles:
    pytestmark = shared

    def test_unodc_ids(self):
        rows = ids_rows()
        for name in ("COUNTRY", "PRODUCING_COUNTRY", "DEPARTURE_COUNTRY", "DESTINATION_COUNTRY"):
            assert left_over(r[name] for r in rows) == set()
        named = [
            (place(r["COUNTRY"]), r["ADMINISTRATIVE_DIVISION"]) for r in rows if r["ADMINISTRATIVE_DIVISION"].strip()
        ]
        distinct = {pair: subdivision(*pair) for pair in set(named)}
        assert sum(distinct[pair] is not None for pair in named) / len(named) > 0.9

    def test_unodc_annual(self):
        rows = csv_rows("unodc_annual_seizures_2012_2016/seizuresdata2.csv", ";")
        assert left_over(r["Country"] for r in rows) == set()
        assert left_over(r["CountryCode"] for r in rows) == set()
        assert disagreements([(r["Country"], r["CountryCode"]) for r in rows]) == {
            ("Kosovo under UNSCR 1244", "KKK", "XKX")
        }

    def test_unodc_wdr(self):
        rows = csv_rows("unodc_wdr_seizures_2019_2023/seizures_flat.csv")
        assert left_over(r["country"] for r in rows) == set()
        assert left_over(r["iso3"] for r in rows) == set()
        assert disagreements([(r["country"], r["iso3"]) for r in rows]) == set()

    def test_cites(self):
        rows = csv_rows("cites_pangolin_shipments_1977_2017/manidae.csv")
        expected = {"importer": {"SU"}, "exporter": set(), "origin": set()}
        for name, asked in expected.items():
            values = pl.Series([r[name] for r in rows])
            assert column_kind(values) == "alpha2"
            assert left_over(values) == asked
        assert one("NA", *[r["exporter"] for r in rows])["code"] == "NAM"
        assert one("XX", *[r["exporter"] for r in rows])["code"] == "unknown"

    def test_lemis(self):
        rows = csv_rows("lemis_amphibians_2016_2021/amphibian_LEMIS_2016_to_2021.csv")
        assert left_over(r["country_origin"] for r in rows) == {"VS"}
        assert left_over(r["country_imp_exp"] for r in rows) == {"VS", "G2", "G4", "G5"}

    def test_trace_and_prices(self):
        rows = csv_rows("trace_corridors/corridors.csv")
        assert left_over([r["from"] for r in rows] + [r["to"] for r in rows]) == set()
        prices = json.loads((DATA / "unodc_price_series_1990_2023/priceSeries.json").read_text("utf-8"))
        assert left_over(r["country"] for r in prices["records"]) == set()

    def test_mexican_states(self):
        states = {r["State"] for r in csv_rows("mexico_bacrim_2020/BACRIM2020_Nodes.csv")}
        assert {s for s in states if subdivision("MEX", s) is None} == set()
        assert left_over(states) == states

    def test_oc_index(self):
        editions = [
            [r["C"] for r in sheet("oc_index_2021_2023_2025/global_oc_index_2021_2023_2025.xlsx", n)] for n in (2, 3, 4)
        ]
        for cells in editions:
            assert cells[0] == "Country"
            assert left_over(cells[1:]) == set()
            assert len(set(resolve(column(*cells[1:]))["code"])) == 193

    def test_glotip(self):
        rows = glotip_rows()
        assert len(rows) > 46_000
        pairs = {(r.get("B", ""), r.get("A", "")) for r in rows}
        assert left_over(name for name, _ in pairs) == set()
        # Sub-regions carry codes of the file's own, without a country: sums, not reporters.
        sums = {"CAR", "CAS", "EEU", "MCA", "MCN", "SAF", "SAM", "Aruba/Curacao"}
        assert left_over(code for _, code in pairs) == sums
        assert disagreements(sorted(pairs)) == {("", code, "") for code in sums} | {("Sark", "", "GGY")}

    def test_glotip_citizenships(self):
        rows = glotip_rows()
        dimensions = ("by citizenship", "by country of repatriation")
        values = {r.get("G", "") for r in rows if r.get("F") in dimensions}
        assert left_over(values) == set(f"{GLOTIP_ASKED}|{GLOTIP_UNKNOWN}".split("|"))
        assert {n for n in GLOTIP_ASKED.split("|") if one(n, *values)["status"] != "ambiguous"} == set()
