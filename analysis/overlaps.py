"""Records of two sources that may be one seizure: candidates for a person to judge, never joined by themselves.

Blocking and scoring in the manner of record linkage (Fellegi and Sunter, 1969), kept to what a reader can check by eye:
same country, same kind of goods, days apart, how near the quantities are, and whether departure and place agree.
"""

from itertools import combinations

import polars as pl

DAYS = 3
"""Dates further apart are no candidates (our rule)."""
NEAR = 0.10
"""Quantities of one unit class that differ by more are no candidates."""
COLUMNS = (
    "record_key",
    "source",
    "country",
    "seized_on",
    "goods",
    "unit_class",
    "quantity_base",
    "departure",
    "place_reported",
)


def candidates(records: pl.DataFrame, precedence: dict[str, int], limit: int = 500) -> pl.DataFrame:
    """records: COLUMNS, one row a goods line. One row a pair, the likeliest first.

    kept_key, hidden_key (the source of the smaller precedence number is kept), country, goods, kept_on, hidden_on,
    days, kept_quantity, hidden_quantity (base units of unit_class), difference (share, null without both), score.
    """
    order = sorted(records["source"].unique().to_list(), key=lambda source: (precedence.get(source, 100), source))
    found = [
        _scored(_near(records.filter(pl.col("source") == kept), records.filter(pl.col("source") == hidden)))
        for kept, hidden in combinations(order, 2)
    ]
    if not found:
        return _scored(_near(records.clear(), records.clear()))
    pairs = pl.concat(found).filter(_plausible())
    return pairs.sort(["score", "days"], descending=[True, False]).head(limit)


def _near(kept: pl.DataFrame, hidden: pl.DataFrame) -> pl.DataFrame:
    """Lines of two sources with the same country and goods, at most DAYS apart."""
    shared = kept.join(hidden, on=["country", "goods"], how="semi")
    days = [hidden.with_columns(pl.col("seized_on").dt.offset_by(f"{d}d").alias("day")) for d in range(-DAYS, DAYS + 1)]
    own = shared.with_columns(pl.col("seized_on").alias("day"))
    return own.join(pl.concat(days), on=["country", "goods", "day"], suffix="_2")


def _scored(pairs: pl.DataFrame) -> pl.DataFrame:
    same_unit = pl.col("unit_class") == pl.col("unit_class_2")
    one, two = pl.col("quantity_base"), pl.col("quantity_base_2")
    largest = pl.max_horizontal(one, two)
    difference = pl.when(same_unit & (largest > 0)).then((one - two).abs() / largest)
    days = (pl.col("seized_on") - pl.col("seized_on_2")).dt.total_days().abs()
    agrees = [
        ((pl.col(c) == pl.col(f"{c}_2")) & (pl.col(c) != "")).cast(pl.Float64) for c in ("departure", "place_reported")
    ]
    nearness = pl.when(difference.is_null()).then(0.0).otherwise(2.0 * (1 - difference / NEAR))
    score = (1 - days / (DAYS + 1)) + nearness + agrees[0] + agrees[1]
    return pairs.select(
        pl.col("record_key").alias("kept_key"),
        pl.col("record_key_2").alias("hidden_key"),
        pl.col("source").alias("kept_source"),
        pl.col("source_2").alias("hidden_source"),
        "country",
        "goods",
        pl.col("seized_on").alias("kept_on"),
        pl.col("seized_on_2").alias("hidden_on"),
        days.alias("days"),
        "unit_class",
        one.alias("kept_quantity"),
        two.alias("hidden_quantity"),
        difference.alias("difference"),
        score.round(2).alias("score"),
    ).unique(["kept_key", "hidden_key"], keep="first", maintain_order=True)


def _plausible() -> pl.Expr:
    """Quantities agree; or one of them is not reported and the day is the same."""
    near = pl.col("difference") <= NEAR
    unknown = pl.col("kept_quantity").is_null() | pl.col("hidden_quantity").is_null()
    return near.fill_null(False) | (unknown & (pl.col("days") == 0))
