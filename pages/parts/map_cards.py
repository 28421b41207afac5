"""The card of the Maps page: one question, one map (or one for each year), its words and its table."""

from typing import Any

import plotly.graph_objects as go
import polars as pl
import streamlit as st

from analysis import map_classes
from analysis.comparison import coverage_notes
from charts import bivariate, change_map, map_panels, map_play, map_years, symbols, world
from charts.drawn import Drawn
from charts.map_years import Scale
from data_access.reference import tables as reference
from domain.cells import CellState
from domain.measures import MEASURES
from domain.selection import Selection
from domain.units import UNIT_CLASSES
from pages.parts import map_data, map_periods, map_tables, map_words, reader
from pages.parts.answers import for_reader
from pages.parts.film_keys import film_keys
from pages.parts.map_question import MapView
from pages.parts.observed import asked_years, told
from pages.parts.show import show
from reports.card import Card

FROZEN = "One scale, made from all years of the selection"


def draw(selection: Selection, view: MapView) -> None:
    """The map that is asked for."""
    if not for_reader().total(selection):
        st.info("Nothing was reported in this selection: take a filter away at the left.")
        return
    {"change": _change, "coverage": _coverage}.get(view.show, _figures)(selection, view)


def _card(
    selection: Selection, view: MapView, fig: go.Figure, *, alt: str, table: map_tables.Coded, **more: Any
) -> None:
    show(
        Card(
            key=f"maps_{view.show}",
            title=more.pop("title", map_words.title(selection, view)),
            unit=more.pop("unit", unit(view)),
            drawn=Drawn(fig, alt),
            table=table[0],
            codes=table[1],
            selection=selection,
            caution=more.pop("caution", map_words.caution(view)),
            is_map=True,
            clickable=True,
            filters="country",
            columns=map_tables.CONFIG,
            **more,
        )
    )


def unit(view: MapView) -> str:
    """The counting unit of what is shown."""
    if view.show == "quantity":
        return f"{UNIT_CLASSES[view.unit_class].unit}, as reported"
    return {
        "count": MEASURES["seizures"].counting_unit,
        "share": "% of reported seizures",
        "change": "seizures reported a year",
    }.get(view.show, "reported seizures per million inhabitants of the reporting place and year")


def _figures(selection: Selection, view: MapView) -> None:
    """Rates and shares as areas, numbers and quantities as circles: one map, one a year, or a film."""
    focus, notes = for_reader().places_asked(selection), years_told(selection)
    breaks = () if view.circles else map_data.limits(selection, view)
    if view.view == "one":
        _one(selection, view, focus, notes, breaks)
        return
    frames = map_data.by_year(selection, view)
    inside = {y: f.filter(pl.col("code").is_in(list(focus))) if focus else f for y, f in frames.items()}
    most = max((symbols.largest(frame) for frame in inside.values()), default=0.0)
    scale = Scale(breaks=breaks, most=most, circles=view.circles)
    shared: dict[str, Any] = {"words": reader.words(), "theme": reader.theme(), "unit": _short(view), "focus": focus}
    shared |= {"marks": map_periods.marks(selection), "legend_title": "" if view.circles else FROZEN}
    if view.view == "play":
        fig = map_play.map_play(frames, reference.places(), scale, start=view.start, **shared)
    else:
        fig = map_panels.map_panels(frames, reference.places(), scale, **shared)
    long = pl.concat([f.select("label", "value", "state").with_columns(year=pl.lit(y)) for y, f in inside.items()])
    _card(
        selection,
        view,
        fig,
        alt=map_years.describe(long, list(frames), words=reader.words(), unit=unit(view)),
        table=map_tables.of_years(frames, view, focus, notes),
        note=map_words.years_note(selection, view),
        phone=0.65 if view.view == "play" else map_panels.phone(len(frames)),
    )
    if view.view == "play":
        film_keys()


def _one(
    selection: Selection, view: MapView, focus: tuple[str, ...], notes: dict[str, str], breaks: tuple[float, ...]
) -> None:
    frame, words, theme = map_data.whole(selection, view), reader.words(), reader.theme()
    shared: dict[str, Any] = {"words": words, "theme": theme, "unit": _short(view), "focus": focus}
    if view.circles:
        fig = symbols.symbol_map(frame, reference.places(), **shared)
    else:
        several = FROZEN if len(view.years) > 1 else ""
        fig = world.world_map(frame, reference.places(), classes=breaks, legend_title=several, **shared)
    inside = frame.filter(pl.col("code").is_in(list(focus))) if focus else frame
    alt = map_words.whole(inside, view) if not view.circles else world.describe(inside, words=words, unit=unit(view))
    table = map_tables.of_map(frame, view, focus, notes)
    _card(selection, view, fig, alt=alt, table=table, note=map_words.known(selection, view), phone=0.58)


def _coverage(selection: Selection, view: MapView) -> None:
    """Rate against coverage, three classes each."""
    frame, focus = map_data.whole(selection, view), for_reader().places_asked(selection)
    inside = frame.filter(pl.col("code").is_in(list(focus))) if focus else frame
    rated = inside.filter(pl.col("state") == CellState.VALUE)["value"].to_list()
    breaks = map_classes.breaks(rated, "quantile", 3)
    words = reader.words()
    fig = bivariate.bivariate_map(
        frame, reference.places(), breaks, words=words, theme=reader.theme(), unit=_short(view), focus=focus
    )
    alt = bivariate.describe(inside, breaks, words=words)
    shares = inside.filter(pl.col("state") == CellState.VALUE)["share"]
    thin = (shares <= bivariate.THIRDS[0]).sum() > shares.len() / 2
    wide = "most places told few of these years: choose fewer at the left" if thin else ""
    said = ("a third of the places in each class of the rate", wide, map_words.known(selection, view))
    note = " · ".join(filter(None, said))
    _card(selection, view, fig, alt=alt, table=map_tables.of_map(frame, view, focus, {}), note=note, phone=0.62)


def _change(selection: Selection, view: MapView) -> None:
    """Later against earlier, the same reporters and sources."""
    now = view.periods
    if not now.possible:
        st.info(
            "A change needs two whole years with records in this selection: take filters on months away, or choose a "
            "longer period."
        )
        return
    if now.misread:
        st.error("The link names years that cannot be compared; others are shown.", icon=":material/link_off:")
    frame, focus = map_data.change(selection, view), for_reader().places_asked(selection)
    fig = change_map.change_map(frame, reference.places(), words=reader.words(), theme=reader.theme(), focus=focus)
    inside = frame.filter(pl.col("code").is_in(list(focus))) if focus else frame
    alt = change_map.describe(inside, words=reader.words(), earlier=now.earlier, later=now.later)
    _card(
        selection,
        view,
        fig,
        alt=alt,
        table=map_tables.of_change(frame, focus),
        note=map_words.change_note(view),
        phone=0.8,
    )


def _short(view: MapView) -> str:
    """The unit as it stands beside a figure."""
    if view.show == "quantity":
        return UNIT_CLASSES[view.unit_class].unit
    return {"count": "seizures", "share": "%"}.get(view.show, "per million and year")


def years_told(selection: Selection) -> dict[str, str]:
    """Place → '4 of 6 years', of the sources that hold such goods."""
    asked = asked_years(selection)
    return coverage_notes(told(selection).filter(pl.col("year").is_in(asked)), len(asked))
