"""Title, caption, alt text, file, figure and citation of every page say what is shown: held together, under filters."""

import io
from pathlib import Path

import pytest
import streamlit as st
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from pages import CATALOGUE
from reports.exports import csv_bytes, picture_words, xlsx_bytes
from tests.data_access.sources.test_template import write
from tests.pages import plain
from tests.pages.kept import KeptStore

ROOT = Path(__file__).parents[2]
OWN = {
    "country": {"profile": "ESP"},
    "region": {"focus": "150"},
    "compare": {"by": "country", "against": "ESP,PRT"},
    "routes": {"least": "1"},
}
WITHOUT = {
    *("", "record", "context", "saved", "import", "overlaps", "about", "claim", "present"),
    *("cases", "case", "caseform", "convergence", "networks", "operations", "operation", "operationform"),
    *("training", "course", "courseform", "cooperation", "targets", "targetform", "benchmarks", "sector"),
}
"""Pages without figures of a selection."""
FILTERED = {entry.url: entry.file for entry in CATALOGUE if entry.url not in WITHOUT}
FILTERS = {"goods": "cocaine", "mode": "air", "start": "2020-01", "end": "2022-12"}
PLACED = {"country": ["ESP", "PRT"]}


def written(folder: Path) -> Path:
    rows = ["date,country,goods,mode,departure,destination,quantity,unit"]
    for year in (2020, 2021, 2022, 2023):
        for month in range(1, 13):
            for country, departure in (("ESP", "BRA"), ("PRT", "COL"), ("NGA", "BRA")):
                rows += [f"{year}-{month:02}-1{n},{country},cocaine,air,{departure},FRA,{n + 1},kg" for n in range(3)]
            rows.append(f"{year}-{month:02}-05,ESP,heroin,road,,,2,kg")
    return write(folder / "t.csv", *rows)


KEPT = KeptStore("template", written)


@pytest.fixture
def store(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    KEPT.use(tmp_path_factory, monkeypatch)
    monkeypatch.setattr(st, "page_link", lambda *a, **k: None)


def run(url: str, query: dict) -> AppTest:
    page = AppTest.from_file(str(ROOT / "pages" / FILTERED[url]), default_timeout=90)
    for name, value in {**query, **OWN.get(url, {})}.items():
        page.query_params[name] = value
    page.run()
    assert not page.exception, (url, page.exception)
    return page


@pytest.mark.parametrize("url", sorted(FILTERED))
def test_what_is_said_is_what_is_shown(store, url):
    page = run(url, {**FILTERS, **PLACED})
    said = [plain(e.value) for e in page.markdown]
    shown = page.session_state["reader_shown"] if url != "records" else []
    assert shown or url == "records"
    for export in shown:
        told = export.about
        about = told["subject"]
        if "_cases_" in export.name:  # their own filters: cases have no mode, and years of judgment
            assert "Cocaine" in about and "Spain" in about
            continue
        if "_operations_" in export.name:
            assert "Cocaine" in about and "2020-01 to 2022-12" in about
            continue
        if url != "coverage" and "overage" not in export.name:  # who reported, whatever the goods and the mode
            years = "2020–2023" if "brief_trend" in export.name else "2020–2022"  # it shows the period in its course
            assert "ocaine" in about and "by air" in about and years in about, export.name
        assert told["title"] == export.title and export.title.lower().endswith(about.lower()), export.name
        assert export.alt.startswith(f"{export.title}."), export.name
        assert export.title in told["suggested_citation"], export.name
        assert any(about in text for text in said), export.name
        assert "worldwide" not in about or "to or from" in about, (export.name, about)
        words = picture_words(export)
        assert words["title"] == export.title and words["alt"] == export.alt
        book = load_workbook(io.BytesIO(xlsx_bytes(export)))
        assert book["Data"]["A1"].value == export.title and csv_bytes(export)
    heads = [plain(t.value) for t in page.title]
    assert len(heads) == 1 and not (PLACED and "worldwide" in heads[0])


@pytest.mark.parametrize("url", ["world", "maps", "trends", "explorer", "routes", "records"])
def test_the_page_says_below_its_title_what_it_is_about(store, url):
    page = run(url, {**FILTERS, **PLACED})
    said = [plain(m.value) for m in page.markdown]
    assert "Cocaine seized in Portugal and Spain, by air, 2020–2022" in said or (
        "Cocaine seized in Spain and Portugal, by air, 2020–2022" in said
    )
    assert "All goods seized worldwide, 2020–2023" in [plain(m.value) for m in run(url, {}).markdown]


def test_routes_of_a_country_name_it(store):
    page = run("country", FILTERS)
    named = {e.name.split("_")[1] + e.name.split("_")[2]: e for e in page.session_state["reader_shown"]}
    routes = next(e for e in named.values() if "Routes" in e.title)
    assert "Spain" in routes.title and "to or from Spain" in routes.about["suggested_citation"]


@pytest.mark.parametrize(
    ("url", "query", "aside", "about"),
    [
        ("region", {"region": "002"}, "Region: Africa", "All goods seized in Europe"),
        ("region", {"country": "NGA"}, "Country or territory: Nigeria", "All goods seized in Europe"),
        ("country", {"country": "NGA"}, "Country or territory: Nigeria", "All goods seized in Spain"),
        ("country", {"region": "002"}, "Region: Africa", "All goods seized in Spain"),
        ("region", {"region": "150"}, "", "All goods seized in Europe"),
        ("region", {"country": "ESP"}, "", "All goods seized in Spain, Europe"),
    ],
)
def test_a_page_about_a_place_opens_inside_the_filter_or_says_why_not(store, url, query, aside, about):
    page = run(url, query)
    infos = [plain(i.value) for i in page.info]
    assert any(f"the filter '{aside}'" in i for i in infos) if aside else not any("Set aside" in i for i in infos)
    assert f"{about}, 2020–2023" in [plain(m.value) for m in page.markdown]
    shares = [c for c in (plain(c.value) for c in page.caption) if "of what was reported" in c]
    assert all(float(s.split("%")[0]) <= 100 for s in shares) and len(shares) == (url == "region")


def test_without_a_place_asked_for_the_filtered_one_opens(store):
    page = AppTest.from_file(str(ROOT / "pages" / FILTERED["country"]), default_timeout=90)
    page.query_params["country"] = "PRT"
    page.run()
    assert page.title[0].value == "Portugal" and not any("Set aside" in plain(i.value) for i in page.info)
