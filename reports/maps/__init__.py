"""The maps: a figure by country or territory, as areas, circles, a map for each year, or an animation."""

from domain.question import Question
from reports.card import Report
from reports.maps.cards import build
from reports.maps.question import MapView, read
from reports.studio import Studio

__all__ = ["MapView", "build", "read", "report"]


def report(studio: Studio, question: Question) -> Report:
    """What the page shows of a question: notes on what was asked wrongly, and the map."""
    view = read(studio.answers, question, studio.words)
    return view.notes + build(studio, view)
