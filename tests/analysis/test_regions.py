import polars as pl
from polars.testing import assert_frame_equal

from analysis import regions

MEMBERS = pl.DataFrame(
    {"region": ["africa", "mena", "mena", "africa", "asia"], "country": ["EGY", "EGY", "QAT", "NAM", "QAT"]}
)


def test_places_in_no_region_are_named_and_namibia_is_no_null():
    places = pl.DataFrame({"code": ["XKX", "EGY", "NAM", "QAT", "ATA"], "name": ["k", "e", "n", "q", "a"]})
    assert_frame_equal(regions.no_region(places, MEMBERS), pl.DataFrame({"code": ["ATA", "XKX"]}))


def test_places_in_several_regions_are_named_with_all_of_them():
    wanted = pl.DataFrame({"country": ["EGY", "QAT"], "regions": [["africa", "mena"], ["asia", "mena"]]})
    assert_frame_equal(regions.in_several(MEMBERS), wanted)
    twice = pl.concat([MEMBERS.filter(pl.col("country") == "NAM")] * 2)
    assert regions.in_several(twice).is_empty()
