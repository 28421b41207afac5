"""A list made short loses nothing; what names nothing is no member of it."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from analysis.shortlist import REST, UNREPORTED, named_rows, share_named, shortlist
from domain.cells import CellState
from domain.words import ENGLISH

ROWS = st.lists(st.tuples(st.sampled_from([*"abcdefgh", *UNREPORTED]), st.none() | st.integers(0, 99)), max_size=12)
SCHEMA = {"code": pl.String, "label": pl.String, "value": pl.Float64, "state": pl.String}


def listed(rows):
    states = [CellState.NOT_REPORTED if v is None else CellState.VALUE for _, v in rows]
    return pl.DataFrame(
        [(c, c.upper(), v, s.value) for (c, v), s in zip(rows, states, strict=True)], SCHEMA, orient="row"
    )


@given(ROWS, st.integers(1, 5))
def test_nothing_is_lost_from_the_sum(rows, most):
    short = shortlist(listed(rows), most, ENGLISH)
    assert short["value"].sum() == sum(v or 0 for _, v in rows)
    names = [c for c, _ in rows if c not in UNREPORTED]
    untold = [c for c, _ in rows if c in UNREPORTED]
    assert short["code"].to_list() == names[:most] + [REST] * (len(names) > most) + untold
    assert short["quiet"].to_list() == [False] * len(names[:most]) + [True] * (len(names) > most) + [True] * len(untold)


@given(ROWS)
def test_the_part_that_is_told(rows):
    share, everything = share_named(listed(rows)), sum(v or 0 for _, v in rows)
    named = sum(v or 0 for c, v in rows if c not in UNREPORTED)
    assert share == (None if not everything or named == everything else named / everything)
    assert named_rows(listed(rows))["value"].sum() == named


def test_a_rest_without_a_figure_has_none_and_keeps_the_notes():
    rows = listed([("a", 5), ("b", None), ("", 2)]).with_columns(note=pl.Series(["x", "y", "z"]))
    short = shortlist(rows, 1, ENGLISH)
    assert short.row(1, named=True) == {
        "code": REST,
        "label": "1 other",
        "value": None,
        "state": "not_reported",
        "note": "",
        "quiet": True,
    }
    assert short["note"].to_list() == ["x", "", "z"]
