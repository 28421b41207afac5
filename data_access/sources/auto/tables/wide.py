"""Tables with years, months, goods or kinds of units as columns → rows. What a heading says goes with its cell."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

import polars as pl

from data_access.harmonise.goods import find_goods
from data_access.places.keys import fold
from data_access.sources.auto.fields import named
from data_access.sources.auto.files.raw import ROW, RawTable, skipped_frame
from data_access.sources.auto.tables.totals import total_columns
from data_access.sources.auto.tables.wide_headings import bare_goods, column_unit, counts_events, year_in
from data_access.sources.auto.values.numbers import date_style, number_style, parse_date, parse_number
from domain.messages import N_, packed
from domain.units import base_factor

_YEAR = re.compile(r"^(?:FY\s?)?((?:19|20)\d\d)(?:\s?[/-]\s?\d{2,4})?(?:\.0)?$")
WIDE_LEAST = 3
"""So many year or month columns make a wide table."""
EVENTS = "events"


@dataclass(frozen=True, kw_only=True)
class WideLayout:
    """Columns that hold values of one thing: what their headings say.

    `kind`: year, month, date, goods, or unit (the goods stand in a column of their own). `counted`: those whose
    headings do not say what they count. `events`: column of a count of seizures → column of the goods it belongs to.
    """

    columns: tuple[str, ...]
    kind: str
    counted: tuple[str, ...] = ()
    events: tuple[tuple[str, str], ...] = ()


def wide_columns(table: RawTable) -> WideLayout | None:
    """Years or months as columns, goods as columns, or one column for each kind of unit."""
    names = table.columns
    years = [c for c in names if _YEAR.match(c)]
    if len(years) >= WIDE_LEAST and _numeric(table, years):
        return WideLayout(columns=tuple(years), kind="year")
    months = [c for c in names if _is_month(c)]
    if len(months) >= WIDE_LEAST and _numeric(table, months):
        dated = any(ch.isdigit() for c in months for ch in c)
        return WideLayout(columns=tuple(months), kind="date" if dated else "month")
    numbers = [c for c in names if _numeric(table, [c])]
    return _units(table, numbers) or _goods(table, numbers)


def _goods_column(table: RawTable) -> str:
    """The column that says what was seized; '' where none does."""
    for column in table.columns:
        texts = [v for v in table.frame[column].head(200).to_list() if v.strip()]
        if texts and dict(named(column)).get("goods", 0) >= 0.75 and not _numeric(table, [column]):
            return column
    words = [c for c in table.columns if not _numeric(table, [c]) and not _is_field(c)]
    return next((c for c in words if _mostly_goods(table.frame[c])), "")


def _mostly_goods(column: pl.Series) -> bool:
    texts = [v for v in column.head(200).unique().to_list() if v.strip()]
    return len(texts) > 1 and sum(find_goods(v).status in ("exact", "table") for v in texts) > 0.6 * len(texts)


def _units(table: RawTable, numbers: list[str]) -> WideLayout | None:
    """One column for each kind of unit ('tablets', 'grams', 'ml') beside a column that says of what."""
    if not _goods_column(table):
        return None
    measured = [c for c in numbers if column_unit(c) and not counts_events(c)]
    classes = [_class(column_unit(c)) for c in measured]
    if len(measured) < 2 or len(set(classes)) < len(classes):
        return None  # two weights of one thing (net, gross) are not added: one of them is taken
    return WideLayout(columns=tuple(measured), kind="unit")


def _class(unit: str) -> str:
    from data_access.harmonise.units import find_unit

    found = find_unit(unit)
    known = base_factor(found.unit) if found and found.unit else None
    return known[0] if known else unit


def _goods(table: RawTable, numbers: list[str]) -> WideLayout | None:
    """A column for each kind of goods, with or without a unit in the heading."""
    if _goods_column(table):
        return None
    measured = [c for c in numbers if column_unit(c) and bare_goods(c) and not counts_events(c)]
    known = [c for c in numbers if _is_goods(bare_goods(c)) and not _is_field(c)]
    columns = [c for c in numbers if c in measured or c in known]
    distinct = {fold(bare_goods(c)) for c in columns}
    sure = len(known) >= 2 or (len(measured) >= 2 and len(distinct) > 1)
    if len(columns) < 2 or not sure or len(distinct) < 2:
        return None
    events = [(c, fold(bare_goods(c))) for c in columns if counts_events(c)]
    counted = tuple(c for c in columns if not column_unit(c) and not counts_events(c))
    return WideLayout(columns=tuple(columns), kind="goods", counted=counted, events=tuple(events))


def _is_goods(words: str) -> bool:
    return bool(words) and find_goods(words).status in ("exact", "table", "words")


def _is_field(column: str) -> bool:
    """Whether a heading is one of our fields outright, and no kind of goods."""
    return any(sure >= 0.98 and name not in ("goods", "species", "quantity") for name, sure in named(column))


def _is_month(name: str) -> bool:
    found = parse_date(name, date_style([name]))
    if found:
        return found[1] == "month"
    bare = parse_date(f"{name} 2000", date_style([f"{name} 2000"]))
    return bare is not None and bare[1] == "month" and not any(ch.isdigit() for ch in name)


def _numeric(table: RawTable, names: Iterable[str]) -> bool:
    values = [
        v for c in names for v in table.frame[c].head(200).to_list() if v.strip() and v.strip() not in (":", "..", "-")
    ]
    style = number_style(values)
    style = replace(style, decimal=style.decimal or ".", ambiguous=False)
    return bool(values) and sum(parse_number(v, style) is not None for v in values) >= 0.6 * len(values)


def long_form(table: RawTable, *, measure: str = "", keep_totals: bool = False) -> RawTable:
    """A wide table as rows: one for each value; empty cells are counted in a note, not made up.

    `measure`: what numbers under headings without a unit count, `events` or a unit.
    """
    layout = wide_columns(table)
    beside = list(layout.columns) if layout and layout.kind != "unit" else []
    totals = {} if keep_totals else total_columns(table, beside=beside)
    if layout is None:
        return replace(table, left=(*table.left, *totals.items()))
    kept = tuple(c for c in layout.columns if c not in totals)
    counted = tuple(c for c in layout.counted if c not in totals)
    if len(kept) < 2:
        return table
    table = replace(table, left=(*table.left, *totals.items()))
    return unpivot(table, replace(layout, columns=kept, counted=counted), measure)


def unpivot(table: RawTable, layout: WideLayout, measure: str = "") -> RawTable:
    """The columns of a layout as rows with the new columns `layout.kind`, 'quantity' and, if known, 'unit', 'events'.

    Goods of one row are the goods lines of its record, unless their numbers count seizures.
    """
    gone = {c for c, _ in table.left}
    keep = [c for c in table.frame.columns if c not in layout.columns and c not in gone]
    name, value = (_free(n, keep) for n in (layout.kind, "quantity"))
    frame = table.frame.unpivot(list(layout.columns), index=keep, variable_name=name, value_name=value)
    rows = frame.filter(pl.col(value).str.strip_chars() != "").sort(ROW, maintain_order=True)
    empty = frame.height - rows.height
    lines = layout.kind == "unit"
    if layout.kind == "goods":
        years = {c: year_in(c) for c in layout.columns}
        if all(years.values()):  # 'Cocaine 2019 (kg)'
            rows = rows.with_columns(pl.col(name).replace_strict(years, default="").alias(_free("year", keep)))
        rows = _of_goods(rows, layout, name, value, measure)
        lines = not layout.events and measure != EVENTS and not all(years.values())
    if layout.kind == "unit":
        rows = rows.with_columns(pl.col(name).replace_strict({c: column_unit(c) for c in layout.columns}, default=""))
    without = table.frame.filter(~pl.col(ROW).is_in(rows[ROW].unique().implode()))
    if layout.kind == "unit" and not without.is_empty():  # a seizure without an amount is a seizure
        rows = pl.concat(
            [rows, without.select(keep).with_columns(pl.lit("").alias(name), pl.lit("").alias(value))]
        ).sort(ROW, maintain_order=True)
        without = without.clear()
    reason = N_("it has no number in the columns that were turned into rows")
    listed = skipped_frame((row[0], row[1:], reason) for row in without.iter_rows())
    note = packed(
        "Columns {first} … {last} were turned into rows; {n} empty cells were skipped.",
        first=layout.columns[0],
        last=layout.columns[-1],
        n=empty,
    )
    return replace(
        table,
        frame=rows,
        notes=(*table.notes, note),
        skipped=pl.concat([table.skipped, listed]),
        turned=layout.columns,
        counted=layout.counted,
        lines=table.lines or lines,
    )


def _of_goods(rows: pl.DataFrame, layout: WideLayout, name: str, value: str, measure: str) -> pl.DataFrame:
    """The goods, the unit and the count of seizures that each heading says, with the number and amount of one kind
    of goods in one row."""
    keep = [c for c in rows.columns if c not in (name, value)]
    unit, events = _free("unit", keep), _free(EVENTS, keep)
    counted = set(layout.counted)
    of_events = {c for c, _ in layout.events} | (counted if measure == EVENTS else set())
    units = {c: column_unit(c) or (measure if c in counted and measure != EVENTS else "") for c in layout.columns}
    goods = {c: bare_goods(c) for c in layout.columns}
    if not of_events:
        return rows.with_columns(
            pl.col(name).replace_strict(units, default="").alias(unit), pl.col(name).replace_strict(goods, default="")
        )
    is_count = pl.col(name).is_in(list(of_events))
    amounts = rows.filter(~is_count).with_columns(
        pl.col(name).replace_strict(units, default="").alias(unit), pl.col(name).replace_strict(goods, default="")
    )
    numbers = rows.filter(is_count).select(
        *keep, pl.col(name).replace_strict(goods, default=""), pl.col(value).alias(events)
    )
    joined = numbers.join(amounts, on=[*keep, name], how="full", coalesce=True, maintain_order="left_right")
    return joined.with_columns(pl.col(c).fill_null("") for c in (value, unit, events)).sort(ROW, maintain_order=True)


def _free(name: str, taken: list[str]) -> str:
    return name if name not in taken else f"{name} of the column"
