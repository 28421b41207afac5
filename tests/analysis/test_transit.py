"""What lay behind the goods when they were seized, held against examples and a slow twin."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import flows, transit

CODES = ["A", "B", "C", "", "unknown"]
NAMES = ["departure", "transit", "country", "destination", "value"]
TRANSITS = st.lists(st.sampled_from(["A", "B", "C", "D"]), max_size=3, unique=True).map(">".join)
CODE = st.sampled_from(CODES)
ROWS = st.lists(st.tuples(CODE, TRANSITS, CODE, CODE, st.integers(1, 9).map(float) | st.none()), max_size=20)


def frame(rows):
    schema = {**dict.fromkeys(NAMES, pl.String), "value": pl.Float64}
    return pl.DataFrame(rows, schema=schema, orient="row")


@pytest.mark.parametrize(
    ("path", "behind"),
    [
        (("A", "B>C", "D"), ("B", "C")),
        (("A", "B>C", "C"), ("B",)),  # seized in the second of two: only the first lies behind
        (("A", "B>C", "A"), ()),  # seized before it left
        (("A", "A>C", "D"), ("C",)),
        (("A", "", "D"), None),
        (("A", "unknown", "D"), None),
        (("A", "B", ""), None),
    ],
)
def test_transit_countries_lie_before_the_seizure_unless_it_was_among_them(path, behind):
    assert transit.passed(*path) == behind


def test_a_column_holds_the_one_country_passed_or_says_several():
    rows = [("A", "B", "D", "D", 1.0), ("A", "B>C", "D", "D", 1.0), ("A", "B", "A", "D", 1.0), ("A", "", "D", "", 1.0)]
    with_via = transit.with_via(frame(rows))
    assert with_via["via"].to_list() == ["B", transit.SEVERAL, "", ""]
    starts = flows.columns(with_via, ("via", "country"), most=1)["start"].unique().sort().to_list()
    assert starts == ["B", "not-reported", "several"]


def test_roles_of_the_published_toy_example():
    """methods.md §6.2; of what touches Hong Kong (9) and tells both ends, all nine are on the way through."""
    rows = [
        ("CHN", "HKG", "ARE", "DEU", 5.0),
        ("CHN", "SGP", "ARE", "GBR", 3.0),
        ("TUR", "", "ARE", "NLD", 2.0),
        ("CHN", "", "HKG", "NLD", 4.0),
        ("CHN", "", "HKG", "", 7.0),  # bound to where is not reported: cannot be judged
    ]
    found = {r["code"]: r for r in transit.roles(frame(rows)).to_dicts()}
    assert (found["HKG"]["touched"], found["HKG"]["decided"], found["HKG"]["inside"]) == (16, 9, 9)
    assert set(found) == {"HKG", "SGP", "ARE"} and found["ARE"]["share"] == 1  # nobody could tell of the others
    assert found["ARE"]["caught"] is None and (found["HKG"]["caught"], found["SGP"]["caught"]) == (5, 3)


def test_passed_here_and_caught_later():
    rows = [
        ("A", "B>C", "C", "D", 3.0),
        ("A", "B", "D", "D", 2.0),
        ("A", "B", "B", "D", 4.0),
        ("A", "C", "A", "D", 1.0),
    ]
    found = {r["code"]: r["caught"] for r in transit.roles(frame(rows)).to_dicts()}
    assert found == {"A": None, "B": 5.0, "C": 0.0, "D": None}  # A and D seized, too


@given(ROWS)
def test_roles_are_what_a_slow_reading_finds(rows):
    found = {r["code"]: r for r in transit.roles(frame(rows)).to_dicts()}
    told = [r for r in rows if r[-1] is not None]
    assert list(found) == sorted(found)
    for code in "ABCD":
        touching, between = [], set()
        for start, through, place, bound, value in told:
            named = {c for c in (start, *through.split(">"), place, bound) if c not in ("", "unknown")}
            if len(named) > 1:
                between |= {place, *through.split(">")}
            if code in named and len(named) > 1:
                touching.append((start, bound, value))
        assert (code in found) == (code in between)
        if code in found:
            ends = [(s, b, v) for s, b, v in touching if {s, b} <= set("ABC")]
            inside = sum(v for s, b, v in ends if code not in (s, b))
            row = found[code]
            assert row["touched"] == sum(v for _, _, v in touching) and row["decided"] == sum(v for _, _, v in ends)
            assert row["inside"] == inside <= row["decided"] <= row["touched"]
            if row["decided"]:
                assert 0 <= row["low"] <= row["share"] + 1e-12 and row["share"] <= row["high"] + 1e-12 <= 1 + 2e-12


def test_missed_is_what_was_caught_later_of_what_passed_and_was_caught():
    rows = [
        ("COL", "SEN", "ESP", "FRA", 3.0),  # passed Senegal, caught in Spain on the way on
        ("COL", "", "SEN", "FRA", 1.0),  # caught in Senegal on the way
        ("COL", "", "SEN", "SEN", 5.0),  # arrived there: it did not pass
    ]
    names = ["departure", "transit", "country", "destination", "value"]
    found = {r["code"]: r for r in transit.roles(pl.DataFrame(rows, schema=names, orient="row")).to_dicts()}
    assert (found["SEN"]["caught"], found["SEN"]["stopped"], found["SEN"]["missed"]) == (3, 1, 0.75)
    assert found["SEN"]["missed_low"] < 0.75 < found["SEN"]["missed_high"]
    assert found["ESP"]["missed"] is None and found["ESP"]["stopped"] == 3
    silent = [row for row in rows if row[2] != "SEN"]
    found = {r["code"]: r for r in transit.roles(pl.DataFrame(silent, schema=names, orient="row")).to_dicts()}
    assert (found["SEN"]["caught"], found["SEN"]["stopped"], found["SEN"]["missed"]) == (3, None, None)
