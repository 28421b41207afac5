"""US CBP nationwide: fiscal months, exact pounds, events counted, and what is refused."""

import csv
from collections import Counter
from datetime import date
from fractions import Fraction
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.reference import tables as reference
from data_access.sources.us_cbp import UsCbp, goods_code
from domain.errors import SourceError
from domain.frames import RECORD_SCHEMA, REFUSED_SCHEMA
from domain.words import ENGLISH
from tests.conftest import SHARED

FOLDER = SHARED / "data" / "us_cbp_drug_seizures_fy19_fy22"
REAL = FOLDER / "nationwide-drugs-fy19-fy22.csv"
ADAPTER = UsCbp()
MONTHS = ["OCT", "NOV", "DEC", "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP"]
OFO, USBP = "Office of Field Operations", "U.S. Border Patrol"
SAMPLE = [
    ["2019", "OCT", OFO, "Coastal/Interior", "Other", "MIAMI FIELD OFFICE", "Cocaine", "3", "1"],
    ["2019", "SEP", USBP, "Southwest Border", "Land Only", "YUMA SECTOR", "Marijuana", "12", "8.3799469484296"],
    ["2020", "JAN", OFO, "Northern Border", "Land Only", "DETROIT FIELD OFFICE", "Lsd", "1", "6.61386786e-05"],
    ["2022 (FYTD)", "DEC", OFO, "Northern Border", "Other", "SEATTLE FIELD OFFICE", "Other Drugs**", "2", ""],
    ["2021", "MAR", OFO, "Coastal/Interior", "Other", "MIAMI FIELD OFFICE", "Heroin", "0", "0.0"],
    ["2019", "OCT", OFO, "Coastal/Interior", "Other", "MIAMI FIELD OFFICE", "Cocaine", "4", "1"],
    ["2019", "OCT", OFO, "Coastal/Interior", "Other", "MIAMI FIELD OFFICE", "Heroin", "-1", "1"],
    ["2019", "OCT", OFO, "Coastal/Interior", "Other", "MIAMI FIELD OFFICE", "Heroin", "", "1"],
    ["2019", "OCT", OFO, "Coastal/Interior", "Other", "MIAMI FIELD OFFICE", "Heroin", "1.5", "1"],
    ["2019", "OCT", OFO, "Coastal/Interior", "Other", "MIAMI FIELD OFFICE", "Heroin", "0", "1"],
    ["2019", "OCT", OFO, "Coastal/Interior", "Other", "MIAMI FIELD OFFICE", "Heroin", "1", "-0.5"],
    ["2019", "OCT", OFO, "Coastal/Interior", "Other", "MIAMI FIELD OFFICE", "Heroin", "1", "NA"],
    ["2019", "OCT", OFO, "Coastal/Interior", "Other", "MIAMI FIELD OFFICE", "Heroin", "1", "1e20"],
    ["2019", "Oktober", OFO, "Coastal/Interior", "Other", "MIAMI FIELD OFFICE", "Heroin", "1", "1"],
    ["FY19", "OCT", OFO, "Coastal/Interior", "Other", "MIAMI FIELD OFFICE", "Heroin", "1", "1"],
    ["9999", "OCT", OFO, "Coastal/Interior", "Other", "MIAMI FIELD OFFICE", "Heroin", "1", "1"],
    ["2019", "OCT", "Air and Marine Operations", "Coastal/Interior", "Other", "MIAMI", "Heroin", "1", "1"],
    ["2019", "OCT", OFO, "Coastal/Interior", "Other", "MIAMI FIELD OFFICE", "Heroin", "1"],
]


