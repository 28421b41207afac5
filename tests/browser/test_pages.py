"""The real app, served as in production, in Chromium: what a reader opens, clicks and loads."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.serving import served
from tests.browser.streamlit_page import figure, press, strip
from tests.conftest import row, write_ids

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("app")
    rows = [
        row(day=f"201{y}-0{m}-05", amount=str(m), country=c, drug=d)
        for y in (4, 5)
        for m in range(1, 7)
        for c, d in (("Spain", "Heroin"), ("Singapore", "Cocaine"))
    ]
    path = write_ids(folder / "ids.csv", rows)
    with served(folder, "unodc-ids", path, imports=True) as host:  # from its first import on, as an operator starts it
        yield host


def test_a_copied_link_opens_as_the_first_request_of_a_fresh_server(server, page):
    page.goto(f"http://{server}/country?profile=ESP&goods=heroin&start=2014-01&end=2014-12")
    expect(page.page.get_by_role("heading", name="Spain", level=1)).to_be_visible()
    expect(page.page.get_by_role("dialog")).to_have_count(0)
    assert "goods=heroin" in page.page.url and page.foreign(server) == []
    expect(figure(page)).to_have_text("6")


def test_the_page_of_entry_stands_without_an_error_or_an_outside_request(server, page):
    page.goto(f"http://{server}/")
    expect(page.page.locator("h1").first).to_be_visible()
    page.still()
    assert page.foreign(server) == []
    expect(page.page.get_by_test_id("stException")).to_have_count(0)
    expect(page.page.get_by_test_id("stAlertContentError")).to_have_count(0)


def test_the_filters_come_along_to_the_next_page(server, page):
    page.goto(f"http://{server}/explorer?by=goods&form=table&goods=heroin")
    page.page.get_by_role("button", name="Explore", exact=True).click()
    page.act(lambda: page.page.get_by_role("menuitem", name="Records", exact=True).click())
    page.page.wait_for_url("**/records**")
    page.page.wait_for_url("**goods=heroin**")
    expect(page.page.locator("h1")).to_be_visible()


def test_the_field_in_the_bar_finds_a_place_and_a_region_and_keeps_the_filters(server, page):
    page.goto(f"http://{server}/world?goods=heroin&country=SGP")
    found(page, "Malta")
    page.page.wait_for_url(lambda url: "/country?" in url and "profile=MLT" in url and "goods=heroin" in url)
    expect(page.page.locator("h1")).to_have_text("Malta")
    assert "country=SGP" not in page.page.url, "another place would be empty"
    found(page, "Africa")
    page.page.wait_for_url(lambda url: "/region?" in url and "focus=002" in url and "goods=heroin" in url)
    expect(page.page.locator("h1")).to_have_text("Africa")
    found(page, "European Union")
    page.page.wait_for_url(lambda url: "/region?" in url and "scheme=" in url and "goods=heroin" in url)
    expect(page.page.locator("h1")).to_contain_text("European Union")


def found(page, name, *, asked=False):
    """Type the name of a place or region, or a question, into the field, and take the first that fits."""
    field = page.page.get_by_role("combobox", name="Find a place, goods, a case or a page, or ask a question")
    expect(field).to_have_value("")
    field.click()
    page.page.keyboard.type(name)
    expect(page.page.get_by_role("option").first).to_have_text(
        f"Ask: {name}" if asked else re.compile(f"(Ask: )?{name}")
    )
    page.act(lambda: page.page.keyboard.press("Enter"))


def test_a_question_is_asked_answered_and_corrected_by_keyboard_alone(server, page):
    page.goto(f"http://{server}/world")
    found(page, "heroin in Congo since 2014, price", asked=True)
    read = page.page.locator(".st-key-asked")
    expect(read).to_contain_text("“price” (not understood)")
    assert "/world" in page.page.url, "what must be asked opens no page"
    read.get_by_role("button", name="Which “Congo”?").focus()
    page.page.keyboard.press("Enter")
    first = page.page.get_by_role("menuitem").first
    expect(first).to_have_text("Democratic Republic of the Congo")
    page.page.keyboard.press("ArrowDown")
    page.page.keyboard.press("ArrowUp")
    expect(first).to_be_focused()
    page.act(lambda: page.page.keyboard.press("Enter"))
    page.page.wait_for_url(lambda url: "/country?" in url and "profile=COD" in url and "start=2014-01" in url)
    expect(page.page.locator("h1")).to_have_text("Democratic Republic of the Congo")
    expect(read).to_contain_text("heroin in Congo since 2014, price")


def test_a_click_on_a_small_country_shows_it_and_opens_its_page(server, page):
    page.goto(f"http://{server}/world")
    chart = page.page.locator(".st-key-chart_map")
    expect(chart.locator(".choroplethlayer path").first).to_be_attached()
    page.still()
    page.act(lambda: chart.locator(".scatterlayer path.point, .scattergeo path.point").last.click(force=True))
    expect(strip(page, "map").locator(".place")).to_contain_text("Singapore 12 seizures reported")
    assert "/world" in page.page.url
    press(page, "map", "Open its page")
    expect(page.page.get_by_role("heading", name="Singapore", level=1)).to_be_visible()
    assert "profile=SGP" in page.page.url


def test_a_file_is_looked_at_asked_about_and_loaded(server, page, tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("date,country,goods,kg\n01/02/2016,Malta,Heroin,5\n03/02/2016,Congo,Heroin,2\n")
    page.goto(f"http://{server}/import")
    page.page.set_input_files("input[type=file]", str(path))
    expect(page.page.get_by_text("may be day-month-year or month-day-year")).to_be_visible()
    page.page.get_by_text("Day first (31/12/2024)").click()
    expect(page.page.get_by_text("Which place is meant?")).to_be_visible()
    expect(page.page.get_by_role("button", name="Load 1 row")).to_be_visible()
    page.page.get_by_label("Name of the source, shown beside every figure").fill("My own file")
    page.page.get_by_role("button", name="Load 1 row").click()
    expect(page.page.get_by_text("1 record loaded")).to_be_visible()
    page.goto(f"http://{server}/about")
    expect(page.page.get_by_text("My own file", exact=True)).to_be_visible()
    assert page.foreign(server) == []
