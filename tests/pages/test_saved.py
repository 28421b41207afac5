"""The page Saved: what is kept is listed as text, a watch tells changes, and a view that no longer fits is said."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data_access.ingest.loading import import_file
from data_access.settings import settings
from data_access.sources.registry import ADAPTERS
from data_access.store import engine as engines
from data_access.store import saved_views
from data_access.store.engine import open_store
from domain.saved import Snapshot

ROOT = Path(__file__).parents[2]
BEFORE = Snapshot(version=0, figure=1.0, newest="2013-01", places=("ESP",), goods=("heroin",))


@pytest.fixture
def engine(ids_file):
    engine = open_store(settings().database_url)
    import_file(engine, ADAPTERS["unodc-ids"], ids_file)
    return engine


def shown(page="saved"):
    folder = "analyse" if page == "saved" else "explore"
    app = AppTest.from_file(str(ROOT / "pages" / folder / f"{page}.py"), default_timeout=60).run()
    assert not app.exception
    return app


def test_nothing_saved_says_how(engine):
    assert "Save this view" in shown().info[0].value


def test_a_watch_tells_what_changed_and_is_marked_as_seen(engine):
    saved_views.save(engine, "", "![x](http://x/y.png)", "world", "goods=heroin", BEFORE, kind="watch")
    app = shown()
    said = app.info[0].value
    assert "Reported seizures: 1 then, 4 now." in said and "Places that did not occur before: Macao" in said
    assert not any("![x](" in m.value for m in app.markdown), "a name never loads a picture"
    next(b for b in app.button if b.label == "Mark as seen").click().run()
    assert not app.info and any("Nothing changed here" in m.value for m in app.markdown)


def test_deleted_and_had_back(engine):
    saved_views.save(engine, "", "Mine", "world", "goods=heroin", BEFORE)
    app = shown()
    next(b for b in app.button if b.label == "Delete").click().run()
    assert saved_views.views(engine, "") == []
    next(b for b in app.button if b.label == "Undo").click().run()
    assert [v.name for v in saved_views.views(engine, "")] == ["Mine"]


def test_a_view_whose_codes_are_gone_is_said(engine):
    saved_views.save(engine, "", "Old", "world", "goods=nonsense", BEFORE, kind="watch")
    assert "can no longer be shown" in shown().warning[0].value


def test_saving_is_offered_where_it_is_allowed(engine, monkeypatch):
    assert any(t.key == "save_name" for t in shown("world").text_input)
    monkeypatch.setenv("ATLAS_SAVING", "off")
    assert not any(t.key == "save_name" for t in shown("world").text_input)
    assert "operator" in shown().info[0].value


@pytest.mark.parametrize(
    ("kind", "button", "said"),
    [
        ("view", "Delete", "refused"),
        ("view", "Keep", "refused"),
        ("watch", "Mark as seen", "refused"),
        ("view", "Save", "Not saved"),
    ],
)
def test_a_busy_store_is_said_and_nothing_is_changed(engine, monkeypatch, kind, button, said):
    monkeypatch.setattr(engines, "BUSY_MS", 300)
    engine.dispose()
    saved_views.save(engine, "", "Mine", "world", "goods=heroin", BEFORE, kind=kind)
    before = saved_views.views(engine, "")
    app = shown("world" if button == "Save" else "saved")
    with engine.connect().execution_options(sqlite_begin="IMMEDIATE") as other, other.begin():
        if button == "Save":
            app.text_input(key="save_name").set_value("Another")
        next(b for b in app.button if b.label == button).click().run()
    assert not app.exception
    told = [e.value for e in app.error]
    assert any(said in t and "another program is writing" in t and "try again" in t for t in told), told
    assert saved_views.views(engine, "") == before
