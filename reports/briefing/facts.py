"""The three sentences of a briefing: what is the scale, what changed, what is new. Each derives from the records."""

from dataclasses import dataclass, replace
from typing import cast

import polars as pl

from analysis import emergence
from analysis.change import LEAST_BASE, Change, Obstacle
from analysis.notable import CHANCE, NOTABLE, Course, course
from data_access.answers import Answers
from data_access.kept import kept
from data_access.reference import tables as reference
from domain.collation import az
from domain.dimensions import NOT_KNOWN
from domain.messages import N_
from domain.question import Question
from domain.selection import Selection
from domain.words import Words
from reports.briefing.scope import Scope, scoped, years_with_records
from reports.card import Fact, Facts, Way, records
from reports.changes import comparison, figure_note, longest_in_words, reason, span
from reports.dates import provisional_from
from reports.overview.finding import MOSTLY, of_goods
from reports.overview.headline import DECIDES
from reports.studio import Studio
from reports.titles import seizures_of, with_article
from reports.wording import inside, may_belong

ALL = 0.995
"""Goods that so much of the seizures include are all that the sources hold: that is no finding."""
FIRST_SEEN = 5
"""So many seizures make goods new in the records of a place (our rule)."""
NAMED = 3
"""So many new legs, or new goods, are named; the others are counted."""
THRESHOLDS = N_(
    "“Rose” and “fell” are said of a change of {share} or more that is larger than chance alone makes of such counts "
    "(more than {times} times the square root of their sum), between whole years of the same reporters."
)


def facts(studio: Studio, selection: Selection) -> tuple[Facts]:
    """The three of a link."""
    scope = scoped(studio.answers, selection)
    return (Facts((scale(studio, scope), change(studio, scope), new(studio, scope))),)


def thresholds(words: Words) -> str:
    """When 'rose' and 'fell' are said."""
    return words.t(THRESHOLDS, share=words.percent(NOTABLE), times=words.number(CHANCE))


def scale(studio: Studio, scope: Scope) -> Fact:
    """How many seizures are reported, by how many, and what most of them include."""
    words, answers, selection = studio.words, studio.answers, scope.selection
    label, total = words.t("Scale"), int(answers.total(selection))
    fields = {"where": seizures_of(selection, words), "period": scope.period(words)}
    if not total:
        return Fact(label=label, text=_nothing(studio, scope), way=Way("coverage", Question(selection=selection)))
    heard = _reporters(answers, selection)
    if scope.place:
        one, many = (
            N_("{n} seizure {where} was reported in {period}."),
            N_("{n} seizures {where} were reported in {period}."),
        )
        counted = words.n(one, many, total, **fields)
    else:
        counted = words.n(
            "{n} seizure {where} was reported in {period}, by {heard} of {all} countries and territories.",
            "{n} seizures {where} were reported in {period}, by {heard} of {all} countries and territories.",
            total,
            heard=heard,
            all=len(scope.members) or len(reference.names("places")),
            **fields,
        )
    text = " ".join(filter(None, [counted, _what(studio, selection, total)]))
    notes = [_single(studio, selection, total), may_belong(*answers.left_open(selection), words)]
    note = " ".join(f"{one.rstrip('.')}." for one in notes if one)
    return Fact(label=label, text=text, note=note, way=records(selection), figure=words.number(total))


def _what(studio: Studio, selection: Selection, total: int) -> str:
    """What most of them include; of few no shares."""
    words = studio.words
    if total < LEAST_BASE:
        return words.t("That is too few for shares or for a change.")
    groups, kinds = (studio.answers.seizures(selection, dimension)["value"] for dimension in ("goods_group", "goods"))
    everything = (groups > ALL * total).any() and not (kinds > MOSTLY * total).any()
    return "" if everything or (kinds > ALL * total).any() else of_goods(studio, selection)


def _single(studio: Studio, selection: Selection, total: int) -> str:
    """That a single place decides the figure, where one does."""
    words, names = studio.words, reference.names("places")
    found = studio.answers.seizures(selection, "country").sort("value", descending=True, nulls_last=True)
    if found.height < 2 or found["value"][0] <= DECIDES * total:
        return ""
    code, value = found.select("country", "value").row(0)
    return words.t(
        "{share} of them come from a single place, {place}: it decides the totals",
        share=words.percent(value / total),
        place=with_article(names.get(code, code), words),
    )


