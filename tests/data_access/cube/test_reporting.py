"""Who reported what, when: declared wins over inferred, and feeds the states of cells."""

import pytest

from data_access.cube.reporting import declare, read_calendar
from data_access.gateway import Gateway
from data_access.ingest.loading import import_file
from data_access.settings import settings
from data_access.sources.registry import ADAPTERS
from data_access.store.engine import open_store
from domain.entitlement import PUBLIC
from domain.errors import SourceError
from domain.selection import Selection
from tests.asking import answered, seen
from tests.conftest import row, write_ids

HEAD = "country,from,to,status,source,note\n"


@pytest.fixture
def engine(tmp_path):
    engine = open_store(settings().database_url)
    rows = [row(day="2014-03-05"), row(day="2015-01-01", country="Malta"), row(day="2014", country="Bolivia")]
    import_file(engine, ADAPTERS["unodc-ids"], write_ids(tmp_path / "a.csv", rows))
    return engine


def calendar(tmp_path, *lines):
    path = tmp_path / "calendar.csv"
    path.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    return path


def status(month, country="ESP"):
    frame = seen(Gateway.open()).reporting(Selection())
    found = [r for r in frame.to_dicts() if (r["country"], r["month"]) == (country, month)]
    return [(r["status"], r["basis"], r["n"]) for r in found]


def cell(month, country="ESP"):
    answer = answered(
        Gateway.open(), Selection(where=(("country", (country,)),)), "seizures", ("country", "month"), PUBLIC, grid=True
    )
    return [(r["value"], r["state"]) for r in answer.frame.to_dicts() if r["month"] == month]


def test_without_a_calendar_a_year_with_a_record_is_taken_as_reported(engine):
    assert status("2014-03") == [("reported", "inferred", 1)]
    assert status("2014-09") == [("reported", "inferred", 0)]
    assert status("2015-09") == [("not_reported", "inferred", 0)]
    assert status("2014-09", "BOL") == [("year", "inferred", 0)]
    assert cell("2014-09", "BOL") == [(None, "not_reported")]
    assert cell("2014-09") == [(0.0, "zero")]
    assert cell("2015-09") == [(None, "not_reported")]


def test_a_declaration_wins_and_feeds_the_states(engine, tmp_path):
    path = calendar(
        tmp_path,
        "Spain,2014-07,2014-12,not_reported,,office closed",
        "ESP,2015-01,2015-12,reported,unodc-ids,",
        "FRA,2015-01,2015-02,partial,,",
    )
    assert declare(engine, path) == 20
    assert Gateway.open().lattice.version == 2
    assert status("2014-09") == [("not_reported", "declared", 0)]
    assert cell("2014-09") == [(None, "not_reported")]
    assert cell("2015-09") == [(0.0, "zero")]
    assert status("2015-01", "FRA") == [("partial", "declared", 0)]
    held = {(r["country"], r["year"]): r["n"] for r in seen(Gateway.open()).coverage(Selection()).to_dicts()}
    assert held[("ESP", 2015)] == 0 and held[("ESP", 2014)] == 1 and ("MLT", 2014) not in held


def test_who_declared_to_have_none_is_zero_also_where_only_that_place_is_asked_for(engine, tmp_path):
    declare(engine, calendar(tmp_path, "FRA,2014-01,2014-12,reported,,"))
    whole = Selection(start="2014-01", end="2014-12")
    for selection in (whole, whole.having("country", ("FRA",))):
        found = answered(Gateway.open(), selection, "seizures", ("country",), PUBLIC, grid=True).frame
        assert [(r["value"], r["state"]) for r in found.to_dicts() if r["country"] == "FRA"] == [(0.0, "zero")]


def test_the_same_calendar_again_changes_nothing_and_a_later_one_replaces(engine, tmp_path):
    path = calendar(tmp_path, "ESP,2015-01,2015-03,reported,,")
    assert declare(engine, path) == 3
    assert declare(engine, path) == 0
    assert Gateway.open().lattice.version == 2
    assert declare(engine, calendar(tmp_path, "ESP,2015-02,2015-02,not_reported,,")) == 1
    assert status("2015-02") == [("not_reported", "declared", 0)]
    assert status("2015-03") == [("reported", "declared", 0)]


def test_an_answer_about_one_source_takes_only_its_declarations(engine, tmp_path):
    declare(engine, calendar(tmp_path, "ESP,2015-01,2015-12,reported,customs,"))
    only = Selection(where=(("source", ("unodc-ids",)),))
    frame = seen(Gateway.open()).reporting(only)
    assert set(frame["source"]) == {"unodc-ids"}
    assert "not_reported" in frame.filter((frame["country"] == "ESP") & (frame["month"] == "2015-05"))["status"]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Atlantis,2014-01,2014-02,reported,,", "row 2: 'Atlantis' is not a known country"),
        ("ESP,2014-13,2014-12,reported,,", "row 2: 'from' must be a month"),
        ("ESP,2014-05,2014-02,reported,,", "ends before it starts"),
        ("ESP,2014-01,2014-02,maybe,,", "none of reported, partial"),
    ],
)
def test_a_bad_calendar_is_refused_whole_with_row_and_reason(engine, tmp_path, line, words):
    with pytest.raises(SourceError, match=words):
        declare(engine, calendar(tmp_path, line, "ESP,2015-01,2015-03,reported,,"))
    assert status("2015-02") == [("not_reported", "inferred", 0)]
    (tmp_path / "x.csv").write_text("land;von\n", encoding="utf-8")
    with pytest.raises(SourceError, match="columns country, from, to, status are missing"):
        read_calendar(tmp_path / "x.csv")


def test_a_reporter_that_may_be_several_is_asked_for(tmp_path):
    path = tmp_path / "calendar.csv"
    path.write_text("country,from,to,status\nCongo,2024-01,2024-02,reported\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"row 2.*may be several"):
        read_calendar(path)
    path.write_text(
        "country,from,to,status\nCOG,2024-01,2024-01,reported\nDeutschland,2024-01,2024-01,reported\n", "utf-8"
    )
    assert sorted(read_calendar(path)["country"]) == ["COG", "DEU"]
