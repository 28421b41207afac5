"""Maps in Chromium: choices in the address, a panel a year, and an animation that plays when asked and not before."""

import pytest
from playwright.sync_api import expect

from tests.browser.serving import served
from tests.browser.streamlit_page import opened, press, strip
from tests.conftest import row, write_ids

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """Spain tells three years, Singapore the last two."""
    folder = tmp_path_factory.mktemp("maps")
    rows = [
        row(day=f"201{y}-{m:02}-05", amount=str(m), country=c, drug="Cocaine")
        for y in (4, 5, 6)
        for m in range(1, 13)
        for c in (("Spain", "Singapore") if y > 4 else ("Spain",))
    ]
    path = write_ids(folder / "ids.csv", rows)
    with served(folder, "unodc-ids", path) as host:
        yield host


@pytest.fixture
def page(new_page, request):
    """With motion: what plays is seen to play. As wide as a desk, or as a test names."""
    width = getattr(request, "param", 1440)
    return new_page(width, 1400, reduced_motion="no-preference")


ON_A_PHONE_TOO = pytest.mark.parametrize("page", [1440, 390], indirect=True)


def drawn(page):
    chart = page.page.locator("[class*=st-key-chart_maps]")
    expect(chart.locator(".choroplethlayer path").first).to_be_attached()
    return chart


def test_what_is_chosen_stands_in_the_address_and_the_address_shows_it_again(server, page):
    page.goto(f"http://{server}/maps")
    drawn(page)
    page.page.get_by_role("combobox", name="Show", exact=True).click()
    page.act(lambda: page.page.get_by_role("option", name="Share", exact=True).click())
    page.page.wait_for_url("**show=share**")
    page.act(lambda: page.page.get_by_role("radio", name="Year by year").click())
    page.page.wait_for_url("**view=years**")
    title = page.page.get_by_role("heading", name="Share of reported seizures that name the country of departure")
    expect(title).to_be_visible()
    address = page.page.url
    page.page.goto("about:blank")
    page.goto(address)
    expect(title).to_be_visible()
    assert page.foreign(server) == []


@ON_A_PHONE_TOO
def test_each_year_is_a_map_of_its_own_on_one_scale(server, page):
    page.goto(f"http://{server}/maps?view=years")
    chart = drawn(page)
    expect(chart.locator(".annotation-text")).to_have_text(["2014", "2015", "2016"])
    expect(chart.locator(".geolayer > g.geo")).to_have_count(3)
    expect(chart.locator(".legendtitletext")).to_have_text("One scale, made from all years of the selection")
    assert page.foreign(server) == []


@ON_A_PHONE_TOO
def test_the_animation_stands_until_it_is_played_and_stops_when_asked(server, page):
    page.goto(f"http://{server}/maps?view=play&at=2014")
    chart = drawn(page)
    label = chart.locator(".slider-label").first
    page.page.wait_for_timeout(2500)
    expect(label).to_have_text("Year 2014")
    small = chart.locator(".scattergeo path.point[style*='stroke-width: 0.9px']")
    expect(small).to_have_count(0)
    runs = page.started
    chart.locator(".updatemenu-button").first.click()
    expect(label).not_to_have_text("Year 2014")
    expect(small).to_have_count(1)
    chart.locator(".updatemenu-button").last.click()
    held = label.text_content()
    page.page.wait_for_timeout(2500)
    expect(label).to_have_text(held)
    assert page.started == runs, "the server is not asked"
    assert page.foreign(server) == []


def test_a_click_on_a_circle_shows_its_place_below_the_map_to_filter_by_and_to_open(server, page):
    page.goto(f"http://{server}/maps?show=count")
    chart = drawn(page)
    page.still()
    page.act(lambda: chart.locator(".scattergeo path.point").last.click(force=True))
    expect(strip(page, "maps_count").locator(".place")).to_contain_text("Singapore 24 seizures")
    assert "/maps" in page.page.url
    press(page, "maps_count", "Filter by it")
    page.page.wait_for_url("**country=SGP**")
    expect(strip(page, "maps_count").locator(".place")).to_contain_text("Singapore")
    press(page, "maps_count", "Filter by it")
    page.page.wait_for_url(lambda url: "country=SGP" not in url)
    press(page, "maps_count", "Open its page")
    expect(page.page.get_by_role("heading", name="Singapore", level=1)).to_be_visible()
    assert "profile=SGP" in page.page.url


