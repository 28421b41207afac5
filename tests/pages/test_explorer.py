"""The explorer offers what makes sense, draws it in the form that fits, and says when there is nothing."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data_access.cube import bounds
from data_access.ingest.loading import import_file
from data_access.settings import settings
from data_access.sources.registry import ADAPTERS
from data_access.store.engine import open_store
from domain.dimensions import DIMENSIONS
from tests.data_access.sources.test_template import write
from tests.pages import below_titles
from tests.pages.kept import KeptStore

PAGE = str(Path(__file__).parents[2] / "pages" / "analyse" / "explorer.py")


def written(folder: Path) -> Path:
    return write(
        folder / "t.csv",
        "date,country,goods,quantity,unit,value,currency,valuation,concealment",
        "2023-03-05,ESP,cocaine,2,kg,1000,USD,street,in a car",
        "2024-03-06,ESP,ecstasy,1000,tablets,500,EUR,msrp,",
        "2024-03-07,FRA,cocaine,3,kg,250,USD,street,in fruit",
    )


KEPT = KeptStore("template", written)


@pytest.fixture
def page(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    KEPT.use(tmp_path_factory, monkeypatch)
    return AppTest.from_file(PAGE, default_timeout=60)


def options(page: AppTest, label: str) -> list[str]:
    return next(s.options for s in page.selectbox if s.label == label)


def ask(page: AppTest, **query: str) -> AppTest:
    for key, value in query.items():
        page.query_params[key] = value
    page.run()
    assert not page.exception
    return page


def test_by_country_it_is_a_map_and_measures_are_those_that_occur(page):
    ask(page)
    assert options(page, "Measure") == [
        "Reported seizures",
        "Reported quantity seized",
        "Reported value of goods seized",
        "Documented cases",
        "Cases with a conviction or plea that stands",
    ]
    assert "choropleth" in page.get("plotly_chart")[0].proto.spec


def test_a_quantity_is_of_one_kind_of_unit_and_a_value_of_one_currency_and_basis(page):
    ask(page, measure="quantity", by="goods")
    assert options(page, "Kind of unit") == ["Mass (kg)", "Tablets (tablets)"]
    assert any("kg, as reported" in line.lower() for line in below_titles(page))
    ask(page, measure="value", currency="USD", valuation="street")
    assert len(options(page, "Currency and basis")) == 2
    assert any("USD, street value" in line for line in below_titles(page))


@pytest.mark.parametrize("dimension", list(DIMENSIONS))
def test_every_dimension_is_drawn_alone_and_by_year(page, dimension):
    for by in (dimension, f"{dimension},year" if dimension not in ("year", "month") else dimension):
        ask(page, by=by)
        assert page.get("plotly_chart") or page.dataframe


def test_a_table_is_no_picture_and_nonsense_falls_back(page):
    ask(page, by="goods,country", form="table")
    assert page.dataframe and not page.get("plotly_chart")
    ask(page, by="nonsense,year", form="lies", measure="nope", shown="7")
    assert page.get("plotly_chart")
    ask(page, by="month,year", form="lies", measure="tons")
    said = " | ".join(e.value for e in page.error)
    assert "does not name a known measure" in said and "cannot form a table" in said


def test_forms_that_make_no_sense_are_not_offered(page):
    ask(page, by="goods", measure="quantity")
    assert "Kind of unit" in [s.label for s in page.selectbox]
    assert options(page, "Form") == ["Bars", "Dots", "Table"]


def test_an_empty_selection_says_so_and_offers_the_nearest_one_that_has_records(page):
    ask(page, goods="ivory", country="ESP")
    assert "does not mean zero" in page.info[0].value
    assert [b.label for b in page.button if b.label.startswith("Without")] == ["Without the filter 'Goods': 2 seizures"]
    next(b for b in page.button if b.label.startswith("Without")).click().run()
    assert "goods" not in page.query_params and not page.info


def test_a_question_with_too_many_cells_is_said_and_a_coarser_one_is_a_click_away(tmp_path, monkeypatch):
    """Over a store of its own: no answer of another test may be known already."""
    import_file(open_store(settings().database_url), ADAPTERS["template"], written(tmp_path))
    monkeypatch.setattr(bounds, "MOST_CELLS", 5)
    page = ask(AppTest.from_file(PAGE, default_timeout=60), by="concealment,goods")
    (said,) = [i.value for i in page.info]
    assert "up to 6 cells" in said and "Group by fewer of these" in said and not page.get("plotly_chart")
    labels = [b.label for b in page.button if b.label.endswith("alone")]
    assert set(labels) == {"By concealment as reported alone", "By goods alone"}
    next(b for b in page.button if b.label == "By goods alone").click().run()
    assert page.query_params["by"] == "goods" and page.get("plotly_chart") and not page.exception


def test_a_ready_question_is_one_click_and_goes_once_the_reader_has_asked(page):
    page.query_params.clear()
    page.run()
    ready = next(b for b in page.button if b.label == "Goods by transport mode, in shares")
    ready.click().run()
    assert not page.exception
    assert (page.query_params["by"], page.query_params["scale"]) == ("goods,mode", "row")
    assert not [b for b in page.button if b.key and b.key.startswith("explorer_example")]
    assert "Share of the figure of each goods" in " ".join(m.value for m in page.markdown)
