"""A question answered: its drawing, its table and all that is said with them. Page and shell show the same."""

from domain.errors import UsageError
from domain.forms import FORMS, SCALES, TIME
from domain.messages import N_, Message, message
from domain.question import Question
from domain.words import Words
from reports.card import Card, Report, Text
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
    words = studio.words
    unrecorded = tuple(
        Text(
            words.t(
                "No source of this selection records this field: {field}. So every cell of it is empty.",
                field=question.inside(i),
            ),
            "info",
        )
        for i, dimension in enumerate(question.by)
        if found.known.get(dimension) == 0
    )
    try:
        drawing = draw(studio, question, found.table, view)
    except UsageError as error:
        return (*unrecorded, Text(markdown_safe(words.say(error.message)), "info"))
    how = sentence(view, question, drawing, words)
    other = words.t(
        "Statistics of persons are available by country and year only: the other filters do not apply to them."
    )
    return (
        *unrecorded,
        *((Text(how),) if how else ()),
        explored(studio, question, found, view, drawing),
        *((Text(other, "caption"),) if question.persons and applied(question) != question.selection else ()),
    )


def explored(studio: Studio, question: Question, found: Found, view: View, drawing: Drawing | None = None) -> Card:
    """The card of an answer. Raises UsageError for an index without a period that can be its base."""
    words = studio.words
    drawing = drawing or draw(studio, question, found.table, view)
    made = tables(studio, question, found.table, view)
    return Card(
        key="explorer",
        title=title(question, words),
        unit=drawing.unit,
        drawn=drawing.drawn,
        table=made.table,
        codes=made.codes,
        selection=applied(question),
        caution=words.say(question.caution),
        note=" · ".join([*how_known(found, words), *drawing.notes]),
        filters=clicks(question, view),
        sources=STATISTICS if question.persons else None,
        columns=made.columns,
        is_map=view.form == "map",
        clickable=view.form == "map" and not question.of_cases,
        scrolls=view.form in ("heat", "stacked"),
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


def title(question: Question, words: Words) -> str:
    """'Reported seizures by goods and year'."""
    dimensions = words.listed([words.say(question.inside(i)) for i in range(len(question.by))])
    return words.t("{measure} by {dimensions}", measure=question.label, dimensions=dimensions)


def scale_label(scale: str, question: Question) -> Message:
    """A scale in words, with the dimension that shares are of."""
    if scale in ("row", "column"):
        return message("Share of each {dimension}", dimension=question.inside(0 if scale == "row" else -1))
    return message(SCALES[scale])


_SCALES_INSIDE = {
    "log": N_("figures on a logarithmic scale"),
    "all": N_("share of all"),
    "index": N_("index, one period = 100"),
}
"""A scale inside a sentence."""


def sentence(view: View, question: Question, drawing: Drawing, words: Words) -> str:
    """How it is shown, in words, above the chart; '' where the title says all."""
    if view.scale in ("row", "column"):
        dimension = question.inside(0 if view.scale == "row" else -1)
        scale = words.t("share of each {dimension}", dimension=dimension)
    else:
        scale = words.t(_SCALES_INSIDE[view.scale]) if view.scale in _SCALES_INSIDE else ""
    how = "; ".join(filter(None, [scale, drawing.shown]))
    return words.t("**{form}**: {how}.", form=words.t(FORMS[view.form].label), how=how) if how else ""
