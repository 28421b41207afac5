"""Shares in words and in tables: what is there is never nothing, and what lacks some is never all."""

from decimal import Decimal

import polars as pl
import pytest

from domain.shares import rounded_share
from domain.words import ENGLISH


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (None, "–"),
        (0.0, "0%"),
        (0.0000001, "< 0.1%"),
        (0.0007, "< 0.1%"),
        (0.001, "0.1%"),
        (0.0449, "4.5%"),
        (0.631, "63%"),
        (0.9949, "99%"),
        (0.996, "99.6%"),
        (0.9995, "> 99.9%"),
        (0.99999999, "> 99.9%"),
        (1.0, "100%"),
        (1.004, "100%"),
        (2.5, "250%"),
    ],
)
def test_a_share_is_never_rounded_to_none_or_all(share, said):
    assert ENGLISH.percent(share) == said


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (0.0, "±0%"),
        (0.12, "+12%"),
        (-0.08, "−8%"),
        (0.0004, "< +0.1%"),
        (-0.0004, "< −0.1%"),
        (-0.997, "−99.7%"),
        (-0.9999, "almost −100%"),
        (-1.0, "−100%"),
        (0.9999, "+100%"),
        (11.0, "+1,100%"),
    ],
)
def test_a_change_is_never_rounded_to_none_nor_a_fall_to_nothing_left(change, said):
    assert ENGLISH.change(change) == said


def test_shares_in_tables_keep_what_rounding_would_take():
    held = pl.DataFrame({"share": [0.0, 1.0, 0.63149, 0.0003456, 0.99987, None]})
    assert held.select(rounded_share(pl.col("share"), 3))["share"].to_list() == [0, 1, 0.631, 0.00035, 0.99987, None]
    cent = pl.DataFrame({"change": [12.34, -99.99, 0.0123, -100.0]})
    assert cent.select(rounded_share(pl.col("change"), 1, whole=100))["change"].to_list() == [12.3, -99.99, 0.012, -100]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0.0, "0"),
        (0.0004, "0.0004"),
        (4e-7, "0.0000004"),
        (1e-9, "0.000000001"),
        (1.26e-9, "0.0000000013"),
        (1e-12, "< 0.000000001"),
        (12.345, "12.34"),
        (1234.5, "1,234"),
        (None, "–"),
    ],
)
def test_an_amount_is_never_written_as_zero(value, said):
    assert ENGLISH.number(value) == said and ENGLISH.short(value) == said


def test_a_figure_in_full_keeps_every_digit():
    for figure, text in (("1201.5", "1,201.5"), ("0.001234", "0.001234"), ("12345678901.2345", "12,345,678,901.2345")):
        assert ENGLISH.exact(Decimal(figure)) == text
