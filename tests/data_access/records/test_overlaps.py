"""The same seizure from two sources: linked by the operator, counted once, and taken back."""

from datetime import date

import pytest
from click.testing import CliRunner

from analysis.overlaps import candidates
from cli.main import main
from data_access.ingest.undo import undo
from data_access.records.overlaps import comparable, link, links, precedence, unlink
from data_access.settings import settings
from data_access.store.engine import open_store
from domain.entitlement import PUBLIC
from domain.errors import UsageError
from tests.data_access.records.test_records import ask, info, put, record, touched


@pytest.fixture
def pair():
    put([record(2, kg=3), record(3, kg=50)], info("police", precedence=1))
    put([record(2, kg=3), record(9, kg=7, country="ESP")], info("customs", precedence=2, handling="public"))
    engine = open_store(settings().database_url)
    found = candidates(comparable(engine, PUBLIC), precedence(engine)).to_dicts()
    assert len(found) == 1
    return engine, found[0]["kept_key"], found[0]["hidden_key"]


def test_a_link_makes_two_records_count_once_and_its_undoing_twice(pair):
    engine, kept, hidden = pair
    assert ask()[0]["value"] == 4
    link(engine, kept, hidden, PUBLIC, "same report number")
    assert ask()[0]["value"] == 3
    assert ask("quantity", unit_class="mass")[0]["value"] == 60.0
    assert ask(where=[("source", ("customs",))])[0]["value"] == 2
    assert candidates(comparable(engine, PUBLIC), precedence(engine)).is_empty()
    assert links(engine, PUBLIC)["note"].to_list() == ["same report number"]
    unlink(engine, hidden, PUBLIC)
    assert ask()[0]["value"] == 4


def test_a_correction_keeps_the_link_and_undoing_the_kept_import_loosens_it(tmp_path):
    first = put([record(2, kg=3)], info("police", precedence=1))
    put([record(2, record_id="C1", kg=3)], info("customs", precedence=2))
    engine = open_store(settings().database_url)
    found = candidates(comparable(engine, PUBLIC), precedence(engine)).row(0, named=True)
    link(engine, found["kept_key"], found["hidden_key"], PUBLIC)
    put([record(2, record_id="C1", kg=4, content="corrected")], info("customs", precedence=2))
    assert ask("quantity", unit_class="mass")[0]["value"] == 3.0
    undo(engine, first.run_id)
    assert ask("quantity", unit_class="mass")[0]["value"] == 4.0
    assert links(engine, PUBLIC).is_empty()


def test_what_cannot_be_linked(pair):
    engine, kept, hidden = pair
    link(engine, kept, hidden, PUBLIC)
    with pytest.raises(UsageError, match="part of a link already"):
        link(engine, hidden, kept, PUBLIC)
    with pytest.raises(UsageError, match="no record"):
        link(engine, "nothing", hidden, PUBLIC)
    with pytest.raises(UsageError, match="is not linked"):
        unlink(engine, kept, PUBLIC)
    with pytest.raises(UsageError, match="same source"):
        link(engine, kept, kept, PUBLIC)


def test_the_shell_lists_and_decides(pair):
    _, kept, hidden = pair
    run = CliRunner().invoke
    listed = run(main, ["overlaps"])
    assert listed.exit_code == 0 and f"{kept},{hidden}" in listed.stdout
    assert run(main, ["overlaps", "link", kept, hidden]).exit_code == 0
    assert hidden in run(main, ["overlaps", "--links"]).stdout
    assert run(main, ["overlaps", "link", hidden, kept]).exit_code == 2
    assert run(main, ["overlaps", "unlink", hidden]).exit_code == 0


def test_a_decision_touches_the_months_of_the_records_that_give_way():
    put([record(2, kg=3)], info("police", precedence=1))
    put([record(2, record_id="C1", kg=3), record(3, record_id="C2", kg=9, seized_on=date(2011, 1, 1))], info("customs"))
    engine = open_store(settings().database_url)
    found = candidates(comparable(engine, PUBLIC), precedence(engine)).row(0, named=True)
    link(engine, found["kept_key"], found["hidden_key"], PUBLIC)
    assert touched(engine) == ("2020-05", "2020-05")
    unlink(engine, found["hidden_key"], PUBLIC)
    assert touched(engine) == ("2020-05", "2020-05")


def test_a_load_and_an_undo_touch_the_months_of_records_that_give_way_otherwise():
    """The record that counts is corrected in another month: the one that gives way is written anew, in its own."""
    kept = put([record(2, record_id="P1", kg=3)], info("police", precedence=1))
    put([record(2, kg=3)], info("customs", precedence=2))
    engine = open_store(settings().database_url)
    found = candidates(comparable(engine, PUBLIC), precedence(engine)).row(0, named=True)
    link(engine, found["kept_key"], found["hidden_key"], PUBLIC)
    moved = {"record_id": "P1", "kg": 3, "seized_on": date(2022, 7, 1)}
    other = put([record(2, content="moved", handling="restricted", **moved)], info("police", precedence=1))
    assert touched(engine) == ("2020-05", "2022-07")
    undo(engine, other.run_id)
    assert touched(engine) == ("2020-05", "2022-07")
    undo(engine, kept.run_id)
    assert touched(engine) == ("2020-05", "2020-05")
