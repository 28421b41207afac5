"""What may be shown of small numbers, so that nobody can work out what is withheld: pure, for any table with sums.

Withheld first is what is sensitive (few, from few contributors, or mostly one contributor's); then what would give it
away by subtraction, at the least cost; at last every withheld figure is audited by linear programming: the interval in
which it may lie, as seen by somebody outside and by each contributor, who knows its own part. Zero is shown.

Method: cell suppression as in Fischetti and Salazar (2000); thresholds: docs/methods.md, "Disclosure".
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import inf
from typing import Any

NEARLY = 1e-6
"""What the solver leaves undecided."""


@dataclass(frozen=True, kw_only=True)
class Rules:
    """`threshold`: a count below it is sensitive, and so is what others brought to a count, as its largest contributor
    sees it. `contributors`: fewer are sensitive (0: contributors are not looked at). `dominance`: a larger part of one
    contributor is sensitive. `width`: how wide the interval of each withheld figure must be.
    """

    threshold: int = 5
    contributors: int = 0
    dominance: float = 1.0
    width: float = 5.0


SEIZURES = Rules()
"""For reported seizures, whose contributors are authorities."""
CONTRIBUTED = Rules(contributors=3, dominance=0.75)
"""For incidents that companies bring."""


@dataclass(frozen=True)
class Table:
    """`cells`: counts, none below zero. `sums`: the positions of the cells of each sum that is shown with them.

    `parts`: what each contributor brought to each cell; () where that is not looked at.
    """

    cells: tuple[int, ...]
    sums: tuple[tuple[int, ...], ...] = ()
    parts: tuple[tuple[int, ...], ...] = ()

    @property
    def statements(self) -> tuple[tuple[int, ...], ...]:
        """All that may be shown: each cell, then each sum, as positions of cells."""
        return (*((i,) for i in range(len(self.cells))), *self.sums)

    def value(self, statement: Iterable[int]) -> int:
        """The figure of a statement."""
        return sum(self.cells[i] for i in statement)


def one_way(cells: Sequence[int], parts: Sequence[Sequence[int]] = ()) -> Table:
    """A row of counts with its total."""
    return Table(tuple(cells), (tuple(range(len(cells))),), tuple(tuple(p) for p in parts))


def two_way(rows: Sequence[Sequence[int]], parts: Sequence[Sequence[Sequence[int]]] = ()) -> Table:
    """Rows of counts with the totals of rows, of columns, and of all."""
    across, down = len(rows[0]), len(rows)
    lines = [tuple(r * across + c for c in range(across)) for r in range(down)]
    stacks = [tuple(r * across + c for r in range(down)) for c in range(across)]
    flat = tuple(n for row in rows for n in row)
    own = tuple(tuple(n for row in part for n in row) for part in parts)
    return Table(flat, (*lines, *stacks, tuple(range(len(flat)))), own)


Shown = tuple[bool, ...]
"""For each statement of a table whether it is shown."""


def sensitive(table: Table, rules: Rules) -> Shown:
    """For each statement whether it must be withheld for its own sake."""
    return tuple(_sensitive(table, statement, rules) for statement in table.statements)


def _sensitive(table: Table, statement: tuple[int, ...], rules: Rules) -> bool:
    brought = [sum(part[i] for i in statement) for part in table.parts]
    return few(table.value(statement), brought, rules)


def few(n: int, brought: Sequence[int], rules: Rules) -> bool:
    """Whether a count is sensitive. brought: of each contributor."""
    if n == 0:
        return False
    if n < rules.threshold:
        return True
    if not rules.contributors:
        return False
    largest = max(brought, default=0)
    alone = sum(part > 0 for part in brought) < rules.contributors
    return alone or largest > rules.dominance * n or n - largest < rules.threshold


def protect(table: Table, rules: Rules) -> Shown:
    """What may be shown: after it each withheld statement lies, for everybody, in an interval of `rules.width`."""
    shown = tuple(not withheld for withheld in sensitive(table, rules))
    # each round withholds one statement more; where all that is not zero is withheld, nothing is bounded from above
    while (weak := next(_weak(table, shown, rules), None)) is not None:
        shown = _withheld_beside(table, shown, weak, rules)
    return shown


def cells_with_total(table: Table, rules: Rules) -> Shown:
    """For each cell of a row whose total is shown whatever comes of it: whether the cell may be shown beside it.

    Where the total itself would have to go, every cell goes that is not zero. The total must not be sensitive.
    """
    *cells, total = protect(table, rules)
    return tuple(cells) if total else tuple(n == 0 for n in table.cells)


def _weak(table: Table, shown: Shown, rules: Rules) -> Any:
    """Withheld statements whose interval is too narrow, each with what its attacker knows."""
    for known in _attackers(table):
        for position, (low, high) in intervals(table, shown, known).items():
            if high - low < rules.width - NEARLY:
                yield position, known


def _attackers(table: Table) -> tuple[tuple[int, ...], ...]:
    """What each knows to be the least of every cell: somebody outside nothing, a contributor its own part."""
    return (tuple(0 for _ in table.cells), *table.parts)


def audit(table: Table, shown: Shown) -> dict[int, tuple[float, float]]:
    """Position of each withheld statement → the narrowest interval that anybody can work out for it."""
    narrowest: dict[int, tuple[float, float]] = {}
    for known in _attackers(table):
        for position, (low, high) in intervals(table, shown, known).items():
            before = narrowest.get(position, (0.0, inf))
            narrowest[position] = min(before, (low, high), key=lambda ends: ends[1] - ends[0])
    return narrowest


def intervals(table: Table, shown: Shown, known: Sequence[int]) -> dict[int, tuple[float, float]]:
    """Position of each withheld statement → lowest and highest value that fit all that is shown (linear programming).

    known: the least that the attacker knows each cell to be.
    """
    hidden = [i for i in range(len(table.cells)) if not shown[i]]
    column = {cell: n for n, cell in enumerate(hidden)}
    equations = [
        ([column[i] for i in statement if i in column], table.value(i for i in statement if i in column))
        for statement, is_shown in zip(table.statements, shown, strict=True)
        if is_shown
    ]
    equations = [(cells, rest) for cells, rest in equations if cells]
    bounds = [(float(known[i]), None) for i in hidden]
    within: list[list[int]] = [[] for _ in hidden]
    for number, (cells, _) in enumerate(equations):
        for cell in cells:
            within[cell].append(number)
    found: dict[tuple[object, ...], tuple[float, float]] = {}
    result = {}
    for position, statement in enumerate(table.statements):
        if shown[position]:
            continue
        asked = [column[i] for i in statement if i in column]
        # cells in the same equations with the same bound are alike: one of them speaks for all
        alike = tuple(sorted((*within[c], -1, bounds[c][0]) for c in asked))
        if alike not in found:
            found[alike] = _ends(len(hidden), asked, equations, bounds)
        apart = table.value(i for i in statement if i not in column)
        low, high = found[alike]
        result[position] = (low + apart, high + apart)
    return result


Equations = list[tuple[list[int], int]]


def _ends(n: int, asked: list[int], equations: Equations, bounds: list[tuple[float, None]]) -> tuple[float, float]:
    """The least and the greatest sum of some withheld cells."""
    if not asked:  # a sum whose cells are all shown is known, whether it is shown or not
        return 0.0, 0.0
    from scipy.optimize import linprog  # type: ignore[import-untyped] # half a second that few have to wait

    weights = [float(i in asked) for i in range(n)]
    matrix = [[float(i in cells) for i in range(n)] for cells, _ in equations] or None
    rest = [float(value) for _, value in equations] or None
    ends = []
    for sign in (1.0, -1.0):
        solved = linprog([sign * w for w in weights], A_eq=matrix, b_eq=rest, bounds=bounds, method="highs")
        ends.append(sign * solved.fun if solved.status == 0 else sign * -inf)
    return ends[0], ends[1]


def _withheld_beside(table: Table, shown: Shown, weak: tuple[int, Sequence[int]], rules: Rules) -> Shown:
    """Withhold more, at the least cost, until one statement's interval is wide enough for one attacker."""
    kept = _cheapest(table, shown, weak, rules)
    if kept == shown:  # nothing more helps, or the solver gave up: then nothing but zero is shown
        return tuple(is_shown and table.value(s) == 0 for s, is_shown in zip(table.statements, shown, strict=True))
    return kept


