"""Names of places: what is taken, what is asked, and that nothing is guessed."""

import polars as pl
import pycountry
import pytest

from data_access.places.index import ambiguous
from data_access.places.keys import fold
from data_access.places.names import place
from data_access.reference import tables as reference
from tests.data_access.places.place_helpers import ALLOWED, ASKED, CODES, OFFICIAL, found, one

# ---------------------------------------------------------------- the tables


def test_our_tables_name_only_known_codes():
    assert set(reference.read("place_aliases")["code"]) <= CODES
    assert set(reference.read("place_special")["code"]) <= ALLOWED
    for hit in ambiguous().values():
        assert set(hit.candidates) <= ALLOWED
        assert {hit.takes, hit.beside} <= CODES | {""}
        assert not hit.takes or hit.takes in hit.candidates
        assert hit.note
    for code in reference.read("division_aliases")["code"]:
        assert pycountry.subdivisions.get(code=code), code


def test_no_two_lines_of_our_tables_dispute_a_name():
    said = {}
    for table in ("place_aliases", "place_special", "place_ambiguous"):
        frame = reference.read(table)
        if table == "place_special":
            frame = frame.filter(pl.col("kind") == "name")
        written = frame.columns[0]
        for row in frame.iter_rows(named=True):
            meaning = (table, row.get("code", row.get("candidates")), row.get("question", ""))
            assert said.setdefault(fold(row[written]), meaning) == meaning, row


def test_an_alias_never_contradicts_an_official_name():
    official = {fold(name): code for name, code in OFFICIAL}
    for alias, code in reference.read("place_aliases").select("alias", "code").iter_rows():
        assert official.get(fold(alias), code) == code, alias


def test_official_names_are_taken_or_asked():
    asked = {n for n, _ in OFFICIAL if one(n)["status"] == "ambiguous"}
    assert asked == ASKED
    for name, code in OFFICIAL:
        if name not in asked:
            assert one(name)["code"] == code, name


# ---------------------------------------------------------------- names


@pytest.mark.parametrize(
    ("name", "code", "status"),
    [
        ("Bolivia (Plurinational State of)", "BOL", "exact"),
        ("Korea, Rep.", "KOR", "exact"),
        ("Korea, Rep,", "KOR", "exact"),
        ("Korea, DPR", "PRK", "exact"),
        ("Congo, Dem. Rep.", "COD", "exact"),
        ("Congo, Rep,", "COG", "exact"),
        ("St, Vincent and the Grenadines", "VCT", "exact"),
        ("St Kitts & Nevis", "KNA", "exact"),
        ("eSwatini", "SWZ", "exact"),
        ("the Gambia", "GMB", "exact"),
        ("Niger", "NER", "exact"),
        ("Nigeria", "NGA", "exact"),
        ("Dominica", "DMA", "exact"),
        ("Dominican Rep.", "DOM", "exact"),
        ("Guinea", "GIN", "exact"),
        ("Guinea Ecuatorial", "GNQ", "language"),
        ("Samoa", "WSM", "exact"),
        ("Georgia", "GEO", "exact"),
        ("Sudan", "SDN", "exact"),
        ("Ireland", "IRL", "exact"),
        ("Northern Ireland", "GBR", "alias"),
        ("England", "GBR", "alias"),
        ("UK", "GBR", "alias"),
        ("GB", "GBR", "alias"),
        ("U.S.A.", "USA", "alias"),
        ("U. S. Virgin Islands", "VIR", "exact"),
        ("China, Hong Kong SAR", "HKG", "exact"),
        ("China, Taiwan Province of China", "TWN", "alias"),
        ("Occupied Palestinian Territory", "PSE", "alias"),
        ("Kosovo (under UNSC res. 1244)", "XKX", "alias"),
        ("Cote dIvoire", "CIV", "exact"),
        ("COTE D IVOIRE", "CIV", "alias"),
        ("Côte d’Ivoire", "CIV", "exact"),
        ("CÃ´te d'Ivoire", "CIV", "exact"),
        ("Lao Peoples Democratic Republic", "LAO", "exact"),
        ("Netherlands Antilles", "ANT", "exact"),
        ("Allemagne", "DEU", "language"),
        ("Соединенные Штаты", "USA", "language"),
        ("российская федерация", "RUS", "alias"),
        ("المغرب", "MAR", "language"),
        ("中国", "CHN", "language"),
        ("中國", "CHN", "language"),
        ("Irã", "IRN", "language"),
        ("República Checa", "CZE", "alias"),
        ("Niederlande", "NLD", "language"),
        ("Svizzera", "CHE", "language"),
        ("S. Sudan", "SSD", "alias"),
        ("KEN", "KEN", "code"),
    ],
)
def test_a_name_is_taken(name, code, status):
    answer = one(name, "France")
    assert (answer["code"], answer["status"]) == (code, status)
    assert answer["candidates"] == ""
    assert place(name) == code


def test_letters_that_only_look_latin_are_read():
    cyrillic_e, cyrillic_o, greek_o = "\u0435", "\u043e", "\u03bf"
    assert one(f"Gr{cyrillic_e}ece")["code"] == "GRC"
    assert one(f"C{greek_o}l{cyrillic_o}mbia")["code"] == "COL"
    assert one("Р\u043eccия")["code"] == "RUS"  # Latin "cc" in a Cyrillic word
    assert one("Fran\u200bce\u00a0")["code"] == "FRA"


