"""The only file that caches. Keys are scalars and tuples: store, data version, entitlement, question."""

import json
from datetime import datetime
from time import monotonic
from typing import Any

import polars as pl
import streamlit as st

from analysis import comparison
from analysis.estimates import estimate
from analysis.overlaps import candidates
from data_access import saved_views as saved_views_of
from data_access.conversions import converted, quantities_by_goods
from data_access.demo_store import make_demo
from data_access.engine import open_store, store_trouble
from data_access.gateway import Answer, Gateway, store_version
from data_access.observations import categories as held_categories
from data_access.observations import indicators as held_indicators
from data_access.observations import observations as ask_statistics
from data_access.offered import fields_told as held_fields
from data_access.overlaps import SCHEMA as OVERLAP_SCHEMA
from data_access.overlaps import comparable, precedence
from data_access.overlaps import link as link_pair
from data_access.overlaps import links as held_links
from data_access.overlaps import unlink as unlink_pair
from data_access.paths import ready as lanes_ready
from data_access.paths import with_paths
from data_access.record_detail import Record
from data_access.record_detail import record as ask_record
from data_access.record_search import Count, Listing
from data_access.record_search import Page as RecordsPage
from data_access.record_search import count as count_records
from data_access.record_search import records as ask_records
from data_access.reference import tables as reference
from data_access.settings import settings
from data_access.transit_told import any_transit as routes_name_transit
from data_access.units import cross_factors
from domain.entitlement import PUBLIC, Entitlement
from domain.saved import SavedView, Snapshot
from domain.selection import Selection
from reports.exports import Export
from reports.exports import about as told_about
from reports.record_export import record_export

OWNER = ""
"""Whose saved views a reader sees: all share one list until there is a sign-in."""


@st.cache_resource(max_entries=3, show_spinner="Reading the store …")
def _gateway(url: str, version: int) -> Gateway:
    """One gateway a data version, shared by all sessions (its frames are never changed in place)."""
    return Gateway.open(url=url)


@st.cache_resource(max_entries=4, show_spinner=False)
def _newest(url: str, demo_url: str, second: int) -> Gateway:
    """Asked of the database at most once a second: a page asks some fifty times.

    The second is a part of the key: an entry with a time to live that ends while it is read is an error of Streamlit.
    """
    if version := store_version(url):
        return _gateway(url, version)
    make_demo(settings())
    return _gateway(demo_url, store_version(demo_url))


def gateway() -> Gateway:
    """The store's newest data version; the invented demo only while the store is empty."""
    config = settings()
    return _newest(config.database_url, config.demo_url, int(monotonic()))


@st.cache_data(max_entries=3000, show_spinner=False)
def _answer(
    url: str,
    version: int,
    rights: str,
    question: str,
    measure: str,
    by: tuple[str, ...],
    kind: tuple[str, str, str],
    grid: bool,
) -> tuple[pl.DataFrame, float | None, bool]:
    found = _gateway(url, version).answer(
        Selection.from_query(json.loads(question)),
        measure,
        by,
        Entitlement.from_fingerprint(rights),
        unit_class=kind[0],
        currency=kind[1],
        valuation=kind[2],
        grid=grid,
    )
    return found.frame, found.total, found.overlapping


def answer(
    selection: Selection,
    measure: str,
    by: tuple[str, ...] = (),
    *,
    unit_class: str = "",
    currency: str = "",
    valuation: str = "",
    grid: bool = False,
    entitlement: Entitlement = PUBLIC,
) -> Answer:
    """The cached answer of the gateway to a question."""
    now = gateway()
    question = json.dumps(selection.to_query(), sort_keys=True)
    kind = (unit_class, currency, valuation)
    return Answer(*_answer(now.address, now.cube.version, entitlement.fingerprint, question, measure, by, kind, grid))


@st.cache_data(max_entries=1200, show_spinner=False)
def _frame(url: str, version: int, rights: str, question: str, what: str) -> pl.DataFrame:
    ask = {
        "quantities": Gateway.quantities,
        "values": Gateway.values,
        "coverage": Gateway.coverage,
        "reporting": Gateway.reporting,
    }[what]
    return ask(_gateway(url, version), Selection.from_query(json.loads(question)), Entitlement.from_fingerprint(rights))


def _asked(what: str, selection: Selection, entitlement: Entitlement) -> pl.DataFrame:
    """A frame that the gateway makes of a selection alone, cached."""
    now = gateway()
    question = json.dumps(selection.to_query(), sort_keys=True)
    return _frame(now.address, now.cube.version, entitlement.fingerprint, question, what)


