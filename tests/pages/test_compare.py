"""Compare, as a policy maker asks: two regions per head, with what is not known."""

from pathlib import Path

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from analysis import indexing
from analysis.rates import poisson_interval
from data_access.ingest.loading import import_file
from data_access.reference import tables as reference
from data_access.settings import settings
from data_access.sources.registry import ADAPTERS
from data_access.store.engine import open_store
from domain.words import ENGLISH
from reports.compare import cards as compare_cards
from tests.data_access.sources.test_template import write

ROWS = (
    "date,country,goods,illicit,departure,quantity,unit",
    "2023-03-05,NGA,antimalarials,falsified,IND,10,kg",
    "2024-03-05,NGA,antimalarials,falsified,IND,30,kg",
    "2024-03-06,CIV,antimalarials,falsified,,,",
    "2024-03-05,GHA,cigarettes,smuggled,,,",
    "2024-03-07,THA,antimalarials,falsified,IND,5,kg",
    "2024-03-08,THA,antimalarials,diverted,IND,,",
)
WEST, SOUTH_EAST = "011", "035"


@pytest.fixture
def page(tmp_path: Path) -> AppTest:
    import_file(open_store(settings().database_url), ADAPTERS["template"], write(tmp_path / "t.csv", *ROWS))
    app = AppTest.from_file(str(Path(__file__).parents[2] / "pages" / "analyse" / "compare.py"), default_timeout=60)
    for key, value in {"scheme": "m49-sub", "goods": "medicines", "illicit": "falsified"}.items():
        app.query_params[key] = value
    return app


def exports(page: AppTest) -> dict[str, object]:
    """What the page shows, by the key of the card."""
    return {e.name.split("_", 1)[1].rsplit("_v", 1)[0]: e for e in page.session_state["reader_shown"]}


def inhabitants(*codes: str) -> float:
    return float(reference.population().filter(pl.col("code").is_in(codes))["population"].sum())


def test_two_regions_per_head_with_what_is_not_known(page):
    page.query_params["against"] = f"{WEST},{SOUTH_EAST}"
    page.run()
    assert not page.exception
    text = " ".join(m.value for m in [*page.markdown, *page.subheader, *page.header])
    assert "What we do not know" in text and "no record from" in text and r"Thailand \(1 of 2 years\)" in text
    table = exports(page)["compare_rates"].table
    assert table["Name"].to_list() == ["South-eastern Asia", "Western Africa"]
    row = table.row(1, named=True)
    years = 2 * inhabitants("NGA") + inhabitants("CIV", "GHA")  # Ghana reported, though no such seizure
    assert row["Rate"] == pytest.approx(3 / years * 1e6, abs=1e-4)
    ends = [row[f"95% interval, {end} end"] for end in ("lower", "upper")]
    assert ends == pytest.approx([e / years * 1e6 for e in poisson_interval(3)], abs=1e-4)
    assert row["Members that report"] == "3 of 17" and row["Years reported"] == "4 of 34"
    assert row["Possible ranks"] == "1–2"


def test_the_denominator_and_its_year_stand_on_the_chart_in_the_table_and_in_the_files(page):
    page.query_params["against"], page.query_params["per"] = f"{WEST},{SOUTH_EAST}", "imports"
    page.run()
    found = exports(page)["compare_rates"]
    assert (
        "per billion US dollars of imports of goods and services (about 2023)"
        in found.unit
        == found.about["counting_unit"]
    )
    assert any("Imports of reporting places" in c and "2023" in c for c in found.table.columns)
    assert "CIA World Factbook 2025" in found.about["how_not_to_read"]
    sizes = reference.imports().filter(pl.col("edition") == 2023, pl.col("code") == "THA")["usd_million"].item()
    assert found.table["Rate"][0] == pytest.approx(1000 / sizes, abs=1e-4)


def test_the_edition_of_imports_is_the_one_nearest_to_the_period():
    from reports.compare.figures import denominator

    assert "goods (about 2014)" in ENGLISH.say(denominator("imports", [2011, 2016]).unit)
    assert "goods and services (about 2023)" in ENGLISH.say(denominator("imports", [2020, 2025]).unit)
    assert denominator("years", [2020]).per == 1


