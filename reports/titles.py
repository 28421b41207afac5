"""What a selection is about, in one phrase: the title of pages, charts, files and citations, made in one place."""

import re
from collections.abc import Mapping, Sequence

from domain.dimensions import EMPTY, PSEUDO_LABELS, UNKNOWN
from domain.selection import Selection
from domain.words import ENGLISH
from reports.wording import code_names, field

MOST = 3
"""So many names stand in a title, then 'and n more': the filters are complete in the files' metadata."""
_ROLES = {"departure": "departed from", "destination": "bound for", "producing": "produced in"}
_WAYS = {
    "air": "by air",
    "road": "by road",
    "rail": "by rail",
    "maritime": "by sea",
    "land": "by land",
    "mail": "by mail",
    "courier": "by courier",
    "inland-water": "on inland water",
    "fixed": "by pipeline",
}
_WITH_ARTICLE = re.compile(
    r"^(United |Central African|Democratic|Dominican Rep|Russian Fed|Holy See|Isle of|State of)|(Islands|Republic)$"
    r"|^(Netherlands|Philippines|Bahamas|Gambia|Maldives|Comoros|Seychelles|Americas|Caribbean|Near and Middle East)$"
)
"""Names that take 'the' inside a sentence: CLDR and UN M49 write them without."""
_SAID = ("goods", "goods_group", "country", "region", "division", "year", "month", "mode", "illicit", *_ROLES)


def subject(
    selection: Selection, months: tuple[str, str] = ("", ""), sources: Mapping[str, str] | None = None, focus: str = ""
) -> str:
    """'Cocaine seized in Spain, departed from Brazil, by air, 2011–2016'.

    months: the first and last month of the data, named where the selection sets no period. sources: code → name.
    focus: whose goods these are beyond the filters, such as 'to or from Spain'.
    """
    parts = [f"{_goods(selection)} seized {place(selection)}", focus]
    parts += [f"{word} {_places(selection, d)}" for d, word in _ROLES.items() if selection.values(d)]
    parts += [_by_mode(selection), _illicit(selection)]
    named = dict(sources or {})
    for dimension, values in selection.where:
        if dimension not in _SAID:
            names = named if dimension == "source" else _all_names(selection, dimension)
            parts.append(f"{field(dimension)}: {listed([names.get(v, _code(v)) for v in values])}")
    parts += [period(selection, months), "without exact copies" if selection.distinct else ""]
    return ", ".join(filter(None, parts))


def titled(what: str, about: str) -> str:
    """'Reported seizures by month: cocaine seized in Spain, …'. about: a subject."""
    return f"{what}: {about if about[:2].isupper() else about[0].lower() + about[1:]}" if about else what


def place(selection: Selection) -> str:
    """'worldwide', 'in Spain', 'in Western Africa'."""
    named = [_places(selection, d) for d in ("division", "country", "region") if selection.values(d)]
    return f"in {', '.join(named)}" if named else "worldwide"


def listed(names: Sequence[str], last: str = "and") -> str:
    """'Chad', 'Chad and Mali', 'Chad, Mali, Peru and 2 more'."""
    if len(names) > MOST:
        return f"{', '.join(names[:MOST])} and {len(names) - MOST} more"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {last} {names[-1]}"


def period(selection: Selection, months: tuple[str, str] = ("", "")) -> str:
    """'2011–2016', 'Jan 2011–Mar 2011', '2014 and 2016'; '' where nothing is known of it."""
    named = selection.values("month")
    if named:
        return listed([_month(m) for m in named])
    if years := selection.values("year"):
        return listed(list(years))
    start, end = selection.start or months[0], selection.end or months[1]
    if not start or not end:
        return ""
    whole = not (selection.start or selection.end) or (start.endswith("-01") and end.endswith("-12"))
    ends = (start[:4], end[:4]) if whole else (ENGLISH.month(start), ENGLISH.month(end))
    return ends[0] if ends[0] == ends[1] else f"{ends[0]}–{ends[1]}"


def _month(code: str) -> str:
    """'Mar 2014'; what a link calls a month and is none stays as it is, for the page to refuse."""
    try:
        return ENGLISH.month(code) if code else "no month named"
    except ValueError:
        return code


def _goods(selection: Selection) -> str:
    codes = [d for d in ("goods", "goods_group") if selection.values(d)]
    if not codes:
        return "All goods"
    names = [n.partition(" (")[0] for d in codes for n in _each(selection, d)]
    return listed([names[0], *(n if n[:2].isupper() else n[0].lower() + n[1:] for n in names[1:])])


def _by_mode(selection: Selection) -> str:
    if not (codes := selection.values("mode")):
        return ""
    if set(codes) <= set(_WAYS):
        return listed([_WAYS[c] for c in codes], "or")
    return f"transport mode {_names(selection, 'mode').lower()}"


def _illicit(selection: Selection) -> str:
    return _names(selection, "illicit").lower() if selection.values("illicit") else ""


def with_article(name: str) -> str:
    """'the Netherlands', 'Spain': a place inside a sentence."""
    return f"the {name}" if _WITH_ARTICLE.search(name) else name


def _places(selection: Selection, dimension: str) -> str:
    return listed([with_article(name) for name in _each(selection, dimension)])


def _names(selection: Selection, dimension: str) -> str:
    return listed(_each(selection, dimension))


def _each(selection: Selection, dimension: str) -> list[str]:
    names = _all_names(selection, dimension)
    return [names.get(v, _code(v)) for v in selection.values(dimension)]


def _all_names(selection: Selection, dimension: str) -> dict[str, str]:
    if dimension in ("route", "transit"):
        places, role = code_names("country", selection.scheme), {EMPTY: "not reported", UNKNOWN: "unknown"}
        chains = selection.values(dimension)
        return {c: " → ".join(places.get(p, role.get(p, p)) for p in c.split(">")) for c in chains if c}
    return code_names(dimension, selection.scheme)


def _code(value: str) -> str:
    return PSEUDO_LABELS[value].lower() if value in PSEUDO_LABELS else value
