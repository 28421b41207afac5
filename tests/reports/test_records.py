"""Single records in words and in files, from the store to the bytes."""

import io
import json
from datetime import date

import openpyxl
import polars as pl
import pytest

from data_access.gateway import Gateway
from data_access.records.detail import record as ask
from data_access.records.overlaps import link
from data_access.records.search import Listing
from data_access.settings import settings
from data_access.store.engine import open_store
from domain.entitlement import PUBLIC, Entitlement
from domain.selection import Selection
from domain.words import ENGLISH
from reports.exports import FORMATS
from reports.records.detail import differences, sections, summary
from reports.records.export import record_export
from reports.records.rows import lines_table, list_columns, listed
from tests.asking import seen
from tests.data_access.records.test_records import info, put, record

BOTH = Entitlement(handling=("public", "restricted"))
WHOLE = {
    "record_id": "A1", "country_reported": "Francia", "place_reported": "=Old *Harbour*", "mode": "sea",
    "mode_reported": "Vessel", "departure": "COL", "departure_reported": "Colombie", "transit": "SEN>MAR",
    "transit_reported": "Dakar, Tanger", "certainty": "departure:suspected", "events": 3, "persons": 2,
    "agency_reported": "Douane", "agency_kind": "customs", "quantity_reported": "1.234", "unit_reported": "Gram",
    "quantity_base": 1_234_000, "unit_class": "mass", "value_milli": 5_000_000, "currency": "EUR",
    "valuation": "street", "value_reported": "5000", "illicit": "smuggled", "goods_reported": "brown stuff",
}  # fmt: skip


@pytest.fixture
def gateway():
    put([
        record(2, **WHOLE),
        record(3, goods="cocaine", kg=1, line=1, content="two"),
        record(3, goods="khat", kg=2, line=2, content="two", implausible=True, seized_on=date(2020, 5, 1)),
        record(4, content="same", date_precision="month"), record(5, content="same", date_precision="month"),
        record(6, handling="restricted"),
    ])  # fmt: skip
    put([record(2, **(WHOLE | {"place_reported": "New Harbour", "content": "corrected"}))])
    return Gateway.open()


def keys(gateway, text, rights=PUBLIC):
    return seen(gateway, rights).record_page(Listing(selection=Selection(), text=text)).records["record_key"].to_list()


def by_what(view, title):
    table = next(s.table for s in view if s.title == title)
    return {row[0]: row[1:] for row in table.rows()}


def test_a_row_of_the_list_tells_what_and_how_sure(gateway):
    page = seen(gateway).record_page(Listing(selection=Selection()))
    rows = {r["place"] + r["goods"]: r for r in listed(page, ENGLISH, {"police": "Police"}).to_dicts()}
    whole = rows["New HarbourHeroin"]
    assert (whole["quantity_reported"], whole["quantity"]) == ("1.234 Gram", "0.001234 kg")
    assert whole["way"] == "Colombia → Senegal → Morocco → not reported"
    assert (whole["remarks"], whole["source"]) == ("represents 3 seizures", "Police")
    assert rows["Cocaine; Khat"]["quantity"] == "1 kg; 2 kg"
    assert rows["Cocaine; Khat"]["remarks"] == "quantity implausible"
    twins = [r for r in listed(page, ENGLISH, {}).to_dicts() if r["date"] == "2020-05"]
    assert sorted(r["is_copy"] for r in twins) == ["", "copy"] and {r["remarks"] for r in twins} == {""}
    assert list_columns(ENGLISH)["way"].label == "From → to"


def test_the_lines_of_a_page_are_numbers_and_codes(gateway):
    page = seen(gateway).record_page(Listing(selection=Selection()))
    table = lines_table(page, ENGLISH, {})
    assert table.height == page.lines.height == 5
    line = table.filter(pl.col("Place as reported") == "New Harbour").to_dicts()[0]
    assert (line["Quantity"], line["Unit"], line["Value"], line["Currency"]) == (0.001234, "kg", 5000.0, "EUR")
    assert line["Valuation"] == "Street value" and line["Departure"] == "Colombia"
    untold = table.filter(pl.col("Date") == "2020-05").to_dicts()[0]
    assert untold["Quantity"] is None and untold["Valuation"] == ""


