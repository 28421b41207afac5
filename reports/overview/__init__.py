"""What the pages of the world, a region and a country share: headline, map, course, lists, amounts."""

from collections.abc import Iterator
from dataclasses import replace

from data_access.reference import tables as reference
from domain.selection import Selection
from reports.card import Beside, Card, Part, Report
from reports.overview.cards import bar_card, goods_card, map_card, trend_card
from reports.places.divisions import division_card
from reports.places.locations import locations_card
from reports.studio import Studio

BESIDE, REGION, DIVISIONS = 190, 390, 400
"""Pixels of a chart over time that stands beside a map, of the map of a region, and of that of divisions."""


def first_screen(
    studio: Studio, selection: Selection, *, key: str, focus: tuple[str, ...] = (), title: str = ""
) -> Report:
    """Where, since when and what, side by side: the map, the years beside it, the goods below these."""
    t = studio.words.t
    trend = trend_card(studio, selection, key=f"{key}_trend", title=t("By year"))
    years = tuple(replace(card, height=BESIDE) if isinstance(card, Card) else card for card in trend)
    goods = goods_card(studio, selection, key=f"{key}_goods", title=t("By goods"), most=FEW)
    where = tuple(
        replace(card, height=REGION) if focus and isinstance(card, Card) else card
        for card in map_card(studio, selection, focus=focus, title=title)
    )
    return (Beside(where, (*years, *goods), widths=(2, 1)),)


FEW, SOME = 5, 9
"""So many rows has a list that stands beside a map, and one beside other lists: all are in its table."""


def of_country(studio: Studio, inside: Selection) -> Iterator[Part]:
    """What, from where and how; when and where to."""
    t = studio.words.t
    goods = goods_card(studio, inside, key="country_goods", title=t("By goods"), most=SOME)
    departed = bar_card(studio, inside, "departure", key="country_from", title=t("Country of departure"), most=SOME)
    moved = bar_card(studio, inside, "mode", key="country_modes", title=t("By transport mode"))
    yield Beside(goods, (Beside(departed, moved),), widths=(1, 2))
    months = trend_card(studio, inside, key="country_trend", title=t("By month"), monthly=True)
    bound = bar_card(studio, inside, "destination", key="country_to", title=t("Intended destination"), most=FEW)
    yield Beside(months, bound, widths=(2, 1))


def inside_country(studio: Studio, inside: Selection, place: str) -> Iterator[Part]:
    """Where inside the country: the map of divisions first where it places most of the seizures, else after bars."""
    t, name = studio.words.t, reference.names("places")[place]
    title = t("Places inside the country, as reported")
    places = bar_card(studio, inside, "place", key="country_places", title=title, most=SOME)
    on_map = division_card(studio, inside, place)
    if not on_map.report:
        yield from places
    else:
        drawn = tuple(replace(card, height=DIVISIONS) if isinstance(card, Card) else card for card in on_map.report)
        yield Beside(drawn, places) if on_map.share >= MOSTLY else Beside(places, drawn)
    yield from locations_card(studio, inside, key="country_spots", focus=(place,), inside=name)


MOSTLY = 0.5
"""Share of the seizures that the map of divisions must place to stand first."""


def made_in(studio: Studio, inside: Selection) -> Report:
    """Where the goods were made, as reported."""
    return bar_card(studio, inside, "producing", key="country_made", title=studio.words.t("Producing country"))
