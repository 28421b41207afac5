"""An index, and the bases that it refuses."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.indexing import bases, common_base, indexed, refusal
from domain.words import ENGLISH

FRAME = pl.DataFrame(
    {
        "period": ["2012", "2013", "2014", "2015", "2016"],
        "value": [4.0, 0.0, None, 6.0, 9.0],
        "state": ["value", "zero", "not_reported", "value", "value"],
    }
)
LATE = {"provisional_from": "2016", "incomplete": frozenset({"2015"})}


@pytest.mark.parametrize(
    ("base", "why"),
    [
        ("2012", ""),
        ("2013", "zero"),
        ("2014", "not reported"),
        ("2015", "not whole"),
        ("2016", "provisional"),
        ("1999", "not among"),
        ("<b>", "not among"),
    ],
)
def test_a_base_is_refused_with_its_reason(base, why):
    reason = refusal(FRAME, base, **LATE)
    assert why in ENGLISH.say(reason) if why else reason is None


def test_only_what_is_not_refused_is_offered():
    assert bases(FRAME, **LATE) == ["2012"] and bases(FRAME) == ["2012", "2015", "2016"]


@pytest.mark.parametrize(("n", "why"), [(29, "too few"), (30, ""), (None, "too few")])
def test_a_base_of_few_records_is_none(n, why):
    frame = pl.DataFrame(
        {"period": ["2012"], "value": [4.0], "state": ["value"], "n": [n]}, schema_overrides={"n": int}
    )
    reason = refusal(frame, "2012")
    assert why in ENGLISH.say(reason) if why else reason is None


@given(st.lists(st.one_of(st.none(), st.floats(0.5, 1e9)), min_size=1, max_size=9), st.integers(0, 8))
def test_an_index_keeps_ratios_and_gaps(values, at):
    periods = [str(2000 + i) for i in range(len(values))]
    frame = pl.DataFrame(
        {"period": periods, "value": values, "state": ["value" if v is not None else "not_reported" for v in values]},
        schema={"period": pl.String, "value": pl.Float64, "state": pl.String},
    )
    if not (possible := bases(frame)):
        return
    base = possible[at % len(possible)]
    held = values[periods.index(base)]
    want = [None if v is None else pytest.approx(v / held * 100) for v in values]
    assert indexed(frame, base)["value"].to_list() == want


def test_several_series_have_one_base_that_most_of_them_tell():
    rows = [("a", "2012", 5.0), ("a", "2013", 2.0), ("a", "2014", 3.0), ("b", "2013", 7.0), ("b", "2014", 1.0)]
    frame = pl.DataFrame([(*r, "value") for r in rows], schema=["series", "period", "value", "state"], orient="row")
    assert common_base(frame) == "2013"
    assert common_base(frame, incomplete=frozenset({"2013"})) == "2014"
    assert common_base(frame, incomplete=frozenset({"2013"}), provisional_from="2014") == "2012"
    assert common_base(frame, provisional_from="2012") == "" == common_base(frame.clear())
