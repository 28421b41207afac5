"""When incidents of several companies may be counted together: in waves, which are closed once and never change.

A reader who looks before and after an import learns the difference of the two. So what is imported waits until it is
one of several companies' (domain.suppression.CONTRIBUTED); what waited then becomes a wave, which is protected by
itself. Waves have no incident in common: what one shows says nothing of another.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from domain.suppression import CONTRIBUTED, Rules, few


@dataclass(frozen=True)
class Brought:
    """What one import brought to one stratum: how many of each company, and whether all of it is still there."""

    run: str
    by: tuple[tuple[str, int], ...]
    whole: bool = True


@dataclass(frozen=True)
class Wave:
    """The imports of a wave. `whole`: false where one of them was taken back since, which ends the wave."""

    runs: tuple[str, ...]
    whole: bool


def waves(imports: Iterable[Brought], rules: Rules = CONTRIBUTED) -> tuple[Wave, ...]:
    """The closed waves of a stratum, from its imports in the order in which they came. What is left over waits."""
    found: list[Wave] = []
    waiting: list[Brought] = []
    for one in imports:
        waiting.append(one)
        by: Counter[str] = Counter()
        for brought in waiting:
            by.update(dict(brought.by))
        if sum(by.values()) and not few(sum(by.values()), list(by.values()), rules):
            found.append(Wave(tuple(brought.run for brought in waiting), all(brought.whole for brought in waiting)))
            waiting = []
    return tuple(found)
