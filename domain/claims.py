"""A claim about reported seizures, as far as it can be checked, and what became of it."""

from dataclasses import dataclass
from enum import StrEnum

from domain.messages import N_
from domain.selection import Selection


class Kind(StrEnum):
    """What is claimed."""

    CHANGE = "change"  # of reported seizures, between two years
    COUNT = "count"  # how many there were
    NONE = "none"  # that there were none
    SHARE = "share"  # of the seizures, which include the goods named
    TRAFFICKING = "trafficking"  # of what is trafficked, which no seizure shows
    CAUSE = "cause"
    RANKING = "ranking"


class Verdict(StrEnum):
    """Whether it can be said."""

    SUPPORTED = "supported"
    FRAGILE = "fragile"
    NOT_SUPPORTED = "not_supported"


VERDICTS = {
    Verdict.SUPPORTED: N_("Supported"),
    Verdict.FRAGILE: N_("Fragile"),
    Verdict.NOT_SUPPORTED: N_("Not supported"),
}


@dataclass(frozen=True, kw_only=True)
class Claim:
    """`direction`: 1 up, -1 down, 0 none; `size`: of a change or a share (0.16), None without one; `n`: a number.

    `earlier`, `later`: the years that are compared, '' where the words leave them open. `left`: words about place,
    goods and period that were not understood; `ask`: those that mean several things.
    """

    text: str
    kind: Kind
    selection: Selection
    direction: int = 0
    size: float | None = None
    n: int | None = None
    earlier: str = ""
    later: str = ""
    left: tuple[str, ...] = ()
    ask: tuple[str, ...] = ()
