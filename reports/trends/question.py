"""What is asked about a course over time: read from a question and checked. What makes no sense is said."""

from dataclasses import dataclass

from data_access.answers import Answers
from domain.messages import N_
from domain.question import Question
from domain.selection import Selection
from domain.words import Words
from reports.asked import Asked
from reports.card import Text

VIEWS = {
    "line": N_("Level"),
    "index": N_("Index"),
    "change": N_("Year on year"),
    "season": N_("Season"),
    "panels": N_("Small multiples"),
}
STEPS = {"year": N_("Year"), "month": N_("Month")}
PANELS = {
    "goods_group": N_("Group of goods"),
    "goods": N_("Goods"),
    "region": N_("Region"),
    "source": N_("Source"),
    "mode": N_("Transport mode"),
}
ON = "on"
SAME, OWN = "same", "own"
_WRONG = N_("The link asks for an unknown view; the nearest one is shown.")


@dataclass(frozen=True, kw_only=True)
class Trend:
    """What is measured and how it is looked at. `by`: what small multiples are of."""

    question: Question
    view: str = "line"
    step: str = "year"
    same: bool = False
    base: str = ""
    by: str = "goods_group"
    own: bool = False
    operations: bool = False
    notes: tuple[Text, ...] = ()
    """What was not taken as it was asked."""

    @property
    def selection(self) -> Selection:
        """The filters."""
        return self.question.selection

    @property
    def time(self) -> str:
        """The dimension that runs along: a season is made of months."""
        return "month" if self.view == "season" else self.step

    @property
    def monthly(self) -> bool:
        """Whether it runs by month."""
        return self.time == "month"


def read(answers: Answers, question: Question, words: Words) -> Trend:
    """The course that is asked for; in place of what makes no sense stands the usual."""
    asked = Asked(answers, question, words)
    measure, kind = asked.measured()
    step = asked.one("step", tuple(STEPS), _WRONG)
    return Trend(
        question=Question(selection=question.selection, measure=measure, kind=kind, by=(step,)),
        view=asked.one("view", tuple(VIEWS), _WRONG),
        step=step,
        by=asked.one("by", tuple(PANELS), _WRONG),
        base=question.own("base")[:7],
        same=bool(asked.one("panel", ("", SAME), _WRONG)),
        own=bool(asked.one("scale", ("", OWN), _WRONG)),
        operations=bool(asked.one("operations", ("", ON), _WRONG)),
        notes=asked.notes,
    )
