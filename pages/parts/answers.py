"""Whose answers a page shows: those of its reader to the newest data version, kept for all readers of the same rights.

This is the only cache of answers: by store, data version, rights, language, and what is asked.
"""

import logging
from collections.abc import Callable, Hashable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import lru_cache, partial
from time import monotonic
from typing import Any, Concatenate, ParamSpec

import streamlit as st

from charts.theme import THEMES
from data_access.answers import Answers
from data_access.demo.store import make_demo
from data_access.gateway import Gateway, hold_cases, prepared, store_version
from data_access.kept import found
from data_access.places.paths import ready as lanes_ready
from data_access.settings import settings
from data_access.store.engine import open_store, store_trouble
from domain.entitlement import Entitlement
from domain.errors import AtlasError
from domain.messages import Message
from domain.selection import Selection
from domain.viewer import Viewer, public
from domain.words import Words
from pages.parts import reader
from reports.card import Part
from reports.finished import Finished, finished
from reports.studio import Studio

P = ParamSpec("P")

PATIENCE = 2.0
"""Seconds that a reader waits for the cubes of a new data version."""
_LOG = logging.getLogger(__name__)


@st.cache_resource(max_entries=3, show_spinner=False)
def opened(url: str, version: int) -> Gateway:
    """One gateway a data version, shared by all sessions (its frames are never changed in place)."""
    return Gateway.open(url=url)


@lru_cache(maxsize=4)
def _newest(url: str, demo_url: str, second: int) -> Gateway:
    """Asked of the database at most once a second: a page asks some fifty times."""
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


@lru_cache(maxsize=5000)
def _kept(url: str, version: int, rights: str, language: str, name: str, asked: tuple[Hashable, ...]) -> Any:
    viewer = Viewer(entitlement=Entitlement.from_fingerprint(rights), language=language)
    return found(name, opened(url, version).for_viewer(viewer), asked)


def for_viewer(viewer: Viewer) -> Answers:
    """What this viewer may learn of the newest data version."""
    return _of(newest(), viewer)


def _of(gateway: Gateway, viewer: Viewer) -> Answers:
    return gateway.for_viewer(viewer, partial(_kept, gateway.address, gateway.version, viewer.rights, viewer.language))


def for_reader() -> Answers:
    """What the reader of this page may learn of the newest data version."""
    return for_viewer(reader.viewer())


def studio() -> Studio:
    """Where the charts of this page are drawn: for its reader, in the reader's language and colours."""
    return Studio(for_reader(), reader.words(), reader.theme())


@lru_cache(maxsize=200)
def _finished(
    url: str,
    version: int,
    rights: str,
    language: str,
    colours: str,
    report: Callable[..., Iterable[Part]],
    asked: tuple[Hashable, ...],
    how: tuple[tuple[str, Hashable], ...],
) -> Finished:
    viewer = Viewer(entitlement=Entitlement.from_fingerprint(rights), language=language)
    maker = Studio(_of(opened(url, version), viewer), Words(language), THEMES[colours])
    return finished(maker, report(maker, *asked, **dict(how)))


def made(report: Callable[Concatenate[Studio, P], Iterable[Part]], *asked: P.args, **how: P.kwargs) -> Finished:
    """A report for the reader of this page: made once for all who may see the same in the same language and colours."""
    now, viewer = newest(), reader.viewer()
    options = tuple(sorted(how.items()))
    return _finished(
        now.address, now.version, viewer.rights, viewer.language, reader.theme().name, report, asked, options
    )


def loaded() -> None:
    """Something was loaded: ask for the data version anew."""
    _newest.cache_clear()


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
    for url in (settings().database_url, settings().demo_url):
        try:
            hold_cases(url)
        except AtlasError as error:
            _LOG.warning("The cases that ship with the program were not loaded: %s", error)  # untranslated
    for_viewer(public("en")).seizures(Selection(), "country", grid=True)
    lanes_ready()
