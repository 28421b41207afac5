"""The four steps of the programme: of the same goods, places and years, each counted as on its own page."""

from pathlib import Path

import pytest

from data_access.ingest.loading import import_file
from data_access.settings import settings
from data_access.sources.registry import ADAPTERS
from data_access.store.engine import open_store
from domain.cases.selection import CaseSelection
from domain.operations.selection import OperationSelection
from domain.question import Question
from domain.selection import Selection
from reports.card import Metrics, Text, cards
from reports.programme.chain import report
from tests.asking import studio
from tests.data_access.sources.test_training import entry, written
from tests.reports.briefing.stores import monthly, stored

TOBACCO = Selection(where=(("goods_group", ("tobacco",)),), start="2019-01", end="2020-12")


@pytest.fixture
def store(tmp_path: Path):
    stored(monthly("FRA", 2019, 2, goods="cigarettes"), monthly("FRA", 2020, 3, goods="cigarettes"))
    courses = [
        entry(id="T-8", goods=["cigarettes"], start="2019-05-01", end="2019-05-05"),
        entry(id="T-9", goods=["heroin"]),
    ]
    import_file(open_store(settings().database_url), ADAPTERS["training"], written(tmp_path / "c.csv", courses))


def shown(selection):
    parts = report(studio(), Question(selection=selection))
    (figures,) = [part for part in parts if isinstance(part, Metrics)]
    assert any("nothing here says that one followed from another" in p.text for p in parts if isinstance(p, Text))
    return {m.label: m for m in figures.metrics}, cards(parts)


def test_each_step_is_what_its_own_page_counts(store):
    found, _ = shown(TOBACCO)
    answers = studio().answers
    where, dated = (("goods", ("tobacco",)),), {"start": "2019-01", "end": "2020-12"}
    listed = answers.operations.listed(OperationSelection(where=where, **dated).counted())
    operations = sum(year in (2019, 2020) for year in listed["year"])
    cases = answers.cases.listed(CaseSelection(where=where, first=2019, last=2020)).height
    values = {label: metric.value for label, metric in found.items()}
    assert values["Courses recorded"] == "1" and values["Reported seizures"] == "60"
    assert values["Closed operations announced"] == str(operations) and operations
    assert values["Proven cases, by year of judgment"] == str(cases) and cases
    assert found["Closed operations announced"].way.page == "operations"


def test_by_year_missing_stays_empty_and_nothing_is_added(store):
    _, (card,) = shown(TOBACCO)
    rows = {row["year"]: row for row in card.table.to_dicts()}
    assert (rows["2019"]["training"], rows["2019"]["seizures"]) == (1, 24)
    assert (rows["2020"]["training"], rows["2020"]["seizures"]) == (None, 36)
    assert card.drawn.figure is None and "not zero" in card.note


def test_without_a_period_all_four_are_of_the_years_of_the_records(store):
    found, (card,) = shown(Selection())
    assert card.table["year"].to_list() == ["2019", "2020"]
    assert found["Closed operations announced"].value == str(card.table["operations"].sum())


def test_what_nobody_recorded_is_said_and_leads_nowhere(store):
    found, _ = shown(Selection(where=(("country", ("TUV",)),), start="2019-01", end="2020-12"))
    assert {m.value for m in found.values()} == {"none recorded"} and not any(m.way for m in found.values())
