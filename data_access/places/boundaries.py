"""The boundary file of the maps: ours, or the operator's (ATLAS_BOUNDARIES), checked, mended and ready to be served."""

import hashlib
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import shapely  # type: ignore[import-untyped]
from shapely import geometry as shapes

from data_access.places import boundary_file
from data_access.reference import tables as reference
from data_access.settings import ROOT, Settings, settings
from domain.errors import AtlasError, UsageError
from domain.messages import N_, Message, message, packed

SHIPPED = ROOT / "static" / "world.geojson"
ADDRESS = "app/static/world.geojson"
OWN, OWN_ADDRESS = "boundaries", "app/static/own/"
"""Folder below the cache that holds the operator's file as it is served, and where browsers find it."""
STATIC_OWN = ROOT / "static" / "own"
DISCLAIMER = N_(
    "The boundaries and names shown and the designations used on this map do not imply official endorsement or "
    "acceptance by the makers of Contraband Atlas, by INTERPOL or by the United Nations."
)
UNDETERMINED = N_("Disputed, or its status is undetermined.")
_LISTED = 12
_HELP = message("See 'Boundaries of your own' in docs/deployment.md.")


@dataclass(frozen=True, kw_only=True)
class Disputed:
    """An area of no country or territory: its name, what is said of it, and lines of longitude and latitude.

    `outline` and `hatch` hold points; None parts the lines.
    """

    code: str
    name: str
    note: str
    outline: tuple[tuple[float, float] | None, ...]
    hatch: tuple[tuple[float, float] | None, ...]
    bounds: tuple[float, float, float, float]
    """West, south, east, north."""


@dataclass(frozen=True)
class Note:
    """What was found in the operator's file (a packed message); `mended` needs nobody's care."""

    text: str
    mended: bool


@dataclass(frozen=True, kw_only=True)
class Boundaries:
    """A boundary file in use. `notes`: what was mended or left out, and what the operator can do about it."""

    address: str
    file: Path
    source: str
    disclaimer: str
    disputed: tuple[Disputed, ...]
    notes: tuple[Note, ...] = ()


def boundaries(config: Settings | None = None) -> Boundaries:
    """The boundaries in use. Raises UsageError, with what to do, where the operator's file cannot be drawn."""
    config = config or settings()
    if config.boundaries is None:
        return _shipped()
    try:
        changed = boundary_file.changed(config.boundaries)
    except OSError as error:
        raise UsageError(
            "ATLAS_BOUNDARIES names {boundaries}, which cannot be read ({error}). {help}",
            boundaries=config.boundaries,
            error=error,
            help=_HELP,
        ) from error
    found = _operators(config.boundaries, config.cache_dir / OWN, changed)
    if isinstance(found, UsageError):
        raise found
    return found


@lru_cache(maxsize=1)
def _shipped() -> Boundaries:
    features = {str(f["id"]): f for f in _document(SHIPPED)["features"]}
    areas = tuple(_area(code, f) for code, f in sorted(features.items()) if code not in reference.names("places"))
    return Boundaries(address=ADDRESS, file=SHIPPED, source="", disclaimer=DISCLAIMER, disputed=areas)


@lru_cache(maxsize=4)
def _operators(path: Path, folder: Path, _changed: int) -> Boundaries | UsageError:
    """What is drawn, or why nothing can be: kept too, for a page asks many times, and each answer takes a process."""
    try:
        features, notes = _read(path)
    except UsageError as error:
        return error
    text = json.dumps({"type": "FeatureCollection", "features": list(features.values())}, separators=(",", ":"))
    name = f"boundaries-{hashlib.sha256(text.encode()).hexdigest()[:16]}.geojson"
    file = _kept(folder / name, text)
    source, disclaimer = _beside(path)
    areas = tuple(_area(code, f) for code, f in features.items() if code not in reference.names("places"))
    return Boundaries(
        address=f"{OWN_ADDRESS}{name}",
        file=file,
        source=source,
        disclaimer=disclaimer,
        disputed=areas,
        notes=tuple(notes),
    )


