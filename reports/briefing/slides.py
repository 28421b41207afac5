"""A briefing as slides that can be edited: titles, charts as pictures with their words, native tables, notes."""

import io
from collections.abc import Sequence
from typing import Any

from lxml import etree  # type: ignore[import-untyped]
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_CONNECTOR
from pptx.enum.text import PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Mm, Pt

from domain.errors import UsageError
from reports.briefing.brief import Brief
from reports.briefing.said import line
from reports.briefing.sender import pairs, standing
from reports.card import Card, Fact, Listed
from reports.exported import exported
from reports.exports import MAKER
from reports.paper.charts import Sized, drawn
from reports.paper.typeset import as_png
from reports.studio import Studio

WIDE, HIGH, EDGE = 338.7, 190.5, 15.0
"""Millimetres of a slide of 16 to 9, and of the room at its edges."""
FACE = "Arial"  # untranslated
"""A typeface that every office program has, Latin and Arabic: fonts cannot travel with slides."""
INK, ACCENT, BAND = RGBColor(0x14, 0x21, 0x2B), RGBColor(0x0B, 0x50, 0x73), RGBColor(0xF3, 0xF7, 0xFA)
BODY, SMALL = 18, 12
MOST_ROWS = 12
_TITLE_ONLY = 5
"""The layout of the library's own template that has a title and nothing else."""


def slides(studio: Studio, brief: Brief) -> bytes:
    """The deck. Without a Chromium each chart is its table alone."""
    deck = _Deck(studio, brief)
    words, said = studio.words, brief.said
    first = deck.slide(words.t("Briefing: {title}", title=said.title))
    deck.texts(first, [said.subject, standing(brief.sender, words), line(said, words)], top=60)
    deck.facts(brief.facts)
    for card, picture in zip(brief.charts, _pictures(studio, brief.charts), strict=True):
        deck.chart(card, picture)
    deck.bullets(words.t("How sure"), [one for one in (brief.coverage, brief.late, said.caveat, said.rules) if one])
    for listed in (brief.cases, brief.operations):
        deck.listed(listed)
    deck.sender()
    target = io.BytesIO()
    deck.file.save(target)
    return target.getvalue()


def _pictures(studio: Studio, cards: Sequence[Card]) -> list[tuple[bytes, str]]:
    """PNG and words of each chart; no PNG where none can be drawn."""
    exports = [exported(studio, card, link="", name="") for card in cards]
    sized = [Sized(figure, 190, 79) for _, figure in exports if figure is not None]
    try:
        found = [as_png(svg, width=300) for svg in drawn(sized, studio.theme)]
    except UsageError:
        found = []
    filled = found if len(found) == len(exports) else [b""] * len(exports)
    return [(png, export.alt) for png, (export, _) in zip(filled, exports, strict=True)]


