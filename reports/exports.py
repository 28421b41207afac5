"""A table with everything that must travel with it, as CSV, Excel, Parquet, JSON beside, or several in one zip.

Text that a spreadsheet would take for a formula is made harmless (OWASP, CSV injection); numbers stay numbers.
"""

import io
import json
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import polars as pl
import pyarrow.parquet as pq
import xlsxwriter

from data_access.answers import Answers
from data_access.places.boundaries import boundaries
from domain.cells import LABELS, MEANINGS, MEANINGS_OPEN
from domain.errors import UsageError
from domain.exact import fits_float, in_full, plain
from domain.messages import N_
from domain.selection import Selection
from domain.words import Words
from reports.dates import days_in_words, period_covered
from reports.titles import subject, titled
from reports.wording import copies, in_words, may_belong

MAKER = "Contraband Atlas"  # untranslated
INVENTED = N_("INVENTED DATA")
_UNSEEN = (
    "[\\s\\x00\\x1c-\\x1f\u00ad\u0600-\u0605\u061c\u06dd\u070f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb]*"
)
FORMULA = rf"^(?:[\t\r\x00]|{_UNSEEN}[=+\-@＝＋－＠])"
"""What a spreadsheet may take for a formula (OWASP ASVS 1.2.10), in full width too, and after what cannot be seen."""
_INSIDE = rf"([;\t\r\n]{_UNSEEN})([=+\-@＝＋－＠])"
"""The same where a spreadsheet that splits at semicolons or tabs, as many do in Europe, begins a cell."""
_DATA, _ABOUT, _WIDEST = "Data", "About", 48  # untranslated
"""Names of sheets are codes, as the names of files are: scripts open them by name."""
_OPTIONS = {
    "in_memory": True,
    "remove_timezone": True,
    **dict.fromkeys(("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False),
}
"""Of every workbook: what is text stays text."""
_EXACT = 10**15
"""Larger whole numbers lose digits in a spreadsheet: they are written as text."""
_LONGEST, _MOST_ROWS = 32_767, 1_048_000
"""What a cell and a sheet can hold."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Export:
    """What a chart shows, and what must be said with it. `table` is worded for readers."""

    name: str
    """Of the file, without ending."""
    title: str
    unit: str
    table: pl.DataFrame
    about: dict[str, Any]
    words: Words
    """In whose language the table and what is said with it are worded."""
    chart: str = ""
    """The key of the chart on the page that shows it, '' where the table is the picture."""
    alt: str = ""
    is_map: bool = False
    places: pl.Series | None = None
    """Of a map of countries and territories: the code of each row."""


def about(
    answers: Answers,
    words: Words,
    selection: Selection,
    *,
    title: str,
    unit: str,
    caution: str,
    behind: tuple[str, ...] | None = None,
    link: str = "",
    note: str = "",
    focus: str = "",
) -> dict[str, Any]:
    """Title, unit, filters, period covered, sources with their publication, rules, the day of loading, version,
    citation, link. `behind`: the sources of statistics. Keys are codes, texts are in the reader's language.

    The title says what is shown and of what (reports.titles), but for statistics, which are not of the selection.
    `note`: how much is known, and what was done to the figures, in words. `focus`: see reports.titles.subject.
    """
    of_what, inside = "", ""
    if behind is None:
        months, names = answers.months(), answers.source_names()
        of_what = subject(selection, words, months, names, focus)
        inside = subject(selection, words, months, names, focus, begins=False)
    metadata: dict[str, Any] = {
        "title": titled(title, inside, words),
        "subject": of_what,
        "copies": copies(selection, words) if behind is None else "",
        "counting_unit": unit,
        "filters": selection.to_query(),
        "filters_in_words": in_words(selection, words, answers.source_names()),
        "note": note,
        "may_also_belong": may_belong(*answers.left_open(selection), words) if behind is None else "",
        "period_covered": period_covered(answers, selection, behind, words),
        **provenance(answers, answers.sources_of(selection) if behind is None else behind),
        "rules": [words.unpacked(rule) for rule in answers.rules(selection)],
        "link": link,
        "downloaded_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "how_not_to_read": caution,
        "states_of_a_cell": _meanings(words),
    }
    return {**metadata, "suggested_citation": citation(metadata, words)}


def _meanings(words: Words) -> dict[str, str]:
    """What a table calls the states of its cells → what that means."""
    of_states = {words.t(LABELS[state]): words.t(meaning) for state, meaning in MEANINGS.items()}
    return of_states | {words.t(label): words.t(meaning) for label, meaning in MEANINGS_OPEN.items()}


def addressed(export: Export, *, link: str, name: str) -> Export:
    """The same as a file of this name, with the address that shows it again."""
    metadata = {**export.about, "link": link}
    named = name.replace("{version}", str(metadata["data_version"]))
    return replace(export, name=named, about={**metadata, "suggested_citation": citation(metadata, export.words)})


def stamped(export: Export) -> Export:
    """The same as taken now: a page may stand open for days before the reader clicks."""
    metadata = {**export.about, "downloaded_at": datetime.now(UTC).isoformat(timespec="seconds")}
    return replace(export, about={**metadata, "suggested_citation": citation(metadata, export.words)})


def provenance(answers: Answers, sources: tuple[str, ...]) -> dict[str, Any]:
    """Who stands behind the figures, when that was published (if anybody said so) and loaded, and who may see it."""
    every = answers.sources()
    found = every.filter(pl.col("source").is_in(list(sources)))
    days = {"published": found["published"].to_list(), "loaded": [f"{day:%Y-%m-%d}" for day in found["loaded"]]}
    facts = found.select("source", "name", "publisher", "kind", "handling", "note").to_dicts()
    store = answers.loaded
    return {
        "sources": [f | {k: days[k][i] for k in days} for i, f in enumerate(facts)],
        "handling": " · ".join(answers.handling(sources)) or "public",
        "loaded": max(days["loaded"], default=f"{store:%Y-%m-%d}" if store else ""),
        "data_version": answers.version,
        "invented": "invented" in every["kind"].to_list(),
    }


def credited(metadata: dict[str, Any], name: str, checked: str, words: Words) -> dict[str, Any]:
    """The same about facts that come with the program, last checked then, whose sources stand in the rows."""
    facts = {"source": "", "name": name, "publisher": "", "kind": "facts", "handling": "public", "note": ""}
    metadata = {**metadata, "sources": [facts], "rules": [], "invented": False, "loaded": "", "handling": "public"}
    metadata |= {"copies": "", "may_also_belong": "", "period_covered": "", "checked": checked}
    return {**metadata, "suggested_citation": citation(metadata, words)}


def citation(metadata: dict[str, Any], words: Words) -> str:
    """One line for a paper: who published, what is shown, the period, publication and loading, when it was taken."""
    names = "; ".join(dict.fromkeys(s["publisher"] or s["name"] for s in metadata["sources"])) or MAKER
    details = [metadata["counting_unit"], metadata.get("search_in_words", "")]
    details += [metadata["copies"], metadata["may_also_belong"]]
    shown = words.t("{title} ({details}).", title=metadata["title"], details="; ".join(filter(None, details)))
    day, link = metadata["downloaded_at"][:10], metadata["link"]
    return words.t(
        "{publishers}. {shown} {days}, version {version}, by {maker}, {retrieved}.",
        publishers=names,
        shown=f"{shown} {words.t(INVENTED)}." if metadata["invented"] else shown,
        days=words.comma(days_in_words(metadata, words, first=True)),
        version=str(metadata["data_version"]),
        maker=MAKER,
        retrieved=words.t("retrieved {day}, {link}", day=day, link=link)
        if link
        else words.t("retrieved {day}", day=day),
    )


def footer(metadata: dict[str, Any], words: Words, *, is_map: bool) -> str:
    """The line under a chart and inside its picture."""
    names = "; ".join(s["name"] for s in metadata["sources"])
    parts = [words.t(INVENTED)] if metadata["invented"] else []
    parts.append(words.t("Source: {names}", names=names) if names else words.t("Source: none with records"))
    parts += days_in_words(metadata, words, first=False)
    parts.append(words.t("data version {version}", version=str(metadata["data_version"])))
    parts.append(words.t("handling: {handling}", handling=metadata["handling"]))
    text = " · ".join(parts)
    return f"{text}. {about_boundaries(words)}" if is_map else text


def about_boundaries(words: Words) -> str:
    """What must stand on every map: whose boundaries they are if not ours, and that they mean no endorsement."""
    drawn = boundaries()
    source = words.t("Boundaries: {source}.", source=drawn.source.rstrip(".")) if drawn.source else ""
    return " ".join(filter(None, [source, words.t(drawn.disclaimer)]))


def picture_footer(metadata: dict[str, Any], words: Words, *, is_map: bool) -> str:
    """The lines inside a picture: it travels alone, so it says how to cite it."""
    cited = words.t("Suggested citation: {citation}", citation=metadata["suggested_citation"])
    return f"{footer(metadata, words, is_map=is_map)}\n{cited}"


def below_title(metadata: dict[str, Any], words: Words) -> str:
    """The line under a title, on pages, in pictures and in sheets: counting unit, copies, what is known."""
    unit = words.t("Counting unit: {unit}", unit=metadata["counting_unit"])
    return " · ".join(filter(None, [unit, metadata["copies"], metadata["may_also_belong"], metadata.get("note", "")]))


def picture_words(export: Export) -> dict[str, str]:
    """What stands inside a chart's picture, whoever draws it: title, subtitle, footer, alt."""
    marks = export.about.get("marks", ())
    return {
        "title": export.title,
        "subtitle": below_title(export.about, export.words),
        "footer": "\n".join([*marks, picture_footer(export.about, export.words, is_map=export.is_map)]),
        "alt": export.alt,
    }


def spreadsheet_safe(table: pl.DataFrame) -> pl.DataFrame:
    """Text that a spreadsheet would take for a formula gets an apostrophe, in names too; numbers stay numbers."""
    texts = flat(table)
    risky = {c: pl.col(c).str.contains(FORMULA) for c, dtype in texts.schema.items() if dtype == pl.String}
    inside = {c: pl.col(c).str.replace_all(_INSIDE, "${1}'${2}") for c in risky}
    safe = texts.with_columns(
        pl.when(test).then(pl.concat_str(pl.lit("'"), inside[c])).otherwise(inside[c]).alias(c)
        for c, test in risky.items()
    )
    names = {c: re.sub(_INSIDE, r"\1'\2", c) for c in safe.columns}
    return safe.rename({c: f"'{name}" if re.match(FORMULA, c) else name for c, name in names.items()})


def flat(table: pl.DataFrame) -> pl.DataFrame:
    """The table with plain cells: codes of a fixed list as text, lists joined by a comma."""
    coded = [pl.col(c).cast(pl.String) for c, t in table.schema.items() if isinstance(t, pl.Categorical | pl.Enum)]
    listed = [
        pl.col(c).cast(pl.List(pl.String)).list.join(", ") for c, t in table.schema.items() if isinstance(t, pl.List)
    ]
    return table.with_columns(*coded, *listed)


def csv_bytes(export: Export) -> bytes:
    """UTF-8 with a mark, so that spreadsheets read accents; the companion is `json_bytes`."""
    return csv_text(export.table, include_bom=True).encode()


def csv_text(table: pl.DataFrame, *, include_bom: bool = False) -> str:
    """CSV for spreadsheets: no cell is a formula, numbers are in full, without an exponent."""
    safe = spreadsheet_safe(table)
    numbers = [c for c, kind in safe.schema.items() if kind.is_decimal() or kind.is_float()]
    return str(safe.with_columns(in_full(safe[c]) for c in numbers).write_csv(include_bom=include_bom))


def json_bytes(export: Export) -> bytes:
    """Everything that must be said with the table."""
    return json.dumps(export.about, ensure_ascii=False, indent=2).encode()


def parquet_bytes(export: Export) -> bytes:
    """The table with its metadata in the file itself (key `contraband_atlas`, JSON)."""
    table = export.table.to_arrow()
    metadata = {**(table.schema.metadata or {}), b"contraband_atlas": json_bytes(export)}
    target = io.BytesIO()
    pq.write_table(table.replace_schema_metadata(metadata), target)
    return target.getvalue()


def xlsx_bytes(export: Export) -> bytes:
    """Sheet Data: title, filters, then the table from row 5; sheet About: everything else. No cell is a formula.

    Raises UsageError for more rows than a sheet can hold.
    """
    if export.table.height > _MOST_ROWS:
        raise UsageError(
            "{height} rows are more than a sheet can hold: take CSV or Parquet.", height=export.table.height
        )
    target, table = io.BytesIO(), flat(export.table)
    with xlsxwriter.Workbook(target, _OPTIONS) as book:
        _data_sheet(book, export, table)
        _about_sheet(book, export.about)
    return target.getvalue()


def texts_and_tables(texts: Mapping[str, str], tables: Iterable[Export]) -> bytes:
    """A workbook: texts on its first sheet (name → text), then each table on a sheet of its own, Data 1, Data 2 …"""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, _OPTIONS) as book:
        _about_sheet(book, dict(texts))
        for at, export in enumerate(tables, 1):
            _data_sheet(book, export, flat(export.table), f"{_DATA} {at}")
    return target.getvalue()


def _data_sheet(book: Any, export: Export, table: pl.DataFrame, named: str = _DATA) -> None:
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
    sheet = book.add_worksheet(named)
    sheet.write_string(0, 0, export.title, bold)
    sheet.write_string(1, 0, below_title(export.about, export.words))
    sheet.write_string(2, 0, footer(export.about, export.words, is_map=False))
    for column, name in enumerate(table.columns):
        sheet.write_string(4, column, name, bold)
        _write_column(sheet, column, table[name], day)
    # Codes such as years are text on purpose: no green corner in each of their cells.
    sheet.ignore_errors({"number_stored_as_text": f"A6:XFD{table.height + 6}"})
    sheet.freeze_panes(5, 1)


def _about_sheet(book: Any, metadata: dict[str, Any]) -> None:
    bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet(_ABOUT)
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 100)
    for row, (key, value) in enumerate(metadata.items()):
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        sheet.write_string(row, 0, key, bold)
        sheet.write_string(row, 1, text[:_LONGEST], wrap)


