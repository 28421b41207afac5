"""Routes in Chromium: lines, places and cells are clicked; what they filter by stands in the address."""

import pytest
from playwright.sync_api import expect

from tests.browser.serving import served
from tests.browser.streamlit_page import filter_by_first_row, press, strip
from tests.data_access.sources.test_template import write
from tests.pages.test_routes import ROWS

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("app")
    path = write(folder / "t.csv", *ROWS)
    with served(folder, "template", path) as host:
        yield host


def chips(page):
    return page.page.locator(".st-key-filters_in_force")


def legs_of(page, key):
    """The marks on the lines of a map, seen and unseen, by the leg that their hover tells."""
    card = page.page.locator(f".st-key-card_{key}")
    marks = card.locator(".scattergeo path.point")
    expect(marks.first).to_be_attached()
    card.scroll_into_view_if_needed()
    page.still()
    return card, marks


def point_at(page, card, marks, leg):
    """Move the mouse beside a line until its hover names the leg; a click there is a click on the thin line."""
    for i in range(marks.count()):
        box = marks.nth(i).bounding_box()
        x, y = box["x"] + box["width"] / 2 + 3, box["y"] + box["height"] / 2 + 3
        page.page.mouse.move(x, y)
        page.page.wait_for_timeout(250)
        if leg in "".join(card.locator(".hovertext text").all_text_contents()):
            return x, y
    raise AssertionError(f"{leg} cannot be pointed at")


def click_leg(page, key, leg):
    card, marks = legs_of(page, key)
    spot = point_at(page, card, marks, leg)
    page.act(lambda: page.page.mouse.click(*spot))


def test_a_click_beside_a_thin_line_filters_by_its_leg_and_again_takes_it_away(server, page):
    page.goto(f"http://{server}/routes")
    click_leg(page, "routes_in", "Colombia → Spain")
    page.page.wait_for_url(lambda url: "country=ESP" in url and "departure=COL" in url and "mode=air" in url)
    for said in ("Seized in: Spain", "Departed from: Colombia", "Transport mode: Air"):
        expect(chips(page)).to_contain_text(said)
    expect(page.page.get_by_text("1 leg, a pair of countries and a mode").first).to_be_visible()
    click_leg(page, "routes_in", "Colombia → Spain")
    page.page.wait_for_url(lambda url: "departure" not in url and "country" not in url)
    page.act(lambda: chips(page).get_by_role("button", name="Undo").click())
    page.page.wait_for_url(lambda url: "departure=COL" in url)


def test_a_place_of_the_routes_is_shown_below_them_to_filter_by_and_to_open(server, page):
    page.goto(f"http://{server}/routes?mode=air")
    card, _ = legs_of(page, "routes_in")
    place = card.locator(".scattergeo path.point[style*='stroke-width: 1.5px']").first
    page.act(lambda: place.click(force=True))
    expect(strip(page, "routes_in").locator(".place")).to_contain_text("Colombia")
    assert "departure" not in page.page.url and "/routes" in page.page.url
    press(page, "routes_in", "Open its page")
    page.page.wait_for_url(lambda url: "/country" in url and "profile=COL" in url and "mode=air" in url)


def test_on_a_country_page_a_leg_that_ends_elsewhere_opens_on_routes(server, page):
    page.goto(f"http://{server}/country?profile=ESP")
    click_leg(page, "country_routes", "Colombia → Spain")
    page.page.wait_for_url(lambda url: "/country" in url and "departure=COL" in url and "country=ESP" in url)
    page.act(lambda: chips(page).get_by_role("button", name="Undo").click())
    page.page.wait_for_url(lambda url: "departure" not in url)
    card, marks = legs_of(page, "country_routes")
    spot = point_at(page, card, marks, "Spain → France")
    page.page.mouse.click(*spot)
    page.page.wait_for_url(lambda url: "/routes" in url and "departure=ESP" in url and "country=FRA" in url)
    expect(chips(page)).to_contain_text("Seized in: France")


def test_a_cell_of_the_matrix_filters_by_its_pair_and_rows_do_so_by_keyboard(server, page):
    page.whole = True  # the matrix lies below the first screen
    page.goto(f"http://{server}/routes")
    card = page.page.locator(".st-key-card_routes_matrix")
    cell = card.locator(".bars .point path").first
    expect(cell).to_be_attached()
    page.act(lambda: cell.click(force=True))
    page.page.wait_for_url(lambda url: "departure=" in url and "country=" in url and "mode=" not in url)
    expect(chips(page)).to_contain_text("Departed from:")
    page.act(lambda: chips(page).get_by_role("button", name="Undo").click())
    page.page.wait_for_url(lambda url: "departure" not in url)
    expect(cell).to_be_attached()
    filter_by_first_row(page, card)
    page.page.wait_for_url(lambda url: "departure=COL" in url and "country=ESP" in url)
