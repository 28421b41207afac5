"""Routes: legs on a map, columns from origin to intended destination, and what was caught where."""

import itertools

import polars as pl
import streamlit as st

from analysis import flows, transit
from charts import flow_map, matrix, sankey
from data_access.paths import LAND, SEA
from data_access.reference import tables as reference
from domain.selection import Selection
from pages.parts import data, flow_tables, reader
from pages.parts.cards import UNIT, coded
from pages.parts.show import scrolls, show

MOST_LEGS, MOST_NODES, MOST_CELLS = 150, 7, 18
LEAST = (1, 2, 5, 10, 25, 50, 100, 250)
AIR = ("air", "mail", "courier", "passenger", "on-person")
ROLES = ("producing", "departure", "country", "destination")
HEADINGS = ("Produced in", "Departed from", "Seized in", "Bound to")
QUIET = {flows.SEVERAL: "Several countries", flows.OTHERS: "Other countries", flows.NOT_TOLD: "Not told"}
ENDS = {"country": "Seized in", "destination": "Bound to"}
SCHEMATIC = (
    "Schematic lines: reports tell the two ends and the mode, not the way. Sea routes follow shipping lanes, land "
    "routes neighbouring countries (dashed where they lead through a third one), others the great circle. A country "
    "that a line crosses is not part of the report."
)


def pick_place() -> str:
    """The country in focus, '' for all."""
    names = data.place_names()
    held = sorted((c for c in data.gateway().codes("country") if c in names), key=lambda c: names[c])
    asked = reader.own("profile")
    if asked and asked not in names:
        st.error("The link names no country or territory that we know; showing all routes instead.")
        asked = ""
    options = ["", *(held if asked in ("", *held) else [asked, *held])]
    left, right = st.columns(2)
    left.selectbox(
        "Routes of",
        options,
        format_func=lambda c: names.get(c, "all countries and territories"),
        key=reader.widget("routes_place", asked),
        on_change=lambda: reader.set_or_drop("profile", str(reader.widget_value("routes_place") or "")),
    )
    right.select_slider(
        "Show legs with at least so many seizures",
        LEAST,
        key=reader.widget("routes_least", least()),
        on_change=lambda: reader.set_or_drop("least", str(reader.widget_value("routes_least"))),
    )
    return asked


def least() -> int:
    """The smallest number of seizures of a leg that is drawn."""
    asked = reader.own("least")
    return int(asked) if asked.isdigit() and int(asked) in LEAST else LEAST[0]


def headline(selection: Selection, focus: str = "") -> None:
    """How much of the routes is known at all, of the whole or of a place: before any line is drawn."""
    words = reader.words()
    frame = data.seizures(selection, *ROLES)
    if focus:
        frame = frame.filter((pl.col("country") == focus) | (pl.col("departure") == focus))
    told, every = flows.known_share(frame, "departure")
    bound, _ = flows.known_share(frame, "destination")
    with st.grid("auto", min_column_width=165):
        st.metric("Departure told", words.percent(told / every if every else None), border=True, help=_of(told, every))
        st.metric(
            "Destination told", words.percent(bound / every if every else None), border=True, help=_of(bound, every)
        )
        st.metric("Reported seizures", words.short(every), border=True)
        legs = _legs(selection, "departure", "country", focus, 1)
        abroad, pairs = _sum(legs), legs.select("start", "end").n_unique()
        crossed = f"{_of(abroad, told)[:-1]} with a told departure departed from another country than where they were "
        crossed += f"seized, between {words.number(pairs)} pairs. The others, seized at home, are not drawn."
        st.metric("Seized abroad", words.short(abroad), border=True, help=crossed)
    st.caption("Everything below shows the told part only. Who tells much about routes stands out, whoever moves most.")


def _of(told: float, every: float) -> str:
    words = reader.words()
    return f"{words.number(told)} of {words.number(every)} reported seizures."


