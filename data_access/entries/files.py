"""Makes the empty template of a kind of entries (CSV, Excel), and writes entries in its columns, to be read again."""

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import datetime

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from data_access.entries.template import Template
from data_access.sources.template_columns import guard
from data_access.sources.template_file import SAFE
from data_access.sources.template_rows import SHEET
from domain.messages import N_

LISTED = ("code", "yesno")
"""Kinds of columns for which the workbook offers the codes."""
ROWS_WITH_LISTS = 2_000
LONGEST_CELL = 32_767
_MADE = datetime(2026, 1, 1)  # fixed, so that equal templates are equal files


def template_csv(template: Template) -> bytes:
    """The header and two invented examples, as CSV (UTF-8 with a mark that Excel needs)."""
    return entries_csv(template, _examples(template), ())


def template_xlsx(template: Template) -> bytes:
    """The empty template as a workbook: Records to fill in, Columns that explains them, Codes with every list."""
    return entries_xlsx(template, _examples(template), (), {})


def entries_csv(template: Template, rows: Iterable[Mapping[str, str]], extra: tuple[str, ...]) -> bytes:
    """Rows of cells by column, with these columns behind ours."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n", quoting=csv.QUOTE_ALL)  # cells hold ; too
    names = [c.name for c in template.columns] + list(extra)
    writer.writerow(names)
    writer.writerows([[row.get(name, "") for name in names] for row in rows])
    return text.getvalue().encode("utf-8-sig")


def entries_xlsx(
    template: Template, rows: Iterable[Mapping[str, str]], extra: tuple[str, ...], about: Mapping[str, str]
) -> bytes:
    """The same as a workbook; `about` stands in a sheet of its own. Longer texts than a cell can hold are cut short."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, SAFE) as book:
        book.set_properties({"title": f"Contraband Atlas: {template.name}", "created": _MADE})
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        records, explained, listed = (book.add_worksheet(name) for name in (SHEET, N_("Columns"), N_("Codes")))
        _write_rows(template, records, rows, extra, bold, text, _write_codes(template, listed, bold))
        _write_columns(template, explained, bold, wrap)
        if about:
            sheet = book.add_worksheet(N_("About"))
            sheet.set_column(0, 0, 24)
            sheet.set_column(1, 1, 100)
            for place, (key, value) in enumerate(about.items()):
                sheet.write_string(place, 0, key, bold)
                sheet.write_string(place, 1, guard(value)[:LONGEST_CELL], wrap)
    return stream.getvalue()


def _examples(template: Template) -> list[dict[str, str]]:
    return [{c.name: guard(getattr(c, row)) for c in template.columns} for row in ("row_1", "row_2")]


def _write_codes(template: Template, sheet: Worksheet, bold: Format) -> dict[str, tuple[int, int]]:
    """Two columns a list: code and words. Gives each list's column and length."""
    ranges = {}
    for place, name in enumerate(dict.fromkeys(c.codes for c in template.columns if c.codes)):
        left = 3 * place
        sheet.write_row(0, left, [name, "meaning"], bold)
        for row, (code, words) in enumerate(template.codes(name).items(), start=1):
            sheet.write_row(row, left, [code, words])
        sheet.set_column(left, left + 1, 30)
        ranges[name] = (left, len(template.codes(name)))
    sheet.freeze_panes(1, 0)
    return ranges


def _write_rows(
    template: Template,
    sheet: Worksheet,
    rows: Iterable[Mapping[str, str]],
    extra: tuple[str, ...],
    bold: Format,
    text: Format,
    ranges: dict[str, tuple[int, int]],
) -> None:
    columns = [*template.columns]
    for place, name in enumerate([c.name for c in columns] + list(extra)):
        sheet.set_column(place, place, max(16, len(name) + 2), text)
        sheet.write_string(0, place, name, bold)
    for number, row in enumerate(rows, start=1):
        for place, name in enumerate([c.name for c in columns] + list(extra)):
            sheet.write_string(number, place, row.get(name, "")[:LONGEST_CELL], text)
    for place, column in enumerate(columns):
        if column.kind in LISTED:
            left, length = ranges[column.codes]
            cell = xlsxwriter.utility.xl_range_abs(1, left, length, left)
            choice = {"validate": "list", "source": f"=Codes!{cell}", "error_title": column.name}
            sheet.data_validation(1, place, ROWS_WITH_LISTS, place, choice)
    sheet.freeze_panes(1, 2)


def _write_columns(template: Template, sheet: Worksheet, bold: Format, wrap: Format) -> None:
    sheet.write_row(0, 0, ["column", "what", "format", "required", N_("list in the sheet Codes")], bold)
    for row, c in enumerate(template.columns, start=1):
        for place, cell in enumerate([c.name, c.what, c.format, c.required or "no", c.codes]):
            sheet.write_string(row, place, cell, wrap)
    for place, width in enumerate((22, 80, 50, 10, 22)):
        sheet.set_column(place, place, width)
    sheet.freeze_panes(1, 1)
