"""A foreign table and its mapping → records of the one contract, and what was refused, each with row and reason."""

from collections.abc import Mapping as Dict
from dataclasses import dataclass
from datetime import date

import polars as pl

from data_access.places.keys import fold
from data_access.reference import tables as reference
from data_access.sources.auto.amounts import counts, how_much, what, worth
from data_access.sources.auto.columns import MARK, READINGS, Step, column_of, mapped, problem, reading, words_only
from data_access.sources.auto.fields import FLAG_HEADINGS, FLAG_WORDS, TEXTS, handling_words
from data_access.sources.auto.files.raw import RawTable
from data_access.sources.auto.mapping import EMPTY_WORD, ROW, Mapping
from data_access.sources.auto.tables.several import SHARED, split_rows
from data_access.sources.auto.values.numbers import parse_date
from data_access.sources.auto.values.periods import Period, period
from data_access.sources.auto.values.styles import changes_order, dates
from data_access.sources.auto.where import where
from data_access.sources.base import SEPARATOR
from domain.codes import HANDLING, STRICTEST
from domain.dimensions import EMPTY, OTHER, UNKNOWN
from domain.frames import REFUSED_SCHEMA, completed, conform
from domain.messages import N_, packed

FIRST_DAY = date(1900, 1, 1)


@dataclass(frozen=True, kw_only=True, eq=False)
class Harmonised:
    """records (RECORD_SCHEMA), refused (REFUSED_SCHEMA, handling), and how words were read: columns.READINGS.

    `trace`: file_row → row (Int64), the record that a row of the file went into; rows that went into none are refused.
    """

    records: pl.DataFrame
    refused: pl.DataFrame
    readings: pl.DataFrame
    trace: pl.DataFrame
    notes: tuple[str, ...] = ()


TRACE = {"file_row": pl.Int64, "row": pl.Int64}


def harmonise(table: RawTable, mapping: Mapping) -> Harmonised:
    """Read every row. A row is refused whole at its first problem; what is merely not reported stays not reported."""
    columns = [c for c in table.frame.columns if c != ROW]
    content, events = _events(table, columns)
    table, numbers, shared = split_rows(table, mapping)
    readings: list[pl.DataFrame] = []
    rows = events.gather(numbers - 1)
    lines = pl.DataFrame({"n": rows}).select(pl.int_range(1, pl.len() + 1).over("n")).to_series()
    parts = {"row": rows, "line": lines, "file_row": table.frame[ROW], "content": content.gather(numbers - 1)}
    goods = mapping.column("goods") or "goods"
    problems = [problem(column_of(table, mapping, "goods"), shared != "", goods, SHARED)]
    for step in (_when, where, what, how_much, worth, counts, _rest):
        read, wrong = step(table, mapping, readings)
        parts |= read
        problems += wrong
    built = pl.DataFrame(parts)
    checked = built.with_columns(pl.coalesce([pl.Series(f"_p{i}", p) for i, p in enumerate(problems)]).alias("problem"))
    refused = _refused(checked.filter(pl.col("problem").is_not_null()))
    good = completed(checked.filter(pl.col("problem").is_null()).drop("problem"))
    records, trace, notes = _lines(good)
    listed = pl.concat(readings) if readings else pl.DataFrame(schema=READINGS)
    return Harmonised(records=records, refused=refused, readings=listed, trace=trace, notes=notes)


def _events(table: RawTable, columns: list[str]) -> tuple[pl.Series, pl.Series]:
    """What each row's record says in all its rows, and the number of its record, from 1."""
    content = table.frame.select(pl.concat_str(columns, separator=SEPARATOR).alias("content"), ROW)
    if not table.lines:
        return content["content"], pl.int_range(1, content.height + 1, eager=True)
    joined = content.select(pl.col("content").str.join(SEPARATOR).over(ROW), pl.col(ROW).rank("dense").cast(pl.Int64))
    return joined["content"], joined[ROW]


def _lines(records: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame, tuple[str, ...]]:
    """Rows with one record id, day and country are the goods lines of one seizure; the same row again is one line.

    An id that stands for several days or countries is none of a record: then each of its rows is a record of its own.
    """
    plain = records.select("file_row", "row").unique(maintain_order=True)
    if (records["record_id"] == "").all():
        return records, plain, ()
    group = ["record_id", "seized_on", "country"]
    seen = records.filter(pl.col("record_id") != "").unique(group)
    twice = seen.group_by("record_id").len().filter(pl.col("len") > 1)["record_id"].to_list()
    notes: tuple[str, ...] = ()
    if twice:
        records = records.with_columns(
            pl.when(pl.col("record_id").is_in(twice)).then(pl.lit("")).otherwise("record_id").alias("record_id"),
            pl.when(pl.col("record_id").is_in(twice) & (pl.col("case_id") == ""))
            .then("record_id")
            .otherwise("case_id")
            .alias("case_id"),
        )
        notes = (
            packed(
                "{n} ids stand for several days or countries (such as '{example}'): taken as cases.",
                n=len(twice),
                example=twice[0][:40],
            ),
        )
    has_id = pl.col("record_id") != ""
    first = pl.when(has_id).then(pl.col("row").min().over(group)).otherwise("row").alias("row")
    trace = records.with_columns(first).select("file_row", "row").unique(maintain_order=True)
    named = records.filter(has_id).unique(["record_id", "content", "line"], keep="first", maintain_order=True)
    joined = named.with_columns(
        pl.col("row").min().over(group),
        pl.col("file_row").min().over(group),
        pl.int_range(1, pl.len() + 1).over(group).cast(pl.Int64).alias("line"),
        pl.col("content").str.join(SEPARATOR).over(group),
    )
    return pl.concat([records.filter(~has_id), joined]).sort("row", "line"), trace, notes


