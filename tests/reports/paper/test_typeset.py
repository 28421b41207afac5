"""Texts of readers are data to the template, never markup; no character can break a document."""

import io
from datetime import UTC, datetime

import pikepdf
import pytest

from reports.paper import typeset as paper
from tests.reports.casebook.test_book import scope_of

NOW = datetime(2026, 1, 1, tzinfo=UTC)
TEMPLATE = """#let d = json("data.json")
#set document(title: d.title)
#set text(font: ("IBM Plex Sans Arabic", "Noto Sans"), lang: "en")
= #d.title
#d.text
#figure(kind: table, supplement: none, numbering: none, caption: d.title, table(columns: 2, table.header[A][B], d.text, [1]))
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "t.typ").write_text(TEMPLATE, encoding="utf-8")
    monkeypatch.setattr(paper, "HERE", tmp_path)


@pytest.mark.parametrize(
    "text",
    [
        '#read("/etc/passwd")',
        "$x^2$ *bold* _it_ @ref <label>",
        "Порт Ωmega Łódź Việt Nam",
        "中国 港口",
        "العربية",
        "a\u0000b",
    ],
)
def test_any_text_can_be_printed(folder, text):
    with pikepdf.open(io.BytesIO(paper.typeset("t", {"title": "T", "text": text}, made=NOW))) as document:
        assert len(document.pages) == 1 and document.Root.MarkInfo.Marked


def test_what_no_font_has_is_written_as_its_number():
    assert paper._writable("Port 中 Łódź") == "Port U+4E2D Łódź"
    assert paper._writable({"a": ["\u0007", 3, None]}) == {"a": ["U+0007", 3, None]}


def test_the_first_cell_of_a_row_is_its_heading(folder):
    with pikepdf.open(io.BytesIO(paper.typeset("t", {"title": "T", "text": "x"}, made=NOW))) as document:
        found, left = [], [document.Root.StructTreeRoot]
        while left:
            element = left.pop()
            left += paper._kids(element)
            if str(element.get("/S", "")) == "/TH":
                found.append(scope_of(element))
    assert sorted(found) == ["/Column", "/Column", "/Row"]
