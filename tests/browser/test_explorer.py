"""The explorer in Chromium: what a reader chooses stands in the address, and the address shows it again."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def server(two_countries):
    return two_countries[0]


def choose(page, label, option):
    """Take an option of a list."""
    box = page.page.get_by_role("combobox", name=label, exact=True)
    box.click()
    page.act(lambda: page.page.get_by_role("option", name=option, exact=True).click())


def test_what_is_chosen_stands_in_the_address_and_the_address_shows_it_again(server, page):
    page.goto(f"http://{server}/explorer")
    expect(page.page.locator(".st-key-chart_explorer .choroplethlayer path").first).to_be_attached()
    choose(page, "By", "Goods")
    choose(page, "And by", "Transport mode")
    page.page.wait_for_url("**by=goods*mode**")
    expect(page.page.get_by_role("heading", name="Reported seizures by goods and transport mode")).to_be_visible()
    expect(page.page.get_by_text("transport mode: reported for 50%")).to_be_visible()
    page.page.get_by_role("button", name="Heat table").click()
    choose(page, "Scale", "Share of each goods")
    page.page.wait_for_url("**scale=row**")
    address = page.page.url
    page.page.goto("about:blank")
    page.goto(address)
    expect(page.page.get_by_text("share of each goods", exact=False).first).to_be_visible()
    assert page.foreign(server) == []
