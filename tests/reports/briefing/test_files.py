"""A briefing as it leaves: one page that every reader can read, slides that can be edited, a workbook; reopened here."""

import io
import shutil
import subprocess
from collections import Counter
from datetime import UTC, datetime

import openpyxl
import pikepdf
import pytest
from pptx import Presentation

from domain.errors import UsageError
from domain.selection import Selection
from reports.briefing import paper, slides
from reports.briefing.brief import brief
from reports.briefing.files import FORMATS
from reports.briefing.scope import scoped
from reports.briefing.sender import Sender, drafted, pairs, standing
from reports.paper.typeset import pages
from tests.asking import studio
from tests.reports.briefing.stores import monthly, stored
from tests.reports.casebook.test_book import elements

FRANCE = Selection(where=(("country", ("FRA",)),), start="2020-01", end="2020-12")
NOW = datetime(2026, 11, 30, tzinfo=UTC)
HOSTILE = '=cmd|" /C calc"!A0 #read("/etc/passwd") *bold* <b>x</b> \u4e2d\x01'
SENDER = Sender(
    lines=f"One line\n{HOSTILE}",
    questions="Is it sure?\nAs sure as the reports.\nAnd then?",
    decision="Decide.",
    owner="Head of unit",
    state="cleared",
    cleared_by="Press office",
    embargo="2026-12-24",
)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="100" height="60"><rect width="90" height="50"/></svg>'


@pytest.fixture
def made():
    stored(monthly("FRA", 2019, 10), monthly("FRA", 2020, 13, departure="PER"), monthly("ESP", 2020, 2))
    return brief(studio(), FRANCE, SENDER, now=NOW)


@pytest.fixture
def drawn_at_once(monkeypatch):
    """Chromium draws in tests/reports/test_pictures.py; here each chart is a box."""
    for module in (paper, slides):
        monkeypatch.setattr(module, "drawn", lambda figures, _theme: [SVG] * len(figures))


def test_paper_is_a_document_for_every_reader(made, drawn_at_once):
    content = FORMATS["pdf"](studio(), made)
    with pikepdf.open(io.BytesIO(content)) as document:
        root = document.Root
        assert str(root.Lang) == "en" and root.MarkInfo.Marked and root.ViewerPreferences.DisplayDocTitle
        with document.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1" and metadata["dc:title"] == "Briefing: France, 2020"
        found = list(elements(root.StructTreeRoot))
        pictures = [e for e in found if str(e.S) == "/Figure"]
        assert len(document.pages) == 2 and Counter(str(e.S) for e in found)["/H1"] >= 5
        assert len(pictures) == 3 and all(len(str(e.Alt)) > 60 for e in pictures)
    assert content == FORMATS["pdf"](studio(), made)


def test_without_what_a_sender_adds_it_is_one_page(made, drawn_at_once):
    bare = brief(studio(), FRANCE, Sender(), now=NOW)
    assert pages(FORMATS["pdf"](studio(), bare)) == 1


def test_without_a_browser_paper_and_slides_have_tables_and_say_why(made, monkeypatch):
    def none(_figures, _theme):
        raise UsageError("no Chromium here")

    for module in (paper, slides):
        monkeypatch.setattr(module, "drawn", none)
    with pikepdf.open(io.BytesIO(FORMATS["pdf"](studio(), made))) as document:
        kinds = Counter(str(e.S) for e in elements(document.Root.StructTreeRoot))
    assert kinds["/Table"] == 3 and not kinds["/Figure"]
    data = paper.content(studio(), made, [""] * len(made.charts), lacking="no Chromium here")
    assert data["lacking"] == "no Chromium here"
    deck = Presentation(io.BytesIO(FORMATS["pptx"](studio(), made)))
    assert not any(shape.shape_type == 13 for slide in deck.slides for shape in slide.shapes)


