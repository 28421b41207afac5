"""The data of a map as a layer for geographic information systems: GeoPackage and GeoJSON, through GeoPandas.

A row for each row of the table, with the shape of its country or territory as the maps draw it (boundaries in use, WGS
84); places without a shape stay in the layer without one. What must be said with the data goes along, the disclaimer of
boundaries too: in a GeoPackage as a table of its own (`about`), in GeoJSON as a member of the collection.
"""

import json
import tempfile
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import geopandas as gpd
import pandas as pd  # type: ignore[import-untyped]
import polars as pl
import pyogrio  # type: ignore[import-untyped]

from data_access.places.boundaries import boundaries
from reports.exports import Export

DEGREES = "EPSG:4326"
LAYER, ABOUT = "seizures", "about"
CODE = "code"
"""The column with the code of the country or territory, beside the columns of the table."""


def has_layer(export: Export) -> bool:
    """Whether the export is a map of countries and territories."""
    return export.is_map and export.places is not None


def layer(export: Export) -> gpd.GeoDataFrame:
    """The table with a shape and a code in each row. Only of exports that have one (`has_layer`)."""
    codes = export.places if export.places is not None else pl.Series(CODE, [], pl.String)
    frame = pd.DataFrame({CODE: codes.to_list(), **{n: export.table[n].to_list() for n in export.table.columns}})
    shapes = _shapes(boundaries().file)
    return gpd.GeoDataFrame(frame, geometry=[shapes.get(code) for code in frame[CODE]], crs=DEGREES)


@lru_cache(maxsize=2)
def _shapes(file: Path) -> dict[str, object]:
    """Code → shape of the boundaries in use."""
    features = json.loads(file.read_text(encoding="utf-8"))["features"]
    shapes = gpd.GeoDataFrame.from_features(features, crs=DEGREES).geometry
    return dict(zip((str(f["id"]) for f in features), shapes, strict=True))


def geojson_bytes(export: Export) -> bytes:
    """RFC 7946; what must be said stands in the member `about`."""
    collection = json.loads(layer(export).to_json(drop_id=True, show_bbox=False))
    collection.pop("crs", None)  # RFC 7946 knows WGS 84 alone
    return json.dumps({**collection, ABOUT: export.about}, ensure_ascii=False).encode()


def geopackage_bytes(export: Export) -> bytes:
    """OGC GeoPackage: the layer, and a table with what must be said, a row for each of its parts."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "layer.gpkg"
        pyogrio.write_dataframe(layer(export), file, layer=LAYER, driver="GPKG")
        said = {key: value if isinstance(value, str) else json.dumps(value) for key, value in export.about.items()}
        about = pd.DataFrame({"key": list(said), "value": list(said.values())})
        pyogrio.write_dataframe(about, file, layer=ABOUT, driver="GPKG", append=True)
        return file.read_bytes()


LAYERS: dict[str, Callable[[Export], bytes]] = {"gpkg": geopackage_bytes, "geojson": geojson_bytes}
