"""Like beside like."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from analysis.networks.order import ordered

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
