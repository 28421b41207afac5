"""A table on a page is rounded for reading and its file is not; nothing above nothing reads as zero."""

from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.exact import DECIMAL
from domain.words import ENGLISH
from pages.parts import reader
from pages.parts.rows import config as configured
from pages.parts.rows import displayed, interval_text
from pages.parts.rows import shown as as_a_page_shows
from reports.card import Column, headed, looks
from reports.tables import interval

LOCALIZED = Column("Quantity", format="localized", width=80)
PERCENT = Column("Largest", format="bar")


def shown(name, *values, config=None, dtype=None):
    table = pl.DataFrame({name: values}, schema={name: dtype} if dtype else None)
    return displayed(table, config or {})[name].to_list()


def test_amounts_keep_four_digits_and_are_whole_from_a_thousand_on():
    assert shown("Quantity", 1_234_567.891, 12.34567, 0.0004, None) == [1_234_568, 12.35, 0.0004, None]
    assert shown("Quantity", Decimal("100000000.000000001"), Decimal("0.0004"), dtype=DECIMAL) == [1e8, 0.0004]


def test_shares_never_become_zero_or_the_whole():
    assert shown("Largest", 0.63149, 0.00004, 0.99987, config={"Largest": PERCENT}) == [0.631, 0.00004, 0.99987]
    share, points = Column("Share", format="share"), Column("Change in %", format="points")
    assert shown("Share", 0.631491, 0.00000123, config={"Share": share}) == [0.6315, 0.0000012]
    assert shown("Change", 12.345, -99.99, 0.0123, config={"Change": points}) == [12.3, -99.99, 0.012]


def test_where_something_lies_is_not_shortened():
    degrees = {"Longitude": Column("Longitude", format="degrees")}
    assert shown("Longitude", -179.12345, 48.85661, config=degrees) == [-179.12345, 48.85661]


def test_columns_that_are_no_floats_are_left_alone():
    table = pl.DataFrame({"Reported seizures": [123_456], "Place": ["1.23456"]})
    assert displayed(table, {}).equals(table)


def test_a_format_of_three_decimals_gives_way_where_it_would_show_nought():
    columns = {"Quantity": LOCALIZED, "Value": LOCALIZED, "Name": Column("Name", width=150, pinned=True)}
    table = pl.DataFrame({"Quantity": [0.0004, 12.0], "Value": [0.0, 12.5], "Name": ["a", "b"]})
    shown = configured(table, columns)
    assert shown["Quantity"]["type_config"]["format"] is None and shown["Quantity"]["width"] == 80
    assert shown["Value"]["type_config"]["format"] == "localized" and shown["Name"]["pinned"]
    assert configured(table.tail(1), columns)["Quantity"]["type_config"]["format"] == "localized"
    assert configured(table, {}) == {}


def test_a_column_may_have_a_shorter_heading_with_the_whole_one_beside_it():
    shown = configured(
        pl.DataFrame({"Share": [0.5]}), {"Share": Column("Share", format="percent", short="%", help="Share")}
    )
    assert (shown["Share"]["label"], shown["Share"]["help"]) == ("%", "Share")


@pytest.mark.parametrize(
    ("low", "high", "look", "text"),
    [
        (0.51, 1.0, "percent", "51–100%"),
        (0.0, 0.034, "percent", "0–3.4%"),
        (0.0001, 0.02, "percent", "< 0.1–2%"),
        (12.0, 34.56, "points", "12–35%"),
        (1204.0, 1510.4, "localized", "1,204–1,510"),
        (0.62, 8.77, "whole", "0–9"),
        (3.0, 3.0, "localized", "3"),
        (12.0, None, "localized", "12 or more"),
        (None, 0.5, "percent", "50% or less"),
        (None, None, "percent", None),
    ],
)
def test_an_interval_is_read_as_one_figure(low, high, look, text):
    assert interval_text(low, high, look, ENGLISH) == text


@given(st.floats(0, 1), st.floats(0, 1))
def test_the_unit_of_an_interval_stands_once_and_no_end_is_lost(one, other):
    low, high = sorted((one, other))
    text = interval_text(low, high, "percent", ENGLISH)
    assert text.count("%") == 1 and text.endswith(ENGLISH.percent(high))
    assert text.startswith(ENGLISH.percent(low).rstrip("%"))


def test_a_page_shows_one_column_where_the_file_has_two(monkeypatch):
    monkeypatch.setattr(reader, "words", lambda: ENGLISH)
    columns = {
        "place": Column("Place"),
        "value": Column("Share", format="percent"),
        **interval(ENGLISH, look="percent"),
    }
    table = pl.DataFrame({"place": ["Mali"], "value": [0.75], "low": [0.514], "high": [0.98]})
    file = headed(table, columns)
    assert file.columns == ["Place", "Share", "95% interval, lower end", "95% interval, upper end"]
    page, looked = as_a_page_shows(file, looks(columns))
    assert page.row(0) == ("Mali", 0.75, "51–98%") and page.columns[2] == "95% interval"
    assert "Chance alone" in looked["95% interval"]["help"]
    assert looked["Place"]["pinned"] and looked["Place"]["width"] and not looked["Share"].get("pinned")


def test_a_pinned_column_leaves_room_on_a_phone_and_narrow_tables_pin_none():
    wide = pl.DataFrame({"Place": ["a" * 90], "b": [1], "c": [2]})
    assert as_a_page_shows(wide, {})[1]["Place"]["width"] <= 150
    assert as_a_page_shows(wide.select("Place", "b"), {})[1] == {}
