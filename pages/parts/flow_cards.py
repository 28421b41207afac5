"""Routes: legs on a map, columns from origin to intended destination, and what was caught where."""

import itertools

import polars as pl
import streamlit as st

from analysis import flows
from charts import flow_map, matrix, sankey
from data_access.paths import LAND, SEA
from data_access.reference import tables as reference
from domain.selection import Selection
from pages.parts import data, reader
from pages.parts.cards import UNIT
from pages.parts.show import show

MOST_LEGS, MOST_NODES, MOST_CELLS = 150, 7, 18
LEAST = (1, 2, 5, 10, 25, 50, 100, 250)
AIR = ("air", "mail", "courier", "passenger", "on-person")
ROLES = ("producing", "departure", "country", "destination")
HEADINGS = ("Produced in", "Departed from", "Seized in", "Bound to")
QUIET = {flows.OTHERS: "Other countries", flows.NOT_TOLD: "Not told"}
SCHEMATIC = (
    "Schematic lines: reports tell the two ends and the mode, not the way. Sea routes follow shipping lanes, land "
    "routes neighbouring countries, others the great circle; a country that a line crosses is not part of the report."
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
        legs = flows.legs(data.seizures(selection, "departure", "country", "mode"), "departure", "country")
        legs = legs.filter((pl.col("start") == focus) | (pl.col("end") == focus)) if focus else legs
        st.metric("Legs across a border", words.number(legs.select("start", "end").n_unique()), border=True)
    st.caption("Everything below shows the told part only. Who tells much about routes stands out, whoever moves most.")


def _of(told: float, every: float) -> str:
    words = reader.words()
    return f"{words.number(told)} of {words.number(every)} reported seizures."


def _sum(frame: pl.DataFrame) -> float:
    return float(sum(v for v in frame["value"] if v is not None))


def _legs(selection: Selection, start: str, end: str, focus: str) -> pl.DataFrame:
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
    return found.filter(pl.col("value") >= least()).with_columns(kinds.alias("kind"), *named)


def map_card(selection: Selection, *, key: str, focus: str = "", bound: bool = False) -> None:
    """Legs to the place of seizure; with `bound` those that were still to come, dotted."""
    words = reader.words()
    start, end = ("country", "destination") if bound else ("departure", "country")
    legs = _legs(selection, start, end, focus)
    shown = legs.head(MOST_LEGS)
    title = "Where seized goods were bound to" if bound else "Where seized goods had departed from"
    if shown.is_empty():
        st.info(f"{title}: no leg across a border was reported in this selection.")
        return
    drawn = shown.join(data.paths(tuple(shown.select("start", "end", "mode").rows())), on=["start", "end", "mode"])
    modes = reference.names("modes")
    show(
        flow_map.flow_map(drawn, reference.places(), words=words, theme=reader.theme(), unit="seizures", dashed=bound),
        key=key,
        title=title,
        unit=UNIT,
        alt=flow_map.describe(shown, words=words, unit=UNIT),
        table=legs.select(
            pl.col("start_label").alias("Seized in" if bound else "Departed from"),
            pl.col("end_label").alias("Bound to" if bound else "Seized in"),
            pl.col("mode").replace(modes).replace("", "Not told").alias("Transport mode"),
            pl.col("value").cast(pl.Int64).alias("Reported seizures"),
        ),
        selection=selection,
        note=f"the {shown.height} largest of {legs.height} legs" if shown.height < legs.height else "",
        caution=SCHEMATIC + (" Dotted: the goods were seized and never went there." if bound else ""),
        is_map=True,
        clickable=True,
    )
    st.caption(SCHEMATIC + (" Dotted: never travelled." if bound else ""))


def columns_card(selection: Selection, *, key: str, focus: str = "") -> None:
    """From origin to intended destination in columns."""
    words = reader.words()
    frame = data.seizures(selection, *ROLES)
    if focus:
        frame = frame.filter(pl.any_horizontal(pl.col(r) == focus for r in ROLES))
    told = flows.across_borders(frame, ROLES)
    links = flows.columns(told, ROLES, most=MOST_NODES)
    labels = {**data.place_names(), **QUIET}
    _scrolls(key)
    show(
        sankey.sankey(links, labels, HEADINGS, quiet=tuple(QUIET), words=words, theme=reader.theme(), unit="seizures"),
        key=key,
        title="From origin to intended destination",
        unit=UNIT,
        alt=sankey.describe(links, labels, quiet=tuple(QUIET), words=words, unit=UNIT),
        table=links.select(
            pl.col("step")
            .replace_strict({i: f"{a} → {b}" for i, (a, b) in enumerate(_steps())}, default="")
            .alias("Step"),
            pl.col("start").replace(labels).alias("From"),
            pl.col("end").replace(labels).alias("To"),
            pl.col("value").cast(pl.Int64).alias("Reported seizures"),
        ),
        selection=selection,
        note=f"{_of(_sum(told), _sum(frame))[:-1]}: those that name more than one country",
        caution="Each column holds every seizure once. Do not add up links across columns: they are the same seizures.",
    )


def _scrolls(key: str) -> None:
    """On a phone a wide picture keeps its width and scrolls: squeezed, its names would cover each other."""
    chart = f".st-key-card_{key} [data-testid=stElementContainer]:has([data-testid=stPlotlyChart])"
    rules = f".st-key-card_{key} {{ overflow-x: auto; }} {chart} {{ min-width: 680px; width: 680px; }}"
    st.html(f"<style>@media (max-width: 640px) {{ {rules} }}</style>")


def _steps() -> list[tuple[str, str]]:
    return list(itertools.pairwise(HEADINGS))


def matrix_card(selection: Selection, *, key: str) -> None:
    """Departure against place of seizure, A–Z; the busiest of each."""
    words = reader.words()
    legs = _legs(selection, "departure", "country", "").group_by("start_label", "end_label").agg(pl.col("value").sum())
    top = {
        c: legs.group_by(c).agg(pl.col("value").sum()).sort("value", c, descending=[True, False]).head(MOST_CELLS)[c]
        for c in ("start_label", "end_label")
    }
    frame = legs.filter(*(pl.col(c).is_in(list(held)) for c, held in top.items()))
    frame = frame.rename({"start_label": "row", "end_label": "column"})
    if frame.height < 2:
        return
    _scrolls(key)
    show(
        matrix.matrix(
            frame, words=words, theme=reader.theme(), unit="seizures", rows="Departed from", columns="Seized in"
        ),
        key=key,
        title="Departure against place of seizure",
        unit=UNIT,
        alt=matrix.describe(frame, words=words, unit=UNIT),
        table=legs.sort("start_label", "end_label").select(
            pl.col("start_label").alias("Departed from"),
            pl.col("end_label").alias("Seized in"),
            pl.col("value").cast(pl.Int64).alias("Reported seizures"),
        ),
        selection=selection,
        note=f"the {MOST_CELLS} busiest of each, A–Z",
    )


def balance_card(selection: Selection, *, key: str, focus: str = "") -> None:
    """Caught here, caught before leaving, passed here and caught later: with intervals and how much is told."""
    frame = flows.balance(data.seizures(selection, "departure", "country", "destination"))
    frame = frame.filter(pl.col("code").is_in(list(data.place_names())))
    frame = frame.filter(pl.col("code") == focus) if focus else frame
    if frame.is_empty():
        return
    share = pl.when(pl.col("told_of") > 0).then(pl.col("told") / pl.col("told_of"))
    table = frame.with_columns(pl.col("code").replace(data.place_names()).alias("place")).sort("place")
    whole = {n: pl.col(c).cast(pl.Int64).alias(n) for n, c in _BALANCE.items()}
    percent = [pl.col(c).alias(n) for n, c in _RATIO.items()]
    show(
        None,
        key=key,
        title="Seizures in and out, and what was caught before it left",
        unit=UNIT,
        alt=f"Seizures in and out of {frame.height} countries and territories with a told departure, A–Z.",
        table=table.select(
            pl.col("place").alias("Country or territory"), *whole.values(), *percent, share.alias("Departure told")
        ),
        selection=selection,
        caution="Caught at home: of the seizures of what left or was to leave a country, those made before it left, "
        "with a 95 % Wilson interval. It rises with control of exports and falls where others control and report more; "
        "goods that nobody caught are in neither. Left here, caught later: a chance missed if the report is right.",
        column_config={n: st.column_config.NumberColumn(format="percent") for n in (*_RATIO, "Departure told")},
    )


_BALANCE = {
    "Seized here, came from abroad": "inward",
    "Left here, caught later elsewhere": "outward",
    "Caught here before leaving": "before",
    "Caught here on the way on": "onward",
}
_RATIO = {"Caught at home": "ratio", "from": "low", "to": "high"}


def routes_here(selection: Selection, place: str) -> None:
    """For a country's page: its legs, and a link to all of them."""
    wide = selection.having("country", ())
    map_card(wide, key="country_routes", focus=place)
    st.page_link("pages/explore/routes.py", label="All routes of this place", query_params={"profile": place})
