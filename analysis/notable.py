"""When a change is worth a word: 'rose' and 'fell' need a share and a size, published beside the sentence."""

from enum import StrEnum
from math import sqrt

NOTABLE = 0.10
"""A smaller change is 'little' (our rule)."""
CHANCE = 2.0
"""Two counts differ by more than chance where they lie further apart than so many times √(before + after): the
standard error of the difference of two Poisson counts. Seizures come in bursts, so that this is the least to ask.
"""


class Course(StrEnum):
    """How a figure went."""

    ROSE = "rose"
    FELL = "fell"
    LITTLE = "little"


def course(before: float, after: float) -> Course:
    """How a count went from `before` (more than 0) to `after`: by NOTABLE at least, and by more than CHANCE makes."""
    far = abs(after - before) > CHANCE * sqrt(before + after)
    if not far or abs(after - before) < NOTABLE * before:
        return Course.LITTLE
    return Course.ROSE if after > before else Course.FELL
