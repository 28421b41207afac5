"""Cells added up, against plain dictionaries: few combinations, many, and more than one number can tell apart."""

from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.lattice.adding import added
from data_access.lattice.cubes import Found

CELLS = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 2), st.integers(-(2**40), 2**40), st.integers(0, 2**40), st.booleans()),
    max_size=12,
)


def found(cells, *, with_sure):
    a, b, n, most, sure = (np.array(c, dtype=np.int64) for c in (zip(*cells, strict=True) if cells else ((),) * 5))
    return Found({"a": a, "b": b}, {"n": n, "most": most}, sure.astype(bool) if with_sure else None)


@pytest.mark.parametrize("room", [4, 2**20, 2**45])
@given(parts=st.lists(CELLS, min_size=1, max_size=3), with_sure=st.lists(st.booleans(), min_size=3, max_size=3))
def test_each_combination_once(room, parts, with_sure):
    sizes = {"a": room, "b": room}
    sums = added([found(p, with_sure=w) for p, w in zip(parts, with_sure, strict=False)], sizes, ("most",))
    expected = defaultdict(lambda: [0, 0])
    for part, w in zip(parts, with_sure, strict=False):
        for a, b, n, most, sure in part:
            cell = expected[sure or not w, a, b]
            cell[0] += n
            cell[1] = max(cell[1], most)
    sure = sums.sure if sums.sure is not None else np.ones(sums.figures["n"].size, dtype=bool)
    keys = zip(sure.tolist(), sums.keys["a"].tolist(), sums.keys["b"].tolist(), strict=True)
    figures = zip(sums.figures["n"].tolist(), sums.figures["most"].tolist(), strict=True)
    assert [(k, list(f)) for k, f in zip(keys, figures, strict=True)] == sorted(expected.items())
