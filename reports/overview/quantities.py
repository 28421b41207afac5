"""How much was seized: quantities by kind of unit, values by currency and basis; unlike ones are never added.

What is converted or estimated stands beside the original, is marked, and is off until the reader asks for it.
"""

from typing import Any

import polars as pl

from analysis.estimates import ESTIMATED, MEASURED, NO_FACTOR, PARTS, totals
from charts.drawn import Drawn
from charts.text import highest
from data_access.answers import Answers
from data_access.cube.conversions import converted
from data_access.cube.rollup import MILLI
from data_access.reference import tables as reference
from domain.codes import VALUATIONS
from domain.exact import figures as exact_figures
from domain.selection import Selection
from domain.units import UNIT_CLASSES
from domain.words import Words
from reports.card import Card, Column, Report, Text, number
from reports.conversions import estimated
from reports.studio import Studio
from reports.tables import interval

CURRENCIES = ("EUR", "USD", "GBP", "CHF", "JPY", "CNY", "AUD", "CAD")
"""Currencies available for a conversion: those most used in this field that the ECB publishes rates for."""
CLASSES = ("mass",)
"""Classes that there are published factors into."""
TIED = 2
"""So many kinds of unit that share the highest figure are named, then 'and n more'."""
_PER = {k: c.base_per_unit for k, c in UNIT_CLASSES.items()}


def quantity_card(studio: Studio, selection: Selection, *, key: str) -> Report:
    """What was seized in each kind of unit, side by side: unlike units are never added."""
    words = studio.words
    frame = studio.answers.quantities(selection)
    if frame.is_empty():
        return ()
    share_of_largest = pl.when(pl.col("value") > 0).then(pl.col("largest") / pl.col("value"))
    per = pl.col("unit_class").replace_strict(_PER, return_dtype=pl.Int64)
    table = frame.select(
        pl.col("unit_class").replace_strict(_classes(words), return_dtype=pl.String),
        exact_figures(per, frame).alias("value"),
        pl.col("unit_class").replace_strict(_units(words), return_dtype=pl.String).alias("unit"),
        "n_reported",
        "largest",
        share_of_largest.alias("share"),
    )
    return (
        Card(
            key=key,
            title=words.t("Reported quantities, by kind of unit"),
            unit=words.t("as reported, never added across kinds"),
            drawn=Drawn(None, _most_reported(frame, words)),
            table=table,
            selection=selection,
            caution=words.t(
                "A few very large seizures dominate each quantity: see the share of the largest one. Quantities are "
                "bulk as reported, not adjusted for purity."
            ),
            columns={
                "unit_class": Column(words.t("Kind of unit"), width=96, pinned=True),
                "value": Column(words.t("Reported quantity"), format="localized", width=112),
                "unit": Column(words.t("Unit"), width=70),
                "n_reported": Column(
                    words.t("Seizures with a quantity"),
                    format="localized",
                    short=words.t("Seizures"),
                    help=words.t("Seizures with a quantity"),
                    width=76,
                ),
                "largest": Column(
                    words.t("Largest single seizure"),
                    format="localized",
                    short=words.t("Largest"),
                    help=words.t("Largest single seizure"),
                    width=92,
                ),
                "share": Column(
                    words.t("Its share of the quantity"),
                    format="bar",
                    short=words.t("Its share"),
                    help=words.t("Its share of the quantity"),
                    width=90,
                ),
            },
        ),
    )


def _classes(words: Words) -> dict[str, str]:
    return {key: words.t(kind.name) for key, kind in UNIT_CLASSES.items()}


def _units(words: Words) -> dict[str, str]:
    return {key: words.t(kind.unit) for key, kind in UNIT_CLASSES.items()}


def _most_reported(frame: pl.DataFrame, words: Words) -> str:
    """In how many kinds of unit quantities are reported, and in which most seizures are (each of them, if they tie)."""
    most, units = highest(frame, "n_reported"), _units(words)
    rows = most.select("value", "unit_class").iter_rows()
    amounts = [words.t("{n} {unit}", n=words.short(value), unit=units[unit_class]) for value, unit_class in rows]
    kinds = words.n(
        "Reported quantities in {n} kind of unit.", "Reported quantities in {n} kinds of unit.", frame.height
    )
    fields = {
        "units": words.listed([units[unit_class] for unit_class in most["unit_class"]], most=TIED),
        "amounts": words.listed(amounts, most=TIED),
    }
    n = int(most["n_reported"][0])
    if most.height > 1:
        sentence = words.n(
            "Most seizures are reported in {units}: {amounts} from {n} seizure each.",
            "Most seizures are reported in {units}: {amounts} from {n} seizures each.",
            n,
            **fields,
        )
    else:
        sentence = words.n(
            "Most seizures are reported in {units}: {amounts} from {n} seizure.",
            "Most seizures are reported in {units}: {amounts} from {n} seizures.",
            n,
            **fields,
        )
    return f"{kinds} {sentence}"


