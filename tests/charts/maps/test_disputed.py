import plotly.graph_objects as go
import polars as pl
import pytest

from charts.maps import disputed, world
from charts.maps.disputed import with_disputed
from charts.theme import THEMES
from data_access.places.boundaries import boundaries
from data_access.reference import tables as reference
from domain.words import ENGLISH

LIGHT = THEMES["light"]


def a_map(focus=()):
    frame = pl.DataFrame(
        {
            "code": ["IND", "PAK"],
            "label": ["India", "Pakistan"],
            "value": [30.0, None],
            "state": ["value", "not_reported"],
        }
    )
    return world.world_map(frame, reference.places(), words=ENGLISH, theme=LIGHT, unit="seizures", focus=focus)


def areas_of(fig):
    return [t for t in fig.to_plotly_json()["data"] if "XJK" in (t.get("locations") or ())]


def test_disputed_areas_stand_apart_without_figure_or_code():
    held = boundaries().disputed
    plain = a_map()
    fig = with_disputed(plain, held, words=ENGLISH, theme=LIGHT)
    (ground,) = areas_of(fig)
    assert set(ground["locations"]) == {"XAC", "XAP", "XBT", "XHT", "XIT", "XJK"}
    assert set(ground["z"]) == {0} and set(ground["customdata"]) == {disputed.NO_CODE}
    assert all("No figure" in text for text in ground["text"])
    assert not set(ground["locations"]) & set(reference.names("places"))
    assert [t.name for t in fig.data if t.name == disputed.LEGEND and t.showlegend] == [disputed.LEGEND]
    dotted = next(t for t in fig.data if t.name == disputed.LEGEND and t.showlegend)
    assert dotted.line.dash == "dot" and dotted.mode == "lines"
    assert len(fig.data) == len(plain.data) + 3
    go.Figure(fig.to_plotly_json())  # Plotly's own checks


def test_no_value_is_drawn_on_them_and_no_country_has_their_shape():
    fig = with_disputed(a_map(), boundaries().disputed, words=ENGLISH, theme=LIGHT)
    valued = [t for t in fig.to_plotly_json()["data"] if t.get("zmax")]
    assert valued and not any(c.startswith("X") for t in valued for c in t["locations"])


@pytest.mark.parametrize(("focus", "drawn"), [(("IND", "PAK"), True), (("FRA", "ESP"), False)])
def test_only_those_in_the_part_of_the_world_that_is_shown(focus, drawn):
    fig = with_disputed(a_map(focus), boundaries().disputed, words=ENGLISH, theme=LIGHT)
    assert bool(areas_of(fig)) == drawn
    assert any(t.name == disputed.LEGEND for t in fig.data) == drawn


def test_every_small_map_and_every_frame_takes_the_boundaries_in_use():
    one = a_map().to_plotly_json()
    both = [{**t, "geo": geo} for geo in ("geo", "geo2") for t in one["data"]]
    layout = {**one["layout"], "geo2": one["layout"]["geo"]}
    panels = go.Figure({"data": both, "layout": layout, "frames": [{"data": one["data"][:1]}]}, _validate=False)
    fig = with_disputed(
        panels, boundaries().disputed, words=ENGLISH, theme=LIGHT, address="app/static/own/x.geojson"
    ).to_plotly_json()
    assert {t["geo"] for t in fig["data"] if t.get("name") == disputed.LEGEND} == {"geo", "geo2"}
    assert (
        sum(
            bool(t["showlegend"])
            for t in fig["data"]
            if t.get("name") == disputed.LEGEND and t["line"]["dash"] == "dot"
        )
        == 1
    )
    addresses = {t["geojson"] for t in [*fig["data"], *fig["frames"][0]["data"]] if "geojson" in t}
    assert addresses == {"app/static/own/x.geojson"}


def test_in_words():
    assert [a.code for a in disputed.shown(a_map(("EGY", "SDN")), boundaries().disputed)] == ["XBT", "XHT"]
    assert disputed.shown(a_map(("FRA",)), boundaries().disputed) == []
    assert "Jammu and Kashmir" in disputed.describe(boundaries().disputed, ENGLISH)
    assert disputed.describe((), ENGLISH) == ""


def test_shapes_that_a_map_brings_along_stay_its_own():
    own = {"type": "FeatureCollection", "features": []}
    fig = a_map()
    fig = go.Figure(
        {"data": [*fig.to_plotly_json()["data"], {"type": "choropleth", "geojson": own}], "layout": fig.layout}
    )
    dressed = with_disputed(fig, boundaries().disputed, words=ENGLISH, theme=LIGHT, address="app/static/own.geojson")
    shapes = [t.get("geojson") for t in dressed.to_plotly_json()["data"] if t["type"] == "choropleth"]
    assert own in shapes and "app/static/own.geojson" in shapes and world.GEOJSON not in shapes
