"""Cubes as one circle of viewers sees them: never those of another circle, and never more of them than there is room."""

import numpy as np
import pytest

from data_access.gateway import Gateway
from data_access.lattice import views
from data_access.lattice.conditions import ACCESS_TABLE, OneOf
from tests.data_access.records.test_records import put, record


@pytest.fixture
def lattice(every_cube):
    put(
        [
            record(2, country="FRA", handling="public"),
            record(3, country="FRA", handling="restricted"),
            record(4, country="ESP", handling="restricted"),
        ]
    )
    return Gateway.open().lattice


def passing(lattice, *levels):
    return lattice.codes.tables([OneOf("handling", frozenset(levels))]).get(
        ACCESS_TABLE, np.ones(len(lattice.codes.access), dtype=bool)
    )


def by_country(lattice, of, *levels):
    cube = next(c for c in lattice.cubes["seizures"][()] if c.spec.keys == ("country",) and c.spec.time == "year")
    view = of.of("seizures", cube, passing(lattice, *levels), cube.height)
    codes = lattice.codes.shown("country", view.columns["country"]).to_list()
    return dict(zip(codes, view.columns["n"].tolist(), strict=True))


def test_each_circle_has_cubes_of_its_own(lattice):
    of = views.Views(lattice.codes)
    for _ in range(2):  # the second time they are kept
        assert by_country(lattice, of, "public") == {"FRA": 1}
        assert by_country(lattice, of, "restricted") == {"FRA": 1, "ESP": 1}
        assert by_country(lattice, of, "public", "restricted") == {"FRA": 2, "ESP": 1}


def test_what_was_asked_longest_ago_goes(lattice, monkeypatch):
    of = views.Views(lattice.codes)
    by_country(lattice, of, "public")
    monkeypatch.setattr(views, "ROOM", of._bytes)
    by_country(lattice, of, "restricted")
    assert len(of._kept) < 2 and of._bytes <= views.ROOM
    assert by_country(lattice, of, "public") == {"FRA": 1}


def test_what_takes_no_longer_is_looked_at_as_it_lies(lattice, monkeypatch):
    of, cube = views.Views(lattice.codes), lattice.cubes["seizures"][()][1]
    monkeypatch.setattr(views, "FROM_ROWS", cube.height + 1)
    assert of.of("seizures", cube, passing(lattice, "public"), cube.height) is None
    monkeypatch.setattr(views, "FROM_ROWS", 0)
    finest = lattice.cubes["seizures"][()][0]
    assert of.of("seizures", finest, passing(lattice, "public"), finest.height) is None
    monkeypatch.setattr(views, "WORTH", 0)
    assert of.of("seizures", cube, passing(lattice, "public"), cube.height) is None
