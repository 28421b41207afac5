"""Reporting gaps: who did not report in the year asked."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data_access.ingest.loading import import_file
from data_access.settings import settings
from data_access.sources.registry import ADAPTERS
from data_access.store.engine import open_store
from tests.data_access.sources.test_template import write
from tests.pages import below_titles

PAGE = Path(__file__).parents[2] / "pages" / "data" / "coverage.py"


@pytest.fixture
def page(tmp_path):
    rows = [
        f"{year}-05-05,{c},cocaine"
        for c, years in (("FRA", (2014, 2016)), ("ESP", (2014, 2015, 2016)))
        for year in years
    ]
    file = write(tmp_path / "t.csv", "date,country,goods", *rows)
    import_file(open_store(settings().database_url), ADAPTERS["template"], file)
    return AppTest.from_file(str(PAGE), default_timeout=60)


def listed(page):
    return next(d.value for d in page.dataframe if "Next year reported" in d.value.columns)


def test_the_list_is_of_the_year_in_the_link_and_of_the_one_chosen(page):
    page.query_params["at"] = "2015"
    page.run()
    assert not page.exception
    assert listed(page).values.tolist() == [["France", "2014", "2016"]]
    assert any("1 of 2 reporters has no report of 2015" in line for line in below_titles(page))
    page.selectbox(key="coverage_year").set_value("2016").run()
    assert not page.exception and any("Everybody who ever reported" in one.value for one in page.info)


def test_a_year_of_no_record_is_borne(page):
    page.query_params["at"] = "1066"
    page.run()
    assert not page.exception and page.selectbox(key="coverage_year").value == "2016"
