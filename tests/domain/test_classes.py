"""The classes of 1-3-10-30 and where a value falls."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import classes


@pytest.mark.parametrize(("values", "last"), [([], 1), ([1], 1), ([5, 194_533], 1_000_000), ([3, 40, 90], 100)])
def test_classes_hold_every_value(values, last):
    breaks = classes.log_breaks(values)
    assert breaks[-1] == last and breaks == sorted(breaks) and len(breaks) <= 6


@given(st.lists(st.floats(0.001, 1e9), min_size=1, max_size=60))
def test_limits_rise_hold_all_and_are_few(values):
    breaks = classes.log_breaks(values)
    assert breaks == sorted(set(breaks)) and len(breaks) <= classes.MOST_CLASSES
    assert breaks[-1] >= max(values) * (1 - 1e-6) or breaks[-1] / max(values) > 0.94  # 3.16 is written 3


@given(st.floats(0, 200), st.lists(st.integers(1, 100), min_size=1, max_size=6, unique=True))
def test_the_class_is_the_first_whose_limit_is_not_below(value, limits):
    limits = sorted(limits)
    plain = next((i for i, limit in enumerate(limits) if value <= limit), len(limits) - 1)
    assert classes.class_of(value, limits) == plain


@pytest.mark.parametrize(
    ("value", "step"), [(1, 1), (2.9, 1), (3, 3), (9.9, 3), (10, 10), (0.05, 0.03), (194_533, 100_000)]
)
def test_the_ladder_goes_down_to_a_step(value, step):
    assert classes.ladder(value) == pytest.approx(step)


def test_without_limits_there_is_one_class():
    assert classes.class_of(0.0, []) == 0
