"""Cases in a store, on both databases: every change is a new version, and each can be explained and taken back."""

from dataclasses import replace
from datetime import UTC, datetime

import polars as pl
import pytest
import sqlalchemy as sa

from data_access.casebook import editing, reading, shipped
from data_access.casebook.kind import CASES
from data_access.casebook.source import INFO
from data_access.casebook.tables import CaseVersion
from data_access.entries.importing import as_frame
from data_access.facts.cases import shipped as cases_of_the_program
from data_access.gateway import hold_cases
from data_access.ingest.loading import load
from data_access.ingest.undo import undo
from data_access.ingest.versions import current_version
from data_access.settings import sqlite_url
from data_access.sources.base import Chunk, SourceInfo
from data_access.store import tables as t
from data_access.store.engine import open_store
from data_access.store.store_file import export_store, restore_store
from domain.cases.frames import CASE_SCHEMA, HISTORY_SCHEMA, PART_SCHEMAS
from domain.entitlement import PUBLIC
from domain.errors import UsageError
from domain.frames import RECORD_SCHEMA, REFUSED_SCHEMA

ONE = replace(cases_of_the_program()[4], case_id="X-1")
TWO = replace(cases_of_the_program()[30], case_id="X-2")


def put(engine, *cases, info=INFO):
    chunk = Chunk(
        records=pl.DataFrame(schema=RECORD_SCHEMA), refused=pl.DataFrame(schema=REFUSED_SCHEMA), rows=len(cases), done=1.0,
        others={CASES.name: as_frame(CASES, enumerate(cases, 2))},
    )  # fmt: skip
    return load(engine, info, [chunk], "cases.csv", "")


def shown(engine, which=None):
    with engine.connect() as connection:
        return reading.read(connection, reading.published() if which is None else which)


def version(engine):
    with engine.connect() as connection:
        return current_version(connection)


def save(engine, case, expected, why="because", **more):
    return editing.save(engine, case, who="analyst", why=why, expected=expected, **more)


@pytest.fixture
def engine(store_url):
    return open_store(store_url)


def test_the_shipped_cases_are_a_source_like_any_other_and_come_once(engine):
    assert shipped.bring(engine) and not shipped.bring(engine)
    frames = shown(engine)
    assert dict(frames.cases.schema) == CASE_SCHEMA
    assert {name: dict(part.schema) for name, part in frames.parts.items()} == PART_SCHEMAS
    assert frames.cases["proven"].sum() == 44 and frames.cases["in_matrix"].sum() == 43
    for case in cases_of_the_program():
        assert frames.case(case.case_id) == replace(case, handling="public"), "nothing is lost on the way"
    with engine.connect() as connection:
        run = connection.execute(sa.select(t.IngestRun.run_id, t.IngestRun.loaded, t.IngestRun.published)).one()
        assert run[1:] == (107, "2026-11")
    assert undo(engine, run[0]) == 107
    assert not shipped.bring(engine), "who takes them back wants to be without them"
    assert shown(engine).cases.is_empty()


def test_a_store_without_them_answers_from_the_file_as_a_store_would(engine):
    with engine.connect() as connection:
        assert shipped.wanting(connection)
    shipped.bring(engine)
    with engine.connect() as connection:
        assert not shipped.wanting(connection)
    own, frames = shipped.as_frames(), shown(engine)
    told = [c for c in CASE_SCHEMA if c not in ("saved_at", "first_seen", "reason")]
    assert own.cases.sort("case_id").select(told).equals(frames.cases.select(told))
    for name, part in frames.parts.items():
        keys = ["case_id", "line"]
        assert own.parts[name].sort(keys, maintain_order=True).equals(part)


