"""Who stands behind a period, against plain Python."""

from datetime import date

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from analysis import panel

PERIODS = ("2013", "2014", "2015")
KEYS = {"source": pl.String, "country": pl.String, "period": pl.String}
CELL = st.tuples(st.sampled_from("ab"), st.sampled_from(("ESP", "FRA", "SGP")), st.sampled_from(PERIODS))


def keyed(rows):
    return pl.DataFrame(sorted(rows), schema=KEYS, orient="row")


def held(rows):
    body = [(*k, float(v), "value" if v else "zero", v) for k, v in sorted(rows.items())]
    return pl.DataFrame(body, schema={**KEYS, "value": pl.Float64, "state": pl.String, "n": pl.Int64}, orient="row")


@given(st.dictionaries(CELL, st.integers(0, 9)), st.sets(CELL))
def test_a_reporter_that_told_of_a_period_without_a_seizure_has_zero(rows, told):
    frame = panel.cells(held(rows), keyed(set(rows)), keyed(told))
    want = {**dict.fromkeys(told, 0), **rows}
    assert {(s, c, p): v for s, c, p, v, _, _ in frame.iter_rows()} == want

    same = {(s, c) for s, c, _ in want if all((s, c, p) in want for p in PERIODS)}
    found = panel.throughout(frame, PERIODS)
    assert set(found.iter_rows()) == same

    sums = panel.summed(frame, found, PERIODS)
    assert sums["period"].to_list() == list(PERIODS)
    for period, value, state in sums.iter_rows():
        plain = [v for (s, c, p), v in want.items() if p == period and (s, c) in same]
        assert value == (sum(plain) if plain else None)
        assert state == ("not_reported" if not plain else "value" if sum(plain) else "zero")

    counts = dict(panel.reporters(frame, PERIODS))
    assert counts == {p: len({c for _, c, q in want if q == p}) for p in PERIODS}


def test_a_seizure_that_tells_no_figure_is_no_zero():
    frame = panel.cells(held({}), keyed({("a", "ESP", "2013")}), keyed({("a", "ESP", "2013"), ("a", "ESP", "2014")}))
    assert frame["period"].to_list() == ["2014"], "2013 has a seizure that is silent about the measure"


def test_no_period_makes_no_reporter_throughout():
    frame = panel.cells(held({("a", "ESP", "2013"): 3}), keyed({("a", "ESP", "2013")}), keyed(set()))
    assert panel.throughout(frame, ()).is_empty()


def test_a_fiscal_year_cuts_the_years_at_its_ends():
    spans = pl.DataFrame(
        {
            "source": ["fiscal", "calendar"],
            "first": [date(2018, 10, 1), date(2011, 1, 1)],
            "after": [date(2022, 10, 1), date(2017, 1, 1)],
        }
    )
    cut = panel.cut_years(spans)
    assert list(cut.iter_rows()) == [("fiscal", "2018"), ("fiscal", "2022")]
    cells = held(
        {
            ("fiscal", "USA", "2018"): 1,
            ("fiscal", "USA", "2019"): 2,
            ("calendar", "USA", "2018"): 3,
            ("calendar", "USA", "2020"): 4,
        }
    )
    kept = panel.whole(cells, cut, "2020")
    assert set(kept.select("source", "period").iter_rows()) == {("fiscal", "2019"), ("calendar", "2018")}
