"""Statistics: totals apart from breakdowns, intervals added end by end, scores never added."""

import pytest
from click.testing import CliRunner

from cli.main import main
from data_access.ingest.loading import import_file
from data_access.ingest.undo import undo
from data_access.records.networks import ties_of
from data_access.records.observations import indicators, observations
from data_access.settings import settings
from data_access.sources.registry import ADAPTERS
from data_access.store.engine import open_store
from domain.entitlement import PUBLIC, Entitlement
from domain.errors import UsageError
from tests.data_access.sources import test_network, test_oc_index, test_unodc_glotip


@pytest.fixture
def engine(tmp_path):
    engine = open_store(settings().database_url)
    import_file(engine, ADAPTERS["unodc-glotip"], test_unodc_glotip.write_sample(tmp_path))
    import_file(engine, ADAPTERS["oc-index"], test_oc_index.write_sample(tmp_path))
    return engine


def ask(engine, indicator="victims", by=(), rights=PUBLIC, **where):
    pairs = tuple((k, (v,)) for k, v in where.items())
    frame = observations(engine, indicator, by, pairs, rights)
    return [tuple(r[c] for c in (*by, "low", "high", "value", "state")) for r in frame.to_dicts()]


def test_totals_are_taken_unless_a_breakdown_is_asked(engine):
    assert ask(engine) == [(1204.0, 1204.0, 1204.0, "value")]
    assert ask(engine, by=("country",)) == [("FRA", 1204.0, 1204.0, 1204.0, "value"), ("NAM", 0.0, 0.0, 0.0, "zero")]
    assert ask(engine, by=("sex",)) == [
        ("Female", 1000.0, 1000.0, 1000.0, "value"),
        ("Male", 1.0, 4.0, None, "suppressed"),
    ]


def test_intervals_add_end_by_end_and_never_become_a_number(engine):
    assert ask(engine, dimension="exploitation") == [(41.0, 44.0, None, "suppressed")]
    by = ask(engine, by=("category",), dimension="exploitation")
    assert by == [("Forced labour", 40.0, 40.0, 40.0, "value"), ("Sexual exploitation", 1.0, 4.0, None, "suppressed")]
    assert ask(engine, by=("partner",), dimension="citizenship") == [("NGA", 7.0, 7.0, 7.0, "value")]


def test_scores_are_never_added(engine):
    assert ask(engine, "oc-score", ("country", "year"), category="Arms trafficking", dimension="market") == [
        ("CIV", "2021", 5.5, 5.5, 5.5, "value"),
        ("CIV", "2023", 6.0, 6.0, 6.0, "value"),
    ]
    with pytest.raises(UsageError, match="not added"):
        ask(engine, "oc-score", ("country",), category="Arms trafficking", dimension="market")


def test_what_cannot_be_asked(engine):
    assert indicators(engine, PUBLIC) == ["oc-score", "victims"]
    with pytest.raises(UsageError, match="not an indicator"):
        ask(engine, "unicorns")
    with pytest.raises(UsageError, match="not a dimension"):
        ask(engine, by=("goods",))
    with pytest.raises(UsageError, match="Name the breakdown"):
        ask(engine, by=("category",))
    assert indicators(engine, Entitlement(handling=("red",))) == [], "what may not be seen is not named"
    with pytest.raises(UsageError, match="Known: none"):
        ask(engine, rights=Entitlement(handling=("red",)))


def test_they_are_no_seizures_and_can_be_undone(engine, tmp_path):
    run = CliRunner().invoke
    assert run(main, ["query", "seizures"]).stdout.count("0") >= 1
    told = run(main, ["query", "victims", "--by", "country", "--format", "csv"])
    assert told.stdout.splitlines() == [
        "country,victims,low,high,unit,n,state",
        "FRA,1204.0,1204.0,1204.0,persons,1,value",
        "NAM,0.0,0.0,0.0,persons,1,zero",
    ]
    report = import_file(engine, ADAPTERS["network"], test_network.write_sample(tmp_path))
    assert ties_of(engine, PUBLIC).height == 3
    assert "N1,N2,alliance" in run(main, ["networks"]).stdout
    undo(engine, report.run_id)
    assert ties_of(engine, PUBLIC).is_empty()
