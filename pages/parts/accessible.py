"""A script that names what Streamlit leaves unnamed, and leads the focus into what a button opens (accessible.js)."""

from typing import Final

from pages.parts import reader
from pages.parts.script import scripted

_component: Final = scripted("contraband_accessible", "accessible.js")


def accessible() -> None:
    """Start the script; it takes no room and sends nothing back."""
    _component(key="accessible", data={"ask": reader.t("Ask:")})