def total(selection: Selection) -> float:
    """All reported seizures of a selection."""
    return answer(selection, "seizures").total or 0.0


def seizures(selection: Selection, *by: str, grid: bool = False) -> pl.DataFrame:
    """Reported seizures by dimensions: the dimensions, value, state."""
    return answer(selection, "seizures", by, grid=grid).frame


def quantities(selection: Selection, entitlement: Entitlement = PUBLIC) -> pl.DataFrame:
    """Reported quantities, one row a unit class (see Gateway.quantities)."""
    return _asked("quantities", selection, entitlement)


def values(selection: Selection, entitlement: Entitlement = PUBLIC) -> pl.DataFrame:
    """Reported values, one row a currency and valuation basis (see Gateway.values)."""
    return _asked("values", selection, entitlement)


@st.cache_data(max_entries=300, show_spinner=False)
def _beside(url: str, version: int, rights: str, question: str, kind: tuple[str, ...]) -> pl.DataFrame:
    now, selection = _gateway(url, version), Selection.from_query(json.loads(question))
    viewer = Entitlement.from_fingerprint(rights)
    if kind[0] == "estimate":
        held = quantities_by_goods(now, selection, (), viewer)
        return estimate(held, cross_factors(), to_class=kind[1])
    return converted(now, selection, (), viewer, currency=kind[1], valuation=kind[2], to=kind[3])


def in_currency(
    selection: Selection, currency: str, valuation: str, to: str, entitlement: Entitlement = PUBLIC
) -> pl.DataFrame:
    """Values of one currency and basis beside the same in another currency (see data_access.conversions.converted)."""
    now, question = gateway(), json.dumps(selection.to_query(), sort_keys=True)
    kind = ("currency", currency, valuation, to)
    return _beside(now.address, now.cube.version, entitlement.fingerprint, question, kind)


def estimated(selection: Selection, to_class: str, entitlement: Entitlement = PUBLIC) -> pl.DataFrame:
    """Quantities by goods and class, with the estimate in one class beside (see analysis.estimates.estimate)."""
    now, question = gateway(), json.dumps(selection.to_query(), sort_keys=True)
    return _beside(now.address, now.cube.version, entitlement.fingerprint, question, ("estimate", to_class))


def coverage(selection: Selection, entitlement: Entitlement = PUBLIC) -> pl.DataFrame:
    """Who has records for which year (COVERAGE_SCHEMA)."""
    return _asked("coverage", selection, entitlement)


def provisional_from(*, monthly: bool = False) -> str:
    """The first year (or month) that is not yet complete as of the data, '' if none."""
    return comparison.provisional_from(as_of(), gateway().months()[1], monthly=monthly)


def places_asked(selection: Selection) -> tuple[str, ...]:
    """The countries and territories that the filters name, directly or by region; () for all."""
    return tuple(code for code in gateway().countries(selection) or () if code in place_names())


@st.cache_data(max_entries=500, show_spinner="Drawing the routes …")
def paths(legs: tuple[tuple[str, str, str], ...]) -> pl.DataFrame:
    """The lines of legs (start, end, mode) that can be drawn (see data_access.paths.with_paths)."""
    schema = dict.fromkeys(("start", "end", "mode"), pl.String)
    return with_paths(pl.DataFrame(legs, schema=schema, orient="row"))


def any_transit() -> bool:
    """False where no route of the store names a country passed (see data_access.transit_told)."""
    return routes_name_transit(gateway().engine)


def membership(scheme: str) -> pl.DataFrame:
    """Members of the regions of a scheme: region, country."""
    return reference.membership(scheme)


def memberships(scheme: str) -> pl.DataFrame:
    """Every membership of a scheme, with its dates, source and doubt."""
    return reference.memberships(scheme)


def reporting(selection: Selection, entitlement: Entitlement = PUBLIC) -> pl.DataFrame:
    """Who reported what, when (REPORTING_SCHEMA)."""
    return _asked("reporting", selection, entitlement)


@st.cache_data(max_entries=50, show_spinner="Comparing the records of the sources …")
def _candidates(url: str, version: int, rights: str, country: str) -> pl.DataFrame:
    engine = _gateway(url, version).engine
    return candidates(comparable(engine, Entitlement.from_fingerprint(rights), country), precedence(engine))