def write_rows(path: Path, fields: tuple[str, ...], lines: list[list[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([fields, *lines])
    return path


def write_sample(folder: Path) -> Path:
    """5 rows to take (one without a weight, one that says none), 13 to refuse."""
    return write_rows(folder / "nationwide.csv", ADAPTER.fields, SAMPLE)


def read(path: Path, adapter: UsCbp = ADAPTER) -> tuple[pl.DataFrame, pl.DataFrame]:
    chunks = list(adapter.chunks(path))
    records, refused = pl.concat([c.records for c in chunks]), pl.concat([c.refused for c in chunks])
    assert chunks[-1].done == 1
    assert sum(c.rows for c in chunks) == records["row"].n_unique() + refused.height
    assert records.schema == pl.Schema(RECORD_SCHEMA)
    assert refused.schema == pl.Schema(REFUSED_SCHEMA)
    return records, refused


def micrograms(pounds: str) -> int:
    return round(Fraction(pounds) * 453_592_370)


def calendar(line: dict[str, str]) -> date:
    """First day of a fiscal month, by its place in the fiscal year."""
    place = MONTHS.index(line["Month (abbv)"])
    return date(int(line["FY"]) - (place < 3), (place + 9) % 12 + 1, 1)


def test_fiscal_months_events_and_pounds(tmp_path):
    records, _ = read(write_sample(tmp_path))
    assert records["row"].to_list() == [2, 3, 4, 5, 6]
    assert records["seized_on"].to_list() == [
        *(date(2018, 10, 1), date(2019, 9, 1), date(2020, 1, 1), date(2021, 12, 1), date(2021, 3, 1))
    ]
    assert set(records["date_precision"]) == {"month"}
    assert records["events"].to_list() == [3, 12, 1, 2, 0]
    assert records["quantity_base"].to_list() == [453_592_370, 3_801_079_997, 30_000, None, 0]
    assert records["goods"].to_list() == ["cocaine", "cannabis", "lsd", "other-drugs", "heroin"]
    assert records["factor"].str.starts_with("1 lb = 0.45359237 kg").all()
    assert set(records["unit_class"]) == {"mass"}


def test_who_and_where_as_reported(tmp_path):
    records, _ = read(write_sample(tmp_path))
    assert set(records["country"]) == {"USA"}
    assert records["agency_kind"].to_list() == ["customs", "border", "customs", "customs", "customs"]
    assert records["agency_reported"].to_list()[:2] == [OFO, USBP]
    assert records["place_reported"].to_list()[1:3] == ["YUMA SECTOR", "DETROIT FIELD OFFICE"]
    assert records["admin1_reported"].to_list()[1:3] == ["Southwest Border", "Northern Border"]
    assert records["facility_reported"].to_list()[:2] == ["Land filter: Other", "Land filter: Land Only"]
    assert set(records["source_type"]) == {"aggregate"}
    assert set(records["overlap"]) == {""}
    assert records["content"][0] == "\x1f".join(SAMPLE[0])


def test_bad_rows_are_named_with_field_value_and_reason(tmp_path):
    _, refused = read(write_sample(tmp_path))
    assert refused.select("row", "field", "value").rows() == [
        (7, "Drug Type", "Cocaine"),
        (8, "Count of Event", "-1"),
        (9, "Count of Event", ""),
        (10, "Count of Event", "1.5"),
        (11, "Count of Event", "0"),
        (12, "Sum Qty (lbs)", "-0.5"),
        (13, "Sum Qty (lbs)", "NA"),
        (14, "Sum Qty (lbs)", "1e20"),
        (15, "Month (abbv)", "Oktober"),
        (16, "FY", "FY19"),
        (17, "FY", "9999"),
        (18, "Component", "Air and Marine Operations"),
        (19, "", ""),
    ]
    assert refused["reason"][0] == "row 2 has this month, office and drug already"
    assert refused["reason"][4] == "no event, but a weight"
    assert refused["reason"][11].startswith("the component is not one of this source")
    assert ENGLISH.unpacked(refused["reason"][12]) == "the row has 8 fields, the header 9"


def test_a_revised_figure_has_the_id_of_the_first_one(tmp_path):
    revised = [[v if i < 7 else "5" for i, v in enumerate(SAMPLE[0])], ["2022", *SAMPLE[3][1:]]]
    first = read(write_sample(tmp_path))[0]
    later = read(write_rows(tmp_path / "later.csv", ADAPTER.fields, revised))[0]
    assert later["record_id"].to_list() == [first["record_id"][0], first["record_id"][3]]
    assert later["content"][0] != first["content"][0]
    assert first["record_id"].n_unique() == 5


@given(
    pounds=st.decimals(min_value=0, max_value=10**8, places=6).map(str),
    events=st.integers(1, 10**6),
    year=st.integers(1990, 2022),
    place=st.integers(0, 11),
)
def test_any_figure_comes_back_exactly(tmp_path_factory, pounds, events, year, place):
    line = [str(year), MONTHS[place], *SAMPLE[0][2:7], str(events), pounds]
    path = write_rows(tmp_path_factory.mktemp("cbp") / "one.csv", ADAPTER.fields, [line])
    records, refused = read(path)
    assert refused.is_empty()
    assert records["quantity_base"].item() == micrograms(pounds)
    assert records["events"].item() == events
    assert records["seized_on"].item() == calendar({"FY": str(year), "Month (abbv)": MONTHS[place]})
    assert records["quantity_reported"].item() == pounds


@pytest.mark.parametrize(
    ("header", "says"),
    [
        ("FY,Month (abbv),Component\n", ["Region, Land Filter, Area of Responsibility", "US CBP nationwide"]),
        ("", ["are missing"]),
        (",".join(("Branch", *ADAPTER.fields[:5], *ADAPTER.fields[6:])), ["looks like the file of us-cbp-amo"]),
    ],
)
def test_another_file_is_refused_as_a_whole(tmp_path, header, says):
    path = tmp_path / "other.csv"
    path.write_text(header, encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        list(ADAPTER.chunks(path))
    assert all(part in str(caught.value) for part in ["other.csv, row 1", *says])


def test_a_file_without_rows_honours_the_contract(tmp_path):
    records, refused = read(write_rows(tmp_path / "none.csv", ADAPTER.fields, []))
    assert records.is_empty()
    assert refused.is_empty()


def test_the_drug_table_names_goods_that_exist():
    table = reference.read("us_cbp_drugs")
    assert set(table["goods"]) <= set(reference.goods()["code"])
    assert goods_code(" Khat  (Catha Edulis)") == "khat"
    assert goods_code("Nitazenes") == "other-drugs"
    assert goods_code("") == "unknown-drugs"


def check_real(path: Path, adapter: UsCbp) -> pl.DataFrame:
    """Events and weight of every calendar month, fiscal year and drug type, against plain Python."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        lines = list(csv.DictReader(stream))
    records, refused = read(path, adapter)
    assert (records.height, refused.height) == (len(lines), 0)
    assert records["record_id"].n_unique() == records["content"].n_unique() == len(lines)
    events, weight, fiscal = Counter(), Counter(), Counter()
    for line in lines:
        events[calendar(line), line["Drug Type"]] += int(line["Count of Event"])
        weight[calendar(line), line["Drug Type"]] += micrograms(line["Sum Qty (lbs)"])
        fiscal[int(line["FY"])] += int(line["Count of Event"])
    by = records.group_by("seized_on", "goods_reported").agg(pl.col("events").sum(), pl.col("quantity_base").sum())
    assert {(day, drug): (n, q) for day, drug, n, q in by.iter_rows()} == {k: (events[k], weight[k]) for k in events}
    years = records.group_by(pl.col("seized_on").dt.offset_by("3mo").dt.year()).agg(pl.col("events").sum())
    assert dict(years.iter_rows()) == dict(fiscal)
    assert set(records["goods_reported"]) <= set(reference.read("us_cbp_drugs")["name"])
    return records


@pytest.mark.shared
@pytest.mark.skipif(not REAL.is_file(), reason="the real CBP file is not at ../shared/data")
def test_the_real_file_to_the_last_event():
    records = check_real(REAL, ADAPTER)
    assert records.height == 10_092
    assert records["events"].sum() == 282_492
    assert (records["seized_on"].min(), records["seized_on"].max()) == (date(2018, 10, 1), date(2022, 9, 1))
    assert Counter(records["agency_kind"]) == {"customs": 6_984, "border": 3_108}