def _reporters(answers: Answers, selection: Selection) -> int:
    found = answers.seizures(selection, "country").filter(pl.col("value") > 0)
    return found.filter(pl.col("country").is_in(list(reference.names("places")))).height


def _nothing(studio: Studio, scope: Scope) -> str:
    """No seizure: because none was reported, or because zero was."""
    words = studio.words
    fields = {"place": scope.name(words, inside=True), "period": scope.period(words)}
    zero = studio.answers.seizures(scope.selection, "country", grid=True).filter(pl.col("state") == "zero")
    if zero.height and scope.place:
        return words.t("No seizure: {place} reported zero for {period}.", **fields)
    others = years_with_records(studio.answers, scope.always)
    known = words.t("The years with records are {years}.", years=words.listed(others, most=NAMED)) if others else ""
    said = words.t(
        "No seizure of {place} is among the records for {period}. That is not zero: nobody reported it to the sources "
        "at hand.",
        **fields,
    )
    return " ".join(filter(None, [said, known]))


def change(studio: Studio, scope: Scope) -> Fact:
    """The last year of the period beside the one before, or why that cannot be compared."""
    words, selection = studio.words, scope.selection
    before = replace(selection, start=f"{int(scope.last) - 1}-01" if scope.first == scope.last else selection.start)
    way = Way("trends", Question(selection=before, options=(("view", "change"),)))
    label, found = words.t("What changed"), comparison(studio.answers, before)
    if not studio.answers.total(selection):
        said = words.t("Nothing can be compared: no seizure is reported for {period}.", period=scope.period(words))
        return Fact(label=label, text=said, way=way)
    if found is None:
        return Fact(label=label, text=_incomparable(studio, scope), way=way)
    last = found.last
    if last.change is None:
        text = words.t(
            "Whether reported seizures {where} changed from {span} cannot be said: {why}.",
            where=seizures_of(selection, words),
            span=span(last, words),
            why=why_not(last, words),
        )
        return Fact(label=label, text=text, note=longest_in_words(found.longest, words), way=way)
    return Fact(
        label=label,
        text=course_in_words(last, scope, words),
        note=words.t("A change in reports, not in trafficking."),
        way=way,
        figure=words.change(last.change),
    )


def why_not(found: Change, words: Words) -> str:
    """What stands against a change, as the end of a sentence; which months are missing is on the page of trends."""
    if found.obstacle is Obstacle.MONTHS and found.of_reporters > 1:
        return words.t(
            "only {n} of {all} reporters have both years complete, with {share} of the seizures",
            n=found.reporters,
            all=found.of_reporters,
            share=words.percent(found.share),
        )
    return reason(found, reference.names("places"), words)


def _incomparable(studio: Studio, scope: Scope) -> str:
    words, edge = studio.words, provisional_from(studio.answers)
    if edge and scope.last >= edge:
        return words.t(
            "No change is given: reports of {period} still come in (they do for about a year), and years that are not "
            "complete are not compared.",
            period=scope.period(words),
        )
    return words.t(
        "No change is given: of {place} no two years in a row have records.", place=scope.name(words, inside=True)
    )


_COURSES = {
    Course.ROSE: N_("Reported seizures {where} rose by {share} from {span}: {before} to {after}, {who}."),
    Course.FELL: N_("Reported seizures {where} fell by {share} from {span}: {before} to {after}, {who}."),
    Course.LITTLE: N_("Reported seizures {where} changed little from {span}: {before} to {after} ({change}), {who}."),
}


def course_in_words(found: Change, scope: Scope, words: Words) -> str:
    """A change that the records carry, as a sentence (course: analysis.notable)."""
    value = cast("float", found.change)
    return words.t(
        _COURSES[course(found.before, found.after)],
        where=seizures_of(scope.selection, words),
        share=words.percent(abs(value)),
        change=words.change(value),
        span=span(found, words),
        before=int(found.before),
        after=int(found.after),
        who=figure_note(found, words),
    )


