"""What rates divide by, held against a slow twin in plain Python."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import exposure

YEARS = (2018, 2019, 2020)
MONTHS = [f"{y}-{m:02d}" for y in YEARS for m in range(1, 13)]


def frames(told, counts, *, only_years=(), months=MONTHS):
    """What the gateway would give: every month of a source's years, reported where `told` has the year."""
    rows = [
        (s, c, month, ("year" if s in only_years else "reported") if (c, s, int(month[:4])) in told else "not_reported")
        for c, s in sorted({(c, s) for c, s, _ in told})
        for month in months
    ]
    text = dict.fromkeys(("source", "country", "month", "status"), pl.String)
    calendar = pl.DataFrame(rows, schema=text, orient="row").with_columns(pl.lit("inferred").alias("basis"))
    heard = pl.DataFrame(
        sorted(told), schema={"country": pl.String, "source": pl.String, "year": pl.Int32}, orient="row"
    )
    figures = [(c, s, float(n)) for (c, s), n in counts.items()]
    kinds = {"country": pl.String, "source": pl.String, "value": pl.Float64}
    return heard, calendar, pl.DataFrame(figures, schema=kinds, orient="row")


def twin(told, ends, counts, asked, only_years, by_month):
    """(country, year) → part, one month at a time."""
    found = {}
    for country in {c for c, _, _ in told}:
        whole = sum(n for (c, _), n in counts.items() if c == country)
        for year in YEARS:
            months = set()
            for c, source, y in told:
                n = counts.get((country, source), 0)
                if (c, y) != (country, year) or (whole and n < whole / 100):
                    continue
                mine = [m for m in asked if int(m[:4]) == year]
                if source in only_years:
                    months |= set(mine) if len(mine) == 12 and not by_month else set()
                else:
                    first, last = ends.get(source, ("", ""))
                    months |= {m for m in mine if (not first or m >= first) and (not last or m <= last)}
            if months:
                found[country, year] = len(months) / 12
    return found


PLACES, SOURCES = ("A", "B"), ("s", "t", "u")


@given(
    st.sets(st.tuples(st.sampled_from(PLACES), st.sampled_from(SOURCES), st.sampled_from(YEARS)), min_size=1),
    st.dictionaries(st.tuples(st.sampled_from(PLACES), st.sampled_from(SOURCES)), st.integers(0, 500)),
    st.sampled_from(MONTHS),
    st.integers(1, 30),
    st.booleans(),
    st.sampled_from([("", ""), ("2018-10", "2020-03")]),
)
def test_months_of_the_sources_behind_a_figure_are_counted_once(told, counts, start, length, by_month, ends):
    asked = [m for m in MONTHS if m >= start][:length]
    heard, calendar, figures = frames(told, counts, only_years=("u",))
    cut = pl.DataFrame({"source": ["s"], "first": [ends[0]], "last": [ends[1]]})
    found = exposure.parts(heard, calendar, cut, figures, asked, by_month=by_month)
    plain = twin(told, {"s": ends}, counts, asked, ("u",), by_month)
    assert {(c, y): p for c, y, p in found.iter_rows()} == pytest.approx(plain)


def test_a_long_source_with_next_to_nothing_thins_no_rate_out():
    told = {("USA", "long", y) for y in YEARS} | {("USA", "short", 2020)}
    heard, calendar, figures = frames(told, {("USA", "long"): 3, ("USA", "short"): 1000})
    none = pl.DataFrame(schema=dict.fromkeys(("source", "first", "last"), pl.String))
    assert exposure.parts(heard, calendar, none, figures, MONTHS).rows() == [("USA", 2020, 1.0)]
    heard, calendar, figures = frames(told, {("USA", "long"): 30, ("USA", "short"): 1000})
    assert exposure.parts(heard, calendar, none, figures, MONTHS)["part"].sum() == 3
    silent = exposure.parts(heard, calendar, none, figures.clear(), MONTHS)
    assert silent["part"].sum() == 3, "of a zero all that could have told count"


def test_each_year_may_be_weighed_alone():
    told = {("USA", "long", y) for y in YEARS} | {("USA", "short", 2020)}
    heard, calendar, _ = frames(told, {})
    counts = pl.DataFrame(
        {"country": ["USA"] * 2, "source": ["long", "short"], "year": [2018, 2020], "value": [3.0, 1000.0]},
        schema_overrides={"year": pl.Int32},
    )
    none = pl.DataFrame(schema=dict.fromkeys(("source", "first", "last"), pl.String))
    assert exposure.parts(heard, calendar, none, counts, MONTHS)["year"].to_list() == [2018, 2019, 2020]


def test_fiscal_years_are_cut_and_a_few_scattered_records_are_not():
    months = [m for m in MONTHS if "2018-10" <= m <= "2020-09"]
    dense = pl.DataFrame({"source": ["f"] * 24, "month": months, "value": [9.0] * 24})
    few = pl.DataFrame({"source": ["g", "g"], "month": ["2018-03", "2020-05"], "value": [1.0, 1.0]})
    assert sorted(exposure.spans(pl.concat([dense, few])).rows()) == [("f", "2018-10", "2020-09"), ("g", "", "")]


def test_what_a_reporter_declares_is_not_cut():
    heard, calendar, figures = frames({("USA", "s", 2018)}, {})
    declared = calendar.with_columns(pl.lit("declared").alias("basis"))
    ends = pl.DataFrame({"source": ["s"], "first": ["2018-10"], "last": ["2020-09"]})
    assert exposure.parts(heard, calendar, ends, figures, MONTHS)["part"].to_list() == [0.25]
    assert exposure.parts(heard, declared, ends, figures, MONTHS)["part"].to_list() == [1.0]
