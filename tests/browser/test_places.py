"""Maps in Chromium: disputed areas belong to nobody, divisions filter, spots show, and the boundaries can be swapped."""

import json

import pytest
from playwright.sync_api import expect

from tests.browser.serving import ROOT, imported, serving
from tests.browser.streamlit_page import figure, press, strip
from tests.data_access.sources.test_template import write

pytestmark = pytest.mark.browser
ROWS = (
    "date,country,goods,admin1,admin1_reported,place,latitude,longitude,place_precision",
    "2024-03-01,COL,cocaine,,Antioquia,Dry dock,4.60,-74.08,exact",
    "2024-03-02,COL,cocaine,CO-ANT,,Dry dock,4.60,-74.08,exact",
    "2024-03-03,COL,cocaine,,Valle del Cauca,,,,",
    "2024-03-04,IND,cocaine,,,,,,",
)
ON_SCREEN = """([card, lon, lat]) => {
  const gd = document.querySelector(`.st-key-${card} .js-plotly-plot`), geo = gd._fullLayout.geo;
  const [x, y] = geo._subplot.projection([lon, lat]), box = gd.getBoundingClientRect();
  return [box.x + x, box.y + y];
}"""


@pytest.fixture(scope="module")
def var(tmp_path_factory):
    folder = tmp_path_factory.mktemp("app")
    path = write(folder / "t.csv", *ROWS)
    return imported(folder, "template", path)


@pytest.fixture(scope="module")
def server(var):
    with serving(var) as host:
        yield host


def at(page, card, lon, lat):
    page.page.wait_for_selector(f".st-key-{card} .choroplethlayer path", state="attached")
    page.page.locator(f".st-key-{card}").scroll_into_view_if_needed()
    page.still()
    return page.page.evaluate(ON_SCREEN, [card, lon, lat])


def test_a_click_on_a_disputed_area_chooses_no_country(server, page):
    page.goto(f"http://{server}/explorer")
    expect(page.page.get_by_text("Disputed area").first).to_be_visible()
    x, y = at(page, "card_explorer", 76.0, 34.5)
    page.page.mouse.move(x, y)
    hover = page.page.locator(".st-key-card_explorer .hoverlayer")
    expect(hover).to_contain_text("Jammu and Kashmir")
    expect(hover).to_contain_text("counted to no country here")
    page.page.mouse.click(x, y)
    page.page.wait_for_timeout(3000)
    assert "/explorer" in page.page.url and "profile" not in page.page.url
    expect(page.page.get_by_test_id("stAlertContentError")).to_have_count(0)
    expect(strip(page, "explorer").locator(".place")).to_have_text("What the map shows of a place stands here.")
    page.page.mouse.click(*at(page, "card_explorer", 79.0, 22.0))
    expect(strip(page, "explorer").locator(".place")).to_contain_text("India 1 seizure")
    press(page, "explorer", "Open its page")
    page.page.wait_for_url("**/country?**profile=IND**")


def test_a_click_on_a_division_filters_and_again_takes_the_filter_away_and_exact_places_are_shown(server, page):
    page.goto(f"http://{server}/country?profile=COL")
    expect(page.page.get_by_role("heading", name="By administrative division")).to_be_visible()
    expect(page.page.get_by_text("On the map: 100% of these seizures").first).to_be_visible()
    spot = at(page, "card_country_divisions", -75.6, 7.0)
    page.act(lambda: page.page.mouse.click(*spot))
    page.page.wait_for_url("**division=CO-ANT**")
    expect(figure(page)).to_have_text("2")
    expect(page.page.get_by_text("Administrative division: Antioquia").first).to_be_visible()
    spot = at(page, "card_country_divisions", -75.6, 7.0)
    page.act(lambda: page.page.mouse.click(*spot))
    expect(figure(page)).to_have_text("3")
    assert "division" not in page.page.url and page.foreign(server) == []
    expect(page.page.get_by_role("heading", name="Colombia: exact locations")).to_be_visible()
    expect(page.page.get_by_text("67% of these seizures have an exact location (2)").first).to_be_visible()
    page.page.mouse.move(*at(page, "card_country_spots", -74.08, 4.60))
    expect(page.page.locator(".st-key-card_country_spots .hoverlayer")).to_contain_text("Dry dock")


def test_the_operators_boundaries_are_drawn_and_named(var, page, tmp_path):
    shipped = json.loads((ROOT / "static" / "world.geojson").read_text(encoding="utf-8"))
    own = tmp_path / "own.geojson"
    own.write_text(json.dumps({**shipped, "features": [f for f in shipped["features"] if f["id"] in ("COL", "IND")]}))
    own.with_suffix(".txt").write_text("Ministry of Maps.\n\nThese lines are not final.", encoding="utf-8")
    with serving(var, ATLAS_BOUNDARIES=str(own)) as host:
        page.goto(f"http://{host}/explorer")
        page.page.wait_for_selector(".st-key-card_explorer .choroplethlayer path", state="attached")
        asked = [u for u in page.requests if "geojson" in u]
        assert asked and all("/app/static/own/boundaries-" in u for u in asked)
        answer = page.page.request.get(asked[0])
        assert answer.ok and {f["id"] for f in answer.json()["features"]} == {"COL", "IND"}
        assert answer.headers["content-encoding"] == "gzip"
        expect(page.page.get_by_text("Boundaries: Ministry of Maps. These lines are not final.").first).to_be_visible()
        expect(page.page.get_by_text("Disputed area")).to_have_count(0)
        assert page.foreign(host) == []
