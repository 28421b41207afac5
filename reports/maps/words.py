"""What the Maps page says beside a map: its title, its caution, what is known, and its finding in words."""

from typing import Any

import polars as pl

from analysis.rates import span_reported
from charts.maps.ground import not_zero
from charts.text import highest, seizures
from data_access.reference import tables as reference
from domain.cells import CellState
from domain.collation import az
from domain.measures import MEASURES
from domain.messages import N_
from domain.units import UNIT_CLASSES
from domain.words import Words
from reports.maps.question import MapView, share_options
from reports.studio import Studio

TITLES = {
    "rate": (
        N_("Reported seizures per million inhabitants and year"),
        N_("Reported seizures per million inhabitants, year by year"),
    ),
    "count": (
        N_("Reported seizures by country or territory"),
        N_("Reported seizures by country or territory, year by year"),
    ),
    "quantity": (N_("Reported quantity seized: {kind}"), N_("Reported quantity seized: {kind}, year by year")),
    "share": (
        N_("Share of reported seizures that {clause}"),
        N_("Share of reported seizures that {clause}, year by year"),
    ),
    "change": (N_("Change in reported seizures, {earlier} to {later}"),),
    "coverage": (N_("Reported seizures per head, and years reported"),),
}
"""Of one map, and of one a year."""
CAUTIONS = {
    "rate": N_(
        "A rate of reports: a place that looks and reports more ranks higher. Rates of small places vary most: read "
        "the interval and the years reported. One estimate of inhabitants is used for every year."
    ),
    "count": MEASURES["seizures"].caution,
    "quantity": MEASURES["quantity"].caution,
    "share": N_(
        "A share of what was reported: it changes with what reporters record. Based on few seizures it says little: "
        "the interval is in the table."
    ),
    "change": N_(
        "A change in reports, not in trafficking: enforcement, reporting and chance affect it. Shown only for places "
        "with complete years, at least 30 seizures before, and the same direction with and without copies."
    ),
}


def title(studio: Studio, view: MapView) -> str:
    """What the map shows."""
    words, now = studio.words, view.periods
    texts = TITLES[view.show]
    return words.t(
        texts[0 if view.view == "one" else -1],
        kind=words.t(UNIT_CLASSES[view.unit_class].name) if view.unit_class else "",
        clause=share_options(studio.answers, view.selection, words)[view.share] if view.share else "",
        earlier=now.earlier.replace("-", "–"),
        later=now.later,
    )


def caution(view: MapView, words: Words) -> str:
    """How not to read it."""
    return words.t(CAUTIONS[view.show]) if view.show in CAUTIONS else words.t(CAUTIONS["rate"])


def known(studio: Studio, view: MapView) -> str:
    """What the figures stand on."""
    words = studio.words
    if view.show in ("rate", "coverage"):
        year = reference.population()["year"].to_list()[0]
        return words.t(
            "inhabitants: Unicode CLDR, estimates for about {year}, used for every year",
            year=str(year),
        )
    if view.show != "quantity":
        return ""
    quantities = studio.answers.quantities(view.selection).filter(pl.col("unit_class") == view.unit_class)
    share = float(quantities["n_reported"].sum() or 0) / max(studio.answers.total(view.selection), 1)
    return words.t(
        "{percent} of these seizures report a quantity in this kind of unit", percent=words.percent(min(share, 1.0))
    )


def years_note(studio: Studio, view: MapView) -> str:
    """Which years are there, and on what they stand."""
    years = studio.words.n(
        "{first}–{last}: {n} year with records, on one scale",
        "{first}–{last}: {n} years with records, all on one scale",
        len(view.years),
        first=view.years[0],
        last=view.years[-1],
    )
    return " · ".join(filter(None, [years, known(studio, view)]))


def change_note(view: MapView, words: Words) -> str:
    """The rule of the comparison in one line."""
    if "-" in view.periods.earlier:
        return words.t(
            "yearly means, same reporters and sources in both periods; provisional and incomplete years are never "
            "compared"
        )
    return words.t(
        "whole years, same reporters and sources in both periods; provisional and incomplete years are never compared"
    )


def whole(studio: Studio, frame: pl.DataFrame, view: MapView) -> str:
    """The finding of a map of rates or shares: the middle, the highest with what it rests on, and who is silent."""
    words = studio.words
    rated = frame.filter(pl.col("state") == CellState.VALUE).drop_nulls("value")
    silent = frame.filter(pl.col("state") == CellState.NOT_REPORTED).height
    if rated.is_empty():
        return words.n(
            "No country or territory has a figure in this selection; {n} did not report.",
            "No country or territory has a figure in this selection; {n} did not report.",
            silent,
        )
    ties = highest(rated).sort(az("label"))
    facts = {
        "middle": words.number(float(rated["value"].median() or 0)),  # type: ignore[arg-type]
        "most": words.number(ties["value"][0]),
        "basis": _basis(words, ties, view),
    }
    if view.show == "share":
        first = words.n(
            "{n} is shown with a share: half of them have at most {middle}%. The highest is {most}% ({basis}).",
            "{n} are shown with a share: half of them have at most {middle}%. The highest is {most}% ({basis}).",
            rated.height,
            **facts,
        )
    else:
        first = words.n(
            "{n} is shown with a rate: half of them have at most {middle} per million and year. The highest is {most} "
            "per million and year ({basis}).",
            "{n} are shown with a rate: half of them have at most {middle} per million and year. The highest is {most} "
            "per million and year ({basis}).",
            rated.height,
            **facts,
        )
    return f"{first} {not_zero(silent, words)}"


def _basis(words: Words, ties: pl.DataFrame, view: MapView) -> str:
    """What the highest figure rests on; or whose it is, where several share it. ties: those that share it."""
    if ties.height > 1:
        return words.n(
            "{n} country or territory: {names}",
            "{n} countries and territories: {names}",
            ties.height,
            names=words.listed(ties["label"].to_list(), most=2),
        )
    top: dict[str, Any] = ties.row(0, named=True)
    facts = {
        "seizures": seizures(top["seizures"], words),
        "low": words.number(top["low"]),
        "high": words.number(top["high"]),
    }
    if view.show == "share":  # a place is named only with its coverage beside
        return words.t("{seizures}, 95% interval {low} to {high}", **facts)
    return words.t(
        "{place}, {seizures} in {span} with reports, 95% interval {low} to {high}",
        place=top["label"],
        span=span_reported(top),
        **facts,
    )
