"""Sums beside what they are in another currency or, estimated, in another unit class."""

import polars as pl
import streamlit as st

from analysis.estimates import estimate
from data_access.harmonise.conversions import converted, quantities_by_goods
from data_access.harmonise.units import cross_factors
from domain.entitlement import PUBLIC, Entitlement
from domain.selection import Selection
from pages.parts import store_data


@st.cache_data(max_entries=300, show_spinner=False)
def _beside(url: str, version: int, rights: str, question: str, kind: tuple[str, ...]) -> pl.DataFrame:
    now, selection = store_data.opened(url, version), store_data.selection(question)
    viewer = Entitlement.from_fingerprint(rights)
    if kind[0] == "estimate":
        held = quantities_by_goods(now, selection, (), viewer)
        return estimate(held, cross_factors(), to_class=kind[1])
    return converted(now, selection, (), viewer, currency=kind[1], valuation=kind[2], to=kind[3])


def in_currency(
    selection: Selection, currency: str, valuation: str, to: str, entitlement: Entitlement = PUBLIC
) -> pl.DataFrame:
    """Values of one currency and basis beside the same in another (see data_access.harmonise.conversions)."""
    kind = ("currency", currency, valuation, to)
    return _beside(*store_data.key(entitlement), store_data.question(selection), kind)


def estimated(selection: Selection, to_class: str, entitlement: Entitlement = PUBLIC) -> pl.DataFrame:
    """Quantities by goods and class, with the estimate in one class beside (see analysis.estimates.estimate)."""
    return _beside(*store_data.key(entitlement), store_data.question(selection), ("estimate", to_class))
