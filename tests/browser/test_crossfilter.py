"""Pointing filters the page: by mark, by map, by rows and cells; always in sight, in the address, and undone."""

import pytest
from playwright.sync_api import expect

from tests.browser.streamlit_page import figure, filter_by_first_row, opened, press, strip

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def server(two_countries):
    return two_countries[0]


def chips(page):
    return page.page.locator(".st-key-filters_in_force")


def test_bars_filter_and_several_steps_are_undone(server, page):
    page.goto(f"http://{server}/world")
    expect(chips(page)).to_have_count(0)
    bar = page.page.locator(".st-key-card_world_modes .bars .point path").first
    page.act(lambda: bar.click(force=True))
    expect(chips(page)).to_contain_text("Transport mode")
    expect(figure(page)).to_have_text("at least 12")  # the mode of others is not known
    first = page.page.url
    bar = page.page.locator(".st-key-card_world_countries .bars .point path").first
    page.act(lambda: bar.click(force=True))
    expect(chips(page).get_by_role("button", name="Clear all")).to_be_visible()
    assert "country=" in page.page.url
    page.act(lambda: chips(page).get_by_role("button", name="Undo").click())
    page.page.wait_for_url(first)
    page.act(lambda: chips(page).get_by_role("button", name="Undo").click())
    page.page.wait_for_url(lambda url: "mode" not in url)
    expect(figure(page)).to_have_text("24")


def test_a_chip_is_removed_by_keyboard_and_all_are_cleared(server, page):
    page.goto(f"http://{server}/explorer?by=country&form=table&goods=heroin&mode=air&start=2014-01&end=2014-12")
    for said in ("Goods: Heroin", "Transport mode:", "Year: 2014"):
        expect(chips(page)).to_contain_text(said)
    chips(page).get_by_role("button", name="Year: 2014").focus()
    page.act(lambda: page.page.keyboard.press("Enter"))
    page.page.wait_for_url(lambda url: "start" not in url and "goods=heroin" in url)
    page.act(lambda: chips(page).get_by_role("button", name="Clear all").click())
    page.page.wait_for_url(lambda url: "goods" not in url and "by=country" in url)


def test_a_click_on_the_map_chooses_a_place_to_filter_by(server, page):
    page.goto(f"http://{server}/explorer?by=country&form=map")
    card = page.page.locator(".st-key-card_explorer")
    expect(card.locator(".choroplethlayer path").first).to_be_attached()
    page.still()
    box = card.locator(".geo .bg, .geolayer .bg, .bglayer rect").first.bounding_box() or card.bounding_box()
    # Brazil lies a third from the left edge, a little below the middle of the map
    page.act(lambda: page.page.mouse.click(box["x"] + box["width"] * 0.36, box["y"] + box["height"] * 0.66))
    expect(strip(page, "explorer").locator(".place")).to_have_text("Brazil 12 seizures reported")
    assert "country=BRA" not in page.page.url, "nothing was filtered yet"
    press(page, "explorer", "Filter by it")
    page.page.wait_for_url("**country=BRA**")
    expect(chips(page)).to_contain_text("Brazil")
    expect(page.page.get_by_text("All goods seized in Brazil", exact=False).first).to_be_visible()


def test_rows_of_a_table_filter_by_all_their_dimensions(server, page):
    page.goto(f"http://{server}/explorer?by=country,goods&form=heat")
    card = page.page.locator(".st-key-card_explorer")
    table = opened(page, card, "Table")
    expect(table.get_by_text("Choose rows to filter this page by them")).to_be_visible()
    frame = table.get_by_test_id("stDataFrame")
    frame.scroll_into_view_if_needed()
    box = frame.bounding_box()
    page.page.mouse.click(box["x"] + 14, box["y"] + 36 + 35 + 18)  # the second row: the first is zero reported
    button = table.get_by_role("button", name="Filter by this row")
    expect(button).to_be_visible()
    page.act(button.click)
    page.page.wait_for_url(lambda url: "country=BRA" in url and "goods=heroin" in url)
    expect(chips(page)).to_contain_text("Brazil")
    expect(chips(page)).to_contain_text("Heroin")


def test_rows_are_chosen_by_keyboard_alone(server, page):
    page.goto(f"http://{server}/explorer?by=goods")
    card = page.page.locator(".st-key-card_explorer")
    filter_by_first_row(page, card)
    page.page.wait_for_url(lambda url: "goods=" in url)
    expect(chips(page)).to_contain_text("Goods:")


def test_a_cell_of_a_heat_table_filters_by_both_dimensions(server, page):
    page.goto(f"http://{server}/explorer?by=goods,year&form=heat")
    cell = page.page.locator(".st-key-card_explorer .bars .point path").first
    expect(cell).to_be_attached()
    page.act(lambda: cell.click(force=True))
    page.page.wait_for_url(lambda url: "goods=" in url and "start=2014-01" in url and "end=2014-12" in url)
    expect(chips(page)).to_contain_text("Year: 2014")


def test_on_a_phone_the_filters_stay_in_sight_on_one_line(server, page):
    page.page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"http://{server}/world?goods=heroin&mode=air&country=BRA")
    field = page.page.locator(".st-key-topbar input")
    free = "(box) => { const { x, y, width, height } = box.getBoundingClientRect();" + (
        " return document.elementFromPoint(x + width / 2, y + height / 2).closest('.st-key-topbar') !== null; }"
    )
    assert field.evaluate(free), "the row of filters covers the field that finds"
    page.page.mouse.move(200, 500)
    page.page.mouse.wheel(0, 1500)
    page.page.wait_for_timeout(500)
    box = chips(page).bounding_box()
    assert 0 <= box["y"] < 140 and box["height"] < 70, box
    assert page.page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")


def test_the_warning_of_invented_data_is_covered_by_nothing(demo, page):
    page.goto(f"http://{demo}/explorer?by=goods&goods=heroin")
    said = page.page.get_by_text("Invented seizures.")
    expect(said).to_be_visible()
    box = said.bounding_box()
    seen = page.page.evaluate(
        "([x, y]) => document.elementFromPoint(x, y).closest('.st-key-invented') !== null",
        [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2],
    )
    assert seen
    expect(page.page.get_by_role("button", name="Goods: Heroin")).to_be_visible()
