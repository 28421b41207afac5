"""Classes of maps against the published oracles, and where data are few, tied, equal or one."""

import json
from bisect import bisect_left

import mapclassify
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import map_classes
from domain.classes import MOST_CLASSES

CAL_EMP = [float(v) for v in mapclassify.load_example()]
"""Employees per square kilometre of 58 counties of California: the example that comes with mapclassify."""


def counts(breaks):
    held = [0] * len(breaks)
    for value in CAL_EMP:
        held[bisect_left(breaks, value - 1e-9)] += 1
    return held


def test_fisher_jenks_is_that_of_the_oracle():
    breaks = map_classes.breaks(CAL_EMP, "jenks")
    assert breaks == pytest.approx((75.29, 192.05, 370.5, 722.85, 4111.45))
    assert counts(breaks) == [49, 3, 4, 1, 1]


def test_quantiles_are_those_of_the_oracle():
    assert map_classes.breaks(CAL_EMP, "quantile") == pytest.approx((1.464, 5.798, 13.278, 54.616, 4111.45), abs=1e-3)


def test_head_tail_is_that_of_the_oracle():
    breaks = map_classes.breaks(CAL_EMP, "headtail")
    assert breaks == pytest.approx((125.9281, 811.26, 4111.45), abs=1e-4)
    assert counts(breaks) == [50, 7, 1]


def test_log_classes_are_1_3_10_30():
    assert map_classes.breaks([2, 9, 25], "log") == (3, 10, 30)


@pytest.mark.parametrize("method", map_classes.METHODS)
@pytest.mark.parametrize("values", [[], [0.0, 0.0]])
def test_without_a_figure_there_is_no_class(method, values):
    assert map_classes.breaks(values, method) == ()


@pytest.mark.parametrize("method", ["quantile", "jenks", "headtail"])
def test_few_and_equal_figures_have_a_class_each(method):
    assert map_classes.breaks([7.0], method) == (7.0,)
    assert map_classes.breaks([7.0] * 90, method) == (7.0,)
    assert map_classes.breaks([1.0, 2.0, 2.0, 30.0], method) == (1.0, 2.0, 30.0)


def test_ties_leave_fewer_classes_but_none_twice():
    assert map_classes.breaks([1.0] * 40 + [2, 3, 4, 5, 6, 7], "quantile") == pytest.approx((1, 7))


def test_figures_next_to_each_other_make_no_limit_that_is_no_number():
    values = [1.0, 2.0, 3.0, 4.0, 1000000.0, 999999.9999999999]
    assert map_classes.breaks(values, "headtail") == (333335.0, 1000000.0)


@given(st.lists(st.floats(0, 1e6), max_size=300), st.sampled_from(["quantile", "jenks", "headtail"]))
def test_limits_rise_hold_every_figure_and_are_few(values, method):
    breaks = map_classes.breaks(values, method)
    told = [v for v in values if v > 0]
    assert list(breaks) == sorted(set(breaks)) and len(breaks) <= MOST_CLASSES
    assert not told or breaks[-1] >= max(told) * (1 - 1e-9)


def test_many_figures_are_thinned_and_keep_their_ends():
    rng = np.random.default_rng(4)
    values = np.exp(rng.normal(3, 2, 900)).tolist()
    breaks = map_classes.breaks(values, "jenks")
    assert len(breaks) == 5 and breaks[-1] == pytest.approx(max(values))


def test_the_oracle_file_says_the_same(shared_oracles):
    told = shared_oracles["mapclassify_cal"]
    for method, key in (("jenks", "FisherJenks5"), ("quantile", "Quantiles5"), ("headtail", "HeadTail")):
        assert map_classes.breaks(CAL_EMP, method) == pytest.approx(told[key], abs=1e-3)


@pytest.fixture
def shared_oracles(request):
    from tests.conftest import SHARED

    path = SHARED / "oracles.json"
    if not path.exists():
        pytest.skip("the oracles of ../shared are not here")
    return json.loads(path.read_text(encoding="utf-8"))
