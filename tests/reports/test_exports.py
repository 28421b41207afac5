"""Each file is opened again: what was told travels along, numbers are numbers, and no cell is a formula."""

import io
import json
import zipfile

import openpyxl
import polars as pl
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.engine import open_store
from data_access.gateway import Gateway
from data_access.ingest import import_file
from data_access.settings import settings
from data_access.sources.registry import ADAPTERS
from domain.entitlement import PUBLIC
from domain.selection import Selection
from reports import exports

TABLE = pl.DataFrame(
    {
        "Place": ["=HYPERLINK(1)", "Spain", None, "+49", "Côte d'Ivoire"],
        "Reported seizures": [12, 3, None, 0, 7],
        "Share": [0.5, None, 1.0, 0.0, -0.25],
    }
)


@pytest.fixture
def export(ids_file):
    import_file(open_store(settings().database_url), ADAPTERS["unodc-ids"], ids_file)
    selection = Selection(where=(("goods", ("heroin",)),), start="2014-01")
    told = exports.about(
        Gateway.open(),
        selection,
        PUBLIC,
        title="By place",
        unit="seizures reported",
        caution="Read.",
        link="http://x/w",
    )
    return exports.Export(name="by-place", title="By place", unit="seizures reported", table=TABLE, about=told)


def test_everything_that_must_be_said_is_said(export):
    told = json.loads(exports.json_bytes(export))
    assert told["filters"] == {"goods": ["heroin"], "start": ["2014-01"]} and "Heroin" in told["filters_in_words"]
    assert told["sources"][0]["source"] == "unodc-ids" and told["data_version"] == 1 and told["handling"] == "public"
    assert told["as_of"] and not told["invented"] and told["how_not_to_read"] == "Read."
    citation = told["suggested_citation"]
    for part in ("By place", "seizures reported", "version 1", "http://x/w", told["as_of"][:10]):
        assert part in citation
    assert exports.DISCLAIMER in exports.footer(told, is_map=True)
    assert "handling: public" in exports.footer(told, is_map=False)


def test_csv_is_read_again_with_formulas_made_harmless(export):
    again = pl.read_csv(exports.csv_bytes(export))
    assert again["Place"].to_list() == ["'=HYPERLINK(1)", "Spain", None, "'+49", "Côte d'Ivoire"]
    assert again.drop("Place").equals(TABLE.drop("Place"))


def test_excel_is_opened_again_numbers_are_numbers_and_no_cell_is_a_formula(export):
    book = openpyxl.load_workbook(io.BytesIO(exports.xlsx_bytes(export)))
    rows = list(book["Data"].iter_rows(min_row=5, values_only=True))
    assert rows[0] == ("Place", "Reported seizures", "Share")
    assert rows[1] == ("=HYPERLINK(1)", 12, 0.5) and rows[3] == (None, None, 1) and rows[5][2] == -0.25
    assert book["Data"]["A6"].data_type == "s"
    told = dict(book["About"].iter_rows(values_only=True))
    assert told["data_version"] == "1" and told["suggested_citation"] == export.about["suggested_citation"]


def test_parquet_is_read_again_with_its_metadata(export):
    data = exports.parquet_bytes(export)
    assert pl.read_parquet(data).equals(TABLE)
    told = json.loads(pq.read_schema(io.BytesIO(data)).metadata[b"contraband_atlas"])
    assert told == export.about


def test_a_zip_holds_every_table_of_a_page(export):
    with zipfile.ZipFile(io.BytesIO(exports.bundle([export]))) as archive:
        assert sorted(archive.namelist()) == ["by-place.csv", "by-place.json", "by-place.xlsx"]
        assert archive.read("by-place.csv") == exports.csv_bytes(export)


@given(st.lists(st.text(max_size=8), max_size=6))
def test_no_text_starts_as_a_formula_and_nothing_is_lost(texts):
    safe = exports.spreadsheet_safe(pl.DataFrame({"t": texts}, schema={"t": pl.String}))["t"].to_list()
    assert not any(s.startswith(exports.RISKY) for s in safe)
    assert [
        s.removeprefix("'") if t.startswith(exports.RISKY) else s for s, t in zip(safe, texts, strict=True)
    ] == texts
