"""The projection against its published table, and headings that a reader would point to."""

from math import pi

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.maps.projection import heading, on_screen, resampled


@pytest.mark.parametrize(("lat", "length"), [(0, 1.0), (30, 0.9570), (60, 0.8196)])
def test_parallels_are_as_long_as_published(lat, length):
    """Lengths of parallels of the Natural Earth projection (Patterson's table, from which the polynomial was fitted)."""
    assert on_screen(180 - 1e-9, lat)[0] / (0.8707 * pi) == pytest.approx(length, abs=0.006)


def test_the_map_is_0_52_as_high_as_wide():
    assert on_screen(0, 90)[1] / on_screen(180 - 1e-9, 0)[0] == pytest.approx(0.52, abs=0.001)


@pytest.mark.parametrize(
    ("start", "end", "angle"),
    [((0, 0), (0, 10), 0), ((0, 0), (10, 0), 90), ((0, 0), (0, -9), 180), ((5, 0), (1, 0), 270)],
)
def test_headings(start, end, angle):
    assert heading(start, end) == pytest.approx(angle)


def test_a_line_over_the_date_line_heads_on_and_the_centre_turns_the_map():
    assert heading((175, 0), (-175, 0), centre=180) == pytest.approx(90)
    assert on_screen(180, 0, centre=180) == pytest.approx((0, 0))
    line = resampled([[170.0, 0.0], [-170.0, 0.0]], 5)
    assert [round(lon) % 360 for lon, _ in line] == [170, 175, 180, 185, 190]


@given(st.lists(st.tuples(st.floats(-170, 170), st.floats(-60, 80)), min_size=2, max_size=6), st.integers(2, 20))
def test_a_resampled_line_keeps_its_ends(line, points):
    found = resampled([list(p) for p in line], points)
    assert len(found) == points
    assert found[0] == pytest.approx(line[0]) and found[-1] == pytest.approx(line[-1], abs=1e-6)
