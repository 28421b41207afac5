"""Possible duplicates: the pairs under their headings, and the links so far."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from data_access.records.overlaps import link
from data_access.settings import settings
from data_access.store.engine import open_store
from domain.entitlement import PUBLIC
from pages.parts.answers import loaded
from tests.data_access.records.test_records import info, put, record

PAGE = str(Path(__file__).parents[2] / "pages" / "data" / "overlaps.py")


def opened() -> AppTest:
    page = AppTest.from_file(PAGE, default_timeout=60).run()
    assert not page.exception
    return page


def test_the_pairs_to_judge_and_the_links_so_far_stand_under_their_headings():
    put([record(2, kg=3), record(3, kg=50)], info("police", precedence=1))
    put([record(2, kg=3), record(9, kg=7, country="ESP")], info("customs", precedence=2, handling="public"))
    page = opened()
    assert [h.value for h in page.header] == ["1 candidate"]
    pair = page.dataframe[0].value
    assert pair.columns.to_list() == [
        *("Country or territory", "Goods", "Counts", "Date of the record counted", "Quantity counted", "Not counted"),
        *("Date of the record not counted", "Quantity not counted", "Unit", "Key counted", "Key not counted"),
    ]
    kept, hidden = pair["Key counted"][0], pair["Key not counted"][0]
    link(open_store(settings().database_url), kept, hidden, PUBLIC, "seen together")
    loaded()  # the newest data version is asked for at most once a second
    page = opened()
    assert [h.value for h in page.header] == ["0 candidates", "1 linked"]
    linked = page.dataframe[0].value
    assert (linked["Key counted"][0], linked["Key not counted"][0], linked["Why"][0]) == (kept, hidden, "seen together")
