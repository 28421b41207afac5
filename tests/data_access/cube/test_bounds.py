"""A question that would take all the memory is refused before anything of it is made, in every form."""

from dataclasses import replace

import pytest
from click.testing import CliRunner

from cli.main import main
from data_access.cube import bounds, grid
from data_access.gateway import Gateway
from data_access.ingest.loading import import_file
from data_access.lattice import statements
from data_access.settings import settings
from data_access.sources.registry import ADAPTERS
from data_access.store.engine import open_store
from domain.entitlement import PUBLIC
from domain.errors import TooFine
from domain.question import Question
from domain.selection import Selection
from reports.explore import found as answers
from tests.asking import answered, seen
from tests.conftest import row, write_ids


@pytest.fixture
def gateway(tmp_path):
    """Forty records in forty places, forty kinds of location and one or two countries."""
    rows = [row(place=f"Place {i}", country="Spain" if i % 4 else "Malta") for i in range(40)]
    rows = [r.replace("Kilogram;;;", f"Kilogram;;Hall {i};") for i, r in enumerate(rows)]
    import_file(open_store(settings().database_url), ADAPTERS["unodc-ids"], write_ids(tmp_path / "i.csv", rows))
    return Gateway.open()


def test_the_members_of_the_sides_are_multiplied_and_records_bound_them():
    bounds.check({"a": 10, "b": 100}, most=1000)
    with pytest.raises(
        TooFine, match=r"up to 1,010 cells \(10 of 'a' × 101 of 'b'\); 1,000 can be shown at most\. Group by fewer"
    ):
        bounds.check({"a": 10, "b": 101}, most=1000)
    bounds.check({"a": 10**6, "b": 10**6}, most=1000, records=1000)
    bounds.check({"a": 10**6, "b": 10**6}, most=None)


def test_a_cross_table_is_refused_before_its_cells_are_asked_for(gateway, monkeypatch):
    question = Question(by=("place", "facility"))
    assert answers.ask(seen(gateway), question).table.cells.height == 1600
    monkeypatch.setattr(bounds, "MOST_CELLS", 1599)
    monkeypatch.setattr(answers, "_cells", None)
    monkeypatch.setattr(answers, "pivot", None)
    with pytest.raises(TooFine, match="40 of 'place' × 40 of 'facility'"):
        answers.ask(seen(gateway), question)
    monkeypatch.undo()
    monkeypatch.setattr(bounds, "MOST_CELLS", 1599)
    narrower = Selection(where=(("country", ("MLT",)),))
    assert answers.ask(seen(gateway), replace(question, selection=narrower)).table.cells.height == 100


def test_a_grid_is_refused_before_it_is_made(gateway, monkeypatch):
    monkeypatch.setattr(bounds, "MOST_CELLS", 39)
    monkeypatch.setattr(grid, "_reporters", None)
    with pytest.raises(TooFine):
        answered(gateway, Selection(), "seizures", ("place",), PUBLIC, grid=True)


@pytest.mark.parametrize("measure", ["seizures", "quantity"])
def test_rows_of_records_are_estimated_before_the_database_is_asked(gateway, monkeypatch, measure):
    monkeypatch.setattr(bounds, "MOST_ROWS", 39)
    kind = {"unit_class": "mass"} if measure == "quantity" else {}
    assert answered(gateway, Selection(), measure, ("country", "mode"), PUBLIC, **kind).frame.height == 2
    monkeypatch.setattr(statements, "fetch", None)
    with pytest.raises(TooFine, match="up to 40 cells"):
        answered(gateway, Selection(), measure, ("place", "facility", "goods_reported"), PUBLIC, **kind)
    monkeypatch.undo()
    monkeypatch.setattr(bounds, "MOST_ROWS", 39)
    for narrower in (
        Selection(where=(("country", ("MLT",)),)),
        Selection(where=(("country", ("MLT",)), ("place", ("Place 4",)))),
    ):
        assert answered(gateway, narrower, measure, ("place", "facility"), PUBLIC, **kind).frame.height in (10, 1)
    whole = answered(gateway, Selection(), measure, ("place", "facility"), PUBLIC, bounded=False, **kind)
    assert whole.frame.height == 40


def test_the_shell_says_so_and_a_flag_lifts_the_bound(gateway, monkeypatch):
    monkeypatch.setattr(bounds, "MOST_ROWS", 39)
    command = ["query", "seizures", "--by", "place,facility", "--format", "csv"]
    refused = CliRunner().invoke(main, command)
    assert refused.exit_code == 2 and "up to 40 cells" in refused.stderr and "Group by fewer" in refused.stderr
    lifted = CliRunner().invoke(main, [*command, "--any-size"])
    assert lifted.exit_code == 0 and lifted.stdout.count("\n") == 41


def test_rows_come_in_parts_and_are_all_there(gateway, monkeypatch):
    monkeypatch.setattr(statements, "FETCHED", 7)
    assert answered(gateway, Selection(), "seizures", ("place", "facility"), PUBLIC).frame["value"].sum() == 40


def test_months_are_not_multiplied_by_their_years_and_who_reported_is_always_known(gateway, monkeypatch):
    monkeypatch.setattr(bounds, "MOST_ROWS", 20)
    assert answered(gateway, Selection(), "seizures", ("month",), PUBLIC).frame.height == 1
    assert answered(gateway, Selection(), "seizures", ("country", "month"), PUBLIC).frame.height == 2
    monkeypatch.setattr(bounds, "MOST_ROWS", 0)
    assert not seen(gateway).reporting(Selection()).is_empty()
