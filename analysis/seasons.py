"""The course of a year: each month against its own year's mean, over whole years, so that no large year weighs more."""

from dataclasses import dataclass

import polars as pl

from analysis.panel import KNOWN_STATES
from domain.messages import Message, counted, message

LEAST_YEARS = 3
"""Of fewer whole years no profile is drawn (our rule)."""
LEAST_RECORDS = 24
"""A year with fewer records (two a month) is left out: its months say nothing of a season (our rule)."""
MONTHS = tuple(f"{m:02d}" for m in range(1, 13))


@dataclass(frozen=True, kw_only=True, eq=False)
class Season:
    """profile: month ('01' …), median, low, high (quartiles) of the ratio to the year's monthly mean; empty if too few
    years. ratios: year, month, value. left_out: year → why.
    """

    profile: pl.DataFrame
    ratios: pl.DataFrame
    years: tuple[str, ...]
    left_out: dict[str, Message]


def season(frame: pl.DataFrame, *, provisional_from: str = "", incomplete: frozenset[str] = frozenset()) -> Season:
    """frame: period ('2014-03'), value, state, n (records). Quartiles by linear interpolation.

    A year is whole if each of its twelve months was reported (zero counts as reported), none is provisional, no source
    begins or ends inside it, and its figure is above zero.
    """
    dated = frame.with_columns(
        pl.col("period").str.slice(0, 4).alias("year"), pl.col("period").str.slice(5, 2).alias("month")
    )
    whole: list[str] = []
    left_out: dict[str, Message] = {}
    for (year,), part in dated.sort("year").group_by("year", maintain_order=True):
        reason = _reason(str(year), part, provisional_from, incomplete)
        if reason:
            left_out[str(year)] = reason
        else:
            whole.append(str(year))
    kept = dated.filter(pl.col("year").is_in(whole))
    ratios = kept.with_columns((pl.col("value") / pl.col("value").mean().over("year")).alias("value"))
    ratios = ratios.select("year", "month", "value").sort("year", "month")
    return Season(profile=_profile(ratios, len(whole)), ratios=ratios, years=tuple(whole), left_out=left_out)


def _reason(year: str, part: pl.DataFrame, provisional_from: str, incomplete: frozenset[str]) -> Message | None:
    known = part.filter(pl.col("state").is_in(KNOWN_STATES))
    if known.is_empty():
        return message("not reported by month")
    if provisional_from and f"{year}-12" >= provisional_from:
        return message("provisional")
    if year in incomplete:
        return message("a source begins or ends within it")
    if known["month"].n_unique() < len(MONTHS):
        return message("{reported} of {all} months reported", reported=known["month"].n_unique(), all=len(MONTHS))
    if not float(known["value"].sum()) > 0 or int(known["n"].sum()) < LEAST_RECORDS:
        return counted("fewer than {n} record", "fewer than {n} records", LEAST_RECORDS)
    return None


def _profile(ratios: pl.DataFrame, years: int) -> pl.DataFrame:
    if years < LEAST_YEARS:
        return pl.DataFrame(schema={"month": pl.String, "median": pl.Float64, "low": pl.Float64, "high": pl.Float64})
    value = pl.col("value")
    quartiles = [value.quantile(q, interpolation="linear").alias(n) for n, q in (("low", 0.25), ("high", 0.75))]
    return ratios.group_by("month").agg(value.median().alias("median"), *quartiles).sort("month")


def year_only_share(months: pl.DataFrame) -> float | None:
    """months: month ('' where only the year is known), value. The share that names no month; None of nothing."""
    total = float(months["value"].sum() or 0)
    return float(months.filter(pl.col("month") == "")["value"].sum() or 0) / total if total else None
