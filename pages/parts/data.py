"""The desk of the pages: what the charts ask for (reports.desk.Desk), answered from caches."""

from datetime import datetime
from typing import Any

import polars as pl
import streamlit as st

from analysis import comparison
from analysis.change import Comparison
from data_access.gateway import Answer, Gateway
from data_access.places.paths import ready as lanes_ready
from data_access.places.paths import with_paths
from data_access.records.available_fields import fields_told as held_fields
from data_access.records.named_transit import any_transit as routes_name_transit
from data_access.records.observations import categories as held_categories
from data_access.records.observations import indicators as held_indicators
from data_access.records.observations import observations as ask_statistics
from data_access.reference import tables as reference
from domain.entitlement import PUBLIC, Entitlement
from domain.selection import Selection
from pages.parts import store_data
from reports.changes import comparison as comparison_of
from reports.desk import StoreDesk
from reports.exports import about as told_about


def gateway() -> Gateway:
    """See store_data.newest."""
    return store_data.newest()


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
) -> tuple[pl.DataFrame, float | None, bool, int | None]:
    found = store_data.opened(url, version).answer(
        store_data.selection(question),
        measure,
        by,
        Entitlement.from_fingerprint(rights),
        unit_class=kind[0],
        currency=kind[1],
        valuation=kind[2],
        grid=grid,
    )
    return found.frame, found.total, found.overlapping, found.possible


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
    kind = (unit_class, currency, valuation)
    return Answer(*_answer(*store_data.key(entitlement), store_data.question(selection), measure, by, kind, grid))


@st.cache_data(max_entries=1200, show_spinner=False)
def _frame(url: str, version: int, rights: str, question: str, what: str) -> pl.DataFrame:
    ask = {
        "quantities": Gateway.quantities,
        "values": Gateway.values,
        "coverage": Gateway.coverage,
        "reporting": Gateway.reporting,
    }[what]
    return ask(store_data.opened(url, version), store_data.selection(question), Entitlement.from_fingerprint(rights))


def _asked(what: str, selection: Selection, entitlement: Entitlement) -> pl.DataFrame:
    """A frame that the gateway makes of a selection alone, cached."""
    return _frame(*store_data.key(entitlement), store_data.question(selection), what)


def left_open(selection: Selection, entitlement: Entitlement = PUBLIC) -> tuple[int | None, list[str]]:
    """How many more seizures may belong to a selection, and the dimensions that these leave open."""
    return gateway().left_open(selection, entitlement)


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


def coverage(selection: Selection, entitlement: Entitlement = PUBLIC) -> pl.DataFrame:
    """Who has records for which year (COVERAGE_SCHEMA)."""
    return _asked("coverage", selection, entitlement)


def provisional_from(*, monthly: bool = False) -> str:
    """The first year (or month) that is not yet complete on the day of loading, '' if none."""
    return comparison.provisional_from(loaded(), months()[1], monthly=monthly)


def places_asked(selection: Selection) -> tuple[str, ...]:
    """The countries and territories that the filters name, directly or by region; () for all."""
    return tuple(code for code in gateway().countries(selection) or () if code in place_names())


@st.cache_data(max_entries=500, show_spinner="Drawing the routes …")
def paths(legs: tuple[tuple[str, str, str], ...]) -> pl.DataFrame:
    """The lines of legs (start, end, mode) that can be drawn (see data_access.places.paths.with_paths)."""
    schema = dict.fromkeys(("start", "end", "mode"), pl.String)
    return with_paths(pl.DataFrame(legs, schema=schema, orient="row"))


def any_transit() -> bool:
    """False where no route of the store names a country passed (see data_access.records.named_transit)."""
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


@st.cache_data(max_entries=400, show_spinner=False)
def _change(url: str, version: int, rights: str, question: str) -> Comparison | None:
    desk = StoreDesk(store_data.opened(url, version), Entitlement.from_fingerprint(rights))
    return comparison_of(desk, store_data.selection(question))


