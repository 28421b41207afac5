"""The operator's boundary file, whatever it is: GeoPackage, shapefile (.shp with its parts, or a zip) or GeoJSON.

Its kind is told from how it begins, never from its name: a text named .gpkg could tell GDAL to read any file of the
machine. It is copied under a name of ours and read in a child process with limits.
"""

import shutil
import zipfile
from pathlib import Path, PurePosixPath
from typing import Any

import shapely  # type: ignore[import-untyped]
from shapely import geometry as shapes

from data_access.places.boundary_layer import COLUMNS
from data_access.store import temporary
from data_access.untrusted.archives import ArchiveLimits, check_archive
from data_access.untrusted.sandbox import MIB, Limits, run
from domain.errors import AtlasError, SourceError

PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg")
NEEDED = (".shp", ".shx", ".dbf")
"""Without .shx no shape is found, without .dbf none has a code; that a .prj is missing is said by the reader."""
ZIPPED = ArchiveLimits(members=50, total_bytes=512 * MIB, ratio=1000)
LARGEST = 512 * MIB
LIMITS = Limits(seconds=120, cpu_seconds=110)
_READER = "data_access.places.boundary_layer:job"


def kind(head: bytes) -> str:
    """What a file is by its first hundred bytes: GeoPackage, shapefile, zip, GeoJSON, or '' for none of these."""
    if head.startswith(b"SQLite format 3\0") and head[68:72] == b"GPKG":
        return "GeoPackage"
    if head.startswith(b"\x00\x00\x27\x0a"):
        return "shapefile"
    if head.startswith(b"PK\x03\x04"):
        return "zip"
    return "GeoJSON" if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")) else ""


def changed(path: Path) -> int:
    """When a file, or a part of it, last changed. Raises OSError where it is not there."""
    beside = [path.with_suffix(end) for end in PARTS] if path.suffix.casefold() == ".shp" else []
    return max([path.stat().st_mtime_ns, *(p.stat().st_mtime_ns for p in beside if p.is_file())])


def read(path: Path) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The features as GeoJSON has them (id, properties name and status, geometry in degrees), and what was mended:
    `invalid` (codes whose shapes were made valid) and `system` (the reference system they were brought from).

    Raises SourceError, OSError.
    """
    with path.open("rb") as stream:
        found = kind(stream.read(100))
    with temporary.folder(temporary.SANDBOX) as folder:
        copy, what = _copied(path, found, folder)
        message = run(_READER, str(copy), what, limits=LIMITS)
    frame = message.frames["features"].select(list(COLUMNS))
    return [_feature(row) for row in frame.iter_rows(named=True)], message.data


def _copied(path: Path, found: str, folder: Path) -> tuple[Path, str]:
    """The file under a name of ours, and its kind."""
    if path.stat().st_size > LARGEST:
        raise SourceError("it is larger than {most} MB. Simplify it: readers load it", most=LARGEST // MIB)
    if found == "zip":
        return _unzipped(path, folder), "shapefile"
    if found == "shapefile":
        parts = {p.suffix.casefold(): p for p in path.parent.glob(f"{path.stem}.*") if p.suffix.casefold() in PARTS}
        _need(set(parts) | {".shp"})
        for end, part in (parts | {".shp": path}).items():
            shutil.copyfile(part, folder / f"boundaries{end}")
        return folder / "boundaries.shp", found
    if not found:
        raise SourceError("it is no GeoPackage, no shapefile (.shp with its parts, or a zip of them) and no GeoJSON")
    copy = folder / ("boundaries.gpkg" if found == "GeoPackage" else "boundaries.geojson")
    shutil.copyfile(path, copy)
    return copy, found


def _unzipped(path: Path, folder: Path) -> Path:
    """The one shapefile of a zip, its parts under names of ours."""
    try:
        check_archive(path, limits=ZIPPED)
    except AtlasError as error:
        raise SourceError(error.message) from error
    with zipfile.ZipFile(path) as archive:
        names = [PurePosixPath(n) for n in archive.namelist() if PurePosixPath(n).name[:1] not in (".", "")]
        stems = sorted({n.with_suffix("") for n in names if n.suffix.casefold() == ".shp"})
        if len(stems) != 1:
            raise SourceError(
                "the zip contains {n} shapefiles; exactly one is needed, with its parts .shp, .shx, .dbf and .prj",
                n=len(stems),
            )
        parts = {
            n.suffix.casefold(): n for n in names if n.with_suffix("") == stems[0] and n.suffix.casefold() in PARTS
        }
        _need(set(parts))
        for end, name in parts.items():
            with archive.open(str(name)) as source, (folder / f"boundaries{end}").open("wb") as target:
                shutil.copyfileobj(source, target)
    return folder / "boundaries.shp"


def _need(parts: set[str]) -> None:
    """Raises SourceError where a part is missing."""
    if missing := [end for end in NEEDED if end not in parts]:
        raise SourceError(
            "a part of the shapefile is missing beside it ({missing}): a shapefile is several files of one name",
            missing=", ".join(missing),
        )


def _feature(row: dict[str, Any]) -> dict[str, Any]:
    """One feature as GeoJSON has it; a geometry that is no area keeps only its type."""
    geometry: dict[str, Any] | None = {"type": row["kind"]} if row["kind"] else None
    if row["kind"] in ("Polygon", "MultiPolygon") and row["shape"]:
        geometry = shapes.mapping(shapely.from_wkb(row["shape"]))
    properties = {name: row[name] for name in ("name", "status") if row[name]}
    return {"type": "Feature", "id": row["code"], "properties": properties, "geometry": geometry}
