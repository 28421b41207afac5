"""Which months and years a selection asks for, and the day of a publication."""

import re
from datetime import date

from domain.errors import UsageError
from domain.selection import Selection


def months_asked(selection: Selection, first: str, last: str) -> list[str]:
    """Every month of the period, of the years and months that are filtered by, whether reported or not.

    first, last: the first and the last month that the store holds ('' if none). Without a period all months of the
    years between them.
    """
    start, end = selection.start or f"{first[:4]}-01", selection.end or f"{last[:4]}-12"
    years, named = selection.values("year"), selection.values("month")
    span = range(int(start[:4] or 0), int(end[:4] or -1) + 1)
    every = (f"{year}-{month:02d}" for year in span for month in range(1, 13))
    inside = (month for month in every if start <= month <= end and (not years or month[:4] in years))
    return [month for month in inside if not named or month in named]


def years_asked(selection: Selection, first: str, last: str) -> list[int]:
    """Every year that holds a month asked for."""
    return sorted({int(month[:4]) for month in months_asked(selection, first, last)})


def full_years(selection: Selection, first: str, last: str) -> list[int]:
    """The years whose every month is asked for: a period or filter that cuts a year makes no change of years.

    None while months are filtered by name: records of a year alone are left out then.
    """
    if selection.values("month"):
        return []
    years = [month[:4] for month in months_asked(selection, first, last)]
    return [int(year) for year in dict.fromkeys(years) if years.count(year) == 12]


def day_published(text: str) -> str:
    """The day, month or year of a publication as the publisher says it: 2026-06-30, 2026-06, 2026, or ''.

    Raises UsageError for anything else, and for a day to come.
    """
    said = text.strip()
    if not said:
        return ""
    if re.fullmatch(r"\d{4}(-\d{2}){0,2}", said, re.ASCII):
        try:
            day = date.fromisoformat(f"{said}-01-01"[:10])
        except ValueError:
            day = date.max
        if day <= date.today():
            return said
    raise UsageError(
        "'{said}' is not a day of publication: write 2026-06-30, 2026-06 or 2026, not after today.", said=said[:40]
    )
