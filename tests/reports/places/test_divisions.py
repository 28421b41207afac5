"""The card of divisions says what is derived from coordinates, beside what is reported."""

import pytest

from data_access.gateway import Gateway
from data_access.ingest.loading import load
from data_access.store.engine import open_store
from domain.selection import Selection
from reports.exported import exported
from reports.places.divisions import division_card
from tests.asking import studio
from tests.data_access.located import INFO, chunk_of

MALAGA = {"country": "ESP", "latitude": 36.7213, "longitude": -4.4214, "place_precision": "exact"}
REPORTED = {"country": "ESP", "admin1": "ES-AN"}


@pytest.fixture
def card_of(tmp_path, monkeypatch):
    def made(rows):
        url = f"sqlite:///{tmp_path}/store.sqlite"
        load(open_store(url), INFO, [chunk_of(rows)], "rows", "")
        monkeypatch.setenv("ATLAS_DATABASE_URL", url)
        Gateway.open()
        (card,) = division_card(studio(), Selection().having("country", ["ESP"]), "ESP").report
        return card

    return made


def test_derived_ones_stand_in_a_column_of_their_own_and_in_every_file(card_of):
    card = card_of([MALAGA, MALAGA, REPORTED, {**MALAGA, "latitude": 3.01}])
    heading = "Of these, division derived from coordinates"
    andalusia = card.headed.filter(card.headed["Administrative division"] == "Andalucía").row(0, named=True)
    assert (andalusia["Reported seizures"], andalusia[heading]) == (3, 2)
    assert card.headed[heading].sum() == 2
    assert "division derived from coordinates, not reported: 2" in card.note
    assert "division not reported: 1; of these with coordinates outside the country" in card.note
    export, _ = exported(studio(), card, link="", name="map")
    assert "derived from coordinates" in export.about["note"] and heading in export.table.columns


def test_without_any_nothing_is_said_of_them(card_of):
    card = card_of([REPORTED, {"country": "ESP"}])
    assert "derived" not in card.note and "derived" not in card.table.columns
