"""Compare, as a policy maker asks: two regions per head, with what is not known."""

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
        "date,country,goods,illicit",
        "2023-03-05,NGA,antimalarials,falsified",
        "2024-03-05,NGA,antimalarials,falsified",
        "2024-03-05,GHA,cigarettes,smuggled",
        "2024-03-07,THA,antimalarials,falsified",
        "2024-03-08,THA,antimalarials,diverted",
    )
    import_file(open_store(settings().database_url), ADAPTERS["template"], path)
    app = AppTest.from_file(str(Path(__file__).parents[2] / "pages" / "analyse" / "compare.py"), default_timeout=60)
    for key, value in {"scheme": "m49-sub", "goods": "medicines", "illicit": "falsified"}.items():
        app.query_params[key] = value
    return app


def test_two_regions_per_head_with_what_is_not_known(page):
    page.query_params["against"] = "202,035" if "202" in _codes() else "011,035"
    page.run()
    assert not page.exception
    text = " ".join(m.value for m in page.markdown)
    assert "What we do not know" in text and "no record from" in text and "Thailand (1 of 2 years)" in text
    assert page.get("plotly_chart")


def _codes():
    from data_access.reference import tables as reference

    return reference.regions("m49-sub")["region"].to_list()


def test_one_alone_is_not_compared_and_an_unknown_code_is_said(page):
    page.query_params["against"] = "035,nowhere"
    page.run()
    assert "left out" in page.error[0].value and "Choose two or more" in page.info[0].value


def test_goods_and_countries(page):
    for kind, against in (("goods", "antimalarials,cigarettes"), ("country", "NGA,THA")):
        page.query_params["by"], page.query_params["against"] = kind, against
        page.run()
        assert not page.exception and len(page.get("plotly_chart")) == 2
