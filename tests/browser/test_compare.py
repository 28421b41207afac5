"""Compare in Chromium, as a policy maker asks: from the start page in two clicks, and again by the link alone."""

import pytest
from playwright.sync_api import expect

from tests.browser.serving import served
from tests.data_access.sources.test_template import write
from tests.pages.test_compare import ROWS

pytestmark = pytest.mark.browser
RATES = "Reported seizures, per million inhabitants, A–Z"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("app")
    path = write(folder / "t.csv", *ROWS)
    with served(folder, "template", path) as host:
        yield host


@pytest.mark.parametrize("width", [1440, 390])
def test_the_question_of_a_policy_maker_in_two_clicks_and_by_its_link(server, new_page, width):
    page = new_page(width, 1000)
    page.goto(f"http://{server}/")
    if width < 600:
        page.page.get_by_test_id("stExpandSidebarButton").click()  # the menu of a phone
        way = page.page.get_by_test_id("stSidebarNav").get_by_role("link", name="Compare")
    else:
        page.page.get_by_role("button", name="Analyse", exact=True).click()
        way = page.page.get_by_role("menuitem", name="Compare", exact=True)
    page.act(way.click)
    if width < 600:
        page.page.get_by_test_id("stSidebarCollapseButton").get_by_role("button").click()
    expect(page.page.get_by_role("heading", name="Compare", exact=True)).to_be_visible()
    page.act(lambda: page.page.get_by_role("button", name="Falsified medicines in Western Africa").click())
    expect(page.page.get_by_role("heading", name=RATES)).to_be_visible()
    expect(page.page.get_by_role("heading", name="What we do not know")).to_be_visible()
    link = page.page.url
    for part in ("against=011%2C035", "goods=medicines", "illicit=falsified", "start=2020-01", "scheme=m49-sub"):
        assert part in link
    page.goto(link)
    expect(page.page.get_by_role("heading", name=RATES)).to_be_visible()
    expect(page.page.get_by_text("11 of 11 report").or_(page.page.get_by_text("1 of 11 report")).first).to_be_visible()
    assert page.foreign(server) == []


def test_the_scheme_and_the_denominator_are_chosen_there_and_stand_in_the_address(server, page):
    page.goto(f"http://{server}/compare?scheme=m49-sub&against=011,035")
    page.act(lambda: page.page.get_by_role("radio", name="Imports").click())
    assert "per=imports" in page.page.url
    expect(page.page.get_by_role("heading", name="per billion US dollars of imports")).to_be_visible()
    page.act(lambda: page.page.get_by_role("radio", name="Rate", exact=True).click())
    assert "scale=rate" in page.page.url