def _sum(frame: pl.DataFrame) -> float:
    return float(sum(v for v in frame["value"] if v is not None))


def _legs(selection: Selection, start: str, end: str, focus: str, fewest: int) -> pl.DataFrame:
    """The legs by mode with at least so many seizures, the most first; with labels and kind of mode."""
    found = flows.legs(data.seizures(selection, start, end, "mode"), start, end)
    if focus:
        found = found.filter((pl.col("start") == focus) | (pl.col("end") == focus))
    names = data.place_names()
    kind = pl.col("mode")
    kinds = (
        pl.when(kind.is_in(SEA))
        .then(pl.lit("sea"))
        .when(kind.is_in(AIR))
        .then(pl.lit("air"))
        .when(kind.is_in(LAND))
        .then(pl.lit("land"))
        .otherwise(pl.lit("unknown"))
    )
    named = [pl.col(c).replace(names).alias(f"{c}_label") for c in ("start", "end")]
    return found.filter(pl.col("value") >= fewest).with_columns(kinds.alias("kind"), *named)


def map_card(selection: Selection, *, key: str, focus: str = "", bound: bool = False) -> None:
    """Legs to the place of seizure; with `bound` those that were still to come, dotted."""
    words = reader.words()
    start, end = ("country", "destination") if bound else ("departure", "country")
    legs = _legs(selection, start, end, focus, least())
    shown = legs.head(MOST_LEGS)
    title = "Where seized goods were bound to" if bound else "Where seized goods had departed from"
    if shown.is_empty():
        few = f" with {least()} seizures or more" if least() > 1 else ""
        st.info(f"{title}: no leg across a border{few} was reported in this selection.")
        return
    drawn = shown.join(data.paths(tuple(shown.select("start", "end", "mode").rows())), on=["start", "end", "mode"])
    modes = reference.names("modes")
    show(
        flow_map.flow_map(drawn, reference.places(), words=words, theme=reader.theme(), unit="seizures", dashed=bound),
        key=key,
        title=title,
        unit=UNIT,
        alt=flow_map.describe(legs, words=words, unit=UNIT),
        table=legs.select(
            pl.col("start_label").alias("Seized in" if bound else "Departed from"),
            pl.col("end_label").alias("Bound to" if bound else "Seized in"),
            pl.col("mode").replace(modes).replace("", "Not told").alias("Transport mode"),
            pl.col("value").cast(pl.Int64).alias("Reported seizures"),
        ),
        codes=coded(legs, **{start: "start", end: "end"}, mode="mode"),
        selection=selection,
        note=_how_many(shown, legs),
        caution=SCHEMATIC + (" Dotted: the goods were seized and never went there." if bound else ""),
        is_map=True,
        clickable=True,
    )
    st.caption(SCHEMATIC + (" Dotted: never travelled." if bound else ""))


def _how_many(shown: pl.DataFrame, legs: pl.DataFrame) -> str:
    words = reader.words()
    counted = f"{words.number(legs.height)} legs, each a pair of countries and a mode"
    return f"the {shown.height} largest of {counted}" if shown.height < legs.height else counted


def columns_card(selection: Selection, *, key: str, focus: str = "") -> None:
    """From origin to intended destination in columns."""
    words = reader.words()
    frame, roles, headings = _paths(selection)
    if focus:
        frame = frame.filter(pl.any_horizontal(pl.col(r) == focus for r in roles))
    told = flows.across_borders(frame, [r for r in roles if r != "via"])
    links = flows.columns(told, roles, most=MOST_NODES)
    labels = {**data.place_names(), **QUIET}
    scrolls(key)
    show(
        sankey.sankey(links, labels, headings, quiet=tuple(QUIET), words=words, theme=reader.theme(), unit="seizures"),
        key=key,
        title="From origin to intended destination",
        unit=UNIT,
        alt=sankey.describe(links, labels, quiet=tuple(QUIET), words=words, unit=UNIT),
        table=links.select(
            pl.col("step")
            .replace_strict({i: f"{a} → {b}" for i, (a, b) in enumerate(itertools.pairwise(headings))}, default="")
            .alias("Step"),
            pl.col("start").replace(labels).alias("From"),
            pl.col("end").replace(labels).alias("To"),
            pl.col("value").cast(pl.Int64).alias("Reported seizures"),
        ),
        selection=selection,
        note=f"{_of(_sum(told), _sum(frame))[:-1]}: those that name more than one country",
        caution="Each column holds every seizure once. Do not add up links across columns: they are the same seizures.",
    )


