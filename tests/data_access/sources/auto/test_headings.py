"""No record is taken for a heading, and no heading for a record."""

import json

import pytest
import xlsxwriter

from data_access.sources.auto.mapping import Mapping
from tests.data_access.sources.auto.reading import asked, column, once, read, sums

ROWS = "2021-03-04,Peru,cocaine,12,kg\n2021-04-09,Peru,cannabis,40,kg\n2021-05-11,Ecuador,heroin,3,kg\n"


def test_a_heading_that_comes_twice_costs_no_record(tmp_path):
    text = "Date,Country,Goods,Amount,Unit,Fine,Unit,Town\n" + "".join(
        f"{line},500,USD,X\n" for line in ROWS.splitlines()
    )
    found = read(tmp_path, text)
    assert sums(found) == {"mass": 55} and "Unit (2)" in found.account.columns_left


def test_a_file_without_headings_loses_no_row_and_asks(tmp_path):
    found = read(tmp_path, ROWS)
    assert found.rows == 3 and found.columns[:2] == ("column 1", "column 2")
    assert {"date", "country", "goods"} <= set(asked(found))
    assert "date=column 1" in found.questions[0].settings
    told = read(
        tmp_path, ROWS, "date=column 1", "country=column 2", "goods=column 3", "quantity=column 4", "unit=column 5"
    )
    assert sums(told) == {"mass": 55}


def test_lists_of_json_without_names(tmp_path):
    head = ["date", "country", "goods", "quantity", "unit"]
    lines = [line.split(",") for line in ROWS.splitlines()]
    named = read(tmp_path, json.dumps([head, *lines]), name="a.json")
    assert sums(named) == {"mass": 55}
    bare = read(tmp_path, json.dumps(lines), name="b.json")
    assert bare.rows == 3 and "date" in asked(bare)


def test_the_header_again_inside_with_an_empty_first_cell(tmp_path):
    text = ",date,country,goods,kg\na,2021-03-04,Peru,cocaine,12\n,date,country,goods,kg\nb,2021-03-05,Peru,cocaine,5\n"
    found = read(tmp_path, text)
    assert sums(found) == {"mass": 17} and found.account.skipped["the header repeated"] == 1


def test_the_reader_says_where_the_headings_stand(tmp_path):
    text = f"Office 7,a,b,c,d\nDate,Country,Goods,Amount,Unit\n{ROWS}"
    (tmp_path / "said.csv").write_text(text, encoding="utf-8")
    found = once(tmp_path / "said.csv", Mapping(options=(("header", "2"),)))
    assert found.columns == ("Date", "Country", "Goods", "Amount", "Unit")


def book(path, rows, merges=(), **options):
    with xlsxwriter.Workbook(str(path), options) as held:
        sheet = held.add_worksheet("Sheet")
        for r, line in enumerate(rows):
            for c, cell in enumerate(line):
                if cell is not None:
                    sheet.write(r, c, cell)
        for first, left, last, right, text in merges:
            sheet.merge_range(first, left, last, right, text)
    return path


TWO_LINES = [
    ["Seizures, in kilograms"],
    ["Type", "Country", "Substance", "At airports", None, "At seaports", None, "Year"],
    [None, None, None, "Total", "Of which air mail", "Total", "Of which containers", None],
    ["Opioids", "Egypt", "Heroin", 4, 3, 10, 9, 2019],
    [None, "Mexico", "Opium", 7, 4, 0, 0, 2020],
    ["Stimulants", "Poland", "Cocaine", 5, 5, 8, 6, 2019],
]


def test_two_rows_of_headings_without_merged_cells(tmp_path):
    found = once(book(tmp_path / "two.xlsx", TWO_LINES))
    assert "At airports / Of which air mail" in found.columns and found.rows == 3
    assert found.account.skipped["a row of headings"] == 2


def test_a_group_told_once_is_filled_down_when_the_reader_says_so(tmp_path):
    rows = [["date", "Type", "Country", "kg"], ["2020-01-05", "Heroin", "Egypt", 1], ["2020-01-06", None, "Egypt", 2]]
    rows += [["2020-01-07", "Cocaine", "Peru", 4], ["2020-01-08", None, "Peru", 8]]
    found = once(book(tmp_path / "down.xlsx", rows))
    assert asked(found) == ["fill_down"]
    told = once(found.path, found.mapping.changed(fill_down="Type"))
    assert column(told, "goods") == ["heroin", "heroin", "cocaine", "cocaine"]
    left = once(found.path, found.mapping.changed(fill_down="none"))
    assert column(left, "goods_reported") == ["Heroin", "", "Cocaine", ""]


@pytest.mark.parametrize("epoch", [False, True])
def test_days_of_a_workbook_that_counts_from_1904(tmp_path, epoch):
    path = tmp_path / "days.xlsx"
    with xlsxwriter.Workbook(str(path), {"date_1904": epoch, "default_date_format": "yyyy-mm-dd"}) as held:
        import datetime as dt

        sheet = held.add_worksheet("Sheet")
        sheet.write_row(0, 0, ["date", "country", "goods", "kg"])
        sheet.write_datetime(1, 0, dt.datetime(2021, 3, 4))
        sheet.write_row(1, 1, ["Peru", "cocaine", 5])
    assert column(once(path), "seized_on")[0].isoformat() == "2021-03-04"
