"""LEMIS: only what was seized, one seizure a control number, NA is Namibia only in the country columns."""

import csv
from collections import defaultdict
from datetime import date
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from data_access.reference import tables
from data_access.sources.lemis import UNITS, Lemis, meaning
from domain.errors import SourceError
from domain.frames import RECORD_SCHEMA
from tests.conftest import SHARED

REAL = SHARED / "data" / "lemis_amphibians_2016_2021" / "amphibian_LEMIS_2016_to_2021.csv"
HEADER = (
    "control_number,species_code,taxa,class,genus,species,subspecies,specific_name,generic_name,description,quantity,"
    "unit,value,country_origin,country_imp_exp,purpose,source,action,disposition,disposition_date,disposition_year,"
    "shipment_date,shipment_year,import_export,port,us_co,foreign_co,cleaning_notes"
)


def declared(
    number="2016000001",
    *,
    species="gargarizans",
    form="MEA",
    quantity="1.5",
    unit="KG",
    value="NA",
    origin="XX",
    country="CN",
    end="S",
    day="2016-03-16T00:00:00Z",
    way="I",
    port="SF",
    party="NA",
):
    return (
        f"{number},BGAR,amphibian,Amphibia,Bufo,{species},NA,CHUSAN ISLAND,TOAD,{form},{quantity},{unit},{value},"
        f"{origin},{country},P,U,R,{end},{day},2016,2016-02-20T00:00:00Z,2016,{way},{port},{party},NA,NA"
    )


def write(path: Path, *lines: str, header: str = HEADER) -> Path:
    path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    return path


def write_sample(folder: Path) -> Path:
    return write(
        folder / "lemis.csv",
        declared("1"),
        declared("2", end="C"),
        declared("3", end="R"),
        declared("1", form="LIV", quantity="3", unit="NO", port="LA", day="2016-04-01T00:00:00Z"),
        declared("4", origin="NA", country="NA", quantity="NA", species="NA"),
        declared("5", quantity="few"),
        declared("6", country="Q9"),
        declared("7", day="soon"),
        "8,BGAR,amphibian",
        declared("9", way="X"),
        declared("10", way="E", day="NA", value="12.5", quantity="600", unit="MG", form="DEA", port="ZZ"),
    )


def read(path):
    (chunk,) = Lemis().chunks(path)
    return chunk


def test_sample(tmp_path):
    chunk = read(write_sample(tmp_path))
    assert (chunk.rows, chunk.skipped, chunk.records.height, chunk.refused.height) == (8, 2, 4, 5)
    assert dict(chunk.records.schema) == RECORD_SCHEMA
    assert chunk.refused.select("row", "field").rows() == [
        (7, "quantity"),
        (8, "country_imp_exp"),
        (9, "disposition_date"),
        (10, ""),
        (11, "import_export"),
    ]


def test_lines_of_one_shipment_are_one_seizure(tmp_path):
    first, second = read(write_sample(tmp_path)).records.filter(pl.col("record_id") == "1").to_dicts()
    assert (first["row"], second["row"], first["line"], second["line"]) == (2, 2, 1, 2)
    assert first["content"] == second["content"]
    assert (first["seized_on"], second["seized_on"]) == (date(2016, 3, 16), date(2016, 3, 16))
    assert first["place_reported"] == second["place_reported"] == "San Francisco (SF)"
    assert (first["goods_reported"], second["goods_reported"]) == ("meat (MEA)", "live (LIV)")
    assert (first["quantity_base"], second["quantity_base"]) == (1_500_000_000, 3000)
    assert first["species_reported"] == "Bufo gargarizans (CHUSAN ISLAND TOAD)"


def test_without_control_numbers_each_row_is_a_seizure(tmp_path):
    rows = [declared("NA", quantity="1"), declared("NA", end="C"), declared("NA", quantity="2"), declared("7")]
    (chunk,) = Lemis().chunks(write(tmp_path / "a.csv", *rows))
    assert chunk.records["record_id"].to_list() == ["", "", "7"] and chunk.records["row"].n_unique() == 3
    assert chunk.refused.is_empty() and chunk.skipped == 1