def test_an_import_stores_what_is_new_or_changed_and_says_so(engine):
    first = put(engine, ONE, TWO)
    assert (first.read, first.loaded, first.unchanged, first.superseded) == (2, 2, 0, 0)
    again = put(engine, ONE, TWO)
    assert (again.loaded, again.unchanged, again.data_version) == (0, 2, first.data_version)
    changed = put(engine, replace(ONE, lesson="Another lesson."), TWO)
    assert (changed.loaded, changed.unchanged, changed.superseded) == (1, 1, 1)
    assert shown(engine).case("X-1").lesson == "Another lesson."
    history = reading.history(engine, "X-1", PUBLIC)
    assert dict(history.schema) == HISTORY_SCHEMA
    assert history["version"].to_list() == [2, 1] and history["is_current"].to_list() == [True, False]
    with engine.connect() as connection:
        assert reading.read(connection, CaseVersion.version == 1).case("X-1") == replace(ONE, handling="public")


def test_an_import_is_taken_back_with_its_parts_and_what_was_before_is_shown(engine):
    put(engine, ONE)
    second = put(engine, replace(ONE, title="Another title", sources=ONE.sources[:1]), TWO)
    assert undo(engine, second.run_id) == 2
    frames = shown(engine)
    assert frames.cases["case_id"].to_list() == ["X-1"] and frames.case("X-1") == replace(ONE, handling="public")


def test_an_import_whose_cases_were_changed_later_is_not_taken_back(engine):
    first = put(engine, ONE)
    save(engine, replace(ONE, lesson="Later."), 1)
    with pytest.raises(UsageError, match="undo that one first"):
        undo(engine, first.run_id)


def test_a_case_of_another_source_or_twice_in_a_file_is_set_aside(engine):
    put(engine, ONE)
    other = SourceInfo(source_id="other", name="Other", publisher="x", kind="official", note="")
    report = put(engine, replace(ONE, lesson="Theirs."), TWO, replace(TWO, lesson="Again."), info=other)
    assert (report.loaded, report.quarantined) == (1, 2)
    assert shown(engine).case("X-1").lesson == ONE.lesson
    with engine.connect() as connection:
        found = connection.execute(sa.select(t.Quarantine.file_row, t.Quarantine.field, t.Quarantine.value)).all()
    assert sorted(map(tuple, found)) == [(2, "id", "X-1"), (4, "id", "X-2")]


def test_an_export_of_shipped_cases_that_comes_back_changes_nothing_and_takes_no_id(engine):
    same, other = cases_of_the_program()[0], replace(cases_of_the_program()[1], lesson="Theirs.")
    report = put(engine, replace(same, handling="public"), other, ONE)
    assert (report.loaded, report.unchanged, report.quarantined) == (1, 1, 1)
    shipped.bring(engine)
    assert shown(engine).cases.height == 108 and shown(engine).case("CB-002").lesson != "Theirs."


def test_what_somebody_changed_stays_published_and_the_newer_text_waits_as_a_draft(engine):
    put(engine, ONE)
    save(engine, replace(ONE, lesson="By hand."), 1)
    report = put(engine, replace(ONE, lesson="Newer edition."))
    assert (report.loaded, report.drafts, report.superseded) == (1, 1, 0)
    assert shown(engine).case("X-1").lesson == "By hand."
    assert shown(engine, reading.current_draft()).case("X-1").lesson == "Newer edition."
    assert put(engine, replace(ONE, lesson="Newer edition.")).unchanged == 1


def test_a_draft_stands_apart_until_it_is_published(engine):
    assert save(engine, ONE, 0, draft=True) == 1
    assert shown(engine).case("X-1") is None and shown(engine, reading.current_draft()).case("X-1") is not None
    assert save(engine, replace(ONE, lesson="Better."), 1, draft=True) == 2
    assert shown(engine, reading.current_draft()).case("X-1").lesson == "Better."
    before = version(engine)
    assert save(engine, ONE, 2) == 3 and version(engine) == before + 1
    assert shown(engine).case("X-1") is not None and shown(engine, reading.current_draft()).cases.is_empty()
    assert reading.history(engine, "X-1", PUBLIC)["state"].to_list() == ["published", "draft", "draft"]


def test_somebody_elses_change_is_never_overwritten(engine):
    save(engine, ONE, 0)
    for expected in (0, 2):
        with pytest.raises(UsageError, match="Somebody else has saved"):
            save(engine, replace(ONE, lesson="Mine."), expected)
    assert shown(engine).case("X-1").lesson == ONE.lesson


