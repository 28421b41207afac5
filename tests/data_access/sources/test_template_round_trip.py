"""Records written in the columns of our own template are the same records when they are read again."""

import json
from datetime import date

import polars as pl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from data_access.ingest.loading import import_file
from data_access.reference import tables
from data_access.settings import settings
from data_access.sources.cites import Cites
from data_access.sources.lemis import Lemis
from data_access.sources.template import Template
from data_access.sources.template_columns import guard, unguard
from data_access.sources.template_file import SAFE, write_records
from data_access.sources.unodc_ids import UnodcIds
from data_access.store.engine import open_store
from domain.codes import AGENCY_KINDS, ILLICIT_REASONS, VALUATIONS
from domain.dimensions import MULTIPLE, OTHER, UNKNOWN
from domain.errors import AtlasError
from domain.frames import EVENT_SCHEMA, ITEM_SCHEMA, RECORD_SCHEMA, completed
from domain.units import UNIT_CLASSES
from tests.conftest import IDS
from tests.data_access.sources.test_cites import REAL as CITES
from tests.data_access.sources.test_lemis import REAL as LEMIS
from tests.data_access.sources.test_template import read

LARGEST = 2**63 - 1
TEXT = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=8) | st.sampled_from(
    ["=1+1", "'=1", "''-", " +x", "\t", "\r\n", '"', "NA", "a,b;c", "@", "＝", "EXAMPLE 1 (invented: delete this row)"]
)
PRINTABLE = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), max_size=8) | st.sampled_from(
    ["", "=1", "007", " a "]
)
PLACES = list(tables.names("places"))
ROLE = st.sampled_from([*PLACES, "", UNKNOWN, OTHER, MULTIPLE])
WHOLE = st.none() | st.integers(0, LARGEST)
DEGREES = st.floats(-90, 90, allow_nan=False)
SPECIAL = {
    "events": WHOLE,
    "country": st.sampled_from([*PLACES, UNKNOWN]),
    "admin1": st.sampled_from(["", "ES-MD", "NA-KH"]),
    "locode": st.sampled_from(["", "ESMAD"]),
    "latitude": st.none() | DEGREES,
    "longitude": st.none() | DEGREES,
    "place_precision": st.sampled_from(["", "exact", "place", "admin1", "country"]),
    "agency_kind": st.sampled_from(list(AGENCY_KINDS)),
    "mode": st.sampled_from([*tables.names("modes"), "", UNKNOWN]),
    "producing": ROLE,
    "departure": ROLE,
    "destination": ROLE,
    "transit": st.lists(ROLE.filter(bool), max_size=3).map(">".join),
    "certainty": st.sampled_from(["", "departure:suspected", "producing:inferred transit:confirmed"]),
    "persons": WHOLE,
    "owner_country": st.sampled_from([*PLACES, ""]),
    "first_seen": st.none() | st.dates(date(1900, 1, 1), date(2026, 1, 1)),
    "goods": st.sampled_from(list(tables.names("goods"))),
    "illicit": st.sampled_from(list(ILLICIT_REASONS)),
    "implausible": st.booleans(),
    "currency": st.sampled_from(["", "EUR", "DEM"]),
    "valuation": st.sampled_from(list(VALUATIONS)),
    "value_milli": WHOLE,
}
MADE = {"row", "file_row", "seized_on", "date_precision", "line", "unit_class", "quantity_base"}


def told(schema, text):
    return st.fixed_dictionaries({n: SPECIAL.get(n, text) for n in schema if n not in MADE})


@st.composite
def seizures(draw, text):
    """The lines of one seizure, whose texts are some few: what is odd in one is as odd in any field."""
    text = st.sampled_from(draw(st.lists(text, min_size=1, max_size=8)))
    day = draw(st.dates(date(1900, 1, 1), date(2026, 1, 1)))
    precision = draw(st.sampled_from(["day", "month", "year"]))
    first = {"day": day, "month": day.replace(day=1), "year": day.replace(month=1, day=1)}[precision]
    event = draw(told(EVENT_SCHEMA, text)) | {"seized_on": first, "date_precision": precision}
    numbers = draw(st.lists(st.integers(1, 9), min_size=1, max_size=3, unique=True))
    lines = []
    for number in numbers:
        unit = draw(st.sampled_from(["", *UNIT_CLASSES]))
        base = draw(WHOLE) if unit else None
        lines.append(
            event | draw(told(ITEM_SCHEMA, text)) | {"line": number, "unit_class": unit, "quantity_base": base}
        )
    return lines


