"""Whose answers a page shows: those of its reader to the newest data version, kept for all readers of the same rights.

This is the only cache of answers: by store, data version, rights, language, and what is asked.
"""

import json
import logging
from collections.abc import Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from time import monotonic
from typing import Any

import streamlit as st

from data_access.answers import Answers
from data_access.demo.store import make_demo
from data_access.gateway import Gateway, prepared, store_version
from data_access.kept import found
from data_access.places.paths import ready as lanes_ready
from data_access.records.sorts import Listing
from data_access.settings import settings
from data_access.store.engine import open_store, store_trouble
from domain.entitlement import Entitlement
from domain.errors import AtlasError
from domain.messages import Message
from domain.question import Question
from domain.selection import Selection
from domain.viewer import Viewer, public
from pages.parts import reader
from reports.studio import Studio

PATIENCE = 2.0
"""Seconds that a reader waits for the cubes of a new data version."""
_LOG = logging.getLogger(__name__)
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
        return _whole(url, version)
    make_demo(settings())
    return opened(demo_url, store_version(demo_url))


def _whole(url: str, version: int) -> Gateway:
    """The data version, once its cubes are made; until then the one that readers have had so far."""
    shown = _shown(url)
    if shown and shown[0] != version and not prepared(url):
        making, since = _making(url, version)
        try:
            making.result(timeout=max(0.0, since + PATIENCE - monotonic()))
        except TimeoutError:
            return opened(url, shown[0])
        except (AtlasError, OSError) as error:
            _LOG.warning("The cubes of data version %s were not made ahead: %s", version, error)  # untranslated
    gateway = opened(url, version)  # says to the reader what is amiss, if anything is
    shown[:] = [version]
    return gateway


@st.cache_resource(max_entries=4, show_spinner=False)
def _shown(url: str) -> list[int]:
    """The data version that readers of a store see; none before the first."""
    return []


@st.cache_resource(max_entries=4, show_spinner=False)
def _making(url: str, version: int) -> tuple[Future[Gateway], float]:
    """The cubes of a data version as they are made, and since when."""
    return ThreadPoolExecutor(1, "cubes").submit(Gateway.open, url=url), monotonic()


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
