"""Up to six places, regions or goods side by side: rates, the course over time, sums, and what is not known."""

from domain.question import Question
from reports.card import Report, Text
from reports.compare.cards import counts_card, rates_card, trend_card
from reports.compare.figures import denominator, years_of
from reports.compare.question import Choice, read
from reports.compare.unknown import unknown
from reports.studio import Studio

__all__ = ["Choice", "amounts", "course", "rates", "read", "report", "unknown", "years_of"]  # untranslated


def report(studio: Studio, question: Question) -> Report:
    """What the page shows of a question: notes on what was asked wrongly, and all of the below."""
    choice = read(studio.answers, question, studio.words)
    if len(choice.codes) < 2:
        return (*choice.notes, Text(studio.words.t("Name two or more to compare."), "error"))
    years = years_of(studio.answers, choice)
    shown = (*rates(studio, choice, years), *course(studio, choice, years), *amounts(studio, choice, years))
    return (*choice.notes, *shown, *unknown(studio.answers, choice, years, studio.words))


def rates(studio: Studio, choice: Choice, years: list[int]) -> Report:
    """Rates of the whole period."""
    return rates_card(studio, choice, denominator(choice.per, years), years)


def course(studio: Studio, choice: Choice, years: list[int]) -> Report:
    """The course over the years, on one scale."""
    return trend_card(studio, choice, denominator(choice.per, years), years)


def amounts(studio: Studio, choice: Choice, years: list[int]) -> Report:
    """The sums themselves."""
    return counts_card(studio, choice, years)
