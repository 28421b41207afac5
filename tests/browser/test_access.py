"""Every page of the catalogue, in both themes: what assistive techniques, narrow and zoomed screens make of it.

A page is opened once and looked at from all sides, light on a desk, then dark on a phone; what is found is reported
together. It is in the pseudo language, whose texts are a third longer: nothing may be cut or overflow.
"""

import itertools
import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from pages import CATALOGUE
from tests.pseudo import pseudo_made

pytestmark = pytest.mark.browser
QUERIES = {
    "region": "?focus=150",
    "country": "?profile=NLD",
    "explorer": "?by=country,year",
    "compare": "?by=region&against=150,002",
    "case": "?id=CB-024",
    "caseform": "?id=CB-024",
    "operation": "?id=OP-141",
    "course": "?id=INVENTED-001",
    "courseform": "?id=INVENTED-001",
}
"""What a page needs in its address to show the most that it has; pages without an entry are opened as they are."""
URLS = [entry.url for entry in CATALOGUE if entry.url]
DESK, PHONE = 1440, 360
"""A small phone has 360 pixels of CSS, as 1440 have at 400 %."""
HALF = 720
"""1440 pixels at 200 %."""
BUSIEST = {"world", "compare", "explorer", "cases"}
"""Pages with the most side by side: what fits at 200 % is seen on them."""
UNFILTERED = {
    *("briefing", "present", "claim", "record", "import", "saved", "about", "context", "case", "caseform"),
    *("operation", "operationform", "course", "courseform", "targets", "targetform", "sector"),
}
"""Pages without filters of seizures."""
BARE = {"present"}
"""Pages without a bar and a menu."""
OF_CASES = {"cases", "convergence", "networks", "operations", "training", "benchmarks"}
"""Pages with filters of their own: exact copies are no matter of cases."""
BAD = ("serious", "critical")
ALSO = ("heading-order", "page-has-heading-one", "landmark-one-main", "empty-heading", "region")
STEADY = 0.1
"""The layout shift that web.dev calls good."""
SHIFTS = """localStorage.clear();
window.atlasShifts = [];
new PerformanceObserver((list) => {
  for (const shift of list.getEntries()) window.atlasShifts.push(shift.hadRecentInput ? 0 : shift.value);
}).observe({ type: 'layout-shift', buffered: true });"""
HEADINGS = "() => [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map((h) => Number(h.tagName[1]))"
PICTURES = """() => [...document.querySelectorAll('[data-testid=stPlotlyChart]')].map((c) => c.getAttribute('aria-label') ?? '')"""
POPOVER = {"include": ["[data-testid=stPopoverBody]"]}
MENU = {"include": ["[data-testid=stSidebar]"]}
PAGE = {"exclude": [f".js-plotly-plot .{layer}" for layer in ("geolayer", "cartesianlayer", "sankeylayer")]}
"""The marks of a chart have no names or roles of their own: its picture as a whole has one (mute_pictures)."""
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
OUTSIDE = """(box) => {
  const { left, right, width } = box.getBoundingClientRect(), wide = document.documentElement.clientWidth;
  const cut = [...box.querySelectorAll('p, button')].filter((part) => part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 2);
  return [...(left < -1 || right > wide + 1 ? [`from ${left} to ${right}`] : []), ...cut.map((part) => `cut: ${part.textContent}`)];
}"""
DARK = """() => {
  const [red, green, blue] = getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor.match(/\\d+/g);
  return Number(red) + Number(green) + Number(blue) < 384;
}"""
NAMELESS = """() => [...document.querySelectorAll('[class*=st-key-acts_] button')]
  .filter((button) => button.checkVisibility() && !button.innerText.trim()).map((button) => button.outerHTML.slice(0, 200))"""
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
def tab(tabs):
    """One tab for all pages in turn. What Streamlit remembers is forgotten between pages."""
    pseudo_made()
    with tabs.tab(alone=True, whole=True, viewport={"width": DESK, "height": 900}) as page:
        page.page.add_init_script(SHIFTS)
        yield page


def opened(page, server, url, width, scheme):
    """A page of the catalogue, drawn to its end, with the shifts of its layout so far."""
    page.requests.clear()
    page.page.goto("about:blank")  # a size and a theme that it had before shifted nothing of this page
    page.page.set_viewport_size({"width": width, "height": 900})
    page.page.emulate_media(color_scheme=scheme)
    page.whole = width == DESK
    page.goto(f"http://{server}/{url}{QUERIES.get(url, '?')}&lang=xa")
    page.still()
    shifts = sum(page.page.evaluate("window.atlasShifts"))
    for _ in range(3):  # a busy machine draws in more steps: looked at again
        if shifts <= STEADY:
            break
        page.goto(page.page.url)
        page.still()
        shifts = min(shifts, sum(page.page.evaluate("window.atlasShifts")))
    return shifts


def details(page):
    """Open what stands folded in the first cards."""
    for summary in page.page.locator("main summary").all()[:2]:
        page.act(summary.click) if summary.locator(
            "xpath=ancestor::*[contains(@class,'st-key-more_')]"
        ).count() else summary.click()
    page.still()


def behind_buttons(page) -> Iterator[str]:
    """What stands behind the small buttons of the first card with a chart: it is on the screen, and for everyone."""
    yield from (f"a button without a name: {said}" for said in page.page.evaluate(NAMELESS))
    charted = page.page.locator("[class*=st-key-acts_]:has([class*=st-key-table_])")
    for button in charted.first.locator("button:visible").all() if charted.count() else ():
        page.act(button.click)
        box = page.page.get_by_role("dialog")
        expect(box).to_be_visible()
        page.still()
        name = box.get_attribute("aria-label")
        yield from (f"behind {name}: {said}" for said in box.evaluate(OUTSIDE))
        yield from (f"small, behind {name}: {said}" for said in page.page.evaluate(SMALL))
        yield from (f"axe, behind {name}: {said}" for said in complaints(page, POPOVER))
        page.page.keyboard.press("Escape")
        expect(box).to_have_count(0)


