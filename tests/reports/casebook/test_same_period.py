"""Seizures beside a case: of the same goods, route and years, and worded as that."""

from dataclasses import replace
from pathlib import Path

import pytest

from data_access.facts.cases import shipped
from data_access.ingest.loading import import_file
from data_access.settings import settings
from data_access.sources.registry import ADAPTERS
from data_access.store.engine import open_store
from domain.cases.case import Goods, Place
from reports.card import Metrics, Text
from reports.casebook.same_period import near, seizures_near
from tests.asking import studio
from tests.data_access.sources.test_template import write

CASE = replace(
    next(iter(shipped())),
    period="from 2022 to mid-2023",
    goods=(Goods(category="tobacco", codes=("cigarettes",)),),
    places=(Place(role="origin", code="PRY"), Place(role="destination", code="BRA")),
)


@pytest.fixture
def store(tmp_path: Path):
    rows = ["date,country,goods,departure,destination"]
    rows += [f"2022-0{m}-05,BRA,cigarettes,PRY,BRA" for m in (1, 2, 3)]
    rows += ["2023-05-05,ESP,cigarettes,,", "2024-05-05,ESP,cigarettes,,", "2022-05-05,ESP,cocaine,COL,ESP"]
    import_file(open_store(settings().database_url), ADAPTERS["template"], write(tmp_path / "t.csv", *rows))


def test_the_years_and_goods_are_those_of_the_case():
    shared = near(CASE)
    assert (shared.first, shared.last, shared.goods) == (2022, 2023, ("cigarettes",))
    assert near(replace(CASE, period="", judgment_year=None)) is None and near(replace(CASE, goods=())) is None
    assert near(replace(CASE, period="2 of 12000 seized", judgment_year=2019)).first == 2019


def test_figures_lead_to_what_is_behind_them_and_are_not_of_the_case(store):
    metrics, said = seizures_near(studio(), near(CASE))
    assert isinstance(metrics, Metrics) and [m.value for m in metrics.metrics] == ["4", "3"]
    assert all(m.label.startswith("Reported in the same period: ") for m in metrics.metrics)
    assert metrics.metrics[1].way.question.to_query() == {
        "goods": ["cigarettes"], "departure": ["PRY"], "destination": ["BRA"], "start": ["2022-01"], "end": ["2023-12"],
    }  # fmt: skip
    assert "never added" in said.text


def test_no_record_is_no_statement_about_seizures(store):
    (said,) = seizures_near(studio(), near(replace(CASE, period="1999")))
    assert isinstance(said, Text) and "says nothing of what was seized" in said.text and "begin in 2022" in said.text
