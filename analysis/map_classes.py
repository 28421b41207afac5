"""Class limits of a map from its figures, by mapclassify. Asked once for all years, so that a colour keeps its meaning.

Limits are upper ones and inclusive. Sources: mapclassify (Rey and others); Fisher 1958 and Jenks 1977; head/tail breaks
after Jiang 2013 (shared/design/methods.md §4).
"""

import threading
import warnings
from collections.abc import Callable, Sequence
from functools import lru_cache
from math import isnan

import mapclassify
import numpy as np

from domain.classes import MOST_CLASSES, log_breaks

CLASSES = 5
THINNED = 200
"""Fisher and Jenks compare each pair of figures: of more than so many distinct ones every n-th in order stands in."""
_QUIET = threading.Lock()

METHODS = ("log", "quantile", "jenks", "headtail", "even")
EVEN = (20.0, 40.0, 60.0, 80.0, 100.0)
"""Equal steps, for shares in per cent only."""


def breaks(values: Sequence[float], method: str, classes: int = CLASSES) -> tuple[float, ...]:
    """Upper limits, rising and without repeats, at most six; () without a positive figure. Zeros make no class.

    Where there are no more distinct figures than classes each has its own. (mapclassify gives nan as a limit where the
    mean of two floats that are next to each other is the larger of them: nothing lies above it.)
    """
    return _breaks(tuple(sorted(float(v) for v in values if v > 0)), method, classes)


@lru_cache(maxsize=200)
def _breaks(values: tuple[float, ...], method: str, classes: int) -> tuple[float, ...]:
    if not values:
        return ()
    if method in _FIXED:
        return _FIXED[method](values)
    distinct = sorted(set(values))
    if len(distinct) <= classes:
        return tuple(distinct)
    limits = (limit for limit in _OF[method](np.array(values), classes) if not isnan(limit))
    return tuple(sorted(set(limits)))


def _quantile(values: "np.ndarray[tuple[int], np.dtype[np.float64]]", classes: int) -> list[float]:
    """Ties can make two limits equal: then there are fewer classes, which mapclassify warns of."""
    return _bins(lambda: mapclassify.Quantiles(values, k=classes))


def _jenks(values: "np.ndarray[tuple[int], np.dtype[np.float64]]", classes: int) -> list[float]:
    """Every n-th of many figures, with the smallest and the largest: the classes stay, the time does not grow."""
    distinct = np.unique(values)
    if len(distinct) > THINNED:
        values = distinct[np.linspace(0, len(distinct) - 1, THINNED).round().astype(int)]
    return _bins(lambda: mapclassify.FisherJenks(values, k=classes))


def _head_tail(values: "np.ndarray[tuple[int], np.dtype[np.float64]]", _classes: int) -> list[float]:
    """As many classes as the tail has; beyond six the highest are one."""
    found = _bins(lambda: mapclassify.HeadTailBreaks(values))
    return found if len(found) <= MOST_CLASSES else [*found[: MOST_CLASSES - 1], found[-1]]


def _bins(make: Callable[[], mapclassify.classifiers.MapClassifier]) -> list[float]:
    """mapclassify warns of ties and of a missing compiler, neither of which changes what is right here."""
    with _QUIET, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return [float(b) for b in make().bins]


_FIXED: dict[str, Callable[[Sequence[float]], tuple[float, ...]]] = {
    "log": lambda values: tuple(log_breaks(values)),
    "even": lambda _values: EVEN,
}
_OF = {"quantile": _quantile, "jenks": _jenks, "headtail": _head_tail}
