"""Country, over records that say exactly where, and over some that do not."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data_access.ingest.loading import import_file
from data_access.settings import settings
from data_access.sources.registry import ADAPTERS
from data_access.store.engine import open_store
from tests.data_access.sources.test_template import write
from tests.pages import plain

ROOT = Path(__file__).parents[2]
ROWS = (
    "date,country,goods,admin1,place,latitude,longitude,place_precision",
    "2024-03-01,COL,cocaine,CO-ANT,Dry dock,4.60,-74.08,exact",
    "2024-03-03,COL,cocaine,CO-VAC,,,,",
    "2024-03-04,IND,cocaine,,,,,",
)


@pytest.fixture
def store(tmp_path):
    import_file(open_store(settings().database_url), ADAPTERS["template"], write(tmp_path / "t.csv", *ROWS))


def opened(url: str, **query: str) -> AppTest:
    """The page inside the dashboard."""
    page = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=120)
    page.switch_page(f"pages/{url}.py")
    for key, value in query.items():
        page.query_params[key] = value
    page.run()
    assert not page.exception and not page.error
    return page


def titles(page: AppTest) -> str:
    return " | ".join(plain(str(m.value)) for m in [*page.markdown, *page.title])


def test_exact_places_have_a_map_where_records_tell_them_and_nowhere_else(store):
    assert "Colombia: exact locations" in titles(opened("explore/country", profile="COL"))
    without = titles(opened("explore/country", profile="IND"))
    assert "India" in without and "exact locations" not in without


@pytest.mark.parametrize(
    ("url", "query"),
    [
        ("explore/country", {"profile": "IND"}),
        ("analyse/trends", {"view": "season", "step": "month"}),
        ("explore/region", {"scheme": "interpol", "focus": "mena"}),
    ],
    ids=["country", "season", "region"],
)
def test_a_page_of_a_small_store_stands_without_an_error(store, url, query):
    page = opened(url, **query)
    assert page.title and page.markdown
