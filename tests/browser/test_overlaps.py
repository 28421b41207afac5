"""An operator links two records in the browser, sees them counted once, and parts them again."""

import pytest
from playwright.sync_api import expect

from data_access.settings import settings
from tests.browser.serving import serving
from tests.browser.streamlit_page import StreamlitPage
from tests.data_access.records.test_records import info, put, record

pytestmark = pytest.mark.browser


@pytest.fixture
def linked(own_var, page):
    put([record(2, kg=3), record(3, kg=50)], info("police", precedence=1))
    put([record(2, kg=3), record(9, kg=7, country="ESP")], info("customs", precedence=2, handling="public"))
    assert str(own_var) in settings().database_url
    with serving(own_var) as host:
        page.goto(f"http://{host}/overlaps")
        yield page


def mark_first_row(page: StreamlitPage) -> None:
    """The box at the left of the first row: the grid is a canvas, so it is clicked by its place."""
    box = page.page.get_by_test_id("stDataFrame").first.bounding_box()
    assert box
    page.act(lambda: page.page.mouse.click(box["x"] + 18, box["y"] + 36 + 18))


def test_a_pair_is_linked_counts_once_and_is_parted_again(linked):
    page = linked
    expect(page.page.get_by_role("heading", name="1 candidate", exact=True)).to_be_visible()
    expect(page.page.get_by_role("button", name="Link the selected pair")).to_be_disabled()
    mark_first_row(page)
    page.act(lambda: page.page.get_by_role("button", name="Link the selected pair").click())
    expect(page.page.get_by_role("heading", name="0 candidates")).to_be_visible()
    expect(page.page.get_by_role("heading", name="1 linked")).to_be_visible()
    mark_first_row(page)
    page.act(lambda: page.page.get_by_role("button", name="Unlink the selected pair").click())
    expect(page.page.get_by_role("heading", name="1 candidate", exact=True)).to_be_visible()
