"""A year and a month as two columns give them, calendar or fiscal, as the first day of the period."""

import re
from datetime import date

from data_access.sources.auto.values.fiscal import month_of

Period = tuple[date, str]
"""The first day and the precision: day, month or year."""
_YEAR = re.compile(r"(19|20)\d\d")
_SPAN = re.compile(r"((?:19|20)\d\d)\s*[/–-]\s*(\d{4}|\d{2})\b")
_MONTHS_A_YEAR = 12


def period(year: str, month: str, fiscal_start: int = 1) -> Period | None:
    """('2019', 'OCT', 10) is October 2018: a fiscal year is named after the calendar year in which it ends.

    Without a month a fiscal year is dated by its first day, with the precision of a year.
    """
    found = _YEAR.search(year)
    if found is None:
        return None
    span = _SPAN.search(year)
    number = int(span[1]) + 1 if span and fiscal_start > 1 else int(found[0])  # '2018/19' ends in 2019
    if not month.strip():
        if fiscal_start == 1:
            return date(number, 1, 1), "year"
        return date(number - 1, fiscal_start, 1), "year"
    of_year = month_number(month)
    if of_year is None:
        return None
    before = fiscal_start > 1 and of_year >= fiscal_start
    return date(number - before, of_year, 1), "month"


def month_number(text: str) -> int | None:
    """1 to 12, from a number or from a name in any language that dates are read in."""
    word = text.strip()
    if word.removesuffix(".0").isdigit():
        number = int(word.removesuffix(".0"))
        return number if 1 <= number <= _MONTHS_A_YEAR else None
    return month_of(word) or None
