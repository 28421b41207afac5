"""Page by page through a list: which page the address asks for, and the buttons to the others."""

import streamlit as st

from pages.parts import reader

LETTERS = 7
"""Of a number of a page, in an address."""


def now(last: int) -> int:
    """The page of the address, inside those that there are."""
    own = reader.own("page")
    asked = int(own) if own.isascii() and own.isdigit() and len(own) < LETTERS else 1
    return min(max(asked, 1), last)


def draw(key: str, page: int, last: int) -> None:
    """The buttons; nothing where all stands on one page."""
    if last <= 1:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="cases_pager"):
        for label, to, icon in (
            (reader.t("Earlier"), page - 1, ":material/arrow_back:"),
            (reader.t("Later"), page + 1, ":material/arrow_forward:"),
        ):
            st.button(
                label,
                key=f"{key}_page_{to > page}",
                icon=icon,
                disabled=not 1 <= to <= last,
                on_click=reader.set_own,
                args=("page", str(to)),
            )
        st.caption(reader.t("Page {now} of {last}", now=str(page), last=str(last)))