def _read(path: Path) -> tuple[dict[str, dict[str, Any]], list[Note]]:
    """The features of the operator's file by code, and the notes on it. Raises UsageError."""
    try:
        found, mended = boundary_file.read(path)
    except (AtlasError, OSError) as error:
        reason = error.message if isinstance(error, AtlasError) else str(error)
        raise UsageError(
            "The boundary file {path} cannot be drawn: {reason}. {help}", path=path, reason=reason, help=_HELP
        ) from error
    features, notes = checked({"features": found})
    if system := mended["system"]:
        notes.append(Note(packed("the file is in {system}: brought to longitude and latitude", system=system), True))
    if invalid := [code for code in mended["invalid"] if code in features]:
        what = N_("whose lines cross themselves, made valid: look whether they are drawn as you meant")
        notes.append(Note(packed("features {what}: {codes}", what=message(what), codes=_some(invalid)), True))
    return features, notes


def _kept(file: Path, text: str) -> Path:
    """The file that is served: by serve.py from the cache, by plain `streamlit run` from static/own."""
    file.parent.mkdir(parents=True, exist_ok=True)
    content = text.encode()
    if not _holds(file, content):
        part = file.with_suffix(".part")
        part.write_bytes(content)
        part.replace(file)
    try:
        STATIC_OWN.mkdir(exist_ok=True)
        if not _holds(STATIC_OWN / file.name, content):
            shutil.copyfile(file, STATIC_OWN / file.name)
    except OSError:
        pass  # a read-only program folder: serve.py answers from the cache
    return file


def _holds(file: Path, content: bytes) -> bool:
    """Whether the file is there, whole."""
    return file.is_file() and file.read_bytes() == content


def _beside(path: Path) -> tuple[str, str]:
    """The text beside the file (same name, .txt): its first paragraph is the source, the rest the disclaimer."""
    text = path.with_suffix(".txt")
    if not text.is_file():
        return "", DISCLAIMER
    source, _, rest = text.read_text(encoding="utf-8").strip().partition("\n\n")
    return " ".join(source.split()), " ".join(rest.split()) or DISCLAIMER


def _document(path: Path) -> dict[str, Any]:
    """Our own file: no other is read by this process."""
    document: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return document


def checked(document: dict[str, Any]) -> tuple[dict[str, dict[str, Any]], list[Note]]:
    """The features that maps can draw by code, rings turned clockwise; and notes on all that was mended or left out.

    Raises UsageError for points that are no longitude and latitude, or if no country would be drawn.
    """
    _check_degrees(document)
    known, areas = reference.names("places"), set(reference.read("disputed_areas")["code"].to_list())
    kept: dict[str, list[shapely.Polygon]] = {}
    titles: dict[str, str] = {}
    unknown, odd, turned, twice = [], [], [], []
    for feature in document.get("features") or ():
        code, properties = str(feature.get("id") or ""), feature.get("properties") or {}
        if code not in known and code not in areas and properties.get("status") != "disputed":
            unknown.append(code or "(none)")
            continue
        polygons = _polygons(feature.get("geometry"))
        if not polygons:
            odd.append(f"{code} ({(feature.get('geometry') or {}).get('type')})")
            continue
        turned += [code] * any(p.exterior.is_ccw for p in polygons)
        twice += [code] * (code in kept)
        titles.setdefault(code, str(properties.get("name") or ""))
        kept.setdefault(code, []).extend(polygons)
    if not set(kept) & set(known):
        raise UsageError(
            "No feature of the boundary file is the area of a country or territory. They need codes such as FRA (ISO "
            "3166-1 alpha-3, or ours in data_access/reference/places.csv), in the member 'id' of a GeoJSON feature or "
            "in a column, and Polygons or MultiPolygons. {odd} {help}",
            odd=message("Found instead: {codes}.", codes=_some(odd)) if odd else "",
            help=_HELP,
        )
    ours = {str(f["id"]) for f in _document(SHIPPED)["features"]} & set(known)
    notes = _notes(unknown, odd, turned, twice, sorted(ours - set(kept)))
    return {code: _feature(code, titles[code], parts) for code, parts in sorted(kept.items())}, notes