class _Deck:
    """The slides so far."""

    def __init__(self, studio: Studio, brief: Brief) -> None:
        self.studio, self.brief, self.words = studio, brief, studio.words
        self.file: Any = Presentation()
        self.file.slide_width, self.file.slide_height = Mm(WIDE), Mm(HIGH)
        core = self.file.core_properties
        core.title, core.author, core.language = brief.said.title, MAKER, self.words.language
        core.created = core.modified = brief.made.replace(tzinfo=None)

    def slide(self, title: str) -> Any:
        """One with its title, and notes that say where its figures come from."""
        made = self.file.slides.add_slide(self.file.slide_layouts[_TITLE_ONLY])
        head = made.shapes.title
        head.left, head.top, head.width, head.height = Mm(EDGE), Mm(8), Mm(WIDE - 2 * EDGE), Mm(24)
        head.text_frame.text = title
        head.text_frame.paragraphs[0].alignment = PP_ALIGN.LEFT
        self._look(head.text_frame.paragraphs[0], 28, bold=True)
        rule = made.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, Mm(EDGE + 2), Mm(34), Mm(WIDE - EDGE), Mm(34))
        rule.line.color.rgb, rule.line.width = ACCENT, Pt(1.5)
        said = self.brief.said
        made.notes_slide.notes_text_frame.text = "\n".join(
            [line(said, self.words), self.words.t("Filters: {filters}", filters=said.filters), said.caveat]
        )
        return made

    def texts(self, slide: Any, texts: Sequence[str], *, top: float, size: int = BODY) -> None:
        """Paragraphs from `top` millimetres on."""
        box = slide.shapes.add_textbox(Mm(EDGE), Mm(top), Mm(WIDE - 2 * EDGE), Mm(HIGH - top - EDGE))
        frame = box.text_frame
        frame.word_wrap = True
        for at, text in enumerate(texts):
            paragraph = frame.paragraphs[0] if not at else frame.add_paragraph()
            paragraph.text = text
            paragraph.space_after = Pt(8)
            self._look(paragraph, size)

    def facts(self, facts: Sequence[Fact]) -> None:
        """The sentences side by side, each with its figure."""
        made = self.slide(self.brief.said.title)
        wide = (WIDE - 2 * EDGE) / len(facts)
        for at, fact in enumerate(facts):
            box = made.shapes.add_textbox(Mm(EDGE + at * wide), Mm(42), Mm(wide - 6), Mm(130))
            frame = box.text_frame
            frame.word_wrap = True
            texts = ((fact.label, 16, True), (fact.figure, 40, True), (fact.text, 20, False), (fact.note, 12, False))
            shown = [one for one in texts if one[0]]
            for n, (text, size, bold) in enumerate(shown):
                paragraph = frame.paragraphs[0] if not n else frame.add_paragraph()
                paragraph.text = text
                paragraph.space_after = Pt(8)
                self._look(paragraph, size, bold=bold)

    def bullets(self, title: str, texts: Sequence[str]) -> None:
        """A slide of sentences."""
        self.texts(self.slide(title), texts, top=38, size=16)

    def chart(self, card: Card, picture: tuple[bytes, str]) -> None:
        """A chart with its words, then its table."""
        png, alt = picture
        title = self.words.t("{title} ({unit})", title=card.title, unit=card.unit)
        if png:
            made = self.slide(title)
            shape = made.shapes.add_picture(io.BytesIO(png), Mm(19), Mm(38), Mm(300))
            _alt(shape, alt)
            about = " ".join(
                [card.finding.replace("**", ""), self.brief.said.boundaries if card.is_map else ""]
            ).strip()
            self.texts(made, [about] if about else [], top=168, size=SMALL)
        self._table(title, card, alt)

    def _table(self, title: str, card: Card, alt: str) -> None:
        table = card.headed
        made = self.slide(title)
        shown = table.head(MOST_ROWS)
        high = min(8.0 * (shown.height + 1), HIGH - 60)
        shape = made.shapes.add_table(shown.height + 1, shown.width, Mm(EDGE), Mm(38), Mm(WIDE - 2 * EDGE), Mm(high))
        _alt(shape, alt)
        for column, name in enumerate(shown.columns):
            self._cell(shape.table.cell(0, column), name, ACCENT)
        for row, values in enumerate(shown.iter_rows(), 1):
            for column, value in enumerate(values):
                self._cell(shape.table.cell(row, column), self._said(value), BAND)
        if table.height > MOST_ROWS:
            more = self.words.n("{n} more row in the data.", "{n} more rows in the data.", table.height - MOST_ROWS)
            self.texts(made, [more], top=HIGH - 20, size=SMALL)

    def _said(self, value: Any) -> str:
        return self.words.number(value) if isinstance(value, int | float) else "" if value is None else str(value)

    def _cell(self, cell: Any, text: str, ground: RGBColor) -> None:
        cell.text_frame.text = text
        cell.fill.solid()
        cell.fill.fore_color.rgb = ground
        self._look(cell.text_frame.paragraphs[0], SMALL, colour=ground is BAND)

    def listed(self, part: Listed) -> None:
        """Cases or operations."""
        texts = [" · ".join([one.title, one.mark, *filter(None, one.lines)]) for one in part.entries]
        self.bullets(part.title, [*texts, part.said])

    def sender(self) -> None:
        """What the sender adds, if anything."""
        t, sender = self.words.t, self.brief.sender
        lines = [x.strip() for x in sender.lines.splitlines() if x.strip()]
        asked = [t("{question} – {answer}", question=q, answer=a) if a else q for q, a in pairs(sender.questions)]
        rest = [(t("Decision asked"), [sender.decision]), (t("Owner"), [sender.owner])]
        for title, texts in ((t("Lines to take"), lines), (t("Likely questions"), asked), *rest):
            if any(texts):
                self.bullets(title, texts)

    def _look(self, paragraph: Any, size: int, *, bold: bool = False, colour: bool = True) -> None:
        for run in paragraph.runs:
            run.font.size, run.font.bold = Pt(size), bold or None
            if colour:
                run.font.color.rgb = INK
            properties = run._r.get_or_add_rPr()
            properties.set("lang", self.words.language)
            for script in ("a:latin", "a:cs"):
                etree.SubElement(properties, qn(script)).set("typeface", FACE)


def _alt(shape: Any, text: str) -> None:
    """What a screen reader says of a picture or a table."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", text)