def _when(table: RawTable, mapping: Mapping, _readings: list[pl.DataFrame]) -> Step:
    """The date with its precision, from a date, or from a year (calendar or fiscal) with or without a month.

    Where a date cannot be read and a year stands beside it, the year holds.
    """
    start = int(mapping.option("fiscal_start") or 1)
    years, months = column_of(table, mapping, "year"), column_of(table, mapping, "month")
    parts = pl.select(pl.concat_str([years.rename("y"), months.rename("m")], separator=MARK)).to_series()
    of_parts = {text: _of_parts(text, start) for text in parts.unique().to_list()}
    field = mapping.column("date") or mapping.column("year") or "date"
    day, precision = _mapped_dates(parts, of_parts)
    texts = parts
    if mapping.column("date") or mapping.constant("date"):
        texts = column_of(table, mapping, "date")
        style = dates(table, mapping)
        found = {text: parse_date(text, style) for text in texts.unique().to_list()}
        own, own_precision = _mapped_dates(texts, found)
        never = pl.repeat(False, len(texts), dtype=pl.Boolean, eager=True)
        doubtful = changes_order(texts, style.order) if style.order in ("dmy", "mdy") else never
        fallback = pl.repeat(bool(mapping.column("year")), len(texts), dtype=pl.Boolean, eager=True) & ~doubtful
        frame = pl.DataFrame(
            {"own": own, "own_p": own_precision, "day": day, "p": precision, "doubt": doubtful, "back": fallback}
        )
        use = pl.col("own").is_not_null() & ~pl.col("doubt")
        chosen = frame.select(
            pl.when(use).then("own").when(pl.col("back")).then("day").alias("day"),
            pl.when(use).then("own_p").when(pl.col("back")).then("p").alias("p"),
        )
        day, precision = chosen["day"], chosen["p"]
    shown = texts.str.replace_all(MARK, " ")
    late = ((day > date.today()) | (day < FIRST_DAY)).fill_null(False)
    wrong = [
        problem(shown, day.is_null(), field, N_("the date cannot be read")),
        problem(shown, late, field, N_("the date lies in the future or before 1900")),
    ]
    return {"seized_on": day, "date_precision": precision}, wrong


def _mapped_dates(texts: pl.Series, found: Dict[str, Period | None]) -> tuple[pl.Series, pl.Series]:
    day = mapped(texts, lambda t: (found[t] or (None, ""))[0], pl.Date)
    return day, mapped(texts, lambda t: (found[t] or (None, None))[1], pl.String)


def _of_parts(text: str, fiscal_start: int) -> Period | None:
    year, _, month = text.partition(MARK)
    return period(year, month, fiscal_start)


def _rest(table: RawTable, mapping: Mapping, readings: list[pl.DataFrame]) -> Step:
    """Texts that are taken over as they are, the mode of transport, and who may see the record."""
    columns = {
        target: words_only(column_of(table, mapping, name)) for name, target in TEXTS.items() if mapping.column(name)
    }
    modes = words_only(column_of(table, mapping, "mode"))
    columns["mode"], columns["mode_reported"] = mapped(modes, _mode, pl.String), modes
    if mapping.column("mode"):
        rows = [(t, _mode(t), "exact" if _mode(t) != OTHER else "unknown", "") for t in modes.unique().to_list() if t]
        readings.append(reading("mode", rows))
    if mapping.column("handling") or mapping.constant("handling"):
        levels = column_of(table, mapping, "handling")
        columns["handling"] = mapped(levels, lambda t: level_of(t, mapping), pl.String)
        readings.append(
            reading("handling", [(t or EMPTY_WORD, *_level(t, mapping)) for t in levels.unique().to_list()])
        )
    return columns, []


def _level(text: str, mapping: Mapping) -> tuple[str, str, str]:
    """Level, status and note of a word."""
    level = level_of(text, mapping)
    flag = fold(mapping.column("handling") or "") in FLAG_HEADINGS and fold(text) in FLAG_WORDS
    if flag or text in HANDLING or fold(text) in handling_words() or (text or EMPTY_WORD) in dict(mapping.handling):
        return level, "exact", ""
    return (
        level,
        "unknown",
        packed("the strictest level; say otherwise with handling:{level}=public", level=text or EMPTY_WORD),
    )


def level_of(text: str, mapping: Mapping) -> str:
    """Who may see a record, by the word of its row: as the reader says, by our table, else the strictest."""
    if said := dict(mapping.handling).get(text or EMPTY_WORD):
        return said
    if text in HANDLING:
        return text
    flag = fold(mapping.column("handling") or "") in FLAG_HEADINGS
    known = {**handling_words(), **(FLAG_WORDS if flag else {})}
    return known.get(fold(text), STRICTEST)


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
    """REFUSED_SCHEMA, and the level of each row: what could not be read is no less protected than what could."""
    parts = pl.col("problem").str.splitn(MARK, 3).struct.rename_fields(["field", "value", "reason"]).alias("_parts")
    rows = conform(bad.select(pl.col("file_row").alias("row"), "content", parts).unnest("_parts"), REFUSED_SCHEMA)
    levels = bad["handling"] if "handling" in bad.columns else pl.lit("")
    return rows.with_columns(levels.alias("handling"))
