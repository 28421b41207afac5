"""Who reported what, when: inferred from the records, and declared by reporters through a small calendar file.

The calendar is CSV with the columns country, from, to, status and optionally source and note: one row a stretch of
months (2024-01 to 2024-12). Status: reported, partial or not_reported. A declaration wins over what is inferred.
"""

import csv
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

import polars as pl
from sqlalchemy import Connection, Engine, delete, select
from sqlalchemy.exc import SQLAlchemyError

from data_access.cube.gaps import gaps, in_part
from data_access.ingest.versions import OF_DECLARATION, new_version
from data_access.places.names import place
from data_access.reference import tables as reference
from data_access.store import tables as t
from data_access.store.bulk import bulk
from data_access.store.engine import refusal
from domain.errors import SourceError, StoreError
from domain.frames import REPORTING_SCHEMA, conform
from domain.messages import N_, joined, message, packed

STATUSES = ("reported", "partial", "not_reported")
REQUIRED = ("country", "from", "to", "status")
DECLARED = ("source_id", "country", "month", "status", "note")
YEAR_ONLY = "year"
"""Reported for the year as a whole: its records name no month, so none of its months can be called zero."""
GAP = "gap"
"""Without records in a year with some, where the reporter's habit says that reports are missing: zero is not known."""
MOST_PROBLEMS = 20
"""So many problems of a file are listed at once."""


