"""Lists to choose from: each filters by what its labels contain, every place is in them, under every name it goes by."""

from pathlib import Path

import pytest
import streamlit as st
from streamlit.proto.SelectWidgetFilterMode_pb2 import SelectWidgetFilterMode
from streamlit.testing.v1 import AppTest

from data_access.reference import tables as reference
from pages import CATALOGUE
from pages.parts import finding
from pages.parts.choosing import place_labels, typed_first
from tests.data_access.sources.test_template import write
from tests.pages import figures
from tests.pages.kept import KeptStore

ROOT = Path(__file__).parents[2]
ROWS = (
    "date,country,goods,departure,destination,mode,quantity,unit",
    "2023-03-05,ESP,cocaine,BRA,ESP,air,10,kg",
    "2024-03-05,TUR,heroin,IRN,DEU,road,30,kg",
    "2024-04-05,TUR,cannabis,IRN,DEU,road,30,kg",
)
NONE = "No source in this store has a record of a seizure in Bhutan. This does not mean zero."


KEPT = KeptStore("template", lambda folder: write(folder / "t.csv", *ROWS))


@pytest.fixture
def store(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    KEPT.use(tmp_path_factory, monkeypatch)
    monkeypatch.setattr(st, "page_link", lambda *a, **k: None)  # pages are run one by one here, without a menu


def run(file: str, **query: str | list[str]) -> AppTest:
    page = AppTest.from_file(str(ROOT / "pages" / file), default_timeout=60)
    for name, value in query.items():
        page.query_params[name] = value
    page.run()
    assert not page.exception, (file, query)
    return page


def entered(labels: list[str], typed: str) -> str:
    """What Enter takes after these letters: Streamlit's 'contains' keeps the order, and Enter takes the first."""
    return next((label for label in labels if typed.lower() in label.lower()), "")


def said(page: AppTest) -> str:
    text = " ".join(m.value for kind in ("info", "caption", "markdown") for m in getattr(page, kind))
    return text.replace("\\", "")


@pytest.mark.parametrize("entry", [e for e in CATALOGUE if not e.hidden and e.url != "import"], ids=lambda e: e.url)
def test_every_list_filters_by_what_it_contains_and_takes_one_at_a_time(store, entry):
    page = run(entry.file, **({"by": "country", "against": "ESP,TUR"} if entry.url == "compare" else {}))
    for widget in (*page.selectbox, *page.multiselect):
        assert widget.proto.filter_mode == SelectWidgetFilterMode.FILTER_MODE_CONTAINS, widget.label
    for widget in page.multiselect:
        assert widget.proto.select_all == 0, widget.label


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Turkey", "TUR"),
        ("Türkiye", "TUR"),
        ("turkiye", "TUR"),
        ("Czech Republic", "CZE"),
        ("Czechia", "CZE"),
        ("Ivory Coast", "CIV"),
        ("Côte d'Ivoire", "CIV"),
        ("Cote d'Ivoire", "CIV"),
        ("Holland", "NLD"),
        ("Netherlands", "NLD"),
        ("Burma", "MMR"),
        ("Swaziland", "SWZ"),
        ("UK", "GBR"),
        ("Great Britain", "GBR"),
        ("USA", "USA"),
        ("South Korea", "KOR"),
        ("North Korea", "PRK"),
        ("DR Congo", "COD"),
        ("DRC", "COD"),
        ("Congo", "COG"),
        ("Republic of the Congo", "COG"),
        ("Cape Verde", "CPV"),
        ("Macau", "MAC"),
        ("Sao Tome", "STP"),
        ("São Tomé", "STP"),
        ("Curacao", "CUW"),
        ("Iran", "IRN"),
        ("Niger", "NER"),
        ("Guinea", "GIN"),
        ("Sudan", "SDN"),
        ("South Sudan", "SSD"),
        ("India", "IND"),
        ("Laos", "LAO"),
        ("Vietnam", "VNM"),
        ("Russia", "RUS"),
        ("UAE", "ARE"),
    ],
)
def test_enter_takes_the_place_that_is_meant(typed, code):
    labels = place_labels(["ESP"])
    assert entered(list(labels.values()), typed) == labels[code]


