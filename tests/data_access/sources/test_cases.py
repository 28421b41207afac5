"""Cases from a file: whole or set aside with row and field; what is written is read back the same."""

import json
from dataclasses import replace

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.casebook.documents import as_document, read_case
from data_access.casebook.kind import CASES as KIND
from data_access.entries.files import entries_csv, entries_xlsx, template_csv, template_xlsx
from data_access.facts.cases import shipped
from data_access.sources.entries import Entries
from domain.errors import SourceError

CASES = [replace(case, case_id=f"X-{n}") for n, case in enumerate(shipped(), 1)]

TEMPLATE = KIND.template


def written(path, documents):
    rows = [TEMPLATE.cells_of(document) for document in documents]
    path.write_bytes(
        entries_xlsx(TEMPLATE, rows, (), {"a": "b"}) if path.suffix == ".xlsx" else entries_csv(TEMPLATE, rows, ())
    )
    return path


def write_sample(folder):
    documents = [as_document(case) for case in CASES[:3]]
    return written(folder / "cases.csv", [*documents, documents[0] | {"id": "X-9", "evidence_standard": "sure"}])


def read(path):
    (chunk,) = Entries(KIND).chunks(path)
    documents = [json.loads(d) for d in chunk.others["cases"]["document"]]
    return chunk, [read_case(document, today=None)[0] for document in documents]


@pytest.mark.parametrize("name", ["cases.csv", "cases.xlsx", "cases.json"])
def test_all_shipped_cases_are_written_and_read_back_the_same(tmp_path, name):
    path = tmp_path / name
    documents = [as_document(case) for case in CASES]
    if name.endswith("json"):
        path.write_text(json.dumps({"about": {}, "cases": [d | {"proven": True} for d in documents]}), encoding="utf-8")
    else:
        written(path, documents)
    chunk, cases = read(path)
    assert cases == CASES and chunk.refused.is_empty() and chunk.rows == 107


def test_columns_of_an_export_are_left(tmp_path):
    rows = [TEMPLATE.cells_of(as_document(CASES[0])) | dict.fromkeys(KIND.exported, "no")]
    (tmp_path / "out.csv").write_bytes(entries_csv(TEMPLATE, rows, KIND.exported))
    assert read(tmp_path / "out.csv")[1] == CASES[:1]


TEXT = st.text(alphabet=st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=12).map(str.strip)
NASTY = st.one_of(TEXT, st.sampled_from(["a | b", "a\\|b", "=1+1", "'x", "\\n", "c:\\temp", "a; b", "@x", "-5", "\\"]))


@given(st.lists(NASTY.filter(bool), max_size=3), NASTY, NASTY)
def test_no_text_is_lost_in_a_cell(entries, what, title):
    changed = replace(
        CASES[0],
        agencies=tuple(entries),
        note=what,
        quantities=tuple(replace(q, what=what, qualifier=title) for q in CASES[0].quantities),
        sources=tuple(replace(s, title=title) for s in CASES[0].sources),
    )
    document = as_document(changed)
    assert read_case(TEMPLATE.document_of(TEMPLATE.cells_of(document)), today=None) == read_case(document, today=None)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"evidence_standard": "sure"}, "evidence_standard"),
        ({"origin_iso3": ["ZZZ"]}, "origin"),
        ({"goods_categories": ["unicorns"]}, "goods"),
        ({"judgment_year": 3000}, "judgment_year"),
        ({"linked_crimes": [{"crime": "fraud", "standard": "sure"}]}, "linked_crimes"),
        ({"organised_crime_link": {"type": "", "how": "x" * 7000}}, "link_how"),
        ({"verified": False}, "unverified_fields"),
    ],
)
def test_a_case_that_breaks_a_rule_is_set_aside_whole_with_row_and_column(tmp_path, changes, field):
    path = written(tmp_path / "c.csv", [as_document(CASES[0]), as_document(CASES[1]) | changes, as_document(CASES[2])])
    chunk, cases = read(path)
    assert cases == [CASES[0], CASES[2]]
    row = chunk.refused.row(0, named=True)
    lines = path.read_bytes().decode("utf-8-sig")
    assert row["field"] == field and row["row"] == 2 + lines.split("X-2")[0].count("\n") - 1 and row["reason"]


def test_an_id_that_comes_twice_keeps_the_first(tmp_path):
    chunk, cases = read(written(tmp_path / "c.csv", [as_document(CASES[0])] * 2))
    assert cases == CASES[:1] and chunk.refused["field"].to_list() == ["id"]


@pytest.mark.parametrize(("name", "made"), [("t.csv", template_csv), ("t.xlsx", template_xlsx)])
def test_the_examples_of_the_template_are_whole_cases_and_skipped(tmp_path, name, made):
    (tmp_path / name).write_bytes(made(TEMPLATE))
    chunk, cases = read(tmp_path / name)
    assert (chunk.skipped, chunk.rows, cases) == (2, 0, [])
    for row in ("row_1", "row_2"):
        document = TEMPLATE.document_of({c.name: getattr(c, row) for c in TEMPLATE.columns})
        assert read_case(document, today=None)[1] == []


def test_the_workbook_explains_each_column_and_holds_no_formula(tmp_path):
    (tmp_path / "t.xlsx").write_bytes(template_xlsx(TEMPLATE))
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    assert book.sheetnames == ["Records", "Columns", "Codes"]
    told = [row[0].value for row in book["Columns"].iter_rows(min_row=2)]
    assert told == [c.name for c in TEMPLATE.columns] and all(c.what and c.format for c in TEMPLATE.columns)
    assert not [c for sheet in book for row in sheet.iter_rows() for c in row if c.data_type == "f"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("id,titel\n", "Did you mean 'title'"),
        ("id,id\n", "twice"),
        ("id,title\n", "missing"),
    ],
)
def test_a_header_that_does_not_fit_says_what_to_do(tmp_path, content, said):
    (tmp_path / "c.csv").write_text(content, encoding="utf-8")
    with pytest.raises(SourceError, match=said):
        read(tmp_path / "c.csv")


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"cases": 5}', "[" * 100_000])
def test_json_without_cases_is_refused_whole(tmp_path, content):
    (tmp_path / "c.json").write_text(content, encoding="utf-8")
    with pytest.raises(SourceError, match=r"c\.json"):
        read(tmp_path / "c.json")


def test_what_is_no_case_in_json_is_set_aside_by_its_place(tmp_path):
    (tmp_path / "c.json").write_text(json.dumps([5, as_document(CASES[0]), {"id": "X"}]), encoding="utf-8")
    chunk, cases = read(tmp_path / "c.json")
    assert cases == CASES[:1] and chunk.refused["row"].to_list() == [1, 3] and chunk.rows == 3


def test_a_case_set_aside_keeps_its_handling_level(tmp_path):
    documents = [as_document(CASES[n]) | {"handling": level, "title": ""} for n, level in enumerate(["restricted", ""])]
    chunk, _ = read(written(tmp_path / "c.csv", documents))
    assert chunk.refused["handling"].to_list() == ["restricted", ""]
