"""The operations that ship with the program keep what their file tells, and its contract."""

import csv
from datetime import date

from data_access.facts.categories import goods_of
from data_access.facts.operations import FACTS, operations
from data_access.reference import tables as reference
from data_access.sources.registry import ADAPTERS
from domain.frames import OPERATION_SCHEMA
from tests.conftest import SHARED


def raw():
    with (FACTS / "operations.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_the_frame_honours_its_contract_and_loses_no_row():
    frame = operations()
    assert dict(frame.schema) == OPERATION_SCHEMA and frame.height == len(raw()) == 150
    for kept in ("quantity_caveat", "note", "source_grade", "unverified_fields", "date_note"):
        assert frame[kept].to_list() == [r[kept] for r in raw()], "every caveat is kept as it is"


def test_days_are_as_precise_as_told_and_never_guessed():
    held = {r["op_id"]: r for r in operations().iter_rows(named=True)}
    assert (held["OP-098"]["first_day"], held["OP-098"]["last_day"]) == (date(2014, 5, 13), date(2014, 5, 20))
    assert (held["OP-079"]["first_day"], held["OP-079"]["last_day"]) == (date(2021, 12, 1), date(2022, 5, 31))
    assert held["OP-005"]["first_day"] is None and held["OP-032"]["last_day"] is None, "one end alone is no stretch"
    for row in operations().iter_rows(named=True):
        assert (row["first_day"] is None) == (row["last_day"] is None)
        assert row["first_day"] is None or row["first_day"] <= row["last_day"]


def test_every_category_is_looked_at():
    assert {c for r in raw() for c in r["goods_categories"].split(";")} <= set(goods_of())


def test_the_list_is_the_one_that_was_handed_to_us():
    given = SHARED / "facts" / "operations.csv"
    if given.exists():
        assert given.read_bytes() == (FACTS / "operations.csv").read_bytes()


def test_documented_breaks_name_sources_of_ours_and_what_they_rest_on():
    held = reference.series_breaks()
    known = {adapter.info.source_id for adapter in ADAPTERS.values()}
    assert held.height and set(held["source"]) <= known and all(held["cited"]) and all(held["text"])
    assert all(at in ("begin", "end") or (len(at) == 7 and at[4] == "-") for at in held["at"])
