"""A question answered: its drawing, its table and all that is said with them. Page and shell show the same."""

import polars as pl

from charts.drawn import Drawn
from domain.errors import UsageError
from domain.forms import FORMS, SCALES, TIME
from domain.question import Question
from reports.card import NUMBER, SHARE, Card, Column, Report, Text
from reports.explore.cross_tables import exact, tables
from reports.explore.drawing import Drawing, draw
from reports.explore.found import Found, applied, how_known
from reports.explore.question import View
from reports.studio import Studio
from reports.wording import markdown_safe

STATISTICS = ("unodc-glotip",)
"""The source of statistics of persons."""


def answered(studio: Studio, question: Question, found: Found, view: View) -> Report:
    """An answer drawn and worded; of an index without a base why there is none."""
    unrecorded = [
        Text(
            f"No source of this selection records this field: {question.say(i)}. So every cell of it is empty.", "info"
        )
        for i, dimension in enumerate(question.by)
        if found.told.get(dimension) == 0
    ]
    try:
        drawing = draw(studio, question, found.table, view)
    except UsageError as error:
        return (*unrecorded, Text(markdown_safe(str(error)), "info"))
    how = sentence(view, question, drawing)
    filters = applied(question)
    other = "Statistics of persons are available by country and year only: the other filters do not apply to them."
    return (
        *unrecorded,
        *((Text(how),) if how else ()),
        explored(studio, question, found, view, drawing),
        *((Text(other, "caption"),) if filters != question.selection else ()),
    )


def explored(studio: Studio, question: Question, found: Found, view: View, drawing: Drawing | None = None) -> Card:
    """The card of an answer. Raises UsageError for an index without a period that can be its base."""
    drawing = drawing or draw(studio, question, found.table, view)
    table, codes = tables(studio.answers, question, found.table, view)
    return Card(
        key="explorer",
        title=title(question),
        unit=drawing.unit,
        drawn=Drawn(drawing.figure, drawing.alt),
        table=table,
        codes=codes,
        selection=applied(question),
        caution=question.caution,
        note=" · ".join([*how_known(found, studio.words), *drawing.notes]),
        filters=clicks(question, view),
        sources=STATISTICS if question.persons else None,
        columns=_formats(table, view),
        is_map=view.form == "map",
        clickable=view.form == "map",
        scrolls=view.form in ("heat", "stacked"),
    )


def _formats(table: pl.DataFrame, view: View) -> dict[str, Column]:
    """Figures with separators, shares as per cent."""
    share = view.form == "table" and view.scale in ("row", "column")
    numbers = [name for name, kind in table.schema.items() if kind.is_numeric()]
    return {name: SHARE if share or name == "Share" else NUMBER for name in numbers}


def clicks(question: Question, view: View) -> str:
    """A click on a bar, a dot or a place filters by it, on a cell or a piece by both of its sides."""
    by = question.by
    if not all(exact(d) for d in by) or (len(by) == 1 and by[0] in TIME):
        return ""
    if view.form in ("bars", "dots", "map", "heat"):
        return ",".join(by)
    if view.form == "stacked":
        return ",".join(by if by[1] in TIME else by[::-1])
    return ""


def title(question: Question) -> str:
    """'Reported seizures by goods and year'."""
    return f"{question.label} by {' and '.join(question.say(i) for i in range(len(question.by)))}"


def scale_label(scale: str, question: Question) -> str:
    """A scale in words, with the dimension that shares are of."""
    if scale in ("row", "column"):
        return f"Share of each {question.say(0 if scale == 'row' else -1)}"
    return SCALES[scale]


def sentence(view: View, question: Question, drawing: Drawing) -> str:
    """How it is shown, in words, above the chart; '' where the title says all."""
    scale = scale_label(view.scale, question)
    parts = [scale[0].lower() + scale[1:] if view.scale != "linear" else "", drawing.shown]
    said = "; ".join(filter(None, parts))
    return f"**{FORMS[view.form].label}**: {said}." if said else ""
