"""Each measure against a slow twin, and against published figures."""

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.networks.between import betweenness, cut_points, first, steadiness
from analysis.networks.fragmentation import (
    candidates,
    distance_fragmentation,
    fragmentation,
    key_set,
    removals,
)
from analysis.networks.graph import graph
from tests.analysis.networks.plain import SMALL, apart, between, far, known, steps

KITE, FLORENCE = known(nx.krackhardt_kite_graph()), known(nx.florentine_families_graph())
KARATE = known(nx.karate_club_graph())


@given(SMALL)
def test_measures_are_those_of_plain_python(network):
    assert betweenness(network) == pytest.approx(between(network))
    assert fragmentation(network) == pytest.approx(apart(network))
    assert distance_fragmentation(network) == pytest.approx(far(network))
    parts = {frozenset(steps(network, node)) for node in network.nodes}
    assert {frozenset(part) for part in network.components} == parts
    cut = {n for n in network.nodes if len(network.without([n]).components) > len(network.components)}
    assert set(cut_points(network)) == cut


@given(SMALL)
def test_a_network_is_the_same_in_any_order_and_direction(network):
    again = graph(reversed(network.nodes), [(b, a) for a, b in reversed(network.ties)] * 2)
    assert again == network
    assert sum(network.degrees.values()) == 2 * len(network.ties)
    assert {n: len(others) for n, others in network.neighbours.items()} == network.degrees


def test_the_kite():
    assert betweenness(KITE)["7"] * 36 == pytest.approx(14.0)
    assert KITE.degrees["3"] == 6
    assert distance_fragmentation(KITE) == pytest.approx(0.353704, abs=1e-6)


def test_the_families_of_florence():
    assert betweenness(FLORENCE)["Medici"] == pytest.approx(0.521978, abs=1e-6)
    left = FLORENCE.without(["Medici"])
    assert [len(part) for part in left.components] == [11, 2, 1]
    assert fragmentation(left) == pytest.approx(0.384615, abs=1e-6)
    most = removals(FLORENCE)[0]
    assert (most.node, most.parts, most.largest) == ("Medici", 3, 11)
    assert most.f == pytest.approx(0.384615, abs=1e-6)


def test_the_karate_club():
    assert betweenness(KARATE)["0"] == pytest.approx(0.437635, abs=1e-6)


def test_the_women_of_davis():
    davis = known(nx.davis_southern_women_graph())
    assert (len(davis.nodes), len(davis.ties)) == (32, 89)


@settings(max_examples=25)
@given(SMALL, st.sampled_from([fragmentation, distance_fragmentation]))
def test_a_key_set_is_no_worse_than_the_best_node_and_none_that_can_be_swapped_for_a_better(network, measure):
    found = key_set(network, measure, size=2)
    assert found.before == measure(network) and found.after == measure(network.without(found.nodes))
    for gone in found.nodes:
        kept = [n for n in found.nodes if n != gone]
        for other in set(network.nodes) - set(found.nodes):
            assert measure(network.without([*kept, other])) <= found.after + 1e-9


def test_a_set_may_be_asked_of_some_nodes_only():
    found = key_set(FLORENCE, fragmentation, size=1, among=["Pazzi", "Strozzi", "nobody"])
    assert found.nodes in {("Pazzi",), ("Strozzi",)}
    assert {one.node for one in removals(FLORENCE, ["Pazzi"])} == {"Pazzi"}


def test_of_a_large_network_only_those_who_stand_between_are_tried():
    ring = graph([], [(f"n{i:04}", f"n{(i + 1) % 400:04}") for i in range(400)])
    hub = graph(ring.nodes, [*ring.ties, ("n0000", "leaf")])
    tried = candidates(hub)
    assert "n0000" in tried and "leaf" not in tried and len(tried) <= 60


def test_the_first_are_no_more_than_have_a_score():
    star = graph([], [("hub", leaf) for leaf in "abc"])
    assert first(betweenness(star)) == ("hub",)


def test_how_often_a_node_stays_among_the_first_is_a_share_and_the_same_each_time():
    found = steadiness(KARATE, draws=40)
    assert found == steadiness(KARATE, draws=40) and found.draws == 40
    assert found.shares["0"] == 1.0 and all(0 <= share <= 1 for share in found.shares.values())
    assert sum(found.shares.values()) <= 5
    assert steadiness(graph("ab", [])).draws == 0
