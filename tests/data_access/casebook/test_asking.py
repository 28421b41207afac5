"""Every list and count of cases against a slow twin in plain Python that goes through the cases one by one."""

from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.casebook import editing
from data_access.casebook.answering import not_rechecked
from data_access.casebook.filtering import Casebook, folded
from data_access.casebook.shipped import as_frames
from data_access.facts.cases import shipped
from data_access.gateway import Gateway
from data_access.reference import tables as reference
from data_access.settings import settings
from data_access.store.engine import open_store
from domain.cases.dimensions import CASE_DIMENSIONS
from domain.cases.frames import CASE_SCHEMA, COUNT_SCHEMA, LIST_SCHEMA
from domain.cases.proof import CONVICTED, PROOFS
from domain.cases.selection import CaseSelection
from domain.cases.vocabulary import CRIME_STANDARDS
from domain.entitlement import Entitlement
from domain.errors import UsageError
from domain.viewer import Viewer
from tests.asking import seen

CASES = shipped()
GROUPS = reference.goods_group()
BOOK = Casebook(as_frames())
ROLES = {"jurisdiction": "jurisdiction", "departure": "origin", "transit": "transit", "destination": "destination"}
PLACED = {"country", "role", "region", "trade_region", *ROLES}
IN_REGION = dict(reference.membership("m49").group_by("country").agg("region").iter_rows())
STANDARDS = list(CRIME_STANDARDS)


def rows_of(case, dimensions, least):
    """The rows of a case in one part: a dictionary each. Empty where it says nothing of them."""
    part = CASE_DIMENSIONS[dimensions[0]].part
    if part == "goods":
        return [{"goods": c, "goods_group": GROUPS[c]} for g in case.goods for c in g.codes]
    if part == "places":
        return [{"country": p.code, "role": p.role} for p in case.places]
    if part == "regions":
        return [{"region": r} for p in case.places for r in IN_REGION.get(p.code, ())]
    if part == "illicit":
        return [{"illicit": "counterfeit"} for g in case.goods if g.category == "counterfeits"]
    if part in ROLES:
        return [{part: p.code} for p in case.places if p.role == ROLES[part]]
    if part == "crimes":
        strict = STANDARDS[: STANDARDS.index(least) + 1]
        return [
            {"linked_crime": c.crime, "crime_standard": c.standard} for c in case.linked_crimes if c.standard in strict
        ]
    told = {True: "yes", False: "no", None: ""}
    return [
        {
            "evidence": case.evidence_standard, "link": case.oc_link_standard, "finality": case.finality,
            "group_kind": case.group_kind, "trade_region": case.region, "terrorism": case.terrorism_level,
            "grade": case.source_grade, "in_absence": told[case.in_absence], "source": "casebook",
            "year": str(case.judgment_year or ""), "case": case.case_id,
        }
    ]  # fmt: skip


def inside(key, values, code):
    if key == "goods":
        return code in values or GROUPS.get(code) in values
    return code in values


def passing(case, dimensions, selection):
    """Rows of a part that pass every filter on it."""
    part = CASE_DIMENSIONS[dimensions[0]].part
    filters = [(k, v) for k, v in selection.where if CASE_DIMENSIONS[k].part == part]
    rows = rows_of(case, dimensions, selection.least)
    return [row for row in rows if all(inside(k, v, row[k]) for k, v in filters)]


def belongs(case, selection):
    convicted = case.evidence_standard in {"proven_conviction", "proven_guilty_plea"}
    if selection.proof == "proven" and not (convicted and case.oc_link_standard == "proven"):
        return False
    year = case.judgment_year
    if selection.first is not None and (year is None or year < selection.first):
        return False
    if selection.last is not None and (year is None or year > selection.last):
        return False
    for key, _ in selection.where:
        if passing(case, (key,), selection):
            continue
        part = CASE_DIMENSIONS[key].part
        silent = not rows_of(case, (key,), "mentioned") and part != "cases"
        asked = [v for k, v in selection.where if CASE_DIMENSIONS[k].part == part]
        if not (silent and all("" in v for v in asked)):
            return False
    return True


def by_parts(by):
    parts = {}
    for dimension in by:
        parts.setdefault(CASE_DIMENSIONS[dimension].part, []).append(dimension)
    return parts