def estimate_card(studio: Studio, selection: Selection, to_class: str, *, key: str) -> Report:
    """By goods: what was weighed, and what was counted otherwise, estimated with a published range."""
    words = studio.words
    unit = words.t(UNIT_CLASSES[to_class].unit)
    lines = estimated(studio.answers, selection, (), to_class).filter(pl.col("value") > 0)
    shown = lines.filter(pl.col("basis").is_in([MEASURED, ESTIMATED]))
    if not (shown["basis"] == ESTIMATED).any():
        none = words.t("Nothing in this selection can be estimated: no factor is published for its goods and units.")
        return (Text(none, "info"),)
    whole, left_out = totals(lines).row(0, named=True), lines.filter(pl.col("basis") == NO_FACTOR).height
    shown = shown.sort("goods", "basis")
    return (
        Card(
            key=key,
            title=words.t("Quantities in {unit}, ESTIMATED where they were reported in other units", unit=unit),
            unit=words.t("{unit}, as reported or estimated by published factors", unit=unit),
            drawn=Drawn(None, _estimates(whole, left_out, unit, words)),
            table=_estimate_table(shown, words),
            columns=_estimate_columns(unit, words),
            selection=selection,
            codes=shown.select("goods"),
            note=words.n(
                "{n} quantity without a published factor is left out",
                "{n} quantities without a published factor are left out",
                left_out,
            ),
            caution=words.t(
                "An estimate is not a report. Factors are averages with wide ranges: purity, tablet size and moisture "
                "differ. Use it for orders of magnitude, never beside reported figures as if they were alike."
            ),
        ),
    )


def _estimates(whole: dict[str, Any], left_out: int, unit: str, words: Words) -> str:
    """How much was estimated, and how much could not be. whole: of analysis.estimates.totals."""
    made = words.n(
        "{n} quantity is estimated in {unit}", "{n} quantities are estimated in {unit}", whole["n_estimated"], unit=unit
    )
    lacking = words.n(
        "{n} has no published factor and is left out", "{n} have no published factor and are left out", left_out
    )
    itself = words.t("Reported in {unit} itself: {n}.", unit=unit, n=whole["measured"])
    return f"{made}; {lacking}. {itself}"


def _estimate_table(shown: pl.DataFrame, words: Words) -> pl.DataFrame:
    """What was reported beside its estimate; `_estimate_columns` has the headings."""
    bases = {MEASURED: words.t("as reported"), ESTIMATED: words.t("ESTIMATED")}
    per = pl.col("unit_class").replace_strict(_PER, return_dtype=pl.Int64)
    return shown.select(
        pl.col("goods").replace(reference.names("goods")),
        pl.col("unit_class").replace(_classes(words)),
        exact_figures(per, shown).alias("value"),
        pl.col("unit_class").replace(_units(words)).alias("unit"),
        *PARTS,
        pl.col("basis").replace(bases),
        "factor_source",
    )


def _estimate_columns(unit: str, words: Words) -> dict[str, Column]:
    return {
        "goods": Column(words.t("Goods")),
        "unit_class": Column(words.t("Reported in")),
        "value": number(words.t("As reported")),
        "unit": Column(words.t("Unit as reported")),
        "central": number(words.t("Central estimate, {unit}", unit=unit)),
        **interval(words, name=words.t("Low to high estimate, {unit}", unit=unit)),
        "basis": Column(words.t("Basis")),
        "factor_source": Column(words.t("Source of the factor")),
    }


def value_card(studio: Studio, selection: Selection, *, key: str, into: str = "") -> Report:
    """Reported values by currency and basis; in one currency beside, if the reader asks for one."""
    words, frame = studio.words, studio.answers.values(selection)
    if frame.is_empty():
        return ()
    table = frame.select(
        "currency",
        pl.col("valuation").replace({code: words.t(label) for code, label in VALUATIONS.items()}),
        exact_figures(MILLI, frame).alias("value"),
        "n_reported",
        "largest",
    )
    if into:
        table = table.with_columns(_converted(studio.answers, selection, frame, into))
    currencies, bases = frame["currency"].n_unique(), frame["valuation"].n_unique()
    return (
        Card(
            key=key,
            title=words.t("Reported values, by currency and valuation basis"),
            unit=words.t("as reported, never added across currencies or bases"),
            drawn=Drawn(
                None,
                words.t(
                    "Reported values in {currencies} and {bases}.",
                    currencies=words.n("{n} currency", "{n} currencies", currencies),
                    bases=words.n("{n} basis", "{n} bases", bases),
                ),
            ),
            table=table,
            selection=selection,
            note=words.t("{currency}: converted at the European Central Bank's mean rate of each month", currency=into)
            if into
            else "",
            caution=words.t(
                "A street price, a customs value and a retail price of the genuine goods measure different things: "
                "compare within one basis only. A converted value moves with exchange rates too."
            ),
            columns={
                "currency": Column(words.t("Currency")),
                "valuation": Column(words.t("Valuation basis")),
                "value": number(words.t("Reported value")),
                "n_reported": number(words.t("Goods lines with a value")),
                "largest": number(words.t("Largest single value")),
                "converted": number(words.t("In {currency}", currency=into)),
                "without_rate": number(words.t("Without a rate")),
            },
        ),
    )


def _converted(answers: Answers, selection: Selection, frame: pl.DataFrame, into: str) -> list[pl.Series]:
    """`converted` into a currency, and what of each sum has no rate (`without_rate`), row by row."""
    pairs = frame.select("currency", "valuation").iter_rows()
    rows = [converted(answers, selection, (), c, v, into).row(0, named=True) for c, v in pairs]
    figures = {"converted": [row["converted"] for row in rows]}
    figures["without_rate"] = [float(row["without_rate"]) for row in rows]
    return [pl.Series(name, values, pl.Float64) for name, values in figures.items()]
