"""The Records and Record pages: what is asked in the address, said in words, and never more than one may see."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data_access.gateway import Gateway
from data_access.records.search import Listing
from domain.entitlement import Entitlement
from domain.selection import Selection
from pages.explore import record_list
from pages.explore.record_list import Place
from tests.asking import seen
from tests.data_access.records.test_records import put, record
from tests.pages import plain

PAGES = Path(__file__).parents[2] / "pages" / "explore"
BOTH = Entitlement(handling=("public", "restricted"))


@pytest.fixture
def page() -> AppTest:
    put([
        *[record(n, kg=n, place_reported=f"Quay {n}", country="FRA" if n % 2 else "ESP") for n in range(2, 32)],
        record(40, place_reported="Vault", handling="restricted", kg=9),
    ])  # fmt: skip
    return AppTest.from_file(str(PAGES / "records.py"), default_timeout=60)


def said(page: AppTest) -> str:
    return " | ".join(plain(str(m.value)) for m in [*page.markdown, *page.info, *page.error])


def test_the_largest_first_asks_for_the_kind_of_unit_and_tells_whom_it_leaves_out(page):
    page.query_params["sort"] = "largest"
    page.run()
    assert not page.exception
    assert "**1–25** of 30 records that report a quantity (mass)" in said(page)
    table = page.dataframe[0].value
    assert table["Quantity"].to_list()[:2] == ["31 kg", "30 kg"] and len(table) == 25
    next(b for b in page.button if b.label == "Next").click().run()
    assert "**26–30** of 30 records" in said(page)
    assert page.dataframe[0].value["Quantity"].to_list() == ["6 kg", "5 kg", "4 kg", "3 kg", "2 kg"]
    next(b for b in page.button if b.label == "First").click().run()
    assert "**1–25** of 30 records" in said(page)


def test_a_search_starts_anew_and_a_filter_does_too(page):
    page.query_params["page"] = (
        "a.25." + seen(Gateway.open()).record_page(Listing(selection=Selection()), limit=25).after
    )
    page.run()
    assert "**26–30**" in said(page)
    page.text_input[0].set_value("quay").run()
    assert "**1–25** of 30 records" in said(page) and "page" not in page.query_params
    page.query_params["page"] = "a.25.2020-05-01~6"
    next(m for m in page.multiselect if m.label == "Goods").set_value(["heroin"]).run()
    assert "page" not in page.query_params and page.query_params["goods"] == "heroin"


def test_a_restricted_record_is_answered_as_one_that_does_not_exist(page):
    page.query_params["search"] = "vault"
    page.run()
    hidden = said(page)
    page.query_params["search"] = "vaulx"
    page.run()
    assert hidden == said(page) and "No record was found" in hidden
    key = seen(Gateway.open(), BOTH).record_page(Listing(selection=Selection(), text="vault")).records["record_key"][0]
    one = AppTest.from_file(str(PAGES / "record.py"), default_timeout=60)
    answers = []
    for asked in (key, "nothing"):
        one.query_params["record"] = asked
        one.run()
        assert not one.exception
        answers.append((said(one), [t.value for t in one.title]))
    assert answers[0] == answers[1] and "There is no such record." in answers[0][0]


@pytest.mark.parametrize("text", ["x", "a.1", "a.x.1", "c.1.1", "a.-1.1", "a.9999999999.1", "a.²."])
def test_a_wrong_place_is_said_and_the_first_page_shown(page, text):
    page.query_params["page"] = text
    page.run()
    assert not page.exception
    assert "does not fit its order. The first page is shown." in said(page) and "**1–25**" in said(page)


def test_nothing_found_offers_the_nearest_and_an_order_that_nobody_knows_is_said(page):
    page.query_params["search"] = "quay tom"
    page.run()
    assert "No record was found" in said(page)
    next(b for b in page.button if b.label == "Search for “quay*”: 30 records").click().run()
    assert "**1–25** of 30 records" in said(page)
    page.query_params["sort"] = "lies"
    page.run()
    assert not page.exception and "unknown order" in said(page)


def test_a_place_is_read_as_it_is_written():
    for place in (Place(True, 25, "2014-01-01~5"), Place(False, 0, "ESP~2014-01-01~5")):
        assert Place.read(str(place)) == place


def test_an_order_may_be_called_as_in_the_shell(monkeypatch):
    for called, (sort, descending) in {"date": ("date", True), "quantity": ("quantity", True)}.items():
        monkeypatch.setattr(record_list.reader, "own", {"sort": called, "unit_class": "mass", "search": ""}.get)
        found = record_list.asked(Selection())
        assert (found.sort, found.descending) == (sort, descending)
