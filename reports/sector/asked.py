"""Which sector a reader asks for, by which breakdown, and what is left out: read from the link."""

from dataclasses import dataclass

from data_access.answers import Answers
from data_access.reference import tables as reference
from domain.incidents.vocabulary import BREAKDOWNS
from domain.messages import N_
from domain.question import Question
from domain.selection import Selection
from domain.words import Words
from reports.asked import Asked
from reports.card import Report

USUAL = "medicines"
NO_SECTOR = N_("The link does not name a group of goods of our list; showing {goods} instead.")
_NO_BREAKDOWN = N_("The link asks for a breakdown that there is not; another one is shown.")
_NOTHING_LEFT_OUT = N_("The link leaves out what this sector's figures do not have; nothing is left out for it.")
Without = tuple[tuple[str, str], ...]
"""Pairs of 'source_type' or 'funder' and what is left out."""


@dataclass(frozen=True, kw_only=True)
class Shown:
    """The sector (a group of goods), its name, the breakdown, and what is left out of companies' incidents."""

    group: str
    name: str
    breakdown: str
    without: Without

    @property
    def selection(self) -> Selection:
        """The seizures of the sector."""
        return Selection(where=(("goods_group", (self.group,)),))


def groups() -> dict[str, str]:
    """Code → name of every group of goods."""
    names = reference.names("goods")
    return {code: names[code] for code, group in reference.goods_group().items() if code == group}


def read(answers: Answers, question: Question, words: Words) -> tuple[Shown, Report]:
    """What the link asks for (options `good`, `show`, `without`), and what is said where it makes no sense."""
    asked, known, given = Asked(answers, question, words), groups(), question.own("good")
    group = reference.goods_group().get(given, "")
    if group not in known:
        own = [code for code in answers.incidents.groups() if code in known]
        group = USUAL if USUAL in own or not own else own[0]
        if given:
            asked.error(NO_SECTOR, goods=known[group])
    breakdown = asked.one("show", tuple(BREAKDOWNS), _NO_BREAKDOWN)
    offered = offers(answers, group)
    wanted = tuple(pair for pair in map(_pair, question.own("without").split(",")) if pair[0])
    if any(pair not in offered for pair in wanted):
        asked.error(_NOTHING_LEFT_OUT)
    without = tuple(sorted(pair for pair in wanted if pair in offered))
    return Shown(group=group, name=known[group], breakdown=breakdown, without=without), asked.notes


def offers(answers: Answers, group: str) -> Without:
    """What can be left out of a sector's incidents: source types and funders that its figures have."""
    strata = answers.incidents.strata(group)
    types = {("source_type", source_type) for _, source_type, _ in strata}
    return tuple(sorted(types | {("funder", funder) for *_, funder in strata if funder}))


def as_option(without: Without) -> str:
    """What is left out, as it stands in a link."""
    return ",".join(f"{key}:{value}" for key, value in without)


def _pair(text: str) -> tuple[str, str]:
    key, mark, value = text.partition(":")
    return (key, value) if mark else ("", "")
