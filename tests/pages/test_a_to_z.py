"""No place is ranked by default: every list of countries, regions or pairs of every page stands A–Z.

The test walks the catalogue of pages and the forms of the explorer, and looks at what is really drawn and downloaded.
"""

import json
from itertools import pairwise
from pathlib import Path

import polars as pl
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data_access.reference import tables as reference
from domain.collation import key
from domain.dimensions import PSEUDO_LABELS
from domain.forms import FORMS, PLACES
from domain.selection import Selection
from pages import CATALOGUE
from pages.parts import chips
from tests.data_access.sources.test_template import write
from tests.pages.kept import KeptStore

SEIZED = {"Zambia": 9, "Åland Islands": 2, "Côte d'Ivoire": 5, "Cuba": 3, "Costa Rica": 7, "Austria": 4, "Oman": 6}
ROOT = Path(__file__).parents[2]
QUERIES = {
    "country": {"profile": "ZMB"},
    "routes": {"least": "1"},
    "compare": {"by": "country", "against": "ZMB,ALA,CIV,CUB,CRI"},
    "region": {"focus": "002"},
}
QUIET = {*PSEUDO_LABELS.values(), "Other countries", "Several countries", "Not reported", "…"}


def written(folder: Path) -> Path:
    codes = {name: code for code, name in reference.names("places").items()}
    rows = ["date,country,goods,departure,transit,destination,producing,place"]
    for i, (name, count) in enumerate(SEIZED.items()):
        for n in range(count):
            other, third = (codes[list(SEIZED)[(i + 1 + (n + step) % 6) % 7]] for step in (0, 2))
            ends = f"{other},{third},{codes[name] if n % 2 else third},{other}"
            rows.append(f"202{n % 4}-0{n % 9 + 1}-1{n % 9},{codes[name]},cocaine,{ends},Town {count}")
    return write(folder / "t.csv", *rows)


KEPT = KeptStore("template", written)


@pytest.fixture
def store(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    KEPT.use(tmp_path_factory, monkeypatch)
    monkeypatch.setattr(st, "page_link", lambda *a, **k: None)  # pages are run one by one here, without a menu


def run(file: str, query: dict[str, str]) -> AppTest:
    page = AppTest.from_file(str(ROOT / "pages" / file), default_timeout=60)
    for name, value in query.items():
        page.query_params[name] = value
    page.run()
    assert not page.exception, (file, query, page.exception)
    return page


def named() -> set[str]:
    schemes = reference.schemes()["scheme"].to_list()
    return set(reference.names("places").values()) | {n for s in schemes for n in reference.regions(s)["name"]}


def places_in(values: list[object]) -> list[str] | None:
    """The places of a list, pairs and quiet rows aside; None where it is no list of places."""
    told = [str(v).replace("<br>", " ").replace("&#x27;", "'") for v in values if v is not None]
    told = [v for v in told if v not in QUIET and not v.endswith((" others", "1 other"))]
    known = [v for v in told if v in named()]
    return known if known and len(known) == len(told) else None


def a_to_z(values: list[str]) -> bool:
    return all(key(a) <= key(b) for a, b in pairwise(values))


def lists(page: AppTest) -> dict[str, list[str]]:
    """What stands in tables (downloads too) and on the axes of charts, by where it stands."""
    found: dict[str, list[str]] = {}
    for export in page.session_state["reader_shown"]:
        table = export.table
        if first := next((c for c in table.columns if places_in(table[c].to_list())), ""):
            above = table.columns[: table.columns.index(first)]  # such as the step of a flow: A–Z inside each
            for at, part in table.group_by(above, maintain_order=True) if above else [((), table)]:
                found[f"table {export.title}: {first} {at}"] = places_in(part[first].to_list()) or []
    for chart in page.get("plotly_chart"):
        figure = json.loads(chart.proto.spec)
        if "networks_matrix" in chart.proto.id:
            continue  # like stands beside like, which ranks nobody
        for axis in ("xaxis", "yaxis"):
            ticks = figure["layout"].get(axis, {}).get("ticktext") or []
            if known := places_in(ticks):
                found[f"chart {chart.proto.id}: {axis}"] = known
        for trace in figure["data"]:
            if trace["type"] == "sankey":
                for x in sorted(set(trace["node"]["x"])):
                    column = [n for n, at in zip(trace["node"]["label"], trace["node"]["x"], strict=True) if at == x]
                    found[f"flow, column at {x}"] = places_in(column) or []
    return found


@pytest.mark.parametrize("entry", [e for e in CATALOGUE if not e.hidden], ids=lambda e: e.url)
def test_every_page_lists_places_a_to_z(store, entry):
    found = lists(run(entry.file, QUERIES.get(entry.url, {})))
    wrong = {where: names for where, names in found.items() if not a_to_z(names)}
    assert not wrong
    if entry.url in ("world", "country", "routes", "compare", "coverage"):
        assert any(len(set(names)) > 2 for names in found.values())  # it did look at something


def offered_forms(page: AppTest) -> list[str]:
    """The forms that the explorer offers, the one that it shows first."""
    keys = {form.label: key for key, form in FORMS.items()}
    return [keys[label] for label in next(s.options for s in page.selectbox if s.label == "Form")]


@pytest.mark.parametrize("dimension", sorted(PLACES - {"transit", "route", "producing", "destination"}))
def test_every_form_of_the_explorer_lists_places_a_to_z(store, dimension):
    looked = 0
    for by in (dimension, f"{dimension},year", f"{dimension},goods"):
        asked = {"by": by, "scheme": "m49-sub"}
        first = run("analyse/explorer.py", asked)
        offered = offered_forms(first)
        assert offered[-1] == "table"
        for form, page in [
            (offered[0], first),
            *((f, run("analyse/explorer.py", asked | {"form": f})) for f in offered[1:]),
        ]:
            found = lists(page)
            looked += sum(len(names) > 1 for names in found.values())
            assert not {where: names for where, names in found.items() if not a_to_z(names)}, (form, by)
    assert looked or dimension in ("place", "admin1", "division")


def test_the_test_sees_a_ranked_list():
    assert not a_to_z(["Zambia", "Åland Islands"]) and a_to_z(["Åland Islands", "Austria", "Côte d'Ivoire", "Cuba"])
    assert places_in(["Zambia", "3 others", "Not reported"]) == ["Zambia"] and places_in(["Heroin"]) is None


def test_by_value_brings_coverage_and_interval_into_the_row(store):
    page = run("explore/world.py", {})
    page.segmented_control(key="order_world_countries").set_value("By value").run() if hasattr(
        page, "segmented_control"
    ) else page.button_group(key="order_world_countries").set_value(["By value"]).run()
    table = next(e.table for e in page.session_state["reader_shown"] if e.title.startswith("Countries"))
    assert table["Country or territory"][0] == "Zambia"
    low = "95% interval, lower end"
    assert {"Coverage", low, "95% interval, upper end"} <= set(table.columns)
    assert table.filter(pl.col(low).is_null() | (pl.col("Coverage") == "")).is_empty()


def test_a_chip_names_its_places_in_the_order_of_all_lists(store):
    part = chips.Part("country", ("ALA", "ZMB", "CUB"), Selection())
    assert chips.worded(part, "m49").split(": ")[1] == "Åland Islands, Cuba, Zambia"
