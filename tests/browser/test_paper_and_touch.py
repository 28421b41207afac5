"""What only a browser shows of paper and of fingers: nothing to press is printed, tables are whole, maps zoom."""

import pytest
from playwright.sync_api import expect

from tests.browser.serving import imported, serving
from tests.data_access.sources.test_template import write

pytestmark = pytest.mark.browser
ROWS = (
    "date,country,goods,quantity,unit",
    *(f"2024-{m:02}-01,{c},cocaine,{m},kg" for m in range(1, 13) for c in ("COL", "ESP")),
)
SCALE = "() => document.querySelector('.st-key-card_map .js-plotly-plot')._fullLayout.geo.projection.scale"
LARGEST = """() => {
  const discs = [...document.querySelectorAll('.st-key-card_map .scatterlayer path.point')];
  const box = discs.map(d => d.getBoundingClientRect()).sort((a, b) => b.width - a.width)[0];
  return [box.x + box.width / 2, box.y + box.height / 2];
}"""


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("app")
    with serving(imported(folder, "template", write(folder / "t.csv", *ROWS))) as host:
        yield host


def test_paper_has_what_is_read_and_nothing_that_is_pressed(server, page):
    page.goto(f"http://{server}/world?goods=cocaine")
    page.page.wait_for_selector(".js-plotly-plot .main-svg")
    page.still()
    page.page.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
    width = page.page.evaluate("() => getComputedStyle(document.documentElement).getPropertyValue('--print-width')")
    assert float(width.removesuffix("px")) > 1000  # as on the screen: charts that changed theirs would come too late
    page.page.emulate_media(media="print")
    for hidden in ("stSidebar", "stHeader", "stButtonGroup", "stPopover"):
        assert page.page.locator(f"[data-testid={hidden}]:visible").count() == 0, hidden
    assert page.page.locator(".modebar-container:visible").count() == 0
    expect(page.page.locator("h1")).to_be_visible()
    expect(page.page.locator(".st-key-filters_in_force")).to_contain_text("Cocaine")
    expect(page.page.locator(".st-key-foot")).to_contain_text("handling: public")
    quantities = page.page.locator(".st-key-card_world_quantities")
    expect(quantities.locator(".on-paper")).to_be_visible()
    expect(quantities.locator("[data-testid=stDataFrame]")).to_be_hidden()
    page.page.emulate_media(media="screen")
    expect(quantities.locator(".on-paper")).to_be_hidden()


def test_a_page_in_the_dark_prints_dark_letters_on_white(server, new_page):
    page = new_page(alone=True, color_scheme="dark")
    page.goto(f"http://{server}/briefing")
    page.page.emulate_media(media="print", color_scheme="dark")
    looks = page.page.evaluate(
        "() => ['h1', '.facts .said', '.facts h2'].map((s) => getComputedStyle(document.querySelector(s)).color)"
    )
    assert set(looks) == {"rgb(20, 33, 43)"}
    ground = page.page.evaluate("() => getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor")
    assert ground == "rgb(255, 255, 255)"


def test_a_finger_reads_a_map_and_a_button_zooms_it(server, new_page):
    phone = new_page(390, 844, alone=True, has_touch=True, is_mobile=True)
    phone.goto(f"http://{server}/world")
    phone.page.wait_for_selector(".st-key-card_map .scatterlayer path.point")
    phone.still()
    phone.page.locator(".st-key-card_map").scroll_into_view_if_needed()
    phone.page.touchscreen.tap(*phone.page.evaluate(LARGEST))
    expect(phone.page.locator(".st-key-card_map .hoverlayer")).to_contain_text("12 seizures reported")
    before = phone.page.evaluate(SCALE)
    phone.page.get_by_role("button", name="Zoom in").first.tap()
    phone.page.wait_for_timeout(800)
    assert phone.page.evaluate(SCALE) > before
