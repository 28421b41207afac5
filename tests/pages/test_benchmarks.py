"""The page of benchmarks as its readers use it: filters and the chosen figure in the address, tables, files."""

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
ROWS = ("date,country,goods,quantity,unit", "2014-05-14,ESP,cocaine,3000,kg")


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    import_file(open_store(settings().database_url), ADAPTERS["template"], write(tmp_path / "t.csv", *ROWS))
    monkeypatch.setattr(st, "page_link", lambda *a, **k: None)


def opened(**query: str | list[str]) -> AppTest:
    app = AppTest.from_file(str(ROOT / "pages/benchmarks/benchmarks.py"), default_timeout=120)
    for key, value in query.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception
    return app


def said(app: AppTest) -> str:
    return " ".join(plain(str(e.value)) for e in [*app.title, *app.markdown, *app.caption, *app.info, *app.error])


def test_the_link_says_what_is_shown_and_a_filter_can_be_taken_away():
    app = opened(goods="cocaine", show="mass")
    assert "Cocaine" in said(app) and "Mass" in said(app)
    chip = next(b for b in app.button if b.label.startswith("Goods: Cocaine"))
    chip.click().run()
    assert "goods" not in app.query_params and app.query_params["show"] == "mass"


def test_a_link_that_makes_no_sense_is_said_and_shows_all():
    app = opened(series="Nobody", show="laughter")
    assert "not a code of" in said(app) and "another one is shown" in said(app)
    assert opened(goods="toys").info[0].value.startswith("No published figure")
