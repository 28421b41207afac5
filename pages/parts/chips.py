"""The filters in force, at the top of every page: each with what it is, removable, and the way back."""

from collections.abc import Callable, Sequence
from typing import TypeVar

import streamlit as st

from domain.collation import by_name
from domain.crossfilter import Part, in_force
from domain.dimensions import DIMENSIONS
from domain.messages import N_
from domain.selection import Selection
from pages.parts import reader
from pages.parts.answers import for_reader
from reports.explore.found import names
from reports.wording import markdown_safe

T = TypeVar("T")
_ROW = ".st-key-filters_in_force"
_NAMES_SHOWN = 3
_SHORT = {
    "country": N_("Seized in"),
    "producing": N_("Produced in"),
    "departure": N_("Departed from"),
    "destination": N_("Destined for"),
}
"""Labels of dimensions that would make a chip wider than a phone."""


def chips(selection: Selection) -> None:
    """A row that stays in sight while the page scrolls; on a phone one line that scrolls, the way back first.

    Its place is kept also without a filter: else a first filter would move every later part of the page to another
    place among Streamlit's elements, and the page would jump while each is drawn anew.
    """
    parts = [(worded(part, selection.scheme), part.without) for part in in_force(selection)]
    undo = reader.undo_pick if reader.can_undo() else None
    row(parts, bare=Selection(scheme=selection.scheme), write=reader.write, undo=undo)


def row(
    parts: Sequence[tuple[str, T]], *, bare: T, write: Callable[[T], None], undo: Callable[[], None] | None
) -> None:
    """Draw filters in force. parts: each in words, and what is left without it; `bare`: what is left without any."""
    _look(shown=bool(parts or undo))
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="filters_in_force"):
        if len(parts) > 1:
            st.button(reader.t("Clear all"), key="chips_clear", type="tertiary", on_click=write, args=(bare,))
        if undo:
            st.button(
                reader.t("Undo"),
                key="chips_undo",
                type="tertiary",
                icon=":material/undo:",
                help=reader.t("The filters as they were before the last change"),
                on_click=undo,
            )
        for i, (label, without) in enumerate(parts):
            st.button(
                label,
                key=f"chip_{i}",
                icon=":material/close:",
                icon_position="right",
                help=reader.t("Remove this filter"),
                on_click=write,
                args=(without,),
            )


def worded(part: Part, scheme: str) -> str:
    """'Goods: Heroin', 'Years: 2014–2016', 'Exact copies left out'."""
    if part.dimension == "period":
        return _period(*part.codes)
    if part.dimension == "copies":
        return reader.t("Exact copies left out")
    known = names(for_reader(), part.dimension, list(part.codes), scheme, reader.words())
    shown = [plain(known[c]) for c in by_name(part.codes, known)]
    label = reader.t(_SHORT.get(part.dimension) or DIMENSIONS[part.dimension].label)
    return reader.t("{label}: {names}", label=label, names=_some(shown))


def _some(names: list[str]) -> str:
    """'Chad, Mali', 'Chad, Mali, Peru and 4 more': a chip takes no word before the last name."""
    words = reader.words()
    return words.listed(names, _NAMES_SHOWN) if len(names) > _NAMES_SHOWN else words.comma(names)


def _period(start: str, end: str) -> str:
    first, last = for_reader().months()
    start, end = start or first, end or last
    whole = start.endswith("-01") and end.endswith("-12")
    if not whole:
        span = reader.t("Months: {start} to {end}", start=start, end=end)
        return span if start != end else reader.t("Month: {month}", month=start)
    span = reader.t("Years: {start}–{end}", start=start[:4], end=end[:4])
    return span if start[:4] != end[:4] else reader.t("Year: {year}", year=start[:4])


def plain(text: str) -> str:
    """A name in a label: what is very long is cut."""
    return markdown_safe(text if len(text) <= 48 else text[:47] + "…")


def _look(*, shown: bool) -> None:
    theme = reader.theme()
    box = f"div:has(> {_ROW})"  # what Streamlit lays around it: only that can stay while its neighbours scroll
    stays = f"{box} {{ position: sticky; top: 3.75rem; z-index: 99; padding: .4rem 0; background: {theme.paper}; }}"
    over = f"{box}::before {{ content: ''; position: absolute; inset: -3.75rem 0 100%; background: {theme.paper}; }}"
    pill = f"border-radius: 2rem; padding: .1rem .75rem; background: {theme.surface};"
    line = f"{_ROW} {{ flex-wrap: nowrap; overflow-x: auto; }} {_ROW} > div {{ flex: none; }}"
    chip = f"{_ROW} button[kind=secondary] {{ {pill} }}"
    if not shown:
        st.html(f"<style>{box} {{ display: none; }}</style>")
        return
    st.html(f"<style>{stays} {over} {chip} @media (max-width: 640px) {{ {line} }}</style>")
