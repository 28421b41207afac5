"""Whose answers a page shows: those of its reader to the newest data version, kept for all readers of the same rights.

This is the only cache of answers: by store, data version, rights, language, and what is asked.
"""

import json
from collections.abc import Hashable
from functools import partial
from time import monotonic
from typing import Any

import streamlit as st

from data_access.answers import Answers
from data_access.demo.store import make_demo
from data_access.gateway import Gateway, store_version
from data_access.kept import found
from data_access.places.paths import ready as lanes_ready
from data_access.records.sorts import Listing
from data_access.settings import settings
from data_access.store.engine import open_store, store_trouble
from domain.entitlement import Entitlement
from domain.messages import Message
from domain.question import Question
from domain.selection import Selection
from domain.viewer import Viewer, public
from pages.parts import reader
from reports.studio import Studio

_LISTED = ("text", "sort", "descending", "unit_class")


@st.cache_resource(max_entries=3, show_spinner=False)
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


@st.cache_resource(max_entries=5000, show_spinner=False)
def _kept(url: str, version: int, rights: str, language: str, name: str, asked: str) -> Any:
    viewer = Viewer(entitlement=Entitlement.from_fingerprint(rights), language=language)
    return found(name, opened(url, version).for_viewer(viewer), _read(asked))


def for_viewer(viewer: Viewer) -> Answers:
    """What this viewer may learn of the newest data version."""
    now = newest()
    key = partial(_kept, now.address, now.version, viewer.rights, viewer.language)
    return now.for_viewer(viewer, lambda name, args: key(name, _written(args)))


def for_reader() -> Answers:
    """What the reader of this page may learn of the newest data version."""
    return for_viewer(reader.viewer())


def studio() -> Studio:
    """Where the charts of this page are drawn: for its reader, in the reader's language and colours."""
    return Studio(for_reader(), reader.words(), reader.theme())


def _written(args: tuple[Hashable, ...]) -> str:
    """What is asked, as a text that is the same for the same question."""
    return json.dumps([_plain(arg) for arg in args], sort_keys=True)


def _plain(arg: Any) -> Any:
    if isinstance(arg, Listing):
        return {"listing": [arg.selection.to_query(), *(getattr(arg, name) for name in _LISTED)]}
    if isinstance(arg, (Selection, Question)):
        return {type(arg).__name__.lower(): arg.to_query()}
    return [_plain(one) for one in arg] if isinstance(arg, tuple) else arg


def _read(asked: str) -> tuple[Any, ...]:
    return tuple(_value(one) for one in json.loads(asked))


def _value(plain: Any) -> Any:
    if isinstance(plain, list):
        return tuple(_value(one) for one in plain)
    if not isinstance(plain, dict):
        return plain
    ((kind, content),) = plain.items()
    if kind == "listing":
        return Listing(selection=Selection.from_query(content[0]), **dict(zip(_LISTED, content[1:], strict=True)))
    return (Selection if kind == "selection" else Question).from_query(content)


def loaded() -> None:
    """Something was loaded: ask for the data version anew."""
    _newest.clear()


def own_store() -> Any:
    """The store that imports go to: never the demo's."""
    return open_store(settings().database_url)


def trouble(error: Exception) -> Message | None:
    """What a reader reads if the store went away, is locked or broken (None for any other error)."""
    return store_trouble(error)


def uploads_allowed() -> bool:
    """Whether readers may bring files through the browser (ATLAS_UPLOADS; by default only for the embedded file)."""
    return settings().uploads


def saving_allowed() -> bool:
    """Whether readers may save views (ATLAS_SAVING; by default only for the embedded file)."""
    return settings().saving


def warm() -> None:
    """Open the store and its cube before the first reader comes, and the shipping lanes of the routes."""
    for_viewer(public("en")).seizures(Selection(), "country", grid=True)
    lanes_ready()