def _write_column(sheet: Any, column: int, values: pl.Series, day: Any) -> None:
    """Numbers as numbers, days as days, the rest as text; what is missing stays an empty cell."""
    widest = len(values.name)
    for row, value in enumerate(values.to_list(), start=5):
        if value is None:
            continue
        if isinstance(value, date) and value.year >= 1900:  # a sheet knows no day before
            sheet.write_datetime(row, column, value, day)
        elif _is_number(value):
            sheet.write_number(row, column, value if isinstance(value, int) else _InFull(value))
        elif isinstance(value, Decimal):
            sheet.write_string(row, column, plain(value))
        else:
            sheet.write_string(row, column, str(value)[:_LONGEST])
            widest = max(widest, len(str(value)))
    sheet.set_column(column, column, min(widest + 2, _WIDEST))


class _InFull(float):
    """A number that a workbook writes with every digit: xlsxwriter asks for 16, one too few to read it back."""

    def __format__(self, _spec: str) -> str:
        return float.__repr__(self)


def _is_number(value: object) -> bool:
    """Whether a cell can hold the number as it is: neither infinite nor longer than its digits."""
    if isinstance(value, Decimal):
        return fits_float(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return math.isfinite(value) and (isinstance(value, float) or abs(value) < _EXACT)


FORMATS = {"csv": csv_bytes, "xlsx": xlsx_bytes, "parquet": parquet_bytes, "json": json_bytes}
MIME = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
    "json": "application/json",
    "pdf": "application/pdf",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "gpkg": "application/geopackage+sqlite3",
    "geojson": "application/geo+json",
    "graphml": "application/graphml+xml",
    "gexf": "application/gexf+xml",
}
