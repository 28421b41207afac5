"""What an operation is called and when it was, as exactly as its source tells."""

from datetime import date

import polars as pl

from domain.words import Words


def names(found: pl.DataFrame) -> list[str]:
    """'Pangea VII', and of editions that are years only the name."""
    rows = found.select("operation", "edition").iter_rows()
    return [n if not e or e in n else f"{n} ({e})" if " " in e else f"{n} {e}" for n, e in rows]


def dates(found: pl.DataFrame, words: Words) -> list[str]:
    """'13 to 20 May 2014', as precise as the source."""
    rows = found.select("first_day", "last_day", "date_precision", "year").iter_rows()
    return [span(first, last, precision, year, words) for first, last, precision, year in rows]


def span(first: date | None, last: date | None, precision: str, year: int, words: Words) -> str:
    """One stretch of time, as exactly as it is known."""
    if first is None or last is None:
        return words.t("{year}, days not known", year=str(year))
    start, end = _days(first, last, words) if precision == "day" else _months(first, last, words)
    return words.t("{first} to {last}", first=start, last=end) if start else end


def _days(first: date, last: date, words: Words) -> tuple[str, str]:
    """Both ends; of the first only what differs from the last."""
    month = {"day": str(first.day), "month": words.month_name(first.month, wide=True, dated=True)}
    if first == last:
        start = ""
    elif (first.year, first.month) == (last.year, last.month):
        start = str(first.day)
    elif first.year == last.year:
        start = words.t("{day} {month}", **month)
    else:
        start = words.t("{day} {month} {year}", **month, year=str(first.year))
    name = words.month_name(last.month, wide=True, dated=True)
    return start, words.t("{day} {month} {year}", day=str(last.day), month=name, year=str(last.year))


def _months(first: date, last: date, words: Words) -> tuple[str, str]:
    """The same of dates that are known to the month."""
    start, end = (words.month(f"{day:%Y-%m}", wide=True) for day in (first, last))
    if start == end:
        return "", end
    return (words.month_name(first.month, wide=True) if first.year == last.year else start), end
