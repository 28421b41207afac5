"""The draft that refers a record to its owner: to the offices of its country, with what identifies it, never sent."""

from pathlib import Path

import pytest

from data_access.ingest.loading import import_file
from data_access.settings import settings
from data_access.sources.registry import ADAPTERS
from data_access.store.engine import open_store
from domain.words import ENGLISH
from reports.card import Card, Text
from reports.contacts.listing import contacts, for_place
from reports.contacts.referral import draft
from tests.asking import studio
from tests.data_access.sources.test_contacts import write_sample
from tests.data_access.sources.test_template import write


@pytest.fixture(autouse=True)
def store(tmp_path: Path):
    rows = ("date,country,goods,concealment", "2023-05,GHA,medicines,inside tyres")
    import_file(open_store(settings().database_url), ADAPTERS["template"], write(tmp_path / "t.csv", *rows))


def message() -> str:
    from sqlalchemy import select

    from data_access.store import tables as t

    with open_store(settings().database_url).connect() as connection:
        key = connection.scalar(select(t.Seizure.record_key))
    answers = studio().answers
    return draft(answers, answers.record(key), key, ENGLISH)


def test_without_a_contact_point_it_goes_to_the_source():
    said = message()
    assert said.startswith("To: the owner of the record") and "Ghana" in said and "2023-05\n" in said
    assert "tyres" not in said, "the content stays where its readers are"


def test_the_offices_of_the_country_are_named(tmp_path):
    assert isinstance(contacts(studio())[0], Text)
    import_file(open_store(settings().database_url), ADAPTERS["contacts"], write_sample(tmp_path))
    assert message().startswith("To: ncb.accra@example.org")
    (card,) = contacts(studio())
    assert isinstance(card, Card) and card.table.height == 2
    assert [one["kind"] for one in for_place(studio().answers, "GHA")] == ["ncb", "rilo"]
    assert for_place(studio().answers, "ESP") == []
