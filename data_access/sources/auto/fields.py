"""What a column of a foreign file may hold: our fields, their headings, and what their values look like."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

import polars as pl

from data_access.goods import find_goods
from data_access.place_keys import fold
from data_access.places import resolve
from data_access.reference import tables as reference
from data_access.sources.auto.numbers import (
    NumberStyle,
    date_style,
    number_style,
    parse_date,
    parse_number,
    parse_range,
    without_unit,
)
from data_access.sources.auto.periods import month_number
from data_access.units import find_unit, split_amount

UNTOLD = ("", "na", "n/a", "n.a.", "null", "none", "nan", "-", "–", "—", ".", "..", "...", "?", "n.d.", "нет данных")
"""What stands for nothing where a number is expected. Elsewhere 'NA' may be Namibia."""
SAMPLE = 400
"""So many distinct values of a column are looked at."""
TEXTS = {
    "admin1": "admin1_reported",
    "place": "place_reported",
    "concealment": "concealment_reported",
    "detection": "detection_reported",
    "agency": "agency_reported",
    "facility": "facility_reported",
    "routing": "routing_reported",
    "species": "species_reported",
    "hs": "hs",
    "record_id": "record_id",
    "operation_id": "operation_id",
    "case_id": "case_id",
}
"""Fields that are taken over as they are → the column of a record."""
LABELS = {
    "date": "Date of seizure",
    "year": "Year",
    "month": "Month",
    "country": "Country of seizure",
    "goods": "Goods",
    "quantity": "Quantity",
    "unit": "Unit",
    "value": "Value",
    "currency": "Currency",
    "valuation": "Valuation basis",
    "mode": "Transport mode",
    "producing": "Producing country",
    "departure": "Country of departure",
    "transit": "Transit countries",
    "destination": "Intended destination",
    "latitude": "Latitude",
    "longitude": "Longitude",
    "place_precision": "Precision of the coordinates",
    "persons": "Persons",
    "events": "Number of seizures",
    "illicit": "Why illicit",
    "admin1": "Administrative division",
    "place": "Place",
    "concealment": "Concealment",
    "detection": "Detection method",
    "agency": "Agency",
    "facility": "Facility",
    "routing": "Routing",
    "species": "Species",
    "hs": "HS code",
    "record_id": "Record id",
    "operation_id": "Operation",
    "case_id": "Case",
}
SEVERAL = re.compile(r"\s*[;\n]\s*")
"""What stands between several values of one cell."""
PLACES = ("country", "producing", "departure", "destination")
_BRACKETS = re.compile(r"[\(\[].*?[\)\]]")
_SPLIT = re.compile(r"[_\-/.:]+|(?<=[a-z])(?=[A-Z])")


def heading(text: str) -> str:
    """A heading as compared: without brackets, underscores, case, accents."""
    return fold(" ".join(_SPLIT.split(_BRACKETS.sub(" ", text))))


@cache
def _synonyms() -> dict[str, str]:
    rows = reference.read("field_synonyms").select("synonym", "field").iter_rows()
    return {fold(synonym): field for synonym, field in rows} | {fold(f): f for f in LABELS}


def named(text: str) -> list[tuple[str, float]]:
    """The fields that a heading names, with how sure (1: the very word; less for a part of it)."""
    key = heading(text)
    known = _synonyms()
    if key in known:
        return [(known[key], 1.0)]
    if (own := heading(text.rpartition(".")[2])) in known:  # 'location.country': what the inner record calls it
        return [(known[own], 0.98)]
    words = f" {key} "
    best: dict[str, float] = {}
    for synonym, field in known.items():
        if len(synonym) > 2 and f" {synonym} " in words:
            ends = 0.75 if key.endswith(f" {synonym}") else 0.0  # 'shipment date' is a date, 'date code' hardly
            best[field] = max(best.get(field, 0.0), 0.45 + 0.5 * len(synonym) / len(key), ends)
    return sorted(best.items(), key=lambda pair: -pair[1])


@dataclass(frozen=True)
class Evidence:
    """The share (0 to 1) of a column's values that read as a field's values."""

    values: list[str]

    @classmethod
    def of(cls, column: pl.Series) -> "Evidence":
        """A sample of the distinct values that are told."""
        told = column.filter(~column.str.strip_chars().str.to_lowercase().is_in(UNTOLD)).unique(maintain_order=True)
        return cls(told.head(SAMPLE).to_list())

    def share(self, field: str) -> float | None:
        """None where the values of the field have no form of their own (free text)."""
        test = _TESTS.get(field)
        if test is None or not self.values:
            return None
        share: float = test(self.values)
        return share


def _part(values: list[str], good: Callable[[str], bool]) -> float:
    return sum(map(good, values)) / len(values)


def _settled(style: NumberStyle) -> NumberStyle:
    """For evidence either reading will do: that the mark is unsure is asked later."""
    return replace(style, decimal=style.decimal or ".", ambiguous=False)


def _numbers(values: list[str]) -> float:
    style = _settled(number_style(values))
    return _part(values, lambda v: parse_number(v, style) is not None)


def _amounts(values: list[str]) -> float:
    style = _settled(number_style(values))

    def good(value: str) -> bool:
        return parse_number(value, style) is not None or split_amount(value) is not None or _interval(value)

    return _part(values, lambda value: all(map(good, several(value))))


def _interval(value: str) -> bool:
    found = parse_range(value) or parse_range(without_unit(value)[0])
    return found is not None and (found[0] is not None or found[1] is not None)


def several(value: str) -> list[str]:
    """The values of one cell, which stand apart by semicolons or lines."""
    return [part for part in SEVERAL.split(value) if part.strip()] or [value]


def _dates(values: list[str]) -> float:
    style = date_style(values)
    style = replace(style, order=style.order or "dmy", ambiguous=False)  # that day and month are unsure is asked later
    return _part(values, lambda v: parse_date(v, style) is not None)


def _between(low: float, high: float) -> Callable[[list[str]], float]:
    def share(values: list[str]) -> float:
        style = _settled(number_style(values))
        found = [parse_number(v, style) for v in values]
        return sum(n is not None and low <= n <= high for n in found) / len(values)

    return share


def _countries(values: list[str]) -> float:
    found = resolve(pl.Series(values, dtype=pl.String))
    return float(sum(s != "unknown" for s in found["status"])) / len(values)


def _years(values: list[str]) -> float:
    return _part(values, lambda v: bool(re.fullmatch(r"(FY\s?)?(19|20)\d\d(\.0)?([/-]\d\d(\d\d)?)?", v.strip())))


def _months(values: list[str]) -> float:
    return _part(values, lambda v: month_number(v) is not None)


_TESTS: dict[str, Callable[[list[str]], float]] = {
    "date": _dates,
    "year": _years,
    "month": _months,
    **dict.fromkeys(PLACES, _countries),
    "goods": lambda values: _part(values, lambda v: any(find_goods(p).status != "none" for p in several(v))),
    "quantity": _amounts,
    "unit": lambda values: _part(values, lambda v: all(find_unit(p) is not None for p in several(v))),
    "latitude": _between(-90, 90),
    "longitude": _between(-180, 180),
    "persons": _numbers,
    "events": _numbers,
}
