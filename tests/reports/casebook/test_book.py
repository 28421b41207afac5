"""The casebook on paper: every case in one chapter, readable by a screen reader, the same bytes twice."""

import io
from collections import Counter
from datetime import UTC, datetime
from itertools import pairwise

import pikepdf
import pytest

from data_access.facts.cases import shipped
from data_access.gateway import Gateway
from domain.cases.selection import CaseSelection
from domain.words import ENGLISH
from reports.casebook.book import book, chapters_of, content
from tests.asking import seen

TOBACCO = CaseSelection(where=(("goods", ("tobacco",)),))
NOW = datetime(2026, 11, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def answers():
    return seen(Gateway.open())


@pytest.fixture(scope="module")
def made(answers):
    return book(answers, ENGLISH, TOBACCO, now=NOW)


def read(answers, selection):
    found = answers.cases.frames(selection)
    shown = [answers.cases.one(case.case_id) for case, _ in found.every()]
    return content(answers, ENGLISH, selection, shown, NOW)


def elements(node):
    kids = node.get("/K")
    for kid in [] if kids is None else kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


def scope_of(element):
    """Of a heading of a table: Typst lists it among others, that of a row stands alone."""
    found = element.A if isinstance(element.A, pikepdf.Array) else [element.A]
    return next(str(a.get("/Scope")) for a in found if a.get("/Scope") is not None)


def test_it_is_a_document_for_every_reader(made):
    with pikepdf.open(io.BytesIO(made)) as document:
        root = document.Root
        assert str(root.Lang) == "en" and root.MarkInfo.Marked and root.ViewerPreferences.DisplayDocTitle
        with document.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1" and metadata["dc:title"].startswith("Casebook")
        found = list(elements(root.StructTreeRoot))
        kinds = Counter(str(e.S) for e in found)
        headers = [e for e in found if str(e.S) == "/TH"]
        assert kinds["/Table"] > 10 and headers and {scope_of(e) for e in headers} == {"/Column", "/Row"}
        levels = [int(str(e.S)[2:]) for e in found if str(e.S) in ("/H1", "/H2", "/H3")]
        assert levels[0] == 1 and all(b - a <= 1 for a, b in pairwise(levels))


def test_the_same_cases_make_the_same_bytes(answers, made):
    assert book(answers, ENGLISH, TOBACCO, now=NOW) == made


def test_every_case_stands_in_one_chapter_and_is_named_in_the_others(answers):
    told = read(answers, CaseSelection(proof="all"))
    own = Counter(case["case_id"] for chapter in told["chapters"] for case in chapter["cases"])
    assert own == Counter(case.case_id for case in shipped())
    also = Counter(one["id"] for chapter in told["chapters"] for one in chapter["also"])
    assert also == Counter({c.case_id: len(chapters_of(c)) - 1 for c in shipped() if len(chapters_of(c)) > 1})


def test_the_chapters_are_those_of_the_field_then_ours(answers):
    names = [chapter["name"] for chapter in read(answers, CaseSelection())["chapters"]]
    assert names[:6] == [
        "Consumer and luxury goods", "Tobacco", "Food and drink", "Medicines", "Industrial goods and waste", "Firearms",
    ]  # fmt: skip
    assert "Wildlife" in names[6:] and names[6:] == sorted(names[6:])


def test_criteria_caveats_and_handling_are_stated(answers):
    told = read(answers, CaseSelection())
    assert any(text.startswith("Proven cases only") for text in told["intro"])
    assert any("no sample" in text for text in told["intro"]) and any(
        "not followed further" in t for t in told["intro"]
    )
    assert any("Middle East" in text for text in told["intro"])
    assert any("handling: public" in text for text in told["about"])
    assert "endorsed" in told["about"][-1]


def test_an_overview_counts_the_cases_of_its_chapter(answers):
    chapter = next(c for c in read(answers, TOBACCO)["chapters"] if c["name"] == "Tobacco")
    kinds = next(t for t in chapter["counts"] if t["title"] == "Kind of group")
    assert sum(row["n"] for row in kinds["rows"]) == len(chapter["cases"])
    places = next(t for t in chapter["counts"] if t["title"].startswith("Countries"))["rows"]
    assert [r["label"] for r in places] == sorted(r["label"] for r in places), "places are listed A–Z, never ranked"
