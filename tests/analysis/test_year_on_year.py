"""Change against the year before, against plain Python, with its guards."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.year_on_year import year_before, year_on_year
from domain.words import ENGLISH

SCHEMA = {
    "source": pl.String,
    "country": pl.String,
    "period": pl.String,
    "value": pl.Float64,
    "state": pl.String,
    "n": pl.Int64,
}
YEARS = ["2012", "2013", "2014"]


def cells(*rows):
    return pl.DataFrame(
        [(s, c, p, float(v), "value" if v else "zero", v) for s, c, p, v in rows], schema=SCHEMA, orient="row"
    )


def one(frame, period="2013"):
    found, reasons = year_on_year(frame, YEARS)
    note = ENGLISH.say(reasons[period]) if period in reasons else ""
    return {**found.row(by_predicate=pl.col("period") == period, named=True), "note": note}


def test_only_reporters_of_both_years_count():
    frame = cells(*[("s", c, y, v) for c in "abcde" for y, v in (("2012", 10), ("2013", 15))], ("s", "new", "2013", 9))
    row = one(frame)
    assert (row["before"], row["after"], row["common"], row["either"]) == (50, 75, 5, 6)
    assert row["value"] == pytest.approx(0.5) and row["state"] == "value" and row["note"] == ""


def test_those_of_both_years_must_hold_most_of_the_records():
    rows = [("s", c, y, 10) for c in "abcde" for y in ("2012", "2013")]
    row = one(cells(*rows, ("s", "new", "2013", 900)))
    assert row["value"] is None and "have 5% of the records" in row["note"]


def test_reporters_with_missing_months_are_not_compared():
    frame = cells(("s", "a", "2012", 90), ("s", "a", "2013", 40))
    whole = frame.with_columns(whole=pl.col("period") == "2012")
    assert one(frame)["value"] == pytest.approx(40 / 90 - 1)
    assert one(whole)["value"] is None and "Only 0 of 1 reporters have both periods complete" in one(whole)["note"]


def test_copies_and_unknown_fields_must_not_decide_the_direction():
    frame = cells(("s", "a", "2012", 100), ("s", "a", "2013", 116))
    less = frame.with_columns(distinct=pl.Series([100.0, 96.0]))
    more = frame.with_columns(possible=pl.Series([20.0, 0.0]))
    assert "exact copies" in one(less)["note"] and "unknown fields" in one(more)["note"]
    assert "fivefold" in one(cells(("s", "a", "2012", 100), ("s", "a", "2013", 501)))["note"]


def test_another_source_of_the_same_country_is_no_continuation():
    row = one(cells(("old", "a", "2012", 50), ("new", "a", "2013", 500)))
    assert row["value"] is None and "Only 0 of 2" in row["note"]


def test_under_80_per_cent_in_common_nothing_is_told():
    frame = cells(*[("s", c, y, 10) for c in "abc" for y in ("2012", "2013")], ("s", "d", "2012", 10))
    assert one(frame)["value"] is None and "Only 3 of 4" in one(frame)["note"]


@pytest.mark.parametrize(("before", "after", "few"), [(29, 50, True), (30, 50, False), (30, 6, False), (0, 90, True)])
def test_few_records_are_no_base(before, after, few):
    row = one(cells(("s", "a", "2012", before), ("s", "a", "2013", after)))
    assert ("too few to measure against" in row["note"]) is few
    assert row["value"] == (None if few else pytest.approx(after / before - 1))


def test_a_missing_year_says_which():
    row = one(cells(("s", "a", "2013", 50)))
    assert row["value"] is None and "2012" in row["note"] and "2013" not in row["note"]


def test_a_month_is_set_against_the_same_month_of_the_year_before():
    assert year_before("2013-03") == "2012-03"
    frame = cells(("s", "a", "2012-03", 50), ("s", "a", "2013-02", 999), ("s", "a", "2013-03", 60))
    rows, _ = year_on_year(frame, ["2012-03", "2013-02", "2013-03"])
    assert rows.select("period", "earlier", "value").rows() == [("2013-03", "2012-03", pytest.approx(0.2))]


@given(st.dictionaries(st.tuples(st.sampled_from("abcdef"), st.sampled_from(YEARS)), st.integers(0, 90)))
def test_as_plain_python_tells_it(held):
    frame = cells(*[("s", c, y, v) for (c, y), v in held.items()])
    for row in year_on_year(frame, YEARS)[0].iter_rows(named=True):
        late, early = row["period"], row["earlier"]
        sides = [{c for c, y in held if y == year} for year in (early, late)]
        if not all(sides):
            assert row["value"] is None
            continue
        both = sides[0] & sides[1]
        before, after = (sum(held[c, y] for c in both) for y in (early, late))
        totals = [sum(held[c, y] for c in side) for side, y in zip(sides, (early, late), strict=True)]
        most = all(part >= 0.8 * total for part, total in zip((before, after), totals, strict=True))
        told = len(both) / len(sides[0] | sides[1]) >= 0.8 and most and before >= 30 and 0.2 <= after / before <= 5
        assert row["value"] == (pytest.approx(after / before - 1) if told else None)
