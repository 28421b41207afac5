"""Change by place against a plain-Python twin: same sources only, thresholds, guard."""

from collections import defaultdict

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.place_change import CHANGES, CLASSES, changes

KEYS = {"country": pl.String, "source": pl.String, "year": pl.Int64}


def asked(rows, told=None, earlier=(2014,), later=(2015,)):
    counts = pl.DataFrame(rows, schema={**KEYS, "value": pl.Float64}, orient="row")
    heard = pl.DataFrame(told or [r[:3] for r in rows], schema=KEYS, orient="row")
    return {r["code"]: r for r in changes(counts, heard, earlier, later).to_dicts()}


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        (100, 126, "up_strong"), (100, 125, "up"), (100, 111, "up"), (100, 110, "steady"), (100, 90, "steady"),
        (100, 89, "down"), (100, 75, "down"), (100, 74, "down_strong"), (100, 20, "down_strong"),
        (100, 19, "unsure"), (100, 501, "unsure"), (29, 40, "few"), (30, 40, "up_strong"), (0, 0, "few"), (0, 60, "few"),
    ],
)  # fmt: skip
def test_thresholds_and_the_guard(before, after, kind):
    row = asked([("ESP", "a", 2014, before), ("ESP", "a", 2015, after)])["ESP"]
    assert row["class"] == kind
    assert row["change"] == (pytest.approx(after / before - 1) if before else None)


def test_copies_and_unknown_fields_must_not_decide_the_direction():
    keys = {**KEYS, "value": pl.Float64, "distinct": pl.Float64, "possible": pl.Float64}

    def kind(*later):
        counts = pl.DataFrame([("ESP", "a", 2014, 100, 100, 0), ("ESP", "a", 2015, *later)], schema=keys, orient="row")
        return changes(counts, counts.select(list(KEYS)), (2014,), (2015,))["class"].item()

    assert kind(130, 120, 0) == "up_strong" and kind(130, 90, 0) == "unsure"
    assert kind(105, 95, 0) == "steady", "a little up with copies, a little down without"
    assert kind(70, 70, 20) == "down_strong" and kind(70, 70, 40) == "unsure"


def test_who_told_one_period_only_is_not_comparable():
    row = asked([("ESP", "a", 2014, 50)])["ESP"]
    assert (row["class"], row["earlier"], row["change"], row["sources"]) == ("incomparable", None, None, 0)


def test_a_source_that_came_or_went_is_no_change():
    """Source b begins in 2015: without care Spain would rise from 100 to 1,100."""
    rows = [("ESP", "a", 2014, 100), ("ESP", "a", 2015, 100), ("ESP", "b", 2015, 1000)]
    assert asked(rows)["ESP"]["class"] == "steady"
    gone = asked([("USA", "a", 2014, 9), ("USA", "b", 2015, 900)])["USA"]
    assert gone["class"] == "incomparable"


def test_a_year_told_without_such_seizures_is_zero_and_a_silent_one_is_not():
    told = [("ESP", "a", 2012), ("ESP", "a", 2014), ("ESP", "a", 2015)]
    row = asked([("ESP", "a", 2012, 30), ("ESP", "a", 2015, 30)], told, earlier=(2012, 2013, 2014))["ESP"]
    assert (row["earlier"], row["earlier_years"], row["class"]) == (15, 2, "up_strong")


ROWS = st.lists(
    st.tuples(st.sampled_from("ABC"), st.sampled_from("st"), st.integers(2012, 2015), st.integers(0, 40)), max_size=30
)


@given(ROWS)
def test_the_twin_agrees(rows):
    found = asked(rows, earlier=(2012, 2013), later=(2014, 2015))
    sums, heard = defaultdict(float), set()
    for country, source, year, value in rows:
        sums[country, source, year] += value
        heard.add((country, source, year))
    for code in {r[0] for r in rows}:
        means, common = [0.0, 0.0], 0
        for source in "st":
            spans = [[y for y in span if (code, source, y) in heard] for span in ((2012, 2013), (2014, 2015))]
            if all(spans):
                common += 1
                for i, years in enumerate(spans):
                    means[i] += sum(sums[code, source, y] for y in years) / len(years)
        assert found[code]["sources"] == common and found[code]["class"] in CLASSES
        if common:
            assert (found[code]["earlier"], found[code]["later"]) == (pytest.approx(means[0]), pytest.approx(means[1]))


def test_nothing_gives_an_empty_frame_with_its_columns():
    counts = pl.DataFrame(schema={**KEYS, "value": pl.Float64})
    found = changes(counts, pl.DataFrame(schema=KEYS), (2014,), (2015,))
    assert found.is_empty() and dict(found.schema) == {c: t() for c, t in CHANGES.items()}