def overlap_candidates(country: str, entitlement: Entitlement = PUBLIC) -> pl.DataFrame:
    """Pairs of records of two sources that may be one seizure (see analysis.overlaps)."""
    now = gateway()
    if now.sources().height < 2:
        return candidates(pl.DataFrame(schema=OVERLAP_SCHEMA), {})
    return _candidates(now.address, now.cube.version, entitlement.fingerprint, country)


def links() -> pl.DataFrame:
    """The pairs that the operator linked (see data_access.overlaps.links)."""
    return held_links(gateway().engine)


def link(kept_key: str, hidden_key: str, note: str) -> None:
    """Two records are one seizure, from now on. Raises UsageError."""
    link_pair(gateway().engine, kept_key, hidden_key, note)
    loaded()


def unlink(hidden_key: str) -> None:
    """Take a link back. Raises UsageError."""
    unlink_pair(gateway().engine, hidden_key)
    loaded()


def sources_of(selection: Selection, entitlement: Entitlement = PUBLIC) -> tuple[str, ...]:
    """The sources with seizures that a selection counts, those that give way left out."""
    return gateway().sources_of(selection, entitlement)


def about(
    selection: Selection,
    title: str,
    unit: str,
    caution: str,
    sources: tuple[str, ...] | None,
    link: str,
    entitlement: Entitlement = PUBLIC,
) -> dict[str, Any]:
    """What must travel with a table (see reports.exports.about)."""
    return told_about(
        gateway(), selection, entitlement, title=title, unit=unit, caution=caution, behind=sources, link=link
    )


def rules(selection: Selection, entitlement: Entitlement = PUBLIC) -> list[str]:
    """Which sources give way to others in this selection, in words."""
    return gateway().rules(selection, entitlement)


@st.cache_data(max_entries=100, show_spinner=False)
def _observations(
    url: str,
    version: int,
    rights: str,
    indicator: str,
    by: tuple[str, ...],
    where: tuple[tuple[str, tuple[str, ...]], ...],
) -> pl.DataFrame:
    return ask_statistics(_gateway(url, version).engine, indicator, by, where, Entitlement.from_fingerprint(rights))


def observations(
    indicator: str,
    by: tuple[str, ...],
    where: tuple[tuple[str, tuple[str, ...]], ...] = (),
    entitlement: Entitlement = PUBLIC,
) -> pl.DataFrame:
    """Statistics that are no seizures (see data_access.observations)."""
    now = gateway()
    return _observations(now.address, now.cube.version, entitlement.fingerprint, indicator, by, where)


def indicators() -> list[str]:
    """The statistics that the store holds."""
    return held_indicators(gateway().engine)


def categories(indicator: str) -> list[tuple[str, str]]:
    """The breakdowns of a statistic: (dimension, category)."""
    return held_categories(gateway().engine, indicator)


def uploads_allowed() -> bool:
    """Whether readers may bring files through the browser (ATLAS_UPLOADS; by default only for the embedded file)."""
    return settings().uploads


def saving_allowed() -> bool:
    """Whether readers may save views (ATLAS_SAVING; by default only for the embedded file)."""
    return settings().saving


def saved_views(kind: str = "") -> list[SavedView]:
    """The saved views, by name."""
    return saved_views_of.views(gateway().engine, OWNER, kind)


def save_view(name: str, page: str, query: str, seen: Snapshot, *, kind: str, note: str) -> str:
    """Keep a view. Raises UsageError."""
    return saved_views_of.save(gateway().engine, OWNER, name, page, query, seen, kind=kind, note=note)


def rename_view(view_id: str, name: str, note: str) -> None:
    """Another name and note."""
    saved_views_of.rename(gateway().engine, OWNER, view_id, name, note)


def delete_view(view_id: str, *, back: bool = False) -> None:
    """Take a view out of the list, or bring it back."""
    (saved_views_of.bring_back if back else saved_views_of.remove)(gateway().engine, OWNER, view_id)


def looked_at(view_id: str, seen: Snapshot) -> None:
    """Changes are told since now."""
    saved_views_of.looked(gateway().engine, OWNER, view_id, seen)


def trouble(error: Exception) -> str:
    """What a reader is told if the store went away, is locked or broken ('' for any other error)."""
    return store_trouble(error)


def loaded() -> None:
    """Something was loaded: ask for the data version anew."""
    _newest.clear()


def own_store() -> Any:
    """The store that imports go to: never the demo's."""
    return open_store(settings().database_url)


