"""A list to be read: each thing with its standing, a link to its page, and a few lines."""

from collections.abc import Iterable
from html import escape

import streamlit as st

from pages.parts.ways import way_to
from reports.card import Entry


def entries(listed: Iterable[Entry]) -> None:
    """Draw the list as one element."""
    st.html(f'<ul class="entries">{"".join(map(_entry, listed))}</ul>')  # untranslated


def _entry(one: Entry) -> str:
    mark = f'<span class="mark">{escape(one.mark)}</span>' if one.mark else ""  # untranslated
    lines = "".join(f"<p>{escape(line)}</p>" for line in one.lines if line)
    link = f'<a href="{escape(way_to(one.way))}">{escape(one.title)}</a>'  # untranslated
    return f'<li class="{"quiet" if one.quiet else ""}"><h3>{link}{mark}</h3>{lines}</li>'  # untranslated
