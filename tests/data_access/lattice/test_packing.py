"""Adding up by one wide column gives what a plain grouping gives, however many bits the columns take."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from data_access.lattice.build import TYPES, chunk, framed
from data_access.lattice.packing import grouped

KINDS = {np.uint8: 8, np.uint16: 16, np.uint32: 32}
COLUMNS = st.lists(
    st.sampled_from(sorted(KINDS, key=KINDS.get)).flatmap(
        lambda kind: st.tuples(st.just(kind), st.lists(st.integers(0, 2 ** KINDS[kind] - 1), min_size=1, max_size=3))
    ),
    min_size=1,
    max_size=6,
)


@limits(max_examples=40, deadline=None)
@given(columns=COLUMNS, picks=st.lists(st.integers(0, 2**30), min_size=0, max_size=30))
def test_it_is_a_grouping(columns, picks):
    by = {
        f"k{i}": np.array([values[pick // 3**i % len(values)] for pick in picks], dtype=kind)
        for i, (kind, values) in enumerate(columns)
    }
    frame = pl.DataFrame({**by, "n": np.array(picks, dtype=np.uint32), "most": np.array(picks, dtype=np.int64)})
    expected = frame.group_by(list(by)).agg(pl.col("n").cast(pl.Int64).sum(), pl.col("most").max()).sort(list(by))
    assert grouped(frame, list(by), ["n"], ["most"]).rows() == expected.rows()


def test_sums_are_not_cut_off_at_the_type_that_was_put_away():
    frame = pl.DataFrame({"k": np.zeros(3, np.uint8), "n": np.full(3, 250, np.uint8)})
    assert grouped(frame, ["k"], ["n"], []).rows() == [(0, 750)]


@given(st.lists(st.one_of(st.none(), st.integers(-(2**40), 2**40)), max_size=5))
def test_rows_come_back_as_they_were_put_away(values):
    put = chunk(pl.DataFrame({"value_milli": pl.Series(values, dtype=pl.Int64)}))
    assert framed(put)["value_milli"].to_list() == [v or 0 for v in values]
    assert framed(put)["value_milli"].to_numpy().dtype == TYPES["value_milli"]


@pytest.mark.parametrize(("name", "value"), [("mode", 256), ("country", -1), ("n_records", 2**32)])
def test_what_does_not_fit_is_an_error(name, value):
    with pytest.raises(OverflowError, match=name):
        chunk(pl.DataFrame({name: [value]}))


def test_small_numbers_take_little():
    assert chunk(pl.DataFrame({"n": [255]}))["n"].dtype == np.uint8
    assert chunk(pl.DataFrame({"n": [256]}))["n"].dtype == np.uint16
