"""What was seized and how much: goods, quantities with their units, values, counts and coordinates."""

import re
from collections.abc import Mapping as Dict
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

import polars as pl

from data_access.harmonise.goods import UNCLASSIFIED, find_goods
from data_access.harmonise.money import parse_money
from data_access.harmonise.units import UnitMatch, find_unit, split_amount
from data_access.reference import tables as reference
from data_access.sources.auto.columns import MARK, READINGS, Step, column_of, mapped, numbers_only, problem
from data_access.sources.auto.files.raw import RawTable
from data_access.sources.auto.mapping import TOTALS, Mapping
from data_access.sources.auto.values.numbers import NumberStyle, parse_number, parse_range, without_unit
from data_access.sources.auto.values.styles import styles
from domain.codes import ILLICIT_REASONS, VALUATIONS
from domain.messages import N_, packed
from domain.units import base_factor, ceiling_base, factor_text

INT64 = 2**63 - 1


@dataclass(frozen=True, kw_only=True, eq=False)
class Amount:
    """A quantity read: base units, unit class, how it was converted, or why not."""

    base: int | None = None
    unit_class: str = ""
    factor: str = ""
    problem: str = ""
    words: bool = False
    """The text is no amount: it stays as it is."""


def what(table: RawTable, mapping: Mapping, readings: list[pl.DataFrame]) -> Step:
    """What was seized, in our taxonomy, and why it is illicit; the words stay beside."""
    texts = column_of(table, mapping, "goods")
    if mapping.column("goods") is None and mapping.column("species"):
        texts = column_of(table, mapping, "species")
    codes = set(reference.names("goods"))
    found = {t: find_goods(t) for t in texts.unique().to_list()}
    goods = mapped(texts, lambda t: t if t in codes else found[t].code, pl.String).fill_null(UNCLASSIFIED)
    rows = [("goods", t, f.code, f.status, "", "") for t, f in found.items()]
    readings.append(pl.DataFrame(rows, schema=READINGS, orient="row"))
    why = column_of(table, mapping, "illicit")
    illicit = mapped(why, lambda t: t.casefold() if t.casefold() in ILLICIT_REASONS else "", pl.String)
    return {"goods": goods, "goods_reported": texts, "illicit": illicit, "illicit_reported": why}, []


def how_much(table: RawTable, mapping: Mapping, readings: list[pl.DataFrame]) -> Step:
    """Quantities with their units: in the cell itself, in a column, in the heading, or one for the whole file.

    What cannot be read as an amount stays in its words, without a harmonised quantity.
    """
    amounts, units = (
        numbers_only(column_of(table, mapping, "quantity")),
        numbers_only(column_of(table, mapping, "unit")),
    )
    if (blank := mapping.option("unit_if_empty")) not in ("", "none"):
        units = pl.select(pl.when(units == "").then(pl.lit(blank)).otherwise(units)).to_series()
    goods = what(table, mapping, [])[0]["goods"]
    style = styles(table, mapping, "quantity")
    known = dict(mapping.units)
    pairs = pl.select(pl.concat_str([amounts.rename("a"), units.rename("u"), goods], separator=MARK)).to_series()
    found = {p: _amount(p, style, known) for p in pairs.unique().to_list()}
    limits = mapped(pairs, lambda p: _above(found[p], p.rpartition(MARK)[2]), pl.Boolean)
    reason = mapped(pairs, lambda p: found[p].problem or None, pl.String)
    split = mapped(amounts, lambda a: _spelt(a, known), pl.String)
    columns = {
        "quantity_reported": amounts,
        "unit_reported": pl.select(pl.when(split != "").then(split).otherwise(units)).to_series(),
        "unit_class": mapped(pairs, lambda p: found[p].unit_class, pl.String),
        "quantity_base": mapped(pairs, lambda p: found[p].base, pl.Int64),
        "factor": mapped(pairs, lambda p: found[p].factor, pl.String),
        "implausible": limits,
    }
    spelt = columns["unit_reported"].unique().to_list()
    rows = [("unit", u, *_unit_reading(u, known), "") for u in spelt if u]
    readings.append(pl.DataFrame(rows, schema=READINGS, orient="row"))
    words = dict.fromkeys(p.split(MARK)[0] for p, a in found.items() if a.words)
    kept = [
        ("quantity", w, "", "unknown", N_("kept in its words: it is no amount that we can read"), "") for w in words
    ]
    readings.append(pl.DataFrame(kept, schema=READINGS, orient="row"))
    field = mapping.column("quantity") or "quantity"
    text = pl.concat_str([pl.lit(field), amounts.rename("v"), reason.rename("r")], separator=MARK)
    return columns, [pl.select(pl.when(reason.is_not_null()).then(text)).to_series()]


