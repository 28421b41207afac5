"""Records in Chromium: search, page on, open a record, come back to the same place."""

from urllib.parse import unquote

import pytest
from playwright.sync_api import expect

from tests.browser.serving import served
from tests.conftest import row, write_ids

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("records")
    rows = [
        row(day=f"2014-0{1 + n % 9}-{10 + n % 18}", amount=str(n), place=f"Puerto Nº {n}", country=("Spain", "Malta")[n % 2])
        for n in range(1, 61)
    ]  # fmt: skip
    rows.append(row(place="![x](http://evil.invalid/x.png) <b>São</b> Tomé", amount="7", day="2015-05-05"))
    path = write_ids(folder / "ids.csv", rows)
    with served(folder, "unodc-ids", path) as host:
        yield host


def mark_first_row(page):
    """The box at the left of the first row."""
    box = page.page.get_by_test_id("stDataFrame").first.bounding_box()
    page.act(lambda: page.page.mouse.click(box["x"] + 16, box["y"] + 35 + 18))


def test_search_page_open_and_come_back(server, page):
    page.goto(f"http://{server}/records")
    expect(page.page.get_by_text("1–25 of 61 records")).to_be_visible()
    search = page.page.get_by_role("textbox", name="Search in the records")
    search.fill("puerto -malta")
    page.act(lambda: search.press("Enter"))
    page.page.wait_for_url("**search=puerto+-malta**")
    expect(page.page.get_by_text("1–25 of 30 records")).to_be_visible()
    page.act(lambda: page.page.get_by_role("button", name="Next").click())
    expect(page.page.get_by_text("26–30 of 30 records")).to_be_visible()
    there = page.page.url
    mark_first_row(page)
    page.page.wait_for_url("**/record?**record=**")
    expect(page.page.get_by_role("heading", name="Heroin, Spain, 2014-0")).to_be_visible()
    expect(page.page.get_by_role("heading", name="Route, as reported by the source")).to_be_visible()
    page.act(lambda: page.page.get_by_role("link", name="Back to the list").click())
    page.page.wait_for_url("**/records?**")
    expect(page.page.get_by_text("26–30 of 30 records")).to_be_visible()
    mark_first_row(page)
    page.page.wait_for_url("**/record?**record=**")
    page.act(page.page.go_back)
    assert unquote(page.page.url).startswith(unquote(there))  # Streamlit leaves the record in the address of the list
    expect(page.page.get_by_text("26–30 of 30 records")).to_be_visible()
    page.act(lambda: page.page.get_by_role("button", name="Previous").click())
    expect(page.page.get_by_text("1–25 of 30 records")).to_be_visible()
    assert page.foreign(server) == []


def test_what_a_source_wrote_is_text_and_fetches_nothing(server, page):
    page.goto(f"http://{server}/records?search=evil")
    expect(page.page.get_by_text("1–1 of 1 record.")).to_be_visible()
    mark_first_row(page)
    page.page.wait_for_url("**/record?**record=**")
    expect(page.page.get_by_role("heading", name="When and where")).to_be_visible()
    assert page.page.locator("img[src*=evil]").count() == 0
    assert page.foreign(server) == []


def test_nothing_found_offers_the_nearest_and_bad_links_are_said(server, page):
    page.goto(f"http://{server}/records?search=puert+tom&country=MLT")
    expect(page.page.get_by_text("No record was found")).to_be_visible()
    page.act(lambda: page.page.get_by_role("button", name="Search for “puert*”: 30 records").click())
    expect(page.page.get_by_text("1–25 of 30 records")).to_be_visible()
    page.goto(f"http://{server}/records?page=a.5.nonsense&sort=lies")
    expect(page.page.get_by_text("names an unknown order")).to_be_visible()
    expect(page.page.get_by_text("does not fit its order. The first page is shown.")).to_be_visible()
    page.goto(f"http://{server}/record?record=nothing")
    expect(page.page.get_by_text("There is no such record.")).to_be_visible()


def test_files_of_the_list_and_the_way_from_a_country(server, page):
    page.goto(f"http://{server}/country?profile=ESP")
    page.act(lambda: page.page.get_by_role("link", name="See the records behind this").click())
    page.page.wait_for_url("**/records?country=ESP")
    expect(page.page.get_by_text("1–25 of 31 records")).to_be_visible()
    page.act(lambda: page.page.get_by_text("Download these records").click())
    with page.page.expect_download() as waiting:
        page.page.get_by_role("button", name="CSV").click()
    lines = waiting.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 32 and lines[0].startswith("Record,")
    assert any("São" in line for line in lines)
