"""One good, or a group of them, as a chief asks for it: how much, where, since when, by which routes, how hidden."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from data_access.answers import Answers
from data_access.reference import tables as reference
from domain.messages import N_
from domain.question import Question
from domain.selection import Selection
from reports import overview
from reports.asked import Asked
from reports.card import Beside, Card, Part, Report, Text
from reports.casebook import beside
from reports.overview import same_period
from reports.overview.cards import bar_card, goods_card, map_card, trend_card
from reports.overview.headline import headline
from reports.overview.quantities import quantity_card
from reports.routes import of_selection
from reports.studio import Studio

NO_GOODS = N_("The link does not name goods of our list; showing {goods} instead.")
NOTHING = N_("No seizure of these goods is reported in this selection.")


@dataclass(frozen=True, kw_only=True)
class Shown:
    """The goods shown: code and name, and the filters with no other goods among them."""

    code: str
    name: str
    selection: Selection


def shown(answers: Answers, selection: Selection, asked: str) -> Shown:
    """The goods that are asked for, else those of the filters, else the group with the most reported seizures."""
    names = reference.names("goods")
    filtered = [c for d in ("goods", "goods_group") for c in selection.values(d) if c in names]
    bare = selection.having("goods", ()).having("goods_group", ())
    code = asked if asked in names else (filtered or [_most(answers)])[0]
    is_group = reference.goods_group().get(code) == code
    return Shown(code=code, name=names[code], selection=bare.having("goods_group" if is_group else "goods", (code,)))


def _most(answers: Answers) -> str:
    found = answers.seizures(Selection(), "goods_group").sort("value", "goods_group", descending=[True, False])
    known = [code for code in found["goods_group"] if code in reference.names("goods")]
    return known[0] if known else next(iter(reference.names("goods")))


def report(studio: Studio, question: Question) -> Report:
    """The page (option `good`): the cards that it shows, in order."""
    asked, given = Asked(studio.answers, question, studio.words), question.own("good")
    now = shown(studio.answers, question.selection, given)
    if given and given != now.code:
        asked.error(NO_GOODS, goods=now.name)
    found: tuple[Part, ...] = (Text(studio.words.t(NOTHING), "info"),)
    if studio.answers.total(now.selection):
        parts = (headline, scale, ways)
        found = tuple(part for each in parts for part in each(studio, now.selection))
    cases = beside.of_goods(studio, now.code, now.name)
    return (*asked.notes, *found, *cases, *same_period.of_goods(studio, now.selection, now.code, now.name))


def nothing(studio: Studio, _selection: Selection) -> Report:
    """What is said where none of it was reported."""
    return (Text(studio.words.t(NOTHING), "info"),)


def scale(studio: Studio, selection: Selection) -> Iterator[Part]:
    """Where, since when, of which kind."""
    t = studio.words.t
    years = trend_card(studio, selection, key="good_trend", title=t("By year"))
    low = tuple(replace(card, height=overview.BESIDE) if isinstance(card, Card) else card for card in years)
    kinds: Report = ()
    if selection.values("goods_group"):
        kinds = goods_card(studio, selection, key="good_kinds", title=t("By goods"), most=overview.FEW)
    yield Beside(map_card(studio, selection), (*low, *kinds), widths=(2, 1))


def ways(studio: Studio, selection: Selection) -> Iterator[Part]:
    """By which routes and modes, how hidden, and how much."""
    t = studio.words.t
    yield from of_selection(studio, selection, key="good")
    modes = bar_card(studio, selection, "mode", key="good_modes", title=t("By transport mode"))
    hidden: Report = ()
    known = studio.answers.available_fields(selection)
    if known is None or "concealment" in known:
        title = t("Concealment, as reported")
        hidden = bar_card(studio, selection, "concealment", key="good_concealment", title=title, most=overview.SOME)
    yield Beside(modes, (*quantity_card(studio, selection, key="good_quantities"), *hidden))