def change(selection: Selection, entitlement: Entitlement = PUBLIC) -> Comparison | None:
    """The change between the last two years, and the latest that the records carry (see reports.changes)."""
    return _change(*store_data.key(entitlement), store_data.question(selection))


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
    note: str = "",
    focus: str = "",
    entitlement: Entitlement = PUBLIC,
) -> dict[str, Any]:
    """What must travel with a table (see reports.exports.about)."""
    said: dict[str, Any] = {"title": title, "unit": unit, "caution": caution, "note": note, "focus": focus}
    return told_about(gateway(), selection, entitlement, behind=sources, link=link, **said)


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
    return ask_statistics(
        store_data.opened(url, version).engine, indicator, by, where, Entitlement.from_fingerprint(rights)
    )


def observations(
    indicator: str,
    by: tuple[str, ...],
    where: tuple[tuple[str, tuple[str, ...]], ...] = (),
    entitlement: Entitlement = PUBLIC,
) -> pl.DataFrame:
    """Statistics that are no seizures (see data_access.records.observations)."""
    return _observations(*store_data.key(entitlement), indicator, by, where)


def indicators() -> list[str]:
    """The statistics that the store holds."""
    return held_indicators(gateway().engine)


def categories(indicator: str) -> list[tuple[str, str]]:
    """The breakdowns of a statistic: (dimension, category)."""
    return held_categories(gateway().engine, indicator)


def loaded() -> datetime | None:
    """When the shown data version was loaded (UTC)."""
    return gateway().loaded()


def place_names() -> dict[str, str]:
    """Code → name of countries and territories."""
    return reference.names("places")


def warm() -> None:
    """Open the store and its cube before the first reader comes, and the shipping lanes of the routes."""
    answer(Selection(), "seizures", ("country",), grid=True)
    lanes_ready()


@st.cache_data(max_entries=10, show_spinner="Looking which fields the sources record …")
def _fields_told(url: str, version: int, rights: str) -> dict[str, tuple[str, ...]] | None:
    now = store_data.opened(url, version)
    frame = held_fields(now.engine, int(now.cube.seizures["n_records"].sum()), Entitlement.from_fingerprint(rights))
    return None if frame is None else {str(s[0]): tuple(p["dimension"]) for s, p in frame.group_by("source")}


def fields_told(selection: Selection, entitlement: Entitlement = PUBLIC) -> frozenset[str] | None:
    """The recorded fields that some source of a selection tells; None where nobody looked (see available_fields)."""
    told = _fields_told(*store_data.key(entitlement))
    held = sources_of(selection, entitlement)
    return None if told is None else frozenset(d for s in held for d in told.get(s, ()))


@st.cache_data(max_entries=200, show_spinner=False)
def _spots(url: str, version: int, rights: str, question: str, digits: int) -> pl.DataFrame:
    selection = store_data.selection(question)
    return store_data.opened(url, version).points(selection, Entitlement.from_fingerprint(rights), digits=digits)


def spots(selection: Selection, digits: int, entitlement: Entitlement = PUBLIC) -> pl.DataFrame:
    """Seizures with coordinates, by those rounded to so many decimals (see Gateway.points)."""
    return _spots(*store_data.key(entitlement), store_data.question(selection), digits)


def any_spots() -> bool:
    """Whether any record of the store has coordinates."""
    return gateway().any_points


def codes(dimension: str, entitlement: Entitlement = PUBLIC) -> list[str]:
    """The codes of a dimension that occur in the records, sorted."""
    return gateway().codes(dimension, entitlement)


def months(entitlement: Entitlement = PUBLIC) -> tuple[str, str]:
    """First and last month with records ('' for an empty store)."""
    return gateway().months(entitlement)


def sources_able(selection: Selection, entitlement: Entitlement = PUBLIC) -> list[str]:
    """The sources that can tell what a selection asks for (see Gateway.sources_able)."""
    return gateway().sources_able(selection, entitlement)


def able(frame: pl.DataFrame, selection: Selection, entitlement: Entitlement = PUBLIC) -> pl.DataFrame:
    """The rows of reporters that can tell what a selection asks for (see Gateway.able)."""
    return gateway().able(frame, selection, entitlement)


def source_names(entitlement: Entitlement = PUBLIC) -> dict[str, str]:
    """Code → name of the sources."""
    return gateway().source_names(entitlement)
