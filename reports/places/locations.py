"""Exact locations: a map of the seizures that tell coordinates, on the pages of the world, a region and a country."""

from typing import Any

import polars as pl

from analysis.hexagons import EDGE_KM, FEW, by_cell, digits, resolution
from charts import divisions, locations
from charts.drawn import Drawn
from data_access.places.divisions import shapes
from data_access.reference import tables as reference
from domain.selection import Selection
from reports.card import Card, Report
from reports.studio import Studio
from reports.tables import UNIT

FINE = 3
"""Decimals of a degree for points: about 100 metres."""
CAUTION = (
    "Only records with coordinates of the place itself are drawn: places without a mark may have seizures with less "
    "precise locations. Few reporters give coordinates, so the map shows who does so as much as where seizures are "
    "made."
)


def spot_card(
    studio: Studio, selection: Selection, *, key: str, focus: tuple[str, ...] = (), inside: str = ""
) -> Report:
    """Points where few seizures tell coordinates, else hexagons; nothing where none does."""
    if not studio.answers.any_points:
        return ()
    focus = focus or studio.answers.places_asked(selection)
    sizes = reference.places().filter(pl.col("code").is_in(list(focus)))["area_km2"].fill_null(0.0).to_list()
    cells = resolution(sizes)
    found = studio.answers.points(selection, digits(cells))
    precise = found.drop_nulls("latitude")
    on_map = _sum(precise)
    if not on_map:
        return ()
    whole = studio.answers.total(selection)
    few = on_map <= FEW
    words, places = studio.words, reference.places()
    drawn: dict[str, Any] = {
        "words": words,
        "theme": studio.theme,
        "unit": UNIT,
        "focus": focus,
        "window": _window(focus),
    }
    if few:
        marks = studio.answers.points(selection, FINE).drop_nulls("latitude")
        fig = locations.point_map(marks, places, **drawn)
    else:
        marks = by_cell(precise, cells)
        fig = locations.hexagon_map(marks, places, **drawn)
    what = "points" if few else f"hexagons with edges of about {EDGE_KM[cells]} km"
    return (
        Card(
            key=key,
            title=f"{inside}: exact locations" if inside else "Exact locations",
            unit=UNIT,
            drawn=Drawn(fig, locations.describe(on_map, whole, marks.height, words=words, unit=UNIT, what=what)),
            table=_point_table(marks) if few else _cell_table(marks),
            selection=selection,
            caution=CAUTION,
            note=_note(studio, found, whole, "" if few else what),
            is_map=True,
        ),
    )


def _window(focus: tuple[str, ...]) -> dict[str, Any] | None:
    """Of one country: its bounds, where we know them; they fit closer than a square around its middle."""
    held = shapes(focus[0]) if len(focus) == 1 else None
    return None if held is None or held.is_empty() else divisions.view(held)


def _sum(frame: pl.DataFrame) -> float:
    return float(frame["value"].sum() or 0.0)


def _note(studio: Studio, found: pl.DataFrame, whole: float, what: str) -> str:
    """The share that tells where, in the headline; what is not drawn beside it."""
    words = studio.words
    on_map, rest = _sum(found.drop_nulls("latitude")), found.filter(pl.col("latitude").is_null())
    unsaid, rough = _sum(rest.filter(pl.col("precision") == "")), _sum(rest.filter(pl.col("precision") != ""))
    parts = [f"{words.percent(on_map / whole)} of these seizures have an exact location ({words.number(on_map)})"]
    parts += [f"drawn as {what}"] if what else []
    parts += (
        [f"not drawn, because only the centre of a division or country is reported: {words.number(rough)}"]
        if rough
        else []
    )
    parts += [f"not drawn, because their precision is not reported: {words.number(unsaid)}"] if unsaid else []
    return "; ".join(parts)


def _point_table(marks: pl.DataFrame) -> pl.DataFrame:
    return marks.select(
        pl.col("country").replace(reference.names("places")).alias("Country or territory"),
        pl.col("place").alias("Place as reported"),
        pl.col("latitude").alias("Latitude"),
        pl.col("longitude").alias("Longitude"),
        pl.col("precision").replace(locations.PRECISIONS).alias("Precision"),
        pl.col("value").cast(pl.Int64).alias("Reported seizures"),
    ).sort("Country or territory", "Place as reported", "Latitude", "Longitude")


def _cell_table(cells: pl.DataFrame) -> pl.DataFrame:
    return cells.select(
        pl.col("cell").alias("H3 cell"),
        pl.col("places").list.head(5).list.join(", ").alias("Places as reported (up to five)"),
        pl.col("locations").alias("Locations"),
        pl.col("value").cast(pl.Int64).alias("Reported seizures"),
    )
