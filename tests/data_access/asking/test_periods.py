"""Periods as they are written: 'before' and 'after' leave their year out, 'since' and 'until' do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.asking.periods import periods


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("since 2014", ("2014-01", "")),
        ("from 2014 on", ("2014-01", "")),
        ("2014 onwards", ("2014-01", "")),
        ("after 2014", ("2015-01", "")),
        ("after March 2014", ("2014-04", "")),
        ("before 2014", ("", "2013-12")),
        ("pre-2014", ("", "2013-12")),
        ("until 2014", ("", "2014-12")),
        ("up to June 2014", ("", "2014-06")),
        ("in 2014", ("2014-01", "2014-12")),
        ("2014-03", ("2014-03", "2014-03")),
        ("2012-2016", ("2012-01", "2016-12")),
        ("2012–16", ("2012-01", "2016-12")),
        ("from 2012 to 2016", ("2012-01", "2016-12")),
        ("between March 2012 and May 2013", ("2012-03", "2013-05")),
        ("the 2010s", ("2010-01", "2019-12")),
        ("first half of 2014", ("2014-01", "2014-06")),
        ("second quarter of 2014", ("2014-04", "2014-06")),
        ("Q4 2014", ("2014-10", "2014-12")),
        ("last five years", ("2021-01", "2025-12")),
        ("over the past 10 years", ("2016-01", "2025-12")),
        ("the last six months", ("2025-07", "2025-12")),
        ("last year", ("2025-01", "2025-12")),
        ("the past decade", ("2016-01", "2025-12")),
        ("2014 and 2015", ("2014-01", "2015-12")),
    ],
)
def test_a_period(text, months):
    (found,) = periods(f"heroin {text}", 2025)
    assert (found.first, found.last) == months and not found.vague


@pytest.mark.parametrize(
    "text",
    ["2000 kg", "1,999 tonnes", "2014%", "20145", "in march", "may be", "12 items", "last ten", "the last 5 seizures"],
)
def test_a_number_that_is_no_year(text):
    assert periods(text, 2025) == []


@pytest.mark.parametrize("text", ["in recent years", "this year", "last month", "the last few years", "3 years ago"])
def test_a_period_without_bounds_is_no_filter(text):
    (found,) = periods(text, 2025)
    assert found.vague and not found.first and not found.last


def test_years_that_are_not_in_a_row_stay_single():
    (found,) = periods("heroin in 2012 and 2016", 2025)
    assert found.years == ("2012", "2016") and not found.first


@given(st.integers(1950, 2035), st.integers(1950, 2035))
def test_a_range_never_ends_before_it_starts_silently(first, last):
    found = periods(f"from {first} to {last}", 2025)
    assert [(p.first, p.last) for p in found] == [(f"{first}-01", f"{last}-12")]
