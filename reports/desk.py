"""Who answers while a chart is made: the pages' caches or, for the shell, the store itself."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Protocol

import polars as pl

from analysis import comparison
from charts.theme import Theme
from data_access.gateway import Answer, Gateway
from data_access.records.available_fields import fields_told
from data_access.records.observations import indicators, observations
from data_access.reference import tables as reference
from domain.entitlement import PUBLIC, Entitlement
from domain.selection import Selection
from domain.words import Words

Where = tuple[tuple[str, tuple[str, ...]], ...]


class Desk(Protocol):
    """What a chart asks for. `pages.parts.data` answers it from its caches, `StoreDesk` from the store."""

    def gateway(self) -> Gateway:
        """The store's newest data version."""

    def answer(
        self,
        selection: Selection,
        measure: str,
        by: tuple[str, ...] = (),
        *,
        unit_class: str = "",
        currency: str = "",
        valuation: str = "",
        grid: bool = False,
    ) -> Answer:
        """See Gateway.answer."""

    def total(self, selection: Selection) -> float:
        """All reported seizures of a selection."""

    def seizures(self, selection: Selection, *by: str, grid: bool = False) -> pl.DataFrame:
        """Reported seizures by dimensions: the dimensions, value, state."""

    def quantities(self, selection: Selection) -> pl.DataFrame:
        """See Gateway.quantities."""

    def values(self, selection: Selection) -> pl.DataFrame:
        """See Gateway.values."""

    def coverage(self, selection: Selection) -> pl.DataFrame:
        """Who has records for which year (COVERAGE_SCHEMA)."""

    def reporting(self, selection: Selection) -> pl.DataFrame:
        """Who reported what, when (REPORTING_SCHEMA)."""

    def membership(self, scheme: str) -> pl.DataFrame:
        """Members of the regions of a scheme: region, country."""

    def observations(self, indicator: str, by: tuple[str, ...], where: Where = ()) -> pl.DataFrame:
        """Statistics that are no seizures."""

    def indicators(self) -> list[str]:
        """The statistics that the store holds."""

    def fields_told(self, selection: Selection) -> frozenset[str] | None:
        """The recorded fields that some source of a selection tells; None where nobody looked."""

    def places_asked(self, selection: Selection) -> tuple[str, ...]:
        """The countries and territories that the filters name, directly or by region; () for all."""

    def place_names(self) -> dict[str, str]:
        """Code → name of countries and territories."""

    def months(self) -> tuple[str, str]:
        """First and last month with records ('' for an empty store)."""

    def source_names(self) -> dict[str, str]:
        """Code → name of the sources."""

    def provisional_from(self, *, monthly: bool = False) -> str:
        """The first year (or month) that is not yet complete on the day of loading, '' if none."""


@dataclass(frozen=True)
class Studio:
    """Where a question is answered and drawn: who answers, in which words and colours."""

    desk: Desk
    words: Words
    theme: Theme


@dataclass(frozen=True, eq=False)
class StoreDesk:
    """A desk for one viewer and one chart or list: it keeps its own answers."""

    store: Gateway
    viewer: Entitlement = PUBLIC

    def gateway(self) -> Gateway:
        """The store's data version."""
        return self.store

    def answer(self, selection: Selection, measure: str, by: tuple[str, ...] = (), **kind: Any) -> Answer:
        """See Gateway.answer."""
        return self._kept(selection, measure, by, **kind)

    @cached_property
    def _kept(self) -> Callable[..., Answer]:
        """The answers of one chart, kept: its parts ask for the same more than once."""
        return lru_cache(maxsize=64)(
            lambda selection, measure, by, **kind: self.store.answer(selection, measure, by, self.viewer, **kind)
        )

    def total(self, selection: Selection) -> float:
        """All reported seizures of a selection."""
        return self.answer(selection, "seizures").total or 0.0

    def seizures(self, selection: Selection, *by: str, grid: bool = False) -> pl.DataFrame:
        """Reported seizures by dimensions."""
        return self.answer(selection, "seizures", by, grid=grid).frame

    def quantities(self, selection: Selection) -> pl.DataFrame:
        """See Gateway.quantities."""
        return self.store.quantities(selection, self.viewer)

    def values(self, selection: Selection) -> pl.DataFrame:
        """See Gateway.values."""
        return self.store.values(selection, self.viewer)

    def coverage(self, selection: Selection) -> pl.DataFrame:
        """Who has records for which year."""
        return self.store.coverage(selection, self.viewer)

    def reporting(self, selection: Selection) -> pl.DataFrame:
        """Who reported what, when."""
        return self.store.reporting(selection, self.viewer)

    def membership(self, scheme: str) -> pl.DataFrame:
        """Members of the regions of a scheme."""
        return reference.membership(scheme)

    def observations(self, indicator: str, by: tuple[str, ...], where: Where = ()) -> pl.DataFrame:
        """Statistics that are no seizures."""
        return observations(self.store.engine, indicator, by, where, self.viewer)

    def indicators(self) -> list[str]:
        """The statistics that the store holds."""
        return indicators(self.store.engine)

    def fields_told(self, selection: Selection) -> frozenset[str] | None:
        """The recorded fields that some source of a selection tells."""
        frame = self._fields
        held = list(self.store.sources_of(selection, self.viewer))
        return None if frame is None else frozenset(frame.filter(pl.col("source").is_in(held))["dimension"])

    @cached_property
    def _fields(self) -> pl.DataFrame | None:
        """Asked once: it passes over all records."""
        return fields_told(self.store.engine, int(self.store.cube.seizures["n_records"].sum()), self.viewer)

    def places_asked(self, selection: Selection) -> tuple[str, ...]:
        """The countries and territories that the filters name."""
        return tuple(code for code in self.store.countries(selection) or () if code in self.place_names())

    def place_names(self) -> dict[str, str]:
        """Code → name of countries and territories."""
        return reference.names("places")

    def months(self) -> tuple[str, str]:
        """First and last month with records ('' for an empty store)."""
        return self.store.months(self.viewer)

    def source_names(self) -> dict[str, str]:
        """Code → name of the sources."""
        return self.store.source_names(self.viewer)

    def provisional_from(self, *, monthly: bool = False) -> str:
        """The first year (or month) that is not yet complete on the day of loading."""
        return comparison.provisional_from(self.store.loaded(), self.months()[1], monthly=monthly)
