"""The question of the explorer: read from a question and checked. What makes no sense is said, never asked."""

from data_access.answers import Answers
from domain.cases.dimensions import CASE_DIMENSIONS, CASE_MEASURES
from domain.forms import STATISTICS_BY, lengths, orders, oriented, scales, sensible
from domain.measures import INDICATORS
from domain.messages import N_
from domain.question import KIND_KEYS, Question
from domain.words import Words
from reports.asked import Asked
from reports.card import Text
from reports.explore.question import CASES_BY, DEFAULT_BY, View, persons

_NO_TABLE = N_("The link combines dimensions that cannot form a table; another combination is shown.")
_NO_DRAWING = N_("The link asks for a form of chart that does not apply here; the most suitable one is shown.")


def read(answers: Answers, question: Question, words: Words) -> tuple[Question, tuple[Text, ...]]:
    """What can be asked, the nearest to what is, and notes on what is not."""
    asked = Asked(answers, question, words)
    measure, kind = asked.measured(("seizures", *KIND_KEYS, *CASE_MEASURES, *persons(answers)))
    by = _of_cases(asked) if measure in CASE_MEASURES else _by(asked, measure)
    return Question(selection=question.selection, cases=question.cases, measure=measure, kind=kind, by=by), asked.notes


def _by(asked: Asked, measure: str) -> tuple[str, ...]:
    given = asked.question.by
    if not given:
        return DEFAULT_BY
    if sensible(given) and (measure not in INDICATORS or set(given) <= set(STATISTICS_BY)):
        return oriented(given)
    asked.error(_NO_TABLE)
    return DEFAULT_BY


def _of_cases(asked: Asked) -> tuple[str, ...]:
    given = asked.question.by
    if given and not sensible(given, CASE_DIMENSIONS):
        asked.error(_NO_TABLE)
        return CASES_BY
    return oriented(given or CASES_BY)


def view(asked: Asked, question: Question, forms: tuple[str, ...]) -> View:
    """How to draw: what is asked for where it makes sense, else the best. question: as `read` gave it."""
    form = asked.one("form", forms, _NO_DRAWING)
    scale = asked.one("scale", scales_of(form, question), _NO_DRAWING)
    order = asked.one("order", orders(question.by[0], question.measure, form), _NO_DRAWING)
    given, (usual, most) = asked.question.own("shown"), lengths(form, question.by)
    shown = int(given[:6]) if given.isdecimal() and 0 < int(given[:6]) <= most else usual
    return View(form=form, scale=scale, order=order, shown=shown)


def scales_of(form: str, question: Question) -> tuple[str, ...]:
    """The scales that a form can be read on; of cases, which are few, the figures alone."""
    return ("linear",) if question.of_cases else scales(form, question.by, additive=question.additive)
