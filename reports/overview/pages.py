"""World, Region and Country as reports of one question: the cards of the pages, by name, for addresses of data and the
shell. The pages lay the same cards out themselves, with their controls between them (tests hold both together).
"""

from collections.abc import Iterator

from data_access.reference import tables as reference
from domain.messages import N_
from domain.question import Question
from domain.selection import Selection
from reports import overview
from reports.asked import Asked
from reports.card import Part, Report, Text
from reports.casebook import beside
from reports.coverage import coverage_card, region_coverage_card
from reports.overview import cards, same_period
from reports.overview.headline import headline
from reports.overview.quantities import CLASSES, CURRENCIES, estimate_card, quantity_card, value_card
from reports.places import inside
from reports.places.locations import locations_card
from reports.routes import of_place
from reports.studio import Studio

_NOTHING = N_("Nothing was reported in this selection.")


def world(studio: Studio, question: Question) -> Report:
    """What was reported of the filters, where, since when, by whom."""
    selection = question.selection
    if not studio.answers.total(selection):
        return (Text(studio.words.t(_NOTHING), "info"),)
    return tuple(_world(studio, question, selection))


def _world(studio: Studio, question: Question, selection: Selection) -> Iterator[Part]:
    yield from headline(studio, selection)
    yield from overview.first_screen(studio, selection, key="world")
    yield from locations_card(studio, selection, key="world_spots")
    yield from cards.countries_card(studio, selection, key="world_countries")
    yield from _how_much(studio, question, selection, key="world")
    yield from cards.regions_card(studio, selection, key="world_regions")
    yield from region_coverage_card(studio, selection, key="world_coverage")
    yield from _modes(studio, selection, key="world_modes")


def region(studio: Studio, question: Question) -> Report:
    """One region (option `focus`) of a scheme against its siblings and the world."""
    asked, given = Asked(studio.answers, question, studio.words), question.own("focus")
    focus, names = inside.region_shown(question.selection, given)
    if given and given != focus:
        asked.error(inside.NO_REGION, region=names[focus])
    members = inside.members(question.selection.scheme, focus)
    found = inside.of_region(question.selection, focus, members, studio.words)
    if not studio.answers.total(found.part):
        return (*asked.notes, Text(studio.words.t(_NOTHING), "info"))
    return (*asked.notes, *_region(studio, question, found, (focus, names[focus], members)))


def _region(
    studio: Studio, question: Question, found: inside.Inside, shown: tuple[str, str, tuple[str, ...]]
) -> Iterator[Part]:
    """shown: the region, its name and its members."""
    selection, (focus, name, members) = found.part, shown
    yield from headline(studio, selection)
    yield from cards.share_note(studio, selection, found.whole, members)
    yield from overview.first_screen(studio, selection, key="region", focus=members)
    yield from locations_card(studio, selection, key="region_spots", focus=members, inside=name)
    yield from cards.countries_card(studio, selection, key="region_countries")
    yield from _modes(studio, selection, key="region_modes")
    yield from _how_much(studio, question, selection, key="region")
    yield from coverage_card(studio, selection, key="region_coverage")
    yield from cards.siblings_cards(studio, found.whole, focus, name)


def country(studio: Studio, question: Question) -> Report:
    """One country or territory (option `profile`): what it reported, when, how, where, from where and where to."""
    asked, given = Asked(studio.answers, question, studio.words), question.own("profile")
    place = inside.place_shown(studio.answers, question.selection, given)
    name = reference.names("places")[place]
    if given and given != place:
        asked.error(inside.NO_PLACE, place=name)
    selection = inside.of_country(studio.answers, question.selection, place, studio.words).part
    if not studio.answers.total(selection):
        return (*asked.notes, Text(studio.words.t(_NOTHING), "info"))
    return (
        *asked.notes,
        *headline(studio, selection),
        *overview.of_country(studio, selection),
        *overview.inside_country(studio, selection, place),
        *of_place(studio, selection, place, name),
        *_how_much(studio, question, selection, key="country"),
        *overview.made_in(studio, selection),
        *beside.of_place(studio, selection, place, name),
        *same_period.of_place(studio, selection, place, name),
    )


def _modes(studio: Studio, selection: Selection, *, key: str) -> Report:
    return cards.bar_card(studio, selection, "mode", key=key, title=studio.words.t("By transport mode"))


def _how_much(studio: Studio, question: Question, selection: Selection, *, key: str) -> Iterator[Part]:
    """Quantities and values; what the link asks for beside them."""
    yield from quantity_card(studio, selection, key=f"{key}_quantities")
    if (wanted := question.own("estimate")) in CLASSES:
        yield from estimate_card(studio, selection, wanted, key=f"{key}_estimate")
    into = question.own("into")
    yield from value_card(studio, selection, key=f"{key}_values", into=into if into in CURRENCIES else "")
