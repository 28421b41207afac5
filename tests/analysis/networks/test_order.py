"""Like beside like."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from analysis.networks.graph import graph
from analysis.networks.order import in_a_row, ordered
from tests.analysis.networks.plain import SMALL

CELL = st.tuples(st.sampled_from("pqrs"), st.sampled_from("wxyz"))


@given(st.dictionaries(CELL, st.integers(1, 9), min_size=1), st.randoms())
def test_every_code_once_and_the_same_for_any_order_of_the_cells(cells, chance):
    rows = [(a, b, n) for (a, b), n in cells.items()]
    frame = pl.DataFrame(rows, schema=["goods", "place", "n"], orient="row")
    down, across = ordered(frame, "goods", "place")
    assert sorted(down) == sorted({a for a, _ in cells}) and sorted(across) == sorted({b for _, b in cells})
    chance.shuffle(rows)
    assert ordered(pl.DataFrame(rows, schema=["goods", "place", "n"], orient="row"), "goods", "place") == (down, across)


def test_two_blocks_stand_apart():
    cells = [(row, column, 1) for block in ("ac", "bd") for row in block for column in block.upper()]
    down, across = ordered(pl.DataFrame(cells, schema=["r", "c", "n"], orient="row"), "r", "c")
    assert "".join(down) in {"acbd", "cabd", "acdb", "cadb", "bdac", "dbac", "bdca", "dbca"}
    assert "".join(across).lower()[:2] in {"ac", "ca", "bd", "db"}


@given(SMALL)
def test_every_node_stands_once_in_a_row_and_parts_stay_together(network):
    row = in_a_row(network)
    assert sorted(row) == list(network.nodes)
    for part in network.components:
        at = sorted(row.index(node) for node in part)
        assert at == list(range(at[0], at[0] + len(part)))


def test_a_path_stays_a_path():
    path = graph([], [("c", "a"), ("a", "d"), ("d", "b")])
    assert in_a_row(path) in {("c", "a", "d", "b"), ("b", "d", "a", "c")}
