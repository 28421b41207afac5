"""Fiscal years: 'FY2019', 'FY19 OCT', '2018/19'. They are named after the calendar year in which they end."""

import re
from datetime import date

from data_access.sources.auto.values.months import fold_word, months, readings

_NAMED = re.compile(
    r"(?:fy|fiscal year|f\.y\.|exercice|ejercicio|haushaltsjahr)[\s'-]*(\d{4}|\d{2})(?:[/–-](\d{2}|\d{4}))?"
    r"(?:\s*\(?fytd\)?)?(.*)"
)
_SPAN = re.compile(r"((?:19|20)\d\d)\s?([/-])\s?(\d{2}|\d{4})")
_FIRST, _LAST = 1900, 2100


def is_span(text: str) -> bool:
    """Whether it reads as two years that follow one another: '2018/19', '2018-2019', but also '2010-11'."""
    match = _SPAN.fullmatch(text)
    return bool(match and int(match[1]) + 1 == _end(match[1], match[3]))


def looks_fiscal(texts: list[str]) -> bool:
    """Whether the (lower case) texts are fiscal years. '2010-11' is a month, unless all others are spans, too."""
    if any(_NAMED.fullmatch(text) for text in texts):
        return True
    pairs = [match for text in texts if (match := _SPAN.fullmatch(text))]
    spans = [match for match in pairs if is_span(match[0])]
    if not spans or len(spans) < len(pairs):
        return False
    return len(spans) > 1 or not re.fullmatch(r"\d{4}-(0\d|1[0-2])", spans[0][0])


def fiscal_date(text: str, start: int, locales: frozenset[str]) -> tuple[date, str] | None:
    """Month, or the first day of the year, of a (lower case) fiscal year that starts in this month (0: not known)."""
    named, span = _NAMED.fullmatch(text), _SPAN.fullmatch(text)
    if named:
        first = named[1] if len(named[1]) == 4 else f"20{named[1]}"
        year = _end(first, named[2]) if named[2] else int(first)
        rest = named[3].strip(" -/,.")
    elif span and is_span(text):
        year, rest = int(span[1]) + 1, ""
    else:
        return None
    if not start or not _FIRST < year <= _LAST:
        return None
    if not rest:
        return (date(year, 1, 1) if start == 1 else date(year - 1, start, 1)), "year"
    month = month_of(rest, locales)
    return (date(year - (start > 1 and month >= start), month, 1), "month") if month else None


def month_of(text: str, locales: frozenset[str] = frozenset()) -> int:
    """1 to 12 from a number or a name; 0 where it is none, or may be two."""
    if re.fullmatch(r"0?[1-9]|1[0-2]", text):
        return int(text)
    word = fold_word(text)
    found = readings(word, locales) if word in months() else frozenset()
    return next(iter(found)) if len(found) == 1 else 0


def _end(first: str, last: str) -> int:
    """'2018' and '19' end in 2019; '1999' and '00' in 2000."""
    if len(last) == 4:
        return int(last)
    year = int(first[:2] + last)
    return year if year > int(first) else year + 100
