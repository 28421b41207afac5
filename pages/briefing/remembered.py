"""The place of a reader's last briefing: the front page opens with it. It is kept by the reader's browser alone."""

from typing import Final
from urllib.parse import parse_qs, quote, unquote, urlencode

import streamlit as st

from domain.errors import UsageError
from domain.selection import Selection
from pages.parts.known import without_unknown
from pages.parts.script import scripted

COOKIE: Final = "atlas_briefing"
"""Holds a place as in an address ('country=ESP'), and nothing else (remember.js writes it)."""
_component: Final = scripted("contraband_remember", "remember.js")


def remember(selection: Selection) -> None:
    """From now on the front page shows this place."""
    _component(key="remember", data=quote(urlencode(_place(selection).to_query(), doseq=True)))


def place_of_before() -> dict[str, list[str]]:
    """The filters of the place remembered; {} for none, and for what is no place of ours any more."""
    try:
        said = st.context.cookies.get(COOKIE, "")
        found = _place(Selection.from_query(parse_qs(unquote(said))))
    except UsageError:
        return {}
    known, unknown = without_unknown(found)
    return {} if unknown else known.to_query()


def _place(selection: Selection) -> Selection:
    kept = tuple(pair for pair in selection.where if pair[0] in ("country", "region"))
    return Selection(where=kept, scheme=selection.scheme if selection.values("region") else Selection().scheme)