@pytest.mark.parametrize(
    ("name", "candidates"),
    [
        ("Congo", "COD COG"),
        ("Kongo", "COD COG"),
        ("Конго", "COD COG"),
        ("Korea", "KOR PRK"),
        ("Corée", "KOR PRK"),
        ("America", "USA unknown"),
        ("Virgin Islands", "VGB VIR"),
        ("St. Martin", "MAF SXM"),
        ("Micronesia", "FSM unknown"),
        ("Sudan/South Sudan", "SDN SSD"),
        ("Ireland and Northern Ireland", "GBR IRL"),
        ("China (including Hong Kong)", "CHN HKG MAC"),
        ("China and Taiwan", "CHN HKG MAC TWN"),
        ("Aruba/Curacao", "ABW CUW"),
        ("Republic of China", "CHN TWN"),
        ("Czechoslovakia", "CZE SVK"),
        ("Former Czechoslovakia", "CZE SVK"),
        ("Serbia & Montenegro", "MNE SRB XKX"),
        ("Zaire", "COD"),
        ("East Germany", "DEU"),
        ("Columbia", "COL"),
        ("CAR", "CAF unknown"),
        ("Total", ""),
        ("own country", ""),
        ("Abroad", "other unknown"),
        ("Suid-Afrika/Namibia", None),
        ("Južna Afrika", "ZAF unknown"),
    ],
)
def test_what_is_ambiguous_is_asked(name, candidates):
    answer = one(name, "France")
    assert answer["code"] == ""
    assert place(name) is None
    if candidates is None:
        assert answer["status"] == "unknown"
    else:
        assert (answer["status"], answer["candidates"]) == ("ambiguous", candidates)
        assert answer["note"]


def test_ussr_and_yugoslavia_are_never_a_successor():
    for name in ("USSR", "Soviet Union", "СССР", "Yugoslavia", "Former Yugoslavia"):
        for years in (None, (1970, 1980), (2010, 2016)):
            answer = one(name, years=years)
            assert answer["status"] == "ambiguous"
            assert len(answer["candidates"].split()) >= 7


def test_the_rest_of_the_column_settles_congo_but_not_alone():
    both = found("Congo", "Democratic Republic of the Congo")
    assert both["Congo"]["code"] == "COG"
    assert "COD" in both["Congo"]["note"]
    assert found("Saint Martin", "Sint Maarten (Dutch part)")["Saint Martin"]["code"] == "MAF"
    assert found("Congo", "Angola")["Congo"]["status"] == "ambiguous"


def test_the_period_settles_names_of_the_past():
    assert one("Zaire", years=(1980, 1990))["code"] == "COD"
    assert one("Zaire", years=(1996, 2003))["status"] == "ambiguous"
    assert one("Upper Volta", years=(1970, 1984))["code"] == "BFA"


def test_a_country_that_is_also_a_state_is_asked_in_a_mixed_column():
    mixed = found("Georgia", "Texas", "France")
    assert mixed["Georgia"]["status"] == "ambiguous"
    assert "US" in mixed["Georgia"]["note"]
    assert mixed["France"]["code"] == "FRA"
    assert found("México", "Sinaloa", "Jalisco")["México"]["status"] == "exact"  # Mexico's own divisions
    assert found("Luxembourg", "Antwerpen")["Luxembourg"]["status"] == "ambiguous"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("", ""),
        ("  ", ""),
        ("-", ""),
        ("N/A", ""),
        ("n.a.", ""),
        ("NA", ""),
        ("not stated", ""),
        ("Нет данных", ""),
        ("Unknown", "unknown"),
        ("UNKNOWN ", "unknown"),
        ("N/K", "unknown"),
        ("not known", "unknown"),
        ("Desconocido", "unknown"),
        ("неизвестно", "unknown"),
        ("غير معروف", "unknown"),
        ("不详", "unknown"),
        ("Africa", "unknown"),
        ("Middle East", "unknown"),
        ("Other", "other"),
        ("OTROS", "other"),
        ("Stateless", "other"),
        ("high seas", "other"),
        ("International Waters", "other"),
        ("Multiple Countries", "multiple"),
        ("various", "multiple"),
    ],
)
def test_pseudo_codes_keep_unknown_apart_from_empty(name, code):
    answer = one(name, "France", "Spain")
    assert (answer["code"], answer["status"]) == (code, "special")


def test_unknown_names_get_suggestions_that_are_never_taken():
    answers = found("Ethopia", "Sweeden", "ESPA\ufffdA", "Phillipines", "Mumbai, India", "Atlantis", "Albanian")
    assert {a["code"] for a in answers.values()} == {""}
    assert {a["status"] for a in answers.values()} == {"unknown"}
    assert answers["Ethopia"]["candidates"].split()[0] == "ETH"
    assert answers["Sweeden"]["candidates"].split()[0] == "SWE"
    assert answers["ESPA\ufffdA"]["candidates"] == "ESP"
    assert answers["Phillipines"]["candidates"] == "PHL"
    assert answers["Atlantis"]["candidates"] == ""


def test_a_very_long_name_is_only_unknown():
    assert one("Spain " * 40)["status"] == "unknown"
