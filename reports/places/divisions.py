"""Where inside a country: the map of its administrative divisions, where shapes and records allow it."""

from dataclasses import dataclass

import polars as pl

from charts.maps.divisions import division_map
from data_access.places.divisions import DIVISION, address, shapes
from data_access.reference import tables as reference
from domain.cells import CellState
from domain.collation import az
from domain.dimensions import EMPTY, OTHER
from domain.messages import N_
from domain.selection import Selection
from domain.words import Words
from reports.card import Card, Column, Report
from reports.studio import Studio
from reports.tables import UNIT, coded, worded, worded_columns
from reports.wording import labelled

LEAST_ON_MAP = 0.02
"""Share of the seizures that must report a division of the map: below it the bars by place say more."""
CAUTION = N_(
    "Where seizures were made, not where goods were made, sold or used: a division with a port, an airport or an "
    "active police force stands out. Divisions are drawn as of about 2020 and reflect no decision of ours."
)


@dataclass(frozen=True)
class OnMap:
    """The card of a map, and the share of the seizures that the map places."""

    report: Report = ()
    share: float = 0.0


def division_card(studio: Studio, selection: Selection, country: str) -> OnMap:
    """Reported seizures by administrative division; nothing where the boundary data or the records do not reach."""
    drawn = shapes(country)
    if drawn.is_empty():
        return OnMap()
    chosen = selection.values(DIVISION)
    selection = selection.having(DIVISION, ())  # a division that was clicked stays among the others
    words, unit, name = studio.words, studio.words.t(UNIT), reference.names("places")[country]
    by_division = labelled(studio.answers.seizures(selection, DIVISION), DIVISION, words)
    whole, on_map = _sum(by_division), _sum(by_division.filter(pl.col("code").is_in(drawn["code"].to_list())))
    if not on_map or on_map < whole * LEAST_ON_MAP:
        return OnMap()
    frame, derived = _every(drawn, by_division), studio.answers.derived(selection)
    listed = pl.concat([frame, _beside(by_division, drawn, words)])
    table, columns = _with_derived(listed, derived, words)
    card = (
        Card(
            key="country_divisions",
            title=words.t("By administrative division"),
            unit=unit,
            drawn=division_map(
                frame,
                drawn,
                address=address(country),
                words=words,
                theme=studio.theme,
                unit=unit,
                country=name,
                chosen=chosen,
                around=_around(country, drawn),
            ),
            table=table,
            columns=columns,
            codes=coded(listed, **{DIVISION: "code"}),
            selection=selection,
            caution=words.t(CAUTION),
            note=_note(studio, by_division, whole, on_map, derived),
            is_map=True,
            filters=DIVISION,
        ),
    )
    return OnMap(card, on_map / whole)


def _around(country: str, drawn: pl.DataFrame) -> tuple[str, ...]:
    """The neighbours by land, and the places whose middle lies in the window of the map."""
    beside = reference.read("neighbours").filter(pl.col("code") == country)["neighbour"].to_list()
    window = drawn.select(pl.col("west", "south").min(), pl.col("east", "north").max()).row(0, named=True)
    middles = reference.places().filter(
        pl.col("lon").is_between(window["west"], window["east"]),
        pl.col("lat").is_between(window["south"], window["north"]),
    )
    return tuple(sorted({*beside, *middles["code"].to_list()} - {country}))


def _with_derived(
    listed: pl.DataFrame, derived: dict[str, int], words: Words
) -> tuple[pl.DataFrame, dict[str, Column]]:
    """The table and its headings; how many of a division's seizures coordinates alone have put there, if any."""
    table, columns = worded(listed, words), worded_columns(words, words.t("Administrative division"))
    if not any(derived.values()):
        return table, columns
    of_these = listed["code"].replace_strict(derived | {EMPTY: 0}, default=0, return_dtype=pl.Int64)
    help_ = words.t("No division is reported for these seizures: their coordinates lie in this one.")
    columns["derived"] = Column(words.t("Of these, division derived from coordinates"), format="localized", help=help_)
    return table.insert_column(2, of_these.alias("derived")), columns


def _sum(frame: pl.DataFrame) -> float:
    return float(frame["value"].sum() or 0.0)


def _every(drawn: pl.DataFrame, by_division: pl.DataFrame) -> pl.DataFrame:
    """All divisions with a shape, A–Z: code, label, value, state. One that no record reports is not reported."""
    joined = drawn.select("code", pl.col("name").alias("label")).join(
        by_division.select("code", "value", "state"), on="code", how="left"
    )
    return joined.with_columns(pl.col("state").fill_null(CellState.NOT_REPORTED.value)).sort(az("label"))


def _beside(by_division: pl.DataFrame, drawn: pl.DataFrame, words: Words) -> pl.DataFrame:
    """What the map cannot show, for the table: divisions without a shape, words that are none, what is not reported."""
    names = {EMPTY: words.t("Division not reported"), OTHER: words.t("Reported, but not a known division")}
    rest = by_division.filter(~pl.col("code").is_in(drawn["code"].to_list()))
    return rest.select("code", pl.col("code").replace(names).alias("named"), "label", "value", "state").select(
        "code",
        pl.when(pl.col("code").is_in(list(names))).then("named").otherwise("label").alias("label"),
        "value",
        "state",
    )


def _note(studio: Studio, by_division: pl.DataFrame, whole: float, on_map: float, derived: dict[str, int]) -> str:
    """How much of the country's seizures the map shows, and why it does not show the rest."""
    words = studio.words
    silent = _sum(by_division.filter(pl.col("code") == EMPTY))
    unmatched = _sum(by_division.filter(pl.col("code") == OTHER))
    unshaped = whole - on_map - silent - unmatched
    parts = [words.t("On the map: {percent} of these seizures", percent=words.percent(on_map / whole))]
    if placed := sum(n for code, n in derived.items() if code):
        parts.append(words.t("division derived from coordinates, not reported: {n}", n=placed))
    if silent:
        parts.append(words.t("division not reported: {n}", n=silent))
    if lost := derived.get(EMPTY, 0):
        parts.append(words.t("of these with coordinates outside the country, or only of its middle: {n}", n=lost))
    if unmatched:
        parts.append(words.t("reported in words that match no known division: {n}", n=unmatched))
    if unshaped > 0:
        parts.append(words.t("in divisions that the map cannot draw: {n}", n=unshaped))
    return "; ".join(parts)
