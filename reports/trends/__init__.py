"""The course over time: a level, an index, year on year, the season, small multiples; with reporters and breaks."""

from charts.text import NOTHING
from domain.question import Question
from reports.card import Report, Text
from reports.studio import Studio
from reports.trends.cards import Course, build
from reports.trends.question import Trend, read
from reports.trends.series import Series, ask

__all__ = ["Course", "Series", "Trend", "ask", "build", "read", "report"]  # untranslated


def report(studio: Studio, question: Question) -> Report:
    """What the page shows of a question: notes on what was asked wrongly, and the view."""
    now = read(studio.answers, question, studio.words)
    series = ask(studio.answers, now.question, now.time)
    if series is None:
        return (*now.notes, Text(studio.words.t(NOTHING), "info"))
    return (*now.notes, *build(studio, now, series).report)
