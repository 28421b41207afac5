"""A map, and below it the place that was clicked or chosen from a list: what the map says of it, and the ways on."""

import html
from collections.abc import Callable, Mapping

import streamlit as st

from pages.parts import reader
from pages.parts.choosing import choose_one, place_labels
from reports.card import Card
from reports.finished import Shown


@st.fragment
def map_and_place(shown: Shown, draw: Callable[[Callable[[], None]], None]) -> None:
    """Draw the map (`draw` takes what a click does), and the strip below it: both are drawn again by themselves."""
    if reader.must_follow():
        st.rerun()
    card, said = shown.card, shown.said
    draw(lambda: reader.map_clicked(f"chart_{card.key}", card.filters, _key(card)))
    labels = {c: n for c, n in place_labels(set(said)).items() if c in said}
    if labels:
        _strip(card, labels, said)


def _key(card: Card) -> str:
    return f"place_{card.key}"


def _strip(card: Card, labels: dict[str, str], said: Mapping[str, str]) -> None:
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
