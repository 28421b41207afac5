"""Maps, as a reader asks: each kind and form runs, and its figures are those of the records."""

from pathlib import Path

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from analysis import map_classes
from analysis.rates import PER, poisson_interval, years_reported
from data_access.ingest.loading import import_file
from data_access.reference import tables as reference
from data_access.settings import settings
from data_access.sources.registry import ADAPTERS
from data_access.store.engine import open_store
from domain.classes import class_of
from domain.collation import key as letters
from domain.selection import Selection
from domain.words import ENGLISH
from reports.explore.chart_data import region_coverage
from reports.maps import cards as map_cards
from reports.maps import figures as map_data
from reports.maps import periods as map_periods
from reports.maps import tables as map_tables
from reports.maps.question import MapView
from reports.observed import asked_months, asked_years, years_by_reporter
from reports.routes import tables as flow_tables
from tests.asking import here, studio
from tests.data_access.sources.test_template import write
from tests.pages import figures
from tests.pages.kept import KeptStore

PAGE = str(Path(__file__).parents[2] / "pages" / "explore" / "maps.py")
ROWS = [
    *(f"2021-{m:02}-05,NGA,cocaine,air,GHA" for m in range(1, 13)),
    *(f"2022-{m:02}-05,NGA,cocaine,air,GHA" for m in range(1, 13)),
    *(f"2022-{m:02}-07,NGA,cannabis,sea," for m in range(1, 13)),
    *(f"2021-{m:02}-05,ESP,cocaine,sea," for m in range(1, 13)),
    *(f"2022-{m:02}-09,ESP,cannabis,," for m in range(1, 7)),
    "2021-03-03,SGP,cocaine,air,",
    "2022-03-03,SGP,cocaine,air,",
    "2022-04-03,MLT,cocaine,sea,",
]
"""Nigeria doubles, Spain halves, Singapore has too few to say, Malta told one year only."""


KEPT = KeptStore("template", lambda folder: write(folder / "t.csv", "date,country,goods,mode,departure", *ROWS))


