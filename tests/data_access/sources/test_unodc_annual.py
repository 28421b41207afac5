"""Both layouts of the annual seizures: exact sums, what is refused, and what no edition may do to the other."""

import csv
import json
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.reference import tables as reference
from data_access.sources.unodc_annual import ANNEX, SEIZURES, UnodcAnnual, goods_code
from domain.errors import SourceError
from domain.frames import RECORD_SCHEMA, REFUSED_SCHEMA
from domain.words import ENGLISH
from tests.conftest import SHARED

OLD = SHARED / "data" / "unodc_annual_seizures_2012_2016" / "seizuresdata2.csv"
WDR = SHARED / "data" / "unodc_wdr_seizures_2019_2023"
needs_files = pytest.mark.skipif(
    not (OLD.is_file() and WDR.is_dir()), reason="the real files are not at ../shared/data"
)
ADAPTER = UnodcAnnual()

SAMPLE = [
    "Africa;Southern and South-Eastern Africa;Namibia;NAM;2014;Cannabis-type;Marijuana (herb);;120;",
    "Africa;Southern and South-Eastern Africa;Namibia;NAM;2014;Cannabis-type;Marijuana (herb);;120;",
    "Europe;Western and Central Europe;England;GBR;2015;Opioids;Pharmaceutical opioids;Methadone;0;Financial year 2015/16.",
    "Europe;South-Eastern Europe (including Turkey);Kosovo under UNSCR 1244;KKK;2013;Opioids;Heroin;NA;;",
    'Americas;South America;Peru;PER;2016;Cocaine-type;Coca leaf;"Dry; whole";7.25;Customs only',
    "Europe;Western and Central Europe;Spain;ESP;2014;Opioids;Heroin;;-3;",
    "Europe;Western and Central Europe;Spain;ESP;2014;Opioids;Heroin;;1,5;",
    "Europe;Western and Central Europe;Spain;ESP;1899;Opioids;Heroin;;1;",
    "Europe;Western and Central Europe;Spain;ESP;2014/15;Opioids;Heroin;;1;",
    "Europe;Western and Central Europe;Atlantis;ATL;2014;Opioids;Heroin;;1;",
    "Europe;Western and Central Europe;Portugal;ESP;2014;Opioids;Heroin;;1;",
    "Europe;Western and Central Europe;Spain;ESP;2014;Opioids;Heroin;1",
    "Europe;Western and Central Europe;Spain;ESP;2014;Opioids;Heroin;;1e30;",
]
WDR_TOTAL = (
    "Cocaine (total of the above, including if unspecified/undistinguished, but excluding coca leaf and coca bush)"
)
TOLD = {
    "meta": {"unit": "kg"},
    "groups": ["Opioids", "Cocaine-type"],
    "drugs": [["Heroin", 0], [WDR_TOTAL, 1]],
    "countries": [["NAM", "Namibia", "Africa"], ["TUR", "Türkiye", "Europe"]],
    "records": [[0, 0, 2023, 0.5], [1, 0, 2023, 2263], [1, 1, 2019, 57.50], [1, 1, 2020, 0]],
}


def write_sample(folder: Path) -> Path:
    """The layout of 2012–2016: 5 rows to take (two alike, one without a quantity), 8 to refuse."""
    path = folder / "annual.csv"
    path.write_text("\n".join([";".join(SEIZURES.fields), *SAMPLE]) + "\n", encoding="utf-8-sig")
    return path


def write_json(folder: Path, told: object = TOLD) -> Path:
    path = folder / "annex.json"
    path.write_text(json.dumps(told), encoding="utf-8")
    return path


def write_flat(folder: Path, lines: list[list[str]]) -> Path:
    path = folder / "annex.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([ANNEX.fields, *lines])
    return path


