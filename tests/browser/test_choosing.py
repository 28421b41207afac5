"""What Enter takes after letters were typed into a list: one, and the one that is meant."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def choose(page, label: str, typed: str) -> None:
    """Type into a list, wait until it is filtered, press Enter, close it: while it is open it covers the others."""
    box = page.page.get_by_role("combobox", name=label, exact=True)
    box.click()
    page.page.keyboard.type(typed)
    expect(page.page.get_by_role("option").first).to_contain_text(typed, ignore_case=True)
    page.act(lambda: page.page.keyboard.press("Enter"))
    page.page.keyboard.press("Escape")


def test_enter_takes_one_and_the_one_that_is_meant(demo, new_page):
    page = new_page(height=900)
    page.goto(f"http://{demo}/records")
    page.still()
    place = "Country or territory of seizure"
    choose(page, place, "Iran")
    assert page.page.url.count("country=") == 1 and page.page.url.endswith("country=IRN")
    page.still()
    choose(page, place, "UK")
    assert "country=GBR" in page.page.url and "country=UKR" not in page.page.url
    page.still()
    choose(page, "Goods", "heroin")
    assert page.page.url.count("goods=") == 1 and "goods=heroin" in page.page.url
