"""What may be shown of small numbers: nobody can narrow a withheld figure further than asked. LP against brute force."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.suppression import (
    CONTRIBUTED,
    SEIZURES,
    Rules,
    Table,
    audit,
    cells_with_total,
    few,
    intervals,
    one_way,
    protect,
    two_way,
)

ORACLE = [[20, 3, 17], [15, 12, 9], [8, 21, 30]]
"""Of the design notes: alone, the 3 follows from its row; the cheapest complement is 17, 12 and 9."""
COUNT = st.sampled_from([0, 0, 1, 2, 3, 4, 5, 7, 9, 12, 20, 60])


def test_the_oracle_of_the_design_notes():
    table = two_way(ORACLE)
    shown = protect(table, SEIZURES)
    assert [table.cells[i] for i in range(9) if not shown[i]] == [3, 17, 12, 9]
    assert all(shown[9:]), "totals are shown"
    assert audit(table, shown)[1] == pytest.approx((0, 15))


def test_alone_the_small_cell_follows_from_its_total():
    table = two_way(ORACLE)
    only = tuple(i != 1 for i in range(len(table.statements)))
    assert intervals(table, only, [0] * 9)[1] == pytest.approx((3, 3))


@pytest.mark.parametrize(
    ("n", "brought", "withheld"),
    [
        (0, (), False),
        (4, (2, 1, 1), True),
        (30, (15, 15), True),  # two contributors: each knows the other's
        (30, (25, 3, 2), True),  # dominated
        (12, (8, 2, 2), True),  # the largest sees that four are left
        (30, (12, 10, 8), False),
    ],
)
def test_what_is_sensitive(n, brought, withheld):
    assert few(n, brought, CONTRIBUTED) == withheld


def tables(with_parts: bool = False):
    """Small tables of one or two rows, of authorities or of contributors."""
    width = st.integers(1, 5)
    shape = st.tuples(st.sampled_from([1, 2, 3]), width)
    contributors = st.integers(2, 4) if with_parts else st.just(1)

    def build(drawn):
        (down, across), many = drawn
        part = st.lists(st.lists(COUNT, min_size=across, max_size=across), min_size=down, max_size=down)
        return st.lists(part, min_size=many, max_size=many).map(lambda parts: made(parts, with_parts))

    return st.tuples(shape, contributors).flatmap(build)


def made(parts, with_parts: bool) -> Table:
    rows = [[sum(cells) for cells in zip(*lines, strict=True)] for lines in zip(*parts, strict=True)]
    own = parts if with_parts else ()
    return two_way(rows, own) if len(rows) > 1 else one_way(rows[0], [part[0] for part in own])


@settings(max_examples=25, deadline=None)
@given(tables())
def test_every_withheld_figure_is_as_wide_as_asked_and_zero_is_shown(table: Table):
    holds(table, SEIZURES)


@settings(max_examples=15, deadline=None)
@given(tables(with_parts=True))
def test_no_contributor_learns_more_of_the_others(table: Table):
    holds(table, CONTRIBUTED)


@settings(max_examples=15, deadline=None)
@given(tables(), st.sampled_from([2.0, 10.0, 25.0]))
def test_any_width_can_be_asked(table: Table, width: float):
    holds(table, Rules(width=width))


def holds(table: Table, rules: Rules) -> None:
    shown = protect(table, rules)
    assert all(high - low >= rules.width - 1e-6 for low, high in audit(table, shown).values())
    for statement, is_shown in zip(table.statements, shown, strict=True):
        n = table.value(statement)
        if n == 0:
            assert is_shown
        brought = [sum(part[i] for i in statement) for part in table.parts]
        assert not (is_shown and few(n, brought, rules)), "what is sensitive is never shown"


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(COUNT, min_size=4, max_size=4), min_size=3, max_size=4))
def test_beside_a_total_that_may_be_shown_no_cell_gives_another_away(parts: list[list[int]]):
    table = one_way([sum(cells) for cells in zip(*parts, strict=True)], parts)
    brought = [sum(part) for part in parts]
    if few(sum(brought), brought, CONTRIBUTED):
        return
    shown = (*cells_with_total(table, CONTRIBUTED), True)
    assert all(high - low >= CONTRIBUTED.width - 1e-6 for low, high in audit(table, shown).values())


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 2), min_size=4, max_size=4), st.lists(st.booleans(), min_size=9, max_size=9))
def test_the_intervals_are_those_of_all_tables_that_fit(cells: list[int], shown: list[bool]):
    """A slow twin: every table of two by two that fits what is shown (its matrix is unimodular: no half numbers)."""
    table = two_way([cells[:2], cells[2:]])
    seen = (*shown[:8], True)  # with the total of all known, there are only so many
    total = sum(cells)
    fitting = [
        other
        for other in product(range(total + 1), repeat=4)
        if all(sum(other[i] for i in s) == table.value(s) for s, k in zip(table.statements, seen, strict=True) if k)
    ]
    for position, (low, high) in intervals(table, seen, [0] * 4).items():
        sums = [sum(other[i] for i in table.statements[position]) for other in fitting]
        assert (low, high) == pytest.approx((min(sums), max(sums)))