def frame_of(held):
    rows = [{"row": 7 * at, **line} for at, lines in enumerate(held, start=2) for line in lines]
    return completed(pl.DataFrame(rows, schema=RECORD_SCHEMA))


def without_rows(frame):
    """The records with the seizures numbered from 0."""
    return frame.drop("file_row").with_columns(pl.col("row").rle_id().cast(pl.Int64)).to_dicts()


@given(st.lists(seizures(TEXT), max_size=4))
@hypothesis_settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
def test_records_written_as_csv_are_read_again(tmp_path_factory, held):
    frame = frame_of(held + held[:1])  # a copy
    path = tmp_path_factory.mktemp("t") / "t.csv"
    write_records(frame).write_csv(path)
    records, refused, skipped = read(path)
    assert refused.to_dicts() == []
    assert (without_rows(records), skipped) == (without_rows(frame), 0)


@given(st.lists(seizures(PRINTABLE), max_size=3))
@hypothesis_settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
def test_records_written_as_a_workbook_are_read_again(tmp_path_factory, held):
    frame = frame_of(held)
    path = tmp_path_factory.mktemp("t") / "t.xlsx"
    cells = write_records(frame)
    with xlsxwriter.Workbook(path, SAFE | {"in_memory": True}) as book:
        sheet = book.add_worksheet("Records")
        for row, line in enumerate([cells.columns, *cells.rows()]):
            for column, text in enumerate(line):
                sheet.write_string(row, column, text)
    records, refused, _ = read(path)
    assert refused.to_dicts() == []
    assert without_rows(records) == without_rows(frame)


@given(TEXT)
def test_no_text_can_become_a_formula_and_all_come_back(text):
    assert unguard(guard(text)) == text
    assert not guard(text).lstrip(" \r\n\xa0").startswith(("=", "+", "-", "@", "\t"))


def test_a_unit_class_of_nobody_is_an_error():
    frame = frame_of([]).clear(1)
    row = {n: None for n in RECORD_SCHEMA} | {"row": 1, "unit_class": "barrels"}
    with pytest.raises(AtlasError, match="barrels"):
        write_records(pl.DataFrame([row], schema=frame.schema))


def test_an_export_of_nothing_can_be_read(tmp_path):
    path = tmp_path / "t.csv"
    write_records(frame_of([])).write_csv(path)
    records, refused, _ = read(path)
    assert (records.height, refused.height, dict(records.schema)) == (0, 0, RECORD_SCHEMA)


def test_content_of_an_export_is_json(tmp_path):
    frame = frame_of(
        [
            [
                {
                    "content": "a\x1fb",
                    "seized_on": date(2020, 1, 1),
                    "date_precision": "year",
                    "country": "ESP",
                    "goods": "cocaine",
                    "line": 1,
                    "events": 1,
                }
            ]
        ]
    )
    assert json.loads(write_records(frame)["content"][0]) == "a\x1fb"


def test_an_export_with_copies_and_versions_is_loaded_as_it_was(tmp_path):
    path = tmp_path / "t.csv"
    day = {
        "seized_on": date(2020, 1, 1),
        "date_precision": "year",
        "country": "ESP",
        "goods": "cocaine",
        "line": 1,
        "events": 1,
    }
    plain, named = day | {"content": "same"}, day | {"content": "other", "record_id": "A"}
    write_records(frame_of([[plain], [plain], [named], [plain]])).write_csv(path)
    report = import_file(open_store(settings().database_url), Template(), path)
    assert (report.read, report.loaded, report.exact_copies, report.quarantined) == (4, 4, 2, 0)
    assert import_file(open_store(settings().database_url), Template(), path).unchanged == 4


@pytest.mark.shared
@pytest.mark.parametrize(("adapter", "file"), [(UnodcIds(), IDS), (Cites(), CITES), (Lemis(), LEMIS)])
def test_real_records_survive_an_export(tmp_path, adapter, file):
    if not file.is_file():
        pytest.skip("the real files are not at ../shared/data")
    frame = next(iter(adapter.chunks(file))).records.head(20_000)
    path = tmp_path / "t.csv"
    write_records(frame).write_csv(path)
    records, refused, _ = read(path)
    assert refused.height == 0
    assert records.drop("row", "file_row").equals(frame.drop("row", "file_row"))
    assert records["row"].n_unique() == frame["row"].n_unique()