def unit_of(spelling: str, known: Dict[str, str]) -> UnitMatch | None:
    """A unit by its word: as the reader says, else by our tables."""
    said = known.get(spelling.strip()) or known.get(spelling.strip().strip("."))
    return find_unit(said) if said else find_unit(spelling) if spelling else None


def _spelt(text: str, known: Dict[str, str]) -> str:
    """The unit inside '12,5 kg' or '10-20 kg', '' if there is none that we know."""
    found = split_amount(text)
    if found:
        return found.unit.spelling
    unit = without_unit(text)[1]
    return unit if unit and unit_of(unit, known) else ""


def _unit_reading(spelling: str, known: Dict[str, str]) -> tuple[str, str, str]:
    match = unit_of(spelling, known)
    if match is None:
        return (
            "",
            "unknown",
            packed("kept as reported, not harmonised; say what it is with unit:{unit}=pieces", unit=spelling[:40]),
        )
    if not match.unit:
        return "", "ambiguous", match.note or packed("one of {units}", units=", ".join(match.candidates))
    unit = base_factor(match.unit)
    return (unit[0] if unit else ""), "exact", factor_text(match.unit)


def _amount(pair: str, style: NumberStyle, words: Dict[str, str]) -> Amount:
    """pair: the amount, its unit and the goods, joined by MARK. The cell's own unit goes before that of the row."""
    text, unit, _ = pair.split(MARK)
    inside = split_amount(text, "" if style.ambiguous else style.decimal)
    spelt = _spelt(text, words)
    match = inside.unit if inside else unit_of(spelt or unit, words)
    known = base_factor(match.unit) if match and match.unit else None
    unit_class = known[0] if known else ""
    if not text.strip():
        return Amount(unit_class=unit_class)
    value = inside.number if inside else parse_number(text, style)
    if value is None:
        bare = without_unit(text)[0] if spelt else text
        interval = parse_range(text, style) or parse_range(bare, style)
        if interval is None or interval[:2] == (None, None):
            return Amount(words=True)
        if interval[0] != interval[1]:  # kept in its words: neither end is the quantity
            return Amount(unit_class=unit_class)
        value = interval[0] or Decimal(0)  # 'about 3 t': the number, its words beside
    if value < 0:
        return Amount(problem=N_("the quantity is below zero"))
    if known is None or match is None:
        return Amount()
    base = (value * known[1]).to_integral_value()
    if base > INT64:
        return Amount(problem=N_("the quantity is too large to be one"))
    return Amount(base=int(base), unit_class=unit_class, factor=factor_text(match.unit))


def _above(amount: Amount, goods: str) -> bool:
    if amount.base is None or not amount.unit_class:
        return False
    return amount.base > ceiling_base(amount.unit_class, goods, reference.goods_group().get(goods, ""))