def _paths(selection: Selection) -> tuple[pl.DataFrame, list[str], list[str]]:
    """Seizures by role, the roles and their headings; with the country passed where any record tells transit."""
    roles, headings = list(ROLES), list(HEADINGS)
    if not flow_tables.knows_transit():
        return data.seizures(selection, *roles), roles, headings
    frame = transit.with_via(data.seizures(selection, *roles, "transit"))
    roles.insert(2, "via")
    headings.insert(2, "Passed through")
    return frame, roles, headings


def matrix_card(selection: Selection, *, key: str) -> None:
    """Departure against place of seizure or intended destination, A–Z; the busiest of each, whatever the threshold."""
    words = reader.words()
    end = _end()
    ends = ("start_label", "end_label", "start", "end")
    legs = _legs(selection, "departure", end, "", 1).group_by(*ends).agg(pl.col("value").sum())
    frame = _busiest(legs).rename({"start_label": "row", "end_label": "column"})
    if frame.height < 2:
        return
    scrolls(key)
    show(
        matrix.matrix(
            frame, words=words, theme=reader.theme(), unit="seizures", rows="Departed from", columns=ENDS[end]
        ),
        key=key,
        title=f"Departure against {'place of seizure' if end == 'country' else 'intended destination'}",
        unit=UNIT,
        alt=matrix.describe(frame, words=words, unit=UNIT),
        table=legs.sort("start_label", "end_label").select(
            pl.col("start_label").alias("Departed from"),
            pl.col("end_label").alias(ENDS[end]),
            pl.col("value").cast(pl.Int64).alias("Reported seizures"),
        ),
        codes=coded(legs.sort("start_label", "end_label"), departure="start", **{end: "end"}),
        selection=selection,
        note=f"the {MOST_CELLS} busiest of each, A–Z; an empty cell: none reported",
        caution="" if end == "country" else "Goods that were seized never reached the intended destination.",
    )


def _end() -> str:
    """What the departures are set against: asked above the matrix, kept in the address."""
    asked = reader.own("against") if reader.own("against") in ENDS else "country"
    st.segmented_control(
        "Departure against",
        list(ENDS),
        format_func=lambda c: {"country": "place of seizure", "destination": "intended destination"}[c],
        key=reader.widget("routes_against", asked),
        on_change=lambda: reader.set_or_drop("against", str(reader.widget_value("routes_against") or "")),
    )
    return asked


def _busiest(legs: pl.DataFrame) -> pl.DataFrame:
    """The legs between the busiest starts and ends."""
    top = {
        c: legs.group_by(c).agg(pl.col("value").sum()).sort("value", c, descending=[True, False]).head(MOST_CELLS)[c]
        for c in ("start_label", "end_label")
    }
    return legs.filter(*(pl.col(c).is_in(list(held)) for c, held in top.items()))


def routes_here(selection: Selection, place: str) -> None:
    """For a country's page: its legs, who stands at their other ends, and a link to all of them."""
    wide = selection.having("country", ()).having("region", ())
    map_card(wide, key="country_routes", focus=place)
    flow_tables.partners_cards(wide, place, key="country_partners")
    st.page_link("pages/explore/routes.py", label="All routes of this place", query_params={"profile": place})
