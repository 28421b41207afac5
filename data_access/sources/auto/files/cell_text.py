"""Values of typed files → text as a person would write it: 12 not 12.0, 0.1 stays 0.1, days in ISO order."""

import datetime as dt
import json
import math
from collections.abc import Callable
from decimal import Context, Decimal

WHOLE_FLOATS = 2**53
"""Whole numbers below this are exact as floats."""
EXCEL_DIGITS = 15
"""Excel shows and keeps no more digits than this: what a float has beyond them is noise."""
_LONGEST_PLAIN = 25


def float_text(value: float, digits: int = 0) -> str:
    """The shortest text that is this float; with `digits`, rounded to so many significant ones."""
    if not math.isfinite(value):
        return ""
    if value.is_integer() and abs(value) < WHOLE_FLOATS:
        return str(int(value))
    number = Decimal(repr(value))
    return decimal_text(Context(prec=digits).plus(number) if digits else number)


def decimal_text(number: Decimal) -> str:
    """Without an exponent, unless that would be very long; without trailing zeros."""
    plain = f"{number.normalize(Context(prec=60)):f}"
    return plain if len(plain) <= _LONGEST_PLAIN else str(number)


def moment_text(value: dt.datetime) -> str:
    """The day alone at midnight, else day and time."""
    if value.time() == dt.time():
        return value.date().isoformat()
    return value.replace(tzinfo=None).isoformat(sep=" ", timespec="seconds")


def duration_text(value: dt.timedelta) -> str:
    """Hours, minutes, seconds: 36:00:00."""
    seconds = int(value.total_seconds())
    sign, seconds = ("-", -seconds) if seconds < 0 else ("", seconds)
    return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


_TEXT: dict[type, Callable[..., str]] = {
    str: str,
    bool: lambda v: "true" if v else "false",
    int: str,
    float: lambda v: float_text(v, EXCEL_DIGITS),
    Decimal: decimal_text,
    dt.datetime: moment_text,
    dt.date: dt.date.isoformat,
    dt.time: lambda v: v.isoformat(timespec="seconds"),
    dt.timedelta: duration_text,
    type(None): lambda _: "",
}


def cell_text(value: object) -> str:
    """A cell of a workbook as text; '' where it is empty."""
    return _TEXT[type(value)](value)


def json_text(value: object) -> str:
    """A value of JSON as text; what holds others, as compact JSON. Numbers come as text already (see json_tables)."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, separators=(",", ":"))
