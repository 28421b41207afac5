"""Proven cases beside seizures: of a place, or of goods. Each has its own counting unit; they are never added."""

from charts.drawn import Drawn
from domain.cases.selection import CaseSelection
from domain.selection import Selection
from domain.words import Words
from reports.card import Card, Report, Text, Way
from reports.casebook import listing
from reports.casebook.counted import UNIT, caution
from reports.studio import Studio
from reports.wording import markdown_safe

SHOWN = 5


def of_place(studio: Studio, inside: Selection, place: str, name: str) -> Report:
    """The proven cases in which a country or territory is named, in any role: of the goods that the page is about."""
    title = studio.words.t("Proven cases that name {place}", place=name)
    goods = tuple((d, inside.values(d)) for d in ("goods", "goods_group"))
    return _cases(studio, CaseSelection(where=(("country", (place,)), *goods)), title, key="country_cases")


def of_goods(studio: Studio, code: str, name: str) -> Report:
    """The proven cases of goods, or of a group of them."""
    title = studio.words.t("Proven cases: {goods}", goods=name)
    return _cases(studio, CaseSelection(where=(("goods", (code,)),)), title, key="goods_cases")


def _cases(studio: Studio, selection: CaseSelection, title: str, *, key: str) -> Report:
    words, found = studio.words, studio.answers.cases.listed(selection)
    others = studio.answers.cases.listed(selection.of_all()).height - found.height
    if found.is_empty():
        text = words.t("{title}: none in the casebook. {others}", title=title, others=_others(others, words))
        return (Text(markdown_safe(text.strip()), "caption", _ways(selection, others)),)
    shown = found.head(SHOWN)
    first = words.n("the newest {n}", "the newest {n}", SHOWN) if found.height > SHOWN else ""
    all_of = words.n("{n} case", "{n} cases", found.height)
    return (
        Card(
            key=key,
            title=title,
            unit=words.t(UNIT),
            drawn=Drawn(None, words.n("A list of {n} case.", "A list of {n} cases.", found.height)),
            table=listing.table(found, words),
            columns=listing.columns(words),
            selection=selection,
            caution=caution(words),
            note=" · ".join(filter(None, [all_of, first])),
            entries=tuple(listing.entry(row, words) for row in shown.iter_rows(named=True)),
        ),
        Text(
            markdown_safe(words.t("All {n} in the casebook. {others}", n=all_of, others=_others(others, words))),
            "caption",
            ((all_of, Way("cases", selection)), *_ways(selection, others)),
        ),
    )


def _others(n: int, words: Words) -> str:
    if not n:
        return ""
    return words.n("{n} other is documented, and not proven.", "{n} others are documented, and not proven.", n)


def _ways(selection: CaseSelection, n: int) -> tuple[tuple[str, Way], ...]:
    return ((str(n), Way("cases", selection.of_all())),) if n else ()
