"""Languages: which are available, plural forms and contexts of a catalogue, names of lists."""

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from domain import languages
from domain.words import ENGLISH, Words


@pytest.fixture
def french(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Words:
    """A language as it is added: a catalogue and an entry."""
    catalog = Catalog(locale="fr")
    catalog.add(("{n} record", "{n} records"), ("{n} relevé", "{n} de relevés", "{n} relevés"))
    catalog.add("Open", "Ouvrir", context="a file")
    catalog.add("Open", "Ouvert", context="a state")
    catalog.add("{names} and {n} more", "{names} et {n} de plus")
    path = tmp_path / "fr" / "LC_MESSAGES" / "atlas.mo"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        write_mo(file, catalog)
    monkeypatch.setattr(languages, "LOCALES", tmp_path)
    entry = languages.Language(code="fr", name="Français", locale="fr", lists="fr")
    monkeypatch.setitem(languages.LANGUAGES, "fr", entry)
    languages.catalogue.cache_clear()
    yield Words("fr")
    languages.catalogue.cache_clear()


def test_a_language_is_available_once_its_catalogue_is_there(french):
    assert languages.available() == ("en", "fr")
    assert languages.available_or_english("fr") == "fr"
    assert languages.available_or_english("de") == languages.available_or_english("../../etc") == "en"


def test_plurals_are_those_of_the_language(french):
    assert [french.n("{n} record", "{n} records", n) for n in (0, 1, 2, 10**6)] == [
        "0 relevé",
        "1 relevé",
        "2 relevés",
        "1\u202f000\u202f000 de relevés",
    ]
    assert [ENGLISH.n("{n} record", "{n} records", n) for n in (0, 1, 2)] == ["0 records", "1 record", "2 records"]


def test_a_context_tells_two_meanings_apart(french):
    assert (french.p("a file", "Open"), french.p("a state", "Open")) == ("Ouvrir", "Ouvert")
    assert ENGLISH.p("a file", "Open") == ENGLISH.p("a state", "Open") == "Open"


def test_numbers_dates_and_lists_are_those_of_the_language(french):
    assert french.number(1234.5) == "1\u202f234"
    assert french.month("2014-03") == "mars 2014"
    assert french.listed(["A", "B", "C"]) == "A, B et C"
    assert french.either(["A", "B"]) == "A ou B"
    assert french.listed(list("ABCDE"), most=3) == "A, B, C et 2 de plus"
    assert ENGLISH.listed(["A", "B", "C"]) == "A, B and C" and ENGLISH.listed([]) == ""


def test_what_a_catalogue_does_not_hold_stays_english(french):
    assert french.t("Copy link") == "Copy link"


def test_fields_may_hold_braces_and_numbers_are_formatted():
    assert ENGLISH.t("{a} of {b}", a="{x}", b=12345) == "{x} of 12,345"
    assert ENGLISH.t("{year}", year="2014") == "2014"
    assert ENGLISH.t("50 % {as it is}") == "50 % {as it is}"
