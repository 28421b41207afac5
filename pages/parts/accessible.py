"""A script that names what Streamlit leaves unnamed, leads the focus into what a button opens, and has the page drawn
again when the machine turns dark or light (accessible.js).
"""

from typing import Final

from pages.parts import reader
from pages.parts.script import scripted

_component: Final = scripted("contraband_accessible", "accessible.js")


def accessible() -> None:
    """Start the script; it takes no room."""
    _component(key="accessible", data={"ask": reader.t("Ask:")}, on_colours_change=lambda: None)
