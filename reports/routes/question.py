"""Whose routes are shown, and how many: read from a question and checked."""

from dataclasses import dataclass

import polars as pl

from data_access.answers import Answers
from data_access.reference import tables as reference
from domain.messages import N_
from domain.question import Question
from domain.selection import Selection
from domain.words import Words
from reports.asked import Asked
from reports.card import Text
from reports.titles import with_article

LEAST = (1, 2, 3, 5, 7, 10, 15, 20, 25, 30, 50, 75, 100, 150, 200, 250, 300, 500, 750, 1000)
"""The smallest numbers of seizures of a leg that can be chosen."""
ENDS = {"country": N_("Seized in"), "destination": N_("Intended destination")}
"""What departures are set against."""
_NOT_AVAILABLE = N_("The link asks for a '{key}' that is not available.")
_NO_END = N_("The link compares departures with something that is not available.")


@dataclass(frozen=True, kw_only=True)
class Focus:
    """Whose routes are shown: all (no codes), a country or territory, or the members of a region."""

    codes: tuple[str, ...] = ()
    name: str = ""

    def phrase(self, words: Words) -> str:
        """'to or from Spain', '' of all."""
        return words.t("to or from {places}", places=with_article(self.name, words)) if self.codes else ""

    @property
    def place(self) -> str:
        """The country or territory, '' where it is none or several."""
        return self.codes[0] if len(self.codes) == 1 else ""


@dataclass(frozen=True, kw_only=True)
class Routes:
    """What is shown of routes. `least`: the smallest leg that is drawn, '' for the strongest that fit."""

    selection: Selection
    focus: Focus = Focus()
    least: str = ""
    against: str = "country"
    notes: tuple[Text, ...] = ()
    """What was not taken as it was asked."""


def read(answers: Answers, question: Question, words: Words) -> Routes:
    """The routes that are asked for; in place of what makes no sense stands the usual."""
    asked = Asked(answers, question, words)
    return Routes(
        selection=question.selection,
        focus=_focus(asked),
        least=asked.one("least", ("", *map(str, LEAST)), _NOT_AVAILABLE),
        against=asked.one("against", tuple(ENDS), _NO_END),
        notes=asked.notes,
    )


def _focus(asked: Asked) -> Focus:
    scheme, place, region = asked.question.selection.scheme, asked.question.own("profile"), asked.question.own("focus")
    names = reference.names("places")
    regions = dict(reference.regions(scheme).select("region", "name").iter_rows())
    if place in names:
        return Focus(codes=(place,), name=names[place])
    if not place and region in regions:
        members = reference.membership(scheme).filter(pl.col("region") == region)["country"].to_list()
        return Focus(codes=tuple(sorted(members)), name=regions[region])
    if place or region:
        asked.error(N_("The link does not name a known place or region; showing all routes instead."))
    return Focus()
