"""The versions of a case, or of another entry, in words."""

from collections.abc import Mapping

import polars as pl

from domain.words import Words
from reports.rejected import in_language


def history_table(history: pl.DataFrame, words: Words, states: Mapping[str, str]) -> pl.DataFrame:
    """history: HISTORY_SCHEMA. A row a version, newest first: number, when, by whom, why, and of cases the erratum."""
    told = in_language(history, "reason", words)
    errata = [pl.col("erratum").alias(words.t("Erratum"))] if "erratum" in history.columns else []
    return told.select(
        pl.col("version").alias(words.t("Version")),
        pl.col("state").replace_strict(states, default=pl.col("state"), return_dtype=pl.String).alias(words.t("State")),
        pl.col("saved_at").dt.strftime("%Y-%m-%d %H:%M").alias(words.t("Saved (UTC)")),
        pl.col("saved_by").alias(words.t("By")),
        pl.col("reason").alias(words.t("Why")),
        *errata,
    )
