"""All that the explorer says to a question."""

from domain.forms import available_forms
from domain.question import Question
from reports.asked import Asked
from reports.card import Report, Text
from reports.explore.asking import read, view
from reports.explore.explored import answered
from reports.explore.found import ask
from reports.studio import Studio


def report(studio: Studio, question: Question) -> Report:
    """What the page shows of a question: notes on what was asked wrongly, and the answer."""
    asked = Asked(studio.answers, question, studio.words)
    meant, notes = read(studio.answers, question, studio.words)
    found = ask(studio.answers, meant)
    if not any(found.sizes):
        return (*notes, Text(studio.words.t("Nothing was reported in this selection."), "info"))
    forms = available_forms(meant.by, found.sizes, overlapping=found.table.overlapping, additive=meant.additive)
    now = view(asked, meant, forms)
    return (*notes, *asked.notes, *answered(studio, meant, found, now))