def complaints(page, part, **rules):
    """What axe finds in a page or in a part of it; `runOnly`: by these rules alone."""
    found = Axe().run(page.page, part, {"resultTypes": ["violations"], **rules}).response["violations"]
    return [
        f"{v['id']} ({v['impact']}): {node['target']} {node['html'][:150]} {node['failureSummary'][:200]}"
        for v in found
        if v["impact"] in BAD or v["id"] in ALSO
        for node in v["nodes"]
    ]


def troubles(page, server) -> Iterator[str]:
    """A page stands without an error or an outside request, and nothing is under way any more."""
    main = page.page
    expect(main.locator("h1").first).to_be_visible()
    if main.get_by_test_id("stException").count():
        yield f"an error: {main.get_by_test_id('stException').first.inner_text()}"
    if main.locator(".st-key-progress [data-testid=stSpinner]").count():
        yield "still under way"
    yield from (f"asked outside: {url}" for url in page.foreign(server))


def where_one_is(page) -> Iterator[str]:
    """Headings, language and title."""
    levels = page.page.evaluate(HEADINGS)
    if levels[0] != 1 or levels.count(1) != 1 or any(b > a + 1 for a, b in itertools.pairwise(levels)):
        yield f"headings: {levels}"
    if (language := page.page.locator("html").get_attribute("lang")) != "en":
        yield f"language: {language}"
    if not page.page.title().endswith("· Contraband Atlas"):
        yield f"title: {page.page.title()}"


def mute_pictures(page) -> Iterator[str]:
    """Every picture says its finding."""
    for said in page.page.evaluate(PICTURES):
        long = len(said) > 40 or "reported" in said or "⟦" in said
        number = re.search(r"\d", said) or said.startswith(("No ", "Nothing", "⟦"))
        if not long or not number or re.match(r"(?i)(a |an |the )?(chart|graph|plot|picture|image|figure) ", said):
            yield f"a picture says only: {said!r}"


def moved_by_filter(page):
    """The shifts of the layout while exact copies are left out; every one counts, also those right after the click,
    which a browser forgives."""
    page.page.evaluate(MOVES)
    page.act(page.page.locator(".st-key-filter_copies label").click)
    expect(page.page.locator(".st-key-filters_in_force button")).not_to_have_count(0)
    page.still()
    return sum(page.page.evaluate("window.atlasMoves"))


def jumps_when_filtered(page, url) -> Iterator[str]:
    """With the menu open. Pages without filters of seizures show none in force."""
    if url in UNFILTERED:
        expect(page.page.locator(".st-key-filters_in_force")).to_have_count(0)
        return
    if url in OF_CASES:
        return
    moved = moved_by_filter(page)
    if moved > STEADY:  # a busy machine draws in more steps: looked at twice
        page.act(page.page.locator(".st-key-filter_copies label").click)
        page.still()
        moved = min(moved, moved_by_filter(page))
    if moved > STEADY:
        yield f"it jumps when a filter changes: {moved:.2f}"


def too_wide(page, width) -> Iterator[str]:
    """Narrow and zoomed pages reflow."""
    page.page.set_viewport_size({"width": width, "height": 900})
    page.still()
    yield from (f"at {width} pixels {said}" for said in page.page.evaluate(OVERFLOWING))


def on_a_desk(page, server, url) -> Iterator[str]:
    """Everything that can be found on a wide screen in light, and what becomes of it when it is zoomed."""
    if url in BUSIEST:  # what folds, and what stands behind buttons, looks alike on all pages
        details(page)
        yield from behind_buttons(page)
    if "⟦" not in page.page.locator("main").inner_text():
        yield "not in the language of its link"
    yield from troubles(page, server)
    yield from where_one_is(page)
    yield from mute_pictures(page)
    yield from (f"small: {said}" for said in page.page.evaluate(SMALL))
    yield from (f"axe: {said}" for said in complaints(page, PAGE))
    if url in BUSIEST:
        yield from too_wide(page, HALF)


def on_a_phone(page, url) -> Iterator[str]:
    """The same page in dark: its contrast, its targets, its menu."""
    page.page.emulate_media(color_scheme="dark")  # the page is drawn again in other colours
    yield from too_wide(page, PHONE)
    if page.page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches") and not page.page.evaluate(DARK):
        yield "it stays light"
    yield from (f"small, on a phone: {said}" for said in page.page.evaluate(SMALL))
    yield from (f"axe, dark: {said}" for said in complaints(page, PAGE, runOnly=["color-contrast"]))
    if url in BARE:
        return
    page.page.get_by_test_id("stExpandSidebarButton").click()
    page.still()
    yield from (f"axe, menu open: {said}" for said in complaints(page, MENU))
    yield from jumps_when_filtered(page, url)


@pytest.mark.parametrize("url", URLS)
def test_a_page_is_fit_for_every_reader_and_every_screen(demo, tab, url):
    shifts = opened(tab, demo, url, DESK, "light")
    found = [f"it jumps while it loads: {shifts:.2f}"] if shifts > STEADY else []
    tab.whole = False  # it is drawn now; a step that changes nothing need not look for it again
    found += [*on_a_desk(tab, demo, url), *on_a_phone(tab, url)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("url", sorted(BUSIEST))
def test_a_busy_page_does_not_jump_while_it_loads_on_a_phone(demo, tab, url):
    assert opened(tab, demo, url, PHONE, "dark") <= STEADY
