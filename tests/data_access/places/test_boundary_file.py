"""The operator's boundary file in each format, good and bad: what is drawn, and what the message says to do."""

import re
import shutil
import zipfile

import geopandas as gpd
import pytest
import shapely

from data_access.places import boundaries as module
from data_access.places import boundary_file, boundary_layer
from data_access.places.boundaries import boundaries
from data_access.untrusted import sandbox
from domain.errors import SourceError, UsageError
from tests.data_access.places.test_boundaries import _Read

SQUARE, OTHER = shapely.box(0, 40, 3, 43), shapely.box(-9, 36, -1, 43)
BOW_TIE = shapely.Polygon([(0, 0), (4, 4), (4, 0), (0, 4)])


def frame(*shapes, heading="iso_a3", codes=("FRA", "ESP", "PRT"), crs=4326, **more):
    shapes = shapes or (SQUARE, OTHER)
    columns = {heading: list(codes[: len(shapes)])} | {n: list(v) for n, v in more.items()}
    return gpd.GeoDataFrame(columns, geometry=list(shapes), crs=crs)


@pytest.fixture(autouse=True)
def inside(tmp_path, monkeypatch):
    """The reader in this process (the last tests have it in a child), and folders of their own."""
    monkeypatch.setattr(module, "STATIC_OWN", tmp_path / "static_own")
    monkeypatch.setenv("OGR_SKIP", "")
    monkeypatch.setenv("GDAL_SKIP", "")
    monkeypatch.setattr(boundary_file, "run", lambda _job, *args, limits: _Read(*boundary_layer.job(*args)))


@pytest.fixture
def drawn(monkeypatch):
    def of(path):
        monkeypatch.setenv("ATLAS_BOUNDARIES", str(path))
        held = boundaries()
        return gpd.read_file(held.file).set_index("id"), [note.text for note in held.notes]

    return of


@pytest.fixture
def refused(monkeypatch):
    def of(path):
        monkeypatch.setenv("ATLAS_BOUNDARIES", str(path))
        with pytest.raises(UsageError) as caught:
            boundaries()
        assert "boundary file" in str(caught.value) and "docs/deployment.md" in str(caught.value)
        return str(caught.value)

    return of


def zipped(folder, name, *, without=()):
    with zipfile.ZipFile(folder / name, "w") as archive:
        for part in sorted(folder.glob("own.*")):
            if part.suffix not in (".zip", *without):
                archive.write(part, f"maps/{part.name}")
    return folder / name


@pytest.mark.parametrize("name", ["own.gpkg", "own.shp", "own.geojson", "own.zip"])
def test_each_format_draws_the_same(tmp_path, drawn, name):
    frame(name=("France", "España")).to_file(tmp_path / name.replace(".zip", ".shp"))
    found, _ = drawn(zipped(tmp_path, name) if name == "own.zip" else tmp_path / name)
    assert sorted(found.index) == ["ESP", "FRA"] and found.loc["ESP", "name"] == "España"
    assert found.geometry["FRA"].equals(SQUARE) and found.geometry["ESP"].equals(OTHER)


def test_another_reference_system_is_brought_to_degrees_and_said(tmp_path, drawn):
    frame().to_crs(3857).to_file(tmp_path / "own.gpkg")
    found, notes = drawn(tmp_path / "own.gpkg")
    assert shapely.hausdorff_distance(found.geometry["FRA"], SQUARE) < 1e-6
    assert any("EPSG:3857" in note and "brought to longitude and latitude" in note for note in notes)


def test_disputed_areas_keep_their_status(tmp_path, drawn):
    frame(codes=("FRA", "QQQ"), status=("", "disputed"), name=("", "Somewhere")).to_file(tmp_path / "own.gpkg")
    found, _ = drawn(tmp_path / "own.gpkg")
    assert sorted(found.index) == ["FRA", "QQQ"] and boundaries().disputed[0].name == "Somewhere"


def test_crossing_lines_are_made_valid_and_named(tmp_path, drawn):
    frame(SQUARE, BOW_TIE).to_file(tmp_path / "own.gpkg")
    found, notes = drawn(tmp_path / "own.gpkg")
    assert found.geometry["ESP"].is_valid and found.geometry["ESP"].area == pytest.approx(8.0)
    assert any("cross themselves" in note and "ESP" in note and "FRA" not in note for note in notes)


def test_codes_that_come_twice_are_joined_and_named(tmp_path, drawn):
    frame(SQUARE, OTHER, codes=("FRA", "FRA")).to_file(tmp_path / "own.gpkg")
    found, notes = drawn(tmp_path / "own.gpkg")
    assert list(found.index) == ["FRA"] and found.geometry["FRA"].area == pytest.approx(SQUARE.area + OTHER.area)
    assert any("more than once" in note and "FRA" in note for note in notes)


