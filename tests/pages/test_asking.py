"""The field in the bar on a page: what is found is opened, a question is read, shown, corrected and asked back."""

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data_access.reference import tables as reference
from pages import CATALOGUE
from pages.parts import finding
from reports.terms import terms
from tests.data_access.sources.test_template import write
from tests.pages.kept import KeptStore

KEPT = KeptStore("template", lambda folder: write(folder / "t.csv", "date,country,goods", "2023-12-05,ESP,cocaine"))


@pytest.fixture
def store(tmp_path_factory, monkeypatch):
    KEPT.use(tmp_path_factory, monkeypatch)
    monkeypatch.setattr(st, "page_link", lambda *a, **k: None)  # there is no menu here


def _page():
    import streamlit as st

    from pages.parts import asking
    from pages.parts.topbar import topbar

    topbar()
    asking.strip(st.query_params.get("__page", "world"))


@pytest.fixture
def opened(monkeypatch):
    """What was opened, in order: the page's file and the parameters."""
    calls = []
    monkeypatch.setattr(st, "switch_page", lambda file, query_params=None: calls.append((file, query_params)))
    return calls


def entered(text, **parameters):
    page = AppTest.from_function(_page, default_timeout=60)
    for key, value in parameters.items():
        page.query_params[key] = value
    page.run()
    page.session_state["found_place"] = text
    page.run()
    assert not page.exception
    return page


def said(page):
    return " ".join(element.value for element in (*page.markdown, *page.caption))


def menus(page):
    return {one.key: one for one in page.get("menu_button")}


def labels(page):
    return [one.proto.label.replace("\\", "") for one in page.get("menu_button")]


def test_a_question_opens_its_page_with_its_filters(store, opened):
    entered("cocaine from Colombia to Spain since 2014")
    assert opened == [
        (
            "pages/explore/routes.py",
            {"goods": ["cocaine"], "departure": ["COL"], "destination": ["ESP"], "start": ["2014-01"]},
        )
    ]


def test_what_must_be_asked_opens_nothing_yet(store, opened):
    page = entered("ivory in Congo, price")
    assert not opened
    assert labels(page) == ["Ivory", "Which “Congo”?"]
    assert "price" in said(page) and "not understood" in said(page)


def test_a_choice_opens_the_page(store, opened):
    page = entered("ivory in Congo")
    page.session_state["asked_question_choice"] = ("congo", "place=COD")
    page.run()
    assert opened == [("pages/explore/country.py", {"goods": ["ivory"], "profile": ["COD"]})]


def test_a_phrase_that_is_dropped_is_said(store, opened):
    page = entered("ivory in Congo", goods="ivory")
    page.session_state["asked_question_choice"] = ("congo", "")
    page.run()
    assert opened[-1] == ("pages/explore/world.py", {"goods": ["ivory"]})
    assert said(page).replace("\\", "").endswith("You left out: congo")
    assert "Not needed" not in said(page)


def test_filters_of_the_page_before_do_not_come_along(store, opened):
    page = AppTest.from_function(_page, default_timeout=60)
    page.session_state["reader_query"] = {"goods": ["heroin"]}
    page.session_state["cases_query"] = {"goods": ["heroin"]}
    page.session_state["found_place"] = "Albania"
    page.run()
    page.session_state["found_place"] = "what was seized in Albania"
    page.run()
    assert opened[-1] == ("pages/explore/country.py", {"profile": ["ALB"]})
    assert "reader_query" not in page.session_state and "cases_query" not in page.session_state


def test_the_strip_goes_once_the_page_shows_other_things(store, opened):
    page = entered("heroin in Spain", __page="country", profile="ESP", goods="heroin")
    page.run()
    assert "heroin in Spain" in said(page)
    page.query_params["goods"] = "cocaine"
    page.run()
    assert "asked_question" not in page.session_state and not said(page)


def test_nonsense_is_said_so_and_opens_nothing(store, opened):
    page = entered("qwrt zxcv")
    assert not opened and "Nothing of this was understood" in said(page)


def test_a_page_that_there_is_not_is_not_opened(store, opened):
    page = entered("Operation Pangea")
    assert not opened and "Operations have no page of their own" in said(page)


def test_what_is_typed_never_formats_the_page(store, opened):
    page = entered("heroin **bold** [x](http://y) Congo")
    assert "**bold**" not in said(page) and "](http" not in said(page)


@pytest.mark.parametrize(
    ("key", "file", "query"),
    [
        ("ESP", "pages/explore/country.py", {"profile": ["ESP"]}),
        ("m49-sub:011", "pages/explore/region.py", {"scheme": ["m49-sub"], "focus": ["011"]}),
        ("page=trends", "pages/analyse/trends.py", {}),
        ("case=CB-001", "pages/casebook/case.py", {"id": ["CB-001"]}),
    ],
)
def test_what_is_found_is_opened(store, opened, key, file, query):
    entered(key)
    assert opened == [(file, query)]


@pytest.mark.parametrize(
    ("text", "file"),
    [("africa", "explore/region.py"), ("West Africa", "explore/maps.py"), ("Spain", "explore/country.py")],
)
def test_a_name_that_is_typed_whole_is_found(store, opened, text, file):
    entered(text)
    assert [file for file, _ in opened] == [f"pages/{file}"]


def test_a_name_of_several_is_asked_though_a_place_is_called_so(store, opened):
    for text in ("Congo", "Micronesia"):
        assert labels(entered(text)) and not opened
    page = entered("Georgia", __page="country", profile="GEO")  # the country, until the reader says the state
    assert [query for _, query in opened] == [{"profile": ["GEO"]}] and labels(page) == ["Which “Georgia”?"]


def test_goods_and_sources_are_found(store, opened, monkeypatch):
    monkeypatch.setattr(finding, "FILES", {k: v for k, v in finding.FILES.items() if k != "goods"})
    entered("goods=heroin")
    entered("goods=drugs")
    assert [query for _, query in opened] == [{"goods": ["heroin"]}, {"goods_group": ["drugs"]}]
    page = AppTest.from_function(_page, default_timeout=60).run()
    options = page.selectbox(key="find_place").options
    assert any(option.startswith("Source: ") for option in options)
    assert any(option.startswith("CB-001 ") for option in options)


def test_a_term_is_explained(store, opened):
    page = entered("term=Leg")
    assert not opened and "Two reported ends of a path" in said(page).replace("\\", "")
    assert len(terms()) > 30 and all(terms().values())


def test_every_page_that_is_not_hidden_is_found(store):
    page = AppTest.from_function(_page, default_timeout=60).run()
    offered = page.selectbox(key="find_place").options
    assert {f"Page: {e.title}" for e in CATALOGUE if e.url and not e.hidden} <= set(offered)
    assert {reference.names("goods")["heroin"], "Spain"} <= set(offered)


def test_no_case_is_found_by_words_outside_its_title(store, monkeypatch):
    called = finding.cases_called("pangolin lagos")
    assert called and all("lagos" in title.lower() and "pangolin" in title.lower() for title in called.values())
    assert not finding.cases_called("price")
