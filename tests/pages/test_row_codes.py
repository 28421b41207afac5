"""Rows of tables filter the page: whatever a page shows, the codes behind its rows are those of the words in them."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analysis import indexing
from data_access.ingest.loading import import_file
from data_access.reference import tables as reference
from data_access.settings import settings
from data_access.sources.registry import ADAPTERS
from data_access.store.engine import open_store
from domain.dimensions import DIMENSIONS
from pages.parts import show
from tests.data_access.sources.test_template import write

ROWS = (
    "date,country,goods,departure,transit,destination,mode",
    *(
        f"{year}-{month:02}-03,{c},cocaine,{d},,{t},{m}"
        for year in (2021, 2022, 2023, 2024)
        for month in range(1, 13)
        for c, d, t, m in (
            ("FRA", "COL", "FRA", "air"),
            ("FRA", "ESP", "FRA", "road"),
            ("ESP", "ESP", "FRA", "road"),
            ("ESP", "COL", "DEU", "sea"),
        )
    ),
)
PAGES = {
    ("explore/maps", "show=count"): {"maps_count"},
    ("explore/maps", "show=rate&view=play"): {"maps_rate"},
    ("explore/maps", "show=change"): {"maps_change"},
    ("analyse/trends", ""): {"trends"},
    ("analyse/trends", "view=index&step=month"): {"trends"},
    ("analyse/trends", "view=panels&by=mode"): {"trends_panels"},
    ("analyse/trends", "view=season"): {"trends_months"},
    ("explore/routes", "profile=ESP"): {"routes_in", "routes_columns", "routes_partners_in", "routes_partners_out"},
    ("explore/routes", ""): {"routes_in", "routes_on", "routes_columns", "routes_matrix"},
    ("data/coverage", ""): {"coverage_months", "coverage_silence", "coverage_years"},
    ("analyse/compare", "by=country&against=FRA,ESP"): {"compare_trend", "compare_rates", "compare_counts"},
}


@pytest.fixture
def names():
    return reference.names("places")


@pytest.fixture
def held(tmp_path, monkeypatch):
    """Every table with codes that a page shows, by the key of its card."""
    import_file(open_store(settings().database_url), ADAPTERS["template"], write(tmp_path / "t.csv", *ROWS))
    seen = {}

    def keep(key, export, card):
        if card.codes is not None:
            seen[key] = (export.table, card.codes)

    monkeypatch.setattr(show, "_actions", keep)
    return seen


@pytest.mark.parametrize(("page", "query"), list(PAGES))
def test_the_codes_of_a_row_are_those_of_its_words(page, query, held, names, monkeypatch):
    monkeypatch.setattr(indexing, "LEAST_BASE", 0)  # a record or two stand for thirty
    app = AppTest.from_file(str(Path(__file__).parents[2] / "pages" / f"{page}.py"), default_timeout=60)
    for pair in filter(None, query.split("&")):
        key, _, value = pair.partition("=")
        app.query_params[key] = value
    app.run()
    assert not app.exception
    wanted = PAGES[(page, query)]
    assert wanted <= set(held), set(held)
    for key in held:
        table, codes = held[key]
        assert table.height == codes.height > 0, key
        assert set(codes.columns) <= {*DIMENSIONS, "against"}, key
        for words, row in zip(table.iter_rows(), codes.iter_rows(named=True), strict=True):
            said = {str(w) for w in words}
            for dimension in ("country", "departure", "destination", "producing"):
                if row.get(dimension) not in (None, "…", "") and "partners" not in key:
                    assert names[row[dimension]] in said, (key, row, words)
            for dimension in ("year", "month"):
                if row.get(dimension):
                    assert str(row[dimension]) in said, (key, row, words)


def test_a_link_of_the_columns_filters_by_both_its_ends_and_not_where_one_is_no_single_country(held):
    app = AppTest.from_file(str(Path(__file__).parents[2] / "pages" / "explore" / "routes.py"), default_timeout=60)
    app.run()
    table, codes = held["routes_columns"]
    rows = {
        (step, a, b): tuple(c for c in code if c)
        for (step, a, b, _), code in zip(table.rows(), codes.rows(), strict=True)
    }
    assert rows[("Departed from → Seized in", "Colombia", "France")] == ("COL", "FRA")
    assert rows[("Seized in → Destined for", "Spain", "Germany")] == ("ESP", "DEU")
    assert all("…" in code for (_, a, b), code in rows.items() if "Not reported" in (a, b))
