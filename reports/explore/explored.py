"""A question answered: its drawing, its table and all that is said with them. Page and shell show the same."""

from dataclasses import dataclass

import polars as pl

from domain.forms import FORMS, SCALES, TIME
from domain.question import Question
from reports.explore.cross_tables import exact, tables
from reports.explore.drawing import Drawing, draw
from reports.explore.found import Found, how_known
from reports.explore.question import View
from reports.studio import Studio

STATISTICS = ("unodc-glotip",)
"""The source of statistics of persons."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Explored:
    """What a card or a file of the explorer is made of; `table` is worded for readers."""

    drawing: Drawing
    table: pl.DataFrame
    title: str
    note: str
    sentence: str
    codes: pl.DataFrame
    """Row by row the codes of `table` that can be filtered by; its columns are dimensions."""
    filters: str
    """The dimensions that a click on a mark filters by, separated by commas, '' if none."""
    sources: tuple[str, ...] | None
    """Who stands behind statistics; None: the sources with seizures in the selection."""


def explored(studio: Studio, question: Question, found: Found, view: View) -> Explored:
    """Draw and word an answer."""
    drawing = draw(studio, question, found.table, view)
    table, codes = tables(studio.answers, question, found.table, view)
    return Explored(
        drawing=drawing,
        table=table,
        codes=codes,
        filters=clicks(question, view),
        title=title(question),
        note=" · ".join([*how_known(found, studio.words), *drawing.notes]),
        sentence=sentence(view, question, drawing),
        sources=STATISTICS if question.persons else None,
    )


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
