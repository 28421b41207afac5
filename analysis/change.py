"""Change between two years, only where the records can carry it, and the longest comparison that they do carry.

A change needs: both years whole for the reporters compared, and these reporters most of all; a base that is not small;
no jump that only a change of what is recorded makes; and the same direction with and without exact copies, and
whatever the records are whose filtered fields are not known. Else it says what is missing. A reporter is a country or
territory in one source.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

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


@dataclass(frozen=True, eq=False)
class _Pair:
    """Two years of every reporter. Arrays: n, distinct, possible, whole months and months in part (reporter, year,
    month; index 0: month not known)."""

    earlier: str
    later: str
    names: list[str]
    n: np.ndarray
    distinct: np.ndarray
    possible: np.ndarray
    reported: np.ndarray
    partial: np.ndarray
    best: int

    def sums(self, values: np.ndarray, months: tuple[int, int]) -> np.ndarray:
        """(reporter, year): all of the year, or its dated records of the months."""
        found = values.sum(axis=2) if months == YEAR else values[:, :, months[0] : months[1] + 1].sum(axis=2)
        return np.asarray(found)

    def whole(self, months: tuple[int, int]) -> np.ndarray:
        """(reporter): whether both years are reported in all of these months."""
        inside = self.reported[:, :, months[0] : months[1] + 1].all(axis=(1, 2))
        dated = self.n[:, :, 0].sum(axis=1) == 0
        return np.asarray(inside if months == YEAR else inside & dated)


@dataclass(frozen=True, eq=False)
class _Years:
    """All that is compared, laid out once: what `_Pair` has, for all years."""

    years: list[str]
    names: list[str]
    values: dict[str, np.ndarray]
    best: int

    @classmethod
    def of(cls, counts: pl.DataFrame, reporting: pl.DataFrame, years: list[str]) -> "_Years":
        """counts, reporting: as `compare` takes them; years: those with records."""
        rows = counts.filter(pl.col("year").is_in(years))
        who = rows.select(REPORTER).unique().sort(REPORTER).with_row_index("reporter")
        when = pl.DataFrame({"year": years}).with_row_index("at")
        shape = (who.height, len(years), 13)
        states = {"reported": ["reported", "year"], "partial": ["partial"]}
        year = pl.col("month").str.slice(0, 4).alias("year")
        months = {k: reporting.filter(pl.col("status").is_in(v)).with_columns(year) for k, v in states.items()}
        figures = _placed(rows, who, when)
        values = {name: _filled(figures, name, shape) for name in ("n", "distinct", "possible")}
        for name, known in months.items():
            values[name] = _filled(_placed(known, who, when), None, shape) > 0
        best = int((values["n"].sum(axis=2) > 0).sum(axis=0).max(initial=0))
        return cls(years, who["country"].to_list(), values, best)

    def pair(self, earlier: str, later: str) -> _Pair:
        """Two of the years."""
        at = [self.years.index(earlier), self.years.index(later)]
        return _Pair(earlier, later, self.names, **{k: v[:, at] for k, v in self.values.items()}, best=self.best)


def _placed(rows: pl.DataFrame, who: pl.DataFrame, when: pl.DataFrame) -> pl.DataFrame:
    """With the places of each row in the arrays: reporter, at (year), in_year (month 1 to 12, 0 where not known)."""
    in_year = pl.col("month").str.slice(5, 2).cast(pl.Int64, strict=False).fill_null(0).alias("in_year")
    return rows.with_columns(in_year).join(who, on=REPORTER).join(when, on="year")


def _filled(placed: pl.DataFrame, name: str | None, shape: tuple[int, int, int]) -> np.ndarray:
    """(reporter, year, month): sums of a column; without a name, how many rows."""
    found = np.zeros(shape)
    figures = 1.0 if name is None else placed[name].fill_null(0).to_numpy()
    np.add.at(found, tuple(placed[axis].to_numpy() for axis in ("reporter", "at", "in_year")), figures)
    return found


def compare(counts: pl.DataFrame, reporting: pl.DataFrame, years: Sequence[str]) -> Comparison | None:
    """The change between the last two years in a row, and the latest one that the records carry; None without.

    counts: source, country, year, month ('' where only the year is known), n, distinct (n without exact copies),
    possible (seizures that may belong there too). reporting: REPORTING_SCHEMA. years: those that are final and asked
    for whole, in text; others are never compared.
    """
    with_records = sorted(set(counts.filter(pl.col("n") > 0)["year"]) & set(years))
    if len(with_records) < 2:
        return None
    pairs = [(str(int(y) - 1), y) for y in reversed(with_records) if str(int(y) - 1) in with_records]
    laid = _Years.of(counts, reporting, with_records)
    if not pairs or pairs[0][1] != with_records[-1]:
        last = Change(earlier=with_records[-2], later=with_records[-1], obstacle=Obstacle.NO_YEARS)
    else:
        last = _judged(laid.pair(*pairs[0]), YEAR)
    if last.change is not None:
        return Comparison(last=last, longest=None)
    found = (c for pair in pairs for c in _candidates(laid.pair(*pair)))
    return Comparison(last=last, longest=next((c for c in found if c.change is not None), None))


def _candidates(pair: _Pair) -> Iterator[Change]:
    """The whole years; where months of them are missing, the longest stretch of the year that is whole in both.

    One stretch only, by its length: to look for one that shows a change would be to choose the result.
    """
    whole = _judged(pair, YEAR)
    yield whole
    if whole.obstacle is Obstacle.MONTHS:
        yield from (_judged(pair, months) for months in _longest_whole(pair))


_LENGTHS = range(11, LEAST_MONTHS - 1, -1)
_STRETCHES = [(start, start + length - 1) for length in _LENGTHS for start in range(1, 14 - length)]
"""Months from and to, the longest first."""


def _longest_whole(pair: _Pair) -> list[tuple[int, int]]:
    """The first stretch for which `_judged` does not find months missing, none or one: all are tried at once."""
    before, last = (np.array(ends) for ends in zip(*[(a - 1, b) for a, b in _STRETCHES], strict=True))
    dated = np.where(np.arange(13) > 0, pair.n, 0).cumsum(axis=2)
    heard = pair.reported.cumsum(axis=2)
    sums = dated[:, :, last] - dated[:, :, before]  # (reporter, year, stretch)
    known = heard[:, :, last] - heard[:, :, before] == last - before
    either = sums.sum(axis=1) > 0
    same = either & known.all(axis=1) & (pair.n[:, :, 0].sum(axis=1) == 0)[:, None]
    part, total = (sums * same[:, None]).sum(axis=0), sums.sum(axis=0)
    share = np.divide(part, total, out=np.ones_like(part), where=total > 0).min(axis=0)
    share = np.where(total.any(axis=0), share, 0.0)
    enough = same.sum(axis=0) >= COMPARABLE * np.maximum(either.sum(axis=0), 1)
    return [_STRETCHES[i] for i in np.flatnonzero(enough & (share >= COMPARABLE))[:1]]


def _judged(pair: _Pair, months: tuple[int, int]) -> Change:
    sums, whole = pair.sums(pair.n, months), pair.whole(months)
    either = sums.sum(axis=1) > 0
    same = either & whole
    before, after = _total(sums, same)
    shares = [part / total for part, total in zip((before, after), _total(sums, either), strict=True) if total]
    found = Change(
        earlier=pair.earlier,
        later=pair.later,
        months=months,
        before=before,
        after=after,
        reporters=int(same.sum()),
        of_reporters=int(either.sum()),
        share=min(shares, default=0.0),
    )
    if found.reporters < COMPARABLE * max(found.of_reporters, 1) or found.share < COMPARABLE:
        return replace(found, obstacle=Obstacle.MONTHS, incomplete=_heaviest(pair, months, same, either))
    if found.reporters < REPRESENTED * pair.best:
        return replace(found, obstacle=Obstacle.FEW_REPORTERS, of_reporters=pair.best)
    distinct, more = (_total(pair.sums(v, months), same) for v in (pair.distinct, pair.possible))
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
    pair: _Pair, months: tuple[int, int], same: np.ndarray, either: np.ndarray
) -> tuple[tuple[str, str, int, int], ...]:
    """Of the reporters left out the one with most seizures (see Change.incomplete)."""
    left = either & ~same
    if not left.any():
        return ()
    at = int(np.argmax(np.where(left, pair.sums(pair.n, months).sum(axis=1), -1)))
    inside = slice(months[0], months[1] + 1)
    found = []
    for side, year in enumerate((pair.earlier, pair.later)):
        whole, part = (int(values[at, side, inside].sum()) for values in (pair.reported, pair.partial))
        if whole < months[1] - months[0] + 1:
            found.append((pair.names[at], year, whole + part, part))
    return tuple(found)
