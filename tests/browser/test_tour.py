"""The short tour: offered at a first visit, led by keyboard, dismissed for good, and found again at the foot."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
SEEN = "localStorage.getItem('contraband-atlas-tour')"


def test_offered_once_led_by_keyboard_dismissed_and_had_again(demo, new_page):
    page = new_page(height=2600, tour=True, alone=True)  # nothing scrolls: where the title stands can be compared
    page.goto(f"http://{demo}/about")
    box = page.page.locator(".tour")
    expect(box).to_contain_text("First time here?")
    page.still()
    top = page.page.locator("h1").bounding_box()
    box.get_by_role("button", name="Show me").press("Enter")
    for title in ("What the page says", "Filters", "Behind each chart", "The records"):
        expect(box).to_contain_text(title)
        expect(box).to_be_focused()
        page.page.keyboard.press("Tab")
        if title != "The records":
            page.page.keyboard.press("Tab")
        page.page.keyboard.press("Enter")
    expect(box).to_be_hidden()
    assert page.page.locator("h1").bounding_box() == top
    assert page.page.evaluate(SEEN) == "seen"
    page.goto(f"http://{demo}/about")
    again = page.page.get_by_role("button", name="Show the short tour of a page")
    expect(again).to_be_visible()
    expect(box).to_be_hidden()
    again.press("Enter")
    expect(box).to_contain_text("1 of 4")
    page.page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    expect(again).to_be_focused()


def test_not_offered_by_a_link_with_filters_nor_printed(demo, new_page):
    page = new_page(tour=True, alone=True)
    page.goto(f"http://{demo}/about?goods=heroin")
    again, box = page.page.locator(".again"), page.page.locator(".tour")
    expect(again).to_be_visible()
    expect(box).to_be_hidden()
    assert page.page.evaluate(SEEN) is None
    again.click()
    expect(box).to_be_visible()
    page.page.emulate_media(media="print")
    expect(box).to_be_hidden()
    expect(again).to_be_hidden()
