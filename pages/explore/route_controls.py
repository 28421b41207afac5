"""The controls of Routes: whose, the smallest leg, and what departures are set against; kept in the address."""

from typing import Any

import streamlit as st

from data_access.reference import tables as reference
from domain.collation import by_name
from domain.selection import Selection
from pages.parts import reader
from pages.parts.answers import for_reader
from pages.parts.choosing import choose_one, place_labels
from pages.parts.empty import no_record
from reports.routes.legs import EASY
from reports.routes.question import ENDS, LEAST, Routes
from reports.wording import markdown_safe

REGION = "region "
"""What marks a region in the list of places to choose from."""


def pick(routes: Routes, box: Any) -> None:
    """Draw the choice of a place or region, and of the smallest leg shown, in a place on the page."""
    _pick_place(routes.selection, box)
    box.select_slider(
        reader.t("Show legs with at least this many seizures"),
        ("", *map(str, LEAST)),
        format_func=lambda n: n or reader.t("the busiest, up to {n}", n=EASY),
        key=reader.widget("routes_least", routes.least),
        on_change=lambda: reader.set_or_drop("least", str(reader.widget_value("routes_least"))),
        width=252,
    )


def _pick_place(selection: Selection, box: Any) -> None:
    """Regions of the scheme first, then countries and territories, each A–Z."""
    regions = dict(reference.regions(selection.scheme).select("region", "name").iter_rows())
    words = {
        "": reader.t("all countries and territories"),
        **{REGION + r: reader.t("{name} (region)", name=regions[r]) for r in by_name(regions, regions)},
        **place_labels(for_reader().codes("country")),
    }
    place, region = reader.own("profile"), reader.own("focus")
    named = place if place in reference.names("places") else ""
    asked = named or (REGION + region if not place and region in regions else "")
    choose_one(
        reader.t("Routes of"),
        words,
        box=box,
        format_func=words.__getitem__,
        key=reader.widget("routes_place", asked),
        on_change=_place_chosen,
        width=252,
    )
    if none := no_record([asked]):
        st.info(markdown_safe(none))


def _place_chosen() -> None:
    chosen = str(reader.widget_value("routes_place") or "")
    region = chosen.removeprefix(REGION) if chosen.startswith(REGION) else ""
    reader.set_or_drop("focus", region)
    reader.set_or_drop("profile", "" if region else chosen)


def pick_against(routes: Routes) -> None:
    """What the departures are set against: asked above the matrix."""
    st.segmented_control(
        reader.t("Departure by"),
        list(ENDS),
        format_func=lambda c: {
            "country": reader.t("place of seizure"),
            "destination": reader.t("intended destination"),
        }[c],
        key=reader.widget("routes_against", routes.against),
        on_change=lambda: reader.set_or_drop("against", str(reader.widget_value("routes_against") or "")),
    )
