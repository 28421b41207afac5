"""Where a series is not one: a source begins or ends in it, or what a source counts was changed."""

from datetime import date, timedelta

import polars as pl

LEAST_SHARE = 0.01
"""A source with less than this share of the figure where it begins or ends bends no line: it is no mark (our rule)."""
BEGIN, END, NOTE = "begin", "end", "note"
SCHEMA = {
    "number": pl.Int64,
    "day": pl.Date,
    "source": pl.String,
    "at": pl.String,
    "text": pl.String,
    "cited": pl.String,
}


def spans(figures: pl.DataFrame) -> pl.DataFrame:
    """source, first, after, begins, ends: a source's first day, the first day after its last, and its share of the
    figure in its first and its last year.

    figures: source, year, month ('' where only the year is known), value. Only what has a figure above zero counts.
    """
    shown = figures.filter(pl.col("value") > 0).with_columns(
        pl.when(pl.col("month") == "").then(pl.col("year") + "-01").otherwise("month").alias("from"),
        pl.when(pl.col("month") == "").then(pl.col("year") + "-12").otherwise("month").alias("to"),
    )
    edges = shown.group_by("source").agg(
        (pl.col("from").min() + "-01").str.to_date("%Y-%m-%d").alias("first"),
        (pl.col("to").max() + "-01").str.to_date("%Y-%m-%d").dt.offset_by("1mo").alias("after"),
    )
    yearly = shown.group_by("source", "year").agg(pl.col("value").sum())
    share = yearly.with_columns((pl.col("value") / pl.col("value").sum().over("year")).alias("share")).drop("value")
    last = (pl.col("after") - timedelta(days=1)).dt.year().cast(pl.String)
    keyed = edges.with_columns(pl.col("first").dt.year().cast(pl.String).alias("y1"), last.alias("y2"))
    for at, name in (("y1", "begins"), ("y2", "ends")):
        keyed = keyed.join(share.rename({"share": name, "year": at}), on=["source", at], how="left")
    return keyed.select("source", "first", "after", "begins", "ends").sort("first", "source")


def breaks(figures: pl.DataFrame, documented: pl.DataFrame, start: date, after: date) -> pl.DataFrame:
    """Marks (SCHEMA) inside (start, after), in order of their days; those of one day share their number.

    A row says that a source begins or has ended (`at`), with what its own notes say of it ('' if nothing), or what the
    notes say of a day between (NOTE). figures: as of `spans`. documented: source, at ('begin', 'end' or a month), text,
    cited.
    """
    sources = spans(figures)
    notes = documented.filter(pl.col("source").is_in(sources["source"].to_list()))
    edges = pl.concat([_edges(sources, "first", "begins", BEGIN), _edges(sources, "after", "ends", END)])
    explained = edges.join(notes, on=["source", "at"], how="left").with_columns(pl.col("text", "cited").fill_null(""))
    between = notes.filter(~pl.col("at").is_in([BEGIN, END])).with_columns(
        (pl.col("at") + "-01").str.to_date("%Y-%m-%d").alias("day"), pl.lit(NOTE).alias("at")
    )
    columns = [c for c in SCHEMA if c != "number"]
    found = pl.concat([explained.select(columns), between.select(columns)])
    inside = found.filter((pl.col("day") > start) & (pl.col("day") < after)).sort("day", "source", "at")
    return inside.select(pl.col("day").rank("dense").cast(pl.Int64).alias("number"), *columns)


def _edges(sources: pl.DataFrame, day: str, share: str, at: str) -> pl.DataFrame:
    """day, source, at: the begins or the ends of the sources, where these weigh."""
    heavy = sources.filter(pl.col(share) >= LEAST_SHARE)
    return heavy.select(pl.col(day).alias("day"), "source", pl.lit(at).alias("at"))
