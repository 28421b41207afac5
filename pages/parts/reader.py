"""The only file that keeps the reader's state. The URL is the truth; the session only bridges pages."""

from typing import cast
from urllib.parse import urlencode

import streamlit as st

from charts.theme import THEMES, Theme
from domain.errors import UsageError
from domain.selection import Selection
from domain.words import ENGLISH, Words
from reports.exports import Export

_KEPT = "reader_query"
_PAGE = "reader_page"
_GO = "reader_go"
_RECORD = "reader_record"
_SHOWN = "reader_shown"
_BEFORE = "reader_before"
NO_CODE = ("…",)
"""Marks that stand for the rest of a list: there is nothing to filter by."""
OWN_KEYS = (
    "profile",  # the country shown
    "focus",  # the region shown
    "measure",
    "unit_class",
    "currency",
    "into",  # the currency that values are shown in beside their own
    "estimate",  # the unit class that quantities of other classes are estimated in
    "valuation",
    "by",
    "form",
    "scale",
    "classes",
    "against",
    "order",
    "page",
    "search",
    "sort",
    "record",
    "base",
    "shown",
    "least",
)
"""Parameters of single pages, beside the filters: what is shown and how."""


def words() -> Words:
    """The reader's language (English until others exist)."""
    return ENGLISH


def theme() -> Theme:
    """Light or dark, as the reader's browser shows the app."""
    return THEMES["dark" if st.context.theme.type == "dark" else "light"]


def collect(export: Export) -> None:
    """Remember what the page shows, for its download."""
    cast("list[Export]", st.session_state.setdefault(_SHOWN, [])).append(export)


def collected() -> list[Export]:
    """What the page has shown so far in this run."""
    return list(cast("list[Export]", st.session_state.get(_SHOWN, [])))


def selection(page: str) -> Selection:
    """The selection of the URL; on coming from another page without one, the filters come along."""
    st.session_state[_SHOWN] = []
    query = {key: st.query_params.get_all(key) for key in st.query_params}
    arrived = st.session_state.get(_PAGE) != page
    st.session_state[_PAGE] = page
    try:
        found = Selection.from_query(query)
        kept = st.session_state.get(_KEPT)
        if arrived and kept and not found.to_query():
            found = Selection.from_query(kept)
            write(found)
    except UsageError as error:
        st.error(
            f"This link cannot be shown as it is: {error} The filters were left out.",
            icon=":material/link_off:",
        )
        found = Selection()
    st.session_state[_KEPT] = found.to_query()
    return found


def write(chosen: Selection) -> None:
    """Put a selection into the URL, keeping the page's own parameters; a list starts anew from its first page."""
    own = {k: st.query_params.get_all(k) for k in OWN_KEYS if k in st.query_params and k != "page"}
    st.query_params.from_dict({**own, **chosen.to_query()})
    st.session_state[_KEPT] = chosen.to_query()


def own(key: str) -> str:
    """A page's own parameter ('' if not set)."""
    return str(st.query_params.get(key, ""))


def set_own(key: str, value: str) -> None:
    """Set a page's own parameter."""
    st.query_params[key] = value


def set_or_drop(key: str, value: str) -> None:
    """Set a page's own parameter; '' leaves it out of the address."""
    if value:
        set_own(key, value)
    else:
        drop_own(key)


def drop_own(key: str) -> None:
    """Forget a page's own parameter."""
    if key in st.query_params:
        del st.query_params[key]


def link() -> str:
    """The address that shows this page with these filters again; '' where the browser does not tell its own."""
    asked = urlencode({key: st.query_params.get_all(key) for key in st.query_params}, doseq=True)
    return "?".join(filter(None, [st.context.url, asked])) if st.context.url else ""


def widget(key: str, value: object) -> str:
    """Give a widget its value from the URL before it is drawn; returns its key."""
    st.session_state[key] = value
    return key


def widget_value(key: str) -> object:
    """What the reader just chose (in a callback)."""
    return st.session_state.get(key)


def keep(key: str, value: object) -> None:
    """Remember something for this reader's session."""
    st.session_state[key] = value


def kept(key: str) -> object:
    """What was remembered under this key, None if nothing."""
    return st.session_state.get(key)


def forget(*keys: str) -> None:
    """Remember these no longer."""
    for key in keys:
        st.session_state.pop(key, None)


def clicked(chart_key: str) -> None:
    """Callback of a chart: remember which place was clicked."""
    event = st.session_state.get(chart_key)
    points = event["selection"]["points"] if event else []
    if points:
        code = points[0].get("location") or points[0].get("customdata")
        st.session_state[_GO] = code[0] if isinstance(code, list) else code


def picked(chart_key: str, dimension: str) -> None:
    """Callback of a chart: filter by the mark that was clicked; a second click takes the filter away.

    The filters are those of the URL: a card may show a narrower selection, such as that of one country's page.
    """
    event = st.session_state.get(chart_key)
    points = event["selection"]["points"] if event else []
    told = points[0].get("customdata") if points else None
    code = told[0] if isinstance(told, list) else told
    if code is None or code in NO_CODE:
        return
    chosen = Selection.from_query({key: st.query_params.get_all(key) for key in st.query_params})
    held = chosen.values(dimension)
    st.session_state[_BEFORE] = chosen.to_query()
    write(chosen.having(dimension, [c for c in held if c != code] if code in held else [*held, str(code)]))


def can_undo() -> bool:
    """Whether a click has filtered and was not taken back."""
    return _BEFORE in st.session_state


def undo_pick() -> None:
    """The filters as they were before the last click."""
    write(Selection.from_query(st.session_state.pop(_BEFORE)))


def row_marked(table_key: str, keys: tuple[str, ...]) -> None:
    """Callback of a table of records: remember the record whose row was marked."""
    event = st.session_state.get(table_key)
    rows = event["selection"]["rows"] if event else []
    if rows and rows[0] < len(keys):
        st.session_state[_RECORD] = keys[rows[0]]


def follow_record() -> None:
    """If a record was marked since the last run, open its page; the way back stands in the address."""
    if key := st.session_state.pop(_RECORD, ""):
        st.switch_page("pages/explore/record.py", query_params={**query(), "record": str(key)})


def query(*left_out: str) -> dict[str, list[str]]:
    """The parameters of the address, without those named."""
    return {key: st.query_params.get_all(key) for key in st.query_params if key not in left_out}


def follow_click(chosen: Selection) -> None:
    """If a place on a map was clicked since the last run, open its page with the same filters."""
    if place := st.session_state.pop(_GO, ""):
        others = chosen.having("country", ()).having("region", ())
        st.switch_page("pages/explore/country.py", query_params={**others.to_query(), "profile": str(place)})
