"""What a column of a foreign file may hold: our fields, their headings, and what their values look like."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

import polars as pl

from data_access.harmonise.goods import find_goods
from data_access.harmonise.units import find_unit, split_amount
from data_access.places.index import names as place_names
from data_access.places.keys import fold, words
from data_access.places.names import resolve
from data_access.reference import tables as reference
from data_access.sources.auto.values.numbers import (
    NumberStyle,
    date_style,
    number_style,
    parse_date,
    parse_number,
    parse_range,
    without_unit,
)
from data_access.sources.auto.values.periods import month_number

NOT_WORDS = ("", "na", "n/a", "n.a.", "#n/a", "null", "nan", "-", "–", "—", ".", "..", "...", ":", "?", "n.d.")
"""What stands for nothing in a column of words, too. Among codes of countries 'NA' may be Namibia."""
UNREPORTED = (
    *NOT_WORDS,
    "none",
    "s/d",
    "s.d.",
    "k.a.",
    "not available",
    "not reported",
    "not known",
    "unknown",
    "no data",
    "sin datos",
    "нет данных",
)
"""What stands for nothing where a number is expected."""
SAMPLE = 400  # so many distinct values of a column are looked at
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
    "handling": "Handling level",
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
    return sorted(_inside(text, key).items(), key=lambda pair: -pair[1])


def _inside(text: str, key: str) -> dict[str, float]:
    """Fields that words of a longer heading name."""
    heading_words = frozenset(key.split())
    ordered = plain_words(text)
    best: dict[str, float] = {}
    for synonym, field in _synonyms().items():
        parts = frozenset(synonym.split())
        if len(synonym) < 3 or not parts <= heading_words:
            continue
        near = not ordered or {ordered[0], ordered[-1]} & parts  # 'shipment date', 'date of arrival'
        best[field] = max(best.get(field, 0.0), 0.45 + 0.5 * len(synonym) / len(key), 0.75 if near else 0.0)
    if "country" in best and heading_words - _COUNTRY_WORDS - frozenset(_country_synonyms()):
        best["country"] = 0.3  # 'country of export', 'importing country': some country, not that of the seizure
    return best


def _folded(text: str) -> frozenset[str]:
    return frozenset(map(fold, text.split()))


_COUNTRY_WORDS = _folded(
    "name code iso iso2 iso3 alpha alpha2 alpha3 2 3 m49 un seizure seizures seized seizing reporting report reporter "
    "reported incident incidents discovery where in at location event place territory text label full short english "
    "en area member state or id key and"
)
"""Words beside 'country' in a heading that leave it the country of seizure."""


@cache
def _country_synonyms() -> tuple[str, ...]:
    return tuple({word for synonym, field in _synonyms().items() if field == "country" for word in synonym.split()})


def plain_words(text: str) -> list[str]:
    """The folded words of a heading in their order."""
    return words(" ".join(_SPLIT.split(_BRACKETS.sub(" ", text))))


@dataclass(frozen=True)
class Evidence:
    """The share (0 to 1) of a column's values that read as a field's values."""

    values: list[str]

    @classmethod
    def of(cls, column: pl.Series) -> "Evidence":
        """A sample of the distinct values that are known."""
        known = column.filter(~column.str.strip_chars().str.to_lowercase().is_in(UNREPORTED)).unique(
            maintain_order=True
        )
        return cls(known.head(SAMPLE).to_list())

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
    """Bare years are dates, but poor ones: a column of days wins."""
    style = date_style(values)
    style = replace(style, order=style.order or "dmy", ambiguous=False)  # that day and month are unsure is asked later
    style = replace(style, fiscal_start=style.fiscal_start or 1)
    found = [parse_date(v, style) for v in values]
    read = sum(dated is not None for dated in found) / len(values)
    return read * (0.4 if all(dated is None or dated[1] == "year" for dated in found) else 1.0)


def _divisions(values: list[str]) -> float:
    """Free text, but no continents or regions of the world."""
    known = place_names()
    world = [v for v in values if (hit := known.get(fold(v))) and hit.region]
    return 1.0 - len(world) / len(values)


FLAG_HEADINGS = _folded("restricted confidential sensitive classified secret limited")
"""Headings over yes and no."""
FLAG_WORDS = {
    **dict.fromkeys(("yes", "y", "true", "1", "x", "si", "oui", "ja", "sim", "да"), "restricted"),
    **dict.fromkeys(("no", "n", "false", "0", "non", "nein", "nao", "нет"), "public"),
}


def _handling(values: list[str]) -> float:
    known = handling_words()
    return _part(values, lambda v: fold(v) in known)


@cache
def handling_words() -> dict[str, str]:
    """Folded words for who may see a record → our level."""
    rows = reference.read("handling_words").select("word", "level").iter_rows()
    return {fold(word): level for word, level in rows}


def _between(low: float, high: float) -> Callable[[list[str]], float]:
    def share(values: list[str]) -> float:
        style = _settled(number_style(values))
        found = [parse_number(v, style) for v in values]
        return sum(n is not None and low <= n <= high for n in found) / len(values)

    return share


def town_and_country(text: str) -> tuple[str, str] | None:
    """'Lyon, France' → ('Lyon', 'France'); None without a comma."""
    town, sign, country = text.rpartition(",")
    return (town.strip(), country.strip()) if sign and town.strip() and country.strip() else None


def _countries(values: list[str]) -> float:
    """Countries, also behind a town ('Lyon, France')."""
    found = dict(resolve(pl.Series(values, dtype=pl.String)).select("name", "status").iter_rows())
    behind = [pair[1] for v, s in found.items() if s == "unknown" and (pair := town_and_country(v))]
    read = sum(s != "unknown" for s in found.values())
    inner = dict(resolve(pl.Series(behind, dtype=pl.String), kind="name").select("name", "status").iter_rows())
    return float(read + sum(inner.get(b, "unknown") not in ("unknown", "special") for b in behind)) / len(values)


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
    "admin1": _divisions,
    "handling": _handling,
}
