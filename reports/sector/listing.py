"""The private sector's page: a sector in figures, by one breakdown, a company's own, benchmarks, cases, what to do."""

from domain.cases.selection import CaseSelection
from domain.question import Question
from domain.suppression import SEIZURES, few
from reports.card import Metric, Metrics, Report, Text, Way
from reports.sector.around import benchmarks, cases, what_to_do
from reports.sector.asked import Shown, read
from reports.sector.breakdown import by_breakdown
from reports.sector.own import against_sector
from reports.sector.wording import left_out
from reports.studio import Studio


def report(studio: Studio, question: Question) -> Report:
    """Everything the page shows (options `good`, `show`, `without`)."""
    shown, notes = read(studio.answers, question, studio.words)
    parts = (figures, by_breakdown, against_sector, benchmarks, cases, what_to_do)
    return (*notes, *(part for each in parts for part in each(studio, shown)))


def figures(studio: Studio, shown: Shown) -> Report:
    """How much there is of the sector: each figure with its own counting unit, never added."""
    words, answers = studio.words, studio.answers
    total, sector = answers.total(shown.selection), answers.incidents.sector(shown.group, shown.without)
    n_cases = answers.cases.listed(CaseSelection(where=(("goods_group", (shown.group,)),))).height
    small = few(int(total), (), SEIZURES)
    found = [
        Metric(
            label=words.t("Reported seizures"),
            value=words.t("under {n}", n=SEIZURES.threshold) if small else words.number(total),
            note=words.t("by authorities, of the records at hand"),
        ),
        Metric(
            label=words.t("Companies' incidents"),
            value=words.number(sector.total) if sector.total else "–",
            note=left_out(shown.without, words)
            or (words.t("of three companies or more") if sector.total else words.t("none that may be shown")),
        ),
        Metric(
            label=words.t("Proven cases"),
            value=words.number(n_cases),
            note=words.t("a court established an organised group"),
            way=Way("cases", CaseSelection(where=(("goods_group", (shown.group,)),))),
        ),
    ]
    if answers.incidents.company:
        own = answers.incidents.own(shown.group).height
        note = words.t("for your company alone")
        found.append(Metric(label=words.t("Your incidents"), value=words.number(own), note=note))
    said = words.t("Each has its own counting unit: they are never added, and none is a share of another.")
    return (Metrics(tuple(found)), Text(said, "caption"))
