"""What the pages of the world, a region and a country share: headline, map, course, lists, amounts."""

from collections.abc import Iterator

from data_access.reference import tables as reference
from domain.selection import Selection
from reports.card import Beside, Part
from reports.overview.cards import bar_card, goods_card, trend_card
from reports.places.divisions import division_card
from reports.places.locations import locations_card
from reports.studio import Studio


def of_country(studio: Studio, inside: Selection, place: str) -> Iterator[Part]:
    """Where inside a country, when, which goods, how, and from where to where as reported; each when its turn comes."""
    t, name = studio.words.t, reference.names("places")[place]
    yield from division_card(studio, inside, place)
    yield from locations_card(studio, inside, key="country_spots", focus=(place,), inside=name)
    yield from trend_card(studio, inside, key="country_trend", title=t("Reported seizures by month"), monthly=True)
    left = (
        *goods_card(studio, inside, key="country_goods", title=t("By goods")),
        *bar_card(studio, inside, "departure", key="country_from", title=t("Country of departure, as reported")),
        *bar_card(studio, inside, "place", key="country_places", title=t("Places inside the country, as reported")),
    )
    right = (
        *bar_card(studio, inside, "mode", key="country_modes", title=t("By transport mode")),
        *bar_card(studio, inside, "destination", key="country_to", title=t("Intended destination, as reported")),
        *bar_card(studio, inside, "producing", key="country_made", title=t("Producing country, as reported")),
    )
    yield Beside(left, right)
