"""Every page of the catalogue, in both themes: what assistive techniques, narrow and zoomed screens make of it."""

import itertools
import re
from contextlib import ExitStack

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from pages import CATALOGUE

pytestmark = pytest.mark.browser
QUERIES = {
    "region": "?focus=150",
    "country": "?profile=NLD",
    "explorer": "?by=country,year",
    "compare": "?by=region&against=150,002",
}
"""What a page needs in its address to show the most that it has; pages without an entry are opened as they are."""
URLS = [entry.url for entry in CATALOGUE if entry.url]
WIDTHS = {"light": 1440, "dark": 390}
"""Each page is opened once in each theme: light on a desk, dark on a phone."""
NARROWER = {"light": 360, "dark": 390}
"""1440 pixels at 400 % are 360 pixels of CSS; a phone has 390."""
HALF = 720
"""1440 pixels at 200 %."""
BUSIEST = {"world", "compare", "explorer"}
"""Pages with the most side by side: what fits at 200 % is seen on them."""
UNFILTERED = {"record", "import", "saved", "about", "context"}
"""Pages without filters of seizures."""
BAD = ("serious", "critical")
ALSO = ("heading-order", "page-has-heading-one", "landmark-one-main", "empty-heading", "region")
STEADY = 0.1
"""The layout shift that web.dev calls good."""
SHIFTS = """localStorage.clear();
window.atlasShifts = [];
new PerformanceObserver((list) => {
  for (const shift of list.getEntries()) window.atlasShifts.push(shift.hadRecentInput ? 0 : shift.value);
}).observe({ type: 'layout-shift', buffered: true });"""
MOVES = """() => {
  window.atlasMoves = [];
  window.atlasWatch?.disconnect();
  window.atlasWatch = new PerformanceObserver((list) => window.atlasMoves.push(...list.getEntries().map((s) => s.value)));
  window.atlasWatch.observe({ type: 'layout-shift' });
}"""
OVERFLOWING = """() => {
  const wide = document.documentElement.clientWidth, found = [];
  const main = document.querySelector('[data-testid=stMain]');
  if (main.scrollWidth > main.clientWidth) found.push(`the page scrolls sideways: ${main.scrollWidth}`);
  for (const box of main.querySelectorAll('*')) {
    const { right, width, height } = box.getBoundingClientRect();
    if (!width || !height || box.closest('svg, canvas, [data-testid=stDataFrame]')) continue;
    const holders = [];
    for (let p = box.parentElement; p && p !== main; p = p.parentElement) holders.push(getComputedStyle(p).overflowX);
    if (right > wide + 1 && holders.every((o) => o === 'visible')) found.push(`beyond the edge: ${box.outerHTML.slice(0, 120)}`);
    const words = [...box.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
    const cut = getComputedStyle(box).overflowX !== 'visible' && box.scrollWidth > box.clientWidth + 1;
    if (words && cut && width > 2 && !box.matches('input, code, pre, pre *')) found.push(`cut: ${box.textContent.slice(0, 80)}`);
  }
  return found;
}"""
SMALL = """() => {
  const found = [];
  for (const box of document.querySelectorAll('button, a[href], input, summary, [role=button], [role=tab], [role=radio]')) {
    const seen = box.closest('label') ?? box;      // a box inside a label is clicked by its label
    const { width, height, right } = seen.getBoundingClientRect(), look = getComputedStyle(box);
    if (!width || !height || right < 0 || look.visibility === 'hidden') continue;
    if (box.closest('svg, template')) continue;
    if (box.matches('p a, [data-testid=stSkipToContent], input[type=range], input[type=file]')) continue;
    if (width < 23.5 || height < 23.5) found.push(`${Math.round(width)}x${Math.round(height)} ${box.outerHTML.slice(0, 160)}`);
  }
  return found;
}"""


@pytest.fixture(scope="module")
def themed(tabs):
    """A tab of each theme, for all pages in turn. What Streamlit remembers is forgotten between pages."""
    with ExitStack() as taken:

        def new(scheme):
            size = {"width": WIDTHS[scheme], "height": 900}
            page = taken.enter_context(tabs.tab(alone=True, viewport=size, color_scheme=scheme))
            page.page.add_init_script(SHIFTS)
            return page

        yield {scheme: new(scheme) for scheme in WIDTHS}


