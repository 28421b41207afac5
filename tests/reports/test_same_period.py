"""Country and Goods: operations, published figures and companies' incidents of the same period, never added."""

from pathlib import Path

from data_access.ingest.loading import import_file
from data_access.settings import settings
from data_access.sources.registry import ADAPTERS
from data_access.store.engine import open_store
from domain.selection import Selection
from reports.card import Card, Metrics, Text
from reports.overview.same_period import of_goods, of_place
from tests.asking import studio
from tests.data_access.incidents.brought import bring, some
from tests.data_access.sources.test_training import entry, written


def metrics(report) -> dict[str, tuple[str, str]]:
    (found,) = [part for part in report if isinstance(part, Metrics)]
    return {m.label: (m.value, m.note) for m in found.metrics}


def test_goods_have_their_operations_and_figures_of_the_period():
    found = of_goods(studio(), Selection(start="2014-01", end="2014-12"), "cocaine", "Cocaine")
    shown = metrics(found)
    assert shown["Published figures"][0] == "1", "of 2014, of the four on cocaine"
    assert shown["Companies' incidents"][0] == "–"
    every = metrics(of_goods(studio(), Selection(), "medicines", "Medicines"))
    assert int(every["Announced operations"][0]) > 20 and every["Published figures"][0] == "0"


def test_a_country_says_how_many_operations_do_not_name_theirs():
    found = of_place(studio(), Selection(), "ESP", "Spain")
    shown = metrics(found)
    assert "do not name their countries" in shown["Announced operations"][1]
    assert int(shown["Published figures"][0]) == 33, "those of the European Union"
    assert metrics(of_place(studio(), Selection(), "USA", "United States"))["Published figures"][0] == "27"
    assert metrics(of_place(studio(), Selection(), "NGA", "Nigeria"))["Published figures"] == (
        "–",
        "none is of this place",
    )


def test_it_is_said_that_none_is_added_and_none_causes_another():
    found = of_place(studio(), Selection(where=(("goods_group", ("medicines",)),)), "ESP", "Spain")
    texts = " ".join(part.text for part in found if isinstance(part, Text))
    assert "none is added to seizures" in texts and "says nothing of what caused what" in texts
    assert "because of" not in texts


def test_incidents_are_those_that_may_be_shown(tmp_path: Path):
    for i, (company, n) in enumerate([("Nova Pharma", 90), ("Beta", 60), ("Gamma", 50)]):
        bring(tmp_path / f"{i}.csv", some(company, n, country="ESP"))
    assert metrics(of_goods(studio(), Selection(), "antibiotics", "Antibiotics"))["Companies' incidents"][0] == "200"
    assert metrics(of_place(studio(), Selection(), "ESP", "Spain"))["Companies' incidents"][0] == "200"
    assert metrics(of_place(studio(), Selection(), "FRA", "France"))["Companies' incidents"][0] == "–"


def test_the_newest_operations_stand_in_a_list_with_the_way_to_all():
    found = of_goods(studio(), Selection(), "ivory", "Ivory")
    (card,) = [part for part in found if isinstance(part, Card)]
    assert len(card.entries) == 5 < card.table.height
    assert found[-1].ways[0][1].page == "operations"


def test_courses_of_the_same_goods_or_with_participants_of_the_place(tmp_path: Path):
    courses = [entry(id="T-1", goods=["cocaine"]), entry(id="T-2", goods=["heroin"])]
    import_file(open_store(settings().database_url), ADAPTERS["training"], written(tmp_path / "c.csv", courses))
    period = Selection(start="2023-01", end="2023-12")
    assert metrics(of_goods(studio(), period, "cocaine", "Cocaine"))["Courses recorded"][0] == "1"
    assert metrics(of_place(studio(), period, "GHA", "Ghana"))["Courses recorded"][0] == "2"
    none = metrics(of_place(studio(), Selection(start="2020-01", end="2020-12"), "GHA", "Ghana"))["Courses recorded"]
    assert none == ("–", "none recorded, which is not none held")
