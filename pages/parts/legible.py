"""The look for every reader: legible.css (contrast, focus, targets, zoom, motion) and desk.css (bar, grid, cards)."""

from pathlib import Path
from typing import Final

import streamlit as st

from pages import WHOLE_WIDTH
from pages.parts import reader

RULES: Final = tuple(
    Path(__file__).with_name(name) for name in ("legible.css", "desk.css", "casebook.css", "briefing.css")
)
"""What readers need, the look, and texts that are read; the server sends them with the first page too (serve.py)."""
_RULES: Final = "\n".join(file.read_text(encoding="utf-8") for file in RULES)


def legible(*, filters: bool) -> None:
    """Send the rules with the colours of the reader's theme. `filters`: whether the page has a sidebar."""
    theme = reader.theme()
    named = {
        "text": theme.text,
        "muted": theme.muted,
        "paper": theme.paper,
        "surface": theme.surface,
        "line": theme.grid,
        "outline": theme.outline,
        "accent": theme.accent,
        "focus": theme.focus,
    }
    colours = " ".join(f"--atlas-{name}: {colour};" for name, colour in named.items())
    st.html(f"<style>:root {{ {colours} }} {_RULES} {'' if filters else WHOLE_WIDTH}</style>")
