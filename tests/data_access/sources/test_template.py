"""Our own template: what is written can be read again without loss, and what is wrong is refused with a reason."""

import re
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from data_access.sources.template import Template
from data_access.sources.template_cells import read_cell
from data_access.sources.template_columns import codes, columns
from data_access.sources.template_file import template_csv, template_xlsx
from domain.errors import SourceError
from domain.frames import EVENT_SCHEMA, RECORD_SCHEMA
from domain.words import ENGLISH


def write(path: Path, header: str, *lines: str) -> Path:
    path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    return path


def write_sample(folder: Path) -> Path:
    header = "record_id,date,country,departure,goods,quantity,unit,place,seizures"
    return write(
        folder / "template.csv",
        header,
        "A1,2024-03-05,ESP,COL,cocaine,1.5,kilogram,Port,",
        "A1,,,,cannabis,20,kg,,",
        ",2024-03,NA,NA,Pangolin,,,,unknown",
        ",2024,Côte d'Ivoire,unknown,rare books,3,pieces,,4",
        ",05.03.2024,ESP,,cocaine,1,kg,,",
        "B1,2024-03-05,Spian,,cocaine,1,kg,,",
        "C1,2024-03-05,ESP,,cocaine,1,kg,,",
        "C1,2024-03-06,,,heroin,1,kg,,",
        ',2024-03-05,ESP,,cocaine,"1,5",kg,,',
        ",2024-03-05,ESP,,cocaine,1,kgg,,",
        "short,row",
    )


def read(path: Path):
    chunks = list(Template().chunks(path))
    records = pl.concat([c.records for c in chunks])
    refused = pl.concat([c.refused for c in chunks])
    assert sum(c.rows for c in chunks) == records["row"].n_unique() + refused.height
    return records, refused, sum(c.skipped for c in chunks)


def one(tmp_path: Path, **told: str):
    """The record of a row with these cells (or the reason why there is none)."""
    cells = {"date": "2024-03-05", "country": "ESP", "goods": "cocaine"} | told
    quoted = ['"' + c.replace('"', '""') + '"' for c in cells.values()]
    records, refused, _ = read(write(tmp_path / "t.csv", ",".join(cells), ",".join(quoted)))
    return records.row(0, named=True) if records.height else refused.row(0, named=True)


def test_sample(tmp_path):
    records, refused, _ = read(write_sample(tmp_path))
    assert dict(records.schema) == RECORD_SCHEMA
    assert records.select("row", "line", "country", "goods").rows() == [
        (2, 1, "ESP", "cocaine"),
        (2, 2, "ESP", "cannabis"),
        (4, 1, "NAM", "pangolin"),
        (5, 1, "CIV", "unclassified"),
    ]
    assert records["quantity_base"].to_list() == [1_500_000_000, 20 * 10**9, None, 3000]
    assert records["events"].to_list() == [1, 1, None, 4]
    assert records["departure"].to_list() == ["COL", "COL", "NAM", "unknown"]
    assert records["date_precision"].to_list() == ["day", "day", "month", "year"]
    assert refused.select("row", "field").rows() == [
        (6, "date"),
        (7, "country"),
        (8, ""),
        (9, "date"),
        (10, "quantity"),
        (11, "unit"),
        (12, ""),
    ]
    reasons = [ENGLISH.unpacked(reason) for reason in refused["reason"]]
    assert reasons[0] == "the date is not YYYY-MM-DD, YYYY-MM or YYYY"
    assert reasons[1] == "the place is not known. Did you mean 'Spain'?"
    assert reasons[2] == "another line of this seizure cannot be read (row 9)"
    assert reasons[3] == "row 8, a line of the same seizure, says '2024-03-05'"
    assert reasons[4].startswith("not a number. Write digits and a point")
    assert "Did you mean 'kg'?" in reasons[5]
    assert reasons[6] == "the row has 2 cells, the header 9"


def test_words_are_kept_beside_codes(tmp_path):
    told = one(
        tmp_path, country="Namibia", goods="Kokain", mode="Sea", transit="Senegal > NA", unit="gram", quantity="5"
    )
    assert (told["country"], told["country_reported"]) == ("NAM", "Namibia")
    assert (told["goods"], told["goods_reported"]) == ("unclassified", "Kokain")
    assert (told["mode"], told["mode_reported"]) == ("maritime", "Sea")
    assert (told["transit"], told["transit_reported"]) == ("SEN>NAM", "Senegal > NA")
    assert (told["unit_class"], told["quantity_base"], told["factor"]) == ("mass", 5_000_000, "1 gram = 0.001 kg")
    assert (told["quantity_reported"], told["unit_reported"]) == ("5", "gram")


