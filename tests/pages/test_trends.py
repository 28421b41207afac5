"""Trends offers what makes sense, says what it finds and what it refuses, and marks only what fits."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data_access.ingest.loading import import_file
from data_access.settings import settings
from data_access.sources.registry import ADAPTERS
from data_access.store.engine import open_store
from domain.question import Question
from domain.selection import Selection
from reports.trends import series as trend_data
from tests.asking import here
from tests.data_access.sources.test_template import write
from tests.pages import plain
from tests.pages.kept import KeptStore

PAGE = Path(__file__).parents[2] / "pages" / "analyse" / "trends.py"
VIEWS = ("line", "index", "change", "season", "panels")


def written(folder: Path) -> Path:
    """Two countries over four whole years and three records a month; a third country in one year only."""
    rows = [
        f"{year}-{month:02d}-0{day},{country},antimalarials,{2 + year - 2013},kg"
        for year in range(2013, 2017)
        for month in range(1, 13)
        for day in range(1, 4 if year < 2016 else 3)
        for country in ("AGO", "ZMB")
    ]
    return write(folder / "t.csv", "date,country,goods,quantity,unit", *rows, "2014-02-01,FRA,cocaine,1,kg")


KEPT = KeptStore("template", written)


@pytest.fixture
def page(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    KEPT.use(tmp_path_factory, monkeypatch)
    return AppTest.from_file(str(PAGE), default_timeout=60)


def ask(page: AppTest, **query: str) -> str:
    for key, value in query.items():
        page.query_params[key] = value
    page.run()
    assert not page.exception
    return " ".join(
        plain(e.value) for kind in ("markdown", "caption", "info", "warning", "error") for e in getattr(page, kind)
    )


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("step", ["year", "month"])
@pytest.mark.parametrize("measure", ["seizures", "quantity"])
def test_every_view_is_drawn(page, view, step, measure):
    ask(page, view=view, step=step, measure=measure, goods="medicines")
    few = (view, step) == ("index", "month")  # six records a month are no base
    assert not page.error and len(page.get("plotly_chart")) == (2 if view == "season" else 0 if few else 1)
    assert not few or "at least 30 records" in page.info[0].value


def test_the_level_says_the_finding_with_who_reported(page):
    text = ask(page)
    assert "Reported seizures**: highest in **2014** with 73 (3 countries and territories reported)" in text
    assert "2016, has 48 (2 countries and territories reported)" in text
    assert [t.label for t in page.toggle if "same reporters" in t.label] == ["Also the same reporters throughout (2)"]


def test_a_base_is_chosen_printed_and_refused_with_its_reason(page):
    text = ask(page, view="index", base="2014")
    assert "where 2014 is 100" in text and "Base: 2014" in text and not page.warning
    assert "cannot be 1999" in ask(page, base="1999")


def test_the_same_reporters_only(page):
    text = ask(page, view="change")
    assert "**−33%** for 2 of 2 reporters" in text, "the last change, 72 to 48"
    assert "Only the same reporters throughout (2)" in [t.label for t in page.toggle]


def test_the_season_needs_three_whole_years(page):
    assert "over 4 whole years" in ask(page, view="season")
    assert "at least 3 are needed" in ask(page, view="season", start="2014-01", end="2015-12")


def test_operations_are_offered_only_where_goods_and_places_fit_and_are_off(page):
    ask(page)
    assert not [t for t in page.toggle if "Operations" in t.label], "all goods: none fits"
    text = ask(page, goods="medicines", country="AGO")
    toggle = next(t for t in page.toggle if "Operations" in t.label)
    assert toggle.label == "Operations that coincided (2)" and not toggle.value and "Giboia" not in text
    text = ask(page, operations="on")
    assert "Coincided with operations of the same goods and places" in text and " A Giboia II " in text
    table = page.dataframe[-1].value
    assert table["Mark"].to_list() == ["A", ""] and "Not verified: year." in table["Caveats"].to_list()[1]
    assert not {"effect", "impact", "because of", "thanks to"} & set(text.lower().split())


def test_own_scales_are_said_loudly(page):
    assert "all on one scale" in ask(page, view="panels", by="region")
    assert "EACH CHART HAS A SCALE OF ITS OWN" in ask(page, view="panels", by="region", scale="own")


def test_a_bad_link_is_said_and_an_empty_selection_offers_the_nearest(page):
    ask(page, view="sideways", step="week", measure="tons")
    assert len(page.error) == 2 and page.get("plotly_chart")
    ask(page, view="line", step="year", measure="seizures", country="SGP")
    assert "Nothing was reported" in page.info[0].value and page.button


def test_what_is_chosen_stands_in_the_address(page):
    ask(page)
    page.segmented_control[0].set_value("index").run()
    assert page.query_params["view"] == "index"
    next(s for s in page.selectbox if s.label.startswith("Base")).set_value("2015").run()
    assert page.query_params["base"] == "2015"
    next(t for t in page.toggle if "same reporters" in t.label).set_value(True).run()
    assert page.query_params["panel"] == "same"


def test_no_zero_is_claimed_under_a_filter_on_a_recorded_field(tmp_path):
    """A reporter of seizures need not tell the place of each: that none is known there in 2014 is no zero."""
    rows = [f"{year}-02-01,ESP,cocaine,{place}" for year, place in ((2013, "Lugo"), (2014, ""), (2015, "Lugo"))]
    path = write(tmp_path / "places.csv", "date,country,goods,place", *rows)
    for file in (written(tmp_path), path):
        import_file(open_store(settings().database_url), ADAPTERS["template"], file)
    asked = Selection(where=(("country", ("ESP",)), ("place", ("Lugo",))))
    AppTest.from_file(str(PAGE), default_timeout=60).run()
    sources = here().seizures(asked, "source", "year", "month")
    cells = trend_data.panel_cells(here(), Question(selection=asked), "year", sources)
    assert cells.select("period", "state").rows() == [("2013", "value"), ("2015", "value")]
    wide = trend_data.panel_cells(here(), Question(selection=asked.having("place", ("", "Lugo"))), "year", sources)
    assert wide["state"].to_list() == ["value"] * 3


def test_years_cut_by_a_filter_on_months_are_not_compared(page):
    page.query_params["month"] = ["2014-01", "2014-02", "2015-12"]
    assert "no change is shown" in ask(page, view="change")
    chosen = Selection().having("month", ("2014-01", "2015-12"))
    held = trend_data.ask(here(), Question(selection=chosen), "year")
    assert held is not None and held.incomplete == {"2014", "2015"} and held.final == []


def test_every_period_that_ties_for_the_highest_is_named(tmp_path):
    rows = [f"{year}-0{3 * n}-05,{'AGO' if year < 2015 else 'ZMB'},khat" for year in (2014, 2016) for n in (1, 2)]
    rows += [f"{year}-09-01,FRA,khat" for year in range(2012, 2020)]
    file = write(tmp_path / "t.csv", "date,country,goods", *rows)
    import_file(open_store(settings().database_url), ADAPTERS["template"], file)
    text = ask(AppTest.from_file(str(PAGE), default_timeout=60))
    assert "highest in **2014 and 2016** with 3 (2 countries and territories reported)" in text
    panels = ask(AppTest.from_file(str(PAGE), default_timeout=60), view="panels", by="goods")
    assert "the highest point is in **2014 and 2016** with 3" in panels
