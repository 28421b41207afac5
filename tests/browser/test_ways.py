"""A figure leads to its records inside the session: nothing is loaded anew, and the filters before can be had back."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_a_figure_opens_its_records_in_this_session(two_countries, page):
    host, _ = two_countries
    page.goto(f"http://{host}/world")
    page.page.evaluate("window.atlasStays = 1")
    figure = page.page.locator(".figures a.value").nth(2)
    page.act(lambda: figure.press("Enter"))
    expect(page.page.locator("h1")).to_have_text("Records")
    assert "country=" in page.page.url and page.page.evaluate("window.atlasStays") == 1, "the same document"
    page.act(page.page.get_by_role("button", name="Undo").click)
    assert "country=" not in page.page.url
