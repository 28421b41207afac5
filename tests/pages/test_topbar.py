"""The bar at the top: a language is chosen beside the search, once there is more than one; the field finds and asks."""

import pytest
from streamlit.testing.v1 import AppTest

from domain.languages import PSEUDO, offered
from pages.parts import finding, reader, topbar


@pytest.fixture(autouse=True)
def little_to_find(monkeypatch):
    """What the field finds is another matter: an empty store would first make the whole demo."""
    monkeypatch.setattr(finding, "offers", lambda: {"page=world": "Page: World"})


def _bar():
    from pages.parts.topbar import topbar

    topbar()


def test_a_single_language_is_no_choice(monkeypatch):
    assert PSEUDO not in offered()
    monkeypatch.setattr(topbar, "offered", lambda: {"en": "English"})
    page = AppTest.from_function(_bar, default_timeout=60).run()
    assert not page.exception and [box.key for box in page.selectbox] == ["find_place"]


def test_a_language_that_is_chosen_stands_in_the_link(monkeypatch):
    monkeypatch.setattr(topbar, "offered", lambda: {"en": "English", "fr": "Français"})
    monkeypatch.setattr(reader, "language", lambda: "en")
    page = AppTest.from_function(_bar, default_timeout=60).run()
    page.selectbox(key="choose_language").select("fr").run()
    assert not page.exception and page.query_params[reader.LANGUAGE] == "fr"
