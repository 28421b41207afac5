"""Years of a map: which have records, which are whole, and which two periods a change is measured between."""

from dataclasses import dataclass
from itertools import pairwise

import polars as pl

from analysis.comparison import whole_years
from analysis.completeness import whole_periods
from data_access.answers import Answers
from domain.cells import CellState
from domain.selection import Selection
from domain.words import Words
from reports.changes import incomplete_years
from reports.dates import provisional_from
from reports.observed import full_years, years_by_reporter

BEFORE = 3
"""So many years before may stand for 'before', on average."""
ENOUGH = 0.5
"""The usual two years have at least half of the comparable reporters of the best two (our rule, said on the page)."""


@dataclass(frozen=True, kw_only=True)
class Periods:
    """An earlier and a later period ('2014', '2012-2014'), and what else could be chosen."""

    earlier: str = ""
    later: str = ""
    earlier_options: tuple[str, ...] = ()
    later_options: tuple[str, ...] = ()
    misread: bool = False

    @property
    def possible(self) -> bool:
        """Whether there are two periods to compare."""
        return bool(self.earlier and self.later)


def years_with_records(answers: Answers, selection: Selection) -> tuple[str, ...]:
    """The years with records in a selection, in order."""
    frame = answers.seizures(selection, "year").filter(pl.col("state") == CellState.VALUE)
    return tuple(sorted(y for y in frame["year"] if y))


def best_reported(answers: Answers, selection: Selection, years: tuple[str, ...]) -> tuple[str, ...]:
    """The last of the years that most places have records for; () without years."""
    reported = answers.seizures(selection, "country", "year").filter(pl.col("year").is_in(list(years)))
    counts = dict(reported.group_by("year").len().iter_rows())
    return (max(years, key=lambda year: (counts.get(year, 0), year)),) if years else ()


def marks(answers: Answers, selection: Selection, words: Words) -> dict[str, str]:
    """Year → why it must not be read as a full one."""
    years = list(years_with_records(answers, selection))
    whole = set(whole_years(answers.seizures(selection, "month")["month"].to_list(), years))
    whole &= set(map(str, full_years(answers, selection))) - incomplete_years(answers, selection)
    since = provisional_from(answers) or "9999"
    late = {y: words.t("(provisional)") for y in years if y >= since}
    return late | {y: words.t("(in part)") for y in years if y not in whole}


def whole_years_reported(answers: Answers, selection: Selection) -> pl.DataFrame:
    """country, source, year (int): who reported which year as a whole; not the years that the filters cut, or that a
    source holds in part or provisionally.
    """
    wide = Selection().having("source", selection.values("source"))
    months = answers.seizures(wide, "source", "month")
    heard = years_by_reporter(answers, selection).select("country", "source", "year").unique()
    heard = heard.filter(pl.col("year").is_in(full_years(answers, selection)))
    complete = whole_periods(answers.reporting(wide)).with_columns(pl.col("period").cast(pl.Int32).alias("year"))
    heard = heard.join(complete, on=["source", "country", "year"], how="semi")
    since = int(provisional_from(answers) or 9999)
    parts = []
    for (source,), part in heard.group_by("source"):
        years = [str(y) for y in part["year"].unique()]
        of_source = months.filter(pl.col("source") == source)["month"].to_list()
        whole = [int(y) for y in whole_years(of_source, years) if int(y) < since]
        parts.append(part.filter(pl.col("year").is_in(whole)))
    return pl.concat(parts) if parts else heard


def periods(answers: Answers, selection: Selection, earlier: str, later: str) -> Periods:
    """The two periods of the address, or the last two whole years that enough reporters reported."""
    heard = whole_years_reported(answers, selection)
    asked = set(map(int, years_with_records(answers, selection)))
    years = sorted(set(heard["year"].to_list()) & asked)
    if len(years) < 2:
        return Periods()
    after = tuple(str(y) for y in years[:0:-1])
    chosen = later if later in after else str(_usual(heard, years))
    before = [y for y in years if y < int(chosen)]
    options = tuple(str(y) for y in reversed(before))
    if len(before) >= BEFORE:
        options = (options[0], f"{before[-BEFORE]}-{before[-1]}", *options[1:])
    misread = bool(later and later != chosen) or bool(earlier and earlier not in options)
    first = earlier if earlier in options else options[0]
    return Periods(earlier=first, later=chosen, earlier_options=options, later_options=after, misread=misread)


def _usual(heard: pl.DataFrame, years: list[int]) -> int:
    pairs = {y: set(heard.filter(pl.col("year") == y).select("country", "source").iter_rows()) for y in years}
    shared = {b: len(pairs[a] & pairs[b]) for a, b in pairwise(years)}
    best = max(shared.values())
    return max(y for y, n in shared.items() if n >= ENOUGH * best)


def span(code: str) -> list[int]:
    """'2014' → [2014]; '2012-2014' → [2012, 2013, 2014]."""
    ends = [int(part) for part in code.split("-")]
    return list(range(ends[0], ends[-1] + 1))
