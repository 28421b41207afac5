"""Divisions derived from coordinates, through an import: counted, filtered, listed, said, and placed anew."""

import pytest
import sqlalchemy as sa

from data_access.gateway import Gateway
from data_access.ingest import replacing
from data_access.ingest.loading import load
from data_access.ingest.replacing import follow_shapes
from data_access.records.search import Listing
from data_access.settings import settings
from data_access.store import store_file
from data_access.store import tables as t
from data_access.store.engine import open_store
from domain.selection import Selection
from domain.words import Words
from reports.places.placed import placed_words
from reports.records.detail import sections
from reports.records.rows import lines_table, listed
from tests.asking import answered, seen
from tests.data_access.located import INFO, chunk_of

MALAGA = {"country": "ESP", "latitude": 36.7213, "longitude": -4.4214, "place_precision": "exact"}
ROWS = [
    MALAGA,
    {**MALAGA, "goods": "heroin", "place_precision": "", "events": 3},
    {**MALAGA, "admin1_reported": "Nowhere at all"},
    {**MALAGA, "admin1": "ES-CT"},
    {**MALAGA, "latitude": 10.0, "longitude": 10.1},
    {**MALAGA, "place_precision": "country"},
    {"country": "ESP", "admin1_reported": "Andalucía"},
    {"country": "ESP"},
]
ENGLISH = Words()


@pytest.fixture
def engine(store_url):
    return open_store(store_url)


@pytest.fixture
def gateway(engine, store_url, monkeypatch):
    load(engine, INFO, [chunk_of(ROWS)], "rows", "")
    monkeypatch.setenv("ATLAS_DATABASE_URL", store_url)
    return Gateway.open(settings())


def by_division(gateway):
    frame = answered(gateway, Selection().having("country", ["ESP"]), "seizures", ("division",)).frame
    return dict(frame.select("division", "value").iter_rows())


def test_the_import_counts_and_says_what_was_placed(engine):
    report = load(engine, INFO, [chunk_of(ROWS)], "rows", "")
    assert (report.placed, report.outside, report.rough) == (2, 1, 1)
    assert report.as_dict()["placed"] == 2
    sentences = placed_words(report, ENGLISH)
    assert len(sentences) == 3 and "marked as derived" in sentences[0] and "outside the country" in sentences[1]
    again = load(engine, INFO, [chunk_of(ROWS)], "rows", "")
    assert again.loaded == again.placed == 0 and placed_words(again, ENGLISH) == []


def test_counted_with_the_reported_and_told_apart(gateway):
    assert by_division(gateway) == {"ES-AN": 5, "ES-CT": 1, "other": 1, "": 3}
    assert seen(gateway).derived(Selection()) == {"ES-AN": 4, "": 2}
    heroin = Selection().having("goods", ["heroin"])
    assert seen(gateway).derived(heroin) == {"ES-AN": 3}
    words = answered(gateway, Selection(), "seizures", ("admin1",)).frame
    assert dict(words.select("admin1", "value").iter_rows())[""] == 8  # as reported, still nothing


def test_listed_and_written_as_derived(gateway):
    answers = seen(gateway)
    page = answers.record_page(Listing(selection=Selection().having("division", ["ES-AN"])))
    assert page.records.height == 3
    shown = listed(page, ENGLISH, {})
    assert sum("division derived from coordinates: Andalucía" in r for r in shown["remarks"]) == 2
    assert sorted(shown["place"]) == ["", "", "Andalucía"]  # as reported alone
    file = lines_table(page, ENGLISH, {})
    assert sorted(file["Division derived from coordinates (code)"]) == ["", "ES-AN", "ES-AN"]
    assert sorted(file["Division as reported"]) == ["", "", "Andalucía"]


def test_the_page_of_a_record_says_which(gateway):
    answers = seen(gateway)
    page = answers.record_page(Listing(selection=Selection()))
    told = {}
    for key, seizure in zip(page.records["record_key"], page.records["seizure_id"], strict=True):
        table = sections(answers.record(key).versions[0], ENGLISH)[0].table
        row = table.filter(Field="Administrative division").row(0, named=True)
        told[seizure] = (row["As reported"], row["Harmonised"], row.get("Remarks") or "")
    assert told[1] == ("Not reported", "ES-AN", "division derived from coordinates: Andalucía")
    assert told[4][2] == "" and "outside the country" in told[5][2] and "middle of the country" in told[6][2]


def test_other_shapes_place_anew_and_raise_the_version(gateway, engine, monkeypatch):
    d = t.SeizureDetail
    with engine.begin() as connection:  # as an older program left it
        connection.execute(sa.update(d).where(d.seizure_id <= 2).values(admin1_derived="ES-CT"))
        connection.execute(sa.update(t.Store).values(placed_by="older"))
    assert follow_shapes(engine) == 2 and follow_shapes(engine) == 0
    newer = Gateway.open(url=gateway.address)
    assert newer.version == gateway.version + 1 and by_division(newer) == by_division(gateway)
    monkeypatch.setattr(replacing, "drawn_by", lambda: "yet others")
    assert follow_shapes(engine) == 0  # nothing lies elsewhere: noted, and no new version
    assert Gateway.open(url=gateway.address).version == newer.version


def test_a_corrected_record_is_placed_by_its_own_coordinates(engine, gateway):
    first = chunk_of([{**MALAGA, "record_id": "a"}])
    load(engine, INFO, [first], "one", "")
    moved = chunk_of([{**MALAGA, "record_id": "a", "latitude": 41.39, "longitude": 2.17, "content": "other"}])
    report = load(engine, INFO, [moved], "two", "")
    assert (report.superseded, report.placed) == (1, 1)
    after = seen(Gateway.open(url=gateway.address))
    assert after.derived(Selection()) == {"ES-AN": 4, "ES-CT": 1, "": 2}


def test_a_restored_store_is_placed_at_its_next_opening(engine, gateway, tmp_path):
    store_file.export_store(engine, tmp_path / "all.zip")
    with engine.begin() as connection:
        assert connection.scalar(sa.select(t.Store.placed_by)) == replacing.drawn_by()
    other = open_store(f"sqlite:///{tmp_path}/other.sqlite")
    assert follow_shapes(other) == 0
    store_file.restore_store(other, tmp_path / "all.zip")
    with other.connect() as connection:
        assert connection.scalar(sa.select(t.Store.placed_by)) == ""
    assert follow_shapes(other) == 0


def test_a_store_that_cannot_be_written_stays_as_it_is(engine, gateway, monkeypatch, caplog):
    with engine.begin() as connection:
        connection.execute(sa.update(t.Store).values(placed_by="older"))

    def refused(_connection):
        raise sa.exc.OperationalError("update", {}, Exception("readonly"))

    monkeypatch.setattr(replacing, "_placed_anew", refused)
    assert follow_shapes(engine) == 0 and "other shapes" in caplog.text
