"""Single records for the pages: a listing, its size, one record, a file of them."""

import polars as pl
import streamlit as st

from data_access.records.detail import Record
from data_access.records.detail import record as ask_record
from data_access.records.search import Count, Listing
from data_access.records.search import Page as RecordsPage
from data_access.records.search import count as count_records
from data_access.records.search import records as ask_records
from domain.entitlement import PUBLIC, Entitlement
from pages.parts import store_data
from reports.exports import Export
from reports.record_export import record_export


@st.cache_data(max_entries=200, show_spinner="Looking through the records …")
def _records(
    url: str, version: int, rights: str, question: str, listing: tuple[str, str, bool, str], place: tuple[str, str, int]
) -> tuple[pl.DataFrame, pl.DataFrame, str, str]:
    after, before, limit = place
    found = ask_records(
        store_data.opened(url, version),
        _listing(question, listing),
        Entitlement.from_fingerprint(rights),
        after=after,
        before=before,
        limit=limit,
    )
    return found.records, found.lines, found.before, found.after


@st.cache_data(max_entries=200, show_spinner="Counting the records …")
def _records_held(
    url: str, version: int, rights: str, question: str, listing: tuple[str, str, bool, str]
) -> tuple[int, bool]:
    found = count_records(
        store_data.opened(url, version), _listing(question, listing), Entitlement.from_fingerprint(rights)
    )
    return found.n, found.exact


def _listing(question: str, listing: tuple[str, str, bool, str]) -> Listing:
    text, sort, descending, unit_class = listing
    selection = store_data.selection(question)
    return Listing(selection=selection, text=text, sort=sort, descending=descending, unit_class=unit_class)


def _of_listing(listing: Listing) -> tuple[str, tuple[str, str, bool, str]]:
    return store_data.question(listing.selection), (listing.text, listing.sort, listing.descending, listing.unit_class)


def records(
    listing: Listing, *, after: str = "", before: str = "", limit: int, entitlement: Entitlement = PUBLIC
) -> RecordsPage:
    """A page of single records (see data_access.records.search.records)."""
    question, told = _of_listing(listing)
    place = (after, before, limit)
    return RecordsPage(*_records(*store_data.key(entitlement), question, told, place))


def records_held(listing: Listing, entitlement: Entitlement = PUBLIC) -> Count:
    """How many records a listing holds (see data_access.records.search.count)."""
    question, told = _of_listing(listing)
    return Count(*_records_held(*store_data.key(entitlement), question, told))


def record(key: str, entitlement: Entitlement = PUBLIC) -> Record | None:
    """Everything known of one record; None where there is none for this viewer."""
    return ask_record(store_data.newest().engine, key, entitlement)


def record_file(listing: Listing, link: str, entitlement: Entitlement = PUBLIC) -> Export:
    """The records of a listing as a file (see reports.record_export): made only when it is asked for."""
    return record_export(store_data.newest(), listing, entitlement, link=link)
