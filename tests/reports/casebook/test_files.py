"""The casebook as files: each is opened again, says what must be said, and names nobody in STIX."""

import json

import openpyxl
import pytest
import stix2

from data_access.casebook.documents import read_case
from data_access.casebook.kind import CASES as KIND
from data_access.facts.cases import shipped
from data_access.gateway import Gateway
from data_access.sources.entries import Entries
from domain.cases.selection import CaseSelection
from domain.errors import UsageError
from domain.words import ENGLISH
from reports.casebook.files import FORMATS, file_of
from tests.asking import seen

ALL = CaseSelection(proof="all")


@pytest.fixture
def answers():
    return seen(Gateway.open())


def made(answers, form, selection=ALL):
    return file_of(answers, ENGLISH, selection, form)


@pytest.mark.parametrize("form", ["json", "csv", "xlsx"])
def test_a_file_is_read_back_as_the_same_cases(answers, form, tmp_path):
    path = tmp_path / f"cases.{form}"
    path.write_bytes(made(answers, form)[0])
    (chunk,) = Entries(KIND).chunks(path)
    cases = [read_case(json.loads(d) | {"handling": ""}, today=None)[0] for d in chunk.others["cases"]["document"]]
    assert sorted(cases, key=lambda c: c.case_id) == sorted(shipped(), key=lambda c: c.case_id)
    assert chunk.refused.is_empty()


@pytest.mark.parametrize("form", FORMATS)
def test_what_must_be_said_travels_along(answers, form):
    _, about = made(answers, form, CaseSelection(where=(("goods", ("tobacco",)),)))
    assert about["cases"] == about["proven"] == 13 and about["criteria"].startswith("Proven cases only")
    assert about["filters_in_words"] == "Goods: Tobacco" and "no sample" in about["how_not_to_read"]
    assert about["handling"] == "public" and about["filters"] == {"goods": ["tobacco"]}
    assert made(answers, form)[1]["criteria"].startswith("All cases")


def test_the_workbook_says_it_too_and_marks_what_is_proven(answers, tmp_path):
    (tmp_path / "c.xlsx").write_bytes(made(answers, "xlsx")[0])
    book = openpyxl.load_workbook(tmp_path / "c.xlsx")
    told = {row[0].value: row[1].value for row in book["About"].iter_rows()}
    assert told["cases"] == "107" and told["proven"] == "44" and "All cases" in told["criteria"]
    header, *rows = list(book["Records"].iter_rows(values_only=True))
    assert [row[header.index("proven")] for row in rows].count("yes") == 44
    assert not [c for sheet in book for row in sheet.iter_rows() for c in row if c.data_type == "f"]


def test_the_stix_bundle_is_read_by_the_library_and_each_reference_leads_somewhere(answers):
    content = made(answers, "stix")[0]
    objects = stix2.parse(content, allow_custom=True)["objects"]
    ids = {one["id"] for one in objects}
    assert len(ids) == len(objects)
    for one in objects:
        refs = [one.get(key) for key in ("source_ref", "target_ref", "created_by_ref") if one.get(key)]
        assert set(refs + list(one.get("object_refs", [])) + list(one.get("object_marking_refs", []))) <= ids
    kinds = [one["type"] for one in objects]
    assert kinds.count("campaign") == kinds.count("note") == 107 and kinds.count("report") == 1
    assert set(kinds) == {"campaign", "identity", "location", "marking-definition", "note", "relationship", "report"}
    urls = [ref["url"] for one in objects for ref in one.get("external_references", []) if "url" in ref]
    assert urls and all(url.isascii() and " " not in url for url in urls)
    assert {one["identity_class"] for one in objects if one["type"] == "identity"} == {"group", "system"}


def test_the_same_cases_give_the_same_bundle(answers):
    first, again = (json.loads(made(answers, "stix")[0]) for _ in range(2))
    assert first == again
    one = json.loads(made(answers, "stix", CaseSelection())[0])["objects"]
    every = {o["id"]: o for o in first["objects"]}
    assert [o for o in one if o["type"] == "campaign"] == [every[o["id"]] for o in one if o["type"] == "campaign"]


def test_a_note_says_what_a_reader_needs_to_judge_a_case(answers):
    objects = json.loads(made(answers, "stix")[0])["objects"]
    campaigns = {o["id"]: o for o in objects if o["type"] == "campaign"}
    notes = {campaigns[o["object_refs"][0]]["name"]: o["content"] for o in objects if o["type"] == "note"}
    by_id = {c.case_id: c for c in shipped()}
    for case_id in ("CB-001", "CB-024", "CB-029", "CB-036"):
        case, text = by_id[case_id], notes[by_id[case_id].title]
        assert case.outcome in text and (not case.note or case.note.split(". ")[0] in text)
        assert ("death sentence is recorded" in text) == case.death_sentence
        assert ("in absence" in text) == bool(case.in_absence)
        assert (case.terrorism_basis in text) and f"Last checked: {case.checked_on}" in text
    assert "Offered, neither delivered nor seized" in notes[by_id["CB-024"].title]
    groups = [o["name"] for o in objects if o["type"] == "identity" and o["identity_class"] == "group"]
    assert "Network of case CB-001" in groups


def test_no_case_at_all_is_a_file_too(answers):
    nothing = CaseSelection(text="zzzzzz")
    for form in set(FORMATS) - {"pdf"}:
        content, about = made(answers, form, nothing)
        assert content and about["cases"] == 0
    with pytest.raises(UsageError, match="holds 1 to 500 cases; this selection has 0"):
        made(answers, "pdf", nothing)
