"""The controls of Trends: the view in one row, then only what this view needs; each writes into the address."""

from typing import Any

import streamlit as st

from domain.selection import Selection
from pages.analyse.explorer_controls import pick_measure
from pages.parts import reader
from pages.parts.answers import for_reader
from pages.parts.choosing import choose_one
from reports.explore.question import of_seizures
from reports.trends.question import ON, OWN, PANELS, SAME, STEPS, VIEWS, Trend


def pick(selection: Selection, trend: Trend) -> Any:
    """Draw the view, the measure and the step; returns the place beside them for what depends on the answer."""
    st.segmented_control(
        reader.t("View"),
        list(VIEWS),
        format_func=reader.worded(VIEWS),
        key=reader.widget("trend_view", trend.view),
        on_change=_set,
        args=("view", "line"),
    )
    with st.grid("auto", min_column_width=190, vertical_alignment="bottom"):
        pick_measure(selection, trend.question, of_seizures(for_reader(), selection))
        if trend.view != "season":
            _choice("step", reader.t("By"), {c: reader.t(n) for c, n in STEPS.items()}, trend.step, drops=("base",))
        if trend.view == "panels":
            _choice("by", reader.t("One chart for each"), {c: reader.t(n) for c, n in PANELS.items()}, trend.by)
        return st.container()


def base(periods: list[str], now: str) -> None:
    """Draw the choice of a base period."""
    words = reader.words()
    shown = {p: words.month(p) if len(p) > 4 else p for p in periods}
    _choice("base", reader.t("Base (= 100)"), shown, now)


def switches(trend: Trend, *, same: int | None, operations: int) -> None:
    """Draw the switches that make sense: the same reporters, operations, scales of their own."""
    with st.container(horizontal=True):
        if same:
            also = reader.t("Also the same reporters throughout ({n})", n=same)
            only = reader.t("Only the same reporters throughout ({n})", n=same)
            _switch("panel", SAME, only if trend.view == "change" else also, on=trend.same)
        if operations:
            label = reader.t("Operations that coincided ({n})", n=operations)
            _switch("operations", ON, label, on=trend.operations)
        if trend.view == "panels":
            _switch("scale", OWN, reader.t("Each chart on its own scale"), on=trend.own)


def _switch(name: str, value: str, label: str, *, on: bool) -> None:
    key = reader.widget(f"trend_{name}", on)
    st.toggle(label, key=key, on_change=_flip, args=(name, value))


def _flip(name: str, value: str) -> None:
    reader.set_or_drop(name, value if reader.widget_value(f"trend_{name}") else "")


def _choice(name: str, label: str, options: dict[str, str], now: str, drops: tuple[str, ...] = ()) -> None:
    key = reader.widget(f"trend_{name}", now)
    shown = options.__getitem__
    choose_one(label, list(options), format_func=shown, key=key, on_change=_set, args=(name, "", drops))


def _set(name: str, usual: str = "", drops: tuple[str, ...] = ()) -> None:
    """Keep a choice; an empty one (a view that was unchosen) is the usual."""
    chosen = str(reader.widget_value(f"trend_{name}") or usual)
    reader.set_or_drop(name, "" if chosen == usual else chosen)
    for other in drops:
        reader.drop_own(other)
