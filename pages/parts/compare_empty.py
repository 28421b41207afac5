"""Compare without an answer: what is missing, and the nearest questions about the same items that have one."""

from dataclasses import replace
from itertools import combinations

import streamlit as st

from domain.dimensions import DIMENSIONS
from domain.selection import Selection
from pages.parts import data, reader
from pages.parts.compare_pick import Choice

OFFERED = 3
"""So many ways out are offered, the narrowest first."""


def nothing(selection: Selection, choice: Choice) -> None:
    """No seizure of any item: say so, and offer the same items with as few filters less as have records."""
    listed = ", ".join(choice.names[c] for c in choice.codes)
    st.info(f"No such seizure is recorded for {listed}. That is not the same as nought: see below who reported at all.")
    words = reader.words()
    for i, (said, wider, count) in enumerate(nearest(selection, choice)[:OFFERED]):
        label = f"Without {said}: {words.number(count)} seizures of these"
        st.button(
            label, key=f"compare_wider_{i}", icon=":material/filter_alt_off:", on_click=reader.write, args=(wider,)
        )


def nearest(selection: Selection, choice: Choice) -> list[tuple[str, Selection, float]]:
    """What is left out in words, the selection then, and how many seizures of the items it has: the fewest filters less
    first, then the fewest seizures.
    """
    filters = [d for d, _ in selection.where if d != choice.kind] + ["period"] * bool(selection.start or selection.end)
    for size in range(1, len(filters) + 1):
        found = []
        for some in combinations(filters, size):
            wider = _without(selection, some)
            if count := data.total(wider.having(choice.kind, choice.codes)):
                found.append((" and ".join(map(_said, some)), wider, count))
        if found:
            return sorted(found, key=lambda f: f[2])
    return []


def _without(selection: Selection, some: tuple[str, ...]) -> Selection:
    for dimension in some:
        none = dimension == "period"
        selection = replace(selection, start="", end="") if none else selection.having(dimension, ())
    return selection


def _said(dimension: str) -> str:
    return "the years" if dimension == "period" else f"the filter '{DIMENSIONS[dimension].label}'"
