"""Filters made by pointing: each can be distinguished, taken away, and had back."""

from hypothesis import given
from hypothesis import strategies as st

from domain.crossfilter import TOGETHER, in_force, narrowed, rectangular, released, toggled
from domain.selection import Selection

CODES = st.lists(st.sampled_from(["cocaine", "heroin", "cannabis", "ecstasy"]), unique=True, max_size=4)


def of(**where):
    return Selection(where=tuple((d, tuple(v)) for d, v in where.items()))


def test_a_click_adds_a_second_one_takes_away_and_the_rest_of_a_list_does_nothing():
    one = toggled(Selection(), ["goods"], ["heroin"])
    assert one == of(goods=["heroin"])
    two = toggled(one, ["goods"], ["cocaine"])
    assert two == of(goods=["cocaine", "heroin"])
    assert toggled(two, ["goods"], ["heroin"]) == of(goods=["cocaine"])
    assert toggled(two, ["goods"], ["…"]) == two and toggled(two, ["goods"], []) == two


def test_a_cell_filters_by_both_sides_and_a_second_click_frees_both():
    before = of(mode=["air"], goods=["heroin", "cocaine"])
    cell = toggled(before, ["goods", "year"], ["heroin", "2014"])
    assert cell == Selection(where=(("goods", ("heroin",)), ("mode", ("air",))), start="2014-01", end="2014-12")
    assert toggled(cell, ["goods", "year"], ["heroin", "2014"]) == of(mode=["air"])
    assert toggled(before, ["goods", "mode"], ["…", "air"]) == before


def test_rows_give_the_codes_of_each_side_and_years_in_a_row_a_period():
    rows = [("ESP", "2014"), ("FRA", "2015")]
    got = narrowed(Selection(), ["country", "year"], rows)
    assert got == Selection(where=(("country", ("ESP", "FRA")),), start="2014-01", end="2015-12")
    assert not rectangular(rows) and rectangular([*rows, ("ESP", "2015"), ("FRA", "2014")])
    assert narrowed(Selection(), ["year"], [("2011",), ("2014",)]) == of(year=["2011", "2014"])
    months = narrowed(Selection(), ["month"], [("2014-12",), ("2015-01",)])
    assert (months.start, months.end) == ("2014-12", "2015-01")
    assert narrowed(of(goods=["heroin"]), ["goods"], [("…",)]) == of(goods=["heroin"])


def test_each_filter_in_force_is_named_once_with_what_is_left_without_it():
    chosen = Selection(where=(("goods", ("cocaine", "heroin")),), start="2014-01", distinct=True, scheme="wco")
    parts = in_force(chosen)
    assert [(p.dimension, p.codes) for p in parts] == [
        ("period", ("2014-01", "")),
        ("goods", ("cocaine",)),
        ("goods", ("heroin",)),
        ("copies", ("out",)),
    ]
    assert parts[1].without.values("goods") == ("heroin",) and parts[1].without.distinct
    for part in parts:
        chosen = next(p for p in in_force(chosen) if (p.dimension, p.codes) == (part.dimension, part.codes)).without
    assert chosen == Selection(scheme="wco")


def test_many_values_of_one_dimension_stand_together():
    many = of(country=[f"C{i:02d}" for i in range(TOGETHER + 1)])
    assert len(in_force(many)) == 1 and in_force(many)[0].without == Selection()


@given(CODES, st.sampled_from(["cocaine", "heroin"]))
def test_two_clicks_change_nothing(held, code):
    chosen = of(goods=held)
    assert toggled(toggled(chosen, ["goods"], [code]), ["goods"], [code]) == chosen


@given(CODES)
def test_what_is_released_is_no_filter(held):
    assert not in_force(released(of(goods=held, year=["2014"]), ["goods", "year"]))


def test_what_a_mark_does_not_tell_stays_as_it_is():
    legs = ["departure", "country", "mode"]
    before = of(goods=["heroin"], mode=["air"])
    place = toggled(before, legs, [None, "ESP", None])
    assert place == of(goods=["heroin"], mode=["air"], country=["ESP"])
    assert toggled(place, legs, [None, "ESP", None]) == before
    leg = toggled(before, legs, ["COL", "ESP", ""])
    assert leg == of(goods=["heroin"], departure=["COL"], country=["ESP"], mode=[""])
    assert toggled(leg, legs, ["COL", "ESP", ""]) == of(goods=["heroin"])
    assert toggled(before, legs, [None, None, None]) == before
    rows = [("COL", None), ("ESP", "FRA")]
    assert narrowed(before, ["departure", "country"], rows) == of(
        goods=["heroin"], mode=["air"], departure=["COL", "ESP"], country=["FRA"]
    )
