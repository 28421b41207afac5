"""Exact locations: a map of the seizures that report coordinates, on the pages of the world, a region and a country."""

from typing import Any

import polars as pl

from analysis.hexagons import EDGE_KM, FEW, by_cell, digits, resolution
from charts.maps.divisions import view
from charts.maps.locations import PRECISIONS, hexagon_map, point_map
from data_access.places.divisions import shapes
from data_access.reference import tables as reference
from domain.messages import N_
from domain.selection import Selection
from domain.words import Words
from reports.card import Card, Column, Report
from reports.studio import Studio
from reports.tables import UNIT

FINE = 3
"""Decimals of a degree for points: about 100 metres."""
CAUTION = N_(
    "Only records with coordinates of the place itself are drawn: places without a mark may have seizures with less "
    "precise locations. Few reporters give coordinates, so the map shows who does so as much as where seizures are "
    "made."
)


def locations_card(
    studio: Studio, selection: Selection, *, key: str, focus: tuple[str, ...] = (), inside: str = ""
) -> Report:
    """Points where few seizures report coordinates, else hexagons; nothing where none does."""
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
    words, unit, places = studio.words, studio.words.t(UNIT), reference.places()
    shared: dict[str, Any] = {
        "words": words,
        "theme": studio.theme,
        "unit": unit,
        "whole": whole,
        "focus": focus,
        "window": _window(focus),
    }
    if few:
        marks = studio.answers.points(selection, FINE).drop_nulls("latitude")
        drawn = point_map(marks, places, **shared)
    else:
        marks = by_cell(precise, cells)
        drawn = hexagon_map(marks, places, edge_km=EDGE_KM[cells], **shared)
    return (
        Card(
            key=key,
            title=words.t("{place}: exact locations", place=inside) if inside else words.t("Exact locations"),
            unit=unit,
            drawn=drawn,
            table=_point_table(marks, words) if few else _cell_table(marks),
            columns=_point_columns(words) if few else _cell_columns(words),
            selection=selection,
            caution=words.t(CAUTION),
            note=_note(studio, found, whole, 0 if few else EDGE_KM[cells]),
            is_map=True,
        ),
    )


def _window(focus: tuple[str, ...]) -> dict[str, Any] | None:
    """Of one country: its bounds, where we know them; they fit closer than a square around its middle."""
    drawn = shapes(focus[0]) if len(focus) == 1 else None
    return None if drawn is None or drawn.is_empty() else view(drawn)


def _sum(frame: pl.DataFrame) -> float:
    return float(frame["value"].sum() or 0.0)


def _note(studio: Studio, found: pl.DataFrame, whole: float, edge_km: int) -> str:
    """The share that names where, in the headline; what is not drawn beside it. edge_km: of hexagons, 0 for points."""
    words = studio.words
    on_map, rest = _sum(found.drop_nulls("latitude")), found.filter(pl.col("latitude").is_null())
    unsaid, rough = _sum(rest.filter(pl.col("precision") == "")), _sum(rest.filter(pl.col("precision") != ""))
    parts = [
        words.t(
            "{percent} of these seizures have an exact location ({n})", percent=words.percent(on_map / whole), n=on_map
        )
    ]
    if edge_km:
        parts.append(words.t("drawn as hexagons with edges of about {km} km", km=edge_km))
    if rough:
        parts.append(words.t("not drawn, because only the centre of a division or country is reported: {n}", n=rough))
    if unsaid:
        parts.append(words.t("not drawn, because their precision is not reported: {n}", n=unsaid))
    return "; ".join(parts)


def _point_table(marks: pl.DataFrame, words: Words) -> pl.DataFrame:
    precisions = {code: words.t(label) for code, label in PRECISIONS.items()}
    return marks.select(
        pl.col("country").replace(reference.names("places")),
        "place",
        "latitude",
        "longitude",
        pl.col("precision").replace(precisions),
        pl.col("value").cast(pl.Int64),
    ).sort("country", "place", "latitude", "longitude")


def _point_columns(words: Words) -> dict[str, Column]:
    return {
        "country": Column(words.t("Country or territory")),
        "place": Column(words.t("Place as reported")),
        "latitude": Column(words.t("Latitude"), format="degrees"),
        "longitude": Column(words.t("Longitude"), format="degrees"),
        "precision": Column(words.t("Precision")),
        "value": Column(words.t("Reported seizures")),
    }


def _cell_table(cells: pl.DataFrame) -> pl.DataFrame:
    return cells.select(
        "cell", pl.col("places").list.head(5).list.join(", "), "locations", pl.col("value").cast(pl.Int64)
    )


def _cell_columns(words: Words) -> dict[str, Column]:
    return {
        "cell": Column(words.t("H3 cell")),
        "places": Column(words.t("Places as reported (up to five)")),
        "locations": Column(words.t("Locations")),
        "value": Column(words.t("Reported seizures")),
    }
