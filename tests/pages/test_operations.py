"""The pages of operations as their readers use them: filters in the address, figures, one edition, files."""

from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data_access.ingest.loading import import_file
from data_access.settings import settings
from data_access.sources.registry import ADAPTERS
from data_access.store.engine import open_store
from tests.data_access.sources.test_template import write
from tests.pages import plain

ROOT = Path(__file__).parents[2]
ROWS = ("date,country,goods", *(f"2014-05-{d:02},ESP,medicines" for d in range(10, 16)))


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    import_file(open_store(settings().database_url), ADAPTERS["template"], write(tmp_path / "t.csv", *ROWS))
    monkeypatch.setattr(st, "page_link", lambda *a, **k: None)


def opened(page: str, **query: str | list[str]) -> AppTest:
    app = AppTest.from_file(str(ROOT / "pages/operations" / f"{page}.py"), default_timeout=120)
    for key, value in query.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception
    return app


def said(app: AppTest) -> str:
    return " ".join(plain(str(e.value)) for e in [*app.title, *app.markdown, *app.caption, *app.info, *app.error])


def shown(app: AppTest, card: str):
    return next(e for e in app.session_state["reader_shown"] if e.name.startswith(f"contraband-atlas_{card}"))


def test_the_question_of_the_bar_is_what_the_page_shows():
    app = opened("operations", goods="ivory", start="2018-01")
    assert "Ivory" in said(app) and "2018-01" in said(app)
    table = shown(app, "operations_list").table
    assert table.height == 17 and "Thunder 2024 (8th Thunder)" in table["Operation"].to_list()


def test_a_series_is_compared_and_filters_can_be_taken_away():
    app = opened("operations", series="Pangea", show="USD")
    assert shown(app, "operations_editions").table.height == 16
    assert "Value in USD" in said(app)
    chip = next(b for b in app.button if b.label == "Series: Pangea")
    chip.click().run()
    assert "series" not in app.query_params and app.query_params["show"] == "USD"


def test_a_filter_of_the_sidebar_is_in_the_address():
    app = opened("operations")
    next(m for m in app.multiselect if m.label == "Series").set_value(["Opson"]).run()
    assert app.query_params["series"] == "Opson"
    next(s for s in app.slider if s.label == "Years of the operations").set_value((2014, 2016)).run()
    assert (app.query_params["start"], app.query_params["end"]) == ("2014-01", "2016-12")
    assert shown(app, "operations_list").table.height == 4, "one begins in December"


def test_a_wrong_link_is_said_and_nothing_found_too():
    assert "not a code" in said(opened("operations", goods="zz"))
    assert "No operation of our list" in said(opened("operations", series="Pangea", year="2012", goods="food"))


def test_one_edition_with_what_coincided():
    app = opened("operation", id="OP-098")
    html = " ".join(e.value for e in app.get("html"))
    assert "Pangea VII" in said(app) and "29.6" in html and "fortissa.com" in html
    assert "nothing to do with the operation" in said(app)


@pytest.mark.parametrize(("query", "text"), [({"id": "OP-999"}, "no operation 'OP-999'"), ({}, "names no operation")])
def test_no_such_operation(query, text):
    assert text in said(opened("operation", **query))


def form(**values):
    app = opened("operation_form")
    for name, value in values.items():
        app.session_state[f"operationform_{name}"] = value
    app.button(key="operationrows_add_sources").click().run()
    row = app.session_state["operationrows_sources"][0]
    app.text_input(key=f"operationrow_sources_{row}_publisher").input("Example Customs").run()
    return app


FILLED = {
    "id": "X-1", "status": "closed", "series": "Gate", "operation": "Gate II", "edition": "II", "start": "2023-05",
    "end": "2023-06", "lead_organisations": "Example Customs", "regions": ["europe"], "goods": ["tobacco"],
    "arrests": "3", "arrests_basis": "arrests", "source_grade": "official", "verified": True,
}  # fmt: skip


def press(app: AppTest, label: str) -> AppTest:
    return next(b for b in app.button if b.label == label).click().run()


def test_an_operation_is_written_in_the_form_and_stands_beside_the_others():
    app = form(**FILLED)
    app.text_input(key="operationform_why").input("Announced in June").run()
    press(app, "Publish")
    assert "X-1 is published" in plain(app.success[0].value)
    page = opened("operation", id="X-1")
    assert "added here, version 1" in " ".join(e.value for e in page.get("html"))
    assert shown(opened("operations", series="Gate"), "operations_list").table.height == 1


def test_an_operation_that_is_not_over_is_refused_by_its_label():
    app = form(**FILLED | {"end": "2099"})
    app.text_input(key="operationform_why").input("Soon").run()
    press(app, "Publish")
    errors = " ".join(plain(str(e.value)) for e in app.error)
    assert "Last day, month or year: " in errors and "told to nobody" in errors
