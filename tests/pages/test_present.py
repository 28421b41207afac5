"""The briefing on a projector: each step by button, kept in the link; nonsense in the link shows the first."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.reports.briefing.stores import monthly, stored

ROOT = Path(__file__).parents[2]


def opened(**query):
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=120)
    app.switch_page("pages/briefing/present.py")
    for key, value in query.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception
    return app


def large(app):
    return next((e.proto.body for e in app.get("html") if 'class="large"' in e.proto.body), "")


@pytest.fixture
def store():
    stored(monthly("FRA", 2019, 10), monthly("FRA", 2020, 13))


def test_one_thing_at_a_time_to_the_last(store):
    app = opened(country="FRA")
    assert "156 seizures in France were reported in 2020." in large(app) and app.button(key="present_back").disabled
    app.button(key="present_next").click().run()
    assert "rose by 30%" in large(app) and "2" in app.query_params["page"]
    for _ in range(5):
        app.button(key="present_next").click().run()
        assert not app.exception
    assert app.button(key="present_next").disabled and any("How sure" in h.value for h in app.header)


@pytest.mark.parametrize(("page", "shown"), [("x", "1 of 7"), ("0", "1 of 7"), ("99", "7 of 7"), ("5", "5 of 7")])
def test_a_step_that_is_none_is_the_nearest_one(store, page, shown):
    assert any(shown in m.value for m in opened(country="FRA", page=page).markdown)


def test_without_records_there_are_sentences_and_no_charts(store):
    app = opened(country="ESP")
    assert any("1 of 4" in m.value for m in app.markdown) and "No seizure of Spain" in large(app)
