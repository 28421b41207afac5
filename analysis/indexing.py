"""A series as an index: its base period is 100."""

from collections import Counter

import polars as pl

from analysis.change import LEAST_BASE
from domain.cells import CellState
from domain.messages import Message, counted, message

BASE = 100.0


def refusal(
    frame: pl.DataFrame, base: str, *, provisional_from: str = "", incomplete: frozenset[str] = frozenset()
) -> Message | None:
    """Why a period of the frame (period, value, state, n records where known) cannot be the base; None if it can."""
    row = frame.filter(pl.col("period") == base)
    if row.is_empty():
        return message("{base} is not among the periods shown.", base=base)
    if provisional_from and base >= provisional_from:
        return message(
            "{base} is provisional: reports are still coming, and every later figure would rise with them.", base=base
        )
    if base in incomplete:
        return message(
            "{base} is not whole: a source begins or ends within it, or months of a large reporter are missing.",
            base=base,
        )
    state, value = row["state"].item(), row["value"].item()
    if state == CellState.ZERO or value == 0:
        return message("{base} was reported as zero: nothing can be measured against zero.", base=base)
    if state != CellState.VALUE or value is None:
        return message("{base} was not reported: there is nothing to measure against.", base=base)
    if "n" in frame.columns and (row["n"].item() or 0) < LEAST_BASE:
        return counted(
            "{base} has {n} record: too few to measure against (at least {least}).",
            "{base} has {n} records: too few to measure against (at least {least}).",
            row["n"].item() or 0,
            base=base,
            least=LEAST_BASE,
        )
    return None


def bases(frame: pl.DataFrame, *, provisional_from: str = "", incomplete: frozenset[str] = frozenset()) -> list[str]:
    """The periods that can be a base, in order."""
    late = {"provisional_from": provisional_from, "incomplete": incomplete}
    return [p for p in frame["period"].sort().to_list() if not refusal(frame, p, **late)]  # type: ignore[arg-type]


NO_BASE = message(
    "No period can be a base of an index: none is whole and final with at least {least} records.", least=LEAST_BASE
)


def common_base(frame: pl.DataFrame, *, provisional_from: str = "", incomplete: frozenset[str] = frozenset()) -> str:
    """The one base of several series: the period that can be a base of most of them, the earliest of these; '' if none.

    frame: series, period, value, state, and n records where known.
    """
    late = {"provisional_from": provisional_from, "incomplete": incomplete}
    found: Counter[str] = Counter()
    for part in frame.partition_by("series"):
        found.update(bases(part, **late))  # type: ignore[arg-type]
    return min(found, key=lambda p: (-found[p], p), default="")


def indexed(frame: pl.DataFrame, base: str) -> pl.DataFrame:
    """The frame with value / value of the base × 100. `base` must be one of `bases`."""
    whole = frame.filter(pl.col("period") == base)["value"].item()
    return frame.with_columns(pl.col("value") / whole * BASE)