def read_calendar(path: Path) -> pl.DataFrame:
    """The declared months: source_id ('' for all), country, month, status, note. Raises SourceError naming rows."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream)
            missing = [c for c in REQUIRED if c not in (reader.fieldnames or [])]
            if missing:
                raise SourceError(
                    "{name}, row 1: the columns {missing} are missing.", name=path.name, missing=", ".join(missing)
                )
            rows = [(reader.line_num, row) for row in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise SourceError("{name}: the calendar cannot be read ({error}).", name=path.name, error=error) from error
    found = ((number, _problem(row)) for number, row in rows)
    problems = [message("row {row}: {reason}", row=str(number), reason=reason) for number, reason in found if reason]
    if problems:
        more = [message("and {n} more", n=len(problems) - MOST_PROBLEMS)] if len(problems) > MOST_PROBLEMS else []
        raise SourceError(
            "{name}: {problems}. Nothing was declared.",
            name=path.name,
            problems=joined([*problems[:MOST_PROBLEMS], *more]),
        )
    months = [line for _, row in rows for line in _months(row)]
    frame = pl.DataFrame(months, schema=dict.fromkeys(DECLARED, pl.String), orient="row")
    return frame.unique(["source_id", "country", "month"], keep="last", maintain_order=True)


def _problem(row: dict[str, str | None]) -> str:
    country, status = (row["country"] or "").strip(), (row["status"] or "").strip()
    if _reporter(country) not in reference.names("places"):
        return packed(
            "'{country}' is not a known country or territory, or may be several: write its alpha-3 code",
            country=country[:40],
        )
    if status not in STATUSES:
        return packed("the status '{status}' is none of {statuses}", status=status[:40], statuses=", ".join(STATUSES))
    for field in ("from", "to"):
        try:
            datetime.strptime((row[field] or "").strip(), "%Y-%m").replace(tzinfo=UTC)
        except ValueError:
            return packed(
                "'{field}' must be a month such as 2024-01, not '{value}'", field=field, value=(row[field] or "")[:20]
            )
    if (row["from"] or "").strip() > (row["to"] or "").strip():
        return N_("the stretch ends before it starts")
    return ""


@lru_cache(maxsize=1000)
def _reporter(name: str) -> str:
    """The code of a country or territory, by its code or by a name that means one place only; '' else."""
    return name if name in reference.names("places") else place(name) or ""


def _months(row: dict[str, str | None]) -> Iterator[tuple[str, str, str, str, str]]:
    cells = {k: (v or "").strip() for k, v in row.items() if isinstance(k, str)}
    country = _reporter(cells["country"])
    first, last = ((int(cells[f][:4]) * 12 + int(cells[f][5:]) - 1) for f in ("from", "to"))
    for number in range(first, last + 1):
        month = f"{number // 12:04d}-{number % 12 + 1:02d}"
        yield cells.get("source", ""), country, month, cells["status"], cells.get("note", "")


def declare(engine: Engine, path: Path) -> int:
    """Take a calendar into the store, in one transaction with the data version; returns the months declared."""
    frame = read_calendar(path)
    try:
        with (
            engine.connect().execution_options(sqlite_begin="IMMEDIATE") as connection,
            connection.begin(),
        ):
            if frame.equals(_same(connection, frame)):
                return 0
            _replace(connection, frame)
            new_version(connection, OF_DECLARATION, frame["month"].to_list())
    except SQLAlchemyError as error:
        reason = refusal(error)
        raise StoreError("The database refused: {reason}. Nothing was declared; try again.", reason=reason) from error
    return frame.height


def _same(connection: Connection, frame: pl.DataFrame) -> pl.DataFrame:
    keys = ["source_id", "country", "month"]
    return frame.select(keys).join(declared(connection), on=keys, how="inner", maintain_order="left")


def _replace(connection: Connection, frame: pl.DataFrame) -> None:
    c = t.CoverageDeclared
    for (source, country), part in frame.group_by("source_id", "country"):
        months = part["month"].to_list()
        connection.execute(delete(c).where(c.source_id == source, c.country == country, c.month.in_(months)))
    bulk(connection, c, frame)


def declared(connection: Connection) -> pl.DataFrame:
    """All that reporters declared: source_id, country, month, status, note."""
    c = t.CoverageDeclared
    rows = [tuple(r) for r in connection.execute(select(c.source_id, c.country, c.month, c.status, c.note))]
    return pl.DataFrame(rows, schema=dict.fromkeys(DECLARED, pl.String), orient="row")


def reporting(records: pl.DataFrame, calendar: pl.DataFrame) -> pl.DataFrame:
    """Reporter × source × month (REPORTING_SCHEMA).

    records: source, country, year (int), month ('' where only the year is known), n records. calendar: see `declared`.
    Inferred: a reporter with any record of a source in a year is taken to have reported for the whole year (its months
    only if a record names one), but for gaps and cut months of its reports (data_access.cube.gaps); else not.
    """
    months = _grid(records, calendar)
    dated = (pl.col("month") != "").any().alias("dated")
    years = records.group_by("source", "country", pl.col("year").cast(pl.String)).agg(dated)
    by_year = pl.when("dated").then(pl.lit("reported")).otherwise(pl.lit(YEAR_ONLY)).alias("inferred")
    counted = records.filter(pl.col("month") != "").group_by("source", "country", "month").agg(pl.col("n").sum())
    keys = ["source", "country", "month"]
    inferred = _without_gaps(
        months.with_columns(pl.col("month").str.slice(0, 4).alias("year"))
        .join(years.with_columns(by_year), on=["source", "country", "year"], how="left")
        .join(counted, on=keys, how="left")
    )
    own = calendar.rename({"source_id": "source"}).select(*keys, pl.col("status").alias("own"))
    every = own.filter(pl.col("source") == "").select("country", "month", pl.col("own").alias("every"))
    joined = inferred.join(own, on=keys, how="left").join(every, on=["country", "month"], how="left")
    said = pl.coalesce("own", "every")
    return conform(
        joined.with_columns(
            pl.col("n").fill_null(0),
            pl.coalesce(said, "inferred", pl.lit("not_reported")).alias("status"),
            pl.when(said.is_not_null()).then(pl.lit("declared")).otherwise(pl.lit("inferred")).alias("basis"),
        ),
        REPORTING_SCHEMA,
    ).sort(keys)


def _without_gaps(inferred: pl.DataFrame) -> pl.DataFrame:
    """The same, with the gaps of the reports and the months that are cut (see data_access.cube.gaps)."""
    keys = ["source", "country", "month"]
    undated = (pl.col("inferred") == YEAR_ONLY).fill_null(False).alias("undated")
    months = inferred.select(*keys, pl.col("n").fill_null(0), undated)
    known = [(gaps(months), GAP), (in_part(months), "partial")]
    found = pl.concat([frame.with_columns(pl.lit(status).alias("instead")) for frame, status in known])
    joined = inferred.join(found, on=keys, how="left")
    status = pl.when(pl.col("inferred") == "reported").then(pl.coalesce("instead", "inferred")).otherwise("inferred")
    return joined.with_columns(status.alias("inferred")).drop("instead")


def _grid(records: pl.DataFrame, calendar: pl.DataFrame) -> pl.DataFrame:
    """Every month of a source's span for each of its reporters, and every declared month of these."""
    spans = records.group_by("source").agg(pl.col("year").min().alias("first"), pl.col("year").max().alias("last"))
    rows = [
        (source, f"{year}-{month:02d}")
        for source, first, last in spans.iter_rows()
        for year in range(first, last + 1)
        for month in range(1, 13)
    ]
    span = pl.DataFrame(rows, schema={"source": pl.String, "month": pl.String}, orient="row")
    reporters = records.select("source", "country").unique()
    own = calendar.filter(pl.col("source_id") != "").select(pl.col("source_id").alias("source"), "country", "month")
    every = calendar.filter(pl.col("source_id") == "").select("country", "month")
    shared = spans.select("source").join(every, how="cross").select("source", "country", "month")
    return pl.concat([reporters.join(span, on="source").select("source", "country", "month"), own, shared]).unique()