@pytest.mark.parametrize(
    ("scale", "expected"),
    [("index", [None, 100.0, 50.0, 100.0]), ("share", [0.0, 33.3333, 100.0, 66.6667]), ("figures", [0, 1, 1, 2])],
)
def test_over_time(page, tmp_path, monkeypatch, scale, expected):
    monkeypatch.setattr(indexing, "LEAST_BASE", 0)  # a record or two stand for thirty
    monkeypatch.setattr(compare_cards, "LEAST_BASE", 0)
    if scale == "index":  # a base is a whole year of its source, and one for all: 2024, as one item tells no 2023
        rows = [f"{day},DEU,antimalarials,falsified,,," for day in ("2023-01-05", "2024-12-05")]
        whole = write(tmp_path / "whole.csv", ROWS[0], *rows)
        import_file(open_store(settings().database_url), ADAPTERS["template"], whole)
    page.query_params["against"], page.query_params["scale"] = f"{WEST},{SOUTH_EAST}", scale
    page.query_params["by"] = "region"
    page.run()
    assert not page.exception
    table = exports(page)["compare_trend"].table.sort("Series", "Year")
    told = table.get_column(table.columns[2]).to_list()
    if scale == "figures":
        expected = [None, *expected[1:]]  # nobody in South-eastern Asia has a record of 2023
    assert [None if v is None else round(float(v), 4) for v in told][1:] == [float(v) for v in expected[1:]]


def test_an_index_has_no_base_in_a_year_that_its_source_does_not_fill(page):
    page.query_params["against"], page.query_params["scale"] = f"{WEST},{SOUTH_EAST}", "index"
    page.query_params["by"] = "region"
    page.run()
    assert not page.exception and "compare_trend" not in exports(page)
    assert any("No period can be a base" in i.value for i in page.info)


def test_a_rate_of_a_year_divides_by_who_reported_in_it(page):
    page.query_params["against"], page.query_params["scale"] = f"{WEST},{SOUTH_EAST}", "rate"
    page.run()
    table = exports(page)["compare_trend"].table.filter(pl.col("Series") == "Western Africa").sort("Year")
    rates = [1e6 / inhabitants("NGA"), 2e6 / inhabitants("NGA", "CIV", "GHA")]
    assert table["Rate"].to_list() == pytest.approx(rates, abs=1e-4)


def test_a_quantity_has_a_rate_but_no_interval_of_a_count(page):
    page.query_params["against"] = f"{WEST},{SOUTH_EAST}"
    page.query_params["measure"], page.query_params["unit_class"] = "quantity", "mass"
    page.run()
    assert not page.exception
    table = exports(page)["compare_rates"].table
    assert table["Reported quantity seized"].to_list() == [5.0, 40.0] and not any(
        "interval" in c for c in table.columns
    )
    assert exports(page)["compare_counts"].table["Largest single figure"].to_list() == [5.0, 30.0]


def test_one_alone_is_not_compared_and_an_unknown_code_is_said(page):
    page.query_params["against"] = f"{SOUTH_EAST},nowhere"
    page.run()
    assert "left out" in page.error[0].value and "Choose two or more" in page.info[0].value


def test_goods_and_countries(page):
    for kind, against in (("goods", "antimalarials,cigarettes"), ("country", "NGA,THA,CIV")):
        page.query_params["by"], page.query_params["against"] = kind, against
        page.run()
        assert not page.exception and len(page.get("plotly_chart")) == 3
    assert exports(page)["compare_counts"].table["Name"].to_list() == ["Côte d'Ivoire", "Nigeria", "Thailand"]
    assert exports(page)["compare_counts"].table["Coverage"].to_list() == [
        "1 of 2 years",
        "2 of 2 years",
        "1 of 2 years",
    ]


def test_a_ready_question_is_one_click_and_its_answer_a_link(page):
    for key in ("goods", "illicit", "scheme"):
        del page.query_params[key]
    page.run()
    page.button(key="compare_example_0").click().run()
    assert not page.exception
    held = {k: page.query_params[k] for k in ("against", "goods", "illicit", "scheme", "start", "end")}
    assert [v[0] if isinstance(v, list) else v for v in held.values()] == [
        f"{WEST},{SOUTH_EAST}", "medicines", "falsified", "m49-sub", "2020-01", "2024-12",
    ]  # fmt: skip
    assert len(page.get("plotly_chart")) == 3