def worth(table: RawTable, mapping: Mapping, _readings: list[pl.DataFrame]) -> Step:
    """Values in thousandths of their currency; without a currency only the words are kept."""
    texts, style = numbers_only(column_of(table, mapping, "value")), styles(table, mapping, "value")
    named = column_of(table, mapping, "currency").str.to_uppercase()
    basis = column_of(table, mapping, "valuation").str.to_lowercase()
    basis = mapped(basis, lambda t: t if t in VALUATIONS else "unknown", pl.String)
    not_known = (texts != "") & (basis == "")  # a value whose basis nobody names can be asked for as such
    valuation = pl.select(pl.when(not_known).then(pl.lit("unknown")).otherwise(basis)).to_series()
    pairs = pl.select(pl.concat_str([texts.rename("v"), named.rename("c")], separator=MARK)).to_series()
    found = {pair: _money(pair, style) for pair in pairs.unique().to_list()}
    reason = mapped(pairs, lambda p: found[p][2] or None, pl.String)
    field = mapping.column("value") or "value"
    wrong = pl.concat_str([pl.lit(field), texts.rename("v"), reason.rename("r")], separator=MARK)
    return {
        "value_reported": texts,
        "value_milli": mapped(pairs, lambda p: found[p][0], pl.Int64),
        "currency": mapped(pairs, lambda p: found[p][1], pl.String),
        "valuation": valuation,
    }, [pl.select(pl.when(reason.is_not_null()).then(wrong)).to_series()]


def _money(pair: str, style: NumberStyle) -> tuple[int | None, str, str]:
    """Thousandths, currency ('' where none is known: then only the words are kept), and what is wrong.

    pair: the value and the currency of its row, joined by MARK.
    """
    text, _, named = pair.partition(MARK)
    currency = named if re.fullmatch(r"[A-Z]{3}", named) else ""
    if not text:
        return None, currency, ""
    number = parse_number(text, style)
    if number is None and (money := parse_money(text, style.decimal)):  # '$1,200', 'EUR 3 million'
        number = money.amount
        if currency and money.currencies and currency not in money.currencies:
            return None, currency, packed("the value is in another currency than {currency}", currency=currency)
        currency = currency or (money.currencies[0] if len(money.currencies) == 1 else "")
    if number is None or number < 0:
        return None, currency, N_("the value is not a number")
    return (int((number * 1000).to_integral_value()) if currency else None), currency, ""


def counts(table: RawTable, mapping: Mapping, _readings: list[pl.DataFrame]) -> Step:
    """Counts of seizures and persons, and coordinates."""
    columns: dict[str, pl.Series] = {}
    wrong: list[pl.Series] = []
    for name in ("events", "persons", "latitude", "longitude"):
        column = mapping.column(name)
        if column is None:
            continue
        texts, style = numbers_only(column_of(table, mapping, name)), styles(table, mapping, name)
        numbers = mapped(texts, partial(_float, style=style), pl.Float64)
        whole = name in ("events", "persons")
        columns[name] = numbers.cast(pl.Int64) if whole else numbers
        bad = (texts != "") & (numbers.is_null() | ((numbers < 0) | (numbers % 1 != 0) if whole else pl.lit(False)))
        bad = pl.select(bad).to_series().fill_null(True) & (texts != "")
        wrong.append(
            problem(texts, bad, column, N_("this is not a count") if whole else N_("this is not a coordinate"))
        )
    if "latitude" in columns and "longitude" in columns:
        columns["place_precision"] = _precision(table, mapping, columns)
    if (
        mapping.option("rows") == TOTALS and "events" not in columns
    ):  # the number of seizures behind a sum is not reported
        columns["events"] = pl.repeat(None, table.frame.height, dtype=pl.Int64, eager=True)
    if "events" in columns:
        columns["source_type"] = pl.repeat("aggregate", table.frame.height, dtype=pl.String, eager=True)
    return columns, wrong


def _precision(table: RawTable, mapping: Mapping, columns: dict[str, pl.Series]) -> pl.Series:
    """How precise the coordinates are, by our codes or words for them; '' where either is missing."""
    code = mapped(column_of(table, mapping, "place_precision"), _precision_code, pl.String)
    placed = columns["latitude"].is_not_null() & columns["longitude"].is_not_null()
    return pl.select(pl.when(placed).then(code).otherwise(pl.lit(""))).to_series()


_PRECISIONS = {
    "exact": "exact point gps address site",
    "place": "place city town village port airport crossing facility",
    "admin1": "admin1 division province state region department county",
    "country": "country nation",
}


def _precision_code(text: str) -> str:
    key = text.strip().casefold()
    return next((code for code, words in _PRECISIONS.items() if key in words.split()), "")


def _float(text: str, style: NumberStyle) -> float | None:
    number: Decimal | None = parse_number(text, style) if text else None
    return None if number is None else float(number)
