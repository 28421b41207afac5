"""The private sector's page as its readers use it: a public reader, and one of a company."""

from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from domain.viewer import of_company
from pages.parts import reader
from tests.data_access.incidents.brought import bring, some
from tests.pages import plain

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    for i, (company, n) in enumerate([("Nova Pharma", 120), ("Beta", 60), ("Gamma", 40)]):
        bring(tmp_path / f"{i}.csv", some(company, n))
    monkeypatch.setattr(st, "page_link", lambda *a, **k: None)


def opened(**query: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "pages/sector/sector.py"), default_timeout=120)
    for key, value in query.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception
    return app


def said(app: AppTest) -> str:
    return " ".join(plain(str(e.value)) for e in [*app.title, *app.markdown, *app.caption, *app.info, *app.error])


def cards(app: AppTest) -> set[str]:
    return {e.name.split("_v")[0] for e in app.session_state["reader_shown"]}


def test_anybody_sees_the_sector_and_nobodys_own():
    app = opened(good="medicines", show="mode")
    assert "Companies' incidents by transport mode" in said(app) and "nobody else sees them" in said(app)
    assert not any("own" in name for name in cards(app))


def test_a_company_sees_its_own(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(reader, "viewer", lambda: of_company("Nova Pharma", "en"))
    app = opened()
    assert "Your incidents" in said(app) and "contraband-atlas_sector_own_list" in cards(app)


def test_another_sector_and_a_bad_link():
    app = opened(good="toys")
    assert not app.error and "Counterfeit goods" in said(app)
    assert "does not name a group of goods" in said(opened(good="dragons"))
