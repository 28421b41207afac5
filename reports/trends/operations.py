"""Operations that coincided with a series: what the lettered bands are, with dates, source, grade and every caveat."""

from datetime import date

import polars as pl

from charts.drawn import Drawn
from domain.selection import Selection
from reports.card import Card

CAUTION = (
    "An operation is listed here because it dealt with the same goods in the same places during the period of these "
    "figures: it coincided with them. Nothing here says that it changed them. Facts are taken from public texts, "
    "usually their opening part; early results may be preliminary."
)

CHECKED = "2026-11"
"""When the facts were last checked (data_access/facts/README.md)."""


def operations_note(found: pl.DataFrame | None) -> tuple[str, ...]:
    """One line below a chart: the letters in words; () if no operation is marked."""
    if found is None or found.filter(pl.col("mark") != "").is_empty():
        return ()
    marked = found.filter(pl.col("mark") != "")
    named = "; ".join(f"{m} {n} ({d})" for m, n, d in zip(marked["mark"], _names(marked), _dates(marked), strict=True))
    return (f"Coincided with operations of the same goods and places: {named}.",)


def operations_card(selection: Selection, found: pl.DataFrame | None) -> tuple[Card, ...]:
    """The list of the operations marked, as a card of its own; () if none is."""
    if found is None:
        return ()
    return (
        Card(
            key="trends_operations",
            title="Operations that coincided with this series",
            unit="operations, one row an edition",
            drawn=Drawn(None, f"{found.height} operations of the same goods and places within the time shown."),
            table=_table(found),
            selection=selection,
            caution=CAUTION,
            note="Same goods and same places only. Without a letter: only the year is known, so no band is drawn",
            credit=("public texts, named in each row", CHECKED),
        ),
    )


def _names(found: pl.DataFrame) -> list[str]:
    """'Pangea VII', and of editions that are years only the name."""
    rows = found.select("operation", "edition").iter_rows()
    return [n if not e or e in n else f"{n} ({e})" if " " in e else f"{n} {e}" for n, e in rows]


def _dates(found: pl.DataFrame) -> list[str]:
    """'13–20 May 2014' as precise as the source."""
    rows = found.select("first_day", "last_day", "date_precision", "year").iter_rows()
    return [_one(*row) for row in rows]


def _one(first: date | None, last: date | None, precision: str, year: int) -> str:
    if first is None or last is None:
        return f"{year}, days not known"
    forms = ("%Y", "%B", "%-d") if precision == "day" else ("%Y", "%B")
    ends = [[d.strftime(f) for f in forms] for d in (first, last)]
    if ends[0] == ends[1]:
        return " ".join(reversed(ends[0]))
    same = next(i for i, (a, b) in enumerate(zip(*ends, strict=True)) if a != b)
    return f"{' '.join(reversed(ends[0][same:]))} to {' '.join(reversed(ends[1]))}"


def _table(found: pl.DataFrame) -> pl.DataFrame:
    caveats = [_caveat(row) for row in found.iter_rows(named=True)]
    source = pl.concat_str(
        [pl.col("source1_publisher"), pl.col("source1_title"), pl.col("source1_date")], separator=": "
    )
    where = pl.concat_str(
        [pl.col("regions").str.replace("global", "worldwide"), pl.col("countries_note")], separator=": "
    ).str.strip_chars(": ")
    return found.select(
        pl.col("mark").alias("Mark"),
        pl.Series("Operation", _names(found), dtype=pl.String),
        pl.Series("Dates", _dates(found), dtype=pl.String),
        pl.Series("Caveats", caveats, dtype=pl.String),
        pl.col("source_grade").alias("Grade of the source"),
        source.alias("Source"),
        pl.col("goods_categories").str.replace_all(";", ", ").alias("Goods"),
        where.alias("Where"),
        pl.col("participating_countries").alias("Countries taking part"),
        pl.col("lead_organisations").str.replace_all(";", ", ").alias("Led by"),
        pl.col("source1_url").alias("Address"),
        pl.col("op_id").alias("Number in our list"),
    )


def _caveat(row: dict[str, object]) -> str:
    """Everything that the list says against taking a row at its word."""
    doubt = "" if row["verified"] else f"Not verified: {str(row['unverified_fields']).replace(';', ', ')}."
    told = (doubt, row["date_note"], row["quantity_caveat"], row["note"])
    return " ".join(str(t).rstrip(".") + "." for t in told if t)
