"""An animation by keyboard: a script that makes its buttons and its slider of years reachable (animation_keys.js)."""

from pathlib import Path
from typing import Final

import streamlit as st

from domain.messages import N_
from pages.parts import reader

_component: Final = st.components.v2.component(
    "contraband_animation_keys", html="<span></span>", js=Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
)
HOW = N_(
    "By keyboard: Tab to the slider, the arrow keys choose the year; Enter on the buttons plays and pauses. If your "
    "device asks for reduced motion, only the slider is available."
)


def animation_keys() -> None:
    """Start the script, and say how; it sends nothing back."""
    _component(key="animation_keys")
    st.caption(reader.t(HOW))
