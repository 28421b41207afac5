"""Pictures are drawn by a real Chromium and opened again."""

import io
import json
from datetime import date
from xml.etree import ElementTree

import polars as pl
import pytest
from PIL import Image

from charts.bars import bars
from charts.maps.disputed import with_disputed
from charts.maps.world import world_map
from charts.theme import DARK, LIGHT
from charts.time.marks import BREAK, PROVISIONAL, Marks
from charts.time.trend import trend
from data_access.places import boundaries as module
from data_access.reference import tables as reference
from domain.errors import UsageError
from domain.words import ENGLISH
from reports.pictures import SCALE, WIDTH, _boundaries, picture

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("one_chromium")]
SVG = "{http://www.w3.org/2000/svg}"
SAID = {
    "words": ENGLISH,
    "title": "Reported seizures <by> place & more",
    "subtitle": "Counting unit: seizures reported",
    "footer": "Source: UNODC · handling: public\nSuggested citation: here",
    "alt": "The largest is Spain.",
}


def rows(*told):
    return pl.DataFrame(
        told, {"code": pl.String, "label": pl.String, "value": pl.Float64, "state": pl.String}, orient="row"
    )


PLACES = rows(
    ("ESP", "Spain", 12.0, "value"), ("SGP", "Singapore", 0.0, "zero"), ("NAM", "Namibia", None, "not_reported")
)


def texts(svg):
    return [("".join(e.itertext()), e) for e in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def test_a_map_is_drawn_with_its_boundaries_and_without_the_network():
    fig = world_map(PLACES, reference.places(), words=ENGLISH, theme=LIGHT, unit="seizures reported").figure
    svg = picture(fig, "svg", theme=LIGHT, **SAID)
    root = ElementTree.fromstring(svg)
    drawn = [p.get("d", "") for p in root.iter(f"{SVG}path") if "choroplethlayer" in p.get("class", "") or p.get("d")]
    assert sum(len(d) > 200 for d in drawn) >= 2, "Spain and Namibia have an outline"
    said = [t for t, _ in texts(svg)]
    assert {SAID["title"], SAID["subtitle"], "Suggested citation: here", "Zero reported", "Not reported"} <= set(said)
    assert root.find(f"{SVG}desc").text == SAID["alt"] and root.get("role") == "img"


def test_header_chart_and_footer_are_stacked_and_never_overlap():
    fig = bars(PLACES, words=ENGLISH, theme=LIGHT, unit="seizures reported").figure
    long = {**SAID, "title": "A very long title " * 12, "footer": "A very long footer. " * 60}
    svg = picture(fig, "svg", theme=LIGHT, **long)
    root = ElementTree.fromstring(svg)
    chart = root.find(f"{SVG}svg")
    top, bottom = float(chart.get("y")), float(chart.get("y")) + float(chart.get("height"))
    own = [(float(t.get("y")), "".join(t.itertext())) for t in root.findall(f"{SVG}text")]
    assert all(y < top or y > bottom for y, _ in own) and len(own) > 5
    assert max(y for y, _ in own) < float(root.get("height")) and sorted(y for y, _ in own) == [y for y, _ in own]


def test_a_png_has_twice_the_size_and_the_ground_of_its_theme():
    fig = bars(PLACES, words=ENGLISH, theme=DARK, unit="seizures reported").figure
    svg, png = (picture(fig, form, theme=DARK, **SAID) for form in ("svg", "png"))
    with Image.open(io.BytesIO(png)) as image:
        assert image.format == "PNG" and image.width == WIDTH * SCALE
        assert image.height == float(ElementTree.fromstring(svg).get("height")) * SCALE
        assert image.convert("RGB").getpixel((5, 5)) == tuple(bytes.fromhex(DARK.paper[1:]))
        colours = sorted(n for n, _ in image.convert("RGB").getcolors(1 << 24))
        assert sum(colours[:-1]) > 5000, "there is something on the paper"


def test_the_figure_itself_is_left_as_it_was():
    fig = bars(PLACES, words=ENGLISH, theme=LIGHT, unit="seizures reported").figure
    before = fig.to_json()
    picture(fig, "svg", theme=LIGHT, **SAID)
    assert fig.to_json() == before


def test_without_a_chromium_it_says_what_to_do(monkeypatch, tmp_path):
    monkeypatch.setenv("BROWSER_PATH", str(tmp_path / "none"))
    with pytest.raises(UsageError, match="apt-get install chromium"):
        picture(bars(PLACES, words=ENGLISH, theme=LIGHT, unit="u").figure, "png", theme=LIGHT, **SAID)


def test_a_map_holds_the_boundaries_in_use_and_the_disputed_areas_in_line(monkeypatch, tmp_path):
    france = {"type": "Polygon", "coordinates": [[[0, 44], [0, 49], [6, 49], [6, 44], [0, 44]]]}
    own = {"type": "FeatureCollection", "features": [{"type": "Feature", "id": "FRA", "geometry": france}]}
    monkeypatch.setattr(module, "STATIC_OWN", tmp_path / "static_own")
    assert len(_boundaries(module.ADDRESS)["features"]) == 253
    assert len(_boundaries("app/static/divisions/COL.geojson")["features"]) == 33
    (tmp_path / "own.geojson").write_text(json.dumps(own))
    monkeypatch.setenv("ATLAS_BOUNDARIES", str(tmp_path / "own.geojson"))
    held = module.boundaries()
    assert [f["id"] for f in _boundaries(held.address)["features"]] == ["FRA"]
    frame = rows(("FRA", "France", 12.0, "value"))
    plain = world_map(frame, reference.places(), words=ENGLISH, theme=LIGHT, unit="seizures")
    dressed = with_disputed(plain, held.disputed, words=ENGLISH, theme=LIGHT, address=held.address)
    drawn = ElementTree.fromstring(picture(dressed.figure, "svg", theme=LIGHT, **SAID))
    shapes = [e for e in drawn.iter(f"{SVG}path") if "choroplethlocation" in (e.get("class") or "")]
    assert len([e for e in shapes if e.get("d")]) == 1


def test_the_hatching_of_what_is_provisional_and_the_marks_reach_the_picture():
    years = pl.DataFrame({"period": ["2014", "2015", "2016"], "value": [1.0, 2.0, 3.0], "state": ["value"] * 3})
    marks = Marks(breaks=(("7", date(2015, 1, 1)),), strip=(("2014", 4), ("2015", 5), ("2016", 3)))
    fig = trend(years, words=ENGLISH, theme=DARK, unit="seizures", provisional_from="2016", marks=marks).figure
    svg = picture(fig, "svg", theme=DARK, **SAID)
    assert list(ElementTree.fromstring(svg).iter(f"{SVG}pattern")), "hatched"
    said = {t for t, _ in texts(svg)}
    assert {PROVISIONAL, BREAK, "7", "Countries and territories that reported"} <= said
