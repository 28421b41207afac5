"""A link that carries the data version: what it says later, above every page that shows seizures."""

from datetime import date

import pytest
from sqlalchemy import event

from data_access import gateway
from data_access.gateway import Gateway
from data_access.settings import settings
from data_access.store import saved_views
from data_access.store.engine import open_store
from domain.data_version import PARAMETER
from pages import CATALOGUE
from pages.parts import answers
from tests.asking import here
from tests.data_access.records.test_records import put, record
from tests.pages.test_bad_links import opened
from tests.pages.test_saved import BEFORE

SHOWN = ("world", "region", "country", "maps", "routes", "records", "explorer", "compare", "trends", "coverage")


def entry(url):
    return next(e for e in CATALOGUE if e.url == url)


@pytest.fixture
def mark():
    """A store that has moved since the version of this mark: one record added in Spain, one of France corrected."""
    days = [date(year, 5, 1) for year in (2019, 2020)]
    put([record(n, record_id=f"A{n}", country="FRA", seized_on=days[n % 2]) for n in range(2, 6)])
    found = here().mark()
    put([record(2, record_id="A2", content="other", country="FRA"), record(9, country="ESP", seized_on=days[0])])
    answers.loaded()
    return found


def line(page):
    return [c.value.replace("\\", "") for c in page.caption if "made from data version" in c.value]


@pytest.mark.parametrize("url", SHOWN)
def test_every_page_of_seizures_says_what_has_changed(mark, url):
    page = opened(entry(url), version=mark, profile="FRA", focus="150")
    assert not page.exception
    (said,) = line(page)
    now = 4 if url == "country" else 5
    assert f"4 then, {now} now" in said and "1 record corrected" in said
    assert ("1 record added" in said) == (url != "country")


def test_the_line_is_of_the_filters_and_goes_away(mark):
    page = opened(entry("world"), version=mark, country="ESP")
    assert "0 then, 1 now (1 record added)" in line(page)[0]
    page.button(key="since_hide").click().run()
    assert not line(page) and PARAMETER not in page.query_params and "country" in page.query_params


def test_the_newest_version_and_none_cost_nothing(mark, monkeypatch):
    asked = []
    engine = gateway._engine(settings().database_url)
    event.listen(engine, "before_cursor_execute", lambda _c, _cur, statement, *_: asked.append(statement))
    for version in ({}, {PARAMETER: here().mark()}):
        page = opened(entry("world"), **version)
        assert not line(page) and not page.error
    assert not [s for s in asked if "ingest_run" in s and "undone_at" in s and "loaded" in s and "max(" not in s]


@pytest.mark.parametrize("bad", ["yesterday", "7-12345678", "1-00000000", "²-12345678", "x" * 300])
def test_a_version_that_cannot_be_is_told_and_the_page_stands(mark, bad):
    page = opened(entry("world"), version=bad)
    assert not page.exception and not line(page)
    assert any("ersion" in e.value and "changed" in e.value for e in page.error)
    assert page.title[0].value.startswith("Reported seizures")


def test_links_of_cards_and_of_saved_views_carry_it(mark):
    engine = open_store(settings().database_url)
    saved_views.save(engine, "", "Mine", "world", "goods=heroin", BEFORE.__class__(**{**BEFORE.__dict__, "version": 1}))
    page = opened(entry("saved"))
    assert any(f"goods=heroin&version={mark}" in c.value for c in page.code)
    assert Gateway.open().version == 2 and here().mark().startswith("2-")
