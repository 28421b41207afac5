"""Change against the year before, each time for the reporters that told both, and only where they are most of all."""

from collections.abc import Sequence

import polars as pl

from analysis.comparison import COMPARABLE
from analysis.panel import TOLD
from domain.cells import CellState

FEW_BEFORE, FEW_LATEST = 2, 5
"""At most so many records on average before, and so many in the latest period: too few to speak of a change (the rule
of ACLED's change map, design/field.md section 1)."""
SCHEMA = {
    "period": pl.String,
    "earlier": pl.String,
    "before": pl.Float64,
    "after": pl.Float64,
    "common": pl.Int64,
    "either": pl.Int64,
    "value": pl.Float64,
    "state": pl.String,
    "note": pl.String,
}


def year_before(period: str) -> str:
    """'2013' of '2014', '2013-03' of '2014-03'."""
    return f"{int(period[:4]) - 1:04d}{period[4:]}"


def year_on_year(frame: pl.DataFrame, periods: Sequence[str]) -> pl.DataFrame:
    """One row (SCHEMA) a period with the same period of the year before: the relative change, or why there is none.

    frame: source, country, period, value, state, n, of whole and final periods only (analysis.panel.whole). `common`
    and `either` count reporters, a country in one source each. The change stands only if the common ones are at least
    80 % of those in either (analysis.comparison), and not where figures are few.
    """
    told = frame.filter(pl.col("state").is_in(TOLD))
    parts = {str(p[0]): part for p, part in told.group_by("period")}
    rows = [
        _row(period, parts.get(period), parts.get(year_before(period)), parts)
        for period in periods
        if year_before(period) in set(periods)
    ]
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def _row(
    period: str, late: pl.DataFrame | None, early: pl.DataFrame | None, parts: dict[str, pl.DataFrame]
) -> tuple[object, ...]:
    head = (period, year_before(period))
    if late is None or early is None:
        silent = " and ".join(p for p, held in zip(head[::-1], (early, late), strict=True) if held is None)
        return (*head, None, None, 0, 0, None, CellState.NOT_REPORTED.value, f"{silent}: no whole, final figure.")
    keys = ["source", "country"]
    both = late.join(early.select(*keys, pl.col("value").alias("before"), pl.col("n").alias("n_before")), on=keys)
    either = pl.concat([late.select(keys), early.select(keys)]).unique().height
    before, after = float(both["before"].sum()), float(both["value"].sum())
    count = (*head, before, after, both.height, either)
    reason = _reason(both, either, before, period, parts)
    if reason:
        return (*count, None, CellState.NOT_REPORTED.value, reason)
    change = after / before - 1
    return (*count, change, (CellState.VALUE if change else CellState.ZERO).value, "")


def _reason(both: pl.DataFrame, either: int, before: float, period: str, parts: dict[str, pl.DataFrame]) -> str:
    """Why no change is told; '' if it can be."""
    if not both.height or both.height / either < COMPARABLE:
        return f"Only {both.height} of {either} reporters told both: not comparable."
    if few(both, period, parts):
        return "Too few records to speak of a change."
    return "" if before else "Nought the year before: no ratio."


def few(both: pl.DataFrame, period: str, parts: dict[str, pl.DataFrame]) -> bool:
    """Whether the common reporters had at most 2 records a period on average before and at most 5 in this one."""
    same = both.select("source", "country")
    past = [int(part.join(same, on=["source", "country"])["n"].sum()) for p, part in parts.items() if p < period]
    average = sum(past) / len(past) if past else 0.0
    return average <= FEW_BEFORE and int(both["n"].sum()) <= FEW_LATEST
