"""Change between two years, only where the records can carry it, and the longest comparison that they do carry.

A change needs: both years whole for the reporters compared, and these reporters most of all; a base that is not small;
no jump that only a change of what is recorded makes; and the same direction with and without exact copies, and
whatever the records are whose filtered fields are not known. Else it says what is missing. A reporter is a country or
territory in one source.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple, Protocol

import numpy as np
import polars as pl

from analysis.comparison import COMPARABLE, REPRESENTED

LEAST_BASE = 30
"""A smaller number of seizures in the earlier year is no base of a change (our rule; 95 % interval about ±37 %)."""
JUMP = 5.0
"""More than so many times as many, or less than a fifth: what is recorded has changed, not what happened (our rule)."""
LEAST_MONTHS = 3
"""Fewer months of two years are not compared (our rule)."""
YEAR = (1, 12)
REPORTER = ["source", "country"]


class Obstacle(StrEnum):
    """Why there is no figure."""

    NONE = ""
    NO_YEARS = "no_years"  # no two years in a row
    MONTHS = "months"  # months are missing of those that matter
    FEW_REPORTERS = "few_reporters"  # those with both years are too few to represent all
    SMALL = "small"  # the base is below LEAST_BASE
    JUMP = "jump"
    COPIES = "copies"  # another direction without exact copies
    NOT_KNOWN = "not_known"  # another direction is possible, by records whose filtered fields are not known


@dataclass(frozen=True, kw_only=True)
class Change:
    """Two years, or the same months of both: the relative change, or what stands against it."""

    earlier: str
    later: str
    months: tuple[int, int] = YEAR
    change: float | None = None
    obstacle: Obstacle = Obstacle.NONE
    before: float = 0.0
    after: float = 0.0
    reporters: int = 0
    """Those compared: whole in both periods."""
    of_reporters: int = 0
    """Those with seizures in either period, or up to so many in other years."""
    share: float = 1.0
    """The part of the seizures that those compared hold, in the year where it is least."""
    incomplete: tuple[tuple[str, str, int, int], ...] = ()
    """The heaviest reporter that is not whole: (country, year, months with records, those in part), a row a year."""
    distinct: float | None = None
    """The change without exact copies."""
    possible: tuple[float, float] = (0.0, 0.0)
    """Seizures that may belong to either period too."""


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """The last two years, and the longest comparison that the records carry (None: they are it, or there is none)."""

    last: Change
    longest: Change | None


class Asked(Protocol):
    """Where the figures come from: each is asked for when it is needed."""

    def yearly(self) -> pl.DataFrame:
        """source, country, year, and n, distinct (n without exact copies), possible (that may belong there too)."""

    def monthly(self) -> pl.DataFrame:
        """source, country, year, month ('' where only the year is known), n."""

    def between(self, first: str, last: str) -> pl.DataFrame:
        """Of the months from first to last: source, country, n, distinct, possible."""


@dataclass(frozen=True, eq=False)
class _Pair:
    """Two years of every reporter. reported, partial: whole months and those in part (reporter, year, month from 0)."""

    years: tuple[str, str]
    who: pl.DataFrame
    reported: np.ndarray
    partial: np.ndarray
    best: int

    def whole(self, months: tuple[int, int]) -> np.ndarray:
        """(reporter): whether both years are reported in all of these months."""
        return np.asarray(self.reported[:, :, months[0] - 1 : months[1]].all(axis=(1, 2)))


class _Figures(NamedTuple):
    """(reporter, year) each."""

    n: np.ndarray
    distinct: np.ndarray
    possible: np.ndarray


@dataclass(frozen=True, eq=False)
class _Store:
    """All years laid out once. who: reporters with their number. figures: (reporter, year, one of _FIGURES)."""

    asked: Asked
    years: list[str]
    who: pl.DataFrame
    figures: np.ndarray
    reported: np.ndarray
    partial: np.ndarray
    best: int

    @classmethod
    def of(cls, asked: Asked, yearly: pl.DataFrame, reporting: pl.DataFrame, years: list[str]) -> "_Store":
        """years: those with records."""
        rows = yearly.filter(pl.col("year").is_in(years))
        who = rows.select(REPORTER).unique().sort(REPORTER).with_row_index("reporter")
        at = rows.join(who, on=REPORTER).join(_numbered("year", years), on="year")
        figures = np.stack([_laid(at, ("reporter", "year_at"), (who.height, len(years)), k) for k in _FIGURES], axis=2)
        known, whole = _dated(reporting, who, years), (who.height, len(years), 13)  # months from 0, as in `months`
        states = {"reported": ["reported", "year"], "partial": ["partial"]}
        months = {
            k: _laid(known.filter(pl.col("status").is_in(v)), _MONTHS, whole)[:, :, 1:] > 0 for k, v in states.items()
        }
        return cls(asked, years, who, figures, **months, best=int((figures[:, :, 0] > 0).sum(axis=0).max(initial=0)))

    def pair(self, earlier: str, later: str) -> tuple[_Pair, _Figures]:
        """Two of the years, and their figures."""
        at = [self.years.index(earlier), self.years.index(later)]
        pair = _Pair((earlier, later), self.who, self.reported[:, at], self.partial[:, at], self.best)
        return pair, _Figures(*np.moveaxis(self.figures[:, at], 2, 0))

    @cached_property
    def months(self) -> np.ndarray:
        """n (reporter, year, month; index 0: month not known)."""
        found = _dated(self.asked.monthly(), self.who, self.years)
        return _laid(found, _MONTHS, (self.who.height, len(self.years), 13), "n")

    def stretch(self, pair: _Pair, months: tuple[int, int]) -> _Figures:
        """The figures of the same months of both years."""
        sides = [self.asked.between(*(f"{year}-{month:02d}" for month in months)) for year in pair.years]
        placed = [side.join(self.who, on=REPORTER) for side in sides]
        return _Figures(
            *(np.stack([_laid(p, ("reporter",), (self.who.height,), k) for p in placed], axis=1) for k in _FIGURES)
        )


_FIGURES = ("n", "distinct", "possible")
_MONTHS = ("reporter", "year_at", "in_year")


def _numbered(name: str, values: list[str]) -> pl.DataFrame:
    return pl.DataFrame({name: values}).with_row_index(f"{name}_at")


def _dated(rows: pl.DataFrame, who: pl.DataFrame, years: list[str]) -> pl.DataFrame:
    """With reporter, year_at, in_year (1 to 12, 0 where the month is not known), of these years."""
    if "year" not in rows.columns:
        rows = rows.with_columns(pl.col("month").str.slice(0, 4).alias("year"))
    in_year = pl.col("month").str.slice(5, 2).cast(pl.Int64, strict=False).fill_null(0).alias("in_year")
    inside = rows.join(_numbered("year", years), on="year")
    return inside.with_columns(in_year).join(who, on=REPORTER)


def _laid(placed: pl.DataFrame, axes: tuple[str, ...], shape: tuple[int, ...], name: str = "") -> np.ndarray:
    """Sums of a column over these axes; without a name, how many rows."""
    found = np.zeros(shape)
    figures = placed[name].fill_null(0).to_numpy() if name else 1.0
    np.add.at(found, tuple(placed[axis].to_numpy() for axis in axes), figures)
    return found


def compare(asked: Asked, reporting: pl.DataFrame, years: Sequence[str]) -> Comparison | None:
    """The change between the last two years in a row, and the latest one that the records carry; None without.

    reporting: REPORTING_SCHEMA. years: those that are final and asked for whole, in text; others are never compared.
    """
    yearly = asked.yearly()
    with_records = sorted(set(yearly.filter(pl.col("n") > 0)["year"]) & set(years))
    if len(with_records) < 2:
        return None
    pairs = [(str(int(y) - 1), y) for y in reversed(with_records) if str(int(y) - 1) in with_records]
    store = _Store.of(asked, yearly, reporting, with_records)
    if not pairs or pairs[0][1] != with_records[-1]:
        last = Change(earlier=with_records[-2], later=with_records[-1], obstacle=Obstacle.NO_YEARS)
    else:
        last = _of_years(*store.pair(*pairs[0]))
    if last.change is not None:
        return Comparison(last=last, longest=None)
    found = (change for pair in pairs for change in _candidates(store, *store.pair(*pair)))
    return Comparison(last=last, longest=next((c for c in found if c.change is not None), None))


def of_two(asked: Asked, reporting: pl.DataFrame, earlier: str, later: str) -> Change | None:
    """Two years, in a row or not, judged as `compare` judges; None where either has no records."""
    yearly = asked.yearly()
    with_records = sorted(set(yearly.filter(pl.col("n") > 0)["year"]))
    if not {earlier, later} <= set(with_records):
        return None
    return _of_years(*_Store.of(asked, yearly, reporting, with_records).pair(earlier, later))


def _of_years(pair: _Pair, figures: _Figures) -> Change:
    return _judged(pair, YEAR, figures, pair.whole(YEAR))


def _candidates(store: _Store, pair: _Pair, figures: _Figures) -> Iterator[Change]:
    """The whole years; where months of them are missing, the longest stretch of the year that is whole in both.

    One stretch only, by its length: to look for one that shows a change would be to choose the result.
    """
    whole = _of_years(pair, figures)
    yield whole
    if whole.obstacle is Obstacle.MONTHS:
        months = store.months[:, [store.years.index(year) for year in pair.years]]
        dated = months[:, :, 0].sum(axis=1) == 0
        for stretch in longest_whole(months[:, :, 1:], pair.reported, dated):
            yield _judged(pair, stretch, store.stretch(pair, stretch), dated & pair.whole(stretch))


_LENGTHS = range(11, LEAST_MONTHS - 1, -1)
STRETCHES = [(start, start + length - 1) for length in _LENGTHS for start in range(1, 14 - length)]
"""Months from and to, the longest first."""


def longest_whole(n: np.ndarray, reported: np.ndarray, dated: np.ndarray) -> list[tuple[int, int]]:
    """The first stretch in which enough reporters are whole, none or one: all are tried at once.

    n, reported: (reporter, year, month). dated: (reporter), whether all records tell their month.
    """
    before, last = (np.array(ends) for ends in zip(*[(a - 1, b) for a, b in STRETCHES], strict=True))
    seized, heard = (np.pad(each.cumsum(axis=2), ((0, 0), (0, 0), (1, 0))) for each in (n, reported))
    sums = seized[:, :, last] - seized[:, :, before]  # (reporter, year, stretch)
    known = heard[:, :, last] - heard[:, :, before] == last - before
    either = sums.sum(axis=1) > 0
    same = either & known.all(axis=1) & dated[:, None]
    part, total = (sums * same[:, None]).sum(axis=0), sums.sum(axis=0)
    share = np.divide(part, total, out=np.ones_like(part), where=total > 0).min(axis=0)
    enough = same.sum(axis=0) >= COMPARABLE * np.maximum(either.sum(axis=0), 1)
    return [STRETCHES[i] for i in np.flatnonzero(enough & total.any(axis=0) & (share >= COMPARABLE))[:1]]


def _judged(pair: _Pair, months: tuple[int, int], figures: _Figures, whole: np.ndarray) -> Change:
    either = figures.n.sum(axis=1) > 0
    same = either & whole
    before, after = _total(figures.n, same)
    shares = [part / total for part, total in zip((before, after), _total(figures.n, either), strict=True) if total]
    found = Change(
        earlier=pair.years[0],
        later=pair.years[1],
        months=months,
        before=before,
        after=after,
        reporters=int(same.sum()),
        of_reporters=int(either.sum()),
        share=min(shares, default=0.0),
    )
    if found.reporters < COMPARABLE * max(found.of_reporters, 1) or found.share < COMPARABLE:
        return replace(found, obstacle=Obstacle.MONTHS, incomplete=_heaviest(pair, months, figures.n, either & ~same))
    if found.reporters < REPRESENTED * pair.best:
        return replace(found, obstacle=Obstacle.FEW_REPORTERS, of_reporters=pair.best)
    distinct, more = (_total(values, same) for values in (figures.distinct, figures.possible))
    obstacle = verdict(before, after, base=before, distinct=distinct, possible=more)
    less = distinct[1] / distinct[0] - 1 if distinct[0] else None
    change = after / before - 1 if obstacle is Obstacle.NONE else None
    return replace(found, obstacle=obstacle, change=change, distinct=less, possible=more)


def _total(sums: np.ndarray, who: np.ndarray) -> tuple[float, float]:
    one, other = sums[who].sum(axis=0)
    return float(one), float(other)


def verdict(
    before: float,
    after: float,
    *,
    base: float,
    distinct: tuple[float, float],
    possible: tuple[float, float] = (0.0, 0.0),
) -> Obstacle:
    """What stands against a change of figures of the same, whole reporters.

    base: the seizures behind the earlier figure. distinct: both figures without exact copies. possible: the seizures
    that may belong to either period too (only of counts).
    """
    if base < LEAST_BASE or before <= 0:
        return Obstacle.SMALL
    if not 1 / JUMP <= after / before <= JUMP:
        return Obstacle.JUMP
    less = distinct[1] / distinct[0] - 1 if distinct[0] else None
    if direction(less) != direction(after / before - 1):
        return Obstacle.COPIES
    return Obstacle.NONE if certain(before, after, *possible) else Obstacle.NOT_KNOWN


def direction(change: float | None) -> int | None:
    """1 up, 0 none (to a hundredth of a per cent), -1 down; None of None."""
    if change is None:
        return None
    return 0 if abs(change) < 1e-4 else 1 if change > 0 else -1


def certain(before: float, after: float, more_before: float, more_after: float) -> bool:
    """Whether the direction holds whatever the records are whose filtered fields are not known."""
    if after > before:
        return after > before + more_before
    return after + more_after < before if after < before else not (more_before or more_after)


def _heaviest(
    pair: _Pair, months: tuple[int, int], n: np.ndarray, left: np.ndarray
) -> tuple[tuple[str, str, int, int], ...]:
    """Of the reporters left out the one with most seizures (see Change.incomplete)."""
    if not left.any():
        return ()
    at = int(np.argmax(np.where(left, n.sum(axis=1), -1)))
    inside, country = slice(months[0] - 1, months[1]), pair.who["country"][at]
    found = []
    for side, year in enumerate(pair.years):
        whole, part = (int(values[at, side, inside].sum()) for values in (pair.reported, pair.partial))
        if whole < months[1] - months[0] + 1:
            found.append((country, year, whole + part, part))
    return tuple(found)