def test_of_several_columns_of_codes_the_one_with_most_of_ours(tmp_path, drawn):
    frame(iso_a3_eh=("FRA", "ESP"), heading="ISO_A3", codes=("-99", "ESP")).to_file(tmp_path / "own.gpkg")
    assert sorted(drawn(tmp_path / "own.gpkg")[0].index) == ["ESP", "FRA"]


def test_without_codes_it_names_the_columns(tmp_path, refused):
    frame(heading="pays", codes=("France", "Espagne")).to_file(tmp_path / "own.gpkg")
    assert "Its columns: pays. Name the one with the codes 'id'" in refused(tmp_path / "own.gpkg")


@pytest.mark.filterwarnings("ignore:'crs' was not provided")
@pytest.mark.parametrize("name", ["own.gpkg", "own.shp"])
def test_without_a_reference_system_it_says_how_to_set_one(tmp_path, refused, name):
    frame(crs=None).to_file(tmp_path / name)
    assert "names no reference system" in refused(tmp_path / name)


def test_a_shapefile_needs_its_parts(tmp_path, refused):
    frame().to_file(tmp_path / "own.shp")
    assert "(.dbf)" in refused(zipped(tmp_path, "half.zip", without=(".dbf",)))
    (tmp_path / "own.dbf").unlink()
    assert "(.dbf)" in refused(tmp_path / "own.shp")


def test_two_layers_and_two_shapefiles_are_one_too_many(tmp_path, refused):
    frame().to_file(tmp_path / "own.gpkg", layer="a")
    frame().to_file(tmp_path / "own.gpkg", layer="b")
    assert "2 layers of shapes (a, b)" in refused(tmp_path / "own.gpkg")
    frame().to_file(tmp_path / "own.shp")
    frame().to_file(tmp_path / "own.second.shp")
    assert "2 shapefiles" in refused(zipped(tmp_path, "two.zip"))


def test_points_are_no_areas(tmp_path, refused):
    frame(shapely.Point(1, 41), shapely.Point(2, 42)).to_file(tmp_path / "own.gpkg")
    assert "FRA (Point), ESP (Point)" in refused(tmp_path / "own.gpkg")


@pytest.mark.parametrize("name", ["own.gpkg", "own.shp", "own.geojson", "own.zip"])
def test_a_text_that_points_at_other_files_is_read_by_nobody(tmp_path, refused, name):
    secret = tmp_path / "secret.csv"
    secret.write_text('id,WKT\nFRA,"POLYGON ((0 0,0 1,1 1,0 0))"\n')
    layer = f'<OGRVRTDataSource><OGRVRTLayer name="secret"><SrcDataSource>{secret}</SrcDataSource></OGRVRTLayer>'
    (tmp_path / name).write_text(f"{layer}</OGRVRTDataSource>")
    assert "it is no GeoPackage, no shapefile" in refused(tmp_path / name)


@pytest.mark.parametrize("end", [".gpkg", ".shp"])
def test_a_broken_file_says_so(tmp_path, refused, end):
    frame().to_file(tmp_path / f"own{end}")
    whole = (tmp_path / f"own{end}").read_bytes()
    (tmp_path / f"own{end}").write_bytes(whole[:120] + b"\xff" * 400)
    assert re.search("cannot be drawn|no feature", refused(tmp_path / f"own{end}"), re.IGNORECASE)


def test_a_changed_part_is_read_again(tmp_path, drawn):
    frame().to_file(tmp_path / "own.shp")
    assert "ESP" in drawn(tmp_path / "own.shp")[0].index
    frame(codes=("FRA", "PRT")).to_file(tmp_path / "other.shp")
    shutil.copyfile(tmp_path / "other.dbf", tmp_path / "own.dbf")
    assert "PRT" in drawn(tmp_path / "own.shp")[0].index


@pytest.mark.child
def test_the_child_process_reads_it_without_the_formats_that_read_others(tmp_path, monkeypatch, drawn):
    monkeypatch.undo()
    monkeypatch.setattr(module, "STATIC_OWN", tmp_path / "static_own")
    monkeypatch.setenv("ATLAS_BOUNDARIES", str(tmp_path / "own.gpkg"))
    monkeypatch.setenv("ATLAS_CACHE_DIR", str(tmp_path / "cubes"))
    frame().to_crs(3857).to_file(tmp_path / "own.gpkg")
    assert gpd.read_file(boundaries().file)["id"].to_list() == ["ESP", "FRA"]
    secret = tmp_path / "secret.csv"
    secret.write_text("id,a\nFRA,1\n")
    hidden = tmp_path / "hidden.vrt"
    hidden.write_text(
        f'<OGRVRTDataSource><OGRVRTLayer name="secret"><SrcDataSource>{secret}</SrcDataSource></OGRVRTLayer>'
        "</OGRVRTDataSource>"
    )
    assert gpd.pd.DataFrame(gpd.read_file(hidden)).shape[0] == 1  # in this process GDAL reads it
    with pytest.raises(SourceError, match="cannot be read as GeoPackage"):
        sandbox.run("data_access.places.boundary_layer:job", str(hidden), "GeoPackage")
