"""Cooperation and targets as their readers use them."""

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
ROWS = ("date,country,goods,departure,destination", *(f"2014-05-{d:02},ESP,cocaine,COL,ESP" for d in range(10, 16)))


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    import_file(open_store(settings().database_url), ADAPTERS["template"], write(tmp_path / "t.csv", *ROWS))
    monkeypatch.setattr(st, "page_link", lambda *a, **k: None)


def opened(page: str, **query: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "pages" / f"{page}.py"), default_timeout=120)
    for key, value in query.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception
    return app


def said(app: AppTest) -> str:
    return " ".join(plain(str(e.value)) for e in [*app.title, *app.markdown, *app.caption, *app.info, *app.error])


def test_the_page_of_cooperation_asks_and_says_where_contact_points_come_from():
    app = opened("cooperation/cooperation", goods="cocaine")
    (card,) = [e for e in app.session_state["reader_shown"] if "cooperation_routes" in e.name]
    assert card.table.height == 1 and "atlas import contacts" in said(app)


def test_a_target_is_set_in_the_form_and_stands_beside_what_is_recorded():
    assert "No target is set" in said(opened("targets/targets"))
    app = opened("targets/target_form")
    filled = {
        "id": "G-1", "title": "Three countries report", "measure": "countries_reporting", "value": "3", "start": "2014",
        "end": "2030", "set_by": "Programme board", "set_on": "2014", "reason_set": "Agreed",
    }  # fmt: skip
    for name, value in filled.items():
        app.session_state[f"targetform_{name}"] = value
    app.run()
    app.text_input(key="targetform_why").input("First target").run()
    app = next(b for b in app.button if b.label == "Publish").click().run()
    assert "G-1 is published" in plain(app.success[0].value)
    (card,) = [
        e
        for e in opened("targets/targets").session_state["reader_shown"]
        if e.name.startswith("contraband-atlas_targets")
    ]
    assert card.table["Recorded"].to_list() == [1] and card.table["To be reached"].to_list() == [3]
