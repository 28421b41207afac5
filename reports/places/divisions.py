"""Where inside a country: the map of its administrative divisions, where shapes and records allow it."""

import polars as pl

from charts import divisions
from charts.drawn import Drawn
from data_access.places.divisions import DIVISION, address, shapes
from data_access.reference import tables as reference
from domain.cells import CellState
from domain.collation import az
from domain.dimensions import EMPTY, OTHER
from domain.selection import Selection
from reports.card import Card, Report
from reports.studio import Studio
from reports.tables import UNIT, coded, worded
from reports.wording import labelled

LEAST_ON_MAP = 0.02
"""Share of the seizures that must tell a division of the map: below it the bars by place say more."""
CAUTION = (
    "Where seizures were made, not where goods were made, sold or used: a division with a port, an airport or an "
    "active police force stands out. Divisions are drawn as of about 2020 and reflect no decision of ours."
)


def division_card(studio: Studio, selection: Selection, country: str) -> Report:
    """Reported seizures by administrative division; nothing where the boundary data or the records do not reach."""
    drawn = shapes(country)
    if drawn.is_empty():
        return ()
    chosen = selection.values(DIVISION)
    selection = selection.having(DIVISION, ())  # a division that was clicked stays among the others
    words, name = studio.words, reference.names("places")[country]
    told = labelled(studio.answers.seizures(selection, DIVISION), DIVISION)
    whole, on_map = _sum(told), _sum(told.filter(pl.col("code").is_in(drawn["code"].to_list())))
    if not on_map or on_map < whole * LEAST_ON_MAP:
        return ()
    frame = _every(drawn, told)
    listed = pl.concat([frame, _beside(told, drawn)])
    return (
        Card(
            key="country_divisions",
            title=f"{name}: reported seizures by administrative division",
            unit=UNIT,
            drawn=Drawn(
                divisions.division_map(
                    frame, drawn, address=address(country), words=words, theme=studio.theme, unit=UNIT, chosen=chosen
                ),
                divisions.describe(frame, words=words, unit=UNIT, country=name),
            ),
            table=worded(listed, "Administrative division"),
            codes=coded(listed, **{DIVISION: "code"}),
            selection=selection,
            caution=CAUTION,
            note=_note(studio, told, whole, on_map),
            is_map=True,
            filters=DIVISION,
        ),
    )


def _sum(frame: pl.DataFrame) -> float:
    return float(frame["value"].sum() or 0.0)


def _every(drawn: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """All divisions with a shape, A–Z: code, label, value, state. One that no record tells is not reported."""
    joined = drawn.select("code", pl.col("name").alias("label")).join(
        told.select("code", "value", "state"), on="code", how="left"
    )
    return joined.with_columns(pl.col("state").fill_null(CellState.NOT_REPORTED.value)).sort(az("label"))


def _beside(told: pl.DataFrame, drawn: pl.DataFrame) -> pl.DataFrame:
    """What the map cannot show, for the table: divisions without a shape, words that are none, what is not reported."""
    names = {EMPTY: "Division not reported", OTHER: "Reported, but not a known division"}
    rest = told.filter(~pl.col("code").is_in(drawn["code"].to_list()))
    return rest.select("code", pl.col("code").replace(names).alias("named"), "label", "value", "state").select(
        "code",
        pl.when(pl.col("code").is_in(list(names))).then("named").otherwise("label").alias("label"),
        "value",
        "state",
    )


def _note(studio: Studio, told: pl.DataFrame, whole: float, on_map: float) -> str:
    """How much of the country's seizures the map shows, and why it does not show the rest."""
    words = studio.words
    silent = _sum(told.filter(pl.col("code") == EMPTY))
    unmatched = _sum(told.filter(pl.col("code") == OTHER))
    unshaped = whole - on_map - silent - unmatched
    parts = [f"On the map: {words.percent(on_map / whole)} of these seizures"]
    parts += [f"division not reported: {words.number(silent)}"] if silent else []
    parts += [f"reported in words that match no known division: {words.number(unmatched)}"] if unmatched else []
    parts += [f"in divisions that the map cannot draw: {words.number(unshaped)}"] if unshaped > 0 else []
    return "; ".join(parts)
