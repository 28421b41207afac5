"""Change against the year before, each time for the reporters whole in both, by the rules of analysis.change."""

from collections.abc import Sequence

import polars as pl

from analysis.change import LEAST_BASE, Obstacle, verdict
from analysis.comparison import COMPARABLE
from analysis.panel import KNOWN_STATES
from domain.cells import CellState
from domain.messages import Message, counted, message

SCHEMA = {
    "period": pl.String,
    "earlier": pl.String,
    "before": pl.Float64,
    "after": pl.Float64,
    "common": pl.Int64,
    "either": pl.Int64,
    "value": pl.Float64,
    "state": pl.String,
}
Row = tuple[object, ...]


def year_before(period: str) -> str:
    """'2013' of '2014', '2013-03' of '2014-03'."""
    return f"{int(period[:4]) - 1:04d}{period[4:]}"


def year_on_year(frame: pl.DataFrame, periods: Sequence[str]) -> tuple[pl.DataFrame, dict[str, Message]]:
    """One row (SCHEMA) a period with the same period of the year before, with the relative change; and, period by
    period, why there is none.

    frame: source, country, period, value, state, n (records behind it), and optionally whole (False: months of the
    period are missing), distinct (the figure without exact copies) and possible (seizures that may belong there too);
    of final periods only (analysis.panel.whole). `common` and `either` count reporters, a country in one source each.
    The change stands only if those that are whole in both are at least 80 % of those in either, by number and by
    records, and nothing stands against it (analysis.change.verdict).
    """
    defaults = {"whole": pl.lit(True), "distinct": pl.col("value"), "possible": pl.lit(0.0)}
    known = frame.filter(pl.col("state").is_in(KNOWN_STATES))
    known = known.with_columns(v.alias(c) for c, v in defaults.items() if c not in known.columns)
    parts = {str(p[0]): part for p, part in known.group_by("period")}
    rows: list[Row] = []
    reasons: dict[str, Message] = {}
    for period in periods:
        if year_before(period) in set(periods):
            row, reason = _row(period, parts.get(period), parts.get(year_before(period)))
            rows.append(row)
            reasons |= {} if reason is None else {period: reason}
    return pl.DataFrame(rows, schema=SCHEMA, orient="row"), reasons


def _row(period: str, late: pl.DataFrame | None, early: pl.DataFrame | None) -> tuple[Row, Message | None]:
    head = (period, year_before(period))
    if late is None or early is None:
        return (*head, None, None, 0, 0, None, CellState.NOT_REPORTED.value), _silent(*head, late, early)
    keys = ["source", "country"]
    both = late.filter("whole").join(early.filter("whole"), on=keys, suffix="_before")
    either = pl.concat([late.select(keys), early.select(keys)]).unique().height
    before, after = float(both["value_before"].sum()), float(both["value"].sum())
    count = (*head, before, after, both.height, either)
    reason = _missing(both, late, early, either) or _against(both, before, after)
    if reason:
        return (*count, None, CellState.NOT_REPORTED.value), reason
    change = after / before - 1
    return (*count, change, (CellState.VALUE if change else CellState.ZERO).value), None


def _silent(period: str, earlier: str, late: pl.DataFrame | None, early: pl.DataFrame | None) -> Message:
    """Which of the two has no figure."""
    if late is None and early is None:
        return message("{earlier} and {later}: no whole, final figure.", earlier=earlier, later=period)
    return message("{period}: no whole, final figure.", period=period if late is None else earlier)


def _missing(both: pl.DataFrame, late: pl.DataFrame, early: pl.DataFrame, either: int) -> Message | None:
    """Whether the reporters compared are most of all, by number and by records; None if so."""
    if not both.height or both.height / either < COMPARABLE:
        return counted(
            "Only {n} of {all} reporters has both periods complete: not comparable.",
            "Only {n} of {all} reporters have both periods complete: not comparable.",
            both.height,
            all=either,
        )
    columns = (both["n_before"], early["n"], both["n"], late["n"])
    first, of_first, second, of_second = (int(column.sum() or 0) for column in columns)
    sums = ((first, of_first), (second, of_second))
    least = min((part / total for part, total in sums if total), default=1.0)
    if least < COMPARABLE:
        return message(
            "Reporters with both periods complete have {percent}% of the records: not comparable.",
            percent=round(least * 100),
        )
    return None


def _against(both: pl.DataFrame, before: float, after: float) -> Message | None:
    """What stands against the change; None if nothing does."""
    base = int(both["n_before"].sum())
    pair = (float(both["distinct_before"].sum() or 0), float(both["distinct"].sum() or 0))
    more = (float(both["possible_before"].sum() or 0), float(both["possible"].sum() or 0))
    return {
        Obstacle.NONE: None,
        Obstacle.SMALL: counted(
            "{n} record the year before is too few to measure against (at least {least}).",
            "{n} records the year before are too few to measure against (at least {least}).",
            base,
            least=LEAST_BASE,
        ),
        Obstacle.JUMP: message("More than a fivefold change: what is recorded has changed."),
        Obstacle.COPIES: message("The direction depends on exact copies."),
        Obstacle.NOT_KNOWN: message("The direction depends on records with unknown fields."),
    }[verdict(before, after, base=base, distinct=pair, possible=more)]
