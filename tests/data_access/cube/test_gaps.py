"""Months without records: a gap of the reports, or months without a seizure."""

import polars as pl
import pytest

from data_access.cube.gaps import gaps, in_part


def months(*years, country="COL", source="s", undated=()):
    """A reporter's months: one list of twelve numbers a year, from 2014."""
    rows = [
        (source, country, f"{2014 + i}-{m:02d}", n, str(2014 + i) in undated)
        for i, year in enumerate(years)
        for m, n in enumerate(year, 1)
    ]
    return pl.DataFrame(rows, schema=["source", "country", "month", "n", "undated"], orient="row")


def found(*years, **more):
    return gaps(months(*years, **more))["month"].sort().to_list()


MONTHLY = [20, 25, 18, 30, 22, 21, 19, 24, 26, 20, 23, 22]


def test_half_a_year_without_records_of_a_monthly_reporter_is_a_gap():
    cut = MONTHLY[:6] + [0] * 6
    assert found(MONTHLY, cut) == [f"2015-{m:02d}" for m in range(7, 13)]
    assert found(cut, MONTHLY) == [f"2014-{m:02d}" for m in range(7, 13)]


def test_a_single_month_without_records_is_one_too_where_chance_leaves_none():
    assert found(MONTHLY, [*MONTHLY[:4], 0, *MONTHLY[5:]]) == ["2015-05"]


def test_a_reporter_with_a_record_now_and_then_has_none_in_between():
    assert found([1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1], [0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]) == []


def test_pauses_that_are_a_habit_are_no_gaps():
    quarterly = [0, 0, 40] * 4
    assert found(quarterly, quarterly, quarterly) == []
    assert len(found(quarterly, quarterly)) == 16, "two years make no habit"


def test_years_that_name_no_month_are_known():
    assert found(MONTHLY, [0] * 12, undated={"2015"}) == []


def test_each_reporter_for_itself():
    frame = pl.concat([months(MONTHLY, country="ESP"), months(MONTHLY[:6] + [0] * 6)])
    assert set(gaps(frame)["country"]) == {"COL"}
    assert gaps(frame.clear()).is_empty() and in_part(frame.clear()).is_empty()


@pytest.mark.parametrize(("low", "cut"), [(600, True), (1500, False)])
def test_a_month_far_below_the_usual_one_is_reported_in_part(low, cut):
    year = [10_000, 9_500, 11_000, low, 10_400, 9_900, 10_100, 9_700, 10_300, 9_800, 10_600, 10_050]
    assert in_part(months(year))["month"].to_list() == ["2014-04"] * cut
    assert in_part(months([n // 1000 for n in year])).is_empty(), "of few records chance makes such months"
