"""Operations as rows of a table: each figure with what it counts, rates where both figures are known, every caveat."""

import polars as pl

from domain.cases.vocabulary import GRADES
from domain.operations.dimensions import ARRESTS, VALUES
from domain.words import Words
from reports.card import Column, number
from reports.operations.dates import dates, names
from reports.operations.wording import caveats

_TAKEN = (
    "days",
    "participating_countries",
    "arrests",
    "arrests_basis",
    "arrests_note",
    "arrests_per_day",
    "arrests_per_country",
    "value_amount",
    "value_currency",
    "value_basis",
    "value_note",
    "value_per_day",
    "value_per_country",
    "quantities",
    "seizures_count",
    "seizures_note",
    "inspections",
    "inspections_note",
    "websites_closed",
    "websites_note",
)


def table(found: pl.DataFrame, words: Words) -> pl.DataFrame:
    """The operations (LEDGER_SCHEMA), worded; `columns` has the headings."""
    said = [" ".join([*caveats(row, words), row["note"]]).strip() for row in found.iter_rows(named=True)]
    coded = {"arrests_basis": ARRESTS, "value_basis": VALUES, "source_grade": GRADES}
    worded = [
        pl.col(name).replace_strict({c: words.t(label) for c, label in labels.items()}, return_dtype=pl.String)
        for name, labels in coded.items()
    ]
    source = pl.concat_str("source1_publisher", "source1_title", "source1_date", separator=": ")
    return (
        found.with_columns(*worded, pl.col("quantities").list.join("; "), source.alias("source"))
        .with_columns(
            pl.Series("name", names(found), dtype=pl.String),
            pl.Series("dates", dates(found, words), dtype=pl.String),
            pl.Series("caveats", said, dtype=pl.String),
            pl.col("goods_categories").str.replace_all(";", ", "),
            pl.col("lead_organisations").str.replace_all(";", ", "),
        )
        .select("name", "series", "dates", *_TAKEN, "goods_categories", "lead_organisations", "caveats", *_LAST)
    )


_LAST = ("source_grade", "source", "source1_url", "op_id")


def columns(words: Words) -> dict[str, Column]:
    """The headings of `table`."""
    return {
        "name": Column(words.t("Operation"), width=200),
        "series": Column(words.t("Series")),
        "dates": Column(words.t("Dates"), width=180),
        "days": number(words.t("Days")),
        "participating_countries": number(words.t("Countries taking part")),
        "arrests": number(words.t("Arrests, as announced")),
        "arrests_basis": Column(words.t("What arrests count")),
        "arrests_note": Column(words.t("Note on arrests")),
        "arrests_per_day": number(words.t("Arrests per day")),
        "arrests_per_country": number(words.t("Arrests per country taking part")),
        "value_amount": number(words.t("Value, as announced")),
        "value_currency": Column(words.t("Currency")),
        "value_basis": Column(words.t("Basis of the value")),
        "value_note": Column(words.t("Note on the value")),
        "value_per_day": number(words.t("Value per day")),
        "value_per_country": number(words.t("Value per country taking part")),
        "quantities": Column(words.t("Quantities, as announced"), width=260),
        "seizures_count": number(words.t("Seizures announced")),
        "seizures_note": Column(words.t("Note on seizures")),
        "inspections": number(words.t("Inspections")),
        "inspections_note": Column(words.t("What inspections count")),
        "websites_closed": number(words.t("Websites, domains or links closed")),
        "websites_note": Column(words.t("What is counted as closed")),
        "goods_categories": Column(words.t("Goods")),
        "lead_organisations": Column(words.t("Led by")),
        "caveats": Column(words.t("Caveats"), width=280),
        "source_grade": Column(words.t("Grade of the source")),
        "source": Column(words.t("Source")),
        "source1_url": Column(words.t("Address")),
        "op_id": Column(words.t("Number in our list")),
    }