def test_a_column_of_words_is_taken_as_it_is(tmp_path):
    told = one(tmp_path, country_reported="", goods_reported="Kokain", unit_reported="bales", quantity="5")
    assert (told["country_reported"], told["goods_reported"], told["unit_reported"]) == ("", "Kokain", "bales")
    assert (told["unit_class"], told["quantity_base"], told["quantity_reported"]) == ("", None, "5")


def test_unknown_and_empty_are_kept_apart(tmp_path):
    told = one(tmp_path, departure="unknown", destination="", mode="unknown", seizures="unknown", persons="")
    assert (told["departure"], told["destination"], told["mode"]) == ("unknown", "", "unknown")
    assert (told["events"], told["persons"]) == (None, None)
    told = one(tmp_path, quantity="0", unit="kg", seizures="0", persons="0")
    assert (told["quantity_base"], told["events"], told["persons"]) == (0, 0, 0)


@pytest.mark.parametrize(
    ("told", "field", "reason"),
    [
        ({"country": ""}, "country", "unknown"),
        ({"country": "other"}, "country", "one country"),
        ({"date": ""}, "date", "YYYY"),
        ({"date": "2024-02-30"}, "date", "no such day"),
        ({"date": "2999"}, "date", "future"),
        ({"goods": ""}, "goods", "is not given"),
        ({"mode": "plain"}, "mode", "not in our list"),
        ({"transit": "ESP>>FRA"}, "transit", "missing between"),
        ({"illicit": "counterfiet"}, "illicit", "Did you mean 'counterfeit'"),
        ({"quantity": "-1"}, "quantity", "below zero"),
        ({"quantity": "1e18", "unit": "kg"}, "quantity", "too large"),
        ({"quantity": "many"}, "quantity", "not a number"),
        ({"value": "5"}, "currency", "needs its currency"),
        ({"currency": "EURO"}, "currency", "ISO 4217"),
        ({"latitude": "91"}, "latitude", "-90 to 90"),
        ({"latitude": "40.4"}, "latitude", "all of latitude"),
        ({"persons": "1.5"}, "persons", "not a whole number"),
        ({"line": "0"}, "line", "numbered from 1"),
        ({"admin1": "QQ-MD"}, "admin1", "ISO 3166-2"),
        ({"admin1": "Madrid", "admin1_reported": "Madrid"}, "admin1", "admin1_reported"),
        ({"locode": "MAD"}, "locode", "five letters"),
        ({"certainty": "destination:sure"}, "certainty", "role:certainty"),
        ({"first_seen": "2024"}, "first_seen", "YYYY-MM-DD"),
        ({"content": "x"}, "content", "changed by hand"),
    ],
)
def test_what_is_wrong_is_refused_with_a_reason(tmp_path, told, field, reason):
    refused = one(tmp_path, **told)
    assert "reason" in refused, "the row was loaded"
    assert refused["field"] == field
    assert reason in ENGLISH.unpacked(refused["reason"])


def test_two_lines_with_one_number_and_ids_that_come_back(tmp_path):
    header = "record_id,date,country,goods,line"
    day = "2024-03-05,ESP"
    path = write(
        tmp_path / "t.csv", header, f"A,{day},cocaine,1", f"A,{day},heroin,1", f"B,{day},opium,", f"A,{day},khat,2"
    )
    records, refused, _ = read(path)
    assert records["goods"].to_list() == ["opium"]
    assert refused.select("row", "field").rows() == [(2, ""), (3, "line"), (5, "record_id")]
    assert "stands in row 2 already" in ENGLISH.unpacked(refused["reason"][2])


def test_rows_without_an_id_are_seizures_of_their_own_and_may_be_copies(tmp_path):
    records, _, _ = read(write(tmp_path / "t.csv", "date,country,goods", *["2024,ESP,cocaine"] * 3))
    assert records["row"].to_list() == [2, 3, 4]
    assert records["content"].n_unique() == 1


def test_order_and_number_of_columns_do_not_change_the_content(tmp_path):
    one_way, _, _ = read(write(tmp_path / "a.csv", "date,country,goods", "2024,ESP,cocaine"))
    another, _, _ = read(write(tmp_path / "b.csv", "place;goods;country;date", ";cocaine;ESP;2024"))
    assert one_way["content"].to_list() == another["content"].to_list()


def test_headers(tmp_path):
    with pytest.raises(SourceError, match=r"'contry' is not in the template\. Did you mean 'country'"):
        read(write(tmp_path / "t.csv", "date,contry,goods"))
    with pytest.raises(SourceError, match="appears twice"):
        read(write(tmp_path / "t.csv", "date,country,goods,Date"))
    with pytest.raises(SourceError, match="date, country are missing"):
        read(write(tmp_path / "t.csv", "goods"))
    with pytest.raises(SourceError, match="column 2 has no name"):
        read(write(tmp_path / "t.csv", "date,,country,goods"))
    records, _, _ = read(write(tmp_path / "t.csv", "Date\tCountry\tGoods\tPlace precision", "2024\tESP\tcocaine\t"))
    assert records.height == 1


