"""Whole base units → numbers: nearest floats, decimals where floats end, and nothing rounded to zero on a screen."""

from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.exact import DECIMAL, figures, fits_float, in_full, in_unit, legible, needs_decimals, plain, snapped
from domain.units import UNIT_CLASSES

PER = sorted({c.base_per_unit for c in UNIT_CLASSES.values()})
BASE = st.integers(-(2**63) + 1, 2**63 - 1)


def test_a_constant_divides_as_it_should():
    frame = pl.DataFrame({"base": [10**12, 400_000, 3 * 10**8, None, 0]})
    assert frame.select(in_unit(pl.col("base"), 10**9)).to_series().to_list() == [1000.0, 0.0004, 0.3, None, 0.0]
    assert frame.clear().select(in_unit(pl.col("base"), 10**9)).height == 0


@given(st.lists(BASE | st.none(), min_size=1, max_size=6), st.sampled_from(PER))
def test_every_figure_is_the_nearest_float(base, per):
    found = pl.DataFrame({"base": base}, schema={"base": pl.Int64}).select(in_unit(pl.col("base"), per)).to_series()
    assert found.to_list() == [None if b is None else float(Decimal(b) / per) for b in base]


@given(st.lists(st.tuples(BASE, st.sampled_from(PER)), min_size=1, max_size=6))
def test_each_row_has_the_unit_of_its_own_class(rows):
    frame = pl.DataFrame(rows, schema={"base": pl.Int64, "per": pl.Int64}, orient="row")
    found = frame.select(in_unit(pl.col("base"), pl.col("per"))).to_series().to_list()
    assert found == [float(Decimal(b) / p) for b, p in rows]


def table(*rows):
    return pl.DataFrame(rows, schema={"value": pl.Float64, "base": pl.Int64}, orient="row")


def test_figures_turn_into_decimals_only_where_floats_end():
    small, large = table((0.3, 3 * 10**8), (None, 5), (0.0, None)), table((1e8, 10**17 + 1))
    assert small.select(figures(10**9, small)).to_series().to_list() == [0.3, None, 0.0]
    both = [t.select(figures(10**9, small, large)).to_series() for t in (small, large)]
    assert {s.dtype for s in both} == {DECIMAL} and both[1].to_list() == [Decimal("100000000.000000001")]
    assert both[0].to_list() == [Decimal("0.3"), None, Decimal(0)]
    bare = pl.DataFrame({"value": [2.5]})
    assert bare.select(figures(10**9, bare)).item() == 2.5


@pytest.mark.parametrize(("base", "needed"), [(10**15 - 1, False), (10**15, True), (-(10**15), True), (None, False)])
def test_fifteen_digits_are_safe_in_a_float(base, needed):
    assert needs_decimals([base]) == needed


@given(st.integers(-(10**15) + 1, 10**15 - 1), st.sampled_from(PER))
def test_fifteen_digits_come_back(base, per):
    assert round(Decimal(repr(base / per)) * per) == base and fits_float(Decimal(base) / per)


@given(st.lists(st.integers(0, 10**13), min_size=1, max_size=20), st.sampled_from(PER))
def test_what_floats_made_of_a_sum_snaps_back(base, per):
    frame = pl.DataFrame({"value": [sum(b / per for b in base)]})
    assert frame.select(snapped(pl.col("value"), per)).item() == sum(base) / per


def test_a_sum_beyond_all_digits_is_left_as_it_is():
    frame = pl.DataFrame({"value": [1.5e20, None, 0.1 + 0.2]})
    assert frame.select(snapped(pl.col("value"), 10**9)).to_series().to_list() == [1.5e20, None, 0.3]


@given(st.floats(1e-12, 1e12))
def test_nothing_positive_is_shown_as_zero_and_four_digits_stay(value):
    shown = pl.DataFrame({"value": [value]}).select(legible(pl.col("value"))).item()
    assert shown > 0 and abs(shown - value) <= value * 5.1e-4


def test_figures_to_be_read():
    told = [1_234_567.8, 12.3456, 0.0004321, 0.99999, 1.0, None]
    shown = pl.DataFrame({"value": told}).select(legible(pl.col("value"))).to_series().to_list()
    assert shown == [1_234_568, 12.35, 0.0004321, 0.99999, 1.0, None]


def test_text_has_neither_exponents_nor_zeros_behind():
    numbers = pl.Series("n", [4e-6, 1000.0, 1e22, None, float("inf")])
    assert in_full(numbers).to_list() == ["0.000004", "1000.0", "10000000000000000000000", None, "inf"]
    assert [plain(Decimal(d)) for d in ("1000.000000000", "0.000400000", "10", "-0.5")] == [
        "1000",
        "0.0004",
        "10",
        "-0.5",
    ]
    assert in_full(pl.Series("n", [Decimal("2.500000000")], dtype=DECIMAL)).to_list() == ["2.5"]
