"""How a cell of our own template is read, by the kind of its column.

A cell that cannot be read raises ValueError with a reason that says what to write instead.
"""

import json
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

import polars as pl
from babel.numbers import list_currencies

from data_access.places import names as places
from data_access.reference import tables as reference
from data_access.sources.template_columns import PSEUDO, codes, known_unit, unguard, with_nearest
from domain.codes import ROLE_CERTAINTY
from domain.dimensions import EMPTY, MULTIPLE, OTHER, UNKNOWN
from domain.messages import N_, joined, message, packed

LARGEST = 2**63 - 1
"""The largest whole number that the store can hold."""
ROLES = ("producing", "departure", "transit", "destination")
_NUMBER = re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d+)?")
_FIRST_DAY = date(1900, 1, 1)


@lru_cache(maxsize=200_000)
def read_cell(kind: str, listed: str, text: str) -> Any:
    """The value of a cell of this kind (see Column). Raises ValueError with a reason."""
    if kind == "text":
        return unguard(text)
    return _code(listed, text.strip()) if kind == "code" else _READERS[kind](text.strip())


@cache
def _by_name(listed: str) -> dict[str, str]:
    """Codes and names, case folded → code. Codes win."""
    return {w.casefold(): c for c, w in codes(listed).items()} | {c.casefold(): c for c in codes(listed)}


def _code(listed: str, text: str) -> str:
    if not text:
        return EMPTY
    if (code := _by_name(listed).get(text.casefold())) is not None:
        return code
    known = [*codes(listed), *codes(listed).values()]
    raise ValueError(with_nearest(message("not in our list."), text, known).packed())


def _role(text: str) -> str:
    """A country, unknown, other, multiple or not reported."""
    folded = text.casefold()
    if not text or folded in PSEUDO:
        return folded
    code = text.upper()
    return code if code in reference.names("places") else _alpha2().get(code) or _named(text)


@lru_cache(maxsize=5000)
def _named(text: str) -> str:
    """A place by its name in any language. What may be several is asked: a template has no column around it."""
    found = places.resolve(pl.Series([text]), kind="name").row(0, named=True)
    if found["status"] in ("ambiguous", "unknown"):
        known = reference.names("places")
        if found["status"] == "unknown":
            raise ValueError(with_nearest(message("the place is not known."), text, list(known.values())).packed())
        several = ", ".join(f"{code} ({known.get(code, 'not known')})" for code in found["candidates"].split())
        raise ValueError(packed("the place may be several. Write the code: {codes}", codes=several))
    return str(found["code"])


@cache
def _alpha2() -> dict[str, str]:
    return {a: code for code, a in reference.places().select("code", "alpha2").iter_rows() if a}


def _country(text: str) -> str:
    if (code := _role(text)) in (EMPTY, OTHER, MULTIPLE):
        raise ValueError(N_("the country of seizure must be one country or territory, or 'unknown'"))
    return code


def _route(text: str) -> str:
    stops = [_role(stop.strip()) for stop in text.split(">")] if text else []
    if EMPTY in stops:
        raise ValueError(N_("a country is missing between two >"))
    return ">".join(stops)


def _subdivision(text: str) -> str:
    """The code, or '' where words stand in its place."""
    if not re.fullmatch(r"[A-Z]{2}-[A-Z0-9]{1,3}", text):
        return ""
    if text[:2] not in _alpha2():
        raise ValueError(N_("no country has this beginning of an ISO 3166-2 code"))
    return text


def _locode(text: str) -> str:
    joined = text.replace(" ", "").upper()
    if joined and not re.fullmatch(r"[A-Z]{2}[A-Z0-9]{3}", joined):
        raise ValueError(N_("not five letters and digits, as in ESMAD"))
    return joined


