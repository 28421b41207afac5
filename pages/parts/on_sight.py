"""Parts of a page below the first screen: drawn when they come into view, or before the page is printed or saved.

Until then a part costs nothing: no question is asked for it, and nothing is sent but its titles. A change of the
filters makes it wait again, so that the first screen stands at once.
"""

from collections.abc import Callable
from typing import Final

import streamlit as st

from pages.parts import reader
from pages.parts.script import scripted

_CSS: Final = """
.waiting { box-sizing: border-box; padding: .25rem 0; color: var(--st-text-color); opacity: .55;
  font-family: var(--st-font, sans-serif); }
.waiting h2 { margin: 0 0 .5rem; font-size: 1.0625rem; font-weight: 600; }
"""
_component: Final = scripted("contraband_on_sight", "on_sight.js", html='<div class="waiting"></div>', css=_CSS)


def on_sight(key: str, draw: Callable[[], None], *titles: str, height: int) -> None:
    """Draw a part of the page when it comes into view.

    titles: what stands in it, to be read until then. height: pixels that it takes until then, about as many as later.
    """
    reader.keep(_WAITING, reader.view())
    _part(key, draw, titles, height, reader.view())


_WAITING: Final = "parts_below"


def waiting() -> bool:
    """Whether the page has parts below its first screen: maps, as a rule."""
    return reader.kept(_WAITING) == reader.view()


@st.fragment
def _part(key: str, draw: Callable[[], None], titles: tuple[str, ...], height: int, view: str) -> None:
    """It is drawn again by itself; but where something in it has changed the filters, the whole page is."""
    if reader.view() != view:
        st.rerun()
    if must_wait(key):
        sent = {"titles": titles, "height": height, "view": view}
        with st.container(key=f"waiting_{key}"):
            _component(key=f"sight_{key}", data=sent, on_wanted_change=lambda: _in_view(key))
    else:
        draw()


def _in_view(key: str) -> None:
    reader.keep(f"seen_{key}", reader.view())


def must_wait(key: str) -> bool:
    """Whether a part has not been in view since the page shows what it shows."""
    return reader.kept(f"seen_{key}") != reader.view()
