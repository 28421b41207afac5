"""Routes in Chromium: what a reader chooses stands in the address and comes back from it."""

import pytest
from playwright.sync_api import expect

from tests.browser.serving import served
from tests.data_access.sources.test_template import write
from tests.pages.test_routes import ROWS

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("app")
    path = write(folder / "t.csv", *ROWS)
    with served(folder, "template", path) as host:
        yield host


def test_a_link_with_focus_and_threshold_opens_so(server, page):
    page.goto(f"http://{server}/routes?profile=ESP&least=1")
    expect(page.page.get_by_role("heading", name="Departed from Spain, seized in")).to_be_visible()
    expect(page.page.get_by_text("Passed through", exact=True)).to_be_visible()
    expect(page.page.get_by_text("Via third countries")).to_have_count(0)
    assert page.foreign(server) == []


def test_a_way_through_a_country_that_nobody_named_is_dashed_and_said(server, page):
    page.goto(f"http://{server}/routes")
    expect(page.page.get_by_text("Via third countries").first).to_be_visible()


def test_the_other_end_of_the_matrix_stands_in_the_address(server, page):
    page.goto(f"http://{server}/routes")
    page.act(lambda: page.page.get_by_role("radio", name="intended destination").click())
    assert "against=destination" in page.page.url
    expect(page.page.get_by_role("heading", name="Departure against intended destination")).to_be_visible()
