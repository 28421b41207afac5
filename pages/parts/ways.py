"""Ways from a figure to what is behind it: ordinary links, which a script keeps inside the session (ways.js).

A link in a text would load the app anew, in a session that knows nothing of this one: what was undone, or chosen.
"""

import re
from typing import Final
from urllib.parse import parse_qs, urlencode

import streamlit as st

from domain.selection import Selection
from pages import CATALOGUE
from pages.parts import reader
from pages.parts.script import scripted
from reports.card import Way
from reports.wording import markdown_safe

_component: Final = scripted("contraband_ways", "ways.js")
_KEY: Final = "ways"
_FILES: Final = {entry.url: f"pages/{entry.file}" for entry in CATALOGUE if entry.url}


def way_to(way: Way) -> str:
    """The address, from any page of the app, in the language of this one."""
    query = way.question.to_query() | {k: v for k, v in reader.query().items() if k == reader.LANGUAGE}
    return "?".join(filter(None, [way.page, urlencode(query, doseq=True)]))


def linked(text: str, ways: tuple[tuple[str, Way], ...]) -> str:
    """A sentence (Markdown) whose figures lead to what is behind them: each where it first stands by itself."""
    for figure, way in ways:
        alone = rf"(?<![\w.,\[]){re.escape(markdown_safe(figure))}(?![\w\]]|\\?[.,]\d)"
        link = f"[{markdown_safe(figure)}]({way_to(way)})"
        text = re.sub(alone, lambda _found, link=link: link, text, count=1)  # type: ignore[misc]
    return text


def ways() -> None:
    """Start the script; a link that was followed in the run before opens its page in this session."""
    _component(key=_KEY, on_open_change=lambda: reader.keep(_KEY + "_asked", reader.trigger(_KEY, "open")))
    asked = str(reader.kept(_KEY + "_asked") or "")
    if asked:
        reader.forget(_KEY + "_asked")
        page, _, query = asked.partition("?")
        if page in _FILES:
            there = parse_qs(query)
            reader.leave_for(Selection.from_query(there))  # often narrower: "Undo" takes them back
            st.switch_page(_FILES[page], query_params=there)
