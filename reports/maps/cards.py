"""One question, one map (or one for each year), its words and its table."""

from typing import Any

import polars as pl

from analysis import map_classes
from analysis.comparison import coverage_notes
from charts import bivariate, change_map, map_panels, map_play, map_years, symbols, world
from charts.drawn import Drawn
from charts.map_years import Scale
from data_access.answers import Answers
from data_access.reference import tables as reference
from domain.cells import CellState
from domain.measures import MEASURES
from domain.selection import Selection
from domain.units import UNIT_CLASSES
from reports.card import Card, Report, Text
from reports.maps import figures, periods, tables, words
from reports.maps.question import MapView
from reports.observed import asked_years, told
from reports.studio import Studio

FROZEN = "One scale, made from all years of the selection"


def build(studio: Studio, view: MapView) -> Report:
    """The map that is asked for, or what keeps it from being drawn."""
    if not studio.answers.total(view.selection):
        return (Text("Nothing was reported in this selection: remove a filter in the sidebar.", "info"),)
    return {"change": _change, "coverage": _coverage}.get(view.show, _figures)(studio, view)


def _card(studio: Studio, view: MapView, drawn: Drawn, table: tables.Coded, **more: Any) -> Report:
    return (
        Card(
            key=f"maps_{view.show}",
            title=words.title(studio.answers, view),
            unit=unit(view),
            drawn=drawn,
            table=table[0],
            codes=table[1],
            selection=view.selection,
            caution=words.caution(view),
            is_map=True,
            clickable=True,
            filters="country",
            columns=tables.CONFIG,
            **more,
        ),
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


def _inside(frame: pl.DataFrame, focus: tuple[str, ...]) -> pl.DataFrame:
    """The places that the filters name; all without such a filter."""
    return frame.filter(pl.col("code").is_in(list(focus))) if focus else frame


def _figures(studio: Studio, view: MapView) -> Report:
    """Rates and shares as areas, numbers and quantities as circles: one map, one a year, or an animation."""
    focus, notes = studio.answers.places_asked(view.selection), years_reported(studio.answers, view.selection)
    breaks = () if view.circles else figures.limits(studio.answers, view)
    if view.view == "one":
        return _one(studio, view, focus, notes, breaks)
    frames = figures.by_year(studio, view)
    inside = {year: _inside(frame, focus) for year, frame in frames.items()}
    most = max((symbols.largest(frame) for frame in inside.values()), default=0.0)
    scale = Scale(breaks=breaks, most=most, circles=view.circles)
    shared: dict[str, Any] = {"words": studio.words, "theme": studio.theme, "unit": _short(view), "focus": focus}
    shared |= {"marks": periods.marks(studio.answers, view.selection), "legend_title": "" if view.circles else FROZEN}
    played = view.view == "play"
    if played:
        fig = map_play.map_play(frames, reference.places(), scale, start=view.start, **shared)
    else:
        fig = map_panels.map_panels(frames, reference.places(), scale, **shared)
    long = pl.concat([f.select("label", "value", "state").with_columns(year=pl.lit(y)) for y, f in inside.items()])
    return _card(
        studio,
        view,
        Drawn(fig, map_years.describe(long, list(frames), words=studio.words, unit=unit(view))),
        tables.of_years(frames, view, focus, notes),
        note=words.years_note(studio, view),
        phone=0.65 if played else map_panels.phone(len(frames)),
        plays=played,
    )


def _one(
    studio: Studio, view: MapView, focus: tuple[str, ...], notes: dict[str, str], breaks: tuple[float, ...]
) -> Report:
    frame = figures.whole(studio, view)
    shared: dict[str, Any] = {"words": studio.words, "theme": studio.theme, "unit": _short(view), "focus": focus}
    inside = _inside(frame, focus)
    if view.circles:
        fig = symbols.symbol_map(frame, reference.places(), **shared)
        alt = world.describe(inside, words=studio.words, unit=unit(view))
    else:
        several = FROZEN if len(view.years) > 1 else ""
        fig = world.world_map(frame, reference.places(), classes=breaks, legend_title=several, **shared)
        alt = words.whole(studio, inside, view)
    table = tables.of_map(frame, view, focus, notes)
    return _card(studio, view, Drawn(fig, alt), table, note=words.known(studio, view), phone=0.58)


def _coverage(studio: Studio, view: MapView) -> Report:
    """Rate against coverage, three classes each."""
    frame, focus = figures.whole(studio, view), studio.answers.places_asked(view.selection)
    inside = _inside(frame, focus)
    rated = inside.filter(pl.col("state") == CellState.VALUE)
    breaks = map_classes.breaks(rated["value"].to_list(), "quantile", 3)
    fig = bivariate.bivariate_map(
        frame, reference.places(), breaks, words=studio.words, theme=studio.theme, unit=_short(view), focus=focus
    )
    thin = (rated["share"] <= bivariate.THIRDS[0]).sum() > rated.height / 2
    wide = "most places reported few of these years: choose fewer years in the sidebar" if thin else ""
    said = ("a third of the places in each class of the rate", wide, words.known(studio, view))
    return _card(
        studio,
        view,
        Drawn(fig, bivariate.describe(inside, breaks, words=studio.words)),
        tables.of_map(frame, view, focus, {}),
        note=" · ".join(filter(None, said)),
        phone=0.62,
    )


def _change(studio: Studio, view: MapView) -> Report:
    """Later against earlier, the same reporters and sources."""
    now = view.periods
    if not now.possible:
        needed = "A change needs two whole years with records in this selection: remove filters on months, or choose a "
        return (Text(f"{needed}longer period.", "info"),)
    wrong = Text("The link names years that cannot be compared; others are shown.", "error")
    frame, focus = figures.change(studio, view), studio.answers.places_asked(view.selection)
    fig = change_map.change_map(frame, reference.places(), words=studio.words, theme=studio.theme, focus=focus)
    alt = change_map.describe(_inside(frame, focus), words=studio.words, earlier=now.earlier, later=now.later)
    table = tables.of_change(frame, focus)
    card = _card(studio, view, Drawn(fig, alt), table, note=words.change_note(view), phone=0.8)
    return ((wrong,) if now.misread else ()) + card


def _short(view: MapView) -> str:
    """The unit as it stands beside a figure."""
    if view.show == "quantity":
        return UNIT_CLASSES[view.unit_class].unit
    return {"count": "seizures", "share": "%"}.get(view.show, "per million and year")


def years_reported(answers: Answers, selection: Selection) -> dict[str, str]:
    """Place → '4 of 6 years', of the sources that hold such goods."""
    asked = asked_years(answers, selection)
    return coverage_notes(told(answers, selection).filter(pl.col("year").is_in(asked)), len(asked))
