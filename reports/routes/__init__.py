"""Routes: where seizures came from and were bound to, as far as reports say."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from domain.question import Question
from domain.selection import Selection
from reports.card import Beside, Card, Part, Report, Text
from reports.routes.legs import headline, map_card, new_card
from reports.routes.paths import columns_card, matrix_card
from reports.routes.question import Focus, Routes, read
from reports.routes.tables import balance_card, partners_cards, transit_card
from reports.studio import Studio

__all__ = [
    "Focus",  # untranslated
    "Routes",  # untranslated
    "after_matrix",
    "columns",
    "matrix",
    "of_place",
    "of_selection",
    "on_maps",
    "read",
    "report",
]


def report(studio: Studio, question: Question) -> Report:
    """What the page shows of a question: notes on what was asked wrongly, and all of the below."""
    routes = read(studio.answers, question, studio.words)
    if not studio.answers.total(routes.selection):
        return (*routes.notes, Text(studio.words.t("Nothing was reported in this selection."), "info"))
    return (
        *routes.notes,
        *on_maps(studio, routes),
        *columns(studio, routes),
        *matrix(studio, routes),
        *after_matrix(studio, routes),
    )


def on_maps(studio: Studio, routes: Routes) -> Iterator[Part]:
    """How much is known; where goods departed from and where they were bound to, on maps."""
    selection, focus, fewest = routes.selection, routes.focus, routes.least
    yield from headline(studio, selection, focus)
    departed = map_card(studio, selection, focus, key="routes_in", fewest=fewest)
    bound = map_card(studio, selection, focus, key="routes_on", fewest=fewest, bound=True)
    yield Beside(_half(departed), _half(bound))


def columns(studio: Studio, routes: Routes) -> Report:
    """Departure, place of seizure and destination in columns."""
    return tuple(columns_card(studio, routes.selection, routes.focus, key="routes_columns"))


def matrix(studio: Studio, routes: Routes) -> Report:
    """Departures against places of seizure or intended destinations; not of one place or region."""
    return () if routes.focus.codes else matrix_card(studio, routes.selection, routes.against, key="routes_matrix")


def after_matrix(studio: Studio, routes: Routes) -> Iterator[Part]:
    """What was seized where, what passed, the partners of a place, and what is new."""
    selection, focus = routes.selection, routes.focus
    balance = balance_card(studio, selection, focus, key="routes_balance")
    transit = transit_card(studio, selection, focus, key="routes_transit")
    yield Beside(tuple(balance), tuple(transit))
    if focus.place:
        yield from partners_cards(studio, selection, focus.place, key="routes_partners")
    yield from new_card(studio, selection, focus, key="routes_new")


def of_place(studio: Studio, selection: Selection, place: str, name: str) -> Iterator[Part]:
    """For a country's page: its legs on a map; all else of its routes is on the page of routes."""
    wide = selection.having("country", ()).having("region", ())
    yield from _half(map_card(studio, wide, Focus(codes=(place,), name=name), key="country_routes"))


def of_selection(studio: Studio, selection: Selection, *, key: str) -> Iterator[Part]:
    """Where goods departed from and where they were bound to, on two maps; all else is on the page of routes."""
    everywhere = Focus()
    departed = map_card(studio, selection, everywhere, key=f"{key}_in")
    bound = map_card(studio, selection, everywhere, key=f"{key}_on", bound=True)
    yield Beside(_half(departed), _half(bound))


HALF = 350
"""Pixels of a map that takes half of the page."""


def _half(parts: Iterable[Part]) -> Report:
    return tuple(replace(part, height=HALF) if isinstance(part, Card) else part for part in parts)