def test_every_place_can_be_chosen_by_its_name_and_by_each_of_its_names():
    labels = place_labels(reference.names("places"))
    assert len(set(labels.values())) == len(labels) == len(reference.names("places"))
    for code, name in reference.names("places").items():
        for typed in (name, *reference.common_names().get(code, ())):
            assert entered(list(labels.values()), typed) == labels[code], typed
    assert labels["CZE"] == "Czechia (Czech Republic)" and labels["MAC"] == "Macao SAR (China) (Macau)"


def test_those_without_records_are_marked_and_nobody_else():
    labels = place_labels(["ESP", "TUR"])
    assert labels["ESP"] == "Spain" and labels["TUR"] == "Türkiye (Turkey, Turkiye)"
    assert labels["BTN"] == "Bhutan – no records"


def test_a_longer_name_waits_for_the_one_inside_it_and_everything_else_keeps_its_order():
    labels = {"a": "Opium poppy", "b": "Cannabis", "c": "Opium", "d": "Tea"}
    assert typed_first(labels, labels) == ["b", "c", "a", "d"]
    assert typed_first("xy", {"x": "Same", "y": "same"}) == ["x", "y"]


@pytest.mark.parametrize(("typed", "name"), [("heroin", "Heroin"), ("cannabis", "Cannabis (herb, resin, plants, oil)")])
def test_goods_are_chosen_by_their_name(store, typed, name):
    page = run("explore/world.py")
    goods = next(m for m in page.multiselect if m.label == "Goods")
    assert entered(goods.options, typed).startswith(name[:8])


def test_every_place_is_in_the_lists_of_places(store):
    places = len(reference.names("places"))
    world, compare = run("explore/world.py"), run("analyse/compare.py", by="country")
    lists = (
        next(m for m in world.multiselect if m.label == "Country or territory of seizure"),
        run("explore/country.py").selectbox(key="country_place"),
        compare.multiselect(key="compare_codes"),
        run("explore/routes.py").selectbox(key="routes_place"),
    )
    for one in lists:
        assert "Bhutan – no records" in one.options and "Türkiye (Turkey, Turkiye)" in one.options
        assert sum(not o.endswith((" (region)", "all countries and territories")) for o in one.options) >= places


def test_a_place_without_records_is_chosen_and_the_page_says_that_it_has_none(store):
    country = run("explore/country.py")
    country.selectbox(key="country_place").set_value("BTN").run()
    assert not country.exception and country.title[0].value == "Bhutan"
    assert NONE in said(country)
    routes = run("explore/routes.py")
    routes.selectbox(key="routes_place").set_value("BTN").run()
    assert not routes.exception and NONE in said(routes)
    compare = run("analyse/compare.py", by="country")
    compare.multiselect(key="compare_codes").set_value(["BTN", "ESP"]).run()
    assert not compare.exception and "no record from Bhutan" in said(compare)


def test_a_filter_on_a_place_without_records_says_so(store):
    world = run("explore/world.py")
    world.multiselect(key="filter_country").set_value(["BTN"]).run()
    assert not world.exception and NONE in said(world)
    both = run("explore/world.py", country=["BTN", "ESP"])
    assert NONE in said(both) and figures(both)["Reported seizures"] == "1"  # what Spain reported is shown all the same


def test_the_country_page_opens_with_a_place_that_has_records(store):
    assert run("explore/country.py").title[0].value == "Spain"


def test_the_field_in_the_bar_offers_all_places_and_regions_and_first_what_is_typed_whole():
    offered, regions = finding._ordered(), finding.regions()
    goods = {f"goods={code}" for code in reference.names("goods")}
    assert len(offered) == len(set(offered)) and set(offered) == {*reference.names("places"), *regions, *goods}
    assert offered.index("m49:002") < offered.index("ZAF") < len(offered)
    assert offered.index("ALB") < offered.index("BRA") < offered.index("m49:150")
    names = reference.names("places")
    for code in ("SDN", "NER", "GIN", "DMA"):
        typed = [c for c in offered if names[code].lower() in (names | regions).get(c, "").lower()]
        assert typed[0] == code
    assert offered.index("goods=ivory") < offered.index("CIV")  # "Ivory Coast"