@pytest.mark.parametrize(
    ("case", "why", "said"),
    [
        (ONE, " ", "Say why"),
        (replace(ONE, title=""), "x", "title: this is needed"),
        (replace(ONE, evidence_standard="alleged", finality="no_judgment"), "x", "oc_link_standard"),
    ],
)
def test_what_breaks_a_rule_is_not_saved(engine, case, why, said):
    with pytest.raises(UsageError, match=said):
        save(engine, case, 0, why)
    assert version(engine) == 0


def test_a_reversal_takes_a_case_out_of_proven_at_once_and_names_nobody(engine):
    shipped.bring(engine)
    before = shown(engine)
    assert before.cases.filter(pl.col("case_id") == "CB-001")["proven"].item()
    assert editing.reverse(engine, "CB-001", "Set aside on 1 November 2026.", who="analyst", expected=1) == 2
    after = shown(engine)
    row = after.cases.row(by_predicate=pl.col("case_id") == "CB-001", named=True)
    assert (row["proven"], row["convicted"], row["in_matrix"]) == (False, False, False)
    assert row["erratum"] == "Set aside on 1 November 2026." and after.cases["proven"].sum() == 43
    assert "Hammoud" in before.case("CB-001").title
    name = "hammoud"
    case = after.case("CB-001")
    assert name not in case.title.casefold()
    assert not [s for s in case.sources if name in (s.title + s.address).casefold()]
    assert [s.publisher for s in case.sources] == [s.publisher for s in before.case("CB-001").sources]
    with pytest.raises(UsageError, match="Say what the court decided"):
        editing.reverse(engine, "CB-005", " ", who="analyst", expected=1)
    with pytest.raises(UsageError, match="no published case"):
        editing.reverse(engine, "CB-999", "x", who="analyst", expected=1)


def test_a_case_changed_in_a_store_that_never_had_the_shipped_ones_brings_them_along(engine):
    editing.withdraw(engine, "CB-002", who="analyst", why="Double.", expected=1)
    frames = shown(engine)
    assert frames.cases.height == 106 and frames.case("CB-002") is None
    assert reading.history(engine, "CB-002", PUBLIC)["state"].to_list() == ["withdrawn", "published"]
    assert not shipped.bring(engine)


def test_a_file_of_the_store_carries_cases_and_their_versions(engine, tmp_path):
    save(engine, ONE, 0)
    save(engine, replace(ONE, lesson="Later."), 1)
    save(engine, replace(ONE, lesson="Draft."), 2, draft=True)
    told = export_store(engine, tmp_path / "out.zip")
    other = open_store(sqlite_url(tmp_path / "other.sqlite"))
    assert restore_store(other, tmp_path / "out.zip") == told and told["case_version"] == 110
    assert shown(other).cases.equals(shown(engine).cases)
    assert reading.history(other, "X-1", PUBLIC).equals(reading.history(engine, "X-1", PUBLIC))
    assert save(other, ONE, 3) == 4


def test_versions_keep_when_a_case_was_first_seen(engine):
    put(engine, ONE)
    with engine.begin() as connection:
        connection.execute(sa.update(CaseVersion).values(first_seen=datetime(2020, 1, 1, tzinfo=UTC).date()))
    save(engine, replace(ONE, lesson="Later."), 1)
    assert shown(engine).cases["first_seen"].to_list()[-1].year == 2020


def test_history_shows_only_what_may_be_seen(engine):
    save(engine, replace(ONE, handling="restricted"), 0)
    save(engine, ONE, 1)
    assert reading.history(engine, "X-1", PUBLIC)["version"].to_list() == [2]


def test_a_store_that_is_served_comes_to_hold_them_and_an_empty_one_stays_empty(engine):
    url = engine.url.render_as_string(hide_password=False)
    hold_cases(url)
    assert version(engine) == 0, "an empty store stays one: it is answered by the demo"
    put(engine, ONE)
    hold_cases(url)
    hold_cases(url)
    assert shown(engine).cases.height == 108 and version(engine) == 2
