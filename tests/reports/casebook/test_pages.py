"""The casebook as a page: what is proven by default, the rest visibly different, counts that say what they are."""

from collections import Counter

import pytest

from charts.theme import THEMES
from data_access.facts.cases import shipped
from data_access.gateway import Gateway
from data_access.reference import tables as reference
from domain.cases.proof import counts_in_matrix, proven
from domain.cases.selection import CaseSelection
from domain.question import Question
from domain.words import ENGLISH
from reports.card import Card, Text, cards
from reports.casebook import beside, convergence, counted, listing
from reports.exported import exported
from reports.studio import Studio
from tests.asking import seen

ALL = CaseSelection(proof="all")


@pytest.fixture(scope="module")
def answers():
    return seen(Gateway.open())


@pytest.fixture
def studio(answers):
    return Studio(answers, ENGLISH, THEMES["light"])


def is_proven(case):
    return proven(case.evidence_standard, case.oc_link_standard)


def of(report, key):
    return next(card for card in cards(tuple(report)) if card.key == key)


def test_the_figures_are_those_of_the_cases(studio):
    metrics = listing.figures(studio, CaseSelection())[0].metrics
    values = {m.label: (m.value, m.note) for m in metrics}
    assert values["Proven cases"] == ("44", "of 107 documented cases in this selection")
    upheld = sum(is_proven(c) and c.finality == "final_or_upheld" for c in shipped())
    assert values["Final, or upheld on appeal"][0] == str(upheld)
    places = {p.code for c in shipped() if is_proven(c) for p in c.places}
    assert values["Countries and territories"][0] == str(len(places))


def test_the_list_goes_page_by_page_and_its_file_has_all(studio):
    (card,) = listing.list_cards(studio, CaseSelection(), 1)
    (last,) = listing.list_cards(studio, CaseSelection(), 99)
    assert len(card.entries) == listing.SIZE and len(last.entries) == 44 % listing.SIZE
    assert card.table.height == 44 and "1–10 of 44" in card.note and "41–44 of 44" in last.note
    assert {e.mark for e in card.entries} == {"Proven"} and not any(e.quiet for e in card.entries)


def test_what_is_not_proven_is_marked_with_what_it_rests_on(studio):
    every = [listing.entry(row, ENGLISH) for row in studio.answers.cases.listed(ALL).iter_rows(named=True)]
    unproven = [e for e in every if e.quiet]
    assert len(unproven) == 63 and all(e.mark.startswith("Not proven as organised crime: ") for e in unproven)
    absent = [e for e in every if "in absence" in e.lines[-1]]
    assert len(absent) == sum(c.in_absence is True for c in shipped())
    assert sum("death sentence" in e.lines[-1] for e in every) == 1


def test_bars_count_each_case_once_in_a_row_and_say_that_rows_overlap(studio):
    (card,) = counted.bar_card(studio, CaseSelection(), "goods_group", key="x", title="Goods")
    groups, names = reference.goods_group(), reference.names("goods")
    expected = Counter(
        names[g] for c in shipped() if is_proven(c) for g in {groups[x] for y in c.goods for x in y.codes}
    )
    assert dict(card.table.rows()) == expected
    assert "44 cases in all" in card.note and "no sample" in card.caution


def test_terrorism_is_never_counted_by_place(studio):
    asked = CaseSelection(where=(("terrorism", ("proven",)),), proof="all")
    (said,) = listing.where(studio, asked)
    assert isinstance(said, Text) and "stated case by case" in said.text
    assert "Countries and territories" not in [m.label for m in listing.figures(studio, asked)[0].metrics]


@pytest.mark.parametrize("rows", convergence.ROWS)
def test_the_matrices_are_counted_from_cases_that_count_there(studio, rows):
    groups = reference.goods_group()
    expected = Counter()
    for case in shipped():
        if counts_in_matrix(case.evidence_standard, case.oc_link_standard, case.count_in_goods_matrix):
            codes = {c if rows == "goods" else groups[c] for g in case.goods for c in g.codes}
            expected.update((goods, crime.crime) for goods in codes for crime in case.linked_crimes)
    (card,) = convergence.matrix_card(studio, CaseSelection(), rows, "linked_crime")
    trace = card.drawn.figure.made().data[0]
    shown = {tuple(pair): int(text) for pair, text in zip(trace.customdata, trace.text, strict=True)}
    assert {pair: n for pair, n in shown.items() if pair[1]} == expected
    assert "n = 43 proven cases" in card.note and card.filters == f"{rows},linked_crime"


def test_the_table_of_a_matrix_gives_each_crime_its_own_standard(studio):
    (card,) = convergence.matrix_card(studio, CaseSelection(), "goods_group", "linked_crime")
    assert card.table["n"].sum() == sum(int(t) for t in card.drawn.figure.made().data[0].text)
    assert "Described, no count known" in card.table["crime_standard"].to_list()
    strict = CaseSelection(least="proven")
    (less,) = convergence.matrix_card(studio, strict, "goods_group", "linked_crime")
    assert set(less.table["crime_standard"]) == {"Part of a conviction or plea"}


def test_a_selection_without_a_case_says_so(studio):
    nothing = CaseSelection(text="zzzz")
    assert listing.figures(studio, nothing) == () and listing.list_cards(studio, nothing, 1) == ()
    for report in (convergence.report, listing.report):
        (said,) = report(studio, Question(measure="cases", cases=nothing))
        assert isinstance(said, Text) and said.kind == "info"


def test_beside_a_country_stand_its_proven_cases_and_the_way_to_all(studio):
    from domain.selection import Selection

    card, text = beside.of_place(studio, Selection(), "ZAF", "South Africa")
    expected = [c for c in shipped() if is_proven(c) and any(p.code == "ZAF" for p in c.places)]
    assert isinstance(card, Card) and card.table.height == len(expected) and len(card.entries) <= beside.SHOWN
    assert [way.page for _, way in text.ways] == ["cases", "cases"]
    narrowed = beside.of_place(studio, Selection(where=(("goods_group", ("drugs",)),)), "ZAF", "South Africa")
    assert isinstance(narrowed[0], Text) and "none in the casebook" in narrowed[0].text


def test_beside_goods_stand_theirs(studio):
    card, _ = beside.of_goods(studio, "tobacco", "Tobacco")
    assert card.table.height == 13 and card.unit == "cases"


def test_a_file_of_cases_says_what_must_be_said(studio):
    (card,) = listing.list_cards(studio, CaseSelection(where=(("goods", ("tobacco",)),)), 1)
    export, figure = exported(studio, card, link="here", name="x_v{version}")
    assert figure is None and export.title == "The cases: Goods: Tobacco"
    about = export.about
    assert about["rules"][0].startswith("Proven cases only") and about["invented"] is False
    assert (
        about["counting_unit"] == "cases"
        and about["handling"] == "public"
        and about["filters"] == {"goods": ["tobacco"]}
    )
    assert about["period_covered"].startswith("judgments of ") and "no sample" in about["how_not_to_read"]
    assert [one["name"] for one in about["sources"]] == ["Casebook of the program"]
    assert about["suggested_citation"].startswith("Contraband Atlas. The cases: Goods: Tobacco (cases).")
