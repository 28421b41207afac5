"""An animation by keyboard: a script that makes its buttons and its slider of years reachable (animation_keys.js)."""

from typing import Final

import streamlit as st

from domain.messages import N_
from pages.parts import reader
from pages.parts.script import scripted

_component: Final = scripted("contraband_animation_keys", "animation_keys.js")
HOW = N_(
    "By keyboard: Tab to the slider, the arrow keys choose the year; Enter on the buttons plays and pauses. If your "
    "device asks for reduced motion, only the slider is available."
)


def animation_keys() -> None:
    """Start the script, and say how; it sends nothing back."""
    _component(key="animation_keys")
    st.caption(reader.t(HOW))
