"""The import page: what is asked, what can be said of a file, and where its rows and columns went."""

import pytest
from streamlit.testing.v1 import AppTest

REGISTER = (
    "date,country,goods,kg,outcome,clerk\n2020-01-05,Kenya,ivory,1,Seized,x\n2020-01-06,Kenya,ivory,2,Cleared,y\n"
    "2020-01-07,Kenya,ivory,4,Seized,z\n"
)


def page(path: str) -> None:
    from pathlib import Path

    import streamlit as st

    from pages.data import upload_report, upload_settings
    from tests.data_access.sources.auto.reading import once

    found = once(Path(path), st.session_state.get(upload_settings.MAPPING))
    upload_settings.more_settings(found)
    upload_settings.trouble()
    upload_settings.questions(found)
    if not found.ready:
        upload_report.account_of(found)
    else:
        upload_report.quality(found)


@pytest.fixture
def shown(tmp_path):
    def run(text):
        (tmp_path / "f.csv").write_text(text, encoding="utf-8")
        app = AppTest.from_function(page, kwargs={"path": str(tmp_path / "f.csv")}, default_timeout=60).run()
        assert not app.exception
        return app

    return run


def words(app):
    return " ".join(m.value for m in app.markdown)


def test_the_rows_that_are_seizures_are_chosen_in_the_browser(shown):
    app = shown(REGISTER)
    assert "which of its values are seizures?" in words(app) and "waiting for answers" in words(app)
    app.multiselect[0].select("Seized").run()
    next(b for b in app.button if b.label == "Read these rows").click().run()
    assert not app.exception
    assert "**Rows of the file: 4** = 2 can be loaded + 0 refused + 2 set aside." in words(app)
    assert "4 used" not in words(app) and "5 used + 1 left out" in words(app)


def test_every_row_can_be_taken_as_a_seizure(shown):
    app = shown(REGISTER)
    next(b for b in app.button if b.label == "Every row is a seizure").click().run()
    assert "3 can be loaded" in words(app)


def test_settings_of_a_file_are_offered_and_wrong_ones_are_told(shown):
    app = shown("date,country,goods,amount,unit\n2020-01-05,Kenya,LSD,9,zorks\n2020-01-06,Kenya,ivory,2,kg\n")
    labels = {t.label for t in app.text_input}
    assert {"Encoding", "Rows of the headings", "Fill down", "Unit of amounts without one"} <= labels
    unit = next(s for s in app.selectbox if s.label == "'zorks'")
    unit.select("doses").run()
    assert not app.exception and not [s for s in app.selectbox if s.label == "'zorks'"]


def test_a_country_that_no_column_tells_is_given_once(shown):
    app = shown("date,goods,kg\n2020-01-05,ivory,1\n2020-01-06,ivory,2\n")
    box = next(t for t in app.text_input if t.label == "Country of seizure of every row")
    box.set_value("Kenya").run()
    assert not app.exception and "2 can be loaded" in words(app)
