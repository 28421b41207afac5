import polars as pl

from data_access.paths import path, with_paths
from data_access.reference import tables as reference


def middle(code):
    return reference.places().filter(pl.col("code") == code).select("lon", "lat").row(0)


def test_land_goes_through_neighbours_and_sea_around_them():
    assert path("PRT", "FRA", "road") == (middle("PRT"), middle("ESP"), middle("FRA"))
    around = path("COL", "ESP", "maritime")
    assert around[0] == middle("COL") and around[-1] == middle("ESP") and len(around) > 10
    assert any(lon < -25 for lon, _ in around[2:-2])


def test_air_is_a_great_circle_with_points_on_it():
    line = path("USA", "JPN", "air")
    assert len(line) == 12 and max(lat for _, lat in line) > max(line[0][1], line[-1][1])


def test_no_land_way_over_water_falls_back_and_unknown_places_have_no_line():
    assert len(path("GBR", "FRA", "rail")) == 12
    assert path("XXX", "FRA", "air") == () and path("FRA", "FRA", "air") == ()


def test_legs_that_cannot_be_drawn_are_left_out():
    legs = pl.DataFrame({"start": ["ESP", "XXX"], "end": ["FRA", "FRA"], "mode": ["road", "air"]})
    drawn = with_paths(legs)
    assert drawn["start"].to_list() == ["ESP"] and drawn.schema["path"] == pl.List(pl.List(pl.Float64))
    assert with_paths(legs.clear()).is_empty()
