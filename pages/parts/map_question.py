"""What the Maps page is asked to show: read from the address and checked. What makes no sense is said."""

from dataclasses import dataclass

import streamlit as st

from charts.map_panels import MOST
from domain.collation import by_name
from domain.question import kind_label
from domain.selection import Selection
from pages.parts import reader
from pages.parts.answers import for_reader
from pages.parts.explorer_question import LINK
from pages.parts.map_periods import Periods, best_told, periods, years_held
from reports.explore.question import kinds
from reports.wording import code_names

SHOWS = {
    "rate": "Per head",
    "count": "Number",
    "quantity": "Quantity",
    "share": "Share",
    "change": "Change",
    "coverage": "Per head and coverage",
}
"""What a map can show. Rates and shares fill areas; numbers and quantities are circles."""
SCALES = {
    "log": "Round steps (1-3-10 or 1-10-100)",
    "quantile": "As many places in each class (quantiles)",
    "jenks": "Natural groups (Fisher–Jenks)",
    "headtail": "Long tail (head–tail)",
    "even": "Steps of 20%",
}
VIEWS = {"one": "One map", "years": "Year by year", "play": "Play"}
_TOLD = {
    "told:departure": "tell where they departed from",
    "told:destination": "tell where they were bound to",
    "told:producing": "tell where the goods were made",
    "told:mode": "tell how they were carried",
}


@dataclass(frozen=True, kw_only=True)
class MapView:
    """What is shown, in which classes, in which form, and what that needs to know."""

    show: str
    scale: str
    view: str
    unit_class: str
    share: str
    years: tuple[str, ...]
    """The years with records that a view by year shows: the last twelve."""
    start: str
    """The year at which a film stands: unless chosen, the last of those that most places told of."""
    periods: Periods

    @property
    def circles(self) -> bool:
        """Whether figures are circles: sums are, for a large land would look full of them."""
        return self.show in ("count", "quantity")


def asked(selection: Selection) -> MapView:
    """The view of the address; what it cannot be is said, and the usual one takes its place."""
    years = years_held(selection)[-MOST:]
    best = best_told(selection, years)
    show = _one("show", tuple(SHOWS))
    unit_class, show = _unit_class(selection, show)
    view = _one("view", views(show, years))
    shares = share_options(selection) if show == "share" else {"": ""}
    return MapView(
        show=show,
        scale=_one("scale", scales(show)),
        view=view,
        unit_class=unit_class,
        share=_one("share", tuple(shares)),
        years=years,
        start=_one("at", (*best, *years)) if years else "",
        periods=periods(selection, reader.own("earlier"), reader.own("later")),
    )


def _one(key: str, held: tuple[str, ...]) -> str:
    told = reader.own(key)
    if told and told not in held:
        st.error(f"The link asks for a '{key}' that makes no sense here; the usual one is shown.", icon=LINK)
    return told if told in held else held[0]


def _unit_class(selection: Selection, show: str) -> tuple[str, str]:
    """The kind of unit of a quantity, and what is shown where none is told."""
    if show != "quantity":
        return "", show
    held = [kind[0] for kind in kinds(for_reader(), selection, "quantity")]
    if not held:
        st.info("No quantity is told in this selection; the number of seizures is shown.")
        return "", "count"
    told = reader.own("unit_class")
    if told and told not in held:
        st.info(f"This kind of unit is not told in this selection; {kind_label((held[0],))} is shown.")
    return (told if told in held else held[0]), show


def scales(show: str) -> tuple[str, ...]:
    """The scales that make sense, the usual one first: even steps are for shares, 1-3-10-30 for all else."""
    if show == "rate":
        return ("log", "quantile", "jenks", "headtail")
    if show == "share":
        return ("even", "quantile", "jenks")
    return ("",)


def views(show: str, years: tuple[str, ...]) -> tuple[str, ...]:
    """Change and coverage are made of all years at once; one year alone has no sequence."""
    return ("one",) if show in ("change", "coverage") or len(years) < 2 else tuple(VIEWS)


def share_options(selection: Selection) -> dict[str, str]:
    """Code → 'tell where they departed from', 'are drugs', 'were carried by air': what occurs in the selection."""
    found = dict(_TOLD)
    for dimension, start in (("goods_group", "are of the group"), ("mode", "were carried by")):
        names = code_names(dimension, selection.scheme)
        held = for_reader().seizures(selection, dimension)[dimension].to_list()
        found |= {f"{dimension}:{code}": f"{start}: {names[code]}" for code in by_name(set(held) & names.keys(), names)}
    return found
