"""The reader's choice of a scheme and a region, and what the scheme leaves out or counts twice."""

from dataclasses import replace
from typing import Any

import polars as pl
import streamlit as st

from analysis.regions import in_several, no_region
from data_access.reference import tables as reference
from domain.collation import az, by_name
from domain.selection import Selection
from pages.parts import reader
from pages.parts.answers import for_reader
from pages.parts.choosing import choose_one
from pages.parts.rows import table
from reports.card import Column
from reports.places.inside import NO_REGION, region_shown


def pick(selection: Selection, box: Any) -> tuple[str, str]:
    """Draw both lists in a place on the page; the code and the name of the region shown."""
    schemes = dict(reference.schemes().select("scheme", "name").iter_rows())
    asked = reader.own("focus")
    focus, regions = region_shown(selection, asked)
    reader.keep(reader.ABOUT, ("focus", focus))
    if asked and asked not in regions:
        st.error(reader.t(NO_REGION, region=regions[focus]), icon=":material/link_off:")
    choose_one(
        reader.t("Scheme of regions"),
        list(schemes),
        box=box,
        format_func=lambda s: schemes[s],
        key=reader.widget("region_scheme", selection.scheme),
        on_change=lambda: _scheme_chosen(selection),
        width=252,
    )
    choose_one(
        reader.t("Region"),
        list(regions),
        box=box,
        format_func=lambda r: regions[r],
        key=reader.widget("region_focus", focus),
        on_change=lambda: reader.set_own("focus", str(reader.widget_value("region_focus"))),
        width=252,
    )
    return focus, regions[focus]


def _scheme_chosen(selection: Selection) -> None:
    """The region of the old scheme, in the filter or as the page's own, no longer fits."""
    scheme = str(reader.widget_value("region_scheme"))
    reader.drop_own("focus")
    reader.write(replace(selection.having("region", ()), scheme=scheme))


def notes(selection: Selection) -> None:
    """Who is in no region of the scheme or in several, of those with records; and where the scheme comes from."""
    scheme = reference.schemes().filter(pl.col("scheme") == selection.scheme).row(0, named=True)
    members = reference.membership(selection.scheme)
    places = for_reader().coverage(selection).select(pl.col("country").alias("code")).unique()
    none = no_region(places.filter(pl.col("code").is_in(list(reference.names("places")))), members)["code"].to_list()
    several = in_several(members)["country"].to_list()
    doubts = reference.memberships(selection.scheme).filter(pl.col("doubt") != "")
    head = reader.t(
        "About this scheme: places with records in no region: {none}, in more than one: {several}",
        none=len(none),
        several=len(several),
    )
    with st.expander(head):
        if none:
            st.markdown(reader.t("**In no region**, though with records: {named}.", named=_named(none)))
        if several:
            st.markdown(
                reader.t(
                    "**In more than one region**, and counted in each: {named}. The regions then add up to more than "
                    "the total.",
                    named=_named(several),
                )
            )
        st.markdown(
            reader.t(
                "{description} {note} Members as of today, for all years. {source}.",
                description=scheme["description"],
                note=scheme["note"],
                source=scheme["source"],
            )
        )
        if not doubts.is_empty():
            st.markdown(reader.t("**Doubtful memberships**"))
            columns = {
                "country": Column(reader.t("Country or territory")),
                "region": Column(reader.t("Region")),
                "doubt": Column(reader.t("Why doubtful")),
            }
            table(_doubtful(doubts, selection.scheme), columns, height=min(36 * (doubts.height + 1), 250))


def _doubtful(doubts: pl.DataFrame, scheme: str) -> pl.DataFrame:
    regions = dict(reference.regions(scheme).select("region", "name").iter_rows())
    return doubts.select(
        pl.col("country").replace(reference.names("places")).alias("country"),
        pl.col("region").replace(regions).alias("region"),
        pl.col("doubt"),
    ).sort(az("country"), "region")


def _named(codes: list[str]) -> str:
    names = reference.names("places")
    return reader.words().comma([names.get(c, c) for c in by_name(codes, names)])
