"""`make assets`: static/world.geojson → static/world_small.geojson, for maps the size of a stamp.

A browser projects each point of each panel: with a sixth of the points twelve small maps are drawn in a sixth of the
time. Shared borders stay shared, and every place keeps a shape.
"""

import json
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely

from tools.boundaries import polygons

STATIC = Path(__file__).resolve().parent.parent / "static"
TOLERANCE, SPECK, ROUGH = 0.35, 0.4, 0.05
"""Degrees; square degrees of an island that is left out unless it is the largest of its place; degrees for that one."""


def small(shape: shapely.MultiPolygon, whole: shapely.MultiPolygon) -> shapely.MultiPolygon:
    """The parts that can be seen; of a place that lost its shape the original."""
    parts = [part for part in polygons(shape).geoms if part.area > SPECK]
    if not parts:
        largest = max(polygons(whole).geoms, key=lambda part: part.area)
        rough = largest.simplify(ROUGH)
        parts = [rough if rough.geom_type == "Polygon" and not rough.is_empty else largest]
    return shapely.orient_polygons(shapely.MultiPolygon(parts), exterior_cw=True)


def feature(code: str, shape: shapely.MultiPolygon) -> dict[str, object]:
    """A GeoJSON feature in tenths of a degree; in hundredths where those would leave no shape."""
    rings = [[_rounded(ring) for ring in (part.exterior, *part.interiors)] for part in shape.geoms]
    geometry = {"type": "MultiPolygon", "coordinates": rings}
    return {"type": "Feature", "id": code, "properties": {}, "geometry": geometry}


def _rounded(ring: shapely.LinearRing) -> list[list[float]]:
    """A ring that a coarser grid would turn over (plotly.js would paint the globe but for it) keeps a finer one."""
    for digits in (1, 3):
        points = np.round(shapely.get_coordinates(ring), digits).tolist()
        kept = [p for i, p in enumerate(points) if i == 0 or p != points[i - 1]]
        if len(kept) >= 4 and shapely.LinearRing(kept).is_ccw == ring.is_ccw and shapely.Polygon(kept).area > 0:
            return kept
    return shapely.get_coordinates(ring).tolist()


def main() -> None:
    """Write the small file."""
    frame = gpd.read_file(STATIC / "world.geojson")
    whole = np.array([polygons(shape) for shape in frame.geometry.values])
    shapes = shapely.coverage_simplify(whole, TOLERANCE)
    rows = zip(frame["id"], shapes, whole, strict=True)
    features = [feature(code, small(shape, full)) for code, shape, full in rows]
    text = json.dumps({"type": "FeatureCollection", "features": features}, separators=(",", ":"))
    (STATIC / "world_small.geojson").write_text(text, encoding="utf-8")
    print(f"{len(features)} features, {len(text):,} bytes")


if __name__ == "__main__":
    main()