def test_one_record_stands_as_reported_and_harmonised_with_its_versions(gateway):
    found = ask(gateway.engine, keys(gateway, "harbour")[0], PUBLIC)
    assert summary(found, ENGLISH) == "Heroin, France, 2020-05-01"
    view = sections(found.versions[0], ENGLISH)
    where, route = by_what(view, "When and where"), by_what(view, "Route, as reported by the source")
    assert where["Country or territory of seizure"][:2] == ("Francia", "France")
    assert where["Administrative division"][0] == "Not reported"
    assert route["Country of departure"] == ("Colombie", "Colombia", "Suspected")
    assert route["Transit, in order"] == ("Dakar, Tanger", "Senegal → Morocco", "As reported")
    assert route["Producing country"] == ("Not reported", "–", "")
    goods = by_what(view, "Goods")
    assert goods["Quantity"][:2] == ("1.234 Gram", "0.001234 kg") and "1 g = 0.001 kg" in goods["Quantity"][2]
    assert goods["Value"][:2] == ("5000 EUR", "5,000 EUR (street value)")
    assert by_what(view, "The record")["File and row"] == ("test.csv, row 2",)
    assert [v.event["version"] for v in found.versions] == [2, 1]
    assert differences(found.versions[1], found.versions[0], ENGLISH).rows() == [
        ("Place", "=Old *Harbour*", "New Harbour")
    ]


def test_copies_and_links_are_told_and_what_may_not_be_seen_is_not(gateway):
    twin = seen(gateway).record_page(Listing(selection=Selection(start="2020-05", end="2020-05"))).records
    twins = twin.filter(pl.col("date_precision") == "month")["record_key"].to_list()
    assert ask(gateway.engine, twins[0], PUBLIC).copies == (twins[1],)
    assert ask(gateway.engine, twins[1], PUBLIC).copies == (twins[0],)
    hidden = set(keys(gateway, "", BOTH)) - set(keys(gateway, ""))
    assert len(hidden) == 1
    secret = hidden.pop()
    assert ask(gateway.engine, secret, PUBLIC) is None and ask(gateway.engine, "nothing", PUBLIC) is None
    assert ask(gateway.engine, secret, BOTH) is not None
    put([record(9, content="other", place_reported="Elsewhere")], info("customs"))
    other = keys(Gateway.open(), "elsewhere")[0]
    link(open_store(settings().database_url), secret, other, BOTH, "the same lorry")
    told = ask(gateway.engine, other, BOTH).links
    assert [(x.record_key, x.source, x.counts, x.note) for x in told] == [(secret, "Police", True, "the same lorry")]
    public = ask(gateway.engine, other, PUBLIC)
    assert public.links == () and "hidden_by" not in public.versions[0].event


def test_the_file_holds_the_listing_and_says_what_the_cap_left_out(gateway):
    listing = Listing(selection=Selection(), text="france")
    whole = record_export(seen(gateway), ENGLISH, listing)
    assert (whole.table.height, whole.about["records"], whole.about["records_left_out"]) == (5, 4, False)
    assert whole.about["filters_in_words"].startswith("found by: france")
    assert whole.title == "4 records of reported seizures: all goods seized worldwide, 2020"
    assert "found by: france" in whole.about["suggested_citation"]
    capped = record_export(seen(gateway), ENGLISH, listing, most=2)
    assert capped.about["records_left_out"] and "The first 2 of 4" in capped.title
    assert "first 2 records of 4" in capped.about["how_not_to_read"] and capped.about["handling"] == "public"
    read = pl.read_csv(io.BytesIO(FORMATS["csv"](whole)))
    assert read["Quantity"].to_list() == whole.table["Quantity"].to_list()
    sheet = openpyxl.load_workbook(io.BytesIO(FORMATS["xlsx"](whole)))["Data"]
    assert sheet.max_row == 5 + 5 and sheet["A1"].value == whole.title
    parquet = pl.read_parquet(io.BytesIO(FORMATS["parquet"](whole)))
    assert parquet.equals(whole.table)
    assert json.loads(FORMATS["json"](whole))["order"] == "Date of seizure, newest first"


def test_the_list_and_the_file_mark_exact_copies_and_say_what_that_means(gateway):
    page = seen(gateway).record_page(Listing(selection=Selection()))
    shown = listed(page, ENGLISH, {})
    assert shown["is_copy"].to_list() == ["copy" if c else "" for c in page.records["is_copy"]]
    assert shown.columns.index("is_copy") == 1  # beside the date: the last columns are out of sight on most screens
    file = record_export(seen(gateway), ENGLISH, Listing(selection=Selection()))
    assert file.table["Exact copy"].sum() == 1
    assert "equal in every field to an earlier row" in file.about["how_not_to_read"]
