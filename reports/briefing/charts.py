"""The three charts that carry a briefing: where, since when, what."""

from dataclasses import replace

from domain.selection import Selection
from reports import routes
from reports.briefing.scope import Scope, scoped
from reports.card import Beside, Card, Report
from reports.overview.cards import goods_card, map_card, trend_card
from reports.places.divisions import division_card
from reports.studio import Studio

MOSTLY = 0.5
"""Share of the seizures of a country that the map of its divisions must place to be its map."""
MAP, YEARS, GOODS = 390, 190, 165
"""Pixels on a page: the map beside the two others, all in one screen."""
FEW = 5


def charts(studio: Studio, selection: Selection) -> Report:
    """Of a link: the map beside the years and the goods."""
    scope = scoped(studio.answers, selection)
    if not studio.answers.total(scope.selection):
        return ()
    right = (*_high(years(studio, scope), YEARS), *_high(what(studio, scope), GOODS))
    return (Beside(_high(where(studio, scope), MAP), right),)


LARGE = 560
"""Pixels of a chart that stands alone, on a projector."""


def number(studio: Studio, selection: Selection) -> int:
    """How many charts there are: none of a place without records."""
    return 3 if studio.answers.total(scoped(studio.answers, selection).selection) else 0


def one(studio: Studio, selection: Selection, which: int) -> Report:
    """One of them, large."""
    draw = (where, years, what)[which]
    return _high(draw(studio, scoped(studio.answers, selection)), LARGE)


def _high(report: Report, height: int) -> Report:
    """A click on a mark filters: below a map of this page there is no room for a place's own figures."""
    return tuple(replace(p, height=height, clickable=False) if isinstance(p, Card) else p for p in report)


def where(studio: Studio, scope: Scope) -> Report:
    """The map of the world or a region; of a country its divisions where most seizures name one, else its routes."""
    if not scope.place:
        return map_card(studio, scope.selection, title=studio.words.t("By country or territory of seizure"))
    on_map = division_card(studio, scope.selection, scope.place)
    if on_map.report and on_map.share >= MOSTLY:
        return on_map.report
    legs = tuple(routes.of_place(studio, scope.selection, scope.place, scope.name(studio.words)))
    return tuple(part for part in legs if isinstance(part, Card)) or map_card(studio, scope.selection)


def years(studio: Studio, scope: Scope) -> Report:
    """Every year with records, so that the period can be seen in its course."""
    return trend_card(studio, scope.always, key="brief_trend", title=studio.words.t("By year"))


def what(studio: Studio, scope: Scope) -> Report:
    """Which goods."""
    return goods_card(studio, scope.selection, key="brief_goods", title=studio.words.t("By goods"), most=FEW)
