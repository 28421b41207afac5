"""A view is saved on its page, found on the page Saved, opened, renamed, deleted and had back."""

import pytest
from playwright.sync_api import expect

from tests.browser.serving import imported, serving
from tests.conftest import row, write_ids

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("saved")
    load(folder, "ids.csv", [row(day=f"2014-0{m}-05") for m in range(1, 7)])
    return folder


def load(folder, name, rows):
    imported(folder, "unodc-ids", write_ids(folder / name, rows))


def test_saved_watched_opened_deleted_and_had_back(folder, page):
    with serving(folder / "var") as host:
        page.goto(f"http://{host}/explorer?goods=heroin&by=country,year&form=heat")
        page.page.get_by_role("button", name="Save this view").click()
        page.page.get_by_label("Name", exact=True).fill("Heroin by place")
        page.page.get_by_text("Watch it").click()
        page.act(lambda: page.page.get_by_role("button", name="Save", exact=True).click())
        expect(page.page.get_by_text("It is listed on the page Saved")).to_be_visible()
        load(folder, "more.csv", [row(country="Malta", day="2014-09-05")])
        page.page.wait_for_timeout(1500)  # the app asks for the data version once a second
        page.goto(f"http://{host}/saved")
        expect(page.page.get_by_text("Reported seizures: 6 then, 7 now.")).to_be_visible()
        expect(page.page.get_by_text("Places that did not occur before: Malta.")).to_be_visible()
        page.page.get_by_role("button", name="Link").click()
        shared = page.page.get_by_test_id("stCode").inner_text().strip()
        page.page.keyboard.press("Escape")
        page.page.get_by_test_id("stBaseButton-primary").filter(has_text="Open").click()  # lists have such a button too
        page.page.wait_for_url("**/explorer?**")
        query = dict(p.split("=") for p in page.page.url.split("?")[1].split("&"))
        assert query["goods"] == "heroin" and query["form"] == "heat" and shared.startswith(f"http://{host}/explorer?")
        expect(page.page.get_by_role("heading", name="Reported seizures by country")).to_be_visible()
        page.goto(f"http://{host}/saved")
        expect(page.page.get_by_text("Nothing changed here")).to_be_visible()
        page.act(lambda: page.page.get_by_role("button", name="Delete").click())
        expect(page.page.get_by_text("Deleted: Heroin by place")).to_be_visible()
        page.act(lambda: page.page.get_by_role("button", name="Undo").click())
        expect(page.page.get_by_role("heading", name="Heroin by place")).to_be_visible()
        assert page.foreign(host) == []