def _date(text: str) -> tuple[date, str]:
    """The first day of the period, and its precision: day, month or year."""
    precision = {10: "day", 7: "month", 4: "year"}.get(len(text), "")
    if not precision or not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", text):
        raise ValueError(N_("the date is not YYYY-MM-DD, YYYY-MM or YYYY"))
    return _day(f"{text}-01-01"[:10]) or _FIRST_DAY, precision


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        day = date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else None
    except ValueError:
        day = None
    if day is None:
        raise ValueError(N_("there is no such day; write YYYY-MM-DD"))
    if not _FIRST_DAY <= day <= date.today():
        raise ValueError(N_("the date lies in the future or before 1900"))
    return day


def _amount(text: str) -> Decimal | None:
    """A number that is not below zero; None where nothing was reported."""
    if not text:
        return None
    if not _NUMBER.fullmatch(text):
        raise ValueError(N_("not a number. Write digits and a point, as in 1250.5"))
    number = Decimal(text)
    if number < 0:
        raise ValueError(N_("below zero"))
    if number > LARGEST:
        raise ValueError(N_("too large"))
    return number


def _count(text: str) -> int | None:
    number = _amount(text)
    if number is not None and number != number.to_integral_value():
        raise ValueError(N_("not a whole number"))
    return None if number is None else int(number)


def _line(text: str) -> int | None:
    if (number := _count(text)) == 0:
        raise ValueError(N_("lines are numbered from 1"))
    return number


def _seizures(text: str) -> int | None:
    """1 where nothing is known; None where nobody knows."""
    if text.casefold() == UNKNOWN:
        return None
    number = _count(text)
    return 1 if number is None else number


def _degrees(most: int) -> Callable[[str], float | None]:
    def read(text: str) -> float | None:
        if not text:
            return None
        if not _NUMBER.fullmatch(text) or abs(float(text)) > most:
            raise ValueError(packed("not decimal degrees from -{most} to {most}, as in -3.7", most=most))
        return float(text)

    return read


def _goods(text: str) -> str:
    """Codes and names of our list, names of UNODC's table; other words are goods not classified."""
    if not text:
        raise ValueError(N_("what was seized is not given"))
    drugs = dict(reference.read("unodc_drug_names").select("name", "goods").iter_rows())
    return _by_name("goods").get(text.casefold()) or drugs.get(text) or "unclassified"


def _unit(text: str) -> str:
    if text and known_unit(text) is None:
        fault = with_nearest(message("the unit is not in our list."), text, list(codes("units")))
        advice = message("If none fits, leave unit empty and add the column unit_reported")
        raise ValueError(joined([fault, advice], " ").packed())
    return text


@cache
def _currencies() -> frozenset[str]:
    """Those of today and of the past (Unicode CLDR)."""
    return frozenset(list_currencies())


def _currency(text: str) -> str:
    if text and text.upper() not in _currencies():
        raise ValueError(N_("not a currency code of ISO 4217, as in EUR"))
    return text.upper()


def _certainty(text: str) -> str:
    for word in text.split():
        role, _, sure = word.partition(":")
        if role not in ROLES or sure not in ROLE_CERTAINTY:
            raise ValueError(packed("'{word}' is not role:certainty, as in destination:suspected", word=word))
    return text


def _json(text: str) -> str | None:
    try:
        value = json.loads(text) if text else None
    except ValueError:
        value = 0
    if value is not None and not isinstance(value, str):
        raise ValueError(N_("this cell was changed by hand. Take it from the export again, or delete the column"))
    return value


_READERS: dict[str, Callable[[str], Any]] = {
    "number": lambda text: text,
    "date": _date,
    "day": _day,
    "country": _country,
    "role": _role,
    "route": _route,
    "subdivision": _subdivision,
    "locode": _locode,
    "latitude": _degrees(90),
    "longitude": _degrees(180),
    "count": _count,
    "line": _line,
    "seizures": _seizures,
    "amount": _amount,
    "goods": _goods,
    "unit": _unit,
    "currency": _currency,
    "certainty": _certainty,
    "yesno": lambda text: {"yes": True, "no": False}.get(_code("yesno", text)),
    "json": _json,
}
