"""Compare without an answer: what is missing, and the nearest questions about the same items that have one."""

import streamlit as st

from domain.selection import Selection
from pages.parts import empty, reader
from reports.compare.question import Choice


def nothing(choice: Choice) -> None:
    """No seizure of any item: say so, and offer the same items with as few filters less as have records."""
    listed = reader.words().comma([choice.names[c] for c in choice.codes])
    st.info(
        reader.t(
            "No such seizure is recorded for {names}. This does not mean zero: see below who reported at all.",
            names=listed,
        )
    )
    empty.buttons(nearest(choice), _with_these)


def _with_these(left_out: str, count: float) -> str:
    return reader.n(
        "Without {filters}: {n} seizure of these",
        "Without {filters}: {n} seizures of these",
        int(count),
        filters=left_out,
    )


def nearest(choice: Choice) -> list[tuple[str, Selection, float]]:
    """The ways out that keep the items (see pages.parts.empty.nearest)."""
    return empty.nearest(choice.selection, lambda s: s.having(choice.kind, choice.codes))
