"""The look for every reader: contrast, focus, targets, zoom, motion. The rules stand in legible.css."""

from pathlib import Path
from typing import Final

import streamlit as st

from pages.parts import reader

_RULES: Final = Path(__file__).with_suffix(".css").read_text(encoding="utf-8")


def legible() -> None:
    """Send the rules with the colours of the reader's theme."""
    theme = reader.theme()
    named = {"muted": theme.muted, "paper": theme.paper, "focus": theme.focus}
    colours = " ".join(f"--atlas-{name}: {colour};" for name, colour in named.items())
    st.html(f"<style>:root {{ {colours} }} {_RULES}</style>")
