"""The briefing as a page: its three sentences, whom it is about, what its sender adds."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.briefing import remembered
from tests.pages import plain
from tests.reports.briefing.stores import monthly, stored

ROOT = Path(__file__).parents[2]


@pytest.fixture
def store():
    stored(monthly("FRA", 2019, 10), monthly("FRA", 2020, 13), monthly("ESP", 2020, 2, goods="cocaine"))


def opened(page="briefing/briefing", **query):
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=120)
    app.switch_page(f"pages/{page}.py")
    for key, value in query.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception
    return app


def sentences(app):
    return next(e.proto.body for e in app.get("html") if '<div class="facts">' in e.proto.body)


def test_three_sentences_with_the_way_to_what_is_behind_each(store):
    said = sentences(opened(country="FRA", start="2020-01", end="2020-12"))
    assert "156 seizures in France were reported in 2020." in said
    assert "rose by 30% from 2019 to 2020" in said and said.count("<section>") == 3
    assert 'href="records?country=FRA' in said and 'href="trends?view=change' in said


def test_place_year_and_goods_are_chosen_at_the_title_and_stand_in_the_link(store):
    app = opened()
    assert [app.selectbox(key=f"brief_{k}").value for k in ("place", "year", "goods")] == ["", "2020", ""]
    app.selectbox(key="brief_place").select("country:FRA").run()
    app.selectbox(key="brief_year").select("2019").run()
    assert (app.query_params["country"], app.query_params["start"]) == (["FRA"], ["2019-01"]) or (
        app.query_params["country"] == "FRA" and app.query_params["start"] == "2019-01"
    )
    assert "120 seizures in France were reported in 2019." in sentences(app)
    app.selectbox(key="brief_place").select("m49:150").run()
    app.selectbox(key="brief_year").select("all").run()
    assert "Europe, 2019–2020" in " ".join(plain(t.value) for t in app.title)
    app.selectbox(key="brief_goods").select("drugs").run()
    assert not app.exception and "goods_group" in app.query_params


def test_what_the_sender_writes_stays_with_its_place(store):
    app = opened(country="FRA")
    assert app.text_area[0].value.startswith("156 seizures in France were reported")
    app.text_area[1].set_value("Approve the joint team.").run()
    app.selectbox(key="brief_place").select("").run()
    assert app.text_area[1].value == ""
    app.selectbox(key="brief_place").select("country:FRA").run()
    assert app.text_area[1].value == "Approve the joint team."


def test_the_front_page_opens_with_the_place_of_the_last_briefing(store, monkeypatch):
    monkeypatch.setattr(remembered.st, "context", type("C", (), {"cookies": {remembered.COOKIE: "country%3DFRA"}})())
    assert remembered.place_of_before() == {"country": ["FRA"]}
    for nonsense in ("country%3DXXX", "region%3D150%26scheme%3Dnone", "%00", "start%3D2019"):
        monkeypatch.setattr(remembered.st, "context", type("C", (), {"cookies": {remembered.COOKIE: nonsense}})())
        assert remembered.place_of_before() == {}
