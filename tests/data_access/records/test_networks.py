"""Imported networks for one viewer: levels, sources, days; and what a store of before keeps of names."""

from datetime import date

import pytest
import sqlalchemy as sa
from alembic import command
from click.testing import CliRunner

from cli.main import main
from data_access.gateway import Gateway
from data_access.ingest.loading import import_safely
from data_access.ingest.undo import undo
from data_access.records.networks import NetworkGroup, NetworkTie
from data_access.settings import settings
from data_access.store import engine as engines
from data_access.store.engine import open_store
from domain.entitlement import PUBLIC, Entitlement
from domain.errors import UsageError
from domain.viewer import Viewer
from tests.data_access.sources import test_network

EVERYTHING = Entitlement(handling=("public", "restricted"))


def brought(tmp_path, handling=""):
    engine = open_store(settings().database_url)
    nodes = tmp_path / "TEST_Nodes.csv"
    nodes.write_text("Node,Group,State\nN1,Grupo Ñ,Here\nN2,Pedro Inventado,There\n", encoding="utf-8")
    import_safely(engine, "network", nodes)
    return import_safely(engine, "network", test_network.write_sample(tmp_path), handling=handling)


def seen(rights=PUBLIC):
    return Gateway.open().for_viewer(Viewer(entitlement=rights, language="en")).networks


def test_a_network_with_its_nodes_and_those_that_only_ties_name(tmp_path):
    brought(tmp_path)
    found = seen().one("TEST")
    assert found.nodes.select("code", "name", "place_reported", "sort").rows() == [
        ("N1", "Grupo Ñ", "Here", "group"),
        ("N2", "", "There", "group"),
        ("N3", "", "", "group"),
    ]
    assert set(found.nodes["source"]) == {"network"} and found.ties.height == 3
    (row,) = seen().listed().to_dicts()
    assert (row["network"], row["nodes"], row["ties"], row["kinds"]) == ("TEST", 3, 3, "alliance")
    assert (row["sources"], row["handling"]) == (["network"], ["public"])
    assert isinstance(row["first_seen"], date)
    assert seen().one("nothing") is None


def test_who_may_not_see_the_ties_sees_neither_them_nor_whom_they_name(tmp_path):
    brought(tmp_path, handling="restricted")
    assert seen().one("TEST").ties.is_empty()
    assert seen().one("TEST").nodes["code"].to_list() == ["N1", "N2"]
    assert seen(EVERYTHING).one("TEST").ties.height == 3
    assert seen(Entitlement(handling=("red",))).listed().is_empty()
    gateway = Gateway.open()
    assert "restricted" in gateway.operator().handling
    assert seen().listed()["ties"].to_list() == [0]
    assert gateway.for_viewer(Viewer(entitlement=PUBLIC, language="en")).rejected_rows().is_empty()
    with pytest.raises(UsageError, match="not a handling level"):
        brought(tmp_path, handling="everybody")


def test_a_file_described_again_gives_each_node_once_and_an_import_can_be_taken_back(tmp_path):
    report = brought(tmp_path)
    again = tmp_path / "again" / "TEST_Nodes.csv"
    again.parent.mkdir()
    again.write_text("Node,Group,State\nN1,Grupo Ñ,\nN2,Pedro Inventado,There\n", encoding="utf-8")
    import_safely(open_store(settings().database_url), "network", again)
    found = seen().one("TEST").nodes
    assert found.filter(code="N1").select("name", "place_reported").rows() == [("Grupo Ñ", "Here")]
    undo(open_store(settings().database_url), report.run_id)
    assert seen().one("TEST").ties.is_empty()


def test_the_shell_checks_a_network_before_it_loads_it(tmp_path):
    path, run = str(test_network.write_sample(tmp_path)), CliRunner().invoke
    checked = run(main, ["import", "network", path, "--check"])
    assert checked.exit_code == 1 and "row 5, weight: the weight is not a number ('much')" in checked.output
    assert run(main, ["networks"]).stdout == ""
    wrong = run(main, ["import", "unodc-ids", path, "--handling", "public"])
    assert wrong.exit_code and "takes no --handling" in wrong.output


OLD = {"source_id": "network", "run_id": "r", "file_row": 2}
NAMED = [("k1", "N1", "Grupo Ñ"), ("k2", "N2", "Pedro Inventado"), ("k3", "Pedro Inventado", "Pedro Inventado")]


@pytest.mark.migrations
def test_names_that_a_store_of_before_holds_go_and_ties_follow(store_url):
    engine = engines._engine(engines._parsed(store_url))
    with engine.connect().execution_options(sqlite_begin="IMMEDIATE") as connection, engines._rebuilding(connection):
        command.upgrade(engines._alembic(connection), "0013")
        old = sa.MetaData()
        old.reflect(connection)
        texts = dict.fromkeys(("name", "publisher", "kind", "note", "overlap_group", "owner"), "x")
        connection.execute(
            old.tables["source"].insert().values(source_id="network", handling="restricted", precedence=1, **texts)
        )
        counts = dict.fromkeys(
            ("read", "loaded", "exact_copies", "quarantined", "unchanged", "superseded", "skipped"), 2
        )
        run = {"run_id": "r", "source_id": "network", "file_name": "f", "file_sha256": "", **counts}
        connection.execute(old.tables["ingest_run"].insert().values(finished_at=sa.func.now(), **run))
        for key, code, name in NAMED:
            row = {"record_key": key, "network": "W", "code": code, "name": name, "place_reported": ""}
            connection.execute(old.tables["network_group"].insert().values(**OLD, **row))
        tie = {"record_key": "t", "network": "W", "from_code": "N1", "to_code": "Pedro Inventado", "kind": "contact"}
        connection.execute(old.tables["network_tie"].insert().values(**OLD, **tie, weight=1.0, mirrored=False))
        told = dict.fromkeys(("field", "value", "reason", "handling", "file_name"), "x")
        row = {"record_key": "q", "content": "E1\x1fPedro Inventado"}
        connection.execute(old.tables["quarantine"].insert().values(**OLD, **row, **told))
    engine.dispose()
    with open_store(store_url).connect() as connection:
        g, t = NetworkGroup, NetworkTie
        groups = connection.execute(sa.select(g.record_key, g.code, g.name, g.sort, g.handling)).all()
        masked = dict((row[0], row[1]) for row in groups)["k3"]
        assert sorted(tuple(row) for row in groups) == [
            ("k1", "N1", "Grupo Ñ", "group", "restricted"),
            ("k2", "N2", "", "group", "restricted"),
            ("k3", masked, "", "actor", "restricted"),
        ]
        assert "Inventado" not in masked
        assert connection.execute(sa.select(t.from_code, t.to_code, t.handling)).one() == ("N1", masked, "restricted")
        assert connection.scalar(sa.text("SELECT content FROM quarantine")) == ""


def test_a_network_that_is_named_is_a_source_of_its_own(tmp_path):
    path, run = str(test_network.write_sample(tmp_path)), CliRunner().invoke
    done = run(main, ["import", "network", path, "--source", "Invented institute", "--publisher", "An agency"])
    assert done.exit_code == 0, done.output
    (source,) = seen().one("TEST").ties["source"].unique()
    named = Gateway.open().for_viewer(Viewer(entitlement=PUBLIC, language="en")).source_names()
    assert named[source] == "Invented institute"
    nameless = run(main, ["import", "network", path, "--publisher", "An agency"])
    assert nameless.exit_code == 2 and "Say who made this network" in nameless.output
