"""A briefing on paper: one A4 page of facts, charts and sources, and a second one of what the sender adds."""

from typing import Any

from domain.errors import UsageError
from reports.briefing.brief import Brief
from reports.briefing.said import line
from reports.briefing.sender import pairs, standing
from reports.card import Card, Listed
from reports.exported import exported
from reports.exports import MAKER
from reports.paper.charts import Sized, drawn
from reports.paper.typeset import pages, typeset
from reports.studio import Studio

SIZES = ((180, 74), (87, 43), (87, 43))
"""Width and height of map, years and goods, in millimetres: the two others stand side by side below the map."""
SMALLER = (1.0, 0.85, 0.7, 0.55)
"""Parts of the map's height that are tried until the first page holds what belongs on it."""
MOST_ROWS = 12
"""Of a table that stands in the place of a chart that cannot be drawn."""


def paper(studio: Studio, brief: Brief) -> bytes:
    """The document. Without a Chromium the charts are tables, and a line says so."""
    exports = [exported(studio, card, link="", name="") for card in brief.charts]
    figures = [figure for _, figure in exports]
    sized = [Sized(figure, *size) for figure, size in zip(figures, SIZES, strict=False) if figure is not None]
    try:
        pictures, lacking = drawn(sized, studio.theme), ""
    except UsageError as error:
        pictures, lacking = [], studio.words.say(error.message)
    files = {f"chart{i}.svg": content for i, content in enumerate(pictures)}
    alts = [export.alt for export, _ in exports]
    data = content(studio, brief, alts, lacking=lacking) | {"drawn": bool(files)}
    return typeset("briefing", data | {"high": _high(data, files, brief)}, made=brief.made, pictures=files)


def _high(data: dict[str, Any], files: dict[str, bytes], brief: Brief) -> float:
    """Millimetres of the map with which all but what the sender adds stands on one page; else the least."""
    first = data | {"sender": {}}
    for part in SMALLER:
        high = part * SIZES[0][1]
        if not files or pages(typeset("briefing", first | {"high": high}, made=brief.made, pictures=files)) == 1:
            break
    return high


def content(studio: Studio, brief: Brief, alts: list[str], *, lacking: str = "") -> dict[str, Any]:
    """What the template reads. alts: what the charts show, in words."""
    words, found, sender = studio.words, brief.said, brief.sender
    t = words.t
    return {
        "title": t("Briefing: {title}", title=found.title),
        "maker": MAKER,
        "lang": words.language,
        "dir": "ltr",
        "subject": found.subject,
        "standing": standing(sender, words),
        "facts": [{"label": f.label, "figure": f.figure, "text": f.text, "note": f.note} for f in brief.facts],
        "charts": [_chart(card, alt) for card, alt in zip(brief.charts, alts, strict=True)],
        "lacking": lacking,
        "known": [one for one in (brief.coverage, brief.late) if one],
        "beside": [_listed(brief.cases), _listed(brief.operations)],
        "caveat": " ".join([found.caveat, found.rules]),
        "boundaries": found.boundaries,
        "filters": t("Filters: {filters}", filters=found.filters),
        "source": line(found, words),
        "page": t("Page {0} of {1}"),
        "sender": {} if sender.empty else _sender(studio, brief),
    }


def _chart(card: Card, alt: str) -> dict[str, Any]:
    table = card.headed.head(MOST_ROWS)
    return {
        "title": card.title,
        "unit": card.unit,
        "alt": alt,
        "headings": table.columns,
        "rows": [["" if value is None else str(value) for value in row] for row in table.iter_rows()],
    }


def _listed(part: Listed) -> dict[str, Any]:
    shown = [{"title": one.title, "mark": one.mark, "lines": [x for x in one.lines if x]} for one in part.entries]
    return {"title": part.title, "entries": shown, "said": part.said}


def _sender(studio: Studio, brief: Brief) -> dict[str, Any]:
    t, sender = studio.words.t, brief.sender
    return {
        "title": t("From the sender"),
        "lines": {"title": t("Lines to take"), "texts": [x.strip() for x in sender.lines.splitlines() if x.strip()]},
        "questions": {
            "title": t("Likely questions"),
            "pairs": [{"question": q, "answer": a} for q, a in pairs(sender.questions)],
        },
        "decision": {"title": t("Decision asked"), "text": sender.decision},
        "owner": {"title": t("Owner"), "text": sender.owner},
    }