def cells(case, by, selection):
    """The cells of a case, each once."""
    found = [{}]
    for part, dimensions in by_parts(by).items():
        rows = [{d: row[d] for d in dimensions} for row in passing(case, dimensions, selection)]
        if not rows and not (part == "crimes" and selection.least != "mentioned"):
            rows = [dict.fromkeys(dimensions, "")]
        found = [before | row for before, row in product(found, rows)]
    cells = {tuple(one[d] for d in by) for one in found}
    if PLACED & set(by):
        cells = {c for c in cells if not {"terrorism_support", "armed_or_terrorist_group"} & set(c)}
    return cells


def twin(selection, by, measure="cases", matrix=False):
    counted = Counter()
    total = 0
    for case in CASES:
        if not belongs(case, selection) or (measure == "convictions" and case.evidence_standard not in CONVICTED):
            continue
        if matrix and not case.count_in_goods_matrix:
            continue
        total += 1
        counted.update(cells(case, by, selection))
    return dict(counted), total


def told(counts, by):
    return {tuple(row[d] for d in by): row["n"] for row in counts.frame.iter_rows(named=True)}


VALUES = {
    "goods": ["tobacco", "wildlife", "timber", "counterfeit-goods", ""],
    "goods_group": ["tobacco", "wildlife", "food"],
    "country": ["USA", "CHN", "GBR", "ZAF"],
    "region": ["002", "150", ""],
    "year": ["2018", "2023", ""],
    "source": ["casebook", "cases"],
    "case": ["CB-001", "CB-024", "CB-999"],
    **{role: ["USA", "CHN", "PRY", "ITA", ""] for role in ROLES},
}
PAIRS = st.one_of(
    [
        st.tuples(
            st.just(key),
            st.lists(st.sampled_from(VALUES.get(key) or sorted(d.codes)), min_size=1, max_size=3).map(tuple),
        )
        for key, d in CASE_DIMENSIONS.items()
    ]
)
SELECTIONS = st.builds(
    CaseSelection,
    where=st.lists(PAIRS, max_size=2).map(tuple),
    proof=st.sampled_from(PROOFS),
    least=st.sampled_from(STANDARDS),
    first=st.one_of(st.none(), st.integers(2002, 2012)),
    last=st.one_of(st.none(), st.integers(2013, 2026)),
)
BY = st.lists(st.sampled_from(sorted(CASE_DIMENSIONS)), max_size=2, unique=True).map(tuple)


@given(SELECTIONS, BY, st.sampled_from(["cases", "convictions"]))
def test_counts_are_those_of_the_twin(selection, by, measure):
    from data_access.casebook.counting import counts

    try:
        found = counts(BOOK, selection, measure, by)
    except UsageError as error:
        assert "terrorism" in str(error)
        return
    expected, total = twin(selection, by, measure)
    assert found.total == total
    if by:
        assert told(found, by) == expected
        assert found.overlapping == (sum(expected.values()) > total)
    else:
        assert found.frame.to_dicts()[0]["n"] == total
    assert {c: d for c, d in found.frame.schema.items() if c in COUNT_SCHEMA} == COUNT_SCHEMA


@given(SELECTIONS)
def test_lists_are_those_of_the_twin(selection):
    frame = BOOK.listed(selection)
    assert dict(frame.schema) == LIST_SCHEMA
    assert sorted(frame["case_id"]) == sorted(c.case_id for c in CASES if belongs(c, selection))
    assert frame["proven"].to_list() == sorted(frame["proven"].to_list(), reverse=True), "what is proven comes first"


@pytest.mark.parametrize("rows", ["goods", "goods_group"])
@pytest.mark.parametrize("columns", ["linked_crime", "group_kind"])
def test_the_matrix_counts_43_proven_cases_whatever_is_asked(rows, columns):
    from data_access.casebook.counting import matrix

    by = (rows, columns, "crime_standard") if columns == "linked_crime" else (rows, columns)
    expected, total = twin(CaseSelection(), by, matrix=True)
    for proof in PROOFS:
        found = matrix(BOOK, CaseSelection(proof=proof), rows, columns)
        assert found.total == total == 43 and told(found, by) == expected
    assert found.frame.columns == [*by, *COUNT_SCHEMA]
    with pytest.raises(UsageError, match="A matrix"):
        matrix(BOOK, CaseSelection(), rows, "country")


def test_place_and_role_are_looked_for_in_one_place():
    both = CaseSelection(where=(("country", ("CHN",)), ("role", ("origin",))), proof="all")
    assert set(BOOK.listed(both)["case_id"]) == set(
        BOOK.listed(CaseSelection(where=(("departure", ("CHN",)),), proof="all"))["case_id"]
    )
    apart = {c.case_id for c in CASES if any(p.code == "CHN" for p in c.places)}
    assert set(BOOK.listed(both)["case_id"]) < apart