@pytest.fixture
def store(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    KEPT.use(tmp_path_factory, monkeypatch)


def run(**query: str) -> AppTest:
    app = AppTest.from_file(PAGE, default_timeout=60)
    for key, value in query.items():
        app.query_params[key] = value
    return app.run()


def view(show: str, *, selection: Selection | None = None, **more: str) -> MapView:
    given = {"scale": "log", "view": "one", "unit_class": "", "share": "", "start": ""} | more
    years, periods = ("2021", "2022"), map_periods.periods(here(), Selection(), "", "")
    return MapView(selection=selection or Selection(), show=show, years=years, periods=periods, **given)


@pytest.mark.parametrize("form", ["one", "years", "play"])
@pytest.mark.parametrize("show", ["rate", "count", "share"])
def test_each_kind_is_drawn_in_each_form(store, show, form):
    app = run(show=show, view=form)
    assert not app.exception and not app.error and app.get("plotly_chart")


@pytest.mark.parametrize("show", ["change", "coverage"])
def test_change_and_coverage_are_one_map(store, show):
    app = run(show=show)
    assert not app.exception and not app.error and app.get("plotly_chart")
    others = [c.label for c in app.segmented_control if c.label != "A click on a place"]
    assert not others, "no other form is offered"


@pytest.mark.parametrize("scale", ["log", "quantile", "jenks", "headtail"])
def test_every_scale_draws(store, scale):
    app = run(scale=scale)
    assert not app.exception and not app.error and app.get("plotly_chart")


def test_a_rate_is_seizures_by_inhabitants_of_the_years_told(store):
    rows = {r["code"]: r for r in map_data.whole(studio(), view("rate")).to_dicts()}
    people = dict(reference.population().select("code", "population").iter_rows())
    assert rows["NGA"]["value"] == pytest.approx(36 * PER / (2 * people["NGA"]))
    assert rows["MLT"]["value"] == pytest.approx(1 * PER / people["MLT"]) and rows["MLT"]["place_years"] == 1
    assert rows["NGA"]["low"] == pytest.approx(poisson_interval(36)[0] * PER / (2 * people["NGA"]))
    assert rows["FRA"]["state"] == "not_reported" and rows["FRA"]["value"] is None
    assert "few seizures" in rows["SGP"]["text"] and "1 of 2 years with reports" in rows["MLT"]["text"]


def test_classes_are_made_of_all_years_and_not_only_of_those_shown(store):
    people = dict(reference.population().select("code", "population").iter_rows())
    held = sorted(map_data.frozen(here(), view("rate")))
    counts = {"NGA": (12, 24), "ESP": (12, 6), "SGP": (1, 1), "MLT": (1,)}
    plain = sorted(n * PER / people[c] for c, years in counts.items() for n in years)
    assert held == pytest.approx(plain)


def test_states_of_a_place_change_with_the_year(store):
    frames = map_data.by_year(studio(), view("count", selection=Selection().having("goods", ("cocaine",))))
    states = {y: dict(f.select("code", "state").iter_rows()) for y, f in frames.items()}
    assert (states["2021"]["ESP"], states["2022"]["ESP"]) == ("value", "zero")
    assert (states["2021"]["MLT"], states["2022"]["MLT"]) == ("not_reported", "value")
    assert all(f.height == map_data.every_place().height for f in frames.values())


def test_a_share_has_its_interval_and_none_where_nothing_was_seized(store):
    found = map_data.whole(studio(), view("share", share="told:departure"))
    rows = {r["code"]: r for r in found.to_dicts()}
    assert rows["NGA"]["value"] == pytest.approx(24 / 36 * 100) and rows["ESP"]["value"] == 0
    assert rows["NGA"]["low"] < rows["NGA"]["value"] < rows["NGA"]["high"]
    assert rows["FRA"]["value"] is None and rows["FRA"]["state"] == "not_reported"
    air = {r["code"]: r for r in map_data.whole(studio(), view("share", share="mode:air")).to_dicts()}
    assert air["ESP"]["value"] == 0 and air["ESP"]["seizures"] == 12, "of those that tell how they were carried"


def test_change_takes_whole_years_and_says_where_nothing_can_be_said(tmp_path):
    """Each record on three days. Spain has none for half a year: then it did not report, and nothing fell."""
    thrice = [f"{r[:8]}{int(r[8:10]) + more:02}{r[10:]}" for r in ROWS for more in (0, 8, 16)]
    path = write(tmp_path / "t.csv", "date,country,goods,mode,departure", *thrice)
    import_file(open_store(settings().database_url), ADAPTERS["template"], path)
    rows = {r["code"]: r for r in map_data.change(studio(), view("change")).to_dicts()}
    assert [rows[c]["class"] for c in ("NGA", "ESP", "SGP", "MLT", "FRA")] == [
        "up_strong",
        "incomparable",
        "incomparable",
        "incomparable",
        "not_reported",
    ]
    assert "+100%" in rows["NGA"]["text"] and "36 in 2021, 72 in 2022" in rows["NGA"]["text"]


def test_a_cut_year_is_never_compared(tmp_path):
    cut = [row for row in ROWS if not row.startswith(("2022-10", "2022-11", "2022-12"))]
    path = write(tmp_path / "t.csv", "date,country,goods,mode,departure", *cut)
    import_file(open_store(settings().database_url), ADAPTERS["template"], path)
    assert not map_periods.periods(here(), Selection(), "2021", "2022").possible
    assert map_periods.marks(here(), Selection(), ENGLISH) == {"2022": "(in part)"}
    app = run(show="change")
    assert not app.exception and "two whole years" in app.info[0].value


def test_tables_are_a_to_z_with_coverage_beside_each_figure(store):
    frame = map_data.whole(studio(), view("rate"))
    table, codes = map_tables.of_map(frame, view("rate"), (), {}, ENGLISH)
    known = reference.names("places")
    assert [known.get(c) for c in codes["country"]][:4] == table["place"].to_list()[:4]
    names = table["place"].to_list()
    assert names == sorted(names, key=letters)
    assert {"value", "low", "high", "observed", "state"} <= set(table.columns)
    years, codes = map_tables.of_years(
        map_data.by_year(studio(), view("count")), view("count"), (), {"NGA": "2 of 2 years"}, ENGLISH
    )
    assert years.filter(pl.col("place") == "Nigeria")["recorded"].to_list() == ["2 of 2 years"] * 2
    assert years["place"].n_unique() == 4
    assert codes.filter(pl.col("country") == "NGA")["year"].to_list() == ["2021", "2022"]


def test_a_bad_link_is_said_and_the_usual_map_is_drawn(store):
    app = run(show="lies", view="film", scale="rainbow")
    assert not app.exception and len(app.error) == 3 and app.get("plotly_chart")
    app = run(show="change", earlier="1850", later="2022")
    assert "cannot be compared" in app.error[0].value and app.get("plotly_chart")


def test_an_empty_selection_says_so(store):
    app = run(country="FRA")
    assert not app.exception and "Nothing was reported" in app.info[0].value


def test_what_tells_no_number_is_no_year_told_of(tmp_path):
    """Malta tells of 2022 by a sum of unknown number only: no year without seizures, so no half of its rate."""
    lines = ("2021-03-05,MLT,cocaine,,,3", "2022,MLT,cocaine,7,kg,unknown", "2022-04-05,ESP,cocaine,,,2")
    path = write(tmp_path / "t.csv", "date,country,goods,quantity,unit,seizures", *lines)
    import_file(open_store(settings().database_url), ADAPTERS["template"], path)
    heard = years_by_reporter(here(), Selection())
    assert sorted(heard.select("country", "year").iter_rows()) == [("ESP", 2022), ("MLT", 2021)]
    people = dict(reference.population().select("code", "population").iter_rows())
    rows = {r["code"]: r for r in map_data.whole(studio(), view("rate")).to_dicts()}
    assert rows["MLT"]["value"] == pytest.approx(3 * PER / people["MLT"])


def test_years_named_by_a_filter_are_the_years_asked(store):
    assert asked_years(here(), Selection(start="2014-01", end="2016-12").having("year", ("2015",))) == [2015]


@pytest.mark.parametrize("form", ["one", "years", "play"])
def test_a_quantity_of_one_kind_of_unit(tmp_path, form):
    lines = ("2021-03-05,ESP,cocaine,2.5,kg", "2022-03-05,ESP,cocaine,1.5,kg", "2022-04-05,SGP,cocaine,9,litre")
    path = write(tmp_path / "t.csv", "date,country,goods,quantity,unit", *lines)
    import_file(open_store(settings().database_url), ADAPTERS["template"], path)
    app = run(show="quantity", view=form, unit_class="mass")
    assert not app.exception and not app.error and app.get("plotly_chart")
    rows = {r["code"]: r for r in map_data.whole(studio(), view("quantity", unit_class="mass")).to_dicts()}
    assert rows["ESP"]["value"] == pytest.approx(4.0)
    assert rows["SGP"]["state"] == "not_reported", "something was seized there, so it is no zero"
    frames = map_data.by_year(studio(), view("quantity", unit_class="mass"))
    assert [dict(f.select("code", "value").iter_rows())["ESP"] for f in frames.values()] == [2.5, 1.5]


def test_coverage_is_told_of_the_years_asked_and_never_more(store):
    table, _ = map_tables.of_map(
        map_data.whole(studio(), view("count")),
        view("count"),
        (),
        map_cards.years_reported(studio(), Selection()),
        ENGLISH,
    )
    held = dict(table.select("place", "recorded").iter_rows())
    assert (held["Nigeria"], held["Malta"], held["France"]) == ("2 of 2 years", "1 of 2 years", "none")
    only = map_cards.years_reported(studio(), Selection(start="2022-01", end="2022-12"))
    assert only["NGA"] == "1 of 1 year"


@pytest.mark.parametrize(
    ("asked", "seizures", "told"),
    [
        (Selection(start="2022-03", end="2022-03"), 2, "0.08 of 0.08"),
        (Selection().having("month", ("2022-03",)), 2, "0.08 of 0.08"),
        (Selection().having("year", ("2022",)), 24, "1 of 1"),
        (Selection(start="2021-07"), 30, "1.5 of 1.5"),
    ],
)
def test_a_cut_period_divides_by_its_months_alone(store, asked, seizures, told):
    row = next(r for r in map_data.whole(studio(), view("rate", selection=asked)).to_dicts() if r["code"] == "NGA")
    assert (row["seizures"], ENGLISH.say(years_reported(row))) == (seizures, told)
    people = dict(reference.population().select("code", "population").iter_rows())
    years = len(asked_months(here(), asked)) / 12
    assert row["value"] == pytest.approx(seizures * PER / (people["NGA"] * years))


def test_a_year_that_the_filters_cut_is_never_compared(store):
    """Nigeria: 12 and 24; without the first half of 2021 it would be 6 and 24."""
    assert map_periods.periods(here(), Selection(), "", "").possible
    for cut in (Selection(start="2021-07"), Selection().having("month", ("2021-07", "2022-07"))):
        assert not map_periods.periods(here(), cut, "2021", "2022").possible
        assert map_periods.marks(here(), cut, ENGLISH)["2021"] == "(in part)"
    app = run(show="change", start="2021-07")
    assert not app.exception and "two whole years" in app.info[0].value


@pytest.mark.parametrize(("query", "drawn"), [({}, True), ({"month": ["2021-01", "2022-12"]}, False)])
def test_the_change_on_top_needs_whole_years(store, query, drawn):
    app = AppTest.from_file(str(Path(PAGE).parents[1] / "explore" / "world.py"), default_timeout=60)
    app.query_params.update({"country": "NGA", **query})
    app.run()
    assert not app.exception
    assert any(label.startswith("Change 2021") for label in figures(app)) is drawn


def test_coverage_beside_regions_is_of_the_years_asked(store):
    asked = Selection(start="2021-01", end="2021-12")
    assert region_coverage(here(), asked, ENGLISH)["150"] == f"1 of {len(europe())} report", "Malta told 2022 only"
    assert region_coverage(here(), Selection(), ENGLISH)["150"].startswith("2 of")


def europe() -> list[str]:
    return reference.membership("m49").filter(pl.col("region") == "150")["country"].to_list()


def test_years_on_routes_are_never_more_than_those_asked(store):
    held = flow_tables._years(here(), Selection(start="2022-01", end="2022-12"), ENGLISH)
    assert dict(held.iter_rows())["NGA"] == "1 of 1"


@pytest.mark.parametrize("scale", ["even", "quantile", "jenks"])
def test_a_share_that_is_zero_everywhere_has_classes_and_is_in_the_lowest(tmp_path, scale):
    lines = ("2021-03-05,ESP,cocaine", "2021-03-05,SGP,cocaine")
    path = write(tmp_path / "n.csv", "date,country,goods", *lines)
    import_file(open_store(settings().database_url), ADAPTERS["template"], path)
    asked = view("share", scale=scale, share="told:departure")
    assert set(map_data.frozen(here(), asked)) == {0.0}
    assert map_data.limits(here(), asked) == map_classes.EVEN and class_of(0.0, map_classes.EVEN) == 0
