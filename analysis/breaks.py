"""Where a series is not one: a source begins or ends in it, or what a source counts was changed."""

from datetime import date, timedelta

import polars as pl

LEAST_SHARE = 0.01
"""A source with less than this share of the figure where it begins or ends bends no line: it is no mark (our rule)."""
SCHEMA = {"number": pl.Int64, "day": pl.Date, "text": pl.String}


def spans(held: pl.DataFrame) -> pl.DataFrame:
    """source, first, after, begins, ends: a source's first day, the first day after its last, and its share of the
    figure in its first and its last year.

    held: source, year, month ('' where only the year is known), value. Only what has a figure above zero counts.
    """
    shown = held.filter(pl.col("value") > 0).with_columns(
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


def breaks(
    held: pl.DataFrame, documented: pl.DataFrame, names: dict[str, str], start: date, after: date
) -> pl.DataFrame:
    """Numbered marks (SCHEMA) inside (start, after), in order of their days; what falls on one day is one mark.

    held: as of `spans`. documented: source, at ('begin', 'end' or a month), text, cited: what a source's own notes say.
    """
    sources = spans(held)
    found = [mark for row in sources.iter_rows(named=True) for mark in _edges(row, documented, names)]
    for row in documented.filter(pl.col("source").is_in(sources["source"].to_list())).iter_rows(named=True):
        if row["at"] not in ("begin", "end"):
            day = date(int(row["at"][:4]), int(row["at"][5:7]), 1)
            found.append((day, f"{names.get(row['source'], row['source'])}: {_cited(row)}"))
    inside: dict[date, list[str]] = {}
    for day, text in sorted(found):
        if start < day < after:
            inside.setdefault(day, []).append(text)
    rows = [(i, day, " ".join(texts)) for i, (day, texts) in enumerate(inside.items(), 1)]
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def _edges(row: dict[str, object], documented: pl.DataFrame, names: dict[str, str]) -> list[tuple[date, str]]:
    """The begin and the end of one source, where it weighs."""
    source, name = str(row["source"]), names.get(str(row["source"]), str(row["source"]))
    cited = {r["at"]: _cited(r) for r in documented.iter_rows(named=True) if r["source"] == source}
    first, after = row["first"], row["after"]
    marks: list[tuple[date, str]] = []
    for day, share, at, verb in ((first, row["begins"], "begin", "begins"), (after, row["ends"], "end", "has ended")):
        if isinstance(day, date) and isinstance(share, float) and share >= LEAST_SHARE:
            marks.append((day, " ".join(filter(None, [f"{name} {verb}.", cited.get(at, "")]))))
    return marks


def _cited(row: dict[str, str]) -> str:
    return f"{row['text']} ({row['cited']})"
