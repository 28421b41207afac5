"""'Can I say this?' as a page: the claim stands in the link, the verdict below it."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages import plain
from tests.reports.briefing.stores import monthly, stored

ROOT = Path(__file__).parents[2]
CLAIM = "Reported seizures in France doubled from 2019 to 2020"


@pytest.fixture
def store():
    stored(monthly("FRA", 2019, 10), monthly("FRA", 2020, 13))


def opened(**query):
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=120)
    app.switch_page("pages/analyse/claim.py")
    for key, value in query.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception
    return app


def test_a_claim_is_written_judged_and_kept_in_the_link(store):
    app = opened()
    app.text_input(key="claim_text").set_value(CLAIM).run()
    assert app.query_params["claim"] in (CLAIM, [CLAIM])
    shown = " ".join(e.proto.body for e in app.get("html"))
    assert 'class="verdict not_supported"' in shown and "Not supported" in shown
    assert "rose by 30% from 2019 to 2020: 120 to 156" in app.code[0].value
    assert any("120 and 156 seizures" in plain(m.value) for m in app.markdown)


def test_an_example_is_one_click_and_nonsense_is_said(store):
    app = opened()
    app.button(key="claim_example_0").click().run()
    assert "".join(app.query_params["claim"]).startswith("Reported seizures in Spain")
    assert "Nothing in this can be checked" in plain(opened(claim="hello").info[0].value)
