"""A lattice made from the one before it is the one that the store gives, whatever was loaded, taken back or linked."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as limits

from data_access.gateway import Gateway
from data_access.ingest.loading import load
from data_access.ingest.undo import runs, undo
from data_access.lattice import gathering, making, refreshing, unchanged, versions
from data_access.lattice.specs import PARTS
from data_access.records.overlaps import link, unlink
from data_access.settings import settings, sqlite_url
from data_access.store.engine import open_store
from domain.entitlement import Entitlement
from tests.data_access.lattice import records as twin
from tests.data_access.lattice.test_lattice import FAST
from tests.data_access.located import INFO, chunk_of

ALL = Entitlement(handling=("public", "restricted"))


def contents(lattice):
    """Every cube as sorted rows of codes and figures: numbers of codes may differ."""
    found = {}
    for part, kinds in lattice.cubes.items():
        for kind, cubes in kinds.items():
            for cube in cubes:
                columns = {name: lattice.codes.shown(name, cube.columns[name]).to_list() for name in cube.spec.keys} | {
                    "access": [lattice.codes.access[a] for a in cube.columns["access"]]
                }
                columns |= {name: cube.columns[name].tolist() for name in ("time", *PARTS[part].columns)}
                rows = sorted(map(repr, zip(*columns.values(), strict=True)))
                if rows:
                    found[part, kind, cube.spec] = rows
    return found


@pytest.fixture
def refreshes(monkeypatch, every_cube):
    """How many lattices were made from an older one: all that can be."""
    made = []

    def counting(*args):
        found = refreshing.refreshed(*args)
        made.append(found is not None)
        return found

    monkeypatch.setattr(versions, "refreshed", counting)
    monkeypatch.setattr(refreshing, "GROWN", 1e9)
    monkeypatch.setattr(refreshing, "MOST_CHANGED", 1.0)
    return made


def same_as_whole(url, folder):
    """The lattice that is opened is cell by cell the one made from all records."""
    gateway = Gateway.open(url=url)
    with gateway.engine.connect() as connection:
        made = making.whole(connection, folder)
    again = versions.in_memory(made, 0)
    assert contents(gateway.lattice) == contents(again)
    assert gateway.lattice.codes.years == again.codes.years
    return gateway


@limits(max_examples=8, phases=FAST, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=twin.RECORDS, second=twin.RECORDS)
def test_each_load_gives_what_all_records_give(first, second, refreshes, tmp_path_factory):
    folder = tmp_path_factory.mktemp("refresh")
    url = sqlite_url(folder / "store.sqlite")
    engine = open_store(url)
    twin.stored(engine, first)
    Gateway.open(url=url)
    twin.stored(engine, second)
    same_as_whole(url, tmp_path_factory.mktemp("work"))
    last = runs(engine)["run_id"][0]
    undo(engine, last)
    same_as_whole(url, tmp_path_factory.mktemp("work"))
    assert any(refreshes)


DAY = {"goods": "heroin", "country": "ESP", "mode": "air"}


def stored(rows, name="own", **changed):
    load(
        open_store(settings().database_url),
        replace(INFO, source_id=name, name=name, **changed),
        [chunk_of(rows)],
        name,
        "",
    )


def years(*records, **more):
    """Records of ten years, so that one changed year spares the others."""
    return [{**DAY, "seized_on": date(y, 5, 1), "content": f"{y}"} for y in range(2008, 2018)] + list(records)


def test_a_changed_record_leaves_its_old_month(refreshes, tmp_path):
    moved = {**DAY, "record_id": "A", "seized_on": date(2012, 3, 1), "content": "a"}
    stored(years(moved))
    Gateway.open()
    stored([{**moved, "seized_on": date(2013, 9, 1), "mode": "maritime", "content": "b"}])
    same_as_whole(settings().database_url, tmp_path)
    assert refreshes == [True]


def test_a_year_alone_and_a_new_first_year(refreshes, tmp_path):
    stored(years())
    Gateway.open()
    stored([{**DAY, "seized_on": date(2014, 1, 1), "date_precision": "year", "content": "year"}])
    same_as_whole(settings().database_url, tmp_path)
    stored([{**DAY, "seized_on": date(1999, 7, 1), "content": "old", "country": "AND", "goods": "khat"}])
    gateway = same_as_whole(settings().database_url, tmp_path)
    assert gateway.lattice.codes.years[0] == 1999 and refreshes == [True, True]


@pytest.mark.parametrize(
    ("years", "expected"),
    [((), []), ((2000,), [(2000, 2000)]), ((2003, 2000, 2001, 2004, 2007), [(2000, 2001), (2003, 2004), (2007, 2007)])],
)
def test_stretches_of_years(years, expected):
    assert unchanged.stretches(years) == expected


def test_a_link_and_its_end_change_who_counts(refreshes, tmp_path):
    stored(years({**DAY, "seized_on": date(2012, 3, 1), "content": "x", "record_id": "P"}), "police")
    stored(years({**DAY, "seized_on": date(2012, 3, 2), "content": "y"}), "customs")
    engine = Gateway.open().engine
    with engine.connect() as connection:
        found = connection.exec_driver_sql(
            "select record_key from seizure where year = 2012 and month = '2012-03' order by source_id"
        )
        hidden, kept = (row[0] for row in found)
    link(engine, kept, hidden, ALL)
    same_as_whole(settings().database_url, tmp_path)
    unlink(engine, hidden, ALL)
    same_as_whole(settings().database_url, tmp_path)
    assert refreshes == [True, True]


def test_small_cubes_keep_several_years_at_once(refreshes, tmp_path, monkeypatch):
    """Nothing is noted beside these of the first row of each time and key."""
    monkeypatch.setattr(gathering, "LEAD_FROM", 10**9)
    stored(years())
    Gateway.open()
    stored([{**DAY, "seized_on": date(2012, 3, 2), "content": "new"}])
    same_as_whole(settings().database_url, tmp_path)
    assert refreshes == [True]


def test_a_kind_has_only_the_cubes_that_it_had(refreshes, tmp_path, monkeypatch):
    """One of which it had none would be made of the changed year alone."""
    kept = gathering.Gathering.kept
    uneven = [n for n in PARTS["lines"].coarser if n.time == "year"]
    two = {"quantity_base": 5}
    stored(years() + [{**r, **two, "unit_class": c} for c in ("mass", "pieces") for r in years()])
    with monkeypatch.context() as while_made:
        while_made.setattr(
            gathering.Gathering,
            "kept",
            lambda self, **how: [n for n in kept(self, **how) if n[1] != ("mass",) or n[2] not in uneven],
        )
        Gateway.open()
    stored([{**DAY, **two, "seized_on": date(2012, 3, 2), "content": "new", "unit_class": "mass"}])
    gateway = Gateway.open()
    with gateway.engine.connect() as connection:
        whole = contents(versions.in_memory(making.whole(connection, tmp_path), 0))
    found = contents(gateway.lattice)
    assert refreshes == [True] and found.items() <= whole.items()
    assert {name[1] for name in whole.keys() - found.keys()} == {("mass",)}


def test_what_touches_no_record_reads_none(refreshes, tmp_path, monkeypatch):
    stored(years())
    Gateway.open()
    monkeypatch.setattr(refreshing.Records, "of", None)
    monkeypatch.setattr(versions, "whole", None)
    engine = open_store(settings().database_url)
    from data_access.ingest.versions import new_version

    with engine.begin() as connection:
        new_version(connection, "", [])
    assert Gateway.open().version == 2 and refreshes == [True]


def test_a_store_that_grew_is_made_as_a_whole(every_cube, monkeypatch):
    made = []
    monkeypatch.setattr(versions, "whole", lambda *args: made.append(1) or making.whole(*args))
    stored(years())
    Gateway.open()
    stored([{**DAY, "seized_on": date(2012, 5, 2), "content": "new"}])
    Gateway.open()
    assert len(made) == 1, "a month is read anew"
    many = [{**DAY, "seized_on": date(2012, 5, 2), "content": str(i), "place_reported": f"Port {i}"} for i in range(40)]
    stored(many)
    Gateway.open()
    assert len(made) == 2, "four times the cells"
