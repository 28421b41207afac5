"""What the explorer offers: every combination that makes sense, and none that misleads."""

from itertools import product

import pytest

from domain.dimensions import DIMENSIONS
from domain.forms import FORMS, SCALES, TIME, available_forms, lengths, orders, oriented, partners, scales, sensible

PAIRS = [p for p in product(DIMENSIONS, DIMENSIONS) if sensible(p)]


@pytest.mark.parametrize(
    "by",
    [
        ("month", "month"),
        ("year", "month"),
        ("goods", "goods_group"),
        ("route", "departure"),
        ("division", "country"),
        ("admin1", "division"),
    ],
)
def test_a_pair_of_which_one_decides_the_other_is_no_table(by):
    assert not sensible(by) and not sensible(by[::-1])


@pytest.mark.parametrize("by", [(), ("colour",), ("goods", "colour"), ("goods", "mode", "year")])
def test_none_unknown_or_three_dimensions_are_refused(by):
    assert not sensible(by)


def test_recorded_fields_stand_with_everything():
    for field in ("hs", "facility", "concealment", "detection", "agency_kind", "species", "operation", "place"):
        assert set(partners(field, tuple(DIMENSIONS))) == set(DIMENSIONS) - {field}


def test_every_sensible_pair_has_a_form_and_every_form_a_scale():
    for pair, overlapping, additive in product(PAIRS, (True, False), (True, False)):
        by = oriented(pair)
        forms = available_forms(by, (7, 6), overlapping=overlapping, additive=additive)
        assert forms[-1] == "table" and len(set(forms)) == len(forms) and set(forms) <= set(FORMS)
        assert ("stacked" in forms) == (additive and not overlapping)
        assert ("line" in forms) == ("panels" in forms) == (by[1] in TIME)
        for form in forms:
            kinds = scales(form, by, additive=additive)
            assert kinds and set(kinds) <= set(SCALES)
            assert additive or not {"row", "column", "all"} & set(kinds)


@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_a_single_list_is_a_line_only_over_time_and_a_map_only_of_countries(dimension):
    forms = available_forms((dimension,), (9,), overlapping=False, additive=True)
    assert ("line" in forms) == (dimension in TIME) and ("map" in forms) == (dimension == "country")
    alone = available_forms((dimension,), (1,), overlapping=False, additive=True)
    assert not {"line", "map"} & set(alone) and alone[0] == "bars"


def test_time_runs_across():
    assert oriented(("year", "goods")) == ("goods", "year") == oriented(("goods", "year"))
    assert oriented(("goods", "mode")) == ("goods", "mode")


def test_the_best_form_follows_the_sizes():
    def best(by, sizes):
        return available_forms(by, sizes, overlapping=False, additive=True)[0]

    assert best(("goods", "year"), (4, 6)) == "line" and best(("goods", "year"), (40, 6)) == "heat"
    assert best(("goods", "year"), (4, 1)) == "heat" and best(("goods", "mode"), (4, 4)) == "heat"
    assert best(("country",), (90,)) == "map" and best(("mode",), (6,)) == "bars"


def test_bars_have_no_logarithm_and_dots_do():
    assert "log" not in scales("bars", ("goods",), additive=True)
    assert scales("dots", ("goods",), additive=True)[0] == "log"
    assert scales("stacked", ("goods", "year"), additive=True) == ("linear", "column")
    assert scales("stacked", ("goods", "mode"), additive=True) == ("linear", "row")


def test_parts_of_a_bar_are_as_many_as_there_are_colours_to_tell():
    assert lengths("stacked", ("goods", "year"))[1] == 9 and lengths("heat", ("goods", "year")) == (20, 60)


def test_places_stand_a_to_z_and_by_value_only_beside_an_interval():
    assert orders("country", "seizures", "bars") == orders("region", "seizures", "dots") == ("az", "value")
    assert orders("country", "quantity", "bars") == orders("departure", "seizures", "bars") == ("az",)
    assert orders("goods", "quantity", "bars")[0] == "value"
    assert {orders("country", "seizures", form) for form in ("table", "line", "stacked", "map")} == {("az",)}
    assert orders("division", "seizures", "bars") == ("az",)
