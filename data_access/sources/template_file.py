"""Makes the empty template (CSV, Excel), and writes records in its columns, so that they can be read again.

Nothing that is written can become a formula: texts that a spreadsheet could take for one get an apostrophe in front,
which the reader takes away again.
"""

import csv
import io
import json
from datetime import datetime
from decimal import Context, Decimal

import polars as pl
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from data_access.sources.template_columns import Column, codes, columns, guard, shown_unit
from data_access.sources.template_rows import SHEET
from domain.errors import AtlasError
from domain.frames import RECORD_SCHEMA, conform
from domain.messages import N_
from domain.units import UNIT_CLASSES

ROWS_WITH_LISTS = 5_000
"""So many rows of the workbook offer the codes as a list."""
FREE = {"goods", "places", "roles", "units", "modes"}
"""Lists beside which other words may stand (names of countries, free words): Excel informs, and does not refuse."""
SAFE = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_EXACT = Context(prec=60)
_MADE = datetime(2026, 1, 1)  # fixed, so that equal templates are equal files


def template_csv() -> bytes:
    """The empty template as CSV (UTF-8 with a mark that Excel needs): the header and two invented examples."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    shown = _report_columns()
    writer.writerow([c.name for c in shown])
    writer.writerows([[guard(getattr(c, row)) for c in shown] for row in ("row_1", "row_2")])
    return text.getvalue().encode("utf-8-sig")


def template_xlsx() -> bytes:
    """The empty template as a workbook: Records to fill in, Columns that explains them, Codes with every list."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, SAFE) as book:
        book.set_properties({"title": N_("Contraband Atlas: template for seizures"), "created": _MADE})
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        text = book.add_format({"num_format": "@"})  # or Excel turns 2024-03 into a day, and codes into numbers
        example = book.add_format({"num_format": "@", "italic": True, "font_color": "gray"})
        records, explained, listed = (book.add_worksheet(name) for name in (SHEET, N_("Columns"), N_("Codes")))
        ranges = _write_codes(listed, bold)
        _write_records(records, bold, text, example, ranges)
        _write_columns(explained, bold, wrap)
    return stream.getvalue()


def write_records(frame: pl.DataFrame) -> pl.DataFrame:
    """Records (RECORD_SCHEMA) in the template's columns, all text; the template reads them without loss.

    Rows with equal `row` must stand together, as they do in what an adapter yields. Raises AtlasError for a unit
    class that is none of ours.
    """
    records = conform(frame, RECORD_SCHEMA)
    foreign = sorted(set(records["unit_class"].unique().to_list()) - {"", *UNIT_CLASSES})
    if foreign:
        raise AtlasError(
            "The records hold unit classes that are not in domain/units.py: {foreign}.", foreign=", ".join(foreign)
        )
    return pl.DataFrame({c.name: _written(c, records) for c in columns()}, schema_overrides=_texts())


def _texts() -> dict[str, type[pl.DataType]]:
    return dict.fromkeys([c.name for c in columns()], pl.String)


def _report_columns() -> list[Column]:
    """What a reporter fills in."""
    return [c for c in columns() if c.purpose == "report"]


def _written(column: Column, records: pl.DataFrame) -> pl.Series:
    """The cells of one column."""
    field = records[column.field]
    special = {
        "date": lambda: _dates(records),
        "quantity": lambda: _quantities(records),
        "unit": lambda: pl.Series([shown_unit(u) if u else "" for u in field], dtype=pl.String),
        "value": lambda: pl.Series([_number(v, 1000) for v in field], dtype=pl.String),
        "seizures": lambda: field.cast(pl.String).fill_null("unknown"),
        "implausible": lambda: pl.Series(["yes" if v else "no" for v in field], dtype=pl.String),
        "content": lambda: pl.Series([json.dumps(v, ensure_ascii=False) for v in field], dtype=pl.String),
    }
    if column.name in special:
        return special[column.name]()
    if column.kind == "text":
        return pl.Series([guard(v) for v in field.fill_null("")], dtype=pl.String)
    if field.dtype == pl.Float64:
        return pl.Series(["" if v is None else repr(v) for v in field], dtype=pl.String)
    return field.cast(pl.String).fill_null("")


def _dates(records: pl.DataFrame) -> pl.Series:
    length = pl.col("date_precision").replace_strict({"day": 10, "month": 7, "year": 4}, return_dtype=pl.Int64)
    return records.select(pl.col("seized_on").dt.strftime("%Y-%m-%d").str.slice(0, length)).to_series()


def _quantities(records: pl.DataFrame) -> pl.Series:
    pairs = records.select("quantity_base", "unit_class").iter_rows()
    cells = [_number(base, UNIT_CLASSES[u].base_per_unit) if u else "" for base, u in pairs]
    return pl.Series(cells, dtype=pl.String)


def _number(whole: int | None, per: int) -> str:
    """A whole number of parts as an exact decimal number."""
    return "" if whole is None else f"{_EXACT.divide(Decimal(whole), Decimal(per)).normalize(_EXACT):f}"


def _write_codes(sheet: Worksheet, bold: Format) -> dict[str, str]:
    """Two columns a list: code and words. Gives the cells of each list's codes, as Excel names them."""
    ranges = {}
    for place, name in enumerate(dict.fromkeys(c.codes for c in columns() if c.codes)):
        left = 3 * place
        sheet.write_row(0, left, [name, "meaning"], bold)
        for row, (code, words) in enumerate(codes(name).items(), start=1):
            sheet.write_row(row, left, [code, words])
        sheet.set_column(left, left, 20)
        sheet.set_column(left + 1, left + 1, 40)
        ranges[name] = f"=Codes!{_cell(1, left)}:{_cell(len(codes(name)), left)}"
    sheet.freeze_panes(1, 0)
    return ranges


def _cell(row: int, column: int) -> str:
    """$A$2 for (1, 0)."""
    left, letter = divmod(column, 26)
    return f"${chr(64 + left) if left else ''}{chr(65 + letter)}${row + 1}"


def _write_records(sheet: Worksheet, bold: Format, text: Format, example: Format, ranges: dict[str, str]) -> None:
    for place, column in enumerate(_report_columns()):
        sheet.set_column(place, place, max(14, len(column.name) + 2), text)
        sheet.write_string(0, place, column.name, bold)
        sheet.write_string(1, place, column.row_1, example)
        sheet.write_string(2, place, column.row_2, example)
        if column.codes and column.kind not in ("route", "certainty"):
            sheet.data_validation(1, place, ROWS_WITH_LISTS, place, _choice(column, ranges[column.codes]))
    sheet.freeze_panes(1, 2)


def _choice(column: Column, source: str) -> dict[str, str]:
    free = column.codes in FREE
    return {
        "validate": "list",
        "source": source,
        "error_type": "information" if free else "stop",
        "error_title": column.name,
        "error_message": N_("Not a code of the list. See the sheets Columns and Codes."),
    }


def _write_columns(sheet: Worksheet, bold: Format, wrap: Format) -> None:
    titles = ["column", "what", "format", "example", "required", N_("list in the sheet Codes"), "for"]
    sheet.write_row(0, 0, titles, bold)
    for row, c in enumerate(columns(), start=1):
        used = "you" if c.purpose == "report" else N_("our exports; add it if you need it")
        cells = [c.name, c.what, c.format, c.example, c.required or "no", c.codes, used]
        for place, cell in enumerate(cells):
            sheet.write_string(row, place, cell, wrap)
    for place, width in enumerate((22, 70, 34, 26, 10, 22, 32)):
        sheet.set_column(place, place, width)
    sheet.freeze_panes(1, 1)
