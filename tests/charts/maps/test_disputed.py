import plotly.graph_objects as go
import polars as pl
import pytest

from charts.drawn import Drawn
from charts.maps.disputed import LEGEND, NO_CODE, shown, with_disputed
from charts.maps.ground import GEOJSON
from charts.maps.world import world_map
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
    return world_map(frame, reference.places(), words=ENGLISH, theme=LIGHT, unit="seizures", focus=focus)


def dressed(drawn, **more):
    return with_disputed(drawn, boundaries().disputed, words=ENGLISH, theme=LIGHT, **more)


def areas_of(fig):
    return [t for t in fig.to_plotly_json()["data"] if "XJK" in (t.get("locations") or ())]


def test_disputed_areas_stand_apart_without_figure_or_code():
    plain = a_map()
    fig = dressed(plain).figure
    (ground,) = areas_of(fig)
    assert set(ground["locations"]) == {"XAC", "XAP", "XBT", "XHT", "XIT", "XJK"}
    assert set(ground["z"]) == {0} and set(ground["customdata"]) == {NO_CODE}
    assert all("No figure" in text for text in ground["text"])
    assert not set(ground["locations"]) & set(reference.names("places"))
    assert [t.name for t in fig.data if t.name == LEGEND and t.showlegend] == [LEGEND]
    dotted = next(t for t in fig.data if t.name == LEGEND and t.showlegend)
    assert dotted.line.dash == "dot" and dotted.mode == "lines"
    assert len(fig.data) == len(plain.figure.data) + 3
    go.Figure(fig.to_plotly_json())  # Plotly's own checks


def test_no_value_is_drawn_on_them_and_no_country_has_their_shape():
    fig = dressed(a_map()).figure
    valued = [t for t in fig.to_plotly_json()["data"] if t.get("zmax")]
    assert valued and not any(c.startswith("X") for t in valued for c in t["locations"])


@pytest.mark.parametrize(("focus", "drawn"), [(("IND", "PAK"), True), (("FRA", "ESP"), False)])
def test_only_those_in_the_part_of_the_world_that_is_shown(focus, drawn):
    fig = dressed(a_map(focus)).figure
    assert bool(areas_of(fig)) == drawn
    assert any(t.name == LEGEND for t in fig.data) == drawn


def test_every_small_map_and_every_frame_takes_the_boundaries_in_use():
    one = a_map().figure.to_plotly_json()
    both = [{**t, "geo": geo} for geo in ("geo", "geo2") for t in one["data"]]
    layout = {**one["layout"], "geo2": one["layout"]["geo"]}
    panels = go.Figure({"data": both, "layout": layout, "frames": [{"data": one["data"][:1]}]}, _validate=False)
    fig = dressed(Drawn(panels, "Two maps."), address="app/static/own/x.geojson").figure.to_plotly_json()
    assert {t["geo"] for t in fig["data"] if t.get("name") == LEGEND} == {"geo", "geo2"}
    assert (
        sum(bool(t["showlegend"]) for t in fig["data"] if t.get("name") == LEGEND and t["line"]["dash"] == "dot") == 1
    )
    addresses = {t["geojson"] for t in [*fig["data"], *fig["frames"][0]["data"]] if "geojson" in t}
    assert addresses == {"app/static/own/x.geojson"}


def test_in_words():
    assert [a.code for a in shown(a_map(("EGY", "SDN")).figure, boundaries().disputed)] == ["XBT", "XHT"]
    world, france = a_map(), a_map(("FRA",))
    assert dressed(world).alt.startswith(f"{world.alt} Drawn separately as disputed")
    assert "Jammu and Kashmir" in dressed(world).alt and dressed(france).alt == france.alt
    table = Drawn(None, "A table.")
    assert dressed(table) is table


def test_shapes_that_a_map_brings_along_stay_its_own():
    own = {"type": "FeatureCollection", "features": []}
    fig = a_map().figure
    fig = go.Figure(
        {"data": [*fig.to_plotly_json()["data"], {"type": "choropleth", "geojson": own}], "layout": fig.layout}
    )
    own_file = dressed(Drawn(fig, "A map."), address="app/static/own.geojson").figure
    shapes = [t.get("geojson") for t in own_file.to_plotly_json()["data"] if t["type"] == "choropleth"]
    assert own in shapes and "app/static/own.geojson" in shapes and GEOJSON not in shapes
