"""What a boundary file holds, by GeoPandas: codes, names and shapes in longitude and latitude.

Runs in a child process (boundary_file.py): GDAL opens formats that read any other file of the machine, so that all but
ours are switched off before it starts.
"""

import json
import os
from pathlib import Path
from typing import Any

import polars as pl

from data_access.reference import tables as reference
from domain.errors import SourceError
from domain.messages import message

DEGREES = 4326
SWITCHED_OFF = (
    "OGR_VRT,WFS,OAPIF,HTTP,CSV,PDF,XLSX,ODS,XLS,SQLite,ESRIJSON,TopoJSON,GeoJSONSeq,PLSCENES,AmigoCloud,Carto,CSW,"
    "ElasticSearch,GML,GMLAS,KML,LIBKML,GPX,MapInfo File,OSM,PGDUMP,JML,LVBAG,MVT,NGW,OpenFileGDB,Parquet,Arrow"
)
CODES = (
    *("id", "code", "iso3", "iso_3", "iso_a3", "iso_a3_eh", "adm0_a3", "iso3cd", "iso3_code", "iso_3166_1_alpha_3"),
    *("alpha3", "alpha_3", "gid_0", "shapegroup", "country_code"),
)
"""Headings under which files of boundaries give their codes, in small letters."""
NAMES = ("name", "name_en", "name_long", "nam_en", "romnam", "admin", "country", "shapename")
COLUMNS: dict[str, type[pl.DataType]] = {
    "code": pl.String,
    "name": pl.String,
    "status": pl.String,
    "kind": pl.String,
    "shape": pl.Binary,
}
"""A row a feature: its code, name and status ('' where there is none), the type of its geometry, the geometry (WKB)."""
SHOWN = 20


def job(path: str, kind: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The layer of a file of a known kind ('GeoJSON', 'GeoPackage' or 'shapefile'): a frame `features` (COLUMNS), and
    `mended`: the codes whose shapes were made valid, and the reference system that was changed ('' for none).

    Raises SourceError with what to do.
    """
    os.environ["OGR_SKIP"] = os.environ["GDAL_SKIP"] = SWITCHED_OFF  # read by GDAL when it starts, and not later
    if kind == "GeoJSON":
        _check_collection(Path(path))
    frame = _layer(path, kind)
    system = _system(frame, kind)
    if system:
        frame = frame.to_crs(DEGREES)
    code = _code_column(frame)
    shapes = frame.geometry
    broken = ~shapes.is_valid & ~shapes.isna() & shapes.geom_type.isin(["Polygon", "MultiPolygon"])
    mended = [str(c) for c in frame.loc[broken, code]]
    shapes = shapes.where(~broken, shapes[broken].make_valid().map(_areas)) if mended else shapes
    columns = {
        "code": _texts(frame[code]),
        "name": _texts(frame, *NAMES),
        "status": _texts(frame, "status"),
        "kind": [kind or "" for kind in shapes.geom_type.where(shapes.geom_type.notna(), "")],
        "shape": list(shapes.to_wkb()),
    }
    features = pl.DataFrame(columns, schema=COLUMNS)
    return {"features": features}, {"invalid": mended, "system": system}


def _check_collection(path: Path) -> None:
    """GDAL takes other JSON, too, and says little about what is broken."""
    try:
        document = json.loads(path.read_text(encoding="utf-8-sig"))
    except ValueError as error:
        raise SourceError("it is not readable JSON ({error})", error=str(error)[:200]) from error
    if not isinstance(document, dict) or document.get("type") != "FeatureCollection":
        raise SourceError("it is not a GeoJSON FeatureCollection")


def _layer(path: str, kind: str) -> Any:
    """The one layer of areas. Raises SourceError where there is none, or which one is meant is not plain."""
    import geopandas as gpd
    import pyogrio  # type: ignore[import-untyped]

    try:
        layers = [str(name) for name, geometry in pyogrio.list_layers(path) if geometry is not None]
        if len(layers) != 1:
            raise SourceError(
                "it contains {n} layers of shapes ({names}); exactly one is needed. Save the layer of countries into a "
                "file of its own",
                n=len(layers),
                names=", ".join(layers[:SHOWN]) or message("none"),
            )
        return gpd.read_file(path, layer=layers[0], engine="pyogrio")
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, ValueError) as error:
        raise SourceError(
            "it cannot be read as {kind} ({error}). Save it again, for example from QGIS",
            kind=kind,
            error=str(error)[:200],
        ) from error


def _system(frame: Any, kind: str) -> str:
    """The reference system to change from; '' for degrees of WGS 84. Raises SourceError where none is named."""
    if frame.crs is None or str(frame.crs.name).startswith("Undefined"):  # as a GeoPackage says that it has none
        raise SourceError(
            "it names no reference system ({how}): shapes without one cannot be placed. Set it (WGS 84 is EPSG:4326) "
            "and save the file again",
            how=message("its .prj is missing") if kind == "shapefile" else message("its CRS is undefined"),
        )
    if frame.crs.equals(DEGREES, ignore_axis_order=True):
        return ""
    authority = frame.crs.to_authority()
    if authority == ("OGC", "CRS84"):
        return ""
    return ":".join(authority) if authority else str(frame.crs.name)


def _code_column(frame: Any) -> str:
    """The column whose values are most often codes of ours; the first of CODES of two alike.

    Raises SourceError where none has any.
    """
    known = {*reference.names("places"), *reference.read("disputed_areas")["code"]}
    named = {str(c).casefold(): str(c) for c in frame.columns if c != frame.geometry.name}
    found = [named[c] for c in CODES if c in named]
    hits = {c: sum(str(v) in known for v in frame[c]) for c in found}
    best = max(hits, key=lambda c: hits[c], default="")
    if not best or not hits[best]:
        raise SourceError(
            "none of its columns has codes of countries such as FRA (ISO 3166-1 alpha-3, or ours in "
            "data_access/reference/places.csv). Its columns: {columns}. Name the one with the codes 'id'",
            columns=", ".join(list(named.values())[:SHOWN]) or message("none"),
        )
    return best


def _texts(column: Any, *names: str) -> list[str]:
    """The values of a column, or of the first that a frame has of these (in any case), as text; '' for none."""
    if names:
        named = {str(c).casefold(): c for c in column.columns}
        found = next((named[n] for n in names if n in named), None)
        if found is None:
            return [""] * len(column)
        column = column[found]
    return ["" if one else str(value) for value, one in zip(column, column.isna(), strict=True)]


def _areas(shape: Any) -> Any:
    """The areas of a shape that was made valid; the lines and points that come off it are none."""
    import shapely  # type: ignore[import-untyped]

    parts = shapely.get_parts(shape)
    areas = [p for part in parts for p in shapely.get_parts(part) if p.geom_type == "Polygon"]
    return shapely.MultiPolygon(areas)
