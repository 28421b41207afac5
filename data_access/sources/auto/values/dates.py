"""Dates as people write them → day and precision. 03/04/2014 is read only where its column shows which is the month."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from data_access.sources.auto.values.fiscal import fiscal_date, is_span, looks_fiscal
from data_access.sources.auto.values.months import fold_word, languages, pattern, readings
from data_access.sources.auto.values.plain_digits import digits
from domain.messages import N_, joined

LONGEST = 60
FIRST_YEAR, LAST_YEAR = 1900, 2100
CENTURY = 69
"""Two-digit years from here on are of the 1900s, smaller ones of the 2000s (as in POSIX)."""
EXCEL_ZERO = date(1899, 12, 30)
SERIALS = range(20_000, 60_001)  # 1954 to 2064
SURE_SERIALS = range(29_221, 51_502)  # 1980 to 2040
Dated = tuple[date, str]
"""First day of what is known, and its precision: day, month or year."""


@dataclass(frozen=True, kw_only=True)
class DateStyle:
    """How the dates of a column are written.

    `order` of figures such as 03/04/2014: 'dmy', 'mdy' or 'ymd'; '' where no value has such a form, or where they leave
    it open (`ambiguous`). `serial`: whole numbers are days as Excel counts them. `fiscal_start`: the month in which
    a fiscal year starts, 0 where nobody said so: then fiscal years are no dates.
    """

    order: str = ""
    ambiguous: bool = False
    serial: bool = False
    fiscal: bool = False
    fiscal_start: int = 0
    locales: frozenset[str] = frozenset()
    """Languages that know the names of months in the column."""
    mixed: bool = False
    """Some dates start with the day and others with the month."""
    words: str = ""
    """What there is to say of it (a packed message)."""


_TIME = re.compile(
    r"(?:\s+|(?<=\d)t)\d{1,2}:\d\d(?::\d\d(?:[.,]\d+)?)?(?:\s*[ap]\.?m\.?)?(?:\s*(?:z|utc|gmt|[+-]\d\d:?\d\d))?$"
)
_FIGURES = re.compile(r"(\d{1,4})\s*([./\-\s])\s*(\d{1,2})\s*\2\s*(\d{1,4})")
_MONTH = re.compile(r"(\d{4})[-./](\d{1,2})|(\d{1,2})[-./](\d{4})|(\d{4})(\d\d)")
_CJK = re.compile(r"(\d{4})\s*[年년]\s*(?:(\d{1,2})\s*[月월]\s*(?:(\d{1,2})\s*[日일号])?)?")
_QUARTER = re.compile(
    r"(?:q|t|кв|квартал)\s?([1-4])[\s/.\-]*(\d{4})|(\d{4})[\s/.\-]*(?:q|t|кв)\s?([1-4])|([1-4])\s?q\s?(\d{4})"
)
_FILL = re.compile(
    r"(?<![^\W\d_])(?:de|del|of|the|r|року|рік|г|год|года|жылы)(?![^\W\d_])\.?|(?<=\d)(?:st|nd|rd|th|er|º|ª)(?![^\W\d_])"
)


_MIXED = N_("Some dates start with the day and others with the month: those that fit both cannot be read.")


def date_style(values: Iterable[str]) -> DateStyle:
    """How the dates among the values are written."""
    texts = [plain for text in dict.fromkeys(values) if (plain := _plain(text))]
    order, ambiguous, words = _order([found for text in texts if (found := _FIGURES.fullmatch(text))])
    names = {match[0] for text in texts if (match := pattern().search(fold_word(text)))}
    serial = _serial(texts)
    fiscal = looks_fiscal(texts)
    mixed = words == _MIXED
    if serial:
        words = joined([*filter(None, [words]), N_("Whole numbers are days as Excel counts them.")], " ").packed()
    if fiscal:
        words = joined([*filter(None, [words]), N_("Fiscal years: say in which month they start.")], " ").packed()
    locales = languages(names) if names else frozenset()
    return DateStyle(
        order=order, ambiguous=ambiguous, serial=serial, fiscal=fiscal, locales=locales, mixed=mixed, words=words
    )


def _order(found: list[re.Match[str]]) -> tuple[str, bool, str]:
    """Order, whether it is open, and the sentence about it."""
    open_ones = [m for m in found if len(m[1]) <= 2]
    if not open_ones:
        return ("ymd", False, N_("Dates are year-month-day.")) if found else ("", False, "")
    fits = [{order for order in ("dmy", "mdy") if _figures(m, order)} for m in open_ones]
    if all(not _figures(m, o) for m in open_ones for o in ("dmy", "mdy")) and all(
        _figures(m, "ymd") for m in open_ones
    ):
        return "ymd", False, N_("Dates are year-month-day, with two figures for the year.")
    day_first = any(f == {"dmy"} for f in fits)
    month_first = any(f == {"mdy"} for f in fits)
    if day_first and month_first:
        return (
            "",
            True,
            _MIXED,
        )
    if day_first or month_first:
        return (
            ("dmy", False, N_("Dates start with the day."))
            if day_first
            else ("mdy", False, N_("Dates start with the month."))
        )
    if all(m[2] == "." for m in open_ones):
        return "dmy", False, N_("Dates start with the day, as dates with points do.")
    if all(m[1].zfill(2) == m[3].zfill(2) for m in open_ones):
        return "", False, ""
    return "", True, N_("Every date fits both day-month-year and month-day-year: say which it is.")


def _serial(texts: list[str]) -> bool:
    numbers = [int(t) for t in texts if re.fullmatch(r"\d{5}", t)]
    if not numbers or any(n not in SERIALS for n in numbers) or any(re.fullmatch(r"\d{1,3}|\d{7,}", t) for t in texts):
        return False
    others = any(_FIGURES.fullmatch(t) for t in texts)
    return others or (len(numbers) > 2 and all(n in SURE_SERIALS for n in numbers))


@lru_cache(maxsize=100_000)
def parse_date(text: str, style: DateStyle) -> Dated | None:
    """The first day of what the text means, and the precision; None where it is no date or may be two."""
    plain = _plain(text)
    if not plain:
        return None
    if figures := _FIGURES.fullmatch(plain):
        return _figures(figures, style.order) if style.order or len(figures[1]) == 4 else _sure(figures)
    if style.fiscal_start or style.fiscal or is_span(plain):
        fiscal = fiscal_date(plain, style.fiscal_start, style.locales)
        if fiscal or looks_fiscal([plain]) or (style.fiscal and is_span(plain)):
            return fiscal
    return _coarse(plain) or _quarter(plain) or _named(plain, style) or _counted(plain, style)


def _plain(text: str) -> str:
    """Lower case, plain digits, without time of day and filling words; '' where too long for a date."""
    if len(text) > LONGEST:
        return ""
    plain = _TIME.sub("", digits(text).strip().lower())
    return plain.strip(" .,")


def _day(year: int, month: int, day: int) -> Dated | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day), "day"
    except ValueError:
        return None


def _year(figures: str) -> int:
    number = int(figures)
    if len(figures) > 2:
        return number
    return number + (1900 if number >= CENTURY else 2000)


def _figures(m: re.Match[str], order: str) -> Dated | None:
    """Three numbers in this order; a year of four figures in front is always year-month-day."""
    first, second, third = m[1], m[3], m[4]
    if len(first) == 4 or (order == "ymd" and len(third) < 3):
        return _day(_year(first), int(second), int(third)) if len(first) in (2, 4) and len(third) < 3 else None
    if len(first) > 2 or len(third) not in (2, 4) or order not in ("dmy", "mdy"):
        return None
    day, month = (first, second) if order == "dmy" else (second, first)
    return _day(_year(third), int(month), int(day))


def _sure(m: re.Match[str]) -> Dated | None:
    """The one date that three numbers can be, if they cannot be two."""
    found = {dated for order in ("dmy", "mdy") if (dated := _figures(m, order))}
    return found.pop() if len(found) == 1 else None


def _coarse(plain: str) -> Dated | None:
    """Year; year and month; eight figures; Chinese, Japanese, Korean."""
    if re.fullmatch(r"\d{4}", plain):
        return (date(int(plain), 1, 1), "year") if FIRST_YEAR <= int(plain) <= LAST_YEAR else None
    if re.fullmatch(r"\d{8}", plain):
        return _day(int(plain[:4]), int(plain[4:6]), int(plain[6:]))
    if match := _MONTH.fullmatch(plain):
        return _month(match[1] or match[4] or match[5], int(match[2] or match[3] or match[6]))
    if match := _CJK.fullmatch(plain):
        if match[3]:
            return _day(int(match[1]), int(match[2]), int(match[3]))
        return _month(match[1], int(match[2])) if match[2] else _coarse(match[1])
    return None


def _month(year: str, month: int) -> Dated | None:
    first = _day(_year(year), month, 1)
    return (first[0], "month") if first else None


def _quarter(plain: str) -> Dated | None:
    """A quarter is finer than a year and coarser than a month: it counts as known to the year."""
    match = _QUARTER.fullmatch(plain)
    if match is None:
        return None
    quarter, year = match[1] or match[4] or match[5], match[2] or match[3] or match[6]
    first = _day(int(year), 3 * int(quarter) - 2, 1)
    return (first[0], "year") if first else None


def _named(plain: str, style: DateStyle) -> Dated | None:
    """'5 March 2014', 'March 5, 2014', '5-Mar-14', 'Mar 2014', 'Mar-14', '2014 March'."""
    folded = fold_word(plain)
    match = pattern().search(folded)
    if match is None:
        return None
    found = readings(match[0], style.locales)
    before = [t for t in re.split(r"[\s,/\-']+", _FILL.sub(" ", folded[: match.start()])) if t]
    after = [t for t in re.split(r"[\s,/\-']+", _FILL.sub(" ", folded[match.end() :])) if t]
    if len(found) != 1 or not all(re.fullmatch(r"\d{1,2}|\d{4}", t) for t in before + after):
        return None
    (month,) = found
    joined = bool(re.match(r"[-'/]|\s'", folded[match.end() :]))
    return _around(before, after, month, joined)


def _around(before: list[str], after: list[str], month: int, joined: bool) -> Dated | None:
    """The month's name with what stands before and after it."""
    match before, after:
        case ([], [year]) | ([year], []) if len(year) == 4:
            return _month(year, month)
        case [], [year] if joined:
            return _month(year, month)
        case [day], [year] if len(day) < 3:
            return _day(_year(year), month, int(day))
        case ([], [day, year]) | ([year], [day]) if len(day) < 3 and len(year) == 4:
            return _day(int(year), month, int(day))
    return None


def _counted(plain: str, style: DateStyle) -> Dated | None:
    match = re.fullmatch(r"(\d{5})(?:\.\d+)?", plain)
    if not style.serial or match is None or int(match[1]) not in SERIALS:
        return None
    return EXCEL_ZERO + timedelta(days=int(match[1])), "day"
