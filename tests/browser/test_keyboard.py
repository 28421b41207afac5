"""Without a mouse: set a filter, open a card's details, keep its data, open a country's page; the focus is always seen."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.serving import serving
from tests.browser.streamlit_page import StreamlitPage, chromium

pytestmark = pytest.mark.browser
FOCUSED = """() => {
  let at = document.activeElement;
  while (at.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  const ring = (e) => e && parseFloat(getComputedStyle(e).outlineWidth) >= 2
    && getComputedStyle(e).outlineStyle !== 'none';
  const rings = [];
  for (let e = at, i = 0; e && i < 5; e = e.parentElement, i++) rings.push(ring(e));
  const name = at.getAttribute('aria-label') || at.textContent.trim().slice(0, 60);
  return { tag: at.tagName, name, ringed: rings.some(Boolean), html: at.outerHTML.slice(0, 160) };
}"""


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("keys") / "var") as host:
        yield host


@pytest.fixture(params=["light", "dark"])
def page(request, server):
    with chromium() as browser:
        context = browser.new_context(viewport={"width": 1440, "height": 900}, color_scheme=request.param)
        page = StreamlitPage(context.new_page())
        page.goto(f"http://{server}/world", timeout=120)
        page.page.wait_for_timeout(1500)
        yield page


def walk(page, wanted, most=120):
    """Press Tab until what has the focus is wanted; every stop on the way shows its focus."""
    for _ in range(most):
        page.page.keyboard.press("Tab")
        now = page.page.evaluate(FOCUSED)
        drawn_again = "stBidiComponentIsolated" in now["html"]  # its inside is being replaced at this moment
        assert now["ringed"] or drawn_again or now["tag"] in ("BODY", "HTML"), now
        if wanted in now["name"]:
            return now
    raise AssertionError(f"no way by Tab to {wanted!r}")


def test_the_whole_way_by_keys(page):
    here = page.page.url
    try:
        whole_way(page)
    except AssertionError:  # a busy machine may draw the page again under one's fingers: once more on a fresh one
        page.goto(here, timeout=120)
        page.page.wait_for_timeout(3000)
        whole_way(page)


def whole_way(page):
    keys = page.page.keyboard
    walk(page, "Skip to main content", most=3)
    walk(page, "Transport mode")
    keys.type("Air")
    expect(page.page.get_by_role("option", name="Air", exact=True)).to_be_visible(timeout=15_000)
    keys.press("ArrowDown")
    page.act(lambda: keys.press("Enter"), timeout=60)
    assert "mode=" in page.page.url
    keys.press("Escape")
    walk(page, "Open the page of a country or territory")
    box = page.page.get_by_role("combobox", name="Open the page of a country or territory")
    expect(box).to_be_focused()
    summary = page.page.locator(".st-key-card_map summary")
    walk(page, summary.inner_text()[:20], most=60)
    page.act(lambda: keys.press("Enter"), timeout=60)
    expect(page.page.locator(".st-key-card_map").get_by_test_id("stDataFrame")).to_be_visible()
    csv = page.page.locator(".st-key-card_map").get_by_role("button", name="CSV", exact=True)
    assert (
        csv.evaluate("e => e.tabIndex") >= 0
    )  # Tab goes from cell to cell of the table first: too many steps to count
    csv.focus()
    expect(csv).to_be_focused()
    with page.page.expect_download() as download:
        keys.press("Enter")
    assert Path(download.value.path()).read_text(encoding="utf-8-sig").startswith("Country or territory")
    box.focus()
    expect(box).to_be_focused()
    keys.press("ArrowDown")
    expect(page.page.get_by_role("option").first).to_be_visible(timeout=15_000)
    keys.press("ArrowDown")
    keys.press("Enter")
    expect(page.page).to_have_url(re.compile(r"/country\?.*profile="), timeout=60_000)


def test_less_motion_for_those_who_ask_for_it(server):
    with chromium() as browser:
        context = browser.new_context(reduced_motion="reduce")
        page = StreamlitPage(context.new_page())
        page.goto(f"http://{server}/world", timeout=120)
        moving = page.page.evaluate(
            """() => [...document.querySelectorAll('*')].filter((e) => {
              const look = getComputedStyle(e);
              const longest = (text) => Math.max(...text.split(',').map(parseFloat));
              return longest(look.transitionDuration) > 0.01 || longest(look.animationDuration) > 0.01;
            }).map((e) => e.outerHTML.slice(0, 100))"""
        )
        assert moving == []


def test_charts_keep_ground_and_text_together_under_forced_colours(server):
    with chromium() as browser:
        context = browser.new_context(forced_colors="active", color_scheme="dark")
        page = StreamlitPage(context.new_page())
        page.goto(f"http://{server}/world", timeout=120)
        chart = page.page.locator(".js-plotly-plot").first
        expect(chart).to_be_visible(timeout=30_000)
        assert chart.evaluate("e => getComputedStyle(e).forcedColorAdjust") == "none"


def test_an_answer_that_takes_longer_shows_that_it_is_under_way(server):
    with chromium() as browser:
        page = StreamlitPage(browser.new_page())
        page.goto(f"http://{server}/world", timeout=120)
        line = "getComputedStyle(document.querySelector('[data-testid=stApp]'), '::before')"
        assert page.page.evaluate(f"{line}.content") in ("none", "normal"), "nothing is under way"
        page.page.evaluate("document.querySelector('[data-testid=stApp]').dataset.testScriptState = 'running'")
        assert page.page.evaluate(f"{line}.animationDelay") == "0.3s"
        page.page.wait_for_function(f"() => {line}.visibility === 'visible' && {line}.height === '4px'")
