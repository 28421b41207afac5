import json
from typing import NamedTuple

import pytest
import shapely

from data_access.places import boundaries as module
from data_access.places import boundary_file, boundary_layer
from data_access.places.boundaries import DISCLAIMER, SHIPPED, boundaries, checked
from data_access.reference import tables as reference
from domain.errors import UsageError

SQUARE = [[0, 0], [0, 2], [2, 2], [2, 0], [0, 0]]  # clockwise


def feature(code, ring=SQUARE, kind="Polygon", **properties):
    return {"type": "Feature", "id": code, "properties": properties, "geometry": {"type": kind, "coordinates": [ring]}}


def document(*features, **more):
    return {"type": "FeatureCollection", "features": list(features), **more}


class _Read(NamedTuple):
    """As the child process answers: each test in one of its own would take a second."""

    frames: dict
    data: dict


@pytest.fixture
def own_file(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "STATIC_OWN", tmp_path / "static_own")

    monkeypatch.setenv("OGR_SKIP", "")  # what the job sets, for the process that it usually has for itself
    monkeypatch.setenv("GDAL_SKIP", "")
    monkeypatch.setattr(boundary_file, "run", lambda _job, *args, limits: _Read(*boundary_layer.job(*args)))

    def write(told, note=""):
        path = tmp_path / "own.geojson"
        path.write_text(told if isinstance(told, str) else json.dumps(told), encoding="utf-8")
        if note:
            path.with_suffix(".txt").write_text(note, encoding="utf-8")
        monkeypatch.setenv("ATLAS_BOUNDARIES", str(path))
        return path

    return write


def test_ours_holds_areas_of_no_country_with_lines_inside_their_bounds():
    held = boundaries()
    assert held.file == SHIPPED and held.disclaimer == DISCLAIMER and not held.notes
    assert [a.code for a in held.disputed] == ["XAC", "XAP", "XBT", "XHT", "XIT", "XJK"]
    shapes = {
        f["id"]: shapely.make_valid(shapely.geometry.shape(f["geometry"]))
        for f in json.loads(SHIPPED.read_text())["features"]
    }
    for area in held.disputed:
        inside = shapes[area.code].buffer(0.02)
        assert area.outline and area.hatch
        assert "undetermined" in area.note or "not yet been agreed upon" in area.note
        assert all(inside.contains(shapely.Point(p)) for p in (*area.outline, *area.hatch) if p)


def test_shipped_features_need_no_mending():
    features, notes = checked(json.loads(SHIPPED.read_text(encoding="utf-8")))
    assert not notes and len(features) == 253


def test_an_own_file_is_mended_and_says_what_is_wrong(own_file):
    against = SQUARE[::-1]
    told = document(
        feature("FRA", against),
        feature("ESP"),
        feature("ESP", [[10, 0], [10, 2], [12, 2], [10, 0]]),
        feature("ZZZ"),
        feature("", SQUARE),
        feature("QZZ", status="disputed", name="Somewhere"),
        {"type": "Feature", "id": "ITA", "properties": {}, "geometry": {"type": "Point", "coordinates": [1, 1]}},
    )
    path = own_file(told, "Ministry of Maps, 2026.\nSecond line.\n\nThese lines are\nnot final.")
    held = boundaries()
    assert held.source == "Ministry of Maps, 2026. Second line." and held.disclaimer == "These lines are not final."
    assert held.address.startswith("app/static/own/boundaries-") and held.address.endswith(held.file.name)
    assert (module.STATIC_OWN / held.file.name).read_bytes() == held.file.read_bytes()
    served = {f["id"]: f for f in json.loads(held.file.read_text())["features"]}
    assert set(served) == {"FRA", "ESP", "QZZ"}
    france = shapely.geometry.shape(served["FRA"]["geometry"])
    assert all(not p.exterior.is_ccw for p in france.geoms)
    assert len(served["ESP"]["geometry"]["coordinates"]) == 2
    (area,) = held.disputed
    assert (area.code, area.name) == ("QZZ", "Somewhere")
    notes = {n.text: n.mended for n in held.notes}
    worst = [text for text, mended in notes.items() if not mended]
    assert any("ZZZ" in t and "(none)" in t and "correct them" in t for t in worst)
    assert any("ITA (Point)" in t and "MultiPolygon" in t for t in worst)
    assert any("without a shape" in t for t in worst)
    assert any("turned" in t and "FRA" in t for t, mended in notes.items() if mended)
    path.write_text(json.dumps(document(feature("PRT"))), encoding="utf-8")
    assert boundaries().file != held.file  # a changed file is read again


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ("no json", "it is no GeoPackage, no shapefile .* and no GeoJSON"),
        ("{no json", "readable JSON"),
        ({"type": "Topology"}, "FeatureCollection"),
        (document(feature("FRA", [[0, 0], [0, 500000], [500000, 0], [0, 0]])), "WGS 84"),
        (document(feature("France")), "none of its columns has codes of countries such as FRA.*Its columns: id"),
        (document(), "FRA"),
        ("[]", "FeatureCollection"),
    ],
)
def test_what_cannot_be_drawn_says_what_to_do(own_file, told, says):
    own_file(told)
    with pytest.raises(UsageError, match=says) as error:
        boundaries()
    assert "docs/deployment.md" in str(error.value)


def test_a_file_that_is_not_there(monkeypatch, tmp_path):
    monkeypatch.setenv("ATLAS_BOUNDARIES", str(tmp_path / "none.geojson"))
    with pytest.raises(UsageError, match=r"none\.geojson"):
        boundaries()


def test_degrees_named_in_any_usual_way_are_taken(own_file):
    own_file(document(feature("FRA"), crs={"properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}))
    assert boundaries().file.is_file()


def test_every_disputed_area_of_the_table_is_no_place_of_ours():
    assert not set(reference.read("disputed_areas")["code"]) & set(reference.names("places"))


def test_a_damaged_copy_of_an_own_file_is_written_anew(own_file):
    own_file(document(feature("FRA")))
    held = boundaries()
    whole = held.file.read_bytes()
    held.file.write_bytes(whole[:20])
    module._operators.cache_clear()
    assert boundaries().file.read_bytes() == whole
