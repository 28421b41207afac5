"""The place of a reader's last briefing, and of which data it was: the front page opens with it, and says what is new.

It is kept by the reader's browser alone.
"""

from typing import Final
from urllib.parse import parse_qs, quote, unquote, urlencode

import streamlit as st

from domain.data_version import PARAMETER
from domain.errors import UsageError
from domain.selection import Selection
from pages.parts.answers import for_reader
from pages.parts.known import without_unknown
from pages.parts.script import scripted

COOKIE: Final = "atlas_briefing"
"""Holds a place and the mark of a data version as in an address, and nothing else (remember.js writes it)."""
_component: Final = scripted("contraband_remember", "remember.js")


def remember(selection: Selection) -> None:
    """From now on the front page shows this place, and what has changed since."""
    asked = _place(selection).to_query() | {PARAMETER: [for_reader().mark()]}
    _component(key="remember", data=quote(urlencode(asked, doseq=True)))


def place_of_before() -> dict[str, list[str]]:
    """The filters of the place remembered, and the mark; {} for none, and for what is no place of ours any more."""
    said = parse_qs(unquote(st.context.cookies.get(COOKIE, "")))
    try:
        known, unknown = without_unknown(_place(Selection.from_query(said)))
    except UsageError:
        return {}
    return {} if unknown else known.to_query() | _mark(said.get(PARAMETER, [""])[0])


def _mark(said: str) -> dict[str, list[str]]:
    """The mark, if it is one of this store: the demo's, say, means nothing to what was imported since."""
    try:
        return {PARAMETER: [said]} if said and for_reader().since(Selection(), said) else {}
    except UsageError:
        return {}


def _place(selection: Selection) -> Selection:
    kept = tuple(pair for pair in selection.where if pair[0] in ("country", "region"))
    return Selection(where=kept, scheme=selection.scheme if selection.values("region") else Selection().scheme)
