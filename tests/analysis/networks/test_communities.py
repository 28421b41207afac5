"""Communities: the published division, and what must hold of any."""

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import normalized_mutual_info_score

from analysis.networks.communities import communities, modularity, similarity
from analysis.networks.graph import graph
from tests.analysis.networks.plain import SMALL, known, steps


def test_the_karate_club_falls_into_four():
    found = communities(known(nx.karate_club_graph()))
    assert found.quality == pytest.approx(0.41978961, abs=1e-8)
    assert len(found.groups) == 4 and found.steady and found.similarity == pytest.approx(1.0)
    assert set(found.groups) >= {"33", "0"}


@settings(max_examples=40)
@given(SMALL)
def test_each_tied_node_is_in_one_community_that_hangs_together(network):
    found = communities(network, seeds=5)
    members = [node for group in found.groups.values() for node in group]
    assert sorted(members) == [node for node in network.nodes if network.degrees[node]]
    for name, group in found.groups.items():
        assert network.degrees[name] == max(network.degrees[node] for node in group)
        inside = network.of(group)
        assert set(steps(inside, name)) == set(group)
    if network.ties:
        assert found.quality == pytest.approx(modularity(network, found.groups.values()), abs=1e-6)


@given(SMALL.filter(lambda network: network.ties))
def test_modularity_is_that_of_networkx(network):
    parts = [[node] for node in network.nodes]
    plain = nx.Graph(list(network.ties))
    plain.add_nodes_from(network.nodes)
    assert modularity(network, parts) == pytest.approx(nx.community.modularity(plain, parts))


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=30))
def test_similarity_is_that_of_scikit_learn(pairs):
    one, other = [a for a, _ in pairs], [b for _, b in pairs]
    assert similarity(one, other) == pytest.approx(normalized_mutual_info_score(one, other), abs=1e-9)
    assert similarity(one, one) == pytest.approx(1.0)


def test_without_ties_there_is_none():
    assert communities(graph("ab", [])).groups == {}
