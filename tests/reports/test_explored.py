"""Page and shell: the caches of the pages and the store itself give the same table, figure and words."""

from pathlib import Path

import pytest

from analysis import indexing
from charts.theme import LIGHT
from data_access.gateway import Gateway
from data_access.ingest.loading import import_file
from data_access.reference import tables as reference
from data_access.settings import settings
from data_access.sources.registry import ADAPTERS
from data_access.store.engine import open_store
from domain.errors import UsageError
from domain.forms import available_forms, lengths, oriented, scales
from domain.question import Question
from domain.selection import Selection
from domain.viewer import public
from domain.words import ENGLISH
from pages.parts.answers import for_viewer
from reports.explore import chart_data as sheet
from reports.explore.chart_data import country_coverage, prepare, region_coverage
from reports.explore.explored import explored
from reports.explore.found import ask
from reports.explore.question import View
from reports.studio import Studio
from tests.asking import seen
from tests.data_access.sources.test_template import write

ROWS = (
    "date,country,goods,quantity,unit,mode,concealment",
    "2023-03-05,ESP,cocaine,2,kg,road,in a car",
    "2024-03-06,ESP,ecstasy,1000,tablets,road,",
    "2024-03-07,FRA,cocaine,3,kg,,in fruit",
)
ASKED = [
    (by, measure, form)
    for by, forms in (
        ("country", ("map", "bars", "dots", "table")),
        ("year", ("line",)),
        ("goods,year", ("line", "heat", "panels", "stacked", "table")),
        ("country,concealment", ("heat", "stacked")),
    )
    for form in forms
    for measure in ("seizures", "quantity")
]


@pytest.fixture(scope="module")
def store(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("explored")
    path = folder / "store.sqlite"
    import_file(open_store(f"sqlite:///{path}"), ADAPTERS["template"], write(folder / "t.csv", *ROWS))
    return path


@pytest.mark.parametrize(("by", "measure", "form"), ASKED)
def test_page_and_shell_make_the_same(store, monkeypatch, by, measure, form):
    monkeypatch.setenv("ATLAS_DATABASE_URL", f"sqlite:///{store}")
    chosen = Selection(where=(("country", ("ESP", "FRA")),))
    question = Question(
        selection=chosen, measure=measure, kind=("mass",) if measure == "quantity" else (), by=oriented(by.split(","))
    )
    made = []
    for answers in (for_viewer(public("en")), seen(Gateway.open(settings()))):
        found = ask(answers, question)
        forms = available_forms(question.by, found.sizes, overlapping=found.table.overlapping, additive=True)
        drawn = form if form in forms else forms[0]
        scale, shown = scales(drawn, question.by, additive=True)[0], lengths(drawn, question.by)[0]
        view = View(form=drawn, scale=scale, order="az", shown=shown)
        made.append(explored(Studio(answers, ENGLISH, LIGHT), question, found, view))
    page, shell = made
    assert page.table.equals(shell.table) and page.codes.equals(shell.codes)
    assert (page.title, page.note, page.unit, page.filters) == (shell.title, shell.note, shell.unit, shell.filters)
    assert page.drawn.alt == shell.drawn.alt and page.drawn.figure == shell.drawn.figure


def test_coverage_counts_years_of_the_period_asked_for_whatever_the_goods(store):
    answers = seen(Gateway.open(settings(str(store))))
    assert country_coverage(answers, Selection(), ENGLISH) == {"ESP": "2 of 2 years", "FRA": "1 of 2 years"}
    narrow = Selection(where=(("goods", ("ecstasy",)),), start="2024-01", end="2024-12")
    assert country_coverage(answers, narrow, ENGLISH) == {"ESP": "1 of 1 year", "FRA": "1 of 1 year"}
    assert country_coverage(answers, Selection(where=(("year", ("2023",)),)), ENGLISH)["ESP"] == "1 of 1 year"
    assert country_coverage(answers, Selection(where=(("month", ("2023-05",)),)), ENGLISH)["ESP"] == "1 of 1 year"


def test_beside_a_region_stands_who_has_records_in_the_years_asked_for(store):
    answers = seen(Gateway.open(settings(str(store))))
    members = f"of {reference.membership('m49').filter(region='150').height} report"
    assert region_coverage(answers, Selection(), ENGLISH)["150"] == f"2 {members}"
    silent = Selection(start="1999-01", end="1999-12")
    assert region_coverage(answers, silent, ENGLISH)["150"] == f"0 {members}", (
        "reporters of other years say nothing of this one"
    )


@pytest.mark.parametrize("scale", ["linear", "all", "log"])
def test_places_by_value_have_coverage_and_interval_beside_them_and_tables_stay_a_to_z(store, scale):
    form = "dots" if scale == "log" else "bars"
    question = Question(selection=Selection(where=(("mode", ("", "road")),)), by=("country",))
    rows = write(store.parent / "more.csv", ROWS[0], *[f"2024-05-0{d},ESP,cocaine,1,kg,road," for d in range(1, 4)])
    import_file(open_store(f"sqlite:///{store}"), ADAPTERS["template"], rows)
    answers = seen(Gateway.open(settings(str(store))))
    found = ask(answers, question)
    view = View(form=form, scale=scale, order="value", shown=9)
    made = explored(Studio(answers, ENGLISH, LIGHT), question, found, view)
    sheet = prepare(Studio(answers, ENGLISH, LIGHT), question, found.table, view)
    assert sheet.rows["code"].to_list() == ["ESP", "FRA"], "the largest first"
    assert made.table.to_series().to_list() == ["France", "Spain"]
    notes = sheet.rows["note"].to_list()
    assert all("of 2 years, " in n and "–" in n for n in notes)
    assert ("%" in notes[0]) == (scale == "all")
    assert "coverage, and the 95 % interval" in made.note


def test_an_index_is_refused_where_no_year_is_whole_and_has_one_base_else(store, tmp_path, monkeypatch):
    monkeypatch.setattr(indexing, "LEAST_BASE", 0)  # a record or two stand for thirty
    monkeypatch.setattr(sheet, "LEAST_BASE", 0)
    studio = Studio(seen(Gateway.open(settings(str(store)))), ENGLISH, LIGHT)
    question, view = Question(by=("country", "year")), View(form="line", scale="index", order="az", shown=5)
    with pytest.raises(UsageError, match="none is whole"):
        explored(studio, question, ask(studio.answers, question), view)
    rows = write(tmp_path / "w.csv", ROWS[0], *[f"{d},ITA,cocaine,1,kg,," for d in ("2022-01-05", "2025-12-05")])
    import_file(open_store(f"sqlite:///{store}"), ADAPTERS["template"], rows)
    studio = Studio(seen(Gateway.open(settings(str(store)))), ENGLISH, LIGHT)
    made = explored(studio, question, ask(studio.answers, question), view)
    assert made.unit == "index, 2024 = 100", "the year that most of the lines tell"
    index = {(r[0], r[1]): r[-3] for r in made.table.iter_rows()}
    assert index["France", "2024"] == index["Spain", "2024"] == 100
