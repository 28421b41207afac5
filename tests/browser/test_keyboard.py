"""Without a mouse: set a filter, open what stands behind a card's buttons, keep its data, open a country's page; the focus
is always seen.
"""

import re

import pytest
from playwright.sync_api import expect

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
def server(two_countries):
    return two_countries[0]


PLACES = "A country or territory on the map"
ACTIONS = ("Table", "Picture and data", "How not to read this", "Cite and link")


def walk(page, wanted, key="Tab", most=60):
    """Press a key until what has the focus is wanted; every stop on the way has a name and shows its focus."""
    for _ in range(most):
        page.page.keyboard.press(key)
        now = page.page.evaluate(FOCUSED)
        if now["tag"] == "BODY":  # behind the last stop of a box our script leads on, a moment later on a busy machine
            page.page.wait_for_function("() => document.activeElement !== document.body")
            now = page.page.evaluate(FOCUSED)
        assert now["ringed"], now
        if wanted in now["name"]:
            return
    raise AssertionError(f"no way by {key} to {wanted!r}")


def test_the_whole_way_by_keys(server, new_page, tmp_path):
    page = new_page(height=900)
    page.goto(f"http://{server}/world")
    page.still()
    keys, card = page.page.keyboard, page.page.locator(".st-key-card_map")
    dialog = page.page.get_by_role("dialog")
    walk(page, "Skip to main content", most=3)
    walk(page, "Transport mode")
    keys.type("Air")
    expect(page.page.get_by_role("option", name="Air", exact=True)).to_be_visible()
    keys.press("ArrowDown")
    page.act(lambda: keys.press("Enter"))
    assert "mode=" in page.page.url
    keys.press("Escape")
    page.still()
    expect(page.page.get_by_role("combobox", name="Transport mode")).to_be_focused()
    walk(page, "Table")
    page.act(lambda: keys.press("Enter"))
    page.still()
    expect(card.get_by_role("button", name="Table", exact=True)).to_be_focused()
    walk(page, "Reported seizures by country", most=1)  # a button of the table
    walk(page, "Country or territoryReported", most=4)
    page.page.wait_for_function("() => document.activeElement.tagName === 'TD'")  # the table goes into its cells late
    assert page.page.evaluate(FOCUSED)["ringed"]
    walk(page, "Table", most=12)  # through the table: Tab goes from cell to cell of one row, and out to the button
    expect(card.get_by_role("button", name="Table", exact=True)).to_be_focused()
    closed(page, card, "Table")
    walk(page, "Picture and data", most=1)
    page.act(lambda: keys.press("Enter"))
    walk(page, "PNG", most=1)
    walk(page, "CSV", most=4)
    with page.page.expect_download() as download:
        keys.press("Enter")
    kept = tmp_path / "kept.csv"
    download.value.save_as(kept)
    assert kept.read_text(encoding="utf-8-sig").startswith("Country or territory")
    closed(page, card, "Picture and data")
    for name in ACTIONS[2:]:
        walk(page, name, most=1)
        page.act(lambda: keys.press("Enter"))
        expect(dialog).to_have_accessible_name(name)
        keys.press("Tab")
        assert dialog.evaluate("e => e.contains(document.activeElement)")
        closed(page, card, name)
    walk(page, PLACES)
    keys.type("Brazil")
    expect(page.page.get_by_role("option")).to_have_text(["Brazil"])
    page.act(lambda: keys.press("Enter"))
    expect(page.page.locator(".st-key-strip_map .place")).to_have_text("Brazil 12 seizures reported")
    walk(page, "Filter by it", most=4)
    walk(page, "Open its page", most=1)
    keys.press("Enter")
    expect(page.page).to_have_url(re.compile(r"/country\?.*profile=BRA"))
    expect(page.page.get_by_role("heading", level=1)).to_have_text("Brazil")


def closed(page, card, name):
    """Escape closes what a button has opened, and the button has the focus again."""
    page.page.keyboard.press("Escape")
    expect(page.page.get_by_role("dialog")).to_have_count(0)
    expect(card.get_by_role("button", name=name, exact=True)).to_be_focused()


@pytest.fixture(scope="module")
def one_visit(server, tabs):
    """A page whose look is asked for anew by each test: the browser follows at once. In the dark from the start."""
    with tabs.tab(alone=False, viewport={"width": 1440, "height": 900}, color_scheme="dark") as page:
        page.goto(f"http://{server}/explorer?by=year")
        page.still()
        yield page


def test_the_focus_is_seen_in_the_dark_too(one_visit):
    walk(one_visit, "Picture and data")


def test_less_motion_and_forced_colours_for_those_who_ask_for_them(one_visit):
    page = one_visit
    page.page.emulate_media(reduced_motion="reduce", forced_colors="active")
    assert page.page.evaluate("matchMedia('(forced-colors: active) and (prefers-reduced-motion: reduce)').matches")
    moving = page.page.evaluate(
        """() => [...document.querySelectorAll('*')].filter((e) => {
          const look = getComputedStyle(e);
          const longest = (text) => Math.max(...text.split(',').map(parseFloat));
          return longest(look.transitionDuration) > 0.01 || longest(look.animationDuration) > 0.01;
        }).map((e) => e.outerHTML.slice(0, 100))"""
    )
    assert moving == []
    chart = page.page.locator(".js-plotly-plot").first
    expect(chart).to_be_visible()
    assert chart.evaluate("e => getComputedStyle(e).forcedColorAdjust") == "none"


def test_an_answer_that_takes_longer_shows_that_it_is_under_way(one_visit):
    page = one_visit
    page.page.emulate_media(reduced_motion="no-preference", forced_colors="none", color_scheme="light")
    page.still()
    line = "getComputedStyle(document.querySelector('[data-testid=stApp]'), '::before')"
    assert page.page.evaluate(f"{line}.content") in ("none", "normal"), "nothing is under way"
    page.page.evaluate("document.querySelector('[data-testid=stApp]').dataset.testScriptState = 'running'")
    assert page.page.evaluate(f"{line}.animationDelay") == "0.3s"
    page.page.wait_for_function(f"() => {line}.visibility === 'visible' && {line}.height === '4px'")