def test_slides_have_titles_words_native_tables_and_notes(made, drawn_at_once):
    deck = Presentation(io.BytesIO(FORMATS["pptx"](studio(), made)))
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert (
        titles[0] == "Briefing: France, 2020" and all(titles) and {"Lines to take", "Likely questions"} <= set(titles)
    )
    shapes = [shape for slide in deck.slides for shape in slide.shapes]
    described = [s for s in shapes if s.shape_type == 13 or s.has_table]
    assert len(described) == 6 and all(len(s._element.xpath(".//p:cNvPr")[0].get("descr")) > 60 for s in described)
    years = next(s.table for s in shapes if s.has_table and s.table.cell(0, 0).text == "Year")
    assert [[years.cell(r, c).text for c in (0, 1)] for r in (1, 2)] == [["2019", "120"], ["2020", "156"]]
    notes = [slide.notes_slide.notes_text_frame.text for slide in deck.slides]
    assert all("Source: Police" in note and "Filters: 2020 · France" in note for note in notes)
    runs = [r for s in shapes if s.has_text_frame for p in s.text_frame.paragraphs for r in p.runs]
    assert runs and all(r._r.rPr.get("lang") == "en" for r in runs)


def test_the_workbook_holds_sentences_and_figures_and_no_formula(made):
    book = openpyxl.load_workbook(io.BytesIO(FORMATS["xlsx"](studio(), made)))
    said = {row[0].value: row[1].value for row in book["About"].iter_rows()}
    assert said["Scale"].startswith("156 seizures in France were reported in 2020.")
    assert said["Standing"] == "Cleared by Press office · not to be used before 2026-12-24"
    assert HOSTILE.replace("\x01", "") in said["Lines to take"].replace("_x0001_", "")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not any(cell.data_type == "f" for cell in cells)
    years = {row[0].value: row[1].value for row in book["Data 2"].iter_rows(min_row=6)}
    assert years == {"2019": 120, "2020": 156}


def converted(file, form, folder):
    """What LibreOffice makes of a file that it opens."""
    asked = (
        f"-env:UserInstallation=file://{folder}/office",
        "--headless",
        "--convert-to",
        form,
        "--outdir",
        str(folder),
    )
    subprocess.run(["soffice", *asked, str(file)], check=True, capture_output=True, timeout=120)
    return file.with_suffix("." + form.partition(":")[0]).read_bytes()


@pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is not installed (tools/setup_office.sh does it)"
)
def test_libreoffice_opens_slides_and_workbook_with_their_text(made, drawn_at_once, tmp_path):
    for form in ("pptx", "xlsx"):
        (tmp_path / f"brief.{form}").write_bytes(FORMATS[form](studio(), made))
    deck = Presentation(str(tmp_path / "brief.pptx"))
    assert pages(converted(tmp_path / "brief.pptx", "pdf", tmp_path)) == len(deck.slides)
    said = converted(tmp_path / "brief.xlsx", "csv:Text - txt - csv (StarCalc):44,34,76", tmp_path)
    assert "156 seizures in France were reported in 2020." in said.decode()


def test_a_place_without_records_has_its_sentences_and_no_empty_frames(drawn_at_once):
    stored(monthly("ESP", 2020, 2))
    nothing = brief(studio(), FRANCE, Sender(), now=NOW)
    assert nothing.charts == ()
    for form, make in FORMATS.items():
        content = make(studio(), nothing)
        assert content[:4] in (b"%PDF", b"PK\x03\x04"), form


def test_the_draft_is_made_of_the_records(made):
    draft = drafted(studio(), scoped(studio().answers, FRANCE))
    assert draft.lines.splitlines() == [fact.text for fact in made.facts]
    asked = dict(pairs(draft.questions))
    assert asked["How sure are the figures?"].startswith(
        "Coverage: France has records of any goods for 12 of 12 months"
    )
    region = Selection(where=(("region", ("150",)),), start="2020-01", end="2020-12")
    silent = dict(pairs(drafted(studio(), scoped(studio().answers, region)).questions))["Who did not report?"]
    assert silent.startswith("49 have no records for 2020: Åland Islands, Albania, Andorra")


def test_what_stands_of_a_sender(made):
    assert pairs(SENDER.questions) == [("Is it sure?", "As sure as the reports."), ("And then?", "")]
    assert standing(Sender(), studio().words) == "Draft" and Sender().empty and not SENDER.empty
