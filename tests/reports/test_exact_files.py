"""Whole base units → a file → the same whole base units, of every kind of file; and what the shell and the cards write."""

import csv
import io
import json
from decimal import Decimal

import openpyxl
import polars as pl
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from cli.main import main
from cli.output import as_text
from data_access.gateway import Gateway
from data_access.records.search import Listing
from domain.entitlement import PUBLIC
from domain.exact import figures
from domain.selection import Selection
from domain.units import UNIT_CLASSES
from domain.words import ENGLISH
from reports import exports
from reports.records.export import record_export
from tests.asking import answered, seen
from tests.data_access.records.test_records import put, record

PER = sorted({c.base_per_unit for c in UNIT_CLASSES.values()})
SUMS = st.lists(st.integers(0, 10**13) | st.integers(0, 2**63 - 1), min_size=1, max_size=5)
ABOUT = {"counting_unit": "kg", "copies": "", "may_also_belong": "", "sources": [], "invented": False}
ABOUT |= {"period_covered": "", "loaded": "2026-11-30", "data_version": 1, "handling": "public"}


def made(base, per):
    frame = pl.DataFrame({"base": base}).with_columns((pl.col("base") / float(per)).alias("value"))
    table = frame.select(figures(per, frame).alias("Quantity"))
    return exports.Export(name="x", title="x", unit="kg", table=table, about=ABOUT, words=ENGLISH)


def back(texts, per):
    """Base units of decimals as text; a part of a base unit would be a fault."""
    found = [Decimal(t) * per for t in texts]
    assert all(f == f.to_integral_value() for f in found)
    return [int(f) for f in found]


@given(SUMS, st.sampled_from(PER))
def test_csv(base, per):
    rows = list(csv.DictReader(io.StringIO(exports.csv_bytes(made(base, per)).decode("utf-8-sig"))))
    assert back([r["Quantity"] for r in rows], per) == base
    assert not any("e" in r["Quantity"].lower() for r in rows)


@settings(deadline=None)
@given(SUMS, st.sampled_from(PER))
def test_excel(base, per):
    sheet = openpyxl.load_workbook(io.BytesIO(exports.xlsx_bytes(made(base, per))))["Data"]
    assert back([str(row[0].value) for row in sheet.iter_rows(min_row=6)], per) == base


@given(SUMS, st.sampled_from(PER))
def test_parquet(base, per):
    numbers = pl.read_parquet(exports.parquet_bytes(made(base, per)))["Quantity"].to_list()
    assert back([str(n) if isinstance(n, Decimal) else repr(n) for n in numbers], per) == base


@given(SUMS, st.sampled_from(PER))
def test_json_and_table_of_the_shell(base, per):
    table = made(base, per).table
    rows = json.loads(as_text(table, "json"), parse_float=Decimal)
    assert back([str(r["Quantity"]) for r in rows], per) == base
    cells = [line.strip("│ ").replace(",", "") for line in as_text(table, "table").splitlines()[3:-1]]
    assert back(cells, per) == base


def test_true_quotients_keep_every_digit_in_a_workbook():
    table = pl.DataFrame({"Rate": [1 / 3, 2 / 7 * 1e-9, 9007199.254740991]})
    export = exports.Export(name="x", title="x", unit="", table=table, about=ABOUT, words=ENGLISH)
    sheet = openpyxl.load_workbook(io.BytesIO(exports.xlsx_bytes(export)))["Data"]
    assert [row[0].value for row in sheet.iter_rows(min_row=6)] == table["Rate"].to_list()


@pytest.fixture
def small():
    """0.4 g of fentanyl, a tonne of cannabis, tenths of a kilogram that floats add up wrongly."""
    put(
        [
            record(2, goods="fentanyl", unit_class="mass", quantity_base=400_000),
            record(3, goods="cannabis-herb", kg=999, country="ESP"),
            record(4, goods="cannabis-herb", kg=1, country="ESP"),
            *(
                record(5 + i, goods="cocaine", unit_class="mass", quantity_base=10**8 * (1 + i), country=c)
                for i, c in enumerate(("ESP", "FRA"))
            ),
            record(9, value_milli=1_000_100, currency="USD", valuation="street"),
        ]
    )


def run(*arguments):
    done = CliRunner().invoke(main, [str(a) for a in arguments])
    assert done.exit_code == 0, done.output
    return done.stdout


MASS = ("quantity", "--unit-class", "mass")


@pytest.mark.usefixtures("small")
def test_a_chart_is_written_exactly(tmp_path):
    for ending in ("csv", "parquet"):
        run("chart", *MASS, "--by", "goods", "--out", tmp_path / f"g.{ending}")
    rows = csv.reader((tmp_path / "g.csv").read_text(encoding="utf-8-sig").splitlines())
    told = {row[0].partition(" (")[0]: row[1] for row in rows}
    assert told["Fentanyl and its analogues"] == "0.0004" and told["Cocaine"] == "0.3"
    assert "1000.0" in told.values() and "1000.0000000000001" not in told.values()
    assert {0.0004, 0.3, 1000.0} <= set(pl.read_parquet(tmp_path / "g.parquet").to_series(1).to_list())
    run("chart", *MASS, "--by", "goods,country", "--form", "table", "--out", tmp_path / "cross.csv")
    cross = list(csv.DictReader((tmp_path / "cross.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert cross[-1]["France"] == "0.2004" and cross[-1]["All"] == "1000.3004"


@pytest.mark.usefixtures("small")
def test_a_query_prints_exactly():
    for form in ("csv", "json", "table"):
        said = run("query", *MASS, "--by", "goods", "--format", form).replace(",", " ")
        assert "0.0004" in said and "1000.0000000000001" not in said and "0.30000000000000004" not in said
    rows = json.loads(run("query", *MASS, "--by", "goods", "--format", "json"))
    assert {r["quantity"] for r in rows} == {0.0004, 0.3, 1000}
    told = json.loads(run("query", *MASS, "--by", "goods", "--estimate", "mass", "--format", "json"))
    assert {(r["measured"], r["low"], r["high"]) for r in told} >= {(0.3, 0.3, 0.3), (1000, 1000, 1000)}
    value = ("value", "--currency", "USD", "--valuation", "street", "--to", "USD")
    assert json.loads(run("query", *value, "--format", "json"))[0]["value"] == 1000.1


@pytest.mark.usefixtures("small")
def test_sums_that_floats_add_up_wrongly_claim_no_overlap():
    answer = answered(
        Gateway.open(), Selection(where=(("goods", ("cocaine",)),)), "quantity", ("country",), PUBLIC, unit_class="mass"
    )
    assert answer.total == 0.3 and not answer.overlapping


def test_a_sum_beyond_the_digits_of_a_float_is_a_decimal_to_the_last_base_unit(tmp_path):
    put([record(2, goods="khat", kg=10**8), record(3, goods="khat", unit_class="mass", quantity_base=1)])
    assert "100000000.000000001" in run("query", *MASS, "--by", "goods", "--format", "csv")
    run("chart", *MASS, "--by", "goods", "--out", tmp_path / "k.xlsx")
    cell = openpyxl.load_workbook(tmp_path / "k.xlsx")["Data"]["B6"]
    assert cell.value == "100000000.000000001" and cell.data_type == "s"


@pytest.mark.usefixtures("small")
def test_records_are_written_exactly():
    table = record_export(seen(Gateway.open()), ENGLISH, Listing(selection=Selection())).table
    assert set(table["Quantity"].drop_nulls()) == {0.0004, 999.0, 1.0, 0.1, 0.2}
    assert table["Value"].drop_nulls().to_list() == [1000.1]
