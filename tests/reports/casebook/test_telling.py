"""One case in sections: nothing of it is lost, caveats stand at the top, what was not read is said."""

from dataclasses import asdict, replace
from datetime import date

import pytest

from data_access.casebook.answering import ShownCase
from data_access.facts.cases import shipped
from domain.cases.proof import overturned, proven, rests_on_conviction
from domain.words import ENGLISH
from reports.casebook.telling import told

CASES = {case.case_id: case for case in shipped()}
TODAY = date(2026, 11, 30)


def shown(case):
    return ShownCase(
        case=case,
        proven=proven(case.evidence_standard, case.oc_link_standard),
        convicted=rests_on_conviction(case.evidence_standard),
        in_matrix=False,
        source="casebook",
        version=1,
        saved_by="",
        reason="",
        first_seen=None,
    )


def texts_of(value):
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        value = list(value.values())
    return [text for one in value for text in texts_of(one)] if isinstance(value, list | tuple) else []


def test_every_text_of_every_case_is_told():
    for case in CASES.values():
        told_of = " ".join(texts_of(asdict(told(shown(case), ENGLISH, TODAY))))
        for name in ("title", "court", "outcome", "note", "lesson", "link_how", "period", "origin_note", "transit_note",
                     "destination_note", "concealment", "transport", "documents", "online"):  # fmt: skip
            assert getattr(case, name) in told_of, (case.case_id, name)
        for text in (*case.agencies, *case.cooperation, *case.private_sector, *(q.what for q in case.quantities)):
            assert text in told_of, (case.case_id, text)
        for source in case.sources:
            assert source.address in told_of and source.publisher in told_of


@pytest.mark.parametrize(
    ("case_id", "said"),
    [
        ("CB-024", "offered to undercover buyers"),
        ("CB-027", "in absence"),
        ("CB-029", "death sentence"),
    ],
)
def test_what_must_be_known_first_stands_at_the_top(case_id, said):
    assert any(said in warning for warning in told(shown(CASES[case_id]), ENGLISH, TODAY).warnings)


def test_a_case_nobody_looked_at_for_a_year_is_not_rechecked():
    case = CASES["CB-001"]
    assert not told(shown(case), ENGLISH, TODAY).warnings
    (warning,) = told(shown(case), ENGLISH, date(2028, 1, 1)).warnings
    assert warning.startswith("Not rechecked: last checked in November 2026")


def test_an_overturned_case_says_so_before_all_else():
    case = overturned(CASES["CB-009"], "The court of appeal set the conviction aside on 3 May 2026.")
    found = told(shown(case), ENGLISH, TODAY)
    assert not found.proven and found.standing == "Not proven: overturned on appeal, or acquitted."
    assert found.warnings[0] == "Erratum: The court of appeal set the conviction aside on 3 May 2026."


def test_proven_in_one_sense_is_not_proven():
    case = replace(CASES["CB-001"], oc_link_standard="convicted_together")
    found = told(shown(case), ENGLISH, TODAY)
    assert found.standing == "A conviction or plea stands, but it does not establish an organised group."


def test_terrorism_stands_in_small_with_basis_and_court():
    section = next(s for s in told(shown(CASES["CB-001"]), ENGLISH, TODAY).sections if s.key == "terrorism")
    assert section.small and CASES["CB-001"].terrorism_basis in texts_of(asdict(section))
    assert any("Western District of North Carolina" in t and "2002" in t for t in texts_of(asdict(section)))
    assert not [s for s in told(shown(CASES["CB-009"]), ENGLISH, TODAY).sections if s.key == "terrorism"]


def test_each_quantity_keeps_what_it_stands_for():
    grid = next(s for s in told(shown(CASES["CB-001"]), ENGLISH, TODAY).sections if s.key == "quantities").grids[0]
    assert grid.rows[0] == ("over 4,000,000 USD", "tax loss to Michigan", "Tax or duty lost")
    assert {len(row) for row in grid.rows} == {len(grid.headings)}