def _notes(unknown: list[str], odd: list[str], turned: list[str], twice: list[str], missing: list[str]) -> list[Note]:
    found = (
        (
            unknown,
            False,
            N_("not drawn, their ids are no codes of ours (correct them, or set the property status=disputed)"),
        ),
        (odd, False, N_("not drawn, they are no polygons (convert them to Polygon or MultiPolygon)")),
        (
            missing,
            False,
            N_("without a shape, so on no map (add them, or accept that tables alone show their figures)"),
        ),
        (twice, True, N_("there more than once, joined into one")),
        (turned, True, N_("with rings against the clock, turned for drawing")),
    )
    return [
        Note(packed("features {what}: {codes}", what=message(what), codes=_some(codes)), mended)
        for codes, mended, what in found
        if codes
    ]


def _some(codes: list[str]) -> str | Message:
    shown = ", ".join(codes[:_LISTED])
    return message("{names} and {n} more", names=shown, n=len(codes) - _LISTED) if len(codes) > _LISTED else shown


def _check_degrees(document: dict[str, Any]) -> None:
    for feature in document.get("features") or ():
        for x, y in _points(feature.get("geometry")):
            if not (abs(x) <= 180.001 and abs(y) <= 90.001):  # what is not a number, too
                raise UsageError(
                    "The feature {get} of the boundary file has the point ({x}, {y}), which is no longitude and "
                    "latitude: convert it to WGS 84 and cut it at 180 degrees. {help}",
                    get=feature.get("id"),
                    x=x,
                    y=y,
                    help=_HELP,
                )


def _points(geometry: Any) -> Iterator[tuple[float, float]]:
    """All points of a geometry."""
    pending = [(geometry or {}).get("coordinates") or []]
    while pending:
        part = pending.pop()
        if part and isinstance(part[0], int | float):
            yield float(part[0]), float(part[1])
        else:
            pending.extend(part)


def _polygons(geometry: Any) -> list[shapely.Polygon]:
    """The polygons of a geometry; none where it is of another type or has no area."""
    if not geometry or geometry.get("type") not in ("Polygon", "MultiPolygon"):
        return []
    try:
        parts = shapely.get_parts(shapes.shape(geometry))
    except (ValueError, TypeError, shapely.errors.ShapelyError):
        return []
    return [p for p in parts if not p.is_empty and p.area > 0]


def _feature(code: str, name: str, parts: list[shapely.Polygon]) -> dict[str, Any]:
    """As plotly.js draws it: clockwise outer rings, holes the other way."""
    turned = shapely.orient_polygons(shapely.MultiPolygon(parts), exterior_cw=True)
    geometry = shapes.mapping(turned)
    return {"type": "Feature", "id": code, "properties": {"name": name} if name else {}, "geometry": geometry}


def _area(code: str, feature: dict[str, Any]) -> Disputed:
    table = reference.read("disputed_areas")
    named = {c: (name, note) for c, name, note in table.iter_rows()}
    name, note = named.get(code, (str((feature.get("properties") or {}).get("name") or code), UNDETERMINED))
    whole = shapely.make_valid(shapes.shape(feature["geometry"]))
    west, south, east, north = whole.bounds
    rings = [r for p in shapely.get_parts(whole) if p.geom_type == "Polygon" for r in (p.exterior, *p.interiors)]
    step = max(min(east - west, north - south) / 5, 0.12)
    lines = shapely.intersection(whole, shapely.MultiLineString(_diagonals(west, south, east, north, step)))
    return Disputed(
        code=code,
        name=name,
        note=note,
        outline=_joined(rings),
        hatch=_joined([p for p in shapely.get_parts(lines) if p.geom_type == "LineString"]),
        bounds=(west, south, east, north),
    )


def _diagonals(west: float, south: float, east: float, north: float, step: float) -> list[Any]:
    height = north - south
    count = int((east - west + height) / step) + 1
    return [[(west - height + i * step, south), (west + i * step, north)] for i in range(count)]


def _joined(lines: list[Any]) -> tuple[tuple[float, float] | None, ...]:
    """The points of lines one after another, None between two lines."""
    points: list[tuple[float, float] | None] = []
    for line in lines:
        points += [(round(float(x), 2), round(float(y), 2)) for x, y in shapely.get_coordinates(line)]
        points.append(None)
    return tuple(points[:-1])
