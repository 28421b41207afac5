"""The real app, served as in production, in Chromium: what a reader opens, clicks and loads."""

import pytest
from playwright.sync_api import expect

from tests.browser.serving import served
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
    expect(page.page.get_by_role("heading", name="Spain")).to_be_visible()
    expect(page.page.get_by_role("dialog")).to_have_count(0)
    assert "goods=heroin" in page.page.url and page.foreign(server) == []
    expect(page.page.get_by_test_id("stMetricValue").first).to_have_text("6")


def test_the_page_of_entry_stands_without_an_error_or_an_outside_request(server, page):
    page.goto(f"http://{server}/")
    expect(page.page.locator("h1").first).to_be_visible()
    page.still()
    assert page.foreign(server) == []
    expect(page.page.get_by_test_id("stException")).to_have_count(0)
    expect(page.page.get_by_test_id("stAlertContentError")).to_have_count(0)


def test_the_filters_come_along_to_the_next_page(server, page):
    page.goto(f"http://{server}/explorer?by=goods&form=table&goods=heroin")
    page.act(lambda: page.page.get_by_test_id("stSidebarNav").get_by_role("link", name="Records").click())
    page.page.wait_for_url("**/records**")
    page.page.wait_for_url("**goods=heroin**")
    expect(page.page.locator("h1")).to_be_visible()


def test_a_click_on_a_small_country_opens_its_page(server, page):
    page.goto(f"http://{server}/world")
    chart = page.page.locator(".st-key-chart_map")
    expect(chart.locator(".choroplethlayer path").first).to_be_attached()
    page.still()
    chart.locator(".scatterlayer path.point, .scattergeo path.point").last.click(force=True)
    expect(page.page.get_by_role("heading", name="Singapore")).to_be_visible()
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
