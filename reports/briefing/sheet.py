"""The figures of a briefing as a workbook: its sentences first, then the table of each chart."""

from domain.messages import N_
from reports.briefing.brief import Brief
from reports.briefing.said import line
from reports.briefing.sender import pairs, standing
from reports.exported import exported
from reports.exports import texts_and_tables
from reports.studio import Studio

_KNOWN = N_("How sure")
_CAVEAT = N_("How not to read it")


def sheet(studio: Studio, brief: Brief) -> bytes:
    """The workbook; texts that look like formulas stay texts."""
    words, said, sender = studio.words, brief.said, brief.sender
    t = words.t
    texts = {t("Briefing"): said.title, t("Standing"): standing(sender, words), t("Filters"): said.filters}
    texts |= {fact.label: " ".join(filter(None, [fact.text, fact.note])) for fact in brief.facts}
    texts |= {t(_KNOWN): " ".join(filter(None, [brief.coverage, brief.late]))}
    for listed in (brief.cases, brief.operations):
        texts[listed.title] = "\n".join([*(" · ".join([one.title, *one.lines]) for one in listed.entries), listed.said])
    texts |= {t(_CAVEAT): " ".join([said.caveat, said.rules, said.boundaries]), t("Source"): line(said, words)}
    added = {
        t("Lines to take"): sender.lines,
        t("Likely questions"): "\n".join(f"{question}\n{answer}" for question, answer in pairs(sender.questions)),
        t("Decision asked"): sender.decision,
        t("Owner"): sender.owner,
    }
    texts |= {name: text for name, text in added.items() if text}
    return texts_and_tables(texts, [exported(studio, card, link="", name="")[0] for card in brief.charts])
