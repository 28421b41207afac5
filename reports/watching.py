"""What a saved view shows now, and what changed since it was last looked at, in words that claim no trend."""

from collections.abc import Mapping

import polars as pl

from data_access.answers import Answers
from data_access.reference import tables as reference
from domain.collation import by_name
from domain.dimensions import EMPTY, PSEUDO_LABELS
from domain.saved import Changes, SavedView, Snapshot, changes, scope
from domain.words import Words

_NAMED = 8
NO_TREND = (
    "More or fewer records: a file was loaded, corrected or undone. That says nothing about trafficking. Places and "
    "goods are those that occur in these records."
)


def snapshot(answers: Answers, page: str, query: Mapping[str, list[str]]) -> Snapshot:
    """What this address shows now. Raises UsageError for filters that the store does not know."""
    chosen = scope(page, query)
    places, goods = (answers.seizures(chosen, d) for d in ("country", "goods"))
    return Snapshot(
        version=answers.version,
        figure=answers.total(chosen),
        newest=_newest(answers.seizures(chosen, "year", "month")),
        places=_occurring(places, "country"),
        goods=_occurring(goods, "goods"),
    )


def _newest(frame: pl.DataFrame) -> str:
    """The newest month, or the newest year where a later one is known by its year only."""
    held = frame.filter(pl.col("value") > 0)
    latest = pl.when(pl.col("month") == EMPTY).then("year").otherwise("month")
    return str(held.select(latest.max()).item() or "")


def _occurring(frame: pl.DataFrame, dimension: str) -> tuple[str, ...]:
    held = frame.filter((pl.col("value") > 0) & ~pl.col(dimension).is_in(list(PSEUDO_LABELS)))
    return tuple(sorted(held[dimension].to_list()))


def since(answers: Answers, view: SavedView) -> Changes:
    """What changed since a view was last looked at."""
    return changes(view.seen, snapshot(answers, view.page, view.asked))


def in_words(found: Changes, words: Words) -> list[str]:
    """One line a change; the first says whether anything did."""
    before, now = found.before, found.now
    version = f"data version {before.version}"
    version += f" then, {now.version} now" if now.version != before.version else ", the same now"
    if not found.any:
        return [f"Nothing changed here ({version})."]
    said = [f"Changed ({version})."]
    if before.figure != now.figure:
        said.append(f"Reported seizures: {words.number(before.figure)} then, {words.number(now.figure)} now.")
    if before.newest != now.newest:
        said.append(f"Newest month or year with records: {before.newest or 'none'} then, {now.newest or 'none'} now.")
    places, goods = reference.names("places"), reference.names("goods")
    lists = (
        ("Places that did not occur before", found.new_places, places),
        ("Goods that did not occur before", found.new_goods, goods),
        ("Places that no longer occur", found.gone_places, places),
        ("Goods that no longer occur", found.gone_goods, goods),
    )
    return said + [f"{label}: {_listed(codes, names)}." for label, codes, names in lists if codes]


def _listed(codes: tuple[str, ...], names: dict[str, str]) -> str:
    said = [names.get(c, c) for c in by_name(codes, names)]
    return ", ".join(said[:_NAMED]) + (f" and {len(said) - _NAMED} more" if len(said) > _NAMED else "")