def opened(page, server, url, scheme):
    """A page of the catalogue, drawn to its end, with the shifts of its layout so far."""
    page.requests.clear()
    page.page.set_viewport_size({"width": WIDTHS[scheme], "height": 900})
    page.goto(f"http://{server}/{url}{QUERIES.get(url, '')}")
    page.still()
    page.shifts = sum(page.page.evaluate("window.atlasShifts"))
    if page.shifts > STEADY:  # a busy machine draws in more steps: looked at twice
        page.goto(page.page.url)
        page.still()
        page.shifts = min(page.shifts, sum(page.page.evaluate("window.atlasShifts")))
    page.server, page.url, page.scheme = server, url, scheme
    return page


def details(page):
    """Open what stands folded in the first cards."""
    for summary in page.page.locator("main summary").all()[:2]:
        page.act(summary.click) if summary.locator(
            "xpath=ancestor::*[contains(@class,'st-key-more_')]"
        ).count() else summary.click()
    page.still()


def complaints(page):
    found = Axe().run(page.page).response["violations"]
    return [
        f"{v['id']} ({v['impact']}): {node['target']} {node['html'][:150]} {node['failureSummary'][:200]}"
        for v in found
        if v["impact"] in BAD or v["id"] in ALSO
        for node in v["nodes"]
    ]


@pytest.fixture(scope="module", params=[(u, s) for u in URLS for s in WIDTHS], ids="-".join)
def visit(request, demo, themed):
    """Each page once in each theme. Those tests that change something stand last, in this order."""
    url, scheme = request.param
    page = opened(themed[scheme], demo, url, scheme)
    details(page)
    return page


def test_a_page_stands_without_an_error_or_an_outside_request(visit):
    expect(visit.page.locator("h1").first).to_be_visible()
    expect(visit.page.get_by_test_id("stException")).to_have_count(0)
    expect(visit.page.locator(".st-key-progress [data-testid=stSpinner]")).to_have_count(0)
    assert visit.foreign(visit.server) == []


def test_axe_finds_nothing_serious(visit):
    assert complaints(visit) == []


def test_a_page_does_not_jump_while_it_loads(visit):
    assert visit.shifts <= STEADY


def test_headings_language_and_title_say_where_one_is(visit):
    page = visit.page
    levels = [int(t[1]) for t in page.locator("h1, h2, h3, h4, h5, h6").evaluate_all("all => all.map(h => h.tagName)")]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.title().endswith("· Contraband Atlas")


def test_every_picture_says_its_finding(visit):
    for chart in visit.page.get_by_test_id("stPlotlyChart").all():
        said = chart.get_attribute("aria-label") or ""
        assert len(said) > 40 or "reported" in said
        assert re.search(r"\d", said) or said.startswith(("No ", "Nothing"))
        assert not re.match(r"(?i)(a |an |the )?(chart|graph|plot|picture|image|figure) ", said)


def test_targets_are_large_enough_for_a_finger(visit):
    assert visit.page.evaluate(SMALL) == []


def test_a_page_does_not_jump_when_a_filter_changes(visit):
    """Every shift counts here, also those right after the click, which a browser forgives. Seen on the phone alone:
    there each step is a larger part of the screen."""
    page = visit.page
    if visit.url in UNFILTERED:
        expect(page.locator(".st-key-filters_in_force")).to_have_count(0)
        return
    if visit.scheme != "dark":
        return
    page.get_by_test_id("stExpandSidebarButton").click()
    visit.still()
    moved = moved_by_filter(visit)
    if moved > STEADY:  # a busy machine draws in more steps: looked at twice
        visit.act(page.get_by_text("Leave exact copies out").click)
        visit.still()
        moved = min(moved, moved_by_filter(visit))
    page.get_by_test_id("stSidebarCollapseButton").get_by_role("button").click()
    expect(page.get_by_test_id("stExpandSidebarButton")).to_be_visible()
    assert moved <= STEADY


def moved_by_filter(visit):
    """The shifts of the layout while exact copies are left out."""
    page = visit.page
    page.evaluate(MOVES)
    visit.act(page.get_by_text("Leave exact copies out").click)
    expect(page.locator(".st-key-filters_in_force")).to_contain_text("Exact copies left out")
    visit.still()
    return sum(page.evaluate("window.atlasMoves"))


def test_narrow_and_zoomed_pages_reflow_and_axe_is_content_with_the_menu_open(visit):
    half = (HALF,) if visit.scheme == "light" and visit.url in BUSIEST else ()
    for width in (*half, NARROWER[visit.scheme]):
        if width != visit.page.viewport_size["width"]:
            visit.page.set_viewport_size({"width": width, "height": 900})
            visit.still()
        assert visit.page.evaluate(OVERFLOWING) == [], width
    visit.page.get_by_test_id("stExpandSidebarButton").click()
    visit.still()
    assert complaints(visit) == []
