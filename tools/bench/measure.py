"""Times and memory of this process."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Seconds and result."""
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def status_mb(field: str) -> float:
    """A size that the system keeps of this process, in MB: VmHWM (the largest so far), RssAnon (its own pages),
    RssFile (mapped files, which processes share). 0 where the system does not say.
    """
    file = Path("/proc/self/status")
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    found = [line.split()[1] for line in lines if line.startswith(f"{field}:")]
    return int(found[0]) / 1024 if found else 0.0


def peak_mb() -> float:
    """The largest resident size of this process so far, in MB."""
    return status_mb("VmHWM")


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which this share of the sorted values lies (nearest rank); 0 of none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


def median(values: Sequence[float]) -> float:
    """The middle of the values; 0 of none."""
    ordered, half = sorted(values), len(values) // 2
    if not ordered:
        return 0.0
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
