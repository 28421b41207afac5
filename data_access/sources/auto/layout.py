"""Awkward tables made tidy: totals and footnotes set aside, years, months or units in columns turned into rows."""

import re
from dataclasses import dataclass, replace

import polars as pl

from data_access.place_keys import fold
from data_access.sources.auto.headers import with_header
from data_access.sources.auto.numbers import date_style, number_style, parse_date, parse_number
from data_access.sources.auto.raw import ROW, RawTable, skipped_frame
from data_access.units import unit_in_header

_TOTALS = frozenset(
    fold(w)
    for w in (
        "total",
        "totals",
        "grand total",
        "sub total",
        "subtotal",
        "sum",
        "all countries",
        "world",
        "итого",
        "всего",
        "gesamt",
        "insgesamt",
        "summe",
        "suma",
        "total general",
        "totale",
        "total général",
        "celkem",
        "razem",
        "الإجمالي",
        "المجموع",
        "toplam",
        "totaal",
    )
)
_YEAR = re.compile(r"^(?:FY\s?)?((?:19|20)\d\d)(?:\s?[/-]\s?\d{2,4})?(?:\.0)?$")
_FOOT = re.compile(r"^(\*|†|‡|note|source|remark|примечание|источник|nota|fuente|quelle|anmerkung)", re.IGNORECASE)
WIDE_LEAST = 3
"""So many year or month columns make a wide table."""


@dataclass(frozen=True, kw_only=True)
class WideLayout:
    """Columns that hold values of one thing: what their headings tell ('year', 'month', 'goods')."""

    columns: tuple[str, ...]
    kind: str


def tidy(table: RawTable, *, keep_totals: bool = False) -> RawTable:
    """Repeated headers, footnotes and suspected totals rows are set aside, each with its reason.

    `keep_totals`: the reader says that rows called totals are records all the same.
    """
    for step in (with_header, _repeated_headers, _footnotes, *(() if keep_totals else (_totals,))):
        table = step(table)
    return table


def _set_aside(table: RawTable, test: pl.Series, reason: str) -> RawTable:
    if not test.any():
        return table
    gone = table.frame.filter(test)
    listed = skipped_frame((row[0], row[1:], reason) for row in gone.iter_rows())
    note = f"{gone.height} row{'s' if gone.height > 1 else ''} set aside: {reason}."
    return replace(
        table,
        frame=table.frame.filter(~test),
        skipped=pl.concat([table.skipped, listed]),
        notes=(*table.notes, note),
    )


def _columns(table: RawTable) -> list[str]:
    return [c for c in table.frame.columns if c != ROW]


def _repeated_headers(table: RawTable) -> RawTable:
    names = _columns(table)
    test = pl.select(pl.all_horizontal([pl.lit(table.frame[c]) == c for c in names])).to_series() if names else None
    return table if test is None or table.frame.is_empty() else _set_aside(table, test, "the header repeated")


def _footnotes(table: RawTable) -> RawTable:
    """Rows with one told cell that reads like a note, in a table of more columns."""
    names = _columns(table)
    if len(names) < 3 or table.frame.is_empty():
        return table
    told = table.frame.select(pl.sum_horizontal([(pl.col(c) != "").cast(pl.Int64) for c in names])).to_series()
    first = table.frame.select(pl.coalesce([pl.when(pl.col(c) != "").then(pl.col(c)) for c in names])).to_series()
    noted = pl.Series([bool(t and (_FOOT.match(t) or len(t) > 60)) for t in first])
    last = table.frame[ROW] >= (table.frame[ROW].max() or 0) - 20  # type: ignore[operator]
    return _set_aside(table, (told == 1) & noted & last, "a footnote")


def _totals(table: RawTable) -> RawTable:
    """Rows whose first words are 'Total', 'Итого', 'World' … in any text column."""
    names = _columns(table)
    if table.frame.is_empty():
        return table
    test = pl.Series([False] * table.frame.height)
    for column in names[:6]:
        words = table.frame[column].unique().to_list()
        total = {
            w for w in words if w and (fold(w) in _TOTALS or fold(w).split(" ")[0] in ("total", "итого", "subtotal"))
        }
        if total and len(total) < max(len(words), 2):
            test = test | table.frame[column].is_in(list(total))
    return _set_aside(table, test, "a totals row, suspected by its name")


def wide_columns(table: RawTable) -> WideLayout | None:
    """Years or months as columns, or goods with their units ('Cocaine (kg)', 'Heroin (kg)')."""
    names = _columns(table)
    years = [c for c in names if _YEAR.match(c)]
    if len(years) >= WIDE_LEAST and _numeric(table, years):
        return WideLayout(columns=tuple(years), kind="year")
    months = [c for c in names if _is_month(c)]
    if len(months) >= WIDE_LEAST and _numeric(table, months):
        return WideLayout(
            columns=tuple(months), kind="date" if any(ch.isdigit() for c in months for ch in c) else "month"
        )
    measured = [c for c in names if _unit(c)]
    if len(measured) >= 2 and _numeric(table, measured) and len({fold(_bare(c)) for c in measured}) > 1:
        return WideLayout(columns=tuple(measured), kind="goods")
    return None


def _unit(name: str) -> str:
    """The unit in a heading, as it is written there; '' if none."""
    found = unit_in_header(name)
    return found.spelling if found else ""


def _bare(name: str) -> str:
    unit = _unit(name)
    text = name.replace(unit, "") if unit else name
    return re.sub(r"[\(\[\]\),_/-]+|\bin\b|\bof\b", " ", text).strip()


def _is_month(name: str) -> bool:
    found = parse_date(name, date_style([name]))
    if found:
        return found[1] == "month"
    bare = parse_date(f"{name} 2000", date_style([f"{name} 2000"]))
    return bare is not None and bare[1] == "month" and not any(ch.isdigit() for ch in name)


def _numeric(table: RawTable, names: list[str]) -> bool:
    values = [v for c in names for v in table.frame[c].head(200).to_list() if v]
    style = number_style(values)
    style = replace(style, decimal=style.decimal or ".", ambiguous=False)
    return bool(values) and sum(parse_number(v, style) is not None for v in values) >= 0.6 * len(values)


def long_form(table: RawTable) -> RawTable:
    """A wide table as rows: one for each told value; cells that tell nothing are counted in a note, not made up."""
    layout = wide_columns(table)
    if layout is None:
        return table
    return unpivot(table, layout)


def unpivot(table: RawTable, layout: WideLayout) -> RawTable:
    """The columns of a layout as rows with the new columns `layout.kind`, 'quantity' and, if told, 'unit'."""
    keep = [c for c in table.frame.columns if c not in layout.columns]
    name, value = (_free(n, keep) for n in (layout.kind, "quantity"))
    frame = table.frame.unpivot(list(layout.columns), index=keep, variable_name=name, value_name=value)
    told = frame.filter(pl.col(value) != "").sort(ROW, maintain_order=True)
    if layout.kind == "goods":
        units = {c: _unit(c) for c in layout.columns}
        told = told.with_columns(
            pl.col(name).replace_strict(units, default="").alias(_free("unit", keep)),
            pl.col(name).replace_strict({c: _bare(c) for c in layout.columns}, default=""),
        )
    empty = frame.height - told.height
    note = (
        f"Columns {layout.columns[0]} … {layout.columns[-1]} were turned into rows; {empty} empty cells tell nothing."
    )
    return replace(table, frame=told, notes=(*table.notes, note))


def _free(name: str, taken: list[str]) -> str:
    return name if name not in taken else f"{name} of the column"
