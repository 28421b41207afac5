"""The pages of training as their readers use them: filters in the address, one course, the form."""

from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data_access.ingest.loading import import_file
from data_access.settings import settings
from data_access.sources.registry import ADAPTERS
from data_access.store.engine import open_store
from tests.data_access.sources.test_template import write
from tests.data_access.sources.test_training import entry, written
from tests.pages import plain

ROOT = Path(__file__).parents[2]
ROWS = ("date,country,goods", *(f"2014-05-{d:02},ESP,medicines" for d in range(10, 16)))


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    engine = open_store(settings().database_url)
    import_file(engine, ADAPTERS["template"], write(tmp_path / "t.csv", *ROWS))
    import_file(engine, ADAPTERS["training"], written(tmp_path / "c.csv", [entry(), entry(id="T-2", level="basic")]))
    monkeypatch.setattr(st, "page_link", lambda *a, **k: None)


def opened(page: str, **query: str | list[str]) -> AppTest:
    app = AppTest.from_file(str(ROOT / "pages/training" / f"{page}.py"), default_timeout=120)
    for key, value in query.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception
    return app


def said(app: AppTest) -> str:
    return " ".join(plain(str(e.value)) for e in [*app.title, *app.markdown, *app.caption, *app.info, *app.error])


def table(app: AppTest, card: str):
    return next(e for e in app.session_state["reader_shown"] if e.name.startswith(f"contraband-atlas_{card}")).table


def test_the_page_shows_what_the_address_asks_for_and_where_none_is_recorded():
    app = opened("training")
    assert table(app, "training_list").height == 2 and table(app, "training_gaps").height == 1
    assert table(opened("training", level="basic"), "training_list").height == 1
    assert "This link cannot be shown" in said(opened("training", level="high"))


def test_a_filter_of_the_sidebar_is_in_the_address_and_can_be_taken_away():
    app = opened("training")
    app.multiselect(key="training_level").set_value(["basic"]).run()
    assert app.query_params["level"] == "basic"
    next(b for b in app.button if b.label == "Level: Basic").click().run()
    assert "level" not in app.query_params


def test_one_course_is_told_whole_and_an_unknown_one_is_said():
    told = " ".join(e.value for e in opened("course", id="T-1").get("html"))
    assert "Customs" in told and "12" in told and "recorded here, version 1" in told
    assert "no course 'T-9'" in said(opened("course", id="T-9"))


def test_a_course_is_written_in_the_form_with_a_group_as_a_number():
    app = opened("course_form")
    filled = {
        "id": "T-9", "title": "Container control", "kind": "course", "level": "basic", "start": "2023-05",
        "organisers": "Example Customs", "source_grade": "official", "verified": True,
    }  # fmt: skip
    for name, value in filled.items():
        app.session_state[f"trainingform_{name}"] = value
    app.button(key="trainingrows_add_sources").click().run()
    app.button(key="trainingrows_add_participants").click().run()
    source, group = (app.session_state[f"trainingrows_{name}"][0] for name in ("sources", "participants"))
    app.text_input(key=f"trainingrow_sources_{source}_publisher").input("Example Customs").run()
    app.session_state[f"trainingrow_participants_{group}_country"] = "GHA"
    app.text_input(key=f"trainingrow_participants_{group}_participants").input("Ms Doe").run()
    app.text_input(key="trainingform_why").input("Report read").run()
    app = next(b for b in app.button if b.label == "Publish").click().run()
    errors = " ".join(plain(str(e.value)) for e in app.error)
    assert "Group of participants 1, Number: a whole number" in errors
    app.text_input(key=f"trainingrow_participants_{group}_participants").input("7").run()
    app = next(b for b in app.button if b.label == "Publish").click().run()
    assert "T-9 is published" in plain(app.success[0].value)
    assert table(opened("training"), "training_list").height == 3
