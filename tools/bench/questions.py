"""What is asked: the questions of the pages, each of many distinct selections, and random ones with typical filters.

No two are equal, and no two share a selection, so that nothing kept from one answers another. Deterministic by seed.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from data_access.reference import tables as reference
from domain.entitlement import Entitlement
from domain.question import Question
from domain.selection import Selection
from domain.viewer import Viewer
from tools.bench.catalogue import CURRENCIES, FIRST_YEAR, LEVELS, MODES, REASONS, VALUATIONS, YEARS, Catalogue, Draw

COLD = 20
"""Distinct selections of each question."""
RANDOM = 300
RIGHTS = (
    ("public",),
    ("public", "partners"),
    ("public", "restricted"),
    ("public", "partners", "restricted"),
    LEVELS,
)
"""Handling levels that viewers have."""
LAST_YEAR = FIRST_YEAR + YEARS - 1
Where = tuple[tuple[str, tuple[str, ...]], ...]
Drawn = Callable[[Catalogue, Draw], tuple[str, ...]]


@dataclass(frozen=True)
class Asked:
    """A question of the list, by its name there, and the handling levels of who asks."""

    name: str
    question: Question
    handling: tuple[str, ...]

    @property
    def viewer(self) -> Viewer:
        """Who asks."""
        return Viewer(entitlement=Entitlement(handling=tuple(sorted(self.handling))), language="en")


PAGES: dict[str, tuple[str, ...]] = {
    "by country": ("country",),
    "by year": ("year",),
    "by region": ("region",),
    "by month, nearly the whole time": ("month",),
    "by mode": ("mode",),
    "by goods": ("goods",),
    "goods × mode": ("goods", "mode"),
    "departure → destination": ("departure", "destination"),
    "three goods, two years, by country": ("country",),
    "divisions of the largest country": ("division",),
    "mass by goods": ("goods",),
    "value by country": ("country",),
}
"""The questions of the pages, and what they are grouped by."""


def pages(known: Catalogue, cold: int = COLD) -> dict[str, list[Asked]]:
    """Name → `cold` distinct questions: the period begins and ends within a year, viewers and copies alternate."""
    return {name: [_page(known, name, at, i) for i in range(cold)] for at, name in enumerate(PAGES)}


def _page(known: Catalogue, name: str, at: int, i: int) -> Asked:
    """The i-th of a question; `at`: its place in the list, so that no other question has the same period."""
    where: Where = ()
    start, end = _period(at, i)
    if name == "three goods, two years, by country":
        year = FIRST_YEAR + 2 + i % (YEARS - 4)
        start, end = f"{year}-{1 + i % 12:02d}", f"{year + 2}-{max(i % 12, 1):02d}"
        where = (("goods", tuple(known.goods[(i * 2 + k * 5) % 45] for k in range(3))),)
    elif name == "divisions of the largest country":
        where = (("country", (known.countries[0],)),)
    selection = Selection(where=where, start=start, end=end, distinct=i % 3 != 0)
    kind = {}
    if name == "mass by goods":
        kind = {"unit_class": "mass"}
    elif name == "value by country":
        kind = {"currency": CURRENCIES[i % len(CURRENCIES)], "valuation": VALUATIONS[i % len(VALUATIONS)]}
    measure = {"mass by goods": "quantity", "value by country": "value"}.get(name, "seizures")
    question = Question.measured(selection, measure, PAGES[name], **kind)
    return Asked(name, question, RIGHTS[(at + i) % len(RIGHTS)])


def _period(at: int, i: int) -> tuple[str, str]:
    """A long period of its own for each (at, i): it begins and ends within a year."""
    begun = FIRST_YEAR + (i // 4 if at != 3 else i // 10)
    ended = LAST_YEAR - ((i + at) % 4 if at != 3 else 0)
    return f"{begun}-{2 + (at + 3 * i) % 11:02d}", f"{ended}-{1 + (at * 5 + i) % 11:02d}"


def _some(draw: Draw, codes: list[str], most: int = 3) -> tuple[str, ...]:
    """One to `most` codes, the first of the list more often."""
    count = 1 + int(draw.integers(0, most))
    return tuple(codes[int(len(codes) * draw.random() ** 2)] for _ in range(count))


def _division(known: Catalogue, draw: Draw) -> tuple[str, ...]:
    codes = [c for c in known.spellings["division"].unique().sort().to_list() if "-" in c]
    return (str(draw.choice(codes)),)


TYPICAL: dict[str, tuple[float, Drawn]] = {
    "goods": (0.35, lambda known, draw: _some(draw, known.goods)),
    "country": (0.30, lambda known, draw: _some(draw, known.countries)),
    "source": (0.15, lambda known, draw: _some(draw, known.sources["source_id"].to_list(), 2)),
    "mode": (0.12, lambda _, draw: _some(draw, list(MODES), 2)),
    "departure": (0.10, lambda known, draw: _some(draw, known.ends)),
    "destination": (0.10, lambda known, draw: _some(draw, known.ends)),
    "region": (0.08, lambda _, draw: _some(draw, reference.regions("m49")["region"].to_list(), 2)),
    "illicit": (0.08, lambda _, draw: _some(draw, list(REASONS), 2)),
    "division": (0.06, _division),
    "producing": (0.05, lambda known, draw: _some(draw, known.ends)),
}
"""Dimension → in what share of questions it is filtered by, and the codes asked for."""
PERIODS, COPIES_IN = 0.70, 0.12


def random(known: Catalogue, source_codes: list[str], count: int = RANDOM) -> list[Asked]:
    """Questions with typical filters, all of them distinct; `source_codes`: the sources that have records."""
    draw, found = np.random.default_rng([known.seed, 30]), dict[Asked, None]()
    bys = sorted({by for name, by in PAGES.items() if name != "divisions of the largest country"})
    while len(found) < count:
        where = tuple(_filters(known, draw, source_codes))
        start, end = _drawn_period(draw) if draw.random() < PERIODS else ("", "")
        selection = Selection(where=where, start=start, end=end, distinct=draw.random() >= COPIES_IN)
        by = bys[int(draw.integers(0, len(bys)))]
        rights = RIGHTS[int(draw.integers(0, len(RIGHTS)))]
        found[Asked("random", Question(selection=selection, by=by), rights)] = None
    return list(found)


def _filters(known: Catalogue, draw: Draw, source_codes: list[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for dimension, (share, codes) in TYPICAL.items():
        if draw.random() < share:
            chosen = codes(known, draw)
            if dimension == "source":
                chosen = tuple(c for c in chosen if c in source_codes) or (source_codes[0],)
            yield dimension, chosen


def _drawn_period(draw: Draw) -> tuple[str, str]:
    months = sorted(int(m) for m in draw.integers(0, 12 * YEARS, 2))
    first, last = (f"{FIRST_YEAR + m // 12}-{m % 12 + 1:02d}" for m in months)
    return first, last