def invented() -> bool:
    """True while the app shows the demo."""
    return "invented" in gateway().sources()["kind"].to_list()


def as_of() -> datetime | None:
    """When the shown data version was loaded (UTC)."""
    return gateway().as_of()


def place_names() -> dict[str, str]:
    """Code → name of countries and territories."""
    return reference.names("places")


def warm() -> None:
    """Open the store and its cube before the first reader comes, and the shipping lanes of the routes."""
    answer(Selection(), "seizures", ("country",), grid=True)
    lanes_ready()


@st.cache_data(max_entries=10, show_spinner="Looking which fields the sources record …")
def _fields_told(url: str, version: int, rights: str) -> dict[str, tuple[str, ...]] | None:
    now = _gateway(url, version)
    frame = held_fields(now.engine, int(now.cube.seizures["n_records"].sum()), Entitlement.from_fingerprint(rights))
    return None if frame is None else {str(s[0]): tuple(p["dimension"]) for s, p in frame.group_by("source")}


def fields_told(selection: Selection, entitlement: Entitlement = PUBLIC) -> frozenset[str] | None:
    """The recorded fields that some source of a selection tells; None where nobody looked (data_access.offered)."""
    now = gateway()
    told = _fields_told(now.address, now.cube.version, entitlement.fingerprint)
    held = sources_of(selection, entitlement)
    return None if told is None else frozenset(d for s in held for d in told.get(s, ()))


@st.cache_data(max_entries=200, show_spinner=False)
def _spots(url: str, version: int, rights: str, question: str, digits: int) -> pl.DataFrame:
    selection = Selection.from_query(json.loads(question))
    return _gateway(url, version).points(selection, Entitlement.from_fingerprint(rights), digits=digits)


def spots(selection: Selection, digits: int, entitlement: Entitlement = PUBLIC) -> pl.DataFrame:
    """Seizures with coordinates, by those rounded to so many decimals (see Gateway.points)."""
    now, question = gateway(), json.dumps(selection.to_query(), sort_keys=True)
    return _spots(now.address, now.cube.version, entitlement.fingerprint, question, digits)


def any_spots() -> bool:
    """Whether any record of the store has coordinates."""
    return gateway().any_points


@st.cache_data(max_entries=200, show_spinner="Looking through the records …")
def _records(
    url: str, version: int, rights: str, question: str, listing: tuple[str, str, bool, str], place: tuple[str, str, int]
) -> tuple[pl.DataFrame, pl.DataFrame, str, str]:
    after, before, limit = place
    found = ask_records(
        _gateway(url, version),
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
    found = count_records(_gateway(url, version), _listing(question, listing), Entitlement.from_fingerprint(rights))
    return found.n, found.exact


def _listing(question: str, listing: tuple[str, str, bool, str]) -> Listing:
    text, sort, descending, unit_class = listing
    selection = Selection.from_query(json.loads(question))
    return Listing(selection=selection, text=text, sort=sort, descending=descending, unit_class=unit_class)


def _of_listing(listing: Listing) -> tuple[str, tuple[str, str, bool, str]]:
    question = json.dumps(listing.selection.to_query(), sort_keys=True)
    return question, (listing.text, listing.sort, listing.descending, listing.unit_class)


def records(
    listing: Listing, *, after: str = "", before: str = "", limit: int, entitlement: Entitlement = PUBLIC
) -> RecordsPage:
    """A page of single records (see data_access.record_search.records)."""
    now, (question, told) = gateway(), _of_listing(listing)
    place = (after, before, limit)
    return RecordsPage(*_records(now.address, now.cube.version, entitlement.fingerprint, question, told, place))


def records_held(listing: Listing, entitlement: Entitlement = PUBLIC) -> Count:
    """How many records a listing holds (see data_access.record_search.count)."""
    now, (question, told) = gateway(), _of_listing(listing)
    return Count(*_records_held(now.address, now.cube.version, entitlement.fingerprint, question, told))


def record(key: str, entitlement: Entitlement = PUBLIC) -> Record | None:
    """Everything known of one record; None where there is none for this viewer."""
    return ask_record(gateway().engine, key, entitlement)


def record_file(listing: Listing, link: str, entitlement: Entitlement = PUBLIC) -> Export:
    """The records of a listing as a file (see reports.record_export): made only when it is asked for."""
    return record_export(gateway(), listing, entitlement, link=link)


def source_names() -> dict[str, str]:
    """Code → name of the sources."""
    return dict(gateway().sources().select("source", "name").iter_rows())