def _cheapest(table: Table, shown: Shown, weak: tuple[int, Sequence[int]], rules: Rules) -> Shown:
    """What may stay shown (mixed-integer programming).

    Wanted are two tables that fit all that stays shown and differ by `width` in the weak statement. To withhold costs
    what is withheld, nothing where it is withheld already; zero is never withheld. Variables: how far each cell lies
    off in the one table and in the other, then for each statement whether it is withheld.
    """
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp

    (position, known), n = weak, len(table.cells)
    values = np.array([table.value(s) for s in table.statements], dtype=float)
    open_now, most = np.array(shown, dtype=float), float(values.max() + rules.width + 1)
    members = np.zeros((len(values), n))
    for row, statement in enumerate(table.statements):
        members[row, list(statement)] = 1.0
    none, moves = np.zeros_like(members), np.diag(np.full(len(values), -most))
    # a statement that is shown does not move, up or down, in either table; one that is withheld may
    still = [
        np.hstack([*pair, moves]) for pair in ((members, none), (-members, none), (none, members), (none, -members))
    ]
    apart = np.hstack([members[position], -members[position], np.zeros(len(values))])
    limits = [0.0] * (4 * len(values)) + [inf]
    solved = milp(
        np.hstack([np.zeros(2 * n), values * open_now]),
        integrality=np.hstack([np.zeros(2 * n), np.ones(len(values))]),
        bounds=Bounds(
            np.hstack([np.tile(np.array(known, dtype=float) - np.array(table.cells, dtype=float), 2), 1 - open_now]),
            np.hstack([np.full(2 * n, most), np.maximum(values > 0, 1 - open_now)]),
        ),
        constraints=LinearConstraint(np.vstack([*still, apart]), [-inf] * (4 * len(values)) + [rules.width], limits),
    )
    if solved.x is None:
        return shown
    return tuple(bool(is_shown and x < 0.5) for is_shown, x in zip(shown, solved.x[2 * n :], strict=True))
