"""How much was seized: quantities by kind of unit, values by currency and basis; unlike ones are never added.

What is converted or estimated stands beside the original, is marked, and is off until the reader asks for it.
"""

import polars as pl

from analysis.estimates import ESTIMATED, MEASURED, NO_FACTOR, totals
from charts.drawn import Drawn
from charts.text import highest, tied
from data_access.answers import Answers
from data_access.cube.conversions import converted
from data_access.cube.rollup import MILLI
from data_access.reference import tables as reference
from domain.codes import VALUATIONS
from domain.exact import figures as exact_figures
from domain.selection import Selection
from domain.units import UNIT_CLASSES
from reports.card import NUMBER, Card, Column, Report, Text
from reports.conversions import estimated
from reports.studio import Studio

CURRENCIES = ("EUR", "USD", "GBP", "CHF", "JPY", "CNY", "AUD", "CAD")
"""Currencies offered for a conversion: those most used in this field that the ECB publishes rates for."""
CLASSES = ("mass",)
"""Classes that there are published factors into."""
_PER = {k: c.base_per_unit for k, c in UNIT_CLASSES.items()}


def quantity_card(studio: Studio, selection: Selection, *, key: str) -> Report:
    """What was seized in each kind of unit, side by side: unlike units are never added."""
    words = studio.words
    frame = studio.answers.quantities(selection)
    if frame.is_empty():
        return ()
    name = pl.col("unit_class").replace_strict({k: c.name for k, c in UNIT_CLASSES.items()}, return_dtype=pl.String)
    share = pl.col("largest") / pl.col("value")
    per = pl.col("unit_class").replace_strict(_PER, return_dtype=pl.Int64)
    table = frame.select(
        name.alias("Kind of unit"),
        exact_figures(per, frame).alias("Reported quantity"),
        pl.col("unit").alias("Unit"),
        pl.col("n_reported").alias("Seizures with a quantity"),
        pl.col("largest").alias("Largest single seizure"),
        pl.when(pl.col("value") > 0).then(share).alias("Its share of the quantity"),
    )
    most = highest(frame, "n_reported")
    amounts = tied([f"{words.short(value)} {unit}" for value, unit in most.select("value", "unit").iter_rows()])
    return (
        Card(
            key=key,
            title="Reported quantities, by kind of unit",
            unit="as reported, never added across kinds",
            drawn=Drawn(
                None,
                f"Reported quantities in {frame.height} kinds of unit. Most seizures are reported in "
                f"{tied(most['unit'].to_list())}: {amounts} from {words.number(most['n_reported'][0])} seizures"
                f"{' each' if most.height > 1 else ''}.",
            ),
            table=table,
            selection=selection,
            caution="A few very large seizures dominate each quantity: see the share of the largest one. Quantities "
            "are bulk as reported, not adjusted for purity.",
            columns={
                "Kind of unit": Column(width=230),
                "Reported quantity": NUMBER,
                "Largest single seizure": NUMBER,
                "Seizures with a quantity": NUMBER,
                "Its share of the quantity": Column(format="bar"),
            },
        ),
    )


def estimate_card(studio: Studio, selection: Selection, to_class: str, *, key: str) -> Report:
    """By goods: what was weighed, and what was counted otherwise, estimated with a published range."""
    unit, words = UNIT_CLASSES[to_class].unit, studio.words
    lines = estimated(studio.answers, selection, (), to_class).filter(pl.col("value") > 0)
    told = lines.filter(pl.col("basis").is_in([MEASURED, ESTIMATED]))
    if not (told["basis"] == ESTIMATED).any():
        return (
            Text("Nothing in this selection can be estimated: no factor is published for its goods and units.", "info"),
        )
    whole = totals(lines).row(0, named=True)
    classes = {k: c.name for k, c in UNIT_CLASSES.items()}
    told = told.sort("goods", "basis")
    table = told.select(
        pl.col("goods").replace(reference.names("goods")).alias("Goods"),
        pl.col("unit_class").replace(classes).alias("Reported in"),
        exact_figures(pl.col("unit_class").replace_strict(_PER, return_dtype=pl.Int64), told).alias("As reported"),
        pl.col("unit").alias("Unit as reported"),
        pl.col("low").alias(f"Low, {unit}"),
        pl.col("central").alias(f"Central, {unit}"),
        pl.col("high").alias(f"High, {unit}"),
        pl.col("basis").replace({MEASURED: "as reported", ESTIMATED: "ESTIMATED"}).alias("Basis"),
        pl.col("factor_source").alias("Source of the factor"),
    )
    left_out = lines.filter(pl.col("basis") == NO_FACTOR).height
    return (
        Card(
            key=key,
            title=f"Quantities in {unit}, ESTIMATED where they were reported in other units",
            unit=f"{unit}, as reported or estimated by published factors",
            drawn=Drawn(
                None,
                f"{whole['n_estimated']} quantities are estimated in {unit}; {left_out} have no published factor and "
                f"are left out. Reported in {unit} itself: {words.number(whole['measured'])}.",
            ),
            table=table,
            selection=selection,
            codes=told.select("goods"),
            note=f"{left_out} quantities without a published factor are left out",
            caution="An estimate is not a report. Factors are averages with wide ranges: purity, tablet size and "
            "moisture differ. Use it for orders of magnitude, never beside reported figures as if they were alike.",
            columns={c: NUMBER for c in ("As reported", f"Low, {unit}", f"Central, {unit}", f"High, {unit}")},
        ),
    )


def value_card(answers: Answers, selection: Selection, *, key: str, into: str = "") -> Report:
    """Reported values by currency and basis; in one currency beside, if the reader asks for one."""
    frame = answers.values(selection)
    if frame.is_empty():
        return ()
    table = frame.select(
        pl.col("currency").alias("Currency"),
        pl.col("valuation").replace(VALUATIONS).alias("Valuation basis"),
        exact_figures(MILLI, frame).alias("Reported value"),
        pl.col("n_reported").alias("Goods lines with a value"),
        pl.col("largest").alias("Largest single value"),
    )
    numbers = ["Reported value", "Goods lines with a value", "Largest single value"]
    if into:
        pairs = frame.select("currency", "valuation").iter_rows()
        rows = [converted(answers, selection, (), c, v, into).row(0, named=True) for c, v in pairs]
        lacking = [float(r["without_rate"]) for r in rows]
        shown = {f"In {into}": [r["converted"] for r in rows], "Without a rate": lacking}
        table = table.with_columns(pl.Series(n, v, pl.Float64) for n, v in shown.items())
        numbers += list(shown)
    return (
        Card(
            key=key,
            title="Reported values, by currency and valuation basis",
            unit="as reported, never added across currencies or bases",
            drawn=Drawn(
                None,
                f"Reported values in {frame['currency'].n_unique()} currencies and "
                f"{frame['valuation'].n_unique()} bases.",
            ),
            table=table,
            selection=selection,
            note=f"{into}: converted at the European Central Bank's mean rate of each month" if into else "",
            caution="A street price, a customs value and a retail price of the genuine goods measure different things: "
            "compare within one basis only. A converted value moves with exchange rates too.",
            columns=dict.fromkeys(numbers, NUMBER),
        ),
    )
