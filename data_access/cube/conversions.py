"""Values in another currency and quantities in another unit class: beside the original, off unless asked for."""

from datetime import date
from decimal import Decimal

import polars as pl

from data_access.answers import Answers
from data_access.cube.rollup import MILLI
from data_access.harmonise.money import convert
from data_access.kept import kept
from domain.exact import figures
from domain.question import Question
from domain.selection import Selection
from domain.units import UNIT_CLASSES


@kept
def converted(
    answers: Answers, selection: Selection, by: tuple[str, ...], currency: str, valuation: str, to: str
) -> pl.DataFrame:
    """Values of one currency and basis, and beside them in another currency at the ECB's mean rate of each month.

    Columns: the dimensions, value and unit as reported, converted, into, without_rate (the part of `value` for which
    no rate is known: it is not in `converted`). Records dated by their year take the year's mean rate.
    """
    fine = tuple(dict.fromkeys([*by, "year", "month"]))
    question = Question(selection=selection, measure="value", kind=(currency, valuation), by=fine)
    frame = answers.answer(question).frame
    known = frame.filter(pl.col("value").is_not_null())
    amounts = [_one(v, currency, to, y, m) for v, y, m in known.select("base", "year", "month").iter_rows()]
    known = known.with_columns(pl.Series("converted", amounts, pl.Float64))
    missing = pl.col("base").filter(pl.col("converted").is_null()).sum().alias("missing")
    sums = [pl.col("value").sum(), pl.col("base").sum(), pl.col("unit").first(), pl.col("converted").sum(), missing]
    grouped = known.group_by(list(by)).agg(sums).sort(list(by)) if by else known.select(sums)
    lacking = grouped.select(pl.col("missing").alias("base"), pl.col("missing").cast(pl.Float64).alias("value"))
    exact = figures(MILLI, grouped).alias("value"), lacking.select(figures(MILLI, lacking).alias("without_rate"))
    return grouped.with_columns(exact[0], exact[1].to_series(), pl.lit(to).alias("into")).select(
        *by, "value", "unit", "converted", "into", "without_rate"
    )


def _one(milli: int, currency: str, to: str, year: str, month: str) -> float | None:
    on = date(int(year), int(month[5:]) if month else 1, 1)
    found = convert(Decimal(milli) / MILLI, currency, to, on, precision="month" if month else "year")
    return None if found.amount is None else float(found.amount)


@kept
def quantities_by_goods(answers: Answers, selection: Selection, by: tuple[str, ...]) -> pl.DataFrame:
    """Quantities of every unit class by goods and the dimensions asked: what an estimate across classes starts from."""
    fine = tuple(dict.fromkeys([*by, "goods"]))
    parts = [
        answers.answer(Question(selection=selection, measure="quantity", kind=(key,), by=fine)).frame.with_columns(
            pl.lit(key).alias("unit_class")
        )
        for key in UNIT_CLASSES
    ]
    return pl.concat(parts)
