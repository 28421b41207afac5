"""Operations that coincided with a series: what the lettered bands are, with dates, source, grade and every caveat."""

import polars as pl

from charts.drawn import Drawn
from domain.messages import N_
from domain.selection import Selection
from domain.words import Words
from reports.card import Card, Column
from reports.operations.dates import dates, names

CAUTION = N_(
    "An operation is listed here because it dealt with the same goods in the same places during the period of these "
    "figures: it coincided with them. Nothing here says that it changed them. Facts are taken from public texts, "
    "usually their opening part; early results may be preliminary."
)

CHECKED = "2026-11"
"""When the facts were last checked (data_access/facts/README.md)."""


def operations_note(words: Words, found: pl.DataFrame | None) -> tuple[str, ...]:
    """One line below a chart: the letters in words; () if no operation is marked."""
    if found is None or found.filter(pl.col("mark") != "").is_empty():
        return ()
    marked = found.filter(pl.col("mark") != "")
    rows = zip(marked["mark"], names(marked), dates(marked, words), strict=True)
    named = [words.t("{mark} {name} ({dates})", mark=mark, name=name, dates=when) for mark, name, when in rows]
    return (words.t("Coincided with operations of the same goods and places: {names}.", names="; ".join(named)),)


def operations_card(words: Words, selection: Selection, found: pl.DataFrame | None) -> tuple[Card, ...]:
    """The list of the operations marked, as a card of its own; () if none is."""
    if found is None:
        return ()
    return (
        Card(
            key="trends_operations",
            title=words.t("Operations that coincided with this series"),
            unit=words.t("operations, one row an edition"),
            drawn=Drawn(
                None,
                words.n(
                    "{n} operation of the same goods and places within the time shown.",
                    "{n} operations of the same goods and places within the time shown.",
                    found.height,
                ),
            ),
            table=_table(found, words),
            columns=_columns(words),
            selection=selection,
            caution=words.t(CAUTION),
            note=words.t(
                "Same goods and same places only. Without a letter: only the year is known, so no band is drawn"
            ),
            credit=(words.t("public texts, named in each row"), CHECKED),
        ),
    )


def _table(found: pl.DataFrame, words: Words) -> pl.DataFrame:
    caveats = [_caveat(row, words) for row in found.iter_rows(named=True)]
    source = pl.concat_str(
        [pl.col("source1_publisher"), pl.col("source1_title"), pl.col("source1_date")], separator=": "
    )
    where = pl.concat_str(
        [pl.col("regions").str.replace("global", words.t("worldwide"), literal=True), pl.col("countries_note")],
        separator=": ",
    ).str.strip_chars(": ")
    return found.select(
        "mark",
        pl.Series("operation", names(found), dtype=pl.String),
        pl.Series("dates", dates(found, words), dtype=pl.String),
        pl.Series("caveats", caveats, dtype=pl.String),
        pl.col("source_grade").alias("grade"),
        source.alias("source"),
        pl.col("goods_categories").str.replace_all(";", ", ").alias("goods"),
        where.alias("where"),
        pl.col("participating_countries").alias("countries"),
        pl.col("lead_organisations").str.replace_all(";", ", ").alias("led_by"),
        pl.col("source1_url").alias("address"),
        pl.col("op_id").alias("number"),
    )


def _columns(words: Words) -> dict[str, Column]:
    return {
        "mark": Column(words.t("Mark")),
        "operation": Column(words.t("Operation")),
        "dates": Column(words.t("Dates")),
        "caveats": Column(words.t("Caveats")),
        "grade": Column(words.t("Grade of the source")),
        "source": Column(words.t("Source")),
        "goods": Column(words.t("Goods")),
        "where": Column(words.t("Where")),
        "countries": Column(words.t("Countries taking part")),
        "led_by": Column(words.t("Led by")),
        "address": Column(words.t("Address")),
        "number": Column(words.t("Number in our list")),
    }


def _caveat(row: dict[str, object], words: Words) -> str:
    """Everything that the list says against taking a row at its word."""
    fields = str(row["unverified_fields"]).replace(";", ", ")
    doubt = "" if row["verified"] else words.t("Not verified: {fields}.", fields=fields)
    caveats = (doubt, row["date_note"], row["quantity_caveat"], row["note"])
    return " ".join(str(caveat).rstrip(".") + "." for caveat in caveats if caveat)
