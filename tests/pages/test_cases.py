"""The pages of the casebook as their readers use them: proven first, filters that carry over, one case, the form."""

from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data_access.facts.cases import shipped
from data_access.gateway import Gateway, hold_cases
from data_access.ingest.loading import import_file
from data_access.settings import settings
from data_access.sources.registry import ADAPTERS
from data_access.store.engine import open_store
from domain.cases.selection import CaseSelection
from domain.saved import changes
from domain.words import ENGLISH
from pages.entries import form_fields
from pages.parts import answers
from reports.casebook.form import FORM
from reports.watching import in_words, snapshot
from tests.asking import seen
from tests.data_access.sources.test_template import write
from tests.pages import plain

ROOT = Path(__file__).parents[2]
CASES = {case.case_id: case for case in shipped()}


ROWS = ("date,country,goods,departure", *(f"201{y}-03-05,ITA,cigarettes,TUN" for y in range(5)))


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A store of a few seizures, with the shipped cases."""
    import_file(open_store(settings().database_url), ADAPTERS["template"], write(tmp_path / "t.csv", *ROWS))
    hold_cases(settings().database_url)
    monkeypatch.setattr(st, "page_link", lambda *a, **k: None)


def opened(page: str, **query: str | list[str]) -> AppTest:
    app = AppTest.from_file(str(ROOT / "pages" / f"{page}.py"), default_timeout=120)
    for key, value in query.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception
    return app


def said(app: AppTest) -> str:
    return " ".join(plain(str(e.value)) for e in [*app.title, *app.markdown, *app.caption, *app.info, *app.error])


def html(app: AppTest) -> str:
    return " ".join(e.value for e in app.get("html")) if app.get("html") else ""


def listed(app: AppTest) -> list[str]:
    """The titles of the list."""
    (card,) = [e for e in app.session_state["reader_shown"] if e.name.startswith("contraband-atlas_cases_list")]
    return card.table["Title"].to_list()


def test_the_casebook_opens_with_what_is_proven_and_the_rest_is_one_click_away():
    app = opened("casebook/cases")
    assert len(listed(app)) == 44 and "Proven cases only" in said(app)
    app.segmented_control(key="cases_proof").set_value("all").run()
    assert len(listed(app)) == 107 and app.query_params["proof"] == "all"
    assert "All cases: also those in which no court" in said(app)


@pytest.mark.parametrize(
    ("query", "n"),
    [
        ({"goods_group": "tobacco"}, 13),
        ({"linked_crime": "money_laundering"}, 15),
        ({"country": "ITA", "proof": "all"}, sum(any(p.code == "ITA" for p in c.places) for c in CASES.values())),
        ({"start": "2020-01", "end": "2021-12", "proof": "all"}, sum(c.judgment_year in (2020, 2021) for c in CASES.values())),
        ({"illicit": "counterfeit", "proof": "all"}, sum(any(g.category == "counterfeits" for g in c.goods) for c in CASES.values())),
    ],
)  # fmt: skip
def test_filters_of_the_address_leave_these_cases(query, n):
    assert len(listed(opened("casebook/cases", **query))) == n


def test_filters_are_chosen_taken_back_and_cleared():
    app = opened("casebook/cases")
    app.multiselect(key="case_goods").set_value(["tobacco"]).run()
    assert app.query_params["goods"] == "tobacco" and len(listed(app)) == 13
    app.button(key="chip_0").click().run()
    assert len(listed(app)) == 44
    app.button(key="chips_undo").click().run()
    assert len(listed(app)) == 13


def test_the_list_goes_on_and_starts_anew_with_other_filters():
    app = opened("casebook/cases")
    app.button(key="cases_page_True").click().run()
    assert app.query_params["page"] == "2" and "Page 2 of 5" in said(app)
    app.multiselect(key="case_goods").set_value(["wildlife"]).run()
    assert "page" not in app.query_params


def test_where_nothing_is_proven_the_way_to_the_rest_is_shown():
    app = opened("casebook/cases", country="EGY")
    assert "is proven" in said(app)
    app.button(key="cases_show_all").click().run()
    assert listed(app)
    assert "No documented case fits" in said(opened("casebook/cases", text="zzzz"))


def test_a_link_that_cannot_be_asked_is_said():
    for query in ({"proof": "perhaps"}, {"linked_crime": "jaywalking"}, {"start": "never"}):
        assert "This link cannot be shown as it is" in said(opened("casebook/cases", **query))


def test_a_terrorism_link_has_no_map_and_no_figure_by_country():
    app = opened("casebook/cases", terrorism="proven", proof="all")
    assert "stated case by case" in said(app) and len(listed(app)) == 4
    placed = opened("casebook/cases", terrorism="proven", country="USA", proof="all")
    assert not [e for e in placed.session_state["reader_shown"] if e.is_map] and listed(placed)


def test_convergence_shows_both_matrices_of_goods_or_groups():
    app = opened("casebook/convergence")
    assert "43 proven cases count here" in said(app)
    assert len([e for e in app.session_state["reader_shown"] if "convergence" in e.name]) == 2
    app.segmented_control(key="convergence_rows").set_value("goods").run()
    assert app.query_params["rows"] == "goods" and not app.exception


@pytest.mark.parametrize("case_id", ["CB-001", "CB-024", "CB-029"])
def test_a_case_is_read_whole(case_id):
    app = opened("casebook/case", id=case_id)
    assert plain(app.title[0].value) == CASES[case_id].title
    text = html(app)
    assert "How the link to organised crime was established" in text and "Sources" in text
    assert "<script" not in text


@pytest.mark.parametrize("query", [{}, {"id": "CB-999"}, {"id": "<b>"}])
def test_a_case_that_is_not_there_is_said(query):
    app = opened("casebook/case", **query)
    assert "There is no case" in said(app) or "names no case" in said(app)


FILLED = {
    "id": "TEST-1",
    "title": "Tobacco from a free port",
    "region": "europe",
    "goods": ["tobacco"],
    "jurisdictions": ["ESP"],
    "oc_link_standard": "proven",
    "group_kind": "network",
    "evidence_standard": "proven_conviction",
    "count_in_goods_matrix": True,
    "outcome": "Three people sentenced.",
    "finality": "not_checked",
    "checked_on": "2026-01",
    "source_grade": "official",
    "verified": True,
}


def fill(app: AppTest, values: dict) -> AppTest:
    """Type into the form."""
    for name, value in values.items():
        app.session_state[form_fields.key(FORM, name)] = value
    app.button(key="caserows_add_sources").click().run()
    row = app.session_state["caserows_sources"][0]
    app.text_input(key=f"caserow_sources_{row}_publisher").input("A court").run()
    return app


def press(app: AppTest, label: str) -> AppTest:
    return next(b for b in app.button if b.label == label).click().run()


def cases():
    answers.loaded()
    return seen(Gateway.open()).cases


def test_a_case_is_written_published_and_counted():
    app = fill(opened("casebook/case_form"), FILLED)
    app.text_input(key="caseform_why").input("A judgment was read").run()
    press(app, "Publish")
    assert "TEST-1 is published" in plain(app.success[0].value)
    found = cases().one("TEST-1")
    assert found.proven and found.case.sources[0].publisher == "A court" and found.reason == "A judgment was read"
    assert cases().listed(CaseSelection()).height == 45


def test_what_is_wrong_is_named_by_its_label_and_nothing_typed_is_lost():
    app = fill(opened("casebook/case_form"), FILLED | {"outcome": "", "finality": "no_judgment"})
    app.button(key="caserows_add_quantities").click().run()
    row = app.session_state["caserows_quantities"][0]
    app.text_input(key=f"caserow_quantities_{row}_value").input("5").run()
    press(app, "Publish")
    errors = " ".join(plain(str(e.value)) for e in app.error)
    assert "Outcome: " in errors and "Finality: " in errors and "Quantity 1, Unit: " in errors
    assert app.session_state[form_fields.key(FORM, "title")] == FILLED["title"] and cases().one("TEST-1") is None


def test_a_change_needs_its_reason():
    app = press(fill(opened("casebook/case_form"), FILLED), "Publish")
    assert any("Say why" in str(e.value) for e in app.error) and cases().one("TEST-1") is None


def test_a_draft_is_counted_nowhere_and_goes_on_where_it_was_left():
    app = fill(opened("casebook/case_form"), FILLED)
    app.text_input(key="caseform_why").input("First reading").run()
    press(app, "Save as a draft")
    assert cases().one("TEST-1") is None and cases().draft("TEST-1").title == FILLED["title"]
    again = opened("casebook/case_form", id="TEST-1")
    assert again.session_state[form_fields.key(FORM, "title")] == FILLED["title"] and "This is the draft" in said(again)


def test_what_was_typed_is_there_when_the_reader_comes_back():
    app = opened("casebook/case_form", id="CB-009")
    app.text_area(key=form_fields.key(FORM, "lesson")).input("Another lesson").run()
    app.session_state["reader_page"] = "cases"  # the reader looked at another page
    app.session_state[form_fields.key(FORM, "lesson")] = ""  # and the widgets forgot
    app.run()
    assert app.session_state[form_fields.key(FORM, "lesson")] == "Another lesson"


def test_a_row_goes_and_the_others_stay_as_they_were():
    app = opened("casebook/case_form", id="CB-001")
    first, second = app.session_state["caserows_linked_crimes"][:2]
    kept = app.session_state[f"caserow_linked_crimes_{second}_crime"]
    app.button(key=f"caserow_linked_crimes_{first}_remove").click().run()
    assert first not in app.session_state["caserows_linked_crimes"]
    assert app.selectbox(key=f"caserow_linked_crimes_{second}_crime").value == kept


def test_a_reversal_takes_a_case_out_of_what_is_proven_with_an_erratum():
    app = opened("casebook/case_form", id="CB-009")
    app.session_state["caseform_overturned"] = "Set aside by the court of appeal on 3 May 2026."
    press(app, "It was overturned: take it out of what is proven")
    assert "CB-009 is proven no more" in plain(app.success[0].value)
    assert cases().listed(CaseSelection()).height == 43
    assert "Erratum: Set aside by the court of appeal" in html(opened("casebook/case", id="CB-009"))


def test_readers_who_may_not_save_are_told_who_can(monkeypatch):
    monkeypatch.setenv("ATLAS_SAVING", "off")
    app = opened("casebook/case_form", id="CB-001")
    assert "readers cannot change cases" in said(app) and not app.button


def test_the_explorer_counts_cases_by_any_two_of_their_dimensions():
    app = opened("analyse/explorer", measure="cases", by="goods_group")
    (card,) = app.session_state["reader_shown"]
    assert card.unit == "cases" and dict(zip(*card.table.get_columns()[:2], strict=True))["Tobacco"] == 13
    assert card.about["rules"][0].startswith("Proven cases only") and "no sample" in card.about["how_not_to_read"]
    assert "Reported as unknown" not in str(card.table.to_dicts())
    for by in (
        "country",
        "year",
        "linked_crime,group_kind",
        "linked_crime,year",
        "trade_region,finality",
        "in_absence",
    ):
        app = opened("analyse/explorer", measure="cases", by=by, proof="all")
        (card,) = app.session_state["reader_shown"]
        assert card.table.height, by


def test_a_year_between_without_a_case_has_none_documented():
    app = opened("analyse/explorer", measure="convictions", by="year", proof="all", form="table")
    (card,) = app.session_state["reader_shown"]
    years = dict(zip(*card.table.get_columns()[:2], strict=True))
    listed = sorted(c.judgment_year for c in CASES.values() if c.judgment_year)
    assert set(range(listed[0], listed[-1] + 1)) >= {int(y) for y in years} and 0 in years.values()


def test_the_explorer_goes_from_seizures_to_cases_and_back():
    app = opened("analyse/explorer", by="goods,mode", country="ITA")
    app.selectbox(key="explorer_measure").set_value("cases").run()
    assert not app.exception and app.query_params["measure"] == "cases" and app.query_params["country"] == "ITA"
    assert "by" not in app.query_params
    app.selectbox(key="explorer_measure").set_value("seizures").run()
    assert not app.exception and "measure" not in app.query_params


@pytest.mark.parametrize(
    "query", [{"by": "nonsense"}, {"by": "goods,goods_group"}, {"form": "pie"}, {"linked_crime": "x"}]
)
def test_what_the_explorer_cannot_ask_of_cases_is_said(query):
    app = opened("analyse/explorer", measure="cases", **query)
    assert app.error and app.session_state["reader_shown"]


def test_terrorism_by_place_is_refused_in_the_explorer_too():
    app = opened("analyse/explorer", measure="cases", by="country", terrorism="proven", proof="all")
    assert "stated case by case" in said(app) and not app.session_state["reader_shown"]


def test_a_view_of_cases_is_saved_and_tells_what_changed_of_cases():
    answer = seen(Gateway.open())
    first = snapshot(answer, "cases", {"goods": ["tobacco"]})
    assert first.figure == 13 and first.goods and first.newest == "2025"
    answer.cases.reverse("CB-001", "Set aside.", who="test", expected=answer.cases.one("CB-001").version)
    answers.loaded()
    now = snapshot(seen(Gateway.open()), "cases", {"goods": ["tobacco"]})
    said_of = in_words(changes(first, now), ENGLISH, cases=True)
    assert "Documented cases: 13 then, 12 now." in said_of
    assert snapshot(seen(Gateway.open()), "explorer", {"measure": ["cases"]}).figure == 43
