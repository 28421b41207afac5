"""Which cubes there are: what is summed, by which dimensions, and which of them are worth their place.

A cube holds the sums of the records of one part by its keys, by who may see them (`access`) and by time: by year, or by
month. What is never added is never in one cube: each unit class, and each currency with its valuation, has its own.
Whole years are answered by cubes by year, the broken ends of a period by those by month.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal

ACCESS = ("source", "handling", "is_copy", "hidden_by")
"""What decides who sees and counts a record: its combinations are numbered, and one number is a key of every cube."""
ROLES = ("producing", "departure", "destination")
WORTH = 0.5
"""A cube with more cells than this share of the finest one's is left out: it would hardly be quicker than that one."""
FEW_CELLS = 4_000
"""So few cells of the finest cube answer any question at once: no other is needed beside it."""
BUDGET, OF_FINEST = 288 * 2**20, 0.6
"""So many bytes may the cubes of a data version take on the disk beside the finest ones, or this share of what those
take, whichever is more: a hundred million records have cubes of goods by month too."""


@dataclass(frozen=True)
class Spec:
    """A cube of a part: its keys, outermost first, and whether its time is the year or the month.

    `member`: the key by which a seizure stands in several cells (see MEMBERS), '' for none: then the cells may be added
    up over any key. Those of one value, or of each beside the others, may be shown and never be added up.
    """

    keys: tuple[str, ...]
    time: Literal["year", "month"]
    member: str = ""


@dataclass(frozen=True)
class Part:
    """What is summed of the records (`sums`: added up; `largest`: the largest), for each `kind` apart.

    `finest`: the keys of the cube that all others are rolled up from; `coarser`: the others, those worth most first.
    """

    sums: tuple[str, ...]
    largest: tuple[str, ...]
    kind: tuple[str, ...]
    finest: tuple[str, ...]
    coarser: tuple[Spec, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """All figures of a cell."""
        return (*self.sums, *self.largest)

    @property
    def specs(self) -> tuple[Spec, ...]:
        """Every cube, the finest first."""
        return (Spec(self.finest, "month"), *self.coarser)


MEMBERS = ("goods", "goods_group", "illicit")
"""What a set of goods holds several of: in a cube of seizures by one of these, a seizure stands once for each."""
_TIMES: tuple[Literal["year", "month"], ...] = ("year", "month")


def _by_year_and_month(*keys: Sequence[str], member: str = "") -> tuple[Spec, ...]:
    return tuple(Spec(tuple(k), time, member) for k, time in product(keys, _TIMES))


def _by_year(*keys: Sequence[str]) -> tuple[Spec, ...]:
    return tuple(Spec(tuple(k), "year") for k in keys)


_EVENT = ("country", "mode", *ROLES)
_LINE = (*_EVENT, "goods", "illicit")
_AMOUNTS = (
    *_by_year_and_month(("goods",), ("country", "goods"), ("country", "mode")),
    *_by_year(_LINE),
)
PARTS = {
    "seizures": Part(
        sums=("n", "n_with_count", "n_records"),
        largest=(),
        kind=(),
        finest=(*_EVENT, "goods_set_id", "division", "place"),
        coarser=(
            *_by_year_and_month(
                ("country",),
                ("country", "mode"),
                ("goods_set_id",),
                ("departure", "destination"),
                ("country", "producing"),
                ("country", "goods_set_id"),
                ("country", "division"),
            ),
            *_by_year_and_month(("goods", "mode"), ("country", "goods"), member="goods"),
            *_by_year_and_month(("goods_group", "mode"), ("country", "goods_group"), member="goods_group"),
            *_by_year_and_month(("country", "illicit"), member="illicit"),
            *_by_year(
                ("country", "goods_set_id", "mode"),
                ("country", "departure", "destination"),
                ("country", "division", "goods_set_id"),
                ("country", "place"),
            ),
            *_by_year_and_month((*_EVENT, "goods_set_id")),
        ),
    ),
    "lines": Part(
        sums=("n_reported", "quantity_base", "n_implausible"),
        largest=("largest_base",),
        kind=("unit_class",),
        finest=_LINE,
        coarser=_AMOUNTS,
    ),
    "values": Part(
        sums=("n_reported", "value_milli"),
        largest=("largest_milli",),
        kind=("currency", "valuation"),
        finest=_LINE,
        coarser=_AMOUNTS,
    ),
}
