"""Routes, over records that tell transit countries, and over a filter that must not bend a share."""

from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from data_access.ingest.loading import import_file
from data_access.settings import settings
from data_access.sources.registry import ADAPTERS
from data_access.store.engine import open_store
from pages.parts import answers
from tests.data_access.sources.test_template import write
from tests.pages import below_titles, plain

ROWS = (
    "date,country,goods,departure,transit,destination,mode",
    "2024-03-01,FRA,cocaine,COL,SEN>MAR,FRA,road",
    "2024-03-02,ESP,cocaine,COL,SEN,FRA,air",
    "2024-03-03,ESP,cocaine,ESP,,FRA,road",
    "2024-03-04,FRA,cocaine,PRT,,FRA,road",
    "2024-03-05,FRA,cocaine,ESP,,FRA,road",
    "2024-03-06,FRA,cocaine,ESP,,DEU,road",
)


@pytest.fixture
def page(tmp_path: Path) -> AppTest:
    import_file(open_store(settings().database_url), ADAPTERS["template"], write(tmp_path / "t.csv", *ROWS))
    return AppTest.from_file(str(Path(__file__).parents[2] / "pages" / "explore" / "routes.py"), default_timeout=60)


def table(page: AppTest, column: str) -> dict[str, dict[str, object]]:
    """The table with this column, by country or territory."""
    found = next(d.value for d in page.dataframe if column in d.value.columns)
    return {str(r["Country or territory"]): r for r in found.to_dict("records")}


def test_what_passed_here_and_was_caught_later_stands_beside_the_transit_share(page):
    page.run()
    assert not page.exception
    rows = table(page, "Transit share")
    assert list(rows) == sorted(rows)
    missed = table(page, "Share seized after transit")
    assert list(missed) == ["Morocco", "Senegal"]
    assert missed["Senegal"]["Passed here, seized later elsewhere"] == 2
    assert missed["Morocco"]["Passed here, seized later elsewhere"] == 1
    assert rows["France"]["Transit share"] == pytest.approx(1 / 6, abs=0.0005)  # shown to a tenth of a per cent
    assert rows["Spain"]["Transit share"] == pytest.approx(1 / 4)  # caught there on the way, and three departures
    assert rows["Spain"]["95% interval"] == "4.6–70%" and rows["Spain"]["Can be judged"] == 1  # Wilson, 1 of 4


def more_of_spain(tmp_path):
    """Ten seizures before leaving Spain, and ten of what left it: enough for a share."""
    more = [f"2024-04-{day:02},ESP,cocaine,ESP,FRA,Madrid" for day in range(1, 11)]
    more += [f"2024-05-{day:02},FRA,cocaine,ESP,FRA,Lyon" for day in range(1, 11)]
    file = write(tmp_path / "madrid.csv", "date,country,goods,departure,destination,place", *more)
    import_file(open_store(settings().database_url), ADAPTERS["template"], file)


def test_a_filter_on_the_place_of_seizure_does_not_make_everything_caught_at_home(page, tmp_path):
    more_of_spain(tmp_path)
    page.run()
    before = table(page, "Share seized before export")["Spain"]
    assert (before["Seized here before export"], before["Left here, seized later elsewhere"]) == (11, 12)
    page.query_params["country"] = "ESP"
    page.run()
    assert not page.exception
    rows = table(page, "Share seized before export")
    assert list(rows) == ["Spain"] and rows["Spain"] == before


def test_no_filter_that_says_where_makes_everything_caught_at_home(page, tmp_path):
    """Filtered by a town, what left Spain and was caught elsewhere would be missing: 100 %."""
    more_of_spain(tmp_path)
    page.run()
    before = table(page, "Share seized before export")["Spain"]
    assert before["Share seized before export"] == pytest.approx(11 / 23, abs=0.0005)
    page.query_params["place"] = "Madrid"
    page.run()
    assert not page.exception
    assert table(page, "Share seized before export")["Spain"] == before
    assert any("whatever the filter by place as reported" in line for line in below_titles(page))


def test_the_focus_brings_who_stands_at_the_other_end(page):
    page.query_params["profile"] = "ESP"
    page.run()
    assert not page.exception
    found = [
        set(d.value["Country or territory"]) for d in page.dataframe if "Share of known departures" in d.value.columns
    ]
    assert found == [{"Colombia"}, {"France"}]


