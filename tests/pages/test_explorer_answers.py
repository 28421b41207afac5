"""What the explorer's table claims: zeros only where they are sure, unlike units never as zero, true sums."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from charts.theme import LIGHT
from data_access.gateway import Gateway
from data_access.ingest.loading import import_file
from data_access.settings import settings
from data_access.sources.registry import ADAPTERS
from data_access.store.engine import open_store
from domain.question import Question
from domain.words import ENGLISH
from reports.explore.cross_tables import tables
from reports.explore.found import ask
from reports.explore.question import View
from reports.studio import Studio
from tests.asking import seen
from tests.conftest import row, write_ids
from tests.data_access.sources.test_template import write


@pytest.fixture
def page(tmp_path: Path) -> AppTest:
    path = write(
        tmp_path / "t.csv",
        "date,country,goods,quantity,unit,mode,concealment",
        "2023-03-05,ESP,cocaine,2,kg,road,in a car",
        "2024-03-06,ESP,cocaine,1000,tablets,road,In a car ",
        "2023-03-07,FRA,heroin,3,kg,,in fruit",
        "2024-03-07,FRA,heroin,5,kg,road,in fruit",
    )
    import_file(open_store(settings().database_url), ADAPTERS["template"], path)
    return AppTest.from_file(str(Path(__file__).parents[2] / "pages" / "analyse" / "explorer.py"), default_timeout=60)


def table(page: AppTest, **query: str):
    for key, value in {"form": "table", **query}.items():
        page.query_params[key] = value
    page.run()
    assert not page.exception and not page.error
    return page.dataframe[0].value


def test_a_quantity_told_in_another_unit_is_no_zero(page):
    shown = table(page, measure="quantity", unit_class="mass", by="country,year").set_index(
        "Country or territory of seizure"
    )
    assert shown.loc["Spain", "2023"] == 2 and shown.isna().loc["Spain", "2024"]
    assert shown.loc["France", "All"] == 8


def test_a_zero_is_not_claimed_where_a_record_does_not_tell_its_mode(page):
    shown = table(page, by="country,mode", copies="in").set_index("Country or territory of seizure")
    assert shown.loc["Spain", "Road"] == 2 and shown.loc["France", "Not reported"] == 1
    sea = [c for c in shown.columns if c not in ("Road", "Not reported", "All", "Cells without a figure")]
    assert not sea, "modes that nobody told are no columns"
    by_goods = table(page, by="goods,mode").set_index("Goods")
    assert by_goods.loc["Heroin", "Road"] == 1 and by_goods["All"].tolist() == [2, 2, 4]


def test_spellings_of_a_free_text_are_one_row(page):
    shown = table(page, by="concealment,year")
    assert sorted(shown.iloc[:2, 0]) in (["In a car", "in fruit"], ["in a car", "in fruit"])
    assert shown["All"].tolist() == [2, 2, 4] and shown.iloc[2, 0] == "All"


def test_a_field_that_nobody_records_is_not_offered_and_is_said_when_a_link_asks(page):
    table(page, by="goods")
    offered = next(s.options for s in page.selectbox if s.label == "By")
    assert "Concealment as reported" in offered and "HS heading or code" not in offered
    table(page, by="hs")
    assert "No source of this selection records this field: HS heading or code" in page.info[0].value


def test_shares_are_of_the_true_sums(page):
    shown = table(page, by="country,mode", scale="row").set_index("Country or territory of seizure")
    assert shown.loc["France", "Road"] == 0.5 and "All" not in shown.columns


def test_the_last_row_holds_true_sums_and_each_row_says_why_cells_are_empty(page):
    shown = table(page, by="country,year").set_index("Country or territory of seizure")
    assert shown.loc["All"].tolist()[:-1] == [2, 2, 4]
    by_mode = table(page, by="goods,concealment").set_index("Goods")
    why = "there are records of both, but none of this combination"
    assert by_mode.loc["Heroin", "Cells without a figure"] == f"1: {why}"
    assert by_mode["in fruit"].tolist() == [0, 2, 2] or by_mode["in fruit"].tolist() == [2, 0, 2]


def test_a_field_that_a_source_does_not_record_is_said_and_is_no_zero(page, tmp_path):
    import_file(
        open_store(settings().database_url),
        ADAPTERS["unodc-ids"],
        write_ids(tmp_path / "ids.csv", [row(day="2014-01-05"), row(day="2014-02-05", country="France")]),
    )
    page.query_params["form"] = "table"
    shown = table(page, by="source,concealment").set_index("Source")
    ids = shown.loc["UNODC Individual Drug Seizures"]
    said = "Cells without a figure"
    assert ids[said] == "2: the sources behind it do not record this field" and ids.isna()["in fruit"]
    assert shown.loc["All", "in fruit"] == 2


@pytest.mark.parametrize(
    ("by", "dimensions"), [("goods,year", ["goods", "year"]), ("goods,concealment", ["goods"]), ("concealment", [])]
)
def test_rows_of_the_table_know_their_codes_but_not_those_of_joined_spellings(page, by, dimensions):
    answers, question = seen(Gateway.open()), Question(by=tuple(by.split(",")))
    found = ask(answers, question)
    view = View(form="heat", scale="linear", order="az", shown=9)
    made = tables(Studio(answers, ENGLISH, LIGHT), question, found.table, view)
    assert made.codes.columns == dimensions and made.codes.height in (0, made.table.height)
    assert set(made.table.columns) <= set(made.columns)