def test_bytes_that_are_no_text_and_quotes_that_never_close(tmp_path):
    path = tmp_path / "t.csv"
    path.write_bytes(b"date,country,goods,place\n2024,ESP,cocaine,\xff\n2024,ESP,cocaine,ok\n")
    records, refused, _ = read(path)
    assert (records.height, refused["reason"][0]) == (1, "the row contains bytes that are not UTF-8 text")
    with pytest.raises(SourceError, match="never closed"):
        read(write(path, "date,country,goods", '2024,ESP,"cocaine', *["x"] * 3000, '"'))


@pytest.mark.parametrize("made", [template_csv, template_xlsx])
def test_the_template_itself_holds_no_record(tmp_path, made):
    path = tmp_path / ("t.xlsx" if made is template_xlsx else "t.csv")
    path.write_bytes(made())
    records, refused, skipped = read(path)
    assert (records.height, refused.height, skipped) == (0, 0, 2)
    assert made() == made()


def test_the_examples_can_be_read_once_they_are_no_examples(tmp_path):
    text = template_csv().decode("utf-8-sig").replace(" (invented: delete this row)", "")
    path = tmp_path / "t.csv"
    path.write_text(text, encoding="utf-8")
    records, refused, skipped = read(path)
    assert (records["record_id"].to_list(), refused.height, skipped) == (["EXAMPLE 1", "EXAMPLE 2"], 0, 0)
    assert records["goods"].to_list() == ["cigarettes", "pangolin"]


def test_the_workbook_explains_every_column_and_lists_every_code():
    book = zipfile.ZipFile(BytesIO(template_xlsx()))
    parts = {n: book.read(n).decode() for n in book.namelist() if n.endswith((".xml", ".rels"))}
    assert "".join(re.findall('<sheet name="([^"]+)"', parts["xl/workbook.xml"])) == "RecordsColumnsCodes"
    assert not any("<f>" in text or "hyperlink" in text for n, text in parts.items() if n.startswith("xl/worksheets"))
    listed = parts["xl/worksheets/sheet1.xml"]
    wanted = [c for c in columns() if c.purpose == "report" and c.codes and c.kind not in ("route", "certainty")]
    assert listed.count("<dataValidation ") == len(wanted)
    strings = parts["xl/sharedStrings.xml"]
    assert all(f">{c.name}<" in strings for c in columns())
    assert all(f">{code}<" in strings for code in codes("goods"))


def test_every_field_has_a_column_and_every_column_a_field():
    fields = {c.field for c in columns()}
    assert fields == set(RECORD_SCHEMA) - {"date_precision", "file_row"}
    assert len({c.name for c in columns()}) == len(columns())
    for column in columns():
        assert column.part == ("event" if column.field in EVENT_SCHEMA else "line")
        assert column.what and column.format
        assert not column.codes or codes(column.codes)
        assert not column.words_of or column.words_of in {c.name for c in columns()}


def test_dates_and_numbers_of_a_workbook(tmp_path):
    path = tmp_path / "t.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Records")
        sheet.write_row(0, 0, ["date", "country", "goods", "quantity", "unit", "hs", ""])
        sheet.write_datetime(1, 0, date(2024, 3, 5), book.add_format({"num_format": "dd.mm.yyyy"}))
        sheet.write_row(1, 1, ["NA", "cigarettes", 1200000, "sticks", 2402])
        sheet.write_row(3, 0, [2023, "ESP", "cocaine", 0.1, "kg"])
    records, refused, _ = read(path)
    assert refused.height == 0
    assert records.select("row", "seized_on", "date_precision", "country", "quantity_base", "hs").rows() == [
        (2, date(2024, 3, 5), "day", "NAM", 1_200_000_000, "2402"),
        (4, date(2023, 1, 1), "year", "ESP", 100_000_000, ""),
    ]


def test_workbooks_that_are_none_or_hold_no_records(tmp_path):
    path = tmp_path / "t.xlsx"
    path.write_bytes(b"no zip")
    with pytest.raises(SourceError, match="not a zip"):
        read(path)
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("One")
        book.add_worksheet("Two")
    with pytest.raises(SourceError, match="no sheet is named 'Records'"):
        read(path)


def test_a_place_that_may_be_several_is_asked_for():
    with pytest.raises(ValueError, match=r"may be several.*COD.*COG"):
        read_cell("country", "", "Congo")
    assert [read_cell("country", "", name) for name in ("Allemagne", "Côte d'Ivoire", "DE", "deu")] == [
        "DEU",
        "CIV",
        "DEU",
        "DEU",
    ]
