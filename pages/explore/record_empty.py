"""No record found: said in words, with what is nearest that has some."""

from dataclasses import replace

import streamlit as st

from data_access.records.search import Count, Listing
from domain.selection import Selection
from domain.words import Words
from pages.parts import reader
from pages.parts.answers import for_reader
from pages.parts.empty import buttons, nearest, with_seizures

MOST = 4
"""So many other searches are suggested."""
_SIGNS = '*"“”„«»'


def nothing(listing: Listing) -> None:
    """Say so, and offer other searches and wider selections that find something."""
    st.info(reader.t("No record was found. This does not mean zero: it may not have been reported, or not here."))
    for i, (label, text) in enumerate(_other_searches(listing)):
        st.button(label, key=f"other_{i}", icon=":material/search:", on_click=_search, args=(text,))
    if listing.text:
        total = for_reader().record_total(replace(listing, selection=_everything(listing)))
        if total.n and listing.selection.where:
            label = reader.t("The same search without filters: {records}", records=said(total, reader.words()))
            wide = _everything(listing)
            st.button(label, key="wide", icon=":material/filter_alt_off:", on_click=reader.write, args=(wide,))
    else:
        buttons(nearest(listing.selection), with_seizures)


def no_such(key: str) -> None:
    """A link to a record that is not there, or not for this reader."""
    if not key:
        st.info(reader.t("The link names no record. Choose one in the list."), icon=":material/search_off:")
        return
    st.info(
        reader.t(
            "There is no such record. Its import may have been taken back, or the link is of another store, or was cut "
            "off when it was copied. Search the list for what it was about."
        ),
        icon=":material/search_off:",
    )


def said(total: Count, words: Words) -> str:
    """'12 records', 'more than 10,000 records'."""
    if total.exact:
        return words.n("{n} record", "{n} records", total.n)
    return words.n("more than {n} record", "more than {n} records", total.n)


def _everything(listing: Listing) -> Selection:
    return Selection(scheme=listing.selection.scheme, distinct=listing.selection.distinct)


def _other_searches(listing: Listing) -> list[tuple[str, str]]:
    """Each word of the search with any ending, and no search: those that find something, in words with their count."""
    parts = [p for p in listing.text.split() if not p.startswith("-")]
    bare = [part.strip(_SIGNS) for part in parts]
    tried = dict.fromkeys(f"{word}*" for word in bare if word)
    found = []
    for text in [*list(tried)[:MOST], *([""] if listing.text else [])]:
        total = for_reader().record_total(replace(listing, text=text))
        if total.n:
            records = said(total, reader.words())
            search = reader.t("Search for “{text}”: {records}", text=text, records=records)
            found.append((search if text else reader.t("Without the search: {records}", records=records), text))
    return found


def _search(text: str) -> None:
    reader.set_or_drop("search", text)
    reader.drop_own("page")
