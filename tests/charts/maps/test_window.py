"""The window of a map of a part of the world: as wide as its card, and legends inside only where they cover no figure."""

import pytest

from charts.maps.ground import WIDE, _parallel, corner_free, geography
from charts.theme import LIGHT
from data_access.reference import tables as reference

MEMBERS = reference.membership("m49")


def members(region):
    return tuple(MEMBERS.filter(region=region)["country"])


@pytest.mark.parametrize("region", ["002", "150", "142", "019", "009"])
def test_it_is_at_least_as_wide_as_its_card(region):
    geo = geography(LIGHT, reference.places(), members(region))
    (west, east), (south, north) = geo["lonaxis"]["range"], geo["lataxis"]["range"]
    assert (east - west) * _parallel((south + north) / 2) >= 0.95 * WIDE * (north - south) or east - west == 360


@pytest.mark.parametrize(("region", "free"), [("002", True), ("150", False), ("019", False), ("", True)])
def test_legends_lie_on_sea_and_bare_land_or_below_the_map(region, free):
    assert corner_free(reference.places(), members(region) if region else ()) is free
