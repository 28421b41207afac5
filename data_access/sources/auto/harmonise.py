"""A foreign table and its mapping → records of the one contract, and what was refused, each with row and reason."""

from dataclasses import dataclass
from datetime import date

import polars as pl

from data_access.places import resolve
from data_access.reference import tables as reference
from data_access.sources.auto.amounts import counts, how_much, what, worth
from data_access.sources.auto.columns import MARK, READINGS, Step, column_of, mapped, problem
from data_access.sources.auto.fields import PLACES, TEXTS
from data_access.sources.auto.mapping import ROW, Mapping, dates
from data_access.sources.auto.numbers import parse_date
from data_access.sources.auto.periods import Period, period
from data_access.sources.auto.raw import RawTable
from data_access.sources.auto.several import SHARED, split_rows
from domain.dimensions import EMPTY, MULTIPLE, OTHER, UNKNOWN
from domain.frames import REFUSED_SCHEMA, completed, conform

SEPARATOR = "\x1f"
FIRST_DAY = date(1900, 1, 1)


@dataclass(frozen=True, kw_only=True, eq=False)
class Harmonised:
    """records (RECORD_SCHEMA), refused (REFUSED_SCHEMA), and how words were read: field, name, code, status, note."""

    records: pl.DataFrame
    refused: pl.DataFrame
    readings: pl.DataFrame


def harmonise(table: RawTable, mapping: Mapping) -> Harmonised:
    """Read every row. A row is refused whole at its first problem; what is merely not told stays not told."""
    columns = [c for c in table.frame.columns if c != ROW]
    content, events = _events(table, columns)
    table, numbers, shared = split_rows(table, mapping)
    readings: list[pl.DataFrame] = []
    rows = events.gather(numbers - 1)
    lines = pl.DataFrame({"n": rows}).select(pl.int_range(1, pl.len() + 1).over("n")).to_series()
    parts = {"row": rows, "line": lines, "file_row": table.frame[ROW], "content": content.gather(numbers - 1)}
    goods = mapping.column("goods") or "goods"
    problems = [problem(column_of(table, mapping, "goods"), shared != "", goods, SHARED)]
    for step in (_when, _where, what, how_much, worth, counts, _rest):
        told, wrong = step(table, mapping, readings)
        parts |= told
        problems += wrong
    built = pl.DataFrame(parts)
    checked = built.with_columns(pl.coalesce([pl.Series(f"_p{i}", p) for i, p in enumerate(problems)]).alias("problem"))
    refused = _refused(checked.filter(pl.col("problem").is_not_null()))
    records = _lines(completed(checked.filter(pl.col("problem").is_null()).drop("problem")))
    listed = pl.concat(readings) if readings else pl.DataFrame(schema=READINGS)
    return Harmonised(records=records, refused=refused, readings=listed)


def _events(table: RawTable, columns: list[str]) -> tuple[pl.Series, pl.Series]:
    """What each row's record says in all its rows, and the number of its record, from 1."""
    content = table.frame.select(pl.concat_str(columns, separator=SEPARATOR).alias("content"), ROW)
    if not table.lines:
        return content["content"], pl.int_range(1, content.height + 1, eager=True)
    told = content.select(pl.col("content").str.join(SEPARATOR).over(ROW), pl.col(ROW).rank("dense").cast(pl.Int64))
    return told["content"], told[ROW]


def _lines(records: pl.DataFrame) -> pl.DataFrame:
    """Rows with one record id, day and country are the goods lines of one seizure; the same row again is one line."""
    if (records["record_id"] == "").all():
        return records
    named = records.filter(pl.col("record_id") != "").unique(
        ["record_id", "content", "line"], keep="first", maintain_order=True
    )
    group = ["record_id", "seized_on", "country"]
    joined = named.with_columns(
        pl.col("row").min().over(group),
        pl.col("file_row").min().over(group),
        pl.int_range(1, pl.len() + 1).over(group).cast(pl.Int64).alias("line"),
        pl.col("content").str.join(SEPARATOR).over(group),
    )
    return pl.concat([records.filter(pl.col("record_id") == ""), joined]).sort("row", "line")


