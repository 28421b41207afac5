"""One question, one map (or one for each year), its words and its table."""

from dataclasses import replace
from typing import Any

import polars as pl

from analysis import map_classes
from analysis.comparison import coverage_notes
from charts.drawn import Drawn
from charts.maps.bivariate import THIRDS, bivariate_map
from charts.maps.change_map import change_map
from charts.maps.ground import inside
from charts.maps.panels import map_panels, phone
from charts.maps.play import map_play
from charts.maps.symbols import largest, symbol_map
from charts.maps.world import world_map
from charts.maps.years import Scale
from data_access.reference import tables as reference
from domain.cells import CellState
from domain.measures import MEASURES
from domain.messages import N_
from domain.selection import Selection
from domain.units import UNIT_CLASSES
from domain.words import Words
from reports.card import Card, Report, Text
from reports.maps import figures, periods, tables, words
from reports.maps.question import MapView
from reports.observed import asked_years, years_by_reporter
from reports.studio import Studio

FROZEN = N_("One scale, made from all years of the selection")
UNITS = {
    "count": MEASURES["seizures"].counting_unit,
    "share": N_("% of reported seizures"),
    "change": N_("seizures reported a year"),
}
_RATE_UNIT = N_("reported seizures per million inhabitants of the reporting place and year")


def build(studio: Studio, view: MapView) -> Report:
    """The map that is asked for, or what keeps it from being drawn."""
    if not studio.answers.total(view.selection):
        silent = studio.words.t("Nothing was reported in this selection: remove a filter in the sidebar.")
        return (Text(silent, "info"),)
    return {"change": _change, "coverage": _coverage}.get(view.show, _figures)(studio, view)


def _card(studio: Studio, view: MapView, drawn: Drawn, table: tables.Coded, **more: Any) -> Report:
    return (
        Card(
            key=f"maps_{view.show}",
            title=words.title(studio, view),
            unit=unit(view, studio.words),
            drawn=drawn,
            table=table[0],
            codes=table[1],
            selection=view.selection,
            caution=words.caution(view, studio.words),
            is_map=True,
            clickable=True,
            filters="country",
            columns=tables.columns(view, studio.words),
            **more,
        ),
    )


def unit(view: MapView, words: Words) -> str:
    """The counting unit of what is shown."""
    if view.show == "quantity":
        return words.t("{unit}, as reported", unit=words.t(UNIT_CLASSES[view.unit_class].unit))
    return words.t(UNITS[view.show]) if view.show in UNITS else words.t(_RATE_UNIT)


def _figures(studio: Studio, view: MapView) -> Report:
    """Rates and shares as areas, numbers and quantities as circles: one map, one a year, or an animation."""
    focus, notes = studio.answers.places_asked(view.selection), years_reported(studio, view.selection)
    breaks = () if view.circles else figures.limits(studio.answers, view)
    if view.view == "one":
        return _one(studio, view, focus, notes, breaks)
    frames = figures.by_year(studio, view)
    most = max((largest(inside(frame, focus)) for frame in frames.values()), default=0.0)
    scale = Scale(breaks=breaks, most=most, circles=view.circles)
    shared: dict[str, Any] = {
        "words": studio.words,
        "theme": studio.theme,
        "unit": unit(view, studio.words),
        "short": _short(view, studio.words),
        "focus": focus,
    }
    shared |= {"marks": periods.marks(studio.answers, view.selection, studio.words)}
    shared |= {"legend_title": "" if view.circles else studio.words.t(FROZEN)}
    played = view.view == "play"
    if played:
        drawn = map_play(frames, reference.places(), scale, start=view.start, **shared)
    else:
        drawn = map_panels(frames, reference.places(), scale, **shared)
    return _card(
        studio,
        view,
        drawn,
        tables.of_years(frames, view, focus, notes, studio.words),
        note=words.years_note(studio, view),
        phone=0.65 if played else phone(len(frames)),
        plays=played,
    )


def _one(
    studio: Studio, view: MapView, focus: tuple[str, ...], notes: dict[str, str], breaks: tuple[float, ...]
) -> Report:
    frame = figures.whole(studio, view)
    shared: dict[str, Any] = {"words": studio.words, "theme": studio.theme, "focus": focus}
    short = _short(view, studio.words)
    if view.circles:
        drawn = symbol_map(frame, reference.places(), unit=unit(view, studio.words), short=short, **shared)
    else:
        several = studio.words.t(FROZEN) if len(view.years) > 1 else ""
        drawn = world_map(frame, reference.places(), unit=short, classes=breaks, legend_title=several, **shared)
        drawn = replace(drawn, alt=words.whole(studio, inside(frame, focus), view))
    table = tables.of_map(frame, view, focus, notes, studio.words)
    return _card(studio, view, drawn, table, note=words.known(studio, view), phone=0.58)


def _coverage(studio: Studio, view: MapView) -> Report:
    """Rate against coverage, three classes each."""
    frame, focus = figures.whole(studio, view), studio.answers.places_asked(view.selection)
    rated = inside(frame, focus).filter(pl.col("state") == CellState.VALUE)
    breaks = map_classes.breaks(rated["value"].to_list(), "quantile", 3)
    shared: dict[str, Any] = {"words": studio.words, "theme": studio.theme, "focus": focus}
    return _card(
        studio,
        view,
        bivariate_map(frame, reference.places(), breaks, unit=_short(view, studio.words), **shared),
        tables.of_map(frame, view, focus, {}, studio.words),
        note=_thirds(studio, view, rated),
        phone=0.62,
    )


def _thirds(studio: Studio, view: MapView, rated: pl.DataFrame) -> str:
    """How the classes are made, and what makes them say more. rated: the places with a figure."""
    notes = [studio.words.t("a third of the places in each class of the rate")]
    if (rated["share"] <= THIRDS[0]).sum() > rated.height / 2:
        notes.append(studio.words.t("most places reported few of these years: choose fewer years in the sidebar"))
    return " · ".join(filter(None, [*notes, words.known(studio, view)]))


def _change(studio: Studio, view: MapView) -> Report:
    """Later against earlier, the same reporters and sources."""
    now = view.periods
    if not now.possible:
        needed = studio.words.t(
            "A change needs two whole years with records in this selection: remove filters on months, or choose a "
            "longer period."
        )
        return (Text(needed, "info"),)
    wrong = Text(studio.words.t("The link names years that cannot be compared; others are shown."), "error")
    frame, focus = figures.change(studio, view), studio.answers.places_asked(view.selection)
    drawn = change_map(
        frame,
        reference.places(),
        words=studio.words,
        theme=studio.theme,
        earlier=now.earlier,
        later=now.later,
        focus=focus,
    )
    table = tables.of_change(frame, focus, studio.words)
    card = _card(studio, view, drawn, table, note=words.change_note(view, studio.words), phone=0.8)
    return ((wrong,) if now.misread else ()) + card


def _short(view: MapView, words: Words) -> str:
    """The unit as it stands beside a figure; '%' in every language, by which the legend knows it."""
    if view.show == "quantity":
        return words.t(UNIT_CLASSES[view.unit_class].unit)
    if view.show == "share":
        return "%"
    return words.t("seizures") if view.show == "count" else words.t("per million and year")


def years_reported(studio: Studio, selection: Selection) -> dict[str, str]:
    """Place → '4 of 6 years', of the sources that hold such goods."""
    asked = asked_years(studio.answers, selection)
    coverage = years_by_reporter(studio.answers, selection).filter(pl.col("year").is_in(asked))
    return {place: studio.words.say(note) for place, note in coverage_notes(coverage, len(asked)).items()}
