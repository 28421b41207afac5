"""Rows and lines to look at: what could not be read, and what was read and seems impossible."""

import polars as pl

from data_access.reference import tables as reference
from domain.dimensions import PSEUDO_LABELS
from domain.words import Words
from reports.card import Column, number


def flagged_table(flagged: pl.DataFrame, words: Words) -> pl.DataFrame:
    """Implausible lines for readers: names for codes, days without a time. `flagged_columns` has its headings."""
    names = {**reference.names("places"), **{code: words.t(label) for code, label in PSEUDO_LABELS.items()}}
    return flagged.select(
        pl.col("country").replace(names),
        pl.col("seized_on").dt.strftime("%Y-%m-%d"),
        "goods",
        pl.col("quantity").cast(pl.Float64, strict=False),
        "unit",
        "file_row",
    )


def flagged_columns(words: Words) -> dict[str, Column]:
    """Column of `flagged_table` → its heading."""
    return {
        "country": Column(words.t("Country or territory")),
        "seized_on": Column(words.t("Seized on")),
        "goods": Column(words.t("Goods as reported")),
        "quantity": number(words.t("Quantity as reported")),
        "unit": Column(words.t("Unit as reported")),
        "file_row": Column(words.t("Row in the file")),
    }


def refused_table(refused: pl.DataFrame, words: Words) -> pl.DataFrame:
    """Refused rows for readers: where each stands, what stood there, and why it was refused (`refused_columns`)."""
    return in_language(refused, "reason", words)


def refused_columns(words: Words) -> dict[str, Column]:
    """Column of a table of refused rows → its heading."""
    return {
        "file_name": Column(words.t("File")),
        "file_row": Column(words.t("Row in the file")),
        "field": Column(words.p("of a table", "Column")),
        "value": Column(words.t("Value in the file")),
        "reason": Column(words.t("Why it was refused")),
    }


def in_language(frame: pl.DataFrame, column: str, words: Words) -> pl.DataFrame:
    """The frame with a column of messages (domain.messages.Message.packed) in words."""
    texts = {text: words.unpacked(text) for text in frame[column].unique().to_list() if text}
    return frame.with_columns(pl.col(column).replace(texts))
