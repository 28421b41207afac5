from itertools import pairwise

import polars as pl
import searoute

from data_access.places.paths import NORTH, SOUTH, by_third, path, ready, with_paths
from data_access.reference import tables as reference


def middle(code):
    return reference.places().filter(pl.col("code") == code).select("lon", "lat").row(0)


def test_land_goes_through_neighbours_and_sea_around_them():
    assert path("PRT", "FRA", "road") == (middle("PRT"), middle("ESP"), middle("FRA"))
    around = path("COL", "ESP", "maritime")
    assert around[0] == middle("COL") and around[-1] == middle("ESP") and len(around) > 10
    assert any(lon < -25 for lon, _ in around[2:-2])


def test_a_way_over_land_tells_whether_it_needs_countries_that_the_report_does_not_name():
    assert by_third("PRT", "FRA", "road") and not by_third("ESP", "FRA", "road")
    assert not by_third("PRT", "FRA", "air") and not by_third("COL", "ESP", "maritime")
    legs = pl.DataFrame({"start": ["PRT", "PRT"], "end": ["FRA", "ESP"], "mode": ["rail", "rail"]})
    assert with_paths(legs)["third"].to_list() == [True, False]


def test_air_is_a_great_circle_with_points_on_it():
    line = path("USA", "JPN", "air")
    assert len(line) == 12 and max(lat for _, lat in line) > max(line[0][1], line[-1][1])


def test_a_line_between_antipodes_stays_on_the_map():
    assert {SOUTH <= lat <= NORTH for _, lat in path("ESP", "NZL", "air")} == {True}
    assert {SOUTH <= lat <= NORTH for _, lat in path("CAN", "RUS", "air")} == {True}


def test_no_line_runs_along_the_edge_of_the_map():
    codes = ["CAN", "RUS", "CHN", "ESP", "NZL", "CHL", "ZAF", "USA", "KAZ"]
    for line in (path(a, b, "air") for a in codes for b in codes if a != b):
        assert all(SOUTH <= lat <= NORTH for _, lat in line)
        at_edge = [lat in (SOUTH, NORTH) for _, lat in line]
        assert not any(a and b for a, b in pairwise(at_edge))


def test_no_land_way_over_water_falls_back_and_unknown_places_have_no_line():
    assert len(path("GBR", "FRA", "rail")) == 12
    assert path("XXX", "FRA", "air") == () and path("FRA", "FRA", "air") == ()


def test_legs_that_cannot_be_drawn_are_left_out():
    legs = pl.DataFrame({"start": ["ESP", "XXX"], "end": ["FRA", "FRA"], "mode": ["road", "air"]})
    drawn = with_paths(legs)
    assert drawn["start"].to_list() == ["ESP"] and drawn.schema["path"] == pl.List(pl.List(pl.Float64))
    assert with_paths(legs.clear()).is_empty()


def test_sea_ways_are_those_of_the_library_with_its_ports_which_are_not_read():
    ready()
    found = searoute.searoute(list(middle("BRA")), list(middle("NLD")))["geometry"]["coordinates"]
    ours = path("BRA", "NLD", "maritime")
    assert ours[1] == tuple(round(x, 2) for x in found[0]) and ours[-2] == tuple(round(x, 2) for x in found[-1])
    assert set(ours[1:-1]) <= {(round(x, 2), round(y, 2)) for x, y in found}
