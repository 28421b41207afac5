"""The sentences of a briefing, side by side, and what is listed beside its charts."""

from html import escape

import streamlit as st

from pages.parts import reader
from pages.parts.entries import entries
from pages.parts.ways import linked, way_to
from reports.card import Fact, Facts, Listed
from reports.wording import markdown_safe


def facts(part: Facts) -> None:
    """One element for the row."""
    st.html(f'<div class="facts">{"".join(map(_fact, part.facts))}</div>')  # untranslated


def _fact(one: Fact) -> str:
    figure = f'<p class="figure">{escape(one.figure)}</p>' if one.figure else ""  # untranslated
    note = f'<p class="note">{escape(one.note)}</p>' if one.note else ""  # untranslated
    more = f'<a href="{escape(way_to(one.way))}" aria-label="{escape(_more(one))}">{escape(reader.t("See it"))}</a>'
    return f'<section><h2>{escape(one.label)}</h2>{figure}<p class="said">{escape(one.text)}</p>{note}{more}</section>'


def _more(one: Fact) -> str:
    return reader.t("See it: {what}", what=one.label)


def listed(part: Listed) -> None:
    """A heading, the few things, and how many there are in all."""
    st.html(f'<h2 class="listed">{escape(part.title)}</h2>')  # untranslated
    if part.entries:
        entries(part.entries)
    st.caption(linked(markdown_safe(part.said), ((part.figure, part.way),) if part.figure else ()))
