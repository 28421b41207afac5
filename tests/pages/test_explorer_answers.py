"""What the explorer's table claims: noughts only where they are sure, unlike units never as nought, true sums."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data_access.engine import open_store
from data_access.ingest import import_file
from data_access.settings import settings
from data_access.sources.registry import ADAPTERS
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


def test_a_quantity_told_in_another_unit_is_no_nought(page):
    shown = table(page, measure="quantity", unit_class="mass", by="country,year").set_index(
        "Country or territory of seizure"
    )
    assert shown.loc["Spain", "2023"] == 2 and shown.isna().loc["Spain", "2024"]
    assert shown.loc["France", "All"] == 8


def test_a_nought_is_not_claimed_where_a_record_does_not_tell_its_mode(page):
    shown = table(page, by="country,mode", copies="in").set_index("Country or territory of seizure")
    assert shown.loc["Spain", "Road"] == 2 and shown.loc["France", "Not told"] == 1
    sea = [c for c in shown.columns if c not in ("Road", "Not told", "All")]
    assert not sea, "modes that nobody told are no columns"
    by_goods = table(page, by="goods,mode").set_index("Goods")
    assert by_goods.loc["Heroin", "Road"] == 1 and by_goods["All"].tolist() == [2, 2]


def test_spellings_of_a_free_text_are_one_row(page):
    shown = table(page, by="concealment,year")
    assert sorted(shown.iloc[:, 0]) == ["In a car", "in fruit"] or sorted(shown.iloc[:, 0]) == ["in a car", "in fruit"]
    assert shown["All"].tolist() == [2, 2]


def test_a_field_that_nobody_records_is_not_offered_and_is_said_when_a_link_asks(page):
    table(page, by="goods")
    offered = next(s.options for s in page.selectbox if s.label == "By")
    assert "Hiding place as reported" in offered and "HS heading or code" not in offered
    table(page, by="hs")
    assert "No source of this selection records this field: HS heading or code" in page.info[0].value


def test_shares_are_of_the_true_sums(page):
    shown = table(page, by="country,mode", scale="row").set_index("Country or territory of seizure")
    assert shown.loc["France", "Road"] == 0.5 and "All" not in shown.columns
