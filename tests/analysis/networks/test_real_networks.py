"""Published networks, with the figures that were measured of them."""

import pytest

from analysis.networks.between import betweenness, first
from analysis.networks.communities import communities
from analysis.networks.fragmentation import distance_fragmentation, fragmentation, key_set
from analysis.networks.graph import graph
from data_access.sources.network import Network
from tests.conftest import SHARED

COVERT, BACRIM = SHARED / "data/covert_networks", SHARED / "data/mexico_bacrim_2020"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not COVERT.is_dir(), reason="the real networks are not at ../shared/data"),
]


def read(path, nodes=()):
    (chunk,) = Network().chunks(path)
    ties = chunk.others["ties"]
    return graph([*chunk.others["groups"]["code"], *nodes], ties.select("from_code", "to_code").rows()), ties


@pytest.mark.parametrize(
    ("name", "size", "best", "f", "df"),
    [
        ("caviar", (110, 295, 205), ("1", "12", "87"), (0, 0.655), (0.588, 0.875)),
        ("cielnet", (25, 45, 35), ("N1", "N10", "N2"), (0, 0.896), (0.530, 0.926)),
        ("siren", (44, 206, 103), ("1", "15", "6"), (0, 0.881), (0.498, 0.919)),
    ],
)
def test_the_three_who_hold_a_covert_network_together(name, size, best, f, df):
    network, ties = read(COVERT / f"morselli_{name}.csv")
    assert (len(network.nodes), ties.height, len(network.ties)) == size
    for measure, figures in ((fragmentation, f), (distance_fragmentation, df)):
        found = key_set(network, measure)
        assert found.nodes == best
        assert (found.before, found.after) == pytest.approx(figures, abs=1e-3)


def test_alliances_of_groups():
    groups, _ = read(BACRIM / "BACRIM2020_Nodes.csv")
    allied, _ = read(BACRIM / "BACRIM2020_Alliances.csv")
    assert (len(groups.nodes), len(allied.nodes), len(allied.ties), len(allied.components)) == (150, 91, 91, 8)
    found = communities(allied)
    assert (round(found.quality, 4), len(found.groups), found.similarity) == (0.7345, 12, pytest.approx(1.0))
    scores = betweenness(allied)
    assert [(node, round(scores[node], 3)) for node in first(scores)[:3]] == [
        ("N10025", 0.268),
        ("N10127", 0.104),
        ("N10013", 0.068),
    ]
