"""Saved views on both databases: kept, renamed, deleted and had back, by owner, and part of an export."""

import pytest
from sqlalchemy import select

from data_access.ingest.loading import import_file
from data_access.settings import settings
from data_access.sources.registry import ADAPTERS
from data_access.store import saved_views as s
from data_access.store import tables as t
from data_access.store.engine import open_store
from data_access.store.store_file import export_store, restore_store
from domain.errors import UsageError
from domain.saved import Snapshot

SEEN = Snapshot(version=3, figure=12.0, newest="2014-06", places=("ESP", "FRA"), goods=("heroin",))


@pytest.fixture
def engine(store_url):
    return open_store(store_url)


def test_a_view_is_kept_as_it_was_given(engine):
    view_id = s.save(engine, "", " Spain ", "country", "profile=ESP", SEEN, kind="watch", note="why")
    (view,) = s.views(engine, "")
    assert (view.view_id, view.name, view.note, view.page, view.query) == (
        view_id,
        "Spain",
        "why",
        "country",
        "profile=ESP",
    )
    assert view.seen == SEEN and view.kind == "watch" and view.asked == {"profile": ["ESP"]}
    assert s.views(engine, "", "view") == [] and s.views(engine, "", "watch") == [view]


def test_views_are_listed_by_name_and_an_owner_sees_only_its_own(engine):
    for name in ("b", "A", "c"):
        s.save(engine, "", name, "world", "", SEEN)
    other = s.save(engine, "somebody", "hers", "world", "", SEEN)
    assert [v.name for v in s.views(engine, "")] == ["A", "b", "c"]
    for change in (s.remove, s.bring_back):
        with pytest.raises(UsageError, match="no saved view"):
            change(engine, "", other)
    assert [v.name for v in s.views(engine, "somebody")] == ["hers"]


def test_renamed_deleted_and_brought_back(engine):
    view_id = s.save(engine, "", "old", "world", "", SEEN)
    s.rename(engine, "", view_id, "new", "note")
    s.remove(engine, "", view_id)
    assert s.views(engine, "") == []
    with pytest.raises(UsageError):
        s.rename(engine, "", view_id, "x", "")
    s.bring_back(engine, "", view_id)
    assert [(v.name, v.note) for v in s.views(engine, "")] == [("new", "note")]
    with pytest.raises(UsageError):
        s.rename(engine, "", view_id, "  ", "")


def test_what_was_deleted_counts_for_the_room_there_is(engine, monkeypatch):
    monkeypatch.setattr(s, "MOST", 3)
    gone = []
    for n in range(7):
        gone.append(s.save(engine, "", f"view {n}", "world", "", SEEN))
        s.remove(engine, "", gone[-1])
    with engine.connect() as connection:
        assert len(connection.execute(select(t.SavedView.view_id)).all()) <= 3
    for name in ("b", "Älg", "alk"):
        s.save(engine, "", name, "world", "", SEEN)
    assert [v.name for v in s.views(engine, "")] == ["Älg", "alk", "b"]
    with pytest.raises(UsageError, match="3 views are saved already"):
        s.save(engine, "", "one more", "world", "", SEEN)


def test_a_look_replaces_what_was_seen(engine):
    view_id = s.save(engine, "", "w", "world", "", SEEN, kind="watch")
    now = Snapshot(version=4, figure=13.0, newest="2014-07", places=("ESP",), goods=())
    s.looked(engine, "", view_id, now)
    assert s.views(engine, "")[0].seen == now


def test_the_list_has_an_end(engine, monkeypatch):
    monkeypatch.setattr(s, "MOST", 1)
    s.save(engine, "", "one", "world", "", SEEN)
    with pytest.raises(UsageError, match="delete some"):
        s.save(engine, "", "two", "world", "", SEEN)


def test_an_export_holds_them(ids_file, tmp_path):
    engine = open_store(settings().database_url)
    import_file(engine, ADAPTERS["unodc-ids"], ids_file)
    s.save(engine, "", "Spain", "country", "profile=ESP", SEEN, kind="watch", note="why")
    export_store(engine, tmp_path / "store.zip")
    fresh = open_store(f"sqlite:///{tmp_path / 'fresh.sqlite'}")
    restore_store(fresh, tmp_path / "store.zip")
    assert s.views(fresh, "") == s.views(engine, "") != []


def test_on_a_server_database_saving_is_off_until_the_operator_says_otherwise(monkeypatch):
    assert settings().saving
    assert not settings("postgresql://host/db").saving
    monkeypatch.setenv("ATLAS_SAVING", "on")
    assert settings("postgresql://host/db").saving and not settings("postgresql://host/db").uploads
