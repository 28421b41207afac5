"""Each target beside what is recorded: counted by the same answers as their pages, and by nothing else."""

from pathlib import Path

import pytest

from data_access.facts.cases import shipped
from data_access.ingest.loading import import_file
from data_access.settings import settings
from data_access.sources.registry import ADAPTERS
from data_access.store.engine import open_store
from domain.targets import CAUTIONS, MEASURES
from reports.card import Card, Text
from reports.targets.form import FORM
from reports.targets.listing import recorded, report
from tests.asking import studio
from tests.data_access.sources.test_operations import entry as operation
from tests.data_access.sources.test_operations import written as operations
from tests.data_access.sources.test_targets import entry, write_sample
from tests.data_access.sources.test_template import write
from tests.data_access.sources.test_training import entry as course
from tests.data_access.sources.test_training import written as courses


def bring(name, path):
    import_file(open_store(settings().database_url), ADAPTERS[name], path)


@pytest.fixture
def store(tmp_path: Path):
    rows = ("date,country,goods", "2023-05-02,ESP,medicines", "2023-06-02,GHA,cigarettes", "2021-06-02,FRA,cigarettes")
    bring("template", write(tmp_path / "t.csv", *rows))
    bring("training", courses(tmp_path / "c.csv", [course(), course(id="T-2", start="2022", end="", goods=[])]))
    bring("operations", operations(tmp_path / "o.csv", [operation(), operation(id="X-2", start="2021", end="2021")]))


def n(measure, **more):
    return recorded(studio().answers, entry(measure=measure, **{"start": "2023", "end": "2023"} | more))


def test_each_measure_is_what_the_records_hold_in_its_time(store):
    assert n("courses") == 1 and n("courses", start="2022") == 2 and n("courses", goods=["medicines"]) == 1
    assert n("participants") == 20 and n("countries_trained") == 2
    assert n("countries_reporting") == 2 and n("countries_reporting", goods=["medicines"]) == 1
    before = n("operations", start="2021", goods=["tobacco"])
    assert n("operations", start="2022", goods=["tobacco"]) == before - 1 - _shipped_in_2021("tobacco")
    assert n("operations", places=["PRT"]) == 1


def _shipped_in_2021(goods):
    return n("operations", start="2021", end="2021", goods=[goods]) - 1


def test_a_figure_that_nobody_told_is_none_and_no_zero(tmp_path):
    bring("training", courses(tmp_path / "c.csv", [course(participants=[], participants_total=None)]))
    assert n("participants") is None and n("courses") == 1


def test_joint_cases_name_courts_of_several_countries():
    courts = [{p.code for p in c.places if p.role == "jurisdiction"} for c in shipped() if c.judgment_year]
    assert n("joint_cases", start="1990", end="2026") == sum(len(some) > 1 for some in courts) > 0


def test_no_target_says_how_to_set_one_and_each_says_who_when_and_why(tmp_path):
    assert isinstance(report(studio())[0], Text)
    bring("targets", write_sample(tmp_path))
    (card,) = report(studio())
    assert isinstance(card, Card) and card.table.height == 2
    first = card.entries[0]
    assert (
        first.mark == "0 recorded"
        and "2 to be reached" in first.lines[0]
        and "Agreed with the donor" in " ".join(first.lines)
    )
    assert "Programme board" in " ".join(first.lines)


def test_every_measure_has_its_caution_and_every_column_its_place_in_the_form():
    assert set(MEASURES) == set(CAUTIONS)
    assert sorted(FORM.names) == sorted(c.name for c in FORM.kind.template.columns) == sorted(FORM.labels)


def test_who_may_not_see_a_target_or_an_office_has_neither_and_files_say_the_level(tmp_path):
    from charts.theme import LIGHT
    from data_access.entries import editing
    from data_access.gateway import Gateway
    from data_access.targets.kind import TARGETS
    from domain.entitlement import Entitlement
    from domain.viewer import Viewer
    from domain.words import ENGLISH
    from reports.studio import Studio

    engine = open_store(settings().database_url)
    editing.save(engine, TARGETS, entry(handling="restricted"), who="a", why="b", expected=0)
    assert isinstance(report(studio())[0], Text)
    cleared = Viewer(entitlement=Entitlement(handling=("public", "restricted")), language="en")
    (card,) = report(Studio(Gateway.open().for_viewer(cleared), ENGLISH, LIGHT))
    assert card.told["handling"] == "public · restricted"
