"""Trends in Chromium: what a reader chooses stands in the address and is drawn."""

import pytest
from playwright.sync_api import expect

from tests.browser.serving import served
from tests.data_access.sources.test_template import write

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """Two countries with three records a month, and one more each year."""
    folder = tmp_path_factory.mktemp("trends")
    rows = [
        f"{year}-{month:02d}-0{day},{country},antimalarials"
        for year in range(2013, 2017)
        for month in range(1, 13)
        for day in range(1, year - 2009)
        for country in ("AGO", "ZMB")
    ]
    path = write(folder / "t.csv", "date,country,goods", *rows)
    with served(folder, "template", path) as host:
        yield host


def test_views_and_switches_stand_in_the_address_and_come_back(server, page):
    page.goto(f"http://{server}/trends?goods=medicines&country=AGO")
    page.act(lambda: page.page.get_by_text("Operations that coincided (2)").click())
    page.page.wait_for_url("**operations=on**")
    expect(page.page.get_by_text("Coincided with operations of the same goods and places")).to_be_visible()
    expect(page.page.get_by_role("heading", name="Operations that coincided with this series")).to_be_visible()
    page.act(lambda: page.page.get_by_text("Index", exact=True).click())
    page.page.wait_for_url("**view=index**")
    box = page.page.get_by_role("combobox", name="Base (= 100)", exact=True)
    box.click()
    page.act(lambda: page.page.get_by_role("option", name="2015", exact=True).click())
    page.page.wait_for_url("**base=2015**")
    address = page.page.url
    page.page.goto("about:blank")
    page.goto(address)
    expect(page.page.get_by_role("heading", name="Reported seizures as an index, 2015 = 100")).to_be_visible()
    assert page.foreign(server) == []


def test_year_on_year_season_and_small_multiples_are_drawn(server, page):
    page.goto(f"http://{server}/trends?view=change")
    expect(page.page.locator(".st-key-chart_trends_change .barlayer path").first).to_be_attached()
    page.act(lambda: page.page.get_by_text("Season", exact=True).click())
    expect(page.page.get_by_text("over 4 whole years")).to_be_visible()
    expect(page.page.locator(".st-key-chart_trends_months .barlayer path").first).to_be_attached()
    page.act(lambda: page.page.get_by_text("Small multiples", exact=True).click())
    page.act(lambda: page.page.get_by_text("Each chart on its own scale").click())
    page.page.wait_for_url("**scale=own**")
    expect(page.page.locator(".st-key-chart_trends_panels").get_by_text("OWN SCALE").first).to_be_visible()
