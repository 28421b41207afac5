"""The casebook in Chromium: a cell opens its cases, a title its case, a bar filters; a case reads well on paper."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def server(two_countries):
    return two_countries[0]


def test_a_cell_of_a_matrix_opens_its_cases_and_a_title_its_case(server, page):
    page.goto(f"http://{server}/convergence")
    cell = page.page.locator(".st-key-card_convergence_linked_crime .bars .point path").first
    expect(cell).to_be_attached()
    page.act(lambda: cell.click(force=True))
    page.page.wait_for_url(lambda url: "/cases" in url and "goods_group=" in url and "linked_crime=" in url)
    entry = page.page.locator(".entries a").first
    expect(entry).to_be_visible()
    title = entry.inner_text()
    page.act(entry.click)
    page.page.wait_for_url(lambda url: "/case?" in url and "id=CB-" in url)
    expect(page.page.get_by_role("heading", level=1)).to_have_text(title)
    page.act(lambda: page.page.get_by_role("link", name="All cases").click())
    page.page.wait_for_url(lambda url: "/cases" in url and "goods_group=" in url)


def test_a_bar_filters_the_cases_and_again_takes_the_filter_away(server, page):
    page.goto(f"http://{server}/cases")
    bar = page.page.locator(".st-key-card_cases_goods_group .bars .point path").first
    expect(bar).to_be_attached()
    page.act(lambda: bar.click(force=True))
    page.page.wait_for_url(lambda url: "goods_group=" in url)
    expect(page.page.locator(".st-key-filters_in_force")).to_contain_text("Group of goods:")
    page.act(lambda: page.page.get_by_role("button", name="Undo").click())
    page.page.wait_for_url(lambda url: "goods_group=" not in url)


def test_a_case_is_printed_whole(server, new_page):
    page = new_page(alone=True)  # it stays on paper
    page.goto(f"http://{server}/case?id=CB-024")
    page.page.emulate_media(media="print")
    article = page.page.locator("article.case")
    expect(article).to_be_visible()
    expect(article.locator("h2")).to_have_count(9)
    expect(page.page.get_by_role("link", name="Correct this case")).to_be_hidden()
    assert page.page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")
