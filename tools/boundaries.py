"""`make assets`: npm packages plotly.js (UN-derived layer) and world-atlas → static/world.geojson.

Build time only, needs node and npm. Rings are clockwise (what plotly.js draws), cut at the
antimeridian, simplified with shared borders kept. Features keep the ids of the layer: disputed areas
(XAC, XAP, XBT, XHT, XIT, XJK …) stay areas of their own.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import geopandas as gpd
import numpy as np
import pycountry
import shapely
from shapely import affinity

ROOT = Path(__file__).resolve().parent.parent
FROM_ATLAS = ("SMR", "VAT", "WLF", "IOT")
TOLERANCE, MICRO_KM2 = 0.1, 3000


def fetch(folder: Path) -> None:
    """Install both packages into the folder unless they are there."""
    if not (folder / "node_modules" / "plotly.js").is_dir():
        packages = ["plotly.js@4", "world-atlas@2.0.2"]
        subprocess.run(["npm", "install", "--ignore-scripts", "--no-audit", *packages], cwd=folder, check=True)
    script = ROOT / "tools" / "extract_topojson.mjs"
    subprocess.run(["node", str(script), str(folder), str(folder / "un.json")], check=True)


def layers(folder: Path) -> gpd.GeoDataFrame:
    """Both layers with a column `code`: the UN layer, and from world-atlas what it lacks."""
    un = gpd.read_file(folder / "un.json", layer="countries")
    un["code"] = un["id"]
    atlas = gpd.read_file(folder / "node_modules/world-atlas/countries-50m.json", layer="countries")
    alpha3 = {c.numeric: c.alpha_3 for c in pycountry.countries}
    names = {"Indian Ocean Ter.": "IOT"}
    atlas["code"] = [alpha3.get(i) or names.get(n) for i, n in zip(atlas["id"], atlas["name"], strict=True)]
    missing = atlas[atlas["code"].isin(FROM_ATLAS) & ~atlas["code"].isin(un["code"])]
    columns = ["code", "geometry"]
    both = gpd.GeoDataFrame(np.vstack([un[columns].values, missing[columns].values]), columns=columns)
    return both[both["code"] != "ATA"].set_geometry("geometry")


def cut(polygon: shapely.Polygon) -> list[shapely.Geometry]:
    """Split a polygon whose ring jumps across the antimeridian."""
    ring = shapely.get_coordinates(polygon.exterior)
    if not (abs(np.diff(ring[:, 0])) > 180).any():
        return [polygon]
    ring[ring[:, 0] < 0, 0] += 360
    whole = shapely.make_valid(shapely.Polygon(ring))
    east, west = shapely.box(-180, -90, 180, 90), shapely.box(180, -90, 540, 90)
    return [whole.intersection(east), affinity.translate(whole.intersection(west), -360)]


def polygons(geometry: shapely.Geometry) -> shapely.MultiPolygon:
    """Only the polygons of a geometry."""
    parts = shapely.get_parts(shapely.make_valid(geometry))
    flat = [q for p in parts for q in shapely.get_parts(p) if q.geom_type == "Polygon" and not q.is_empty]
    return shapely.MultiPolygon(flat)


def simplified(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """One row a code, with area and label point of the full shape and a simplified geometry."""
    pieces = [shapely.geometrycollections([q for p in shapely.get_parts(g) for q in cut(p)]) for g in frame.geometry]
    frame = frame.assign(geometry=[polygons(p) for p in pieces]).set_crs(4326, allow_override=True)
    frame = frame.dissolve("code", as_index=False)
    frame["geometry"] = [polygons(g) for g in frame.geometry]
    frame["km2"] = frame.to_crs("ESRI:54034").area / 1e6
    points = [max(g.geoms, key=lambda p: p.area).representative_point() for g in frame.geometry]
    frame["lon"], frame["lat"] = [p.x for p in points], [p.y for p in points]
    micro = (frame["km2"] < MICRO_KM2).to_numpy()
    shapes = shapely.coverage_simplify(frame.geometry.values, TOLERANCE)
    shapes[micro] = shapely.simplify(frame.geometry.values[micro], 0.005)
    shapes = [polygons(s) if not s.is_empty else g for s, g in zip(shapes, frame.geometry, strict=True)]
    frame["geometry"] = shapely.orient_polygons(np.array(shapes), exterior_cw=True)
    return frame


def feature(code: str, shape: shapely.MultiPolygon, micro: bool) -> dict[str, object]:
    """A GeoJSON feature with rounded coordinates and without specks."""
    digits = 4 if micro else 2
    parts = [p for p in shape.geoms if micro or p.area > 2e-3] or list(shape.geoms)
    rings = [[np.round(shapely.get_coordinates(r), digits).tolist() for r in (p.exterior, *p.interiors)] for p in parts]
    return {
        "type": "Feature",
        "id": code,
        "properties": {},
        "geometry": {"type": "MultiPolygon", "coordinates": rings},
    }


def main() -> None:
    """Write static/world.geojson, and the label points to a file beside the packages."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(tempfile.mkdtemp())
    fetch(folder)
    frame = simplified(layers(folder))
    rows = zip(frame["code"], frame.geometry, frame["km2"], strict=True)
    features = [feature(c, g, a < MICRO_KM2) for c, g, a in rows]
    text = json.dumps({"type": "FeatureCollection", "features": features}, separators=(",", ":"))
    (ROOT / "static" / "world.geojson").write_text(text, encoding="utf-8")
    labels = {r.code: (round(r.lon, 2), round(r.lat, 2), round(r.km2, 1)) for r in frame.itertuples()}
    (folder / "labels.json").write_text(json.dumps(labels))
    lacking = [c.alpha_3 for c in pycountry.countries if c.alpha_3 not in set(frame["code"])]
    print(f"{len(features)} features, {len(text):,} bytes; without a shape: {lacking}; labels in {folder}")


if __name__ == "__main__":
    main()
