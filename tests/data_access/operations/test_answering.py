"""Operations of the operator stand beside those of the program, for who may see them."""

import pytest

from data_access.entries import editing
from data_access.gateway import Gateway
from data_access.ingest.loading import import_file
from data_access.operations.kind import OPERATIONS
from data_access.settings import settings
from data_access.sources.registry import ADAPTERS
from data_access.store.engine import open_store
from domain.entitlement import Entitlement
from domain.errors import UsageError
from domain.operations.selection import OperationSelection
from domain.viewer import Viewer
from tests.asking import seen
from tests.data_access.sources.test_operations import entry, write_sample

ALL = OperationSelection()
BOTH = Viewer(entitlement=Entitlement(handling=("public", "restricted")), language="en")


def save(one, **more):
    engine = open_store(settings().database_url)
    return editing.save(engine, OPERATIONS, one, who="a", why="b", **{"expected": 0} | more)


def of(**query: str) -> OperationSelection:
    return OperationSelection.from_query({key: [value] for key, value in query.items()})


def test_an_imported_operation_is_listed_counted_and_found_beside_those_of_the_program(tmp_path):
    before = seen(Gateway.open()).operations
    listed, total = before.listed(ALL).height, before.counts(ALL).total
    report = import_file(open_store(settings().database_url), ADAPTERS["operations"], write_sample(tmp_path))
    assert (report.loaded, report.quarantined) == (2, 1)
    after = seen(Gateway.open()).operations
    assert after.listed(ALL).height == listed + 2
    assert after.counts(ALL).total == total + 2
    assert set(after.listed(of(series="Gate", country="PRT"))["op_id"]) == {"X-1", "X-2"}
    one = after.one("X-1")
    assert (one["arrests_per_day"], one["quantities"][0]) == (3 / 8, "2.5 tonnes: cigarettes")
    amounts = after.quantities(of(operation="X-1"))
    assert amounts["normal_value"].to_list() == [2500.0, None]
    assert after.added(of(series="Gate")) == 2 and after.added(of(series="Pangea")) == 0


def test_who_may_not_see_an_operation_counts_it_nowhere():
    save(entry(handling="restricted"))
    gateway = Gateway.open()
    assert seen(gateway).operations.one("X-1") is None and "Gate" not in seen(gateway).operations.codes("series")
    cleared = gateway.for_viewer(BOTH).operations
    assert cleared.one("X-1") and cleared.handling(of(series="Gate")) == ["public", "restricted"]
    assert "restricted" in gateway.operator().handling


def test_nobody_changes_what_they_may_not_see_nor_what_comes_with_the_program():
    save(entry(handling="restricted"))
    entries = seen(Gateway.open()).operations.entries
    with pytest.raises(UsageError, match="nothing under the id"):
        entries.save(entry(note="x"), who="a", why="b", expected=1)
    with pytest.raises(UsageError, match="comes with the program"):
        entries.save(entry(id="OP-098"), who="a", why="b", expected=0)


def test_an_id_of_the_program_is_refused_in_a_file_too(tmp_path):
    from tests.data_access.sources.test_operations import written

    path = written(tmp_path / "o.csv", [entry(id="OP-098")])
    report = import_file(open_store(settings().database_url), ADAPTERS["operations"], path)
    assert (report.loaded, report.quarantined) == (0, 1)


def test_a_draft_is_listed_nowhere():
    save(entry(), state="draft")
    operations = seen(Gateway.open()).operations
    assert operations.one("X-1") is None and operations.entries.drafts_named() == {"X-1": "Gate II"}