def test_text_is_found_whatever_its_case_and_accents_and_never_in_what_may_name_people():
    ids = set(BOOK.listed(CaseSelection(text="rhino HORN", proof="all"))["case_id"])
    assert "CB-005" in ids and "CB-009" in ids and "CB-001" not in ids
    assert folded("Operação") == "operacao"
    assert set(BOOK.listed(CaseSelection(text="cigarettes tobacco", proof="all"))["case_id"])
    hidden = {w for c in CASES for s in c.sources for w in folded(s.title).split() if w.isalpha() and len(w) > 7}
    shown = " ".join(BOOK.words["words"])
    only = [w for w in sorted(hidden) if w not in shown]
    assert only and all(BOOK.listed(CaseSelection(text=w, proof="all")).is_empty() for w in only[:20])


def test_absence_and_death_sentences_stand_beside_every_count():
    from data_access.casebook.counting import counts

    row = counts(BOOK, CaseSelection(proof="all"), "convictions", ()).frame.row(0, named=True)
    assert row == {"n": 91, "n_in_absence": 6, "n_death_sentence": 1}


@pytest.mark.parametrize(
    ("measure", "by"),
    [("persons", ()), ("cases", ("colour",)), ("cases", ("goods", "goods")), ("cases", tuple("abcd"))],
)
def test_what_cannot_be_asked_names_what_can(measure, by):
    from data_access.casebook.counting import counts

    with pytest.raises(UsageError):
        counts(BOOK, CaseSelection(), measure, by)


@pytest.mark.parametrize("pair", [("country", "XXX"), ("departure", "spain"), ("goods", "cigars")])
def test_codes_that_nobody_knows_are_refused(pair):
    with pytest.raises(UsageError, match=pair[0]):
        BOOK.listed(CaseSelection(where=((pair[0], (pair[1],)),)))


def test_an_empty_store_answers_with_the_shipped_cases_and_writes_nothing():
    answers = seen(Gateway.open())
    assert answers.version == 0 and answers.cases.counts(CaseSelection()).total == 44
    assert answers.cases.one("CB-001").proven and answers.cases.one("CB-999") is None
    assert answers.cases.history("CB-001").is_empty() and answers.cases.drafts().is_empty()
    assert dict(answers.cases.frames(CaseSelection()).cases.schema) == CASE_SCHEMA
    assert Gateway.open().version == 0


def test_who_may_not_see_a_case_does_not_count_it():
    engine = open_store(settings().database_url)
    editing.save(engine, replace(CASES[4], case_id="X-1", handling="restricted"), who="a", why="b", expected=0)
    editing.save(
        engine, replace(CASES[5], case_id="X-2", handling="restricted"), who="a", why="b", expected=0, draft=True
    )
    gateway, everything = Gateway.open(), CaseSelection()
    few = seen(gateway).cases
    all_ = gateway.for_viewer(Viewer(entitlement=Entitlement(handling=("public", "restricted")), language="en")).cases
    assert (few.counts(everything).total, all_.counts(everything).total) == (44, 45)
    assert few.one("X-1") is None and all_.one("X-1").version == 1
    assert few.drafts().is_empty() and all_.drafts()["case_id"].to_list() == ["X-2"]
    assert few.draft("X-2") is None and all_.draft("X-2").case_id == "X-2"
    assert few.version("X-1", 1) is None and all_.version("X-1", 1).case_id == "X-1"


def test_a_case_is_old_after_twelve_months():
    assert not not_rechecked("2025-11", date(2026, 11, 30)) and not_rechecked("2025-10", date(2026, 11, 1))


def test_nobody_changes_what_they_may_not_see():
    engine = open_store(settings().database_url)
    editing.save(engine, replace(CASES[4], case_id="X-1", handling="restricted"), who="a", why="b", expected=0)
    few = seen(Gateway.open()).cases
    for change in (
        lambda: few.withdraw("X-1", who="a", why="b", expected=1),
        lambda: few.reverse("X-1", "c", who="a", expected=1),
        lambda: few.save(replace(CASES[4], case_id="X-1"), who="a", why="b", expected=1),
    ):
        with pytest.raises(UsageError, match="There is no case 'X-1'"):
            change()
    assert few.save(replace(CASES[4], case_id="X-3"), who="a", why="b", expected=0) == 1
    assert few.reverse("CB-001", "Set aside.", who="a", expected=1) == 2
    assert seen(Gateway.open()).cases.counts(CaseSelection()).total == 44, "one more, one less"
