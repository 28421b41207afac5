"""World, Region and Country: every card that the page draws has the address of its data, and there it is."""

from datetime import date
from types import SimpleNamespace
from urllib.parse import parse_qs

import pytest

from charts.theme import LIGHT
from domain.question import Question
from domain.words import ENGLISH
from pages import CATALOGUE
from pages.parts import reader
from reports import finished
from reports.card import cards
from reports.studio import Studio
from reports.subjects import SUBJECTS
from tests.asking import here
from tests.data_access.records.test_records import put, record
from tests.pages.test_bad_links import opened


@pytest.fixture
def drawn(monkeypatch):
    """The cards that pages draw, and the address of each."""
    put(
        [
            record(n, country=c, seized_on=date(2019 + n % 2, 1 + n, 5), kg=n, currency="EUR", value_milli=n, valuation="street",
                   departure="COL", mode="air", latitude=40.0, longitude=-3.0, place_reported="Port", admin1_reported="Madrid")
            for n, c in enumerate(("ESP", "ESP", "FRA", "NGA"), 2)
        ]
    )  # fmt: skip
    found = {}
    exported = finished.exported
    light = SimpleNamespace(url="http://here/world", theme=SimpleNamespace(type="light"), cookies={})
    monkeypatch.setattr("streamlit.context", light)

    def noted(studio, card, **more):
        found[card.key] = (card, reader.data_address(f"chart_{card.key}"))
        return exported(studio, card, **more)

    monkeypatch.setattr(finished, "exported", noted)
    return found


@pytest.mark.parametrize(
    ("url", "query"),
    [
        ("world", {}),
        ("world", {"estimate": "mass", "into": "USD", "goods": "heroin"}),
        ("region", {}),
        ("region", {"focus": "150", "country": "ESP"}),
        ("country", {}),
        ("country", {"profile": "ESP", "goods": "heroin", "region": "002"}),
    ],
    ids=str,
)
def test_the_page_and_the_addresses_agree(drawn, url, query):
    page = opened(next(e for e in CATALOGUE if e.url == url), **query)
    assert not page.exception and len(drawn) > 8
    addresses = {key: address.partition("?") for key, (_, address) in drawn.items()}
    assert {key: path for key, (path, _, _) in addresses.items()} == {
        k: f"http://here/data/{url}/{k}.csv" for k in drawn
    }
    (asked,) = {asked for _, _, asked in addresses.values()}
    assert ("profile=" in asked) == (url == "country") and ("focus=" in asked) == (url == "region")
    report = SUBJECTS[url](Studio(here(), ENGLISH, LIGHT), Question.from_query(parse_qs(asked)))
    there = {card.key: (card.title, card.table.to_dicts()) for card in cards(report)}
    assert there == {key: (card.title, card.table.to_dicts()) for key, (card, _) in drawn.items()}
