"""Which chart forms and scales make sense for a measure and its dimensions, the best first. Rules only, no data.

The reader of an explorer gets nothing that would mislead: no line over what has no order, no parts of a whole
where groups overlap, no share of a sum that is an interval (shared/design/methods.md §12; field.md §2).
"""

from collections.abc import Container, Sequence
from dataclasses import dataclass

from domain.dimensions import DIMENSIONS
from domain.messages import N_

TIME = ("year", "month")
PLACES = frozenset(
    {
        *("country", "region", "division", "admin1", "place"),
        *("producing", "departure", "destination", "route", "transit", "jurisdiction"),
    }
)
"""Dimensions whose members are places or pairs of places: A–Z, no league table."""
_ONE_IN_THE_OTHER = frozenset(
    frozenset(pair)
    for pair in (
        ("year", "month"),
        ("goods", "goods_group"),
        ("country", "region"),
        ("division", "country"),
        ("division", "region"),
        ("division", "admin1"),
        ("admin1", "country"),
        ("admin1", "region"),
        ("route", "departure"),
        ("route", "destination"),
    )
)
"""Pairs of which one decides the other: their table is a diagonal that says nothing."""
NOTED = ("bars", "dots", "heat")
"""Forms with room for coverage and an interval beside each member."""
STATISTICS_BY = ("country", "year")
"""What statistics of persons can be asked by without mixing breakdowns."""


@dataclass(frozen=True, kw_only=True)
class Form:
    """A way to draw: its name, and how many members of a list it shows unless the reader asks for others."""

    key: str
    label: str
    shown: int
    most: int


FORMS = {
    f.key: f
    for f in (
        Form(key="map", label=N_("Map"), shown=300, most=300),
        Form(key="bars", label=N_("Bars"), shown=12, most=60),
        Form(key="dots", label=N_("Dots"), shown=20, most=60),
        Form(key="line", label=N_("Line over time"), shown=5, most=10),
        Form(key="heat", label=N_("Heat table"), shown=20, most=60),
        Form(key="stacked", label=N_("Stacked bars"), shown=12, most=40),
        Form(key="panels", label=N_("Small multiples"), shown=12, most=24),
        Form(key="table", label=N_("Table"), shown=5000, most=5000),
    )
}

SCALES = {
    "linear": N_("Figures"),
    "log": N_("Figures on a logarithmic scale"),
    "all": N_("Share of all"),
    "row": N_("Share of the row"),
    "column": N_("Share of the column"),
    "index": N_("Index, one period = 100"),
}


def oriented(by: Sequence[str]) -> tuple[str, ...]:
    """The dimensions as rows and columns: time runs across."""
    one = tuple(by)
    return (one[1], one[0]) if len(one) == 2 and one[0] in TIME else one


def partners(first: str, dimensions: Sequence[str]) -> tuple[str, ...]:
    """Which of the dimensions may stand beside the first."""
    return tuple(d for d in dimensions if d != first and frozenset((first, d)) not in _ONE_IN_THE_OTHER)


def sensible(by: Sequence[str], known: Container[str] = DIMENSIONS) -> bool:
    """Whether one or two known dimensions make a table that says something."""
    if not 1 <= len(by) <= 2 or any(d not in known for d in by):
        return False
    return len(by) == 1 or by[1] in partners(by[0], by)


def available_forms(by: Sequence[str], sizes: Sequence[int], *, overlapping: bool, additive: bool) -> tuple[str, ...]:
    """The forms that make sense, the best first.

    `by`: dimensions as `oriented` gives them, `sizes`: how many members each has in the data. `overlapping`: a record
    may stand in several groups. `additive`: sums are plain figures (not intervals).
    """
    if len(by) == 1:
        return _of_one(by[0], sizes[0])
    parts = ("stacked",) if additive and not overlapping else ()
    if by[1] not in TIME:
        return ("heat", *parts, "table")
    lines = ("line", "panels", "heat") if sizes[0] <= FORMS["line"].shown else ("heat", "line", "panels")
    return (*(lines if sizes[1] > 1 else ("heat",)), *parts, "table")


def _of_one(dimension: str, size: int) -> tuple[str, ...]:
    """A single list. One period alone is no line, one country alone no map."""
    if dimension in TIME:
        return ("line", "bars", "table") if size > 1 else ("bars", "table")
    if dimension == "country" and size > 1:
        return ("map", "bars", "dots", "table")
    return ("bars", "dots", "table")


def scales(form: str, by: Sequence[str], *, additive: bool) -> tuple[str, ...]:
    """The scales that a form can be read on, the plain one first.

    A bar stands for its length, so that it has no logarithm: dots do. A share needs a whole that is a plain sum.
    """
    two = len(by) == 2
    shares: dict[str, tuple[str, ...]] = {
        "bars": ("all",),
        "line": ("column",) if two else (),
        "heat": ("row", "column"),
        "table": ("row", "column") if two else ("all",),
        "stacked": ("column",) if by[-1] in TIME else ("row",),
    }
    plain: dict[str, tuple[str, ...]] = {
        "dots": ("log", "linear"),
        "line": ("linear", "log", "index"),
        "panels": ("linear", "log", "index"),
    }
    return (*plain.get(form, ("linear",)), *(shares.get(form, ()) if additive else ()))


def lengths(form: str, by: Sequence[str]) -> tuple[int, int]:
    """How many members of the list a form shows, and at most: as many parts of a bar as there are colours."""
    if form == "stacked" and by[-1] in TIME:
        return 7, 9
    return FORMS[form].shown, FORMS[form].most


def orders(rows: str, measure: str, form: str) -> tuple[str, ...]:
    """How a list may be ordered, the default first: places A–Z, and by value only where an interval stands beside.

    Intervals are those of a count, coverage is known of countries and of regions, and both stand only at bars, dots and
    the rows of a heat table: lists of other forms, and every table and file, keep places A–Z.
    """
    if rows in TIME:
        return ("az",)
    if rows not in PLACES:
        return ("value", "az")
    ranked = measure == "seizures" and rows in ("country", "region") and form in NOTED
    return ("az", "value") if ranked else ("az",)
