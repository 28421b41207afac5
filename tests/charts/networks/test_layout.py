"""No label lies over another, nothing leaves the page, and the same network is drawn the same."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charts.networks.layout import WIDE, boxes, places, spread

POINT = st.tuples(st.floats(0, 900), st.floats(0, 900))
BOX = st.tuples(st.floats(5, 150), st.floats(5, 40))


def overlapping(at, size):
    """Pairs of boxes that lie over each other, by plain comparison."""
    n = len(at)
    return [
        (i, j)
        for i in range(n)
        for j in range(i)
        if abs(at[i][0] - at[j][0]) < (size[i][0] + size[j][0]) / 2
        and abs(at[i][1] - at[j][1]) < (size[i][1] + size[j][1]) / 2
    ]


@settings(max_examples=60)
@given(st.lists(st.tuples(POINT, BOX), min_size=1, max_size=25))
def test_boxes_are_moved_apart_inside_the_width(pairs):
    middles, size = np.array([p for p, _ in pairs]), np.array([b for _, b in pairs])
    found = spread(middles, size, wide=1000)
    assert overlapping(found, size) == []
    assert (found[:, 0] - size[:, 0] / 2 >= -1e-6).all() and (found[:, 0] + size[:, 0] / 2 <= 1000 + 1e-6).all()


@pytest.mark.parametrize("made", [nx.karate_club_graph(), nx.davis_southern_women_graph(), nx.empty_graph(3)])
def test_a_network_with_its_labels(made):
    nodes = sorted(map(str, made.nodes))
    ties = [(str(a), str(b)) for a, b in made.edges]
    degree = dict.fromkeys(nodes, 0)
    for tie in ties:
        for end in tie:
            degree[end] += 1
    size = boxes([f"A name of {n}" for n in nodes], [degree[n] for n in nodes])
    found = places(nodes, ties, size)
    assert overlapping(found, size) == []
    assert (found - size / 2).min() >= -1e-6 and (found[:, 0] + size[:, 0] / 2).max() <= WIDE + 1e-6
    turned = places(nodes, [(b, a) for a, b in reversed(ties)], size)
    assert np.array_equal(found, turned), "neither the order nor the direction of ties moves anything"


def test_none_is_drawn_of_nothing():
    assert places([], [], boxes([], [])).shape == (0, 2)
