"""An empty answer: said in words, with the nearest selections that have records."""

from dataclasses import replace

import streamlit as st

from domain.dimensions import DIMENSIONS
from domain.selection import Selection
from pages.parts import data, reader


def nothing(selection: Selection) -> None:
    """No record: say so, and offer the selections nearest to this one that have some, the nearest first."""
    st.info("Nothing was reported in this selection. That is not the same as nought.")
    words = reader.words()
    for i, (said, wider, count) in enumerate(nearest(selection)):
        label = f"Without the filter on {said}: {words.number(count)} seizures"
        st.button(label, key=f"wider_{i}", icon=":material/filter_alt_off:", on_click=reader.write, args=(wider,))


def nearest(selection: Selection) -> list[tuple[str, Selection, float]]:
    """Without one filter (in words): the selection that has records then, and how many; the fewest first.

    Where no single filter is to blame, without all of them.
    """
    looser = [(DIMENSIONS[d].label.lower(), selection.having(d, ())) for d, _ in selection.where]
    if selection.start or selection.end:
        looser.append(("years", replace(selection, start="", end="")))
    held = sorted(((s, w, n) for s, w in looser if (n := data.total(w))), key=lambda f: f[2])
    if held or not looser:
        return held
    bare = Selection(scheme=selection.scheme, distinct=selection.distinct)
    return [("anything", bare, data.total(bare))] if data.total(bare) else []
