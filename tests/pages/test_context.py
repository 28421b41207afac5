"""Context: a link may ask for a statistic and for countries, as a question does."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data_access.ingest.loading import import_file
from data_access.settings import settings
from data_access.sources.registry import ADAPTERS
from data_access.store.engine import open_store
from tests.data_access.sources import test_oc_index, test_unodc_glotip
from tests.pages import plain

PAGE = str(Path(__file__).parents[2] / "pages" / "explore" / "context.py")


@pytest.fixture
def engine(tmp_path):
    engine = open_store(settings().database_url)
    import_file(engine, ADAPTERS["unodc-glotip"], test_unodc_glotip.write_sample(tmp_path))
    return engine


def opened(**query):
    page = AppTest.from_file(PAGE, default_timeout=60)
    for key, value in query.items():
        page.query_params[key] = value
    page.run()
    assert not page.exception
    return page


def listed(page):
    tables = {e.name.split("_", 1)[1].rsplit("_v", 1)[0]: e.table for e in page.session_state["reader_shown"]}
    return set(tables["context_table"]["Country or territory"])


def test_a_link_asks_for_a_statistic_and_for_countries(engine, tmp_path):
    import_file(engine, ADAPTERS["oc-index"], test_oc_index.write_sample(tmp_path))
    every = opened(indicator="victims")
    assert every.selectbox(key="context_indicator").value == "victims" and len(listed(every)) == 2
    one = opened(indicator="victims", country="NAM")
    assert listed(one) == {"Namibia"} and any("The table lists only: Namibia" in plain(m.value) for m in one.markdown)
    one.button(key="context_all").click().run()
    assert listed(one) == listed(every)


def test_filters_of_seizures_that_come_along_leave_it_whole(engine):
    assert len(listed(opened(country="NAM"))) == 2


def test_a_statistic_that_is_not_loaded_is_said(engine):
    page = opened(indicator="oc-score")
    assert any("is not loaded" in info.value for info in page.info)
    assert page.selectbox(key="context_indicator").value != "oc-score"
