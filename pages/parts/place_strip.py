"""A map, and below it the place that was clicked or chosen from a list: what the map says of it, and the ways on."""

import html
from collections.abc import Callable, Iterator
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from pages.parts import reader
from pages.parts.choosing import choose_one, place_labels
from reports.card import Card


def said_of(fig: go.Figure) -> dict[str, str]:
    """Code → what its mark says when pointed at (simple HTML), in the order in which the marks are drawn."""
    found: dict[str, str] = {}
    for trace in fig.data:
        for code, text in _of(trace):
            found.setdefault(code, text)
    return found


def _of(trace: Any) -> Iterator[tuple[str, str]]:
    """The parts one by one: Plotly copies every mark of a trace that is asked for whole."""
    places = getattr(trace, "locations", None)
    column = places if places is not None else trace["customdata"]
    if column is None or trace["hoverinfo"] == "skip":
        return
    template = str(trace["hovertemplate"] or "%{text}").replace("<extra></extra>", "")
    texts = trace["text"]
    for at, value in enumerate(column):
        codes = [value] if isinstance(value, str) else [c for c in value if isinstance(c, str)]
        text = texts[at] if isinstance(texts, (list, tuple)) else texts or ""
        if codes:
            yield codes[0], template.replace("%{text}", str(text))


@st.fragment
def map_and_place(fig: go.Figure, card: Card, draw: Callable[[Callable[[], None]], None]) -> None:
    """Draw the map (`draw` takes what a click does), and the strip below it: both are drawn again by themselves."""
    if reader.must_follow():
        st.rerun()
    draw(lambda: reader.map_clicked(f"chart_{card.key}", card.filters, _key(card)))
    said = said_of(fig)
    labels = {c: n for c, n in place_labels(set(said)).items() if c in said}
    if labels:
        _strip(card, labels, said)


def _key(card: Card) -> str:
    return f"place_{card.key}"


def _strip(card: Card, labels: dict[str, str], said: dict[str, str]) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"strip_{card.key}"):
        code = choose_one(
            reader.t("A country or territory on the map"),
            labels,
            index=None,
            format_func=labels.__getitem__,
            placeholder=reader.t("Choose a place, or click it"),
            label_visibility="collapsed",
            key=reader.widget(_key(card), _known(card, labels)),
            width=220,
        )
        if not code:
            hint = html.escape(reader.t("What the map shows of a place stands here."))
            st.html(f'<p class="place hint">{hint}</p>')  # untranslated
            return
        name, _, figure = said[code].partition("<br>")
        st.html(f'<p class="place">{name} {figure.replace("<br>", " · ")}</p>')
        if "country" in card.filters.split(",") and st.button(reader.t("Filter by it"), key=f"filter_{card.key}"):
            reader.pick_place(code)
            st.rerun()
        if st.button(reader.t("Open its page"), key=f"open_{card.key}", type="primary"):
            reader.go_to(code)
            st.rerun()


def _known(card: Card, labels: dict[str, str]) -> str | None:
    """The place that was chosen, as long as the map has it."""
    chosen = str(reader.kept(_key(card)) or "")
    return chosen if chosen in labels else None