def new(studio: Studio, scope: Scope) -> Fact:
    """Legs, else goods, that are in the records of the period for the first time; or that there are none."""
    words = studio.words
    label = words.t("What is new")
    found = new_legs(studio.answers, scope.selection)
    if not found.legs.is_empty():
        return Fact(
            label=label,
            text=_legs_in_words(found, scope, words),
            note=words.t("New in the reports: a leg may have been used before without being seen or reported."),
            way=Way("routes", Question(selection=scope.always)),
        )
    if not studio.answers.total(scope.selection):
        said = words.t("Nothing can be new: no seizure is reported for {period}.", period=scope.period(words))
        return Fact(label=label, text=said, way=Way("coverage", Question(selection=scope.selection)))
    if goods := new_goods(studio.answers, scope.selection):
        names = [inside(reference.names("goods")[code], words) for code in goods]
        text = words.n(
            "Goods in the records {where} for the first time in {period}: {names}.",
            "Goods in the records {where} for the first time in {period}: {names}.",
            len(goods),
            names=words.listed(names, most=NAMED),
            where=seizures_of(scope.selection, words),
            period=scope.period(words),
        )
        way = records(scope.selection.having("goods", goods))
        return Fact(label=label, text=text, note=words.t("New in the reports, not necessarily in the place."), way=way)
    return Fact(label=label, text=_nothing_new(scope, words), way=Way("routes", Question(selection=scope.selection)))


def _nothing_new(scope: Scope, words: Words) -> str:
    return words.t(
        "Nothing stands out as new in {period}: no pair of departure and place of seizure with {legs} seizures or more "
        "and no goods with {goods} or more, for the first time, by reporters that had reported before.",
        period=scope.period(words),
        legs=emergence.LEAST,
        goods=FIRST_SEEN,
    )


def _legs_in_words(found: "NewLegs", scope: Scope, words: Words) -> str:
    """The ones with most seizures are named, A–Z: which is first says nothing."""
    names, legs = reference.names("places"), found.legs
    most = legs.sort("value", "start", "end", descending=[True, False, False]).head(NAMED)
    shown = most.with_columns(pl.col("start").replace(names).alias("label")).sort(az("label"), "end")
    told = [
        words.t(
            "{start} to {end} ({n})",
            start=with_article(names[start], words),
            end=with_article(names[end], words),
            n=int(value),
        )
        for start, end, value in shown.select("start", "end", "value").iter_rows()
    ]
    others = legs.height - shown.height
    fields = {"period": _span(found.since, scope, words), "legs": "; ".join(told)}
    if others:
        return words.n(
            "In the records for the first time in {period}: {legs}, and {n} other pair of departure and place of "
            "seizure.",
            "In the records for the first time in {period}: {legs}, and {n} other pairs of departure and place of "
            "seizure.",
            others,
            **fields,
        )
    return words.t("In the records for the first time in {period}: {legs}.", **fields)


def _span(since: str, scope: Scope, words: Words) -> str:
    """The period, or the part of it that is looked at: of long ones the last months."""
    if since <= scope.selection.start:
        return scope.period(words)
    return words.t("{first}–{last}", first=words.month(since), last=words.month(scope.selection.end))


@dataclass(frozen=True, eq=False)
class NewLegs:
    """NEW_LEGS first seen from the month `since` on."""

    since: str
    legs: pl.DataFrame


@kept
def new_legs(answers: Answers, selection: Selection) -> NewLegs:
    """Legs first seen in the period, or in the last 24 months of a longer one, by reporters that had told departures
    before (analysis.emergence).
    """
    known = replace(selection, start="", distinct=True)
    frame = answers.seizures(known, "departure", "country", "year", "month")
    since = max(emergence.window(frame)[0], selection.start)
    return NewLegs(since, emergence.new_legs(frame).filter(pl.col("first") >= since))


@kept
def new_goods(answers: Answers, selection: Selection) -> tuple[str, ...]:
    """Goods with FIRST_SEEN seizures or more in the period and none before, where reporters of the period had reported
    seizures in the year before it too. A–Z by code.
    """
    first = selection.start[:4]
    before = replace(selection, start="", end=f"{int(first) - 1}-12", distinct=True)
    now = answers.seizures(replace(selection, distinct=True), "goods", "country").filter(pl.col("value") > 0)
    earlier = answers.seizures(replace(before, start=f"{int(first) - 1}-01"), "country").filter(pl.col("value") > 0)
    known = now.join(earlier, on="country", how="semi").filter(~pl.col("goods").is_in(list(NOT_KNOWN["goods"])))
    sums = known.group_by("goods").agg(pl.col("value").sum()).filter(pl.col("value") >= FIRST_SEEN)
    old = answers.seizures(before, "goods").filter((pl.col("value") > 0) | (pl.col("possible") > 0))
    return tuple(sorted(sums.join(old, on="goods", how="anti")["goods"].to_list()))
