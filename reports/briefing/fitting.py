"""Proven cases and closed operations that fit a briefing: named beside its figures, never added to them."""

from dataclasses import replace

import polars as pl

from data_access.reference import tables as reference
from domain.cases.selection import CaseSelection
from domain.operations.selection import OperationSelection
from domain.question import Question
from domain.selection import Selection
from reports.briefing.scope import Scope, places_and_goods, scoped
from reports.card import Beside, Entry, Listed, Report, Way
from reports.casebook import listing
from reports.operations import listing as ledger
from reports.operations.dates import dates, names
from reports.studio import Studio

SHOWN = 2


def beside(studio: Studio, selection: Selection) -> Report:
    """Both, of a link, side by side."""
    scope = scoped(studio.answers, selection)
    return (Beside((cases(studio, scope),), (operations(studio, scope),)),)


def cases(studio: Studio, scope: Scope) -> Listed:
    """The newest proven cases that name the place, in any role, and the goods asked for."""
    words, selection = studio.words, scope.selection
    asked = CaseSelection(where=places_and_goods(selection), scheme=selection.scheme)
    found = studio.answers.cases.listed(asked)
    figure = words.n("{n} proven case", "{n} proven cases", found.height)
    place = scope.name(words, inside=True)
    naming = words.t("{n} of the casebook, of those that name {place} in any role.", n=figure, place=place)
    said = naming if scope.members else words.t("{n} in the casebook.", n=figure)
    if found.is_empty():
        said = words.t("No proven case in the casebook fits; that says nothing of whether there is organised crime.")
    return Listed(
        title=words.t("Proven cases"),
        entries=tuple(_brief(listing.entry(row, words)) for row in found.head(SHOWN).iter_rows(named=True)),
        said=said,
        figure="" if found.is_empty() else figure,
        way=Way("cases", asked),
    )


def operations(studio: Studio, scope: Scope) -> Listed:
    """Closed operations of the period on the goods asked for: those that name a country of the place, then those of its
    region, or worldwide, that name no countries. Newest first.
    """
    words, asked = studio.words, _operations_asked(scope)
    found = ledger.ordered(studio.answers.operations.listed(asked))
    if scope.members:
        members = set(scope.members)
        named = pl.col("countries_iso3").str.split(";")
        takes_part = named.list.eval(pl.element().is_in(list(members))).list.any()
        found = found.filter(takes_part | (pl.col("countries_iso3") == "")).sort(~takes_part, maintain_order=True)
    figure = words.n("{n} closed operation", "{n} closed operations", found.height)
    fields = {"n": figure, "period": scope.period(words)}
    said = words.t("{n} coincided with {period}; who took part is named by few.", **fields)
    if found.is_empty():
        said = words.t("No announced operation of {period} fits.", period=scope.period(words))
    shown = found.head(SHOWN)
    rows = zip(shown.iter_rows(named=True), names(shown), dates(shown, words), strict=True)
    return Listed(
        title=words.t("Closed operations that coincided"),
        entries=tuple(_brief(ledger.entry(row, name, when, words)) for row, name, when in rows),
        said=said,
        figure="" if found.is_empty() else figure,
        way=Way("operations", Question(measure="operations", operations=asked)),
    )


def _operations_asked(scope: Scope) -> OperationSelection:
    selection = scope.selection
    found = OperationSelection(
        where=(("kind", ("goods",)), ("combined", ("no",))), start=selection.start, end=selection.end
    ).having("goods", dict(places_and_goods(selection)).get("goods", ()))
    if not scope.members:
        return found
    if scope.region:
        return replace(found.having("region", (scope.region, "global")), scheme=selection.scheme)
    held = reference.membership("interpol").filter(pl.col("country").is_in(list(scope.members)))["region"].unique()
    return replace(found.having("region", (*held.to_list(), "global")), scheme="interpol")


def _brief(entry: Entry) -> Entry:
    """With its facts and its standing alone: what else must be said is on its page, and in the list."""
    return replace(entry, lines=entry.lines[:1] + entry.lines[-1:])
