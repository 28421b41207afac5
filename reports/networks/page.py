"""Everything that the page of networks shows of a question: the network of the casebook, or an imported one."""

from domain.question import Question
from reports.card import Report, Text
from reports.networks import casebook, imported
from reports.networks.asked import read
from reports.studio import Studio


def report(studio: Studio, question: Question) -> Report:
    """Options `network` (of an imported one), `ties`, `view`, `node` and `rows` (see reports.networks.asked)."""
    asked = read(studio.answers, question.own, studio.words)
    if asked.network:
        shown = imported.report(studio, asked.network, asked.kind, asked.view, asked.node)
    else:
        shown = casebook.report(studio, question.cases, asked.view, asked.node, asked.level)
    nothing = () if shown else (Text(studio.words.t("No case fits these filters."), "info"),)
    return (*asked.notes, *shown, *nothing)
