"""A foreign table and its mapping → records of the one contract, and what was refused, each with row and reason."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import polars as pl

from data_access.goods import UNCLASSIFIED, find_goods
from data_access.places import resolve
from data_access.reference import tables as reference
from data_access.sources.auto.fields import PLACES, TEXTS
from data_access.sources.auto.mapping import ROW, TOTALS, Mapping, dates, styles
from data_access.sources.auto.numbers import DateStyle, NumberStyle, parse_date, parse_number, parse_range
from data_access.sources.auto.periods import Period, period
from data_access.sources.auto.reader import RawTable
from data_access.units import find_unit, split_amount
from domain.codes import ILLICIT_REASONS, VALUATIONS
from domain.dimensions import EMPTY, MULTIPLE, OTHER, UNKNOWN
from domain.frames import REFUSED_SCHEMA, completed, conform
from domain.units import base_factor, ceiling_base, factor_text

SEPARATOR = "\x1f"
INT64 = 2**63 - 1
FIRST_DAY = date(1900, 1, 1)


@dataclass(frozen=True, kw_only=True, eq=False)
class Amount:
    """A quantity read: base units, unit class, how it was converted, or why not."""

    base: int | None = None
    unit_class: str = ""
    factor: str = ""
    problem: str = ""


@dataclass(frozen=True, kw_only=True, eq=False)
class Harmonised:
    """records (RECORD_SCHEMA), refused (REFUSED_SCHEMA), and how words were read: field, name, code, status, note."""

    records: pl.DataFrame
    refused: pl.DataFrame
    readings: pl.DataFrame


def harmonise(table: RawTable, mapping: Mapping) -> Harmonised:
    """Read every row. A row is refused whole at its first problem; what is merely not told stays not told."""
    columns = [c for c in table.frame.columns if c != ROW]
    frame = table.frame.with_columns(pl.concat_str(columns, separator=SEPARATOR).alias("_content"))
    readings: list[pl.DataFrame] = []
    parts = {"row": pl.int_range(1, frame.height + 1, eager=True), "file_row": frame[ROW], "content": frame["_content"]}
    problems: list[pl.Series] = []
    for step in (_when, _where, _what, _how_much, _value, _numbers, _rest):
        told, wrong = step(table, mapping, readings)
        parts |= told
        problems += wrong
    built = pl.DataFrame(parts)
    checked = built.with_columns(
        pl.coalesce([pl.Series(f"_p{i}", p) for i, p in enumerate(problems)]).alias("_problem")
    )
    refused = _refused(checked.filter(pl.col("_problem").is_not_null()))
    records = _lines(completed(checked.filter(pl.col("_problem").is_null()).drop("_problem")))
    listed = pl.concat(readings) if readings else pl.DataFrame(schema=READINGS)
    return Harmonised(records=records, refused=refused, readings=listed)


def _lines(records: pl.DataFrame) -> pl.DataFrame:
    """Rows with one record id, day and country are the goods lines of one seizure; the same row again is the same line."""
    if (records["record_id"] == "").all():
        return records
    named = records.filter(pl.col("record_id") != "").unique(
        ["record_id", "content"], keep="first", maintain_order=True
    )
    group = ["record_id", "seized_on", "country"]
    joined = named.with_columns(
        pl.col("row").min().over(group),
        pl.col("file_row").min().over(group),
        pl.int_range(1, pl.len() + 1).over(group).cast(pl.Int64).alias("line"),
        pl.col("content").str.join(SEPARATOR).over(group),
    )
    return pl.concat([records.filter(pl.col("record_id") == ""), joined]).sort("row", "line")


READINGS = dict.fromkeys(("field", "name", "code", "status", "note"), pl.String)
Step = tuple[dict[str, pl.Series], list[pl.Series]]
_MARK = "\x1e"


def _column(table: RawTable, mapping: Mapping, name: str) -> pl.Series:
    """The texts of a field, its constant, or empty."""
    column = mapping.column(name)
    if column is not None:
        return table.frame[column].str.strip_chars()
    return pl.repeat(mapping.constant(name), table.frame.height, dtype=pl.String, eager=True)


def _mapped(values: pl.Series, read: Callable[[str], object], dtype: pl.DataType | type[pl.DataType]) -> pl.Series:
    """Each distinct text read once."""
    distinct = values.unique(maintain_order=True).to_list()
    return values.replace_strict(distinct, [read(v) for v in distinct], return_dtype=dtype, default=None)


def _problem(values: pl.Series, bad: pl.Series, field: str, reason: str) -> pl.Series:
    """'field, value, reason' where bad, else null."""
    text = pl.concat_str([pl.lit(field), values.rename("v"), pl.lit(reason)], separator=_MARK)
    return pl.select(pl.when(bad.rename("bad")).then(text)).to_series()


def _when(table: RawTable, mapping: Mapping, _readings: list[pl.DataFrame]) -> Step:
    """The date with its precision, from a date, or from a year (calendar or fiscal) with or without a month."""
    if mapping.column("date") or mapping.constant("date"):
        style: DateStyle = dates(table, mapping)
        texts = _column(table, mapping, "date")
        reads: Callable[[str], Period | None] = lambda text: parse_date(text, style)  # noqa: E731 - one of two readers
        field = mapping.column("date") or "date"
    else:
        years, months = _column(table, mapping, "year"), _column(table, mapping, "month")
        texts = pl.select(pl.concat_str([years.rename("y"), months.rename("m")], separator=_MARK)).to_series()
        start = int(mapping.option("fiscal_start") or 1)
        reads = lambda text: period(*text.split(_MARK), start)  # noqa: E731
        field = mapping.column("year") or "year"
    found = {text: reads(text) for text in texts.unique().to_list()}
    day = _mapped(texts, lambda t: found[t][0] if found[t] else None, pl.Date)
    precision = _mapped(texts, lambda t: found[t][1] if found[t] else None, pl.String)
    shown = texts.str.replace_all(_MARK, " ")
    late = ((day > date.today()) | (day < FIRST_DAY)).fill_null(False)
    wrong = [
        _problem(shown, day.is_null(), field, "the date cannot be read"),
        _problem(shown, late, field, "the date lies in the future or before 1900"),
    ]
    return {"seized_on": day, "date_precision": precision}, wrong


def _where(table: RawTable, mapping: Mapping, readings: list[pl.DataFrame]) -> Step:
    told: dict[str, pl.Series] = {}
    wrong: list[pl.Series] = []
    answers = dict(mapping.answers)
    for role in PLACES:
        texts = _column(table, mapping, role)
        kind = "name" if mapping.column(role) is None else "auto"
        found = resolve(texts, kind=kind)
        code = dict(found.select("name", "code").iter_rows()) | {n: c for n, c in answers.items() if c}
        bad = {n for n, s in found.select("name", "status").iter_rows() if s in ("unknown", "ambiguous")} - set(answers)
        told[role] = texts.replace_strict(code, default="", return_dtype=pl.String)
        told[f"{role}_reported"] = texts
        reason = "the place is not known, or may be several: see the list of places"
        wrong.append(_problem(texts, texts.is_in(list(bad)), mapping.column(role) or role, reason))
        if mapping.column(role):
            readings.append(_reading(role, found, "code"))
    no_place = told["country"].is_in([EMPTY, OTHER, MULTIPLE])
    where = mapping.column("country") or "country"
    wrong.append(_problem(told["country_reported"], no_place, where, "the country of seizure is not told"))
    told["transit"], told["transit_reported"] = _transit(table, mapping)
    return told, wrong


def _transit(table: RawTable, mapping: Mapping) -> tuple[pl.Series, pl.Series]:
    """Codes in order, joined by '>'; what is not known stands as 'unknown', its words kept."""
    texts = _column(table, mapping, "transit")
    parts = {
        t: [p.strip() for p in t.replace(">", ";").replace(",", ";").split(";") if p.strip()] for t in texts.unique()
    }
    every = pl.Series(sorted({p for held in parts.values() for p in held}), dtype=pl.String)
    code = dict(resolve(every).select("name", "code").iter_rows()) if len(every) else {}
    return _mapped(texts, lambda t: ">".join(code.get(p) or UNKNOWN for p in parts[t]), pl.String), texts


def _reading(field: str, found: pl.DataFrame, code: str) -> pl.DataFrame:
    note = pl.col("note") if "note" in found.columns else pl.lit("")
    if "candidates" in found.columns:
        hint = pl.when(pl.col("candidates") != "").then(pl.format(" ({})", "candidates")).otherwise(pl.lit(""))
        note = pl.concat_str([note, hint])
    return found.select(pl.lit(field).alias("field"), "name", pl.col(code).alias("code"), "status", note.alias("note"))


def _what(table: RawTable, mapping: Mapping, readings: list[pl.DataFrame]) -> Step:
    texts = _column(table, mapping, "goods")
    if mapping.column("goods") is None and mapping.column("species"):
        texts = _column(table, mapping, "species")
    codes = set(reference.names("goods"))
    found = {t: find_goods(t) for t in texts.unique().to_list()}
    goods = _mapped(texts, lambda t: t if t in codes else found[t].code, pl.String).fill_null(UNCLASSIFIED)
    rows = [("goods", t, f.code, f.status, "") for t, f in found.items()]
    readings.append(pl.DataFrame(rows, schema=READINGS, orient="row"))
    why = _column(table, mapping, "illicit")
    illicit = _mapped(why, lambda t: t.casefold() if t.casefold() in ILLICIT_REASONS else "", pl.String)
    return {"goods": goods, "goods_reported": texts, "illicit": illicit, "illicit_reported": why}, []


def _how_much(table: RawTable, mapping: Mapping, readings: list[pl.DataFrame]) -> Step:
    """Quantities with their units: in a column, in the heading, in the cell itself, or one for the whole file."""
    amounts, units = _column(table, mapping, "quantity"), _column(table, mapping, "unit")
    goods = _what(table, mapping, [])[0]["goods"]
    style = styles(table, mapping, "quantity")
    pairs = pl.select(pl.concat_str([amounts.rename("a"), units.rename("u"), goods], separator=_MARK)).to_series()
    found = {p: _amount(*p.split(_MARK), style) for p in pairs.unique().to_list()}
    limits = _mapped(pairs, lambda p: _above(found[p], p.rpartition(_MARK)[2]), pl.Boolean)
    problem = _mapped(pairs, lambda p: found[p].problem or None, pl.String)
    split = _mapped(amounts, _spelt, pl.String)
    told = {
        "quantity_reported": amounts,
        "unit_reported": pl.select(pl.when(units == "").then(split).otherwise(units)).to_series(),
        "unit_class": _mapped(pairs, lambda p: found[p].unit_class, pl.String),
        "quantity_base": _mapped(pairs, lambda p: found[p].base, pl.Int64),
        "factor": _mapped(pairs, lambda p: found[p].factor, pl.String),
        "implausible": limits,
    }
    spelt = told["unit_reported"].unique().to_list()
    rows = [("unit", u, *_unit_reading(u)) for u in spelt if u]
    readings.append(pl.DataFrame(rows, schema=READINGS, orient="row"))
    field = mapping.column("quantity") or "quantity"
    text = pl.concat_str([pl.lit(field), amounts.rename("v"), problem.rename("r")], separator=_MARK)
    return told, [pl.select(pl.when(problem.is_not_null()).then(text)).to_series()]


def _spelt(text: str) -> str:
    """The unit inside '12,5 kg', '' if there is none."""
    found = split_amount(text)
    return found.unit.spelling if found else ""


def _unit_reading(spelling: str) -> tuple[str, str, str]:
    match = find_unit(spelling)
    if match is None:
        return "", "unknown", "kept as reported, not harmonised"
    if not match.unit:
        return "", "ambiguous", match.note or f"one of {', '.join(match.candidates)}"
    known = base_factor(match.unit)
    return (known[0] if known else ""), "exact", factor_text(match.unit)


def _amount(text: str, unit: str, _goods: str, style: NumberStyle) -> Amount:
    inside = split_amount(text, "" if style.ambiguous else style.decimal)
    match = inside.unit if inside else find_unit(unit) if unit else None
    known = base_factor(match.unit) if match and match.unit else None
    unit_class = known[0] if known else ""
    if not text.strip():
        return Amount(unit_class=unit_class)
    value = inside.number if inside else parse_number(text, style)
    if value is None:
        interval = parse_range(text)
        told = interval is not None and (interval[0] is not None or interval[1] is not None)
        return Amount(unit_class=unit_class) if told else Amount(problem="the quantity is not a number")
    if value < 0:
        return Amount(problem="the quantity is below zero")
    if known is None or match is None:
        return Amount()
    base = (value * known[1]).to_integral_value()
    if base > INT64:
        return Amount(problem="the quantity is too large to be one")
    return Amount(base=int(base), unit_class=unit_class, factor=factor_text(match.unit))


def _above(amount: Amount, goods: str) -> bool:
    if amount.base is None or not amount.unit_class:
        return False
    return amount.base > ceiling_base(amount.unit_class, goods, reference.goods_group().get(goods, ""))


def _value(table: RawTable, mapping: Mapping, _readings: list[pl.DataFrame]) -> Step:
    texts, style = _column(table, mapping, "value"), styles(table, mapping, "value")
    currency = _column(table, mapping, "currency").str.to_uppercase()
    valuation = _mapped(_column(table, mapping, "valuation"), lambda t: t if t in VALUATIONS else "unknown", pl.String)

    def milli(text: str) -> int | None:
        number = parse_number(text, style) if text else None
        return None if number is None or number < 0 else int((number * 1000).to_integral_value())

    told = currency.str.contains(r"^[A-Z]{3}$")
    base = _mapped(texts, milli, pl.Int64)
    bad = (texts != "") & base.is_null()
    harmonised = pl.select(pl.when(told.rename("t")).then(base.rename("b"))).to_series()
    known = pl.select(pl.when(told.rename("t")).then(currency.rename("c")).otherwise(pl.lit(""))).to_series()
    return (
        {"value_reported": texts, "value_milli": harmonised, "currency": known, "valuation": valuation},
        [_problem(texts, bad, mapping.column("value") or "value", "the value is not a number")],
    )


def _numbers(table: RawTable, mapping: Mapping, _readings: list[pl.DataFrame]) -> Step:
    """Counts of seizures and persons, and coordinates."""
    told: dict[str, pl.Series] = {}
    wrong: list[pl.Series] = []
    for name in ("events", "persons", "latitude", "longitude"):
        column = mapping.column(name)
        if column is None:
            continue
        texts, style = _column(table, mapping, name), styles(table, mapping, name)
        numbers = _mapped(texts, lambda t, s=style: _float(t, s), pl.Float64)
        whole = name in ("events", "persons")
        told[name] = numbers.cast(pl.Int64) if whole else numbers
        bad = (texts != "") & (numbers.is_null() | ((numbers < 0) | (numbers % 1 != 0) if whole else pl.lit(False)))
        bad = pl.select(bad).to_series().fill_null(True) & (texts != "")
        wrong.append(_problem(texts, bad, column, "this is no count" if whole else "this is no coordinate"))
    if mapping.option("rows") == TOTALS and "events" not in told:  # how many seizures stand behind a sum is not told
        told["events"] = pl.repeat(None, table.frame.height, dtype=pl.Int64, eager=True)
    if "events" in told:
        told["source_type"] = pl.repeat("aggregate", table.frame.height, dtype=pl.String, eager=True)
    return told, wrong


def _float(text: str, style: NumberStyle) -> float | None:
    number: Decimal | None = parse_number(text, style) if text else None
    return None if number is None else float(number)


def _rest(table: RawTable, mapping: Mapping, _readings: list[pl.DataFrame]) -> Step:
    """Texts that are taken over as they are, and the mode of transport."""
    told = {target: _column(table, mapping, name) for name, target in TEXTS.items() if mapping.column(name)}
    modes = _column(table, mapping, "mode")
    told["mode"], told["mode_reported"] = _mapped(modes, _mode, pl.String), modes
    return told, []


def _mode(text: str) -> str:
    """Our code of a mode by its code, its name or UNODC's; 'other' for words that we do not know."""
    if not text:
        return EMPTY
    key = text.casefold()
    known = {n.casefold(): c for c, n in reference.names("modes").items()} | {c: c for c in reference.names("modes")}
    known |= {n.casefold(): c for n, c in reference.read("unodc_transport").select("name", "mode").iter_rows()}
    known |= {n.casefold(): c for n, c in reference.read("mode_synonyms").select("synonym", "mode").iter_rows()}
    return UNKNOWN if key == "unknown" else known.get(key, OTHER)


def _refused(bad: pl.DataFrame) -> pl.DataFrame:
    parts = pl.col("_problem").str.splitn(_MARK, 3).struct.rename_fields(["field", "value", "reason"]).alias("_parts")
    return conform(bad.select(pl.col("file_row").alias("row"), "content", parts).unnest("_parts"), REFUSED_SCHEMA)
