"""A cross table with the state of every cell: honest margins, long lists folded, shares, zeros that are not claimed.

Margins are asked for, never added up from cells: where groups overlap a seizure stands in several cells and counts once
in the margin.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import polars as pl

from analysis.shortlist import REST, UNREPORTED
from domain.cells import CellState

CELLS: dict[str, type[pl.DataType]] = {
    "row": pl.String,
    "column": pl.String,
    "value": pl.Float64,
    "state": pl.String,
    "reason": pl.String,
    "possible": pl.Int64,
    "base": pl.Int64,
}
MARGIN: dict[str, type[pl.DataType]] = {
    "code": pl.String,
    "value": pl.Float64,
    "state": pl.String,
    "possible": pl.Int64,
    "base": pl.Int64,
}
"""`possible`: seizures that may belong to the cell too, as one of their fields is not known (0 where nobody looked).
`base`: an amount as a whole number of base units (domain.exact), null where the figure is no amount.
"""
SILENT = "silent"
"""Why a cell is empty: nobody reported for this place and time."""
MAY_BE_HERE = "may-be-here"
"""Why a cell is empty: there are records that do not say where they belong, some may belong here."""
UNRECORDED = "unrecorded"
"""Why a cell is empty: no source behind its row (or column) records the field of the other side at all."""
ABSENT = "absent"
"""Why a cell is zero: both sides have records, and none of them holds this combination."""
_ROUNDING = 1e-9
_AXES = ("row", "column")
_NO_AMOUNT = pl.lit(None, pl.Int64).alias("base")


@dataclass(frozen=True, kw_only=True, eq=False)
class Pivot:
    """cells (CELLS), rows and columns (MARGIN, in the order to show), total. Every row × column has a cell.

    A list of one dimension is a pivot of one column with the code ''.
    """

    cells: pl.DataFrame
    rows: pl.DataFrame
    columns: pl.DataFrame
    total: float | None
    base: int | None = None
    """The total of amounts in base units."""

    @property
    def overlapping(self) -> bool:
        """Whether a record stands in several rows or columns, so that they add up to more than all."""
        return any(_sum(margin) > (self.total or 0) * (1 + _ROUNDING) for margin in (self.rows, self.columns))


def _sum(frame: pl.DataFrame) -> float:
    return float(frame["value"].sum() or 0)


def pivot(
    cells: pl.DataFrame,
    rows: pl.DataFrame,
    columns: pl.DataFrame,
    total: float | None,
    *,
    silent: bool = False,
    doubtful: bool = False,
    base: int | None = None,
) -> Pivot:
    """cells: row, column, value, state (and n_reported, possible, base); rows and columns: code, value, state (and
    possible, base), each asked for itself. `base`: the total in base units. `doubtful`: records of which a filtered
    field is not known may belong to any cell.

    A cell without a record is zero where its row and column have figures (the combination is absent), and not
    reported where one of them has none (or anyway, if `silent`). A zero that records with an unknown end put in
    doubt is not claimed, unless it was reported as such.
    """
    margins = [_margin(m) for m in (rows, columns)]
    down, across = (
        m.select(pl.col("code").alias(n), _silent().alias(f"{n}_silent")) for m, n in zip(margins, _AXES, strict=True)
    )
    reported = pl.col("n_reported") > 0 if "n_reported" in cells.columns else pl.lit(False)
    given = _opened(cells).select("row", "column", "value", "state", reported.alias("reported"), "possible", "base")
    found = down.join(across, how="cross").join(given, on=list(_AXES), how="left", maintain_order="left")
    gap = pl.col("state").is_null() & (pl.lit(silent) | pl.col("row_silent") | pl.col("column_silent"))
    state = pl.when(gap).then(pl.lit(CellState.NOT_REPORTED.value))
    absent = pl.col("state").is_null().alias("absent")
    unsure = (absent & pl.lit(doubtful)) | (pl.col("possible").fill_null(0) > 0)
    found = found.with_columns(unsure.alias("unsure"))
    found = found.with_columns(state.otherwise(pl.col("state").fill_null(CellState.ZERO.value)).alias("state"), absent)
    return Pivot(cells=_doubted(found), rows=margins[0], columns=margins[1], total=total, base=base)


def _opened(frame: pl.DataFrame) -> pl.DataFrame:
    """With `possible`, 0 where nobody looked, and `base`, null where figures are no amounts."""
    lacking = {"possible": 0, "base": None}
    return frame.with_columns(pl.lit(v, pl.Int64).alias(c) for c, v in lacking.items() if c not in frame.columns)


def _margin(frame: pl.DataFrame) -> pl.DataFrame:
    return _opened(frame).select(pl.col(c).cast(t) for c, t in MARGIN.items())


def _silent() -> pl.Expr:
    return pl.col("state") == CellState.NOT_REPORTED


def _doubted(found: pl.DataFrame) -> pl.DataFrame:
    """CELLS, without the zeros into whose cell records with an unknown row, column or filtered field might belong."""
    had = pl.col("value").fill_null(0) > 0
    row_unknown, column_unknown = (pl.col(c).is_in(UNREPORTED) for c in _AXES)
    doubt = (
        (had & column_unknown).any().over("row")
        | (had & row_unknown).any().over("column")
        | (had & row_unknown & column_unknown).any()
    )
    none = (pl.col("state") == CellState.ZERO) & ~pl.col("reported").fill_null(False)
    doubted = (none & doubt & ~row_unknown & ~column_unknown) | (none & pl.col("unsure"))
    doubted |= _silent() & (pl.col("possible").fill_null(0) > 0)
    absent = pl.col("absent") & (pl.col("state") == CellState.ZERO)
    gap = pl.when(doubted).then(pl.lit(MAY_BE_HERE)).when(_silent()).then(pl.lit(SILENT))
    why = gap.when(absent).then(pl.lit(ABSENT)).otherwise(pl.lit(""))
    state = pl.when(doubted).then(pl.lit(CellState.NOT_REPORTED.value)).otherwise("state")
    value = pl.when(doubted).then(None).when(none).then(0.0).otherwise(pl.col("value"))
    shown = (value.alias("value"), state.alias("state"), why.alias("reason"), pl.col("possible").fill_null(0), "base")
    return found.select(*_AXES, *shown)


def of_one(frame: pl.DataFrame, total: float | None, base: int | None = None) -> Pivot:
    """A list (code, value, state) as a pivot of one column."""
    margin = _margin(frame)
    cells = margin.select(pl.col("code").alias("row"), pl.lit("").alias("column"), "value", "state", "possible", "base")
    may = _silent() & (pl.col("possible").fill_null(0) > 0)
    reason = pl.when(may).then(pl.lit(MAY_BE_HERE)).when(_silent()).then(pl.lit(SILENT)).otherwise(pl.lit(""))
    state = CellState.NOT_REPORTED if total is None else CellState.VALUE if total else CellState.ZERO
    total_row = {"code": [""], "value": [total], "state": [state.value], "possible": [0], "base": [base]}
    cells, whole = (
        cells.with_columns(reason.alias("reason")).select(list(CELLS)),
        pl.DataFrame(total_row, schema=MARGIN),
    )
    return Pivot(cells=cells, rows=margin, columns=whole, total=total, base=base)


def summed(frame: pl.DataFrame, keys: Sequence[str]) -> pl.DataFrame:
    """The frame (keys, value, state, maybe reason) with equal keys joined: figures add, no gap counts beside a figure.

    Without any figure the sum is restricted, suppressed or not reported as soon as one part is; zero only if all are.
    """
    extra: list[pl.Expr] = []
    if "reason" in frame.columns:
        reason = pl.col("reason")
        first = reason.filter(~reason.is_in(["", ABSENT])).first().fill_null("")
        extra = [first, (reason == ABSENT).all().alias("_absent")]
    if "possible" in frame.columns:  # a record that may belong to several parts is still one: the most of any part
        extra.append(pl.col("possible").max())
    if "base" in frame.columns:
        extra.append(pl.when(pl.col("base").is_not_null().any()).then(pl.col("base").sum()))
    parts = frame.group_by(list(keys), maintain_order=True).agg(
        pl.col("value").sum(), *[(pl.col("state") == s.value).any().alias(f"_{s.value}") for s in CellState], *extra
    )
    state = pl.lit(CellState.ZERO.value)
    for one in (CellState.NOT_REPORTED, CellState.SUPPRESSED, CellState.RESTRICTED, CellState.VALUE):
        state = pl.when(pl.col(f"_{one.value}")).then(pl.lit(one.value)).otherwise(state)
    reported = parts.with_columns(state.alias("state"))
    known = pl.col("state").is_in([CellState.VALUE.value, CellState.ZERO.value])
    shown = reported.with_columns(pl.when(known).then(pl.col("value")).alias("value"))
    if "reason" in frame.columns:
        zero = (pl.col("state") == CellState.ZERO) & pl.col("_absent")
        why = pl.when(zero).then(pl.lit(ABSENT)).when(known).then(pl.lit("")).otherwise("reason").alias("reason")
        shown = shown.with_columns(why)
    return shown.select(c for c in frame.columns if c in shown.columns)


def unrecorded(table: Pivot, rows: Collection[str], columns: Collection[str]) -> Pivot:
    """The same where rows (columns) whose sources do not record the other field at all claim no zero and no doubt.

    `rows`: codes of rows of which no source records the columns' field; `columns` the other way round.
    """
    if not rows and not columns:
        return table
    other = pl.col("column").is_in(UNREPORTED), pl.col("row").is_in(UNREPORTED)
    here = (pl.col("row").is_in(list(rows)) & ~other[0]) | (pl.col("column").is_in(list(columns)) & ~other[1])
    gone = here & (pl.col("value").fill_null(0) == 0)
    cells = table.cells.with_columns(
        pl.when(gone).then(None).otherwise("value").alias("value"),
        pl.when(gone).then(pl.lit(CellState.NOT_REPORTED.value)).otherwise("state").alias("state"),
        pl.when(gone).then(pl.lit(UNRECORDED)).otherwise("reason").alias("reason"),
    )
    return replace(table, cells=cells)


def respelled(frame: pl.DataFrame, columns: Sequence[str], names: dict[str, dict[str, str]]) -> pl.DataFrame:
    """The frame (columns, value, state) with the spellings of each column joined (see `spellings`)."""
    changed = [pl.col(c).replace(names[c]) for c in columns if c in names]
    return summed(frame.with_columns(changed), columns) if changed else frame


def spellings(margin: pl.DataFrame) -> dict[str, str]:
    """code → the commonest spelling among those that differ only in case or spaces ('CALI', 'Cali ')."""
    key = pl.col("code").str.strip_chars().str.replace_all(r"\s+", " ").str.to_lowercase().alias("key")
    ordered = margin.with_columns(key).sort("value", "code", descending=[True, False], nulls_last=True)
    best = ordered.with_columns(pl.col("code").first().over("key").str.strip_chars().alias("best"))
    return dict(best.select("code", "best").iter_rows())


def folded(table: Pivot, axis: str, most: int) -> Pivot:
    """The `most` largest members of an axis ('row' or 'column') as they stand, the others in one, what is not reported
    last.

    Where groups overlap, the others may hold a seizure twice; the total stays true.
    """
    margin = table.rows if axis == "row" else table.columns
    reported = margin.filter(~pl.col("code").is_in(UNREPORTED))
    kept = set(reported.sort("value", "code", descending=[True, False], nulls_last=True).head(most)["code"].to_list())
    rest = [c for c in reported["code"].to_list() if c not in kept]
    unreported = [c for c in margin["code"].to_list() if c in UNREPORTED]
    order = [c for c in reported["code"].to_list() if c in kept] + [REST] * bool(rest) + unreported
    name = dict.fromkeys(rest, REST)
    shown = _ordered(summed(margin.with_columns(pl.col("code").replace(name)), ["code"]), order)
    cells = summed(table.cells.with_columns(pl.col(axis).replace(name)), _AXES)
    return replace(table, cells=cells, rows=shown) if axis == "row" else replace(table, cells=cells, columns=shown)


def _ordered(margin: pl.DataFrame, order: Sequence[str]) -> pl.DataFrame:
    frame = pl.DataFrame({"code": list(order)}, schema={"code": pl.String})
    return frame.join(margin, on="code", how="left", maintain_order="left")


def sorted_rows(table: Pivot, order: Sequence[str]) -> Pivot:
    """The same with its rows in this order (codes)."""
    return replace(table, rows=_ordered(table.rows, order))


def shares(table: Pivot, of: str) -> Pivot:
    """Figures as parts (0 to 1) of the true figure of their 'row', their 'column', or of 'all'.

    Null where there is no whole; where groups overlap parts may add up to more than one.
    """
    if of == "all":
        whole = pl.lit(table.total or None, pl.Float64)
        parts = [(pl.col("value") / whole).alias("value"), _NO_AMOUNT]
        cells, rows = table.cells.with_columns(parts), table.rows.with_columns(parts)
        return replace(table, cells=cells, rows=rows, total=1.0 if table.total else None)
    margin = table.rows if of == "row" else table.columns
    margin = margin.select(pl.col("code").alias(of), pl.col("value").alias("whole"))
    joined = table.cells.join(margin, on=of, how="left", maintain_order="left")
    part = pl.when(pl.col("whole") > 0).then(pl.col("value") / pl.col("whole"))
    gone = pl.col("value").is_not_null() & part.is_null()
    state = pl.when(gone).then(pl.lit(CellState.NOT_REPORTED.value)).otherwise("state").alias("state")
    return replace(table, cells=joined.with_columns(part.alias("value"), state, _NO_AMOUNT).drop("whole"))


def indexed(table: Pivot, base: str, *, least: float = 0) -> Pivot:
    """Each row as a number whose figure of the period `base` is 100; rows without one stay empty.

    least: a smaller figure is no base. Columns are periods. Source: the usual fixed-base index (ILO, Consumer price
    index manual 2020, ch. 1).
    """
    there = (pl.col("column") == base) & (pl.col("value") > 0) & (pl.col("value") >= least)
    value = (pl.col("value") / pl.col("value").filter(there).first().over("row") * 100).alias("value")
    state = pl.when(value.is_null() & pl.col("value").is_not_null())
    states = state.then(pl.lit(CellState.NOT_REPORTED.value)).otherwise("state").alias("state")
    return replace(table, cells=table.cells.with_columns(value, states, _NO_AMOUNT))


def unreported_share(margin: pl.DataFrame, total: float | None) -> float | None:
    """The share (0 to 1) of all records that leave a field empty or report it as unknown; None without records."""
    if not total:
        return None
    return min(_sum(margin.filter(pl.col("code").is_in(UNREPORTED))) / total, 1.0)