@ON_A_PHONE_TOO
def test_every_entry_of_the_legend_is_in_sight_on_a_phone_too(server, page):
    page.goto(f"http://{server}/maps")
    chart = drawn(page)
    entries = chart.locator(".legendtext")
    expect(entries.filter(has_text="Disputed area")).to_be_visible()
    held = chart.locator(".js-plotly-plot, .plot-container").first.bounding_box()
    for entry in entries.all():
        box = entry.bounding_box()
        assert box and box["y"] + box["height"] <= held["y"] + held["height"] + 1
    assert float(chart.locator(".legend .scrollbar").get_attribute("height") or 0) == 0


def focused(page):
    return page.page.evaluate("() => document.activeElement.getAttribute('aria-label') || ''")


def tab_to(page, name):
    """Press Tab until what is named so has the focus."""
    for _ in range(80):
        if focused(page) == name:
            return
        page.page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not reach '{name}'")


def test_the_animation_is_stepped_and_played_with_keys_alone(server, page):
    page.goto(f"http://{server}/maps?view=play&at=2014")
    chart = drawn(page)
    label = chart.locator(".slider-label").first
    expect(chart.locator("[role=slider]")).to_have_attribute("aria-valuetext", "2014")
    page.page.get_by_role("radio", name="Play").first.focus()
    tab_to(page, "Year")
    runs = page.started
    for key, year in (("ArrowRight", "2015"), ("End", "2016"), ("ArrowLeft", "2015"), ("Home", "2014")):
        page.page.keyboard.press(key)
        expect(label).to_have_text(f"Year {year}")
        expect(chart.locator("[role=slider]")).to_have_attribute("aria-valuetext", year)
    assert focused(page) == "Year", "the focus stays while the years change"
    ring = page.page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle")
    assert ring == "solid"
    tab_to(page, "Play the years")
    page.page.keyboard.press("Enter")
    expect(label).not_to_have_text("Year 2014")
    tab_to(page, "Pause")
    page.page.keyboard.press("Space")
    held = label.text_content()
    page.page.wait_for_timeout(2500)
    expect(label).to_have_text(held)
    assert page.started == runs, "the server is not asked"


def test_with_less_motion_nothing_plays_and_the_years_can_be_stepped(server, page):
    page.page.emulate_media(reduced_motion="reduce")
    page.goto(f"http://{server}/maps?view=play&at=2014")
    chart = drawn(page)
    expect(chart.locator(".updatemenu-button").first).to_be_hidden()
    slider = chart.locator("[role=slider]")
    slider.focus()
    page.page.keyboard.press("ArrowRight")
    expect(chart.locator(".slider-label").first).to_have_text("Year 2015")


def test_rows_of_the_table_filter_the_maps(server, page):
    page.goto(f"http://{server}/maps?show=count")
    drawn(page)
    card = page.page.locator(".st-key-card_maps_count")
    table = opened(page, card, "Table")
    expect(table.get_by_text("Choose rows to filter this page by them")).to_be_visible()
    frame = table.get_by_test_id("stDataFrame")
    frame.scroll_into_view_if_needed()
    box = frame.bounding_box()
    page.page.mouse.click(box["x"] + 14, box["y"] + 36 + 18)
    button = table.get_by_role("button", name="Filter by this row")
    expect(button).to_be_visible()
    page.act(button.click)
    page.page.wait_for_url(lambda url: "country=" in url)
    expect(page.page.locator(".st-key-filters_in_force")).to_contain_text("Seized in:")
