"""Records of two sources that may be one seizure, and the pairs that the operator linked."""

import polars as pl
import streamlit as st

from analysis.overlaps import candidates
from data_access.records.overlaps import SCHEMA as OVERLAP_SCHEMA
from data_access.records.overlaps import comparable, precedence
from data_access.records.overlaps import link as link_pair
from data_access.records.overlaps import links as held_links
from data_access.records.overlaps import unlink as unlink_pair
from domain.entitlement import PUBLIC, Entitlement
from pages.parts import store_data


@st.cache_data(max_entries=50, show_spinner="Comparing the records of the sources …")
def _candidates(url: str, version: int, rights: str, country: str) -> pl.DataFrame:
    engine = store_data.opened(url, version).engine
    return candidates(comparable(engine, Entitlement.from_fingerprint(rights), country), precedence(engine))


def overlap_candidates(country: str, entitlement: Entitlement = PUBLIC) -> pl.DataFrame:
    """Pairs of records of two sources that may be one seizure (see analysis.overlaps)."""
    if store_data.newest().sources(entitlement).height < 2:
        return candidates(pl.DataFrame(schema=OVERLAP_SCHEMA), {})
    return _candidates(*store_data.key(entitlement), country)


def links(entitlement: Entitlement = PUBLIC) -> pl.DataFrame:
    """The pairs that the operator linked, of records that may be seen (see data_access.records.overlaps.links)."""
    return held_links(store_data.newest().engine, entitlement)


def link(kept_key: str, hidden_key: str, note: str, entitlement: Entitlement = PUBLIC) -> None:
    """Two records are one seizure, from now on. Raises UsageError."""
    link_pair(store_data.newest().engine, kept_key, hidden_key, entitlement, note)
    store_data.loaded()


def unlink(hidden_key: str, entitlement: Entitlement = PUBLIC) -> None:
    """Take a link back. Raises UsageError."""
    unlink_pair(store_data.newest().engine, hidden_key, entitlement)
    store_data.loaded()
