"""A page about one place opens inside the filters, or says which of them it leaves out and why."""

from dataclasses import dataclass

import streamlit as st

from domain.selection import Selection
from pages.parts import reader
from pages.parts.answers import for_reader
from reports.titles import MOST
from reports.wording import code_names, markdown_safe


@dataclass(frozen=True, kw_only=True)
class Inside:
    """`part`: the selection of the page's place. `whole`: the same without the place, of which `part` is a part.

    `left_out`: the filters left out, in words.
    """

    part: Selection
    whole: Selection
    left_out: tuple[str, ...] = ()


def of_country(selection: Selection, place: str) -> Inside:
    """The selection inside a country or territory."""
    left_out = [] if place in selection.values("country") or not selection.values("country") else ["country"]
    regions = selection.values("region")
    of_regions = Selection(scheme=selection.scheme).having("region", regions)
    if regions and place not in for_reader().places_asked(of_regions):
        left_out.append("region")
    return _inside(selection, "country", place, left_out)


def of_region(selection: Selection, region: str, members: tuple[str, ...]) -> Inside:
    """The selection inside a region of its scheme; members: its countries and territories."""
    left_out = [] if region in selection.values("region") or not selection.values("region") else ["region"]
    countries = selection.values("country")
    if countries and not set(countries) & set(members):
        left_out.append("country")
    return _inside(selection, "region", region, left_out)


def _inside(selection: Selection, dimension: str, code: str, left_out: list[str]) -> Inside:
    filters = tuple(_filter(selection, d) for d in left_out)
    whole = selection
    for other in {dimension, *left_out}:
        whole = whole.having(other, ())
    return Inside(part=whole.having(dimension, (code,)), whole=whole, left_out=filters)


def _filter(selection: Selection, dimension: str) -> str:
    """'Region: Western Africa'."""
    words = reader.words()
    names = code_names(dimension, selection.scheme, words)
    label = words.t("Country or territory") if dimension == "country" else words.t("Region")
    listed = words.listed([names.get(v, v) for v in selection.values(dimension)], MOST)
    return words.t("{label}: {names}", label=label, names=listed)


def say_left_out(inside: Inside, name: str) -> None:
    """Say which filters are left out: this page shows `name`, which they exclude."""
    if inside.left_out:
        filters = reader.words().listed([f"'{one}'" for one in inside.left_out])
        st.info(
            markdown_safe(
                reader.t(
                    "Set aside on this page, because {name} lies outside: the filter {filters}.",
                    name=name,
                    filters=filters,
                )
            ),
            icon=":material/filter_alt_off:",
        )