def test_a_question_without_an_answer_is_not_offered(tmp_path):
    rows = ("date,country,goods", "2024-03-05,FRA,cocaine", "2024-03-05,BRA,cocaine")
    import_file(open_store(settings().database_url), ADAPTERS["template"], write(tmp_path / "c.csv", *rows))
    page = AppTest.from_file(str(Path(__file__).parents[2] / "pages" / "analyse" / "compare.py"), default_timeout=60)
    offered = [b.label for b in page.run().button if (b.key or "").startswith("compare_example")]
    assert offered == ["Cocaine in South America and Western Europe, per billion dollars of imports"]


def test_a_place_without_a_record_is_listed_and_is_not_zero(page):
    for key in ("goods", "illicit", "scheme"):
        del page.query_params[key]
    page.query_params["by"], page.query_params["against"] = "country", "NGA,TUV"
    page.run()
    assert not page.exception
    made = exports(page)
    sums = made["compare_counts"].table.to_dicts()
    assert [(row["Name"], row["Reported seizures"], row["What is known"]) for row in sums] == [
        ("Nigeria", 2, "Reported"),
        ("Tuvalu", None, "Not reported"),
    ]
    assert "0 (zero reported)" not in str(page.get("plotly_chart"))
    assert any("no line: Tuvalu" in m.value.replace("\\", "") for m in page.markdown)
    assert any("Tuvalu" in m.value and "no record from" in m.value for m in page.markdown)


def test_what_nobody_reported_is_said_and_the_nearest_is_offered(page):
    page.query_params["against"], page.query_params["illicit"] = f"{WEST},{SOUTH_EAST}", "stolen"
    page.run()
    assert "does not mean zero" in page.info[0].value
    offered = [b.label for b in page.button if b.key and b.key.startswith("wider")]
    assert offered == ["Without the filter 'Why illicit': 5 seizures of these"]
    page.button(key="wider_0").click().run()
    assert not page.exception and len(page.get("plotly_chart")) == 3


def test_a_record_that_tells_no_number_of_seizures_makes_no_year_of_a_rate(page, tmp_path):
    """'Some seizures, 7 kg' is no year without seizures: neither in the figure nor in what it is divided by."""
    rows = ("date,country,goods,illicit,seizures", "2024-02-01,GMB,antimalarials,falsified,unknown")
    import_file(open_store(settings().database_url), ADAPTERS["template"], write(tmp_path / "u.csv", *rows))
    page.query_params["against"] = f"{WEST},{SOUTH_EAST}"
    page.run()
    row = exports(page)["compare_rates"].table.row(1, named=True)
    assert (row["Reported seizures"], row["Members that report"], row["Years reported"]) == (3, "3 of 17", "4 of 34")


@pytest.mark.parametrize(
    ("query", "seizures", "told"),
    [
        ({"year": "2024"}, 2, "3 of 17"),
        ({"start": "2024-03", "end": "2024-03"}, 2, "0.25 of 1.42"),
        ({"month": "2024-03"}, 2, "0.25 of 1.42"),
    ],
)
def test_a_filter_by_year_or_month_is_in_the_denominator_too(page, query, seizures, told):
    page.query_params["against"] = f"{WEST},{SOUTH_EAST}"
    for key, value in query.items():
        page.query_params[key] = value
    page.run()
    assert not page.exception
    row = exports(page)["compare_rates"].table.row(1, named=True)
    assert (row["Reported seizures"], row["Years reported"]) == (seizures, told)
    years = inhabitants("NGA", "CIV", "GHA") * (1 if "year" in query else 1 / 12)
    assert row["Rate"] == pytest.approx(seizures / years * 1e6, abs=1e-4)


def test_a_link_may_ask_for_rates_as_a_question_does(page):
    page.query_params["against"], page.query_params["per"] = f"{WEST},{SOUTH_EAST}", "head"
    page.run()
    assert not page.exception and not page.error
    assert "inhabitants" in exports(page)["compare_rates"].unit
