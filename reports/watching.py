"""What a saved view shows now, and what changed since it was last looked at, in words that claim no trend."""

from collections.abc import Mapping

import polars as pl

from data_access.answers import Answers
from data_access.reference import tables as reference
from domain.cases.selection import CaseSelection
from domain.cases.vocabulary import PLACE_ROLES
from domain.collation import by_name
from domain.dimensions import EMPTY, PSEUDO_LABELS
from domain.messages import N_
from domain.saved import Changes, SavedView, Snapshot, changes, scope
from domain.words import Words

_NAMED = 8
_NEW_PLACES = N_("Places that did not occur before: {names}.")
_NEW_GOODS = N_("Goods that did not occur before: {names}.")
_GONE_PLACES = N_("Places that no longer occur: {names}.")
_GONE_GOODS = N_("Goods that no longer occur: {names}.")
NO_TREND = N_(
    "More or fewer records: a file was loaded, corrected or undone. That says nothing about trafficking. Places and "
    "goods are those that occur in these records."
)


def snapshot(answers: Answers, page: str, query: Mapping[str, list[str]]) -> Snapshot:
    """What this address shows now. Raises UsageError for filters that the store does not know."""
    chosen = scope(page, query)
    if isinstance(chosen, CaseSelection):
        return _of_cases(answers, chosen)
    places, goods = (answers.seizures(chosen, d) for d in ("country", "goods"))
    return Snapshot(
        version=answers.version,
        figure=answers.total(chosen),
        newest=_newest(answers.seizures(chosen, "year", "month")),
        places=_occurring(places, "country"),
        goods=_occurring(goods, "goods"),
    )


def _of_cases(answers: Answers, chosen: CaseSelection) -> Snapshot:
    found = answers.cases.listed(chosen)
    places = sorted({code for role in PLACE_ROLES for codes in found[role] for code in codes})
    return Snapshot(
        version=answers.version,
        figure=float(found.height),
        newest=str(found["judgment_year"].max() or ""),
        places=tuple(places),
        goods=tuple(sorted({code for codes in found["goods"] for code in codes})),
    )


def _newest(frame: pl.DataFrame) -> str:
    """The newest month, or the newest year where a later one is known by its year only."""
    latest = pl.when(pl.col("month") == EMPTY).then("year").otherwise("month")
    return str(frame.filter(pl.col("value") > 0).select(latest.max()).item() or "")


def _occurring(frame: pl.DataFrame, dimension: str) -> tuple[str, ...]:
    known = frame.filter((pl.col("value") > 0) & ~pl.col(dimension).is_in(list(PSEUDO_LABELS)))
    return tuple(sorted(known[dimension].to_list()))


def since(answers: Answers, view: SavedView) -> Changes:
    """What changed since a view was last looked at."""
    return changes(view.seen, snapshot(answers, view.page, view.asked))


def in_words(found: Changes, words: Words, *, cases: bool = False) -> list[str]:
    """One line a change; the first says whether anything did. `cases`: of the casebook, not of seizures."""
    before, now = found.before, found.now
    version = words.t("data version {version}, the same now", version=str(now.version))
    if now.version != before.version:
        version = words.t("data version {before} then, {now} now", before=str(before.version), now=str(now.version))
    if not found.any:
        return [words.t("Nothing changed here ({version}).", version=version)]
    lines = [words.t("Changed ({version}).", version=version)]
    if before.figure != now.figure:
        figures = {"before": before.figure, "now": now.figure}
        seized = words.t("Reported seizures: {before} then, {now} now.", **figures)
        lines.append(words.t("Documented cases: {before} then, {now} now.", **figures) if cases else seized)
    if before.newest != now.newest:
        none = words.p("of months", "none")
        newest = {"before": before.newest or none, "now": now.newest or none}
        dated = words.t("Newest month or year with records: {before} then, {now} now.", **newest)
        lines.append(words.t("Newest year of judgment: {before} then, {now} now.", **newest) if cases else dated)
    places, goods = reference.names("places"), reference.names("goods")
    lists = (
        (_NEW_PLACES, found.new_places, places),
        (_NEW_GOODS, found.new_goods, goods),
        (_GONE_PLACES, found.gone_places, places),
        (_GONE_GOODS, found.gone_goods, goods),
    )
    return lines + [words.t(text, names=_listed(codes, names, words)) for text, codes, names in lists if codes]


def _listed(codes: tuple[str, ...], names: dict[str, str], words: Words) -> str:
    shown = [names.get(c, c) for c in by_name(codes, names)]
    return words.listed(shown, most=_NAMED) if len(shown) > _NAMED else words.comma(shown)
