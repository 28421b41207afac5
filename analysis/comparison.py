"""Which years and reporters may be compared at all, and what stands beside a figure of coverage."""

from datetime import datetime, timedelta

import polars as pl

from domain.messages import Message, counted

COMPARABLE = 0.8
"""Share of reporters in common below which two years are not compared (our rule, stated on the page)."""
REPRESENTED = 0.5
"""Share of the reporters of the best-reported year below which the last two years stand for too few (our rule)."""
PROVISIONAL_DAYS = 365
"""Reports of a year keep coming for about a year: until then it is provisional and not compared (our rule)."""


def whole_years(months: list[str], years: list[str]) -> list[str]:
    """The years without those at either end that the months (those with records) do not reach across.

    A fiscal year or a file cut in summer must not look like a fall.
    """
    known = sorted(m for m in months if m)
    if not known:
        return years
    first, last = known[0], known[-1]
    cut = {first[:4]} if not first.endswith("-01") else set()
    cut |= {last[:4]} if not last.endswith("-12") else set()
    return [y for y in years if y not in cut]


def provisional_from(loaded: datetime | None, last: str, *, monthly: bool = False) -> str:
    """The first year (or month) not yet complete on the day of loading, '' if none.

    `loaded`: when the store was last loaded, whatever period it covers; `last`: the last month with records.
    """
    if loaded is None or not last:
        return ""
    edge = loaded - timedelta(days=PROVISIONAL_DAYS)
    first = f"{edge:%Y-%m}" if monthly else f"{edge:%Y}"
    return first if first <= last[: len(first)] else ""


def coverage_notes(coverage: pl.DataFrame, years: int) -> dict[str, Message]:
    """Country → '4 of 6 years' with records, to stand beside its figure."""
    counts = coverage.group_by("country").agg(pl.col("year").n_unique().alias("n"))
    return {
        c: counted("{reported} of {n} year", "{reported} of {n} years", years, reported=n) for c, n in counts.rows()
    }


def merge_spellings(frame: pl.DataFrame, column: str) -> pl.DataFrame:
    """Join spellings that differ only in case or spaces ('CALI', 'Cali '): the commonest spelling names them."""
    key = pl.col(column).str.strip_chars().str.replace_all(r"\s+", " ").str.to_lowercase().alias("_key")
    return (
        frame.with_columns(key)
        .sort("value", descending=True)
        .group_by("_key", maintain_order=True)
        .agg(
            pl.col(column).first().str.strip_chars(),
            pl.col("value").sum(),
            pl.col("state").first(),
            *[pl.col("possible").max()] * ("possible" in frame.columns),
        )
        .drop("_key")
        .sort("value", descending=True)
    )
