from datetime import date

import polars as pl

from analysis.overlaps import COLUMNS, candidates

KG = 10**9


def line(key, source, day=1, kg=5, **more):
    told = dict(
        record_key=key,
        source=source,
        country="FRA",
        seized_on=date(2020, 5, day),
        goods="heroin",
        unit_class="mass",
        quantity_base=None if kg is None else int(kg * KG),
        departure="",
        place_reported="",
    )
    return told | more


def pairs(*lines, precedence=None):
    types = {"seized_on": pl.Date, "quantity_base": pl.Int64}
    frame = pl.DataFrame(list(lines), schema={c: types.get(c, pl.String) for c in COLUMNS})
    found = candidates(frame, precedence or {"police": 1, "customs": 2})
    return [(r["kept_key"], r["hidden_key"]) for r in found.to_dicts()]


def test_near_in_time_and_quantity_of_two_sources_is_a_candidate_once():
    assert pairs(line("p", "police"), line("c", "customs", day=3, kg=5.2)) == [("p", "c")]


def test_the_source_of_the_smaller_number_is_kept():
    found = pairs(line("p", "police"), line("c", "customs"), precedence={"police": 9, "customs": 2})
    assert found == [("c", "p")]


def test_what_is_no_candidate():
    base = line("p", "police")
    for other in (
        line("c", "police"),
        line("c", "customs", day=6),
        line("c", "customs", kg=7),
        line("c", "customs", country="ESP"),
        line("c", "customs", goods="cocaine"),
        line("c", "customs", unit_class="pieces"),
        line("c", "customs", day=2, kg=None),
    ):
        assert pairs(base, other) == []


def test_without_a_quantity_the_day_must_agree():
    assert pairs(line("p", "police"), line("c", "customs", kg=None)) == [("p", "c")]


def test_the_likeliest_stands_first():
    found = pairs(
        line("p", "police", place_reported="Brest"),
        line("far", "customs", day=3, kg=5.4),
        line("near", "customs", place_reported="Brest"),
    )
    assert found == [("p", "near"), ("p", "far")]


def test_several_lines_of_one_pair_are_one_candidate():
    assert pairs(line("p", "police"), line("p", "police"), line("c", "customs")) == [("p", "c")]