def read(path: Path) -> tuple[pl.DataFrame, pl.DataFrame]:
    chunks = list(ADAPTER.chunks(path))
    records, refused = pl.concat([c.records for c in chunks]), pl.concat([c.refused for c in chunks])
    assert chunks[-1].done == 1
    assert sum(c.rows for c in chunks) == records["row"].n_unique() + refused.height
    assert records.schema == pl.Schema(RECORD_SCHEMA)
    assert refused.schema == pl.Schema(REFUSED_SCHEMA)
    return records, refused


def test_a_total_is_an_aggregate_of_unknown_many_seizures_in_equivalents(tmp_path):
    records, _ = read(write_sample(tmp_path))
    assert records["row"].to_list() == [2, 3, 4, 5, 6]
    assert records["country"].to_list() == ["NAM", "NAM", "GBR", "XKX", "PER"]
    assert records["quantity_base"].to_list() == [120 * 10**9, 120 * 10**9, 0, None, 7_250_000_000]
    assert records["goods"].to_list() == ["cannabis", "cannabis", "pharmaceutical-opioids", "heroin", "coca-plant"]
    assert records["seized_on"].to_list() == [date(y, 1, 1) for y in (2014, 2014, 2015, 2013, 2016)]
    assert records["events"].null_count() == 5
    alike = {"source_type": "aggregate", "date_precision": "year", "unit_class": "mass-equivalent", "record_id": ""}
    assert {c: set(records[c]) for c in alike} == {c: {v} for c, v in alike.items()}
    assert set(records["unit_reported"]) == {"kg equivalent"}
    assert not records["implausible"].any()


def test_the_reported_words_stay(tmp_path):
    records, _ = read(write_sample(tmp_path))
    assert records["country_reported"].to_list()[2:4] == ["England", "Kosovo under UNSCR 1244"]
    assert records["goods_reported"].to_list()[2:] == [
        "Pharmaceutical opioids: Methadone",
        "Heroin: NA",
        "Coca leaf: Dry; whole",
    ]
    assert records["content"][4].split("\x1f")[0] == "seizures"
    assert records["content"][4].endswith("\x1fCustoms only")
    assert records["content"][0] == records["content"][1]
    assert records["content"].n_unique() == 4
    assert set(records["routing_reported"]) | set(records["grading"]) == {""}


def test_overlap_is_told_on_every_record_and_more_where_the_period_is_another(tmp_path):
    overlap = read(write_sample(tmp_path))[0]["overlap"]
    assert overlap.str.contains("Individual Drug Seizures").all()
    assert overlap.str.contains("Financial year 2015/16").to_list() == [False, False, True, False, False]
    assert ADAPTER.info.overlap_group == ""  # no seizures are counted and equivalents never meet weights


def test_bad_rows_are_named_with_field_value_and_reason(tmp_path):
    _, refused = read(write_sample(tmp_path))
    assert refused.select("row", "field", "value").rows() == [
        (7, "KgEquivalent", "-3"),
        (8, "KgEquivalent", "1,5"),
        (9, "Year", "1899"),
        (10, "Year", "2014/15"),
        (11, "CountryCode", "ATL"),
        (12, "Country", "Portugal"),
        (13, "", ""),
        (14, "KgEquivalent", "1e30"),
    ]
    assert refused["reason"][0] == "the quantity is below zero"
    assert ENGLISH.unpacked(refused["reason"][5]) == "the name stands for PRT, the code of the row is ESP"
    assert ENGLISH.unpacked(refused["reason"][6]) == "the row has 8 fields, the header 10"
    assert refused["content"][0].startswith("seizures\x1fEurope")


def test_a_year_to_come_is_refused_and_empty_frames_honour_the_contract(tmp_path):
    assert all(frame.is_empty() for frame in read(write_flat(tmp_path, [])))
    year = str(date.today().year + 1)
    _, refused = read(write_flat(tmp_path, [["NAM", "Namibia", "Africa", "Opioids", "Heroin", year, "1"]]))
    assert refused.select("field", "value").rows() == [("year", year)]


