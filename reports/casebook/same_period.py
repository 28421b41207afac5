"""Seizures of the same goods, route and years as a case: beside it, never added to it, and no part of it."""

import re
from dataclasses import dataclass, replace

from domain.cases.case import Case
from domain.messages import N_
from domain.question import Question
from domain.selection import Selection
from domain.words import Words
from reports.card import Metric, Metrics, Report, Text, Way
from reports.studio import Studio
from reports.titles import subject
from reports.wording import markdown_safe

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, kw_only=True)
class Near:
    """What a case shares with seizures: its goods, where they came from and went, and its years."""

    goods: tuple[str, ...]
    departure: tuple[str, ...]
    destination: tuple[str, ...]
    first: int
    last: int


def near(case: Case) -> Near | None:
    """Null for a case without goods of our list, or of which no year is known."""
    goods = tuple(dict.fromkeys(code for g in case.goods for code in g.codes))
    years = [int(y) for y in _YEAR.findall(case.period)] or ([case.judgment_year] if case.judgment_year else [])
    if not goods or not years:
        return None
    ends = {role: tuple(p.code for p in case.places if p.role == role) for role in ("origin", "destination")}
    return Near(
        goods=goods, departure=ends["origin"], destination=ends["destination"], first=min(years), last=max(years)
    )


def seizures_near(studio: Studio, shared: Near) -> Report:
    """Figures of reported seizures, each with the way to what is behind it."""
    words = studio.words
    base = Selection(where=(("goods", shared.goods),), start=f"{shared.first}-01", end=f"{shared.last}-12")
    ways = [base]
    if shared.departure or shared.destination:
        ends = (("departure", shared.departure), ("destination", shared.destination))
        ways.append(replace(base, where=(*base.where, *((k, v) for k, v in ends if v))))
    shown = [_metric(studio, one) for one in ways]
    found = tuple(metric for metric in shown if metric)
    if not found:
        return (Text(_none(studio, shared, words), "caption"),)
    return (Metrics(found), Text(words.t(_SAID), "caption"))


_SAID = N_(
    "Seizures reported in the same period, as the records at hand have them: of the same goods, by whoever reported. "
    "They need have nothing to do with this case, and are never added to its quantities."
)


def _metric(studio: Studio, selection: Selection) -> Metric | None:
    total = studio.answers.total(selection)
    if not total:
        return None
    words = studio.words
    label = words.t("Reported in the same period: {what}", what=subject(selection, words, begins=False))
    way = Way("world", Question(selection=selection))
    return Metric(label=label, value=words.number(total), unit=words.t("reported seizures"), way=way)


def _none(studio: Studio, shared: Near, words: Words) -> str:
    first, last = studio.answers.months()
    at_hand = (
        words.t("The records at hand begin in {first} and end in {last}.", first=first, last=last) if first else ""
    )
    span = str(shared.first) if shared.first == shared.last else f"{shared.first}–{shared.last}"
    none = words.t("No seizure of these goods is among the records at hand for {years}.", years=span)
    return markdown_safe(" ".join(filter(None, [none, at_hand, words.t("That says nothing of what was seized.")])))
