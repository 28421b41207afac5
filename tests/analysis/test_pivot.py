"""Cross tables against a slow twin in plain Python: margins, folding, shares, and zeros that are not claimed."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.pivot import (
    CELLS,
    MARGIN,
    Pivot,
    folded,
    indexed,
    of_one,
    pivot,
    respelled,
    shares,
    spellings,
    summed,
    unrecorded,
    unreported_share,
)
from analysis.shortlist import REST
from domain.cells import CellState

V, Z, N, S, R = (s.value for s in CellState)


def margin(*rows: tuple[str, float | None, str]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=dict(list(MARGIN.items())[:3]), orient="row")


def cells(*rows: tuple[str, str, float | None, str]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=dict(list(CELLS.items())[:4]), orient="row")


def cell(table: Pivot, row: str, column: str) -> tuple[float | None, str, str]:
    found = table.cells.filter((pl.col("row") == row) & (pl.col("column") == column))
    return found.select("value", "state", "reason").row(0)


def test_a_missing_cell_is_zero_only_where_nothing_could_belong_there():
    rows, columns = margin(("a", 3, V), ("b", 2, V)), margin(("x", 3, V), ("y", 2, V))
    told = pivot(cells(("a", "x", 3.0, V), ("b", "y", 2.0, V)), rows, columns, 5)
    assert cell(told, "a", "y") == (0.0, Z, "absent") and cell(told, "a", "x") == (3.0, V, "")
    half = pivot(
        cells(("a", "x", 3.0, V), ("a", "", 1.0, V), ("b", "y", 2.0, V)),
        margin(("a", 4, V), ("b", 2, V)),
        margin(("x", 3, V), ("y", 2, V), ("", 1, V)),
        6,
    )
    assert cell(half, "a", "y") == (None, N, "may-be-here") and cell(half, "b", "x") == (0.0, Z, "absent")
    assert cell(half, "b", "") == (0.0, Z, "absent")
    both = pivot(
        cells(("a", "x", 3.0, V), ("", "unknown", 1.0, V)),
        margin(("a", 3, V), ("b", 0, Z), ("", 1, V)),
        margin(("x", 3, V), ("y", 0, Z), ("unknown", 1, V)),
        4,
    )
    assert {cell(both, r, c)[2] for r, c in (("a", "y"), ("b", "x"), ("b", "y"))} == {"may-be-here"}


def test_a_year_that_nobody_reported_is_no_zero():
    table = pivot(cells(("a", "2014", 3.0, V)), margin(("a", 3, V)), margin(("2013", None, N), ("2014", 3, V)), 3)
    assert cell(table, "a", "2013") == (None, N, "silent")
    persons = pivot(cells(("a", "x", 3.0, V)), margin(("a", 3, V)), margin(("x", 3, V), ("y", 1, V)), 4, silent=True)
    assert cell(persons, "a", "y") == (None, N, "silent")


def test_a_zero_that_was_reported_stays():
    told = cells(("a", "x", 0.0, Z), ("a", "", 4.0, V)).with_columns(pl.Series("n_reported", [2, 1]))
    table = pivot(told, margin(("a", 4, V)), margin(("x", 0, Z), ("", 4, V)), 4)
    assert cell(table, "a", "x") == (0.0, Z, "")
    assert cell(pivot(told.drop("n_reported"), table.rows, table.columns, 4), "a", "x") == (None, N, "may-be-here")


def test_groups_that_overlap_are_seen_and_keep_the_true_total():
    rows = margin(("a", 3, V), ("b", 3, V))
    table = pivot(cells(("a", "x", 3.0, V), ("b", "x", 3.0, V)), rows, margin(("x", 4, V)), 4)
    assert table.overlapping and table.total == 4
    assert folded(table, "row", 1).total == 4 and not of_one(margin(("a", 4, V)), 4).overlapping
    assert not of_one(margin(("a", 0.1, V), ("b", 0.2, V)), 0.3).overlapping, "0.1 + 0.2 is more than 0.3 in a float"


@pytest.mark.parametrize(
    ("states", "state", "value"),
    [
        ([(2.0, V), (None, N)], V, 2.0),
        ([(0.0, Z), (0.0, Z)], Z, 0.0),
        ([(0.0, Z), (None, N)], N, None),
        ([(None, S), (None, N)], S, None),
        ([(None, S), (None, R)], R, None),
        ([(1.0, V), (None, S), (0.0, Z)], V, 1.0),
    ],
)
def test_the_state_of_a_sum(states, state, value):
    frame = margin(*[("k", v, s) for v, s in states])
    assert summed(frame, ["code"]).rows() == [("k", value, state)]


figures = st.one_of(
    st.tuples(st.integers(1, 9).map(float), st.just(V)),
    st.sampled_from([(0.0, Z), (None, N), (None, S), (None, R)]),
)
tables = st.dictionaries(
    st.tuples(st.sampled_from(["a", "b", "c", "d", "", "unknown"]), st.sampled_from(["x", "y", "z", ""])), figures
)


def slow(held, axis, most):
    """Folding in plain Python: name → the name it is shown under."""
    sums: dict[str, float] = {}
    for key, (value, _) in held.items():
        sums[key[axis]] = sums.get(key[axis], 0) + (value or 0)
    states = {k: {s for c, (_, s) in held.items() if c[axis] == k} for k in sums}
    none = {k: V not in states[k] and states[k] != {Z} for k in sums}
    told = sorted((k for k in sums if k not in ("", "unknown")), key=lambda k: (none[k], -sums[k], k))
    shown = {k: k for k in (*told[:most], *(k for k in sums if k in ("", "unknown")))}
    return {k: shown.get(k, REST) for k in sums}


@settings(max_examples=40)
@given(held=tables, most=st.integers(1, 3))
def test_folding_loses_no_figure(held, most):
    frame = cells(*[(*key, *value) for key, value in held.items()])
    margins = [
        summed(frame.select(pl.col(a).alias("code"), "value", "state"), ["code"]).sort("code")
        for a in ("row", "column")
    ]
    table = pivot(frame, margins[0], margins[1], float(frame["value"].sum() or 0))
    short = folded(table, "row", most)
    assert short.cells["value"].sum() == pytest.approx(table.cells["value"].sum())
    assert short.cells.height == short.rows.height * short.columns.height
    names = slow(held, 0, most)
    assert set(short.rows["code"]) == set(names.values())
    for shown in set(names.values()):
        expected = sum(v or 0 for (r, _), (v, _) in held.items() if names[r] == shown)
        assert float(short.rows.filter(pl.col("code") == shown)["value"].sum() or 0) == pytest.approx(expected)


def test_shares_are_of_true_margins():
    table = pivot(
        cells(("a", "x", 1.0, V), ("a", "y", 3.0, V), ("b", "x", 1.0, V)),
        margin(("a", 4, V), ("b", 1, V), ("c", None, N)),
        margin(("x", 2, V), ("y", 3, V)),
        5,
    )
    assert cell(shares(table, "row"), "a", "y")[0] == 0.75 and cell(shares(table, "column"), "a", "x")[0] == 0.5
    assert cell(shares(table, "all"), "a", "y")[0] == pytest.approx(0.6)
    assert shares(table, "all").rows["value"].to_list()[0] == 0.8
    assert cell(shares(table, "row"), "c", "x")[:2] == (None, N)


def test_there_is_no_share_of_nothing():
    none = pivot(cells(("a", "x", 0.0, Z)), margin(("a", 0, Z)), margin(("x", 0, Z)), 0)
    assert shares(none, "all").rows["value"].to_list() == [None]
    assert shares(none, "all").cells["value"].to_list() == [None]


def test_an_index_is_of_one_base_for_all_rows():
    rows = cells(("a", "2012", 8.0, V), ("a", "2013", 4.0, V), ("a", "2014", 6.0, V), ("b", "2012", 1.0, V))
    columns = margin(("2012", 9, V), ("2013", 4, V), ("2014", 6, V))
    table = indexed(pivot(rows, margin(("a", 18, V), ("b", 1, V)), columns, 19), "2013")
    assert [cell(table, "a", y)[0] for y in ("2012", "2013", "2014")] == [200, 100, 150]
    assert cell(table, "b", "2012")[:2] == (None, N), "what has no figure in the base period has no index"


def test_spellings_are_joined_and_the_commonest_names_them():
    lists = margin(("CALI ", 5, V), ("Cali", 2, V), ("Bogotá", 1, V))
    names = {"row": spellings(lists)}
    assert names["row"] == {"CALI ": "CALI", "Cali": "CALI", "Bogotá": "Bogotá"}
    joined = respelled(cells(("CALI ", "x", 5.0, V), ("Cali", "x", 2.0, V)), ["row", "column"], names)
    assert joined.rows() == [("CALI", "x", 7.0, V)]


def test_how_much_is_untold():
    assert unreported_share(margin(("a", 6, V), ("", 3, V), ("unknown", 1, V)), 10) == 0.4
    assert unreported_share(margin(), 0) is None and unreported_share(margin(("", 3, V)), 2) == 1


def test_an_empty_table_honours_its_contract():
    table = pivot(cells(), margin(), margin(), None)
    assert table.cells.schema == pl.Schema(CELLS) and folded(shares(table, "row"), "row", 3).rows.is_empty()


def test_what_sources_do_not_record_is_neither_zero_nor_doubt_but_figures_stay():
    rows, columns = margin(("a", 3, V), ("b", 2, V)), margin(("x", 3, V), ("", 2, V))
    table = pivot(cells(("a", "x", 3.0, V), ("b", "", 2.0, V)), rows, columns, 5)
    assert cell(table, "b", "x") == (None, N, "may-be-here")
    told = unrecorded(table, ["b"], [])
    assert cell(told, "b", "x") == (None, N, "unrecorded") and cell(told, "b", "") == (2.0, V, "")
    assert unrecorded(table, ["a"], []).cells.equals(table.cells), "a figure is never taken away"
    assert unrecorded(table, [], []) is table


def test_folded_zeros_are_absent_only_if_all_are():
    frame = pl.DataFrame(
        {"k": ["a", "a", "b", "b"], "value": [0.0] * 4, "state": [Z] * 4, "reason": ["absent", "absent", "", "absent"]}
    )
    assert summed(frame, ["k"])["reason"].to_list() == ["absent", ""]


def test_seizures_that_may_belong_to_a_cell_leave_it_no_zero():
    """`possible` of a cell, or records of which a filtered field is not known and that may belong to any."""
    rows, columns = margin(("a", 3, V), ("b", 2, V)), margin(("x", 3, V), ("y", 2, V))
    held = cells(("a", "x", 3, V), ("b", "y", 2, V), ("a", "y", 0, Z)).with_columns(possible=pl.Series([4, 0, 1]))
    table = pivot(held, rows, columns, 5)
    assert cell(table, "a", "y") == (None, N, "may-be-here") and cell(table, "b", "x") == (0, Z, "absent")
    assert table.cells.filter(pl.col("row") == "a", pl.col("column") == "x")["possible"].item() == 4
    doubted = pivot(held, rows, columns, 5, doubtful=True)
    assert cell(doubted, "b", "x") == (None, N, "may-be-here") and cell(doubted, "b", "y")[0] == 2
