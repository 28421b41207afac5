"""The page of training as a report: each figure with how many courses tell it; gaps as a question, A–Z."""

from pathlib import Path

import pytest

from data_access.ingest.loading import import_file
from data_access.settings import settings
from data_access.sources.registry import ADAPTERS
from data_access.store.engine import open_store
from domain.operations.selection import OperationSelection
from domain.question import Question
from domain.training.selection import TrainingSelection
from domain.words import ENGLISH
from reports.card import Metrics, Text, cards
from reports.training.files import FORMATS, file_of
from reports.training.gaps import found, gaps
from reports.training.listing import entries, figures, report
from reports.training.prepared import prepared
from tests.asking import studio
from tests.data_access.sources.test_template import write
from tests.data_access.sources.test_training import entry, written

ROWS = [
    "date,country,goods,departure,destination",
    *(f"202{y}-03-{d:02},GHA,medicines,CHN,GHA" for y in (1, 2) for d in range(1, 10)),
    *(f"2022-04-{d:02},ZAF,medicines,IND,ZAF" for d in range(1, 7)),
    *(f"2022-05-{d:02},AGO,medicines,," for d in range(1, 9)),
    "2022-06-01,KEN,medicines,,",
    *(f"2022-07-{d:02},AGO,cigarettes,," for d in range(1, 4)),
]
ALL = TrainingSelection()


@pytest.fixture(autouse=True)
def store(tmp_path: Path):
    import_file(open_store(settings().database_url), ADAPTERS["template"], write(tmp_path / "t.csv", *ROWS))


def train(folder, *courses):
    import_file(open_store(settings().database_url), ADAPTERS["training"], written(folder / "c.csv", courses))


def of(**query: str) -> TrainingSelection:
    return TrainingSelection.from_query({k: [v] for k, v in query.items()})


def shown(selection=ALL):
    (found,) = [part for part in figures(studio(), selection) if isinstance(part, Metrics)]
    return {m.label: (m.value, m.note) for m in found.metrics}


def test_an_empty_store_says_how_to_fill_it_and_asks_nothing():
    (text,) = report(studio(), Question.of_page("training", {}))
    assert isinstance(text, Text) and "atlas import training" in text.text and not gaps(studio(), ALL)


def test_each_figure_says_how_many_courses_tell_it(tmp_path):
    train(tmp_path, entry(), entry(id="T-2", participants=[{"country": "ZAF"}], participants_total=None, academy=""))
    assert shown()["Courses recorded"][0] == "2"
    assert shown()["Participants"] == ("20", "of the 1 of 2 courses that state a number")
    assert shown()["Countries and territories of participants"] == ("3", "named by 2 of 2 courses")
    assert shown(of(country="ZAF"))["Participants"][0] == "–", "no number told is no zero"


def test_places_with_many_seizures_and_no_course_are_asked_for_from_a_to_z(tmp_path):
    train(tmp_path, entry())
    asked = found(studio(), of(goods_group="medicines"))
    assert asked.many == 7.0, "the median of 18, 6, 8 and 1"
    labels = asked.frame["label"].to_list()
    assert "Angola" in labels and "Ghana" not in labels and "Kenya" not in labels
    assert labels == sorted(labels)
    row = asked.frame.filter(asked.frame["country"] == "AGO").row(0, named=True)
    assert (row["seizures"], row["years"], row["named"]) == (8, 1, None)
    (card,) = gaps(studio(), of(goods_group="medicines"))
    assert f"{asked.frame.height} of {asked.places} places" in card.note and "question" in card.caution


def test_a_course_on_other_goods_fills_no_gap_and_one_on_no_goods_in_particular_does(tmp_path):
    angola = {"participants": [{"country": "AGO"}], "participants_total": None}
    train(tmp_path, entry(**angola, goods=["cigarettes"]))
    assert "AGO" in found(studio(), of(goods="medicines")).frame["country"].to_list()
    train(tmp_path, entry(**angola, goods=["cigarettes"]), entry(**angola, id="T-2", goods=[]))
    assert "AGO" not in found(studio(), of(goods="medicines")).frame["country"].to_list()


def test_a_place_that_routes_often_name_is_asked_for_without_seizures_of_its_own(tmp_path):
    train(tmp_path, entry())
    china = found(studio(), ALL).frame.filter(found(studio(), ALL).frame["country"] == "CHN").row(0, named=True)
    assert (china["seizures"], china["named"]) == (None, 18)


def test_the_list_names_groups_and_says_where_no_number_is_told(tmp_path):
    train(tmp_path, entry())
    (card,) = entries(studio(), ALL, 1)
    assert "Ghana, Customs: 12; Togo: number not stated" in card.entries[0].lines[1]
    assert len(cards(report(studio(), Question.of_page("training", {})))) >= 5


@pytest.mark.parametrize("form", FORMATS)
def test_files_are_read_again_by_another_installation(tmp_path, form):
    train(tmp_path, entry(), entry(id="T-2", level="basic"))
    content, facts = file_of(studio().answers, ENGLISH, of(level="basic"), form)
    path = tmp_path / f"out.{form}"
    path.write_bytes(content)
    (chunk,) = ADAPTERS["training"].chunks(path)
    assert chunk.rows == 1 and chunk.refused.is_empty()
    assert facts["courses"] == 1 and facts["handling"] == "public" and not facts["invented"]


def test_courses_stand_beside_the_editions_since_the_first_of_them_as_association_alone(tmp_path):
    assert prepared(studio(), ALL) == ()
    two = (entry(series="Pangea", start="2020", end=""), entry(id="T-2", series="Unheard of"), entry(id="T-3"))
    train(tmp_path, *two)
    (card,) = prepared(studio(), ALL)
    rows = {row["series"]: row for row in card.table.iter_rows(named=True)}
    held = OperationSelection(where=(("series", ("Pangea",)),)).counted()
    years = studio().answers.operations.listed(held)["year"].to_list()
    assert rows["Pangea"]["editions"] == sum(year >= 2020 for year in years) > 0
    assert rows["Unheard of"]["editions"] is None, "not in the ledger is no zero"
    assert "1 course names no series" in card.note and "nothing here says that one led to the other" in card.caution
