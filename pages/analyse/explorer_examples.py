"""Ready questions for the Explorer: one click each, offered until the reader has put one together."""

import streamlit as st

from domain.messages import N_
from pages.parts import reader

EXAMPLES: dict[str, dict[str, str]] = {
    N_("Goods by transport mode, in shares"): {"by": "goods,mode", "scale": "row"},
    N_("Countries by year"): {"by": "country,year"},
    N_("Goods by month"): {"by": "goods,month"},
}


def examples() -> None:
    """Draw one button a question, where the address asks none yet."""
    if reader.own("by"):
        return
    with st.container(horizontal=True, vertical_alignment="center", key="examples"):
        st.caption(reader.t("Start from:"), width="content")
        for i, (text, example) in enumerate(EXAMPLES.items()):
            st.button(reader.t(text), key=f"explorer_example_{i}", type="tertiary", on_click=_ask, args=(example,))


def _ask(example: dict[str, str]) -> None:
    for key, value in example.items():
        reader.set_own(key, value)