def test_na_is_namibia_only_where_the_key_says_so(tmp_path):
    told = read(write_sample(tmp_path)).records.filter(pl.col("record_id") == "4").row(0, named=True)
    assert (told["producing"], told["departure"], told["producing_reported"]) == ("NAM", "NAM", "NA")
    assert (told["quantity_reported"], told["quantity_base"], told["value_milli"]) == ("", None, None)
    assert told["species_reported"] == "Bufo (CHUSAN ISLAND TOAD)"


def test_exports_values_and_codes_without_a_meaning(tmp_path):
    told = read(write_sample(tmp_path)).records.filter(pl.col("record_id") == "10").row(0, named=True)
    assert (told["departure"], told["destination"], told["country"]) == ("USA", "CHN", "USA")
    assert told["seized_on"] == date(2016, 2, 20)
    assert (told["value_milli"], told["currency"], told["valuation"]) == (12_500, "USD", "declared")
    assert (told["quantity_base"], told["factor"]) == (600_000, "1 MG = 0.000001 kg")
    assert (told["goods_reported"], told["place_reported"]) == ("DEA", "ZZ")


def test_the_parties_are_never_kept(tmp_path):
    path = write(
        tmp_path / "l.csv",
        declared(party="SOMEBODY"),
        declared("2", party="SOMEBODY", quantity="x"),
        declared("3") + ",SOMEBODY",
    )
    chunk = read(path)
    assert chunk.records.height == 1
    assert chunk.refused.height == 2
    for frame in (chunk.records, chunk.refused):
        assert "SOMEBODY" not in repr(frame.to_dicts())


def test_another_file_says_what_is_missing(tmp_path):
    with pytest.raises(SourceError, match="disposition_date"):
        read(write(tmp_path / "l.csv", header=HEADER.replace("disposition_date", "when")))


def test_nothing_seized_keeps_the_contract(tmp_path):
    chunk = read(write(tmp_path / "l.csv", declared(end="C")))
    assert (chunk.rows, chunk.skipped, dict(chunk.records.schema)) == (0, 1, RECORD_SCHEMA)


def test_codes():
    assert meaning("port", "LA") == "Los Angeles"
    assert meaning("port", "ZZ") == "ZZ"
    assert meaning("unit", "NO") == "number of specimens"
    assert set(UNITS) <= set(tables.read("lemis_codes").filter(pl.col("field") == "unit")["code"])
    assert not tables.read("lemis_codes").select("field", "code").is_duplicated().any()


@given(st.lists(st.tuples(st.sampled_from("123"), st.decimals(0, 10**6, places=3)), min_size=1, max_size=8))
@hypothesis_settings(deadline=None)
def test_every_seized_line_is_there_once(tmp_path_factory, lines):
    path = tmp_path_factory.mktemp("l") / "l.csv"
    chunk = read(write(path, *[declared(n, quantity=str(q)) for n, q in lines]))
    assert chunk.rows == len({n for n, _ in lines}) == chunk.records["row"].n_unique()
    assert sorted(chunk.records["quantity_base"]) == sorted(int(q * 10**9) for _, q in lines)


@pytest.mark.shared
@pytest.mark.skipif(not REAL.is_file(), reason="the real LEMIS file is not at ../shared/data")
def test_the_real_file_against_a_plain_reading():
    with REAL.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    seized = [r for r in rows if r["disposition"] == "S"]
    shipments = defaultdict(list)
    for r in seized:
        shipments[r["control_number"]].append(r)
    chunk = read(REAL)
    frame = chunk.records
    assert (len(rows), len(seized), len(shipments)) == (16366, 276, 262)
    assert (chunk.rows, chunk.skipped, chunk.refused.height) == (262, 16090, 0)
    assert (frame.height, frame["row"].n_unique(), frame["events"].sum()) == (276, 262, 276)
    per = {"KG": 10**9, "GM": 10**6, "MG": 1000}
    assert frame.filter(pl.col("unit_class") == "mass")["quantity_base"].sum() == sum(
        Decimal(r["quantity"]) * per[r["unit"]] for r in seized if r["unit"] in per
    )
    assert frame.filter(pl.col("unit_class") == "pieces")["quantity_base"].sum() == sum(
        Decimal(r["quantity"]) * 1000 for r in seized if r["unit"] == "NO"
    )
    assert frame.filter(pl.col("producing") == "unknown").height == sum(r["country_origin"] == "XX" for r in seized)
    lines = dict(frame.group_by("record_id").len().iter_rows())
    assert lines == {number: len(held) for number, held in shipments.items()}