def _when(table: RawTable, mapping: Mapping, _readings: list[pl.DataFrame]) -> Step:
    """The date with its precision, from a date, or from a year (calendar or fiscal) with or without a month."""
    if mapping.column("date") or mapping.constant("date"):
        texts, field = column_of(table, mapping, "date"), mapping.column("date") or "date"
        style = dates(table, mapping)
        found = {text: parse_date(text, style) for text in texts.unique().to_list()}
    else:
        years, months = column_of(table, mapping, "year"), column_of(table, mapping, "month")
        texts = pl.select(pl.concat_str([years.rename("y"), months.rename("m")], separator=MARK)).to_series()
        start, field = int(mapping.option("fiscal_start") or 1), mapping.column("year") or "year"
        found = {text: _of_parts(text, start) for text in texts.unique().to_list()}
    day = mapped(texts, lambda t: (found[t] or (None, ""))[0], pl.Date)
    precision = mapped(texts, lambda t: (found[t] or (None, None))[1], pl.String)
    shown = texts.str.replace_all(MARK, " ")
    late = ((day > date.today()) | (day < FIRST_DAY)).fill_null(False)
    wrong = [
        problem(shown, day.is_null(), field, "the date cannot be read"),
        problem(shown, late, field, "the date lies in the future or before 1900"),
    ]
    return {"seized_on": day, "date_precision": precision}, wrong


def _of_parts(text: str, fiscal_start: int) -> Period | None:
    year, _, month = text.partition(MARK)
    return period(year, month, fiscal_start)


def _where(table: RawTable, mapping: Mapping, readings: list[pl.DataFrame]) -> Step:
    told: dict[str, pl.Series] = {}
    wrong: list[pl.Series] = []
    answers = dict(mapping.answers)
    for role in PLACES:
        texts = column_of(table, mapping, role)
        kind = "name" if mapping.column(role) is None else "auto"
        found = resolve(texts, kind=kind)
        code = dict(found.select("name", "code").iter_rows()) | {n: c for n, c in answers.items() if c}
        bad = {n for n, s in found.select("name", "status").iter_rows() if s in ("unknown", "ambiguous")} - set(answers)
        told[role] = texts.replace_strict(code, default="", return_dtype=pl.String)
        told[f"{role}_reported"] = texts
        reason = "the place is not known, or may be several: see the list of places"
        wrong.append(problem(texts, texts.is_in(list(bad)), mapping.column(role) or role, reason))
        if mapping.column(role):
            readings.append(_reading(role, found))
    no_place = told["country"].is_in([EMPTY, OTHER, MULTIPLE])
    where = mapping.column("country") or "country"
    wrong.append(problem(told["country_reported"], no_place, where, "the country of seizure is not told"))
    told["transit"], told["transit_reported"] = _transit(table, mapping)
    return told, wrong


def _transit(table: RawTable, mapping: Mapping) -> tuple[pl.Series, pl.Series]:
    """Codes in order, joined by '>'; what is not known stands as 'unknown', its words kept."""
    texts = column_of(table, mapping, "transit")
    parts = {
        t: [p.strip() for p in t.replace(">", ";").replace(",", ";").split(";") if p.strip()] for t in texts.unique()
    }
    every = pl.Series(sorted({p for held in parts.values() for p in held}), dtype=pl.String)
    code = dict(resolve(every).select("name", "code").iter_rows()) if len(every) else {}
    return mapped(texts, lambda t: ">".join(code.get(p) or UNKNOWN for p in parts[t]), pl.String), texts


def _reading(field: str, found: pl.DataFrame) -> pl.DataFrame:
    return found.select(pl.lit(field).alias("field"), "name", "code", "status", "note", "candidates")


def _rest(table: RawTable, mapping: Mapping, _readings: list[pl.DataFrame]) -> Step:
    """Texts that are taken over as they are, and the mode of transport."""
    told = {target: column_of(table, mapping, name) for name, target in TEXTS.items() if mapping.column(name)}
    modes = column_of(table, mapping, "mode")
    told["mode"], told["mode_reported"] = mapped(modes, _mode, pl.String), modes
    return told, []


def _mode(text: str) -> str:
    """Our code of a mode by its code, its name or UNODC's; 'other' for words that we do not know."""
    if not text:
        return EMPTY
    key = text.casefold()
    known = {n.casefold(): c for c, n in reference.names("modes").items()} | {c: c for c in reference.names("modes")}
    known |= {n.casefold(): c for n, c in reference.read("unodc_transport").select("name", "mode").iter_rows()}
    known |= {n.casefold(): c for n, c in reference.read("mode_synonyms").select("synonym", "mode").iter_rows()}
    return UNKNOWN if key == "unknown" else known.get(key, OTHER)


def _refused(bad: pl.DataFrame) -> pl.DataFrame:
    parts = pl.col("problem").str.splitn(MARK, 3).struct.rename_fields(["field", "value", "reason"]).alias("_parts")
    return conform(bad.select(pl.col("file_row").alias("row"), "content", parts).unnest("_parts"), REFUSED_SCHEMA)
