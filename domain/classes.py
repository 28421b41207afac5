"""Class limits that a reader knows: 1-3-10-30 and so on. Rules only, no data."""

import math
from bisect import bisect_left
from collections.abc import Sequence

MOST_CLASSES = 6
"""More colours of one hue cannot be distinguished on a map."""


def log_breaks(values: Sequence[float]) -> list[float]:
    """Upper class limits 1-3-10-30 …, at most six; powers of ten where those would not part the places.

    The lowest class is open below. As a rule it holds about a quarter of the places at most; ties and six classes that
    must reach the top can make it more.
    """
    top = max(values, default=1.0)
    positive = sorted(v for v in values if v > 0) or [1.0]
    low, quarter = positive[0], positive[len(positive) // 4]
    step = 1.0 if math.log10(max(top / quarter, 1.0)) > 2.5 else 0.5
    last = math.ceil(math.log10(max(top, 1e-9)) / step - 1e-9)
    first = max(math.ceil(math.log10(low) / step + 1e-9), last - MOST_CLASSES + 1)
    return [_round(10 ** (k * step)) for k in range(min(first, last), last + 1)]


def ladder(value: float) -> float:
    """The largest step of 1-3-10-30 … that is not above a positive value."""
    power = 10.0 ** math.floor(math.log10(value) + 1e-9)
    return next(step * power for step in (3, 1) if step * power <= value * (1 + 1e-9))


def _round(value: float) -> float:
    """3.16 → 3, 31.6 → 30: the half steps of the 1-3-10-30 scale."""
    power = 10.0 ** math.floor(math.log10(value) + 1e-9)
    return round(value / power) * power


def class_of(value: float, breaks: Sequence[float]) -> int:
    """Which class a value is in: limits are upper ones and inclusive; what lies above the last is in the last.

    Without limits there is one class, the first.
    """
    return max(min(bisect_left(breaks, value), len(breaks) - 1), 0)
