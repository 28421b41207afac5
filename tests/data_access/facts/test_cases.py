"""The cases that ship with the program: the figures that their README states, and nothing lost of what was handed to us."""

import json
from collections import Counter

from data_access.casebook.documents import as_document, goods_codes, read_case
from data_access.facts.cases import FILE, shipped
from data_access.facts.categories import goods_of
from domain.cases.proof import counts_in_matrix, proven, rests_on_conviction
from domain.cases.protection import faults_of_title
from tests.conftest import SHARED

OWN_TITLES = {"CB-006", "CB-009", "CB-016", "CB-034", "CB-035", "CB-036", "CB-103", "CB-111"}
"""Cases with a title of ours, because the one handed to us had a name or nickname in it (see the README)."""


def documents():
    return json.loads(FILE.read_text(encoding="utf-8"))["cases"]


def is_proven(case):
    return proven(case.evidence_standard, case.oc_link_standard)


def in_matrix(case):
    return counts_in_matrix(case.evidence_standard, case.oc_link_standard, case.count_in_goods_matrix)


def test_107_cases_of_which_44_are_proven_and_43_count_in_the_matrix():
    cases = shipped()
    assert len(cases) == len({c.case_id for c in cases}) == 107
    assert sum(map(is_proven, cases)) == 44 and sum(map(in_matrix, cases)) == 43
    assert {c.case_id for c in cases if is_proven(c) and not in_matrix(c)} == {"CB-034"}
    assert sum(rests_on_conviction(c.evidence_standard) for c in cases) == 91
    mena = [c for c in cases if c.region == "mena"]
    assert len(mena) == 10 and not any(map(is_proven, mena))


def test_evidence_by_link_is_the_table_of_the_readme():
    assert Counter((c.evidence_standard, c.oc_link_standard) for c in shipped()) == {
        ("proven_conviction", "proven"): 34,
        ("proven_conviction", "convicted_together"): 26,
        ("proven_conviction", "indicated"): 4,
        ("proven_conviction", "weak"): 6,
        ("proven_guilty_plea", "proven"): 10,
        ("proven_guilty_plea", "convicted_together"): 6,
        ("proven_guilty_plea", "weak"): 5,
        ("civil_or_administrative", "indicated"): 2,
        ("civil_or_administrative", "none"): 1,
        ("overturned_on_appeal", "weak"): 1,
        ("overturned_on_appeal", "none"): 2,
        ("strong_indication", "indicated"): 1,
        ("strong_indication", "weak"): 1,
        ("alleged", "indicated"): 8,
    }


def test_terrorism_grades_finality_and_labels_are_those_of_the_readme():
    cases = shipped()
    assert Counter(c.terrorism_level for c in cases) == {"proven": 4, "alleged": 4, "none": 99}
    assert {c.case_id for c in cases if c.terrorism_level == "proven"} == {"CB-001", "CB-024", "CB-033", "CB-044"}
    assert Counter(c.source_grade for c in cases) == {
        "official": 22, "official text reposted": 34, "press or other": 51,
    }  # fmt: skip
    assert Counter(c.finality for c in cases) == {
        "not_checked": 45, "plea_not_checked": 20, "final_or_upheld": 16, "no_judgment": 10, "changed_on_appeal": 7,
        "appeal_pending_when_last_read": 5, "not_applicable_or_not_checked": 3, "reimposed_after_set_aside": 1,
    }  # fmt: skip
    assert [c.case_id for c in cases if c.death_sentence] == ["CB-029"]
    assert {"CB-025", "CB-027", "CB-028", "CB-056"} <= {c.case_id for c in cases if c.in_absence}
    assert sum(len(c.sources) for c in cases) == 339
    assert all(c.verified for c in cases)


def test_nothing_but_eight_titles_differs_from_what_was_handed_to_us():
    given = SHARED / "facts" / "casebook.json"
    if not given.exists():
        return
    handed = json.loads(given.read_text(encoding="utf-8"))["cases"]
    assert [d["id"] for d in handed] == [d["id"] for d in documents()]
    for theirs, ours in zip(handed, documents(), strict=True):
        apart = {key for key in theirs if theirs[key] != ours[key]}
        assert apart == ({"title"} if theirs["id"] in OWN_TITLES else set()), theirs["id"]


def test_a_document_is_read_and_written_without_loss():
    for document, case in zip(documents(), shipped(), strict=True):
        written = as_document(case)
        assert written.pop("erratum") == ""
        assert written == document and read_case(written, today=None) == (case, [])


def test_every_category_of_goods_is_looked_at():
    categories = {category for document in documents() for category in document["goods_categories"]}
    assert categories <= set(goods_of()) and all(goods_codes(category) for category in categories)


def test_titles_name_people_only_as_courts_do_where_a_conviction_stands():
    for case in shipped():
        assert faults_of_title(case.title, case.evidence_standard) == []
