"""Periods in a question → months, inclusive: 'since 2014', 'March 2015', 'the last five years', '2012-2016'.

'before' and 'after' leave their year out, 'until', 'up to' and 'since' do not. 'The last five years' are complete years
up to the data's own latest, not the calendar's.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMBERS = (
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "fifteen",
)
_COUNTS = {word: number for number, word in enumerate(_NUMBERS, 1)}
_NUMBER = rf"(?P<n>\d{{1,2}}|{'|'.join(_NUMBERS)}|couple of)"
_YEAR = r"(?:19[5-9]\d|20[0-2]\d|203[0-5])"
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\.?"
)
_DATE = rf"(?:{_YEAR}-(?:0[1-9]|1[0-2])(?![\d])|(?:{_MONTH}(?: of)? )?{_YEAR})"
_AS_YEAR = r"(?:the (?:end|start|beginning) of )?(?:the year )?"
_UNITS = (
    "kg|kgs|kilos?|kilograms?|tonnes?|tons?|grams?|g|litres?|liters?|pieces|sticks|packs|seizures|cases|cigarettes|usd|eur"
    "|euros?|dollars?|pills|tablets|items|units|people"
)
_NOT_YEAR = rf"(?!\d|[.,]\d| ?(?:{_UNITS})\b|%)"


@dataclass(frozen=True)
class Period:
    """Where it stands in the question, and its first and last month ('' for open); `years` that are not in a row.

    `vague`: what was said of time and cannot be read.
    """

    begin: int
    end: int
    first: str = ""
    last: str = ""
    years: tuple[str, ...] = ()
    vague: bool = False


Months = tuple[str, str]
Maker = Callable[[re.Match[str], int], Months | None]


def _months(date: str) -> Months:
    """First and last month of a date."""
    if re.fullmatch(r"\d{4}-\d\d", date):
        return date, date
    year = date[-4:]
    if len(date) == 4:
        return f"{year}-01", f"{year}-12"
    month = f"{_MONTHS.index(date[:3]) + 1:02d}"
    return f"{year}-{month}", f"{year}-{month}"


def _shifted(month: str, by: int) -> str:
    number = int(month[:4]) * 12 + int(month[5:]) - 1 + by
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


def _range(m: re.Match[str], _: int) -> Months:
    return _months(m["a"])[0], _months(m["b"])[1]


def _short_range(m: re.Match[str], _: int) -> Months | None:
    last = f"{m['a'][:2]}{m['b']}"
    return (f"{m['a']}-01", f"{last}-12") if last > m["a"] else None


def _part(m: re.Match[str], _: int) -> Months:
    """A half or a quarter of a year."""
    which = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": 0}
    size = 6 if (m["size"] or m["letter"]).startswith("h") else 3
    number = which[m["which"]] if m["which"] else int(m["digit"])
    number = number or 12 // size
    return f"{m['y']}-{size * (number - 1) + 1:02d}", f"{m['y']}-{size * number:02d}"


def _last(m: re.Match[str], latest: int) -> Months:
    text = m["n"]
    if m["decade"]:
        n = 10
    elif text == "couple of":
        n = 2
    else:
        n = int(text) if text.isdigit() else _COUNTS[text]
    if (m["unit"] or "").startswith("month"):
        return _shifted(f"{latest:04d}-12", 1 - n), f"{latest:04d}-12"
    return f"{latest - n + 1:04d}-01", f"{latest:04d}-12"


_SINCE = "(?:since|desde|depuis|seit|a partir de|starting(?: in| from)?|as of|as from|from|beginning(?: in)?|post)"
_UNTIL = "(?:until|till|up to|up until|hasta|bis|jusque?'?en|até|through|to|by)"
_LEAD = r"(?:in|over|during|for|within|throughout|through|across|from|since|of) "
_PATTERNS: tuple[tuple[str, Maker], ...] = (
    (
        rf"(?:{_LEAD})?(?:the )?(?:last|past|previous) "
        rf"(?:{_NUMBER} (?:full |complete )?(?P<unit>years?|months?)|(?P<decade>decade))",
        _last,
    ),
    (
        rf"(?:{_LEAD})?(?:the )?(?:(?P<which>first|second|third|fourth|1st|2nd|3rd|4th|last)[ -](?P<size>half|quarter)"
        rf"(?: of)?(?: the year)?|(?P<letter>[hq])(?P<digit>[1-4])) ?(?:of |in )?(?P<y>{_YEAR})",
        _part,
    ),
    (rf"(?:{_LEAD})?(?:the )?(?:last|previous|past) year", lambda _, latest: (f"{latest:04d}-01", f"{latest:04d}-12")),
    (
        rf"(?:from |since |between |in |during |over |for |of )?(?:the )?(?:years? )?(?P<a>{_DATE})"
        rf"(?: ?[-–—/] ?| to | until | till | through | up to | thru )(?:the )?(?P<b>{_DATE}){_NOT_YEAR}",
        _range,
    ),
    (rf"between (?:the years )?(?P<a>{_DATE}) and (?P<b>{_DATE})", _range),
    (rf"(?:in |from |during |over )?(?P<a>{_YEAR})[-–/](?P<b>\d\d)(?![\d-])", _short_range),
    (
        rf"{_SINCE} (?:{_AS_YEAR})(?P<a>{_DATE})"
        rf"{_NOT_YEAR}(?: on(?:wards?)?\b(?! the| a))?",
        lambda m, _: (_months(m["a"])[0], ""),
    ),
    (rf"(?:in )?(?P<a>{_DATE}) (?:onwards?|and (?:later|after|since))", lambda m, _: (_months(m["a"])[0], "")),
    (
        rf"(?:after|later than|following|después de|après|post-)[ ]?(?:{_AS_YEAR})(?P<a>{_DATE}){_NOT_YEAR}",
        lambda m, _: (_shifted(_months(m["a"])[1], 1), ""),
    ),
    (
        rf"(?:before|prior to|earlier than|antes de|avant|vor|pre-)[ ]?(?:{_AS_YEAR})(?P<a>{_DATE}){_NOT_YEAR}",
        lambda m, _: ("", _shifted(_months(m["a"])[0], -1)),
    ),
    (
        rf"{_UNTIL} (?:{_AS_YEAR})(?P<a>{_DATE}){_NOT_YEAR}",
        lambda m, _: ("", _months(m["a"])[1]),
    ),
    (
        rf"(?:{_LEAD})?(?:the )?(?P<d>19[5-9]|20[0-3])0'?s",
        lambda m, _: (f"{m['d']}0-01", f"{m['d']}9-12"),
    ),
    (rf"(?:{_LEAD})?(?:the )?(?:year )?(?P<a>{_DATE}){_NOT_YEAR}", lambda m, _: _months(m["a"])),
)
_COMPILED = tuple((re.compile(rf"(?<![\w.,]){pattern}(?!\w)"), make) for pattern, make in _PATTERNS)
_BETWEEN = re.compile(r",? (?:and|or|&) |, ?")
_VAGUE = re.compile(
    r"(?<!\w)(?:(?:in |over |during |for |of )?(?:the )?(?:last|past|recent|previous|coming|next) "
    r"(?:few |several |some |many )?(?:years|months|decades|weeks|days|times)"
    r"|(?:in |over |during )?(?:the )?(?:last|past|this|next|previous|coming|current|following) "
    r"(?:year|month|week|decade|quarter|half|few years)"
    r"|in recent times|of late|(?:so far )?this year|so far|year to date|\d+ (?:years?|months?|weeks?|days?) ago"
    r"|yesterday)(?!\w)"
)


def periods(text: str, latest: int) -> list[Period]:
    """The periods of a question in their order; `latest`: the latest complete year of the data."""
    lower = text.lower().replace("’", "'")
    found: list[Period] = []
    for pattern, make in _COMPILED:
        for match in pattern.finditer(lower):
            if not _taken(found, match.start(), match.end()) and (months := make(match, latest)):
                found.append(Period(match.start(), match.end(), *months))
    found += [
        Period(m.start(), m.end(), vague=True) for m in _VAGUE.finditer(lower) if not _taken(found, m.start(), m.end())
    ]
    return _joined(lower, sorted(found, key=lambda p: p.begin))


def _taken(found: list[Period], begin: int, end: int) -> bool:
    return any(p.begin < end and begin < p.end for p in found)


def _joined(text: str, found: list[Period]) -> list[Period]:
    """'2014, 2015 and 2016' is one period; years that are not in a row stay single ones."""
    joined: list[Period] = []
    for period in found:
        before = joined[-1] if joined else None
        if before and _whole(before) and _whole(period) and _BETWEEN.fullmatch(text[before.end : period.begin]):
            years = (*(before.years or _years(before)), *_years(period))
            joined[-1] = _of_years(before.begin, period.end, years)
        else:
            joined.append(period)
    return joined


def _whole(period: Period) -> bool:
    """Whether it is made of single years."""
    months = (period.first[5:], period.last[5:])
    return bool(period.years) or (period.first[:4] == period.last[:4] and months == ("01", "12"))


def _years(period: Period) -> tuple[str, ...]:
    return (period.first[:4],)


def _of_years(begin: int, end: int, years: tuple[str, ...]) -> Period:
    ordered = sorted(set(years))
    in_a_row = int(ordered[-1]) - int(ordered[0]) == len(ordered) - 1
    first, last = (f"{ordered[0]}-01", f"{ordered[-1]}-12") if in_a_row else ("", "")
    return Period(begin, end, first, last, tuple(ordered))


def each(found: list[Period], begin: int, end: int) -> Iterator[Period]:
    """The periods that lie over this part of the question."""
    return (p for p in found if p.begin < end and begin < p.end)
