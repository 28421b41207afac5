"""CITES: only source I, one trade reported twice counts once, no figure is lost."""

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from data_access.sources.cites import Cites
from data_access.sources.wildlife import country_code, exact_base, wildlife_goods
from domain.errors import SourceError
from domain.frames import RECORD_SCHEMA
from domain.words import ENGLISH
from tests.conftest import SHARED

REAL = SHARED / "data" / "cites_pangolin_shipments_1977_2017" / "manidae.csv"
HEADER = (
    "id,year,appendix,taxon,class,ord,family,genus,term,quantity,unit,importer,exporter,origin,purpose,source,"
    "reporter_type,import_permit_randomid,export_permit_randomid,origin_permit_randomid"
)
COMPARATIVE = (
    "Year,App.,Taxon,Class,Order,Family,Genus,Importer,Exporter,Origin,Importer reported quantity,"
    "Exporter reported quantity,Term,Unit,Purpose,Source"
)


def shipment(
    number,
    *,
    year="2008",
    term="skins",
    quantity="2",
    unit="",
    to="CH",
    out="KW",
    origin="XX",
    source="I",
    by="I",
    taxon="Manis spp.",
):
    return (
        f"{number},{year},II,{taxon},Mammalia,Pholidota,Manidae,Manis,{term},{quantity},{unit},{to},{out},{origin},"
        f'E,{source},{by},"","",""'
    )


def write(path: Path, *lines: str, header: str = HEADER) -> Path:
    path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    return path


def write_sample(folder: Path) -> Path:
    return write(
        folder / "cites.csv",
        shipment(1, quantity="2"),
        shipment(2, quantity="2", by="E"),
        shipment(3, to="NA", out="ZA", origin="NA", unit="kg", quantity="0.454", term="scales"),
        shipment(4, source="W"),
        shipment(5, quantity="many"),
        shipment(6, to="Q9"),
        shipment(7, year="199"),
        shipment(8, by=""),
        "9,2008,II",
        shipment(10, unit="pairs", term="shoes", origin=""),
    )


def read(path):
    (chunk,) = Cites().chunks(path)
    return chunk


def test_sample(tmp_path):
    chunk = read(write_sample(tmp_path))
    assert (chunk.rows, chunk.skipped, chunk.records.height, chunk.refused.height) == (9, 1, 4, 5)
    assert dict(chunk.records.schema) == RECORD_SCHEMA
    assert chunk.refused.select("row", "field").rows() == [
        (6, "quantity"),
        (7, "importer"),
        (8, "year"),
        (9, "reportertype"),
        (10, ""),
    ]
    namibia = chunk.records.row(2, named=True)
    assert (namibia["country"], namibia["producing"], namibia["departure"]) == ("NAM", "NAM", "ZAF")
    assert (namibia["unit_class"], namibia["quantity_base"]) == ("mass", 454_000_000)
    assert (namibia["seized_on"], namibia["date_precision"]) == (date(2008, 1, 1), "year")
    pairs = chunk.records.row(3, named=True)
    assert (pairs["unit_class"], pairs["quantity_base"], pairs["producing"]) == ("", None, "")
    assert (pairs["quantity_reported"], pairs["unit_reported"]) == ("2", "pairs")


def test_the_exporters_twin_counts_for_nothing_and_keeps_its_figure(tmp_path):
    frame = read(write_sample(tmp_path)).records
    ours, theirs = frame.filter(pl.col("record_id").is_in(["1", "2"])).to_dicts()
    assert (ours["events"], ours["quantity_base"], ours["overlap"]) == (1, 2000, "")
    assert (theirs["events"], theirs["quantity_base"], theirs["quantity_reported"]) == (0, None, "2")
    assert theirs["country"] == ours["country"] == "CHE"
    assert (
        ENGLISH.unpacked(theirs["overlap"])
        == "reported by the exporter too: 2; counted with the importer's report, record 1"
    )


def test_twins_are_matched_one_to_one_equal_first_then_from_the_largest(tmp_path):
    rows = [shipment(i, quantity=q) for i, q in ((1, "5"), (2, "100"), (3, "7"))]
    rows += [shipment(i, quantity=q, by="E") for i, q in ((4, "5"), (5, "90"), (6, "3"), (7, "1"))]
    frame = read(write(tmp_path / "c.csv", *rows)).records
    told = {
        r["record_id"]: (r["events"], ENGLISH.unpacked(r["overlap"]).rpartition(" ")[2], r["country"])
        for r in frame.to_dicts()
    }
    assert told["4"][:2] == (0, "1")
    assert told["5"][:2] == (0, "2")
    assert told["6"][:2] == (0, "3")
    assert told["7"] == (1, "", "KWT")
    assert sum(told[i][0] for i in "123") == 3


def test_rows_that_differ_in_one_field_are_two_trades(tmp_path):
    rows = [
        shipment(1),
        *(
            shipment(2 + i, by="E", **{k: v})
            for i, (k, v) in enumerate([("year", "2009"), ("unit", "g"), ("origin", "")])
        ),
    ]
    assert read(write(tmp_path / "c.csv", *rows)).records["events"].to_list() == [1, 1, 1, 1]


