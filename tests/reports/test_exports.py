"""Each file is opened again: what was reported travels along, numbers are numbers, and no cell is a formula."""

import io
import json
import math
import re
import unicodedata
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime

import openpyxl
import polars as pl
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.ingest.loading import import_file
from data_access.places.boundaries import DISCLAIMER
from data_access.settings import settings
from data_access.sources.registry import ADAPTERS
from data_access.store.engine import open_store
from domain.selection import Selection
from domain.words import ENGLISH
from reports import exports
from reports.page_files import page_files
from tests.asking import here

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
        here(),
        ENGLISH,
        selection,
        title="By place",
        unit="seizures reported",
        caution="Read.",
        link="http://x/w",
    )
    return exports.Export(
        name="by-place", title="By place", unit="seizures reported", table=TABLE, about=told, words=ENGLISH
    )


def reopened(export):
    return openpyxl.load_workbook(io.BytesIO(exports.xlsx_bytes(export)))["Data"]


def test_everything_that_must_be_said_is_said(export):
    told = json.loads(exports.json_bytes(export))
    assert told["filters"] == {"goods": ["heroin"], "start": ["2014-01"]} and "Heroin" in told["filters_in_words"]
    assert told["sources"][0]["source"] == "unodc-ids" and told["data_version"] == 1 and told["handling"] == "public"
    assert told["loaded"] and not told["invented"] and told["how_not_to_read"] == "Read."
    citation = told["suggested_citation"]
    for part in ("By place", "seizures reported", "version 1", "http://x/w", told["loaded"], told["period_covered"]):
        assert part in citation
    assert DISCLAIMER in exports.footer(told, ENGLISH, is_map=True)
    assert "handling: public" in exports.footer(told, ENGLISH, is_map=False)
    assert citation in exports.picture_footer(told, ENGLISH, is_map=False)


def test_csv_is_read_again_with_formulas_made_harmless(export):
    again = pl.read_csv(exports.csv_bytes(export))
    assert again["Place"].to_list() == ["'=HYPERLINK(1)", "Spain", None, "'+49", "Côte d'Ivoire"]
    assert again.drop("Place").equals(TABLE.drop("Place"))


def test_excel_is_opened_again_numbers_are_numbers_and_no_cell_is_a_formula(export):
    book = reopened(export).parent
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
    files = dict(page_files([export]))
    assert list(files) == ["README.txt", "by-place.csv", "by-place.xlsx", "by-place.json"]
    assert files["by-place.csv"] == exports.csv_bytes(export)
    readme = files["README.txt"].decode("utf-8-sig")
    for said in (
        "By place",
        "seizures reported",
        "Heroin",
        "handling: public",
        "data version 1",
        "http://x/w",
        "Read.",
    ):
        assert said in readme


def test_a_file_is_dated_when_it_is_taken_not_when_its_page_was_drawn(export):
    old = {**export.about, "downloaded_at": "2020-02-03T04:05:06+00:00", "suggested_citation": "old"}
    taken = exports.stamped(replace(export, about=old)).about
    assert taken["downloaded_at"][:10] == datetime.now(UTC).date().isoformat()
    assert f"retrieved {taken['downloaded_at'][:10]}" in taken["suggested_citation"]
    assert {k: v for k, v in taken.items() if k not in ("downloaded_at", "suggested_citation")} == {
        k: v for k, v in old.items() if k not in ("downloaded_at", "suggested_citation")
    }
    files = dict(page_files([replace(export, about=old)]))
    assert "2020" not in json.loads(files["by-place.json"])["suggested_citation"]


def formula(text):
    """The plain rule: what is left after spaces starts with a sign, or the text with a tab, a return or a NUL."""
    return text.startswith(("\t", "\r", "\0")) or begins(text)


ODD = "\u0890\u0891\u08e2"
"""Marks that are drawn, of Arabic and Coptic accounts."""


def begins(text):
    """Whether a sign comes first, whatever cannot be seen before it."""
    seen = [
        c
        for c in text
        if not c.isspace() and (unicodedata.category(c) != "Cf" or ord(c) > 0xFFFF or c in ODD) and c != "\0"
    ]
    return "".join(seen[:1]) in tuple("=+-@＝＋－＠")


def cells(text):
    """Where a spreadsheet that splits at semicolons, tabs and lines begins a cell."""
    return re.split(r"[;\t\r\n]", text)


