"""'Rose' and 'fell' are said of what is large enough and more than chance makes, and of nothing else."""

from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.notable import CHANCE, NOTABLE, Course, course

COUNTS = st.integers(1, 10**7)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (100, 100, Course.LITTLE),
        (100, 125, Course.LITTLE),  # a quarter more, but two of √225 are 30
        (100, 131, Course.ROSE),
        (131, 100, Course.FELL),
        (100_000, 109_000, Course.LITTLE),  # far beyond chance, and under a tenth
        (100_000, 110_000, Course.ROSE),
        (100_000, 90_000, Course.FELL),
        (50, 0, Course.FELL),
    ],
)
def test_both_thresholds_must_be_passed(before, after, said):
    assert course(before, after) is said


@given(COUNTS, COUNTS)
def test_it_says_what_the_published_rule_says(before, after):
    notable = abs(after - before) / before >= NOTABLE and (after - before) ** 2 > CHANCE**2 * (before + after)
    expected = (Course.ROSE if after > before else Course.FELL) if notable else Course.LITTLE
    near = (
        abs(abs(after - before) / before - NOTABLE) < 1e-9
        or abs(abs(after - before) - CHANCE * sqrt(before + after)) < 1e-6
    )
    assert near or course(before, after) is expected