@given(
    st.lists(st.integers(0, 5), max_size=6),
    st.lists(st.integers(0, 5), max_size=6),
)
@hypothesis_settings(deadline=None)
def test_a_trade_counts_as_often_as_the_side_that_reported_it_more_often(tmp_path_factory, mine, theirs):
    rows = [shipment(i, quantity=str(q)) for i, q in enumerate(mine)]
    rows += [shipment(100 + i, quantity=str(q), by="E") for i, q in enumerate(theirs)]
    frame = read(write(tmp_path_factory.mktemp("c") / "c.csv", *rows)).records
    assert (frame["events"].sum() or 0) == max(len(mine), len(theirs))
    assert frame.height == len(mine) + len(theirs)
    assert sorted(frame["quantity_reported"].to_list()) == sorted(map(str, mine + theirs))
    assert frame.filter(pl.col("events") == 1)["quantity_base"].null_count() == 0


def test_comparative_tabulation(tmp_path):
    rows = [
        "2015,I,Loxodonta africana,Mammalia,Proboscidea,Elephantidae,Loxodonta,NA,CN,,12.5,10,tusks,kg,T,I",
        "2015,II,Python regius,Reptilia,Serpentes,Pythonidae,Python,US,TG,TG,,3,live,,P,I",
        "2015,II,Python regius,Reptilia,Serpentes,Pythonidae,Python,US,TG,TG,,,live,,P,I",
        "2015,II,Python regius,Reptilia,Serpentes,Pythonidae,Python,US,TG,TG,4,,live,,P,C",
    ]
    chunk = read(write(tmp_path / "c.csv", *rows, header=COMPARATIVE))
    assert (chunk.rows, chunk.skipped, chunk.refused["row"].to_list()) == (3, 1, [4])
    ivory, python = chunk.records.to_dicts()
    assert (ivory["country"], ivory["goods"], ivory["quantity_base"]) == ("NAM", "ivory", 12_500_000_000)
    assert ENGLISH.unpacked(ivory["overlap"]) == "reported by the exporter too: 10 kg"
    assert (ivory["events"], ivory["source_type"]) == (None, "aggregate")
    assert (python["country"], python["goods"], python["quantity_base"]) == ("TGO", "live-reptiles", 3000)


def test_a_file_without_the_columns_says_what_is_missing(tmp_path):
    with pytest.raises(SourceError, match="exporter"):
        read(write(tmp_path / "c.csv", header=HEADER.replace("exporter,", "")))
    with pytest.raises(SourceError, match="Reporter type"):
        read(write(tmp_path / "c.csv", header=HEADER.replace("reporter_type", "who")))


def test_codes_of_countries():
    assert [country_code(c) for c in ("NA", "na ", "XX", "", "XV", "ZZ", "SU", "ZR", "Q9")] == [
        *("NAM", "NAM", "unknown", "", "multiple", "other", "other", "COD", None)
    ]


@pytest.mark.parametrize(
    ("lineage", "term", "goods"),
    [
        ({"genus": "Manis"}, "scales", "pangolin"),
        ({"family": "Elephantidae"}, "Ivory carvings", "ivory"),
        ({"family": "Elephantidae"}, "skins", "wildlife"),
        ({"genus": "Ceratotherium"}, "horns", "rhino-horn"),
        ({"genus": "Dalbergia"}, "sawn wood", "timber"),
        ({"class": "Aves"}, "live", "live-birds"),
        ({"class": "Aves"}, "feathers", "wildlife"),
        ({"genus": "Hippocampus"}, "bodies", "marine-species"),
        ({}, "live", "wildlife"),
    ],
)
def test_kinds_of_goods(lineage, term, goods):
    assert wildlife_goods(lineage, term) == goods


@given(st.integers(0, 10**12), st.integers(0, 9))
def test_quantities_are_exact(whole, places):
    amount = Decimal(whole).scaleb(-places)
    assert exact_base(amount, "mass", Decimal(1)) == int(Decimal(whole).scaleb(9 - places))


def test_every_rule_names_known_goods():
    from data_access.reference import tables

    assert set(tables.read("cites_terms")["goods"]) <= set(tables.names("goods"))


@pytest.mark.shared
@pytest.mark.skipif(not REAL.is_file(), reason="the real CITES file is not at ../shared/data")
def test_the_real_file_against_a_plain_reading():
    with REAL.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    seized = [r for r in rows if r["source"] == "I"]
    chunk = read(REAL)
    frame = chunk.records
    assert (len(rows), len(seized)) == (3631, 548)
    assert (chunk.rows, chunk.skipped, frame.height, chunk.refused.height) == (548, 3083, 548, 0)
    assert set(frame["goods"]) == {"pangolin"}
    assert frame["events"].sum() == 546
    assert sorted(frame.filter(pl.col("events") == 0)["record_id"]) == ["18408008", "3913768"]
    kilograms = sum(
        Decimal(r["quantity"]) / (1 if r["unit"] == "kg" else 1000) for r in seized if r["unit"] in ("kg", "g")
    )
    assert frame.filter(pl.col("unit_class") == "mass")["quantity_base"].sum() == kilograms * 10**9
    number = sum(Decimal(r["quantity"]) for r in seized if r["unit"] == "" and r["id"] not in ("18408008", "3913768"))
    assert frame.filter(pl.col("unit_class") == "pieces")["quantity_base"].sum() == number * 1000
    by_importer = [r["importer"] for r in seized if r["reporter_type"] == "I"]
    assert frame.filter(pl.col("country_reported") == "US").height == by_importer.count("US") + sum(
        r["exporter"] == "US" for r in seized if r["reporter_type"] == "E" and r["id"] != "18408008"
    )