def test_an_unknown_place_and_a_wrong_threshold_are_borne(page):
    page.query_params["profile"] = "XXX"
    page.query_params["least"] = "many"
    page.query_params["against"] = "nowhere"
    page.run()
    assert not page.exception
    assert "showing all routes instead" in page.error[0].value


def test_what_was_missed_has_its_interval_and_coverage_in_the_row(page):
    page.run()
    row = table(page, "Share seized after transit")["Senegal"]
    assert row["Years with records"] == "none" and row["Passed here, seized later elsewhere"] == 2
    told = (
        "Seized here in transit, both ends known",
        "Seizures that the share is based on",
        "Share seized after transit",
        "95% interval",
    )
    assert all(pd.isna(row[c]) for c in told), "Senegal itself has no record: nobody knows what it caught"
    balance = table(page, "Share seized before export")["Spain"]
    assert balance["Seizures that the share is based on"] == 3 and balance["Years with records"] == "1 of 1"


def test_a_region_in_focus_shows_the_routes_of_its_members(page):
    page.query_params["scheme"], page.query_params["focus"] = "m49-sub", "039"
    page.run()
    assert not page.exception and not page.error
    assert set(table(page, "Share seized before export")) <= {"Spain", "Portugal"}
    assert page.selectbox(key="routes_place").value == "region 039"


def test_the_threshold_is_raised_until_a_picture_is_left_unless_the_reader_sets_it(page, monkeypatch):
    def drawn() -> list[str]:
        return [line for line in below_titles(page) if "not drawn" in line]

    page.run()
    assert page.select_slider(key="routes_least").value == "" and not drawn()
    monkeypatch.setattr("reports.routes.legs.EASY", 1)
    answers._finished.cache_clear()
    page.run()
    assert "those with 2 seizures or more" in drawn()[0]  # only Spain to France has two seizures
    page.query_params["least"] = "1"
    page.run()
    assert page.select_slider(key="routes_least").value == "1" and not drawn()


def test_new_legs_are_listed_with_what_was_told_before(page, tmp_path):
    old = ("date,country,goods,departure", "2020-01-05,FRA,cocaine,COL", "2024-03-09,FRA,cocaine,ESP")
    import_file(open_store(settings().database_url), ADAPTERS["template"], write(tmp_path / "old.csv", *old))
    page.run()
    assert not page.exception
    found = next(d.value for d in page.dataframe if "First seen" in d.value.columns)
    row = found.to_dict("records")[0]
    assert (len(found), row["Departed from"], row["Seized in"], row["Reported before by the place of seizure"]) == (
        1,
        "Spain",
        "France",
        1,
    )


def test_a_country_page_has_its_routes_and_the_way_to_all_of_them(page, monkeypatch):
    links = []
    monkeypatch.setattr("streamlit.page_link", lambda *a, **k: links.append(k))
    country = AppTest.from_file(str(Path(__file__).parents[2] / "pages" / "explore" / "country.py"), default_timeout=60)
    country.query_params["profile"] = "ESP"
    country.run()
    assert not country.exception
    assert any("Routes to or from Spain" in plain(m.value) for m in country.markdown)
    assert any(link.get("query_params") == {"profile": "ESP"} for link in links)
    page.query_params["profile"] = "ESP"
    page.run()
    assert list(table(page, "Share seized before export")) == ["Spain"]
    assert table(page, "Transit share")["Spain"]["Can be judged"] == 1


def drawn(page: AppTest) -> str:
    """All pictures of the page, as they are sent."""
    return " ".join(c.proto.spec for c in page.get("plotly_chart"))


def test_a_way_through_a_country_that_nobody_named_is_dashed_and_said(page):
    page.run()
    assert (
        not page.exception and "Via third countries" in drawn(page) and '"dash":"dash"' in drawn(page).replace(" ", "")
    )


def test_a_link_with_focus_and_threshold_opens_so(page):
    page.query_params["profile"], page.query_params["least"] = "ESP", "1"
    page.run()
    assert not page.exception
    said = " | ".join(str(m.value) for m in [*page.markdown, *page.subheader])
    assert "Departed from Spain, seized in" in said and "Passed through" in said + drawn(page)
    assert "Via third countries" not in drawn(page)


def test_the_other_end_of_the_matrix_stands_in_the_address(page):
    page.run()
    next(c for c in page.segmented_control if c.label == "Departure by").set_value("destination").run()
    assert not page.exception and page.query_params["against"] == "destination"
    assert any("Departure by intended destination" in m.value for m in page.markdown)