def test_the_annex_keeps_its_own_unit_and_tells_how_it_was_taken(tmp_path):
    records, refused = read(write_json(tmp_path))
    assert refused.is_empty()
    assert records["quantity_base"].to_list() == [500_000_000, 2263 * 10**9, 57_500_000_000, 0]
    assert records["goods"].to_list() == ["heroin", "heroin", "cocaine", "cocaine"]
    assert set(records["unit_reported"]) == {"kg"}
    assert set(records["unit_class"]) == {"mass-equivalent"}
    assert records["factor"].str.contains("not reported").all()
    assert not set(records["content"]) & set(read(write_sample(tmp_path))[0]["content"])  # editions never collide
    assert records["overlap"].str.contains("By its name it is a total").to_list() == [False, False, True, True]
    assert records["content"][0] == "\x1f".join(
        ["wdr-annex-7.1", "NAM", "Namibia", "Africa", *["Opioids", "Heroin", "2023", "0.5"]]
    )


def test_json_and_flat_file_are_the_same_records(tmp_path):
    lines = [
        ["NAM", "Namibia", "Africa", "Opioids", "Heroin", "2023", "0.5"],
        ["TUR", "Türkiye", "Europe", "Opioids", "Heroin", "2023", "2263"],
        ["TUR", "Türkiye", "Europe", "Cocaine-type", WDR_TOTAL, "2019", "57.5"],
        ["TUR", "Türkiye", "Europe", "Cocaine-type", WDR_TOTAL, "2020", "0"],
    ]
    assert read(write_flat(tmp_path, lines))[0].equals(read(write_json(tmp_path))[0])


@given(
    kg=st.lists(st.decimals(min_value=0, max_value=10**8, places=2), min_size=1, max_size=5),
    years=st.integers(2000, 2023),
)
def test_any_decimal_comes_back_exactly_from_both_forms(tmp_path_factory, kg, years):
    folder = tmp_path_factory.mktemp("annex")
    text = json.dumps({**TOLD, "records": []}).replace('"records": []', '"records": [%s]')
    (folder / "annex.json").write_text(text % ",".join(f"[0,0,{years},{k}]" for k in kg), encoding="utf-8")
    told, _ = read(folder / "annex.json")
    flat, _ = read(
        write_flat(folder, [["NAM", "Namibia", "Africa", "Opioids", "Heroin", str(years), str(k)] for k in kg])
    )
    assert told.equals(flat)
    assert told["quantity_base"].to_list() == [int(k * 10**9) for k in kg]


def test_records_that_point_nowhere_are_refused_one_by_one(tmp_path):
    bad = [
        [9, 0, 2023, 1],
        [-1, 0, 2023, 1],
        [0, 5, 2023, 1],
        [0, 0, 2023],
        "x",
        [0, 0, 2023, None],
        [0, 0, 2023, "NaN"],
    ]
    records, refused = read(write_json(tmp_path, {**TOLD, "records": [*TOLD["records"], *bad]}))
    assert records.height == 4
    assert refused["row"].to_list() == list(range(6, 13))
    assert refused["field"].to_list() == ["records"] * 6 + ["kg"]
    assert refused["value"][0] == '["9", "0", "2023", "1"]'
    assert refused["content"].n_unique() == 7


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Region;Country;Year;Drug\n", ["SubRegion", "KgEquivalent", "Expected UNODC annual seizures"]),
        ("iso3,country,drug,year\n", ["region, drug_group, kg are missing", "iso3,country,region"]),
        ("", ["are missing"]),
        ('{"groups": [], "drugs": []}', ["countries, records", "[country, drug, year, kg]"]),
        ('{"groups": [', ["not a complete JSON"]),
        (json.dumps({**TOLD, "meta": {"unit": "lbs"}}), ["'lbs'", "expected 'kg'"]),
        (json.dumps({**TOLD, "countries": [["NAM", "Namibia"]]}), ["entry 0 of the list countries"]),
    ],
)
def test_another_file_is_refused_as_a_whole(tmp_path, text, says):
    path = tmp_path / "other.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        list(ADAPTER.chunks(path))
    assert all(part in str(caught.value) for part in ["other.csv", *says])


