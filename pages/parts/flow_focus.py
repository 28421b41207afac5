"""Whose routes are shown: those of all, of a country or territory, or of a region. It stands in the address."""

from dataclasses import dataclass
from typing import Any

import polars as pl
import streamlit as st

from data_access.reference import tables as reference
from domain.collation import by_name
from domain.selection import Selection
from pages.parts import reader
from pages.parts.answers import for_reader
from pages.parts.choosing import choose_one, place_labels
from pages.parts.empty import no_record
from reports.titles import with_article
from reports.wording import markdown_safe

REGION = "region "
"""What marks a region in the list of places to choose from."""


@dataclass(frozen=True, kw_only=True)
class Focus:
    """Whose routes are shown: all (no codes), a country or territory, or the members of a region."""

    codes: tuple[str, ...] = ()
    name: str = ""

    @property
    def words(self) -> str:
        """'to or from Spain', '' of all."""
        return f"to or from {with_article(self.name)}" if self.codes else ""

    @property
    def place(self) -> str:
        """The country or territory, '' where it is none or several."""
        return self.codes[0] if len(self.codes) == 1 else ""


def pick(selection: Selection, box: Any) -> Focus:
    """Draw the choice, regions of the scheme first, then countries and territories, each A–Z."""
    names, regions = (
        reference.names("places"),
        dict(reference.regions(selection.scheme).select("region", "name").iter_rows()),
    )
    asked, places = _asked(names, regions), place_labels(for_reader().codes("country"))
    words = {
        "": "all countries and territories",
        **{REGION + r: f"{regions[r]} (region)" for r in by_name(regions, regions)},
        **places,
    }
    choose_one(
        "Routes of",
        words,
        box=box,
        format_func=words.__getitem__,
        key=reader.widget("routes_place", asked),
        on_change=_chosen,
    )
    if none := no_record([asked]):
        box.info(markdown_safe(none))
    if not asked.startswith(REGION):
        return Focus(codes=(asked,), name=names[asked]) if asked else Focus()
    code = asked.removeprefix(REGION)
    members = reference.membership(selection.scheme).filter(pl.col("region") == code)["country"].to_list()
    return Focus(codes=tuple(sorted(members)), name=regions[code])


def _asked(names: dict[str, str], regions: dict[str, str]) -> str:
    place, region = reader.own("profile"), reader.own("focus")
    if place in names:
        return place
    if not place and region in regions:
        return REGION + region
    if place or region:
        st.error("The link names no place or region that we know; showing all routes instead.")
    return ""


def _chosen() -> None:
    told = str(reader.widget_value("routes_place") or "")
    region = told.removeprefix(REGION) if told.startswith(REGION) else ""
    reader.set_or_drop("focus", region)
    reader.set_or_drop("profile", "" if region else told)
