"""Which store and data version the pages answer from, and how that and a question become the key of a cached answer."""

import json
from time import monotonic
from typing import Any

import streamlit as st

from data_access.demo.store import make_demo
from data_access.gateway import Gateway, store_version
from data_access.settings import settings
from data_access.store.engine import open_store, store_trouble
from domain.entitlement import PUBLIC, Entitlement
from domain.selection import Selection


@st.cache_resource(max_entries=3, show_spinner="Reading the store …")
def opened(url: str, version: int) -> Gateway:
    """One gateway a data version, shared by all sessions (its frames are never changed in place)."""
    return Gateway.open(url=url)


@st.cache_resource(max_entries=4, show_spinner=False)
def _newest(url: str, demo_url: str, second: int) -> Gateway:
    """Asked of the database at most once a second: a page asks some fifty times.

    The second is a part of the key: an entry with a time to live that ends while it is read is an error of Streamlit.
    """
    if version := store_version(url):
        return opened(url, version)
    make_demo(settings())
    return opened(demo_url, store_version(demo_url))


def newest() -> Gateway:
    """The store's newest data version; the invented demo only while the store is empty."""
    config = settings()
    return _newest(config.database_url, config.demo_url, int(monotonic()))


def key(entitlement: Entitlement) -> tuple[str, int, str]:
    """What every cached answer is kept by, before its question: store, data version, entitlement."""
    now = newest()
    return now.address, now.cube.version, entitlement.fingerprint


def question(selection: Selection) -> str:
    """A selection as the key of a cached answer."""
    return json.dumps(selection.to_query(), sort_keys=True)


def selection(question: str) -> Selection:
    """The selection behind the key of a cached answer."""
    return Selection.from_query(json.loads(question))


def loaded() -> None:
    """Something was loaded: ask for the data version anew."""
    _newest.clear()


def own_store() -> Any:
    """The store that imports go to: never the demo's."""
    return open_store(settings().database_url)


def trouble(error: Exception) -> str:
    """What a reader is told if the store went away, is locked or broken ('' for any other error)."""
    return store_trouble(error)


def uploads_allowed() -> bool:
    """Whether readers may bring files through the browser (ATLAS_UPLOADS; by default only for the embedded file)."""
    return settings().uploads


def invented() -> bool:
    """True while the app shows the demo."""
    return "invented" in newest().sources(PUBLIC)["kind"].to_list()
