"""Parts below the first screen wait until they come into view, and wait anew when the filters change."""

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from pages.parts import on_sight, reader


def _page():
    import streamlit as st

    from pages.parts import on_sight, reader

    reader.selection("world")
    on_sight.on_sight("lists", lambda: st.markdown("drawn"), "Countries", height=400)


@pytest.fixture
def page(monkeypatch):
    monkeypatch.undo()  # here it does wait
    return AppTest.from_function(_page).run()


def drawn(page):
    assert not page.exception
    return [text.value for text in page.markdown] == ["drawn"]


def test_a_part_waits_until_it_is_in_view_and_again_when_the_filters_change(page):
    assert not drawn(page)
    page.session_state["seen_lists"] = "world?"
    assert drawn(page.run()), "it has come into view"
    page.query_params["goods"] = "cocaine"
    assert not drawn(page.run()), "the filters have changed: the first screen comes first"


def test_the_view_changes_with_filters_and_with_what_is_the_pages_own(monkeypatch):
    monkeypatch.setattr(reader, "page", lambda: "world")
    views = set()
    for query in ({}, {"goods": ["cocaine"]}, {"order": ["value"]}, {"goods": ["a", "b"]}, {"goods": ["a&goods=b"]}):
        monkeypatch.setattr(reader, "query", lambda query=query: query)
        views.add(reader.view())
    assert len(views) == 5


def test_a_change_of_the_filters_inside_a_part_draws_the_whole_page(monkeypatch):
    class Anew(Exception):
        pass

    def rerun():
        raise Anew

    monkeypatch.setattr(st, "rerun", rerun)
    monkeypatch.setattr(reader, "view", lambda: "now")
    with pytest.raises(Anew):
        on_sight._part.__wrapped__("lists", lambda: None, (), 400, "before")
