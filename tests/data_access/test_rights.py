"""Nothing of a record that a viewer may not see is shown: no code, no month, no source, no row set aside."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest
from click.testing import CliRunner

from cli.main import main
from data_access.gateway import Gateway
from data_access.ingest.loading import import_safely, load
from data_access.ingest.undo import runs, undo
from data_access.records import detail as record_detail
from data_access.records import search as record_search
from data_access.records.overlaps import link, links, unlink
from data_access.settings import settings
from data_access.store.engine import open_store
from domain.entitlement import PUBLIC, Entitlement
from domain.errors import UsageError
from domain.frames import REFUSED_SCHEMA, conform
from domain.selection import Selection
from domain.words import ENGLISH
from reports import exports
from tests.asking import answered, seen
from tests.data_access.located import INFO, chunk_of
from tests.data_access.old_store import older

ALL = Entitlement(handling=("public", "restricted"))
SECRET = replace(INFO, source_id="secret", name="Secret service", handling="restricted")
OPEN = [
    {"country": "NLD", "goods": "heroin", "seized_on": date(2024, 3, 1), "mode": "air"},
    {
        "country": "ESP",
        "goods": "cocaine",
        "seized_on": date(2025, 6, 1),
        "unit_class": "mass",
        "handling": "restricted",
    },
]
HIDDEN = [{"country": "MLT", "goods": "khat", "seized_on": date(2019, 1, 1), "mode": "sea"}]


def refused():
    told = {"row": 9, "field": "date", "value": "someday", "reason": "no date", "content": "someday;MLT"}
    return conform(pl.DataFrame([told]), REFUSED_SCHEMA)


@pytest.fixture
def gateway():
    engine = open_store(settings().database_url)
    load(engine, INFO, [chunk_of(OPEN)], "open", "")
    load(engine, SECRET, [replace(chunk_of(HIDDEN), refused=refused())], "hidden", "")
    return Gateway.open()


@pytest.mark.parametrize(
    ("viewer", "countries", "goods", "modes", "months", "sources"),
    [
        (PUBLIC, ["NLD"], ["heroin"], ["air"], ("2024-03", "2024-03"), [INFO.source_id]),
        (
            ALL,
            ["ESP", "MLT", "NLD"],
            ["cocaine", "heroin", "khat"],
            ["", "air", "sea"],
            ("2019-01", "2025-06"),
            [INFO.source_id, "secret"],
        ),
        (Entitlement(handling=()), [], [], [], ("", ""), []),
    ],
)
def test_codes_months_and_sources_are_those_that_may_be_seen(gateway, viewer, countries, goods, modes, months, sources):
    assert (
        list(seen(gateway, viewer).codes("country")) == countries
        and list(seen(gateway, viewer).codes("goods")) == goods
    )
    assert list(seen(gateway, viewer).codes("mode")) == modes and seen(gateway, viewer).months() == months
    assert seen(gateway, viewer).sources()["source"].to_list() == sorted(sources)
    assert seen(gateway, viewer).capable_sources(Selection()) == sorted(sources)


def test_whose_fields_are_told_is_judged_by_what_may_be_seen(gateway):
    by_sea = Selection(where=(("mode", ("sea",)),))
    assert seen(gateway).capable_sources(by_sea) == [INFO.source_id]  # it tells modes
    assert seen(gateway).capable_sources(Selection(where=(("goods", ("cocaine",)),))) == [INFO.source_id]
    rows = pl.DataFrame({"source": [INFO.source_id, "secret"], "country": ["NLD", "MLT"]})
    assert seen(gateway).capable(rows, by_sea)["source"].to_list() == [INFO.source_id]
    assert seen(gateway, ALL).capable(rows, by_sea).height == 2


def test_what_could_not_be_read_of_a_restricted_source_is_for_those_who_may_see_it(gateway):
    assert seen(gateway).rejected_rows().is_empty()
    assert seen(gateway, ALL).rejected_rows()["value"].to_list() == ["someday"]


def test_the_operator_sees_every_level_that_the_store_holds(gateway):
    assert gateway.operator() == ALL


def test_a_file_is_marked_by_the_records_in_it_not_by_the_source_alone(gateway):
    def handling(viewer):
        words = {"title": "T", "unit": "seizures", "caution": "Read."}
        return exports.about(seen(gateway, viewer), ENGLISH, Selection(where=(("country", ("NLD", "ESP")),)), **words)

    assert handling(PUBLIC)["handling"] == "public" and "restricted" in handling(ALL)["handling"]
    assert "Secret service" not in str(handling(PUBLIC))


@pytest.fixture
def pair():
    """Possible duplicates: a restricted record of the police counts for a public one of customs."""
    held = {"goods": "heroin", "seized_on": date(2024, 3, 1), "country": "NLD"}
    engine = open_store(settings().database_url)
    police, customs = (replace(INFO, source_id=name, name=name) for name in ("police", "customs"))
    secret = {**held, "handling": "restricted", "record_id": "P1"}
    load(engine, police, [chunk_of([secret, {**held, "country": "FRA", "record_id": "P2"}])], "police", "")
    load(engine, customs, [chunk_of([held])], "customs", "")
    with engine.connect() as connection:
        key = dict(connection.exec_driver_sql("select source_id || ' ' || handling, record_key from seizure").all())
    kept, hidden = key["police restricted"], key["customs public"]
    link(engine, kept, hidden, ALL, "the informant's tip")
    return engine, kept, hidden, police, secret


def counted(viewer):
    gateway = Gateway.open()
    listed = seen(gateway, viewer).record_page(record_search.Listing(selection=Selection())).records.height
    return answered(gateway, Selection(), "seizures", (), viewer).total, listed


def test_a_link_is_told_to_those_who_may_see_both_records(pair):
    engine, kept, hidden, *_ = pair
    assert links(engine, PUBLIC).is_empty() and links(engine, ALL)["kept_key"].to_list() == [kept]
    assert links(engine, Entitlement(handling=("restricted",))).is_empty()
    assert record_detail.record(engine, hidden, PUBLIC).links == ()
    assert "informant" not in CliRunner().invoke(main, ["record", hidden]).output
    assert "informant" in CliRunner().invoke(main, ["overlaps", "--links"]).output  # the operator's


def test_who_may_not_see_the_record_that_counts_still_counts_the_other(pair):
    assert counted(PUBLIC) == (2, 2) and counted(ALL) == (2, 2)
    engine, _, hidden, *_ = pair
    unlink(engine, hidden, ALL)
    assert counted(PUBLIC) == (2, 2) and counted(ALL) == (3, 3)


def test_a_correction_that_opens_the_record_and_its_undoing_move_the_count(pair):
    engine, _, _, police, secret = pair
    load(engine, police, [chunk_of([{**secret, "handling": "public", "content": "opened"}])], "police", "")
    assert counted(PUBLIC) == (2, 2) and counted(ALL) == (2, 2)  # now it counts for the other, for all
    undo(engine, runs(engine).filter(pl.col("superseded") > 0)["run_id"].item())
    assert counted(PUBLIC) == (2, 2) and counted(ALL) == (2, 2)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("select hidden_by from seizure where hidden_by <> ''").scalars().all() == [
            "police~restricted"
        ]


def test_nobody_links_or_parts_what_he_may_not_see(pair):
    engine, kept, hidden, *_ = pair
    with pytest.raises(UsageError, match="is not linked"):
        unlink(engine, hidden, PUBLIC)
    unlink(engine, hidden, ALL)
    with pytest.raises(UsageError, match="There is no record"):
        link(engine, kept, hidden, PUBLIC)


def test_a_row_set_aside_goes_by_its_own_level_and_by_the_strictest_where_it_tells_none(tmp_path):
    file = tmp_path / "mixed.csv"
    lines = ["open,2024-99-01,FRA,heroin,", "shut,2024-99-02,FRA,heroin,restricted", "torn,2024-99-03,FRA,heroin"]
    lines += ["two,2024-99-04,FRA,heroin,restricted", "two,2024-99-04,FRA,khat,secret"]
    file.write_text("\n".join(["record_id,date,country,goods,handling", *lines]) + "\n")
    import_safely(open_store(settings().database_url), "template", file)
    gateway = Gateway.open()
    assert seen(gateway).rejected_rows()["file_row"].to_list() == [2]
    assert seen(gateway, ALL).rejected_rows()["file_row"].to_list() == [2, 3]
    assert seen(gateway, gateway.operator()).rejected_rows()["file_row"].to_list() == [2, 3, 4, 5, 6]
    assert "2024-99-04" in CliRunner().invoke(main, ["quarantine"]).output


OLD_ROW = (
    "insert into quarantine (record_key, source_id, run_id, file_name, file_row, field, value, reason, content) "
    "select source_id, source_id, run_id, 'f', 1, '', source_id, 'r', '' from ingest_run"
)


def test_rows_set_aside_and_links_of_an_older_store_get_their_levels(store_url):
    """The store as schema 0008 had it: no level beside a row set aside, the bare source beside a linked record."""
    engine = open_store(store_url)
    mixed, plain = (replace(INFO, source_id=name, name=name) for name in ("mixed", "plain"))
    load(engine, mixed, [chunk_of([*OPEN, {**OPEN[0], "country": "DEU"}])], "mixed", "")
    load(engine, plain, [chunk_of([OPEN[0]])], "plain", "")
    load(engine, SECRET, [chunk_of(HIDDEN)], "hidden", "")
    with engine.connect() as connection:
        keys = connection.exec_driver_sql("select source_id || country, record_key from seizure").all()
    link(engine, dict(keys)["mixedESP"], dict(keys)["plainNLD"], ALL)
    older(engine, "0008")
    with engine.begin() as connection:
        assert connection.exec_driver_sql("select hidden_by from seizure where source_id = 'plain'").scalar() == "mixed"
        connection.exec_driver_sql(OLD_ROW)
    engine.dispose()
    engine = open_store(store_url)
    with engine.connect() as connection:
        levels = dict(connection.exec_driver_sql("select value, handling from quarantine").all())
        mark = connection.exec_driver_sql("select hidden_by from seizure where source_id = 'plain'").scalar()
    assert levels == {"mixed": "unknown", "plain": "public", "secret": "restricted"} and mark == "mixed~restricted"
    engine.dispose()