def test_every_name_of_the_table_has_goods_that_exist_and_contradicts_no_other_table():
    table = reference.read("unodc_annual_drugs")
    assert set(table["goods"]) <= set(reference.goods()["code"])
    assert table["name"].str.to_lowercase().is_unique().all()
    other = {n.casefold(): g for n, g in reference.read("unodc_drug_names").select("name", "goods").iter_rows()}
    both = [(n, g) for n, g in table.select("name", "goods").iter_rows() if n.casefold() in other]
    assert [(n, g, other[n.casefold()]) for n, g in both if other[n.casefold()] != g] == []


def test_the_specific_name_wins_where_it_is_known():
    assert goods_code("Other stimulants", "Mephedrone (4-methylmethcathinone, 4-MMC)") == "synthetic-cathinones"
    assert goods_code("Plant-based NPS", "Khat") == "khat"
    assert goods_code("Opium", "Raw and prepared") == "opium"
    assert goods_code("4-Fluoromethamphetamine\xa0(4-FMA)") == "other-nps"
    assert goods_code("A name of tomorrow") == "other-drugs"
    assert goods_code(" ") == "unknown-drugs"


def plainly(path: Path, delimiter: str) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream, delimiter=delimiter))


def sums(lines: list[dict[str, str]], year: str, drug: str, kg: str) -> dict[tuple[int, str], int]:
    total: Counter[tuple[int, str]] = Counter()
    for line in lines:
        total[int(line[year]), line[drug]] += int(Decimal(line[kg] or 0).scaleb(9))
    return dict(total)


def loaded_sums(records: pl.DataFrame, drug: pl.Expr) -> dict[tuple[int, str], int]:
    grouped = records.group_by(pl.col("seized_on").dt.year().alias("y"), drug.alias("d")).agg(
        pl.col("quantity_base").sum()
    )
    return {(y, d): q for y, d, q in grouped.iter_rows()}


@pytest.mark.shared
@needs_files
def test_the_real_file_of_2012_to_2016_to_the_last_kilogram():
    lines = plainly(OLD, ";")
    records, refused = read(OLD)
    assert (records.height, refused.height) == (9_442, 0)
    assert records["quantity_base"].null_count() == 4
    drug = pl.col("content").str.split("\x1f").list.get(1 + SEIZURES.fields.index("Drug"))
    assert loaded_sums(records, drug) == sums(lines, "Year", "Drug", "KgEquivalent")
    assert records["quantity_base"].sum() == 86_563_393 * 10**9
    assert Counter(records["country"]) == Counter({"KKK": "XKX"}.get(x["CountryCode"], x["CountryCode"]) for x in lines)
    assert records.height - records["content"].n_unique() == 498


@pytest.mark.shared
@needs_files
def test_the_real_annex_in_both_forms_to_the_last_gram():
    lines = plainly(WDR / "seizures_flat.csv", ",")
    flat, refused = read(WDR / "seizures_flat.csv")
    assert (flat.height, refused.height) == (11_198, 0)
    assert loaded_sums(flat, pl.col("goods_reported")) == sums(lines, "year", "drug", "kg")
    assert flat["quantity_base"].sum() == 189_793_580_060_000_000
    assert Counter(flat["country"]) == Counter(x["iso3"] for x in lines)
    assert (
        flat["overlap"].str.contains("it is a total").sum() == sum("total" in x["drug"].lower() for x in lines) == 609
    )
    told, refused = read(WDR / "seizures.json")
    assert refused.is_empty()
    assert told.equals(flat)


@pytest.mark.shared
@needs_files
def test_no_drug_of_the_real_files_is_without_a_decided_place():
    names = {x["Drug"] for x in plainly(OLD, ";")} | {x["drug"] for x in plainly(WDR / "seizures_flat.csv", ",")}
    tables = pl.concat([reference.read(t).select("name") for t in ("unodc_annual_drugs", "unodc_drug_names")])["name"]
    known = {" ".join(n.split()).casefold() for n in tables}
    assert [n for n in sorted(names) if " ".join(n.split()).casefold() not in known] == []