SIGNS = st.text(alphabet=st.sampled_from("=+-@＝＋－＠\t\r\n\0 'a1;\ufeff\u200b\u2060\u00ad"), max_size=8)


@given(st.lists(st.text(max_size=8) | SIGNS, max_size=6))
def test_no_text_starts_as_a_formula_and_nothing_is_lost(texts):
    safe = exports.spreadsheet_safe(pl.DataFrame({"t": texts}, schema={"t": pl.String}))["t"].to_list()
    assert [s.replace("'", "") for s in safe] == [t.replace("'", "") for t in texts]
    assert not any(formula(s) for s in safe)
    assert not any(begins(cell) for s in safe for cell in cells(s))
    plain = [(s, t) for s, t in zip(safe, texts, strict=True) if not any(map(begins, cells(t)))]
    assert all(s == ("'" + t if formula(t) else t) for s, t in plain)


@pytest.mark.parametrize("text", ["x;=1+1", "x; @a", "\ufeff=1+1", "\u200b+1", "x\n-1", "x\t=1"])
def test_no_cell_of_another_separator_and_nothing_unseen_hides_a_formula(text):
    safe = exports.spreadsheet_safe(pl.DataFrame({"t": [text, "a; b, -5"]}))["t"].to_list()
    assert safe[0] != text and safe[0].replace("'", "") == text and safe[1] == "a; b, -5"


def test_names_of_columns_lists_and_fixed_codes_are_made_harmless_too():
    table = pl.DataFrame(
        {"=1+1": [1], "Places": [["@a", "b"]], "Kind": ["-x"]},
        schema_overrides={"Kind": pl.Enum(["-x", "y"])},
    )
    safe = exports.spreadsheet_safe(table)
    assert safe.columns == ["'=1+1", "Places", "Kind"] and safe.row(0) == (1, "'@a, b", "'-x")


def test_excel_keeps_days_and_writes_as_text_what_no_cell_can_hold(export):
    rows = {
        "Day": [date(2016, 2, 29), date(1899, 5, 1), None],
        "Loaded": [datetime(2026, 11, 24, 8, 30, tzinfo=UTC), None, None],
        "Share": [math.nan, math.inf, 0.25],
        "Key": [2**60, 7, None],
        "Told": [True, False, None],
        "Year": ["2014", "2015", "2016"],
    }
    sheet = reopened(replace(export, table=pl.DataFrame(rows)))
    found = list(sheet.iter_rows(min_row=6, values_only=True))
    assert found[0] == (datetime(2016, 2, 29), datetime(2026, 11, 24, 8, 30), "nan", str(2**60), "True", "2014")
    assert (
        found[1][0] == "1899-05-01"
        and found[1][2:4] == ("inf", 7)
        and found[2] == (None, None, 0.25, None, None, "2016")
    )
    assert sheet["A6"].is_date and sheet["F6"].data_type == "s"


@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "{=SUM(1)}", "https://example.org/x", "＝1", "mailto:a@b"])
def test_the_workbook_holds_no_formula_and_no_link(export, text):
    told = {**export.about, "title": text, "link": text}
    data = exports.xlsx_bytes(replace(export, title=text, about=told, table=pl.DataFrame({text: [text]})))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        sheets = [archive.read(n).decode() for n in names if n.startswith("xl/worksheets/")]
    assert len(sheets) == 2 and not any(re.search("<f[ >]|hyperlink", s) for s in sheets)
    assert not any("externalLink" in n or (n.endswith(".rels") and "worksheets" in n) for n in names)
    assert openpyxl.load_workbook(io.BytesIO(data))["Data"]["A6"].value == text


def test_an_empty_table_is_written_and_read_again(export):
    empty = replace(export, table=TABLE.clear())
    assert pl.read_csv(exports.csv_bytes(empty)).columns == TABLE.columns
    assert pl.read_parquet(exports.parquet_bytes(empty)).equals(TABLE.clear())
    assert [c.value for c in reopened(empty)[5]] == TABLE.columns


def test_a_part_that_was_drawn_again_is_in_the_zip_once_as_drawn_last(export):
    last = replace(export, table=TABLE.head(1))
    files = page_files([export, last])
    assert len(files) == len(dict(files)) == 4 and dict(files)["by-place.csv"] == exports.csv_bytes(last)
