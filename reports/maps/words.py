"""What the Maps page says beside a map: its title, its caution, what is known, and its finding in words."""

import polars as pl

from analysis.rates import span_told
from charts.text import are, highest, tied
from data_access.answers import Answers
from data_access.reference import tables as reference
from domain.cells import CellState
from domain.collation import az
from domain.measures import MEASURES
from domain.units import UNIT_CLASSES
from reports.maps.question import MapView, share_options
from reports.studio import Studio

_RATE = (
    "A rate of reports: a place that looks and reports more ranks higher. Rates of small places vary most: read the "
    "interval and the years reported. One estimate of inhabitants is used for every year."
)


def title(answers: Answers, view: MapView) -> str:
    """What the map shows."""
    after = ", year by year" if view.view != "one" else ""
    now = view.periods
    return {
        "rate": "Reported seizures per million inhabitants" + ("" if after else " and year"),
        "count": "Reported seizures by country or territory",
        "quantity": f"Reported quantity seized: {_kind(view)}",
        "share": f"Share of reported seizures that {_share(answers, view)}",
        "change": f"Change in reported seizures, {now.earlier.replace('-', '–')} to {now.later}",
        "coverage": "Reported seizures per head, and years reported",
    }[view.show] + after


def _kind(view: MapView) -> str:
    return UNIT_CLASSES[view.unit_class].name.lower() if view.unit_class else ""


def _share(answers: Answers, view: MapView) -> str:
    return share_options(answers, view.selection)[view.share] if view.share else ""


def caution(view: MapView) -> str:
    """How not to read it."""
    if view.show in ("count", "quantity"):
        return MEASURES["quantity" if view.show == "quantity" else "seizures"].caution
    return {
        "share": "A share of what was reported: it changes with what reporters record. Based on few seizures it says "
        "little: the interval is in the table.",
        "change": "A change in reports, not in trafficking: enforcement, reporting and chance affect it. Shown only "
        "for places with complete years, at least 30 seizures before, and the same direction with and without copies.",
    }.get(view.show, _RATE)


def known(studio: Studio, view: MapView) -> str:
    """What the figures stand on."""
    if view.show in ("rate", "coverage"):
        year = reference.population()["year"].to_list()[0]
        return f"inhabitants: Unicode CLDR, estimates for about {year}, used for every year"
    if view.show == "quantity":
        held = (
            studio.answers.quantities(view.selection)
            .filter(pl.col("unit_class") == view.unit_class)["n_reported"]
            .sum()
        )
        share = min(float(held or 0) / max(studio.answers.total(view.selection), 1), 1.0)
        return f"{studio.words.percent(share)} of these seizures report a quantity in this kind of unit"
    return ""


def years_note(studio: Studio, view: MapView) -> str:
    """Which years are there, and on what they stand."""
    words = studio.words
    one = f"{view.years[0]}–{view.years[-1]}: {words.number(len(view.years))} years with records, all on one scale"
    return " · ".join(filter(None, [one, known(studio, view)]))


def change_note(view: MapView) -> str:
    """The rule of the comparison in one line."""
    mean = "yearly means" if "-" in view.periods.earlier else "whole years"
    return f"{mean}, same reporters and sources in both periods; provisional and incomplete years are never compared"


def whole(studio: Studio, frame: pl.DataFrame, view: MapView) -> str:
    """The finding of a map of rates or shares: the middle, the highest with what it rests on, and who is silent."""
    words = studio.words
    told = frame.filter(pl.col("state") == CellState.VALUE).drop_nulls("value")
    silent = frame.filter(pl.col("state") == CellState.NOT_REPORTED).height
    if told.is_empty():
        return f"No country or territory has a figure in this selection; {words.number(silent)} did not report."
    ties = highest(told).sort(az("label"))
    top = ties.row(0, named=True)
    middle = float(told["value"].median() or 0)  # type: ignore[arg-type]
    of, scale = ("%", "share") if view.show == "share" else (" per million and year", "rate")
    ends = f"95% interval {words.number(top['low'])} to {words.number(top['high'])}"
    base = f"{words.number(top['seizures'])} seizures"
    base += f" in {span_told(top)} with reports" if "years" in top else ""
    who = "" if view.show == "share" else f"{top['label']}, "  # a place is named only with its coverage beside
    rests = f"{who}{base}, {ends}"
    if ties.height > 1:
        rests = f"{words.number(ties.height)} countries and territories: {tied(ties['label'].to_list())}"
    return (
        f"{are(told.height, words)} shown with a {scale}: half of them have at most {words.number(middle)}{of}. "
        f"The highest is {words.number(top['value'])}{of} ({rests}). "
        f"{words.number(silent)} did not report, which does not mean zero."
    )
