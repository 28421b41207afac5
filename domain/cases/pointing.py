"""Filters of cases in force, and those made by pointing at a mark (as domain.crossfilter for seizures)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from domain.cases.selection import CaseSelection
from domain.crossfilter import TOGETHER


@dataclass(frozen=True)
class Part:
    """One filter in force: its dimension ('period', 'least' and 'text' beside the known ones), its codes, and what is
    left without it.
    """

    dimension: str
    codes: tuple[str, ...]
    without: CaseSelection


def in_force(chosen: CaseSelection) -> list[Part]:
    """Every filter but the proof, which is always one of two."""
    found = []
    if chosen.text:
        found.append(Part("text", (chosen.text,), replace(chosen, text="")))
    if chosen.first or chosen.last:
        ends = (str(chosen.first or ""), str(chosen.last or ""))
        found.append(Part("period", ends, replace(chosen, first=None, last=None)))
    for dimension, codes in chosen.where:
        if len(codes) > TOGETHER:
            found.append(Part(dimension, codes, chosen.having(dimension, ())))
            continue
        found += [Part(dimension, (c,), chosen.having(dimension, [o for o in codes if o != c])) for c in codes]
    if chosen.least != "mentioned":
        found.append(Part("least", (chosen.least,), replace(chosen, least="mentioned")))
    return found


def toggled(chosen: CaseSelection, dimensions: Sequence[str], codes: Sequence[str | None]) -> CaseSelection:
    """The selection after a click on a mark. One dimension: its code is added, or taken away if it was there.

    Several (a cell): the filter is exactly this cell; a second click takes it away. None says nothing of a dimension.
    """
    by = [(d, c) for d, c in zip(dimensions, codes, strict=False) if c is not None]
    if len(by) > 1:
        cell = chosen
        for dimension, code in by:
            cell = cell.having(dimension, (code,))
        if cell != chosen:
            return cell
        for dimension, _ in by:
            cell = cell.having(dimension, ())
        return cell
    for dimension, code in by:
        now = chosen.values(dimension)
        chosen = chosen.having(dimension, [c for c in now if c != code] if code in now else [*now, code])
    return chosen
