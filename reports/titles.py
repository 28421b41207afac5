"""What a selection is about, in one phrase: the title of pages, charts, files and citations, made in one place."""

import re
from collections.abc import Mapping

from domain.dimensions import EMPTY, PSEUDO_INSIDE, UNKNOWN
from domain.languages import ENGLISH_CODE
from domain.messages import N_
from domain.selection import Selection
from domain.words import Words
from reports.wording import code_names, field, inside

MOST = 3
"""So many names stand in a title, then 'and n more': the filters are complete in the files' metadata."""
_ROLES = {
    "departure": N_("departed from {places}"),
    "destination": N_("bound for {places}"),
    "producing": N_("produced in {places}"),
}
_WAYS = {
    "air": N_("by air"),
    "road": N_("by road"),
    "rail": N_("by rail"),
    "maritime": N_("by sea"),
    "land": N_("by land"),
    "mail": N_("by mail"),
    "courier": N_("by courier"),
    "inland-water": N_("on inland water"),
    "fixed": N_("by pipeline"),
}
_WITH_ARTICLE = re.compile(  # untranslated
    r"^(United |Central African|Democratic|Dominican Rep|Russian Fed|Holy See|Isle of|State of)|(Islands|Republic)$"
    r"|^(Netherlands|Philippines|Bahamas|Gambia|Maldives|Comoros|Seychelles|Americas|Caribbean|Near and Middle East)$"
)
"""Names that take 'the' inside a sentence: CLDR and UN M49 write them without."""
_WORDED = ("goods", "goods_group", "country", "region", "division", "year", "month", "mode", "illicit", *_ROLES)
"""Dimensions that have a place of their own in the phrase; others stand behind their label."""


def subject(
    selection: Selection,
    words: Words,
    months: tuple[str, str] = ("", ""),
    sources: Mapping[str, str] | None = None,
    focus: str = "",
    *,
    begins: bool = True,
) -> str:
    """'Cocaine seized in Spain, departed from Brazil, by air, 2011–2016'.

    months: the first and last month of the data, named where the selection sets no period. sources: code → name.
    focus: whose goods these are beyond the filters, such as 'to or from Spain'. begins: it stands at the beginning of a
    sentence, not inside one.
    """
    goods = _goods(selection, words, begins=begins)
    parts = [words.t("{goods} seized {where}", goods=goods, where=place(selection, words)), focus]
    parts += _filters(selection, words, sources or {})
    parts += [period(selection, words, months), words.t("without exact copies") if selection.distinct else ""]
    return words.comma([part for part in parts if part])


def _filters(selection: Selection, words: Words, sources: Mapping[str, str]) -> list[str]:
    """What a selection is filtered by beside goods, places of seizure and period, each in a phrase."""
    roles = [(d, phrase) for d, phrase in _ROLES.items() if selection.values(d)]
    parts = [words.t(phrase, places=_places(selection, d, words)) for d, phrase in roles]
    parts += [_by_mode(selection, words), words.listed(_inside(selection, "illicit", words), most=MOST)]
    parts += [
        words.t("{dimension}: {names}", dimension=field(d, words), names=words.listed(names, most=MOST))
        for d, names in _others(selection, words, sources)
    ]
    return [part for part in parts if part]


def seizures_of(selection: Selection, words: Words, sources: Mapping[str, str] | None = None) -> str:
    """'in Spain', 'of cocaine in Spain (by air, departed from Brazil)': behind 'reported seizures', with no period."""
    found = place(selection, words)
    if selection.values("goods") or selection.values("goods_group"):
        found = words.t("of {goods} {where}", goods=_goods(selection, words, begins=False), where=found)
    filters = _filters(selection, words, sources or {})
    return words.t("{what} ({filters})", what=found, filters=words.comma(filters)) if filters else found


def titled(what: str, about: str, words: Words) -> str:
    """'Reported seizures by month: cocaine seized in Spain, …'. about: a subject that does not begin a sentence."""
    return words.t("{what}: {about}", what=what, about=about) if about else what


def place(selection: Selection, words: Words) -> str:
    """'worldwide', 'in Spain', 'in Western Africa'."""
    names = [_places(selection, d, words) for d in ("division", "country", "region") if selection.values(d)]
    return words.t("in {places}", places=words.comma(names)) if names else words.t("worldwide")


def period(selection: Selection, words: Words, months: tuple[str, str] = ("", "")) -> str:
    """'2011–2016', 'Jan 2011–Mar 2011', '2014 and 2016'; '' where nothing is known of it."""
    if codes := selection.values("month"):
        return words.listed([_month(code, words) for code in codes], most=MOST)
    if years := selection.values("year"):
        return words.listed(years, most=MOST)
    start, end = selection.start or months[0], selection.end or months[1]
    if not start or not end:
        return ""
    whole = not (selection.start or selection.end) or (start.endswith("-01") and end.endswith("-12"))
    first, last = (start[:4], end[:4]) if whole else (words.month(start), words.month(end))
    return first if first == last else words.t("{first}–{last}", first=first, last=last)


def _month(code: str, words: Words) -> str:
    """'Mar 2014'; what a link calls a month and is none stays as it is, for the page to refuse."""
    try:
        return words.month(code) if code else words.t("no month named")
    except ValueError:
        return code


def _goods(selection: Selection, words: Words, *, begins: bool) -> str:
    codes = [d for d in ("goods", "goods_group") if selection.values(d)]
    if not codes:
        return words.t("All goods") if begins else words.t("all goods")
    names = [name.partition(" (")[0] for d in codes for name in _each(selection, d, words)]
    first = names[0] if begins else inside(names[0], words)
    return words.listed([first, *(inside(name, words) for name in names[1:])], most=MOST)


def _by_mode(selection: Selection, words: Words) -> str:
    if not (codes := selection.values("mode")):
        return ""
    if not set(codes) <= set(_WAYS):
        modes = words.listed(_inside(selection, "mode", words), most=MOST)
        return words.t("transport mode {modes}", modes=modes)
    ways = [words.t(_WAYS[code]) for code in codes]
    return words.listed(ways, most=MOST) if len(ways) > MOST else words.either(ways)


def _others(selection: Selection, words: Words, sources: Mapping[str, str]) -> list[tuple[str, list[str]]]:
    """Each other dimension that is filtered by, and the names of its values."""
    found = []
    for dimension, values in selection.where:
        if dimension not in _WORDED:
            names = sources if dimension == "source" else _all_names(selection, dimension, words)
            found.append((dimension, [names[v] if v in names else _code(v, words) for v in values]))
    return found


def with_article(name: str, words: Words) -> str:
    """'the Netherlands', 'Spain': a place inside a sentence.

    The article is English grammar: other languages inflect names in ways of their own and take them as they are.
    """
    return f"the {name}" if words.language == ENGLISH_CODE and _WITH_ARTICLE.search(name) else name


def _places(selection: Selection, dimension: str, words: Words) -> str:
    return words.listed([with_article(name, words) for name in _each(selection, dimension, words)], most=MOST)


def _inside(selection: Selection, dimension: str, words: Words) -> list[str]:
    """The names of what is filtered by, inside a sentence."""
    return [inside(name, words) for name in _each(selection, dimension, words)]


def _each(selection: Selection, dimension: str, words: Words) -> list[str]:
    names = _all_names(selection, dimension, words)
    return [names[v] if v in names else _code(v, words) for v in selection.values(dimension)]


def _all_names(selection: Selection, dimension: str, words: Words) -> dict[str, str]:
    if dimension not in ("route", "transit"):
        return code_names(dimension, selection.scheme, words)
    places = code_names("country", selection.scheme, words)
    roles = {EMPTY: words.t("not reported"), UNKNOWN: words.t("unknown")}
    chains = [code for code in selection.values(dimension) if code]
    return {c: " → ".join(places.get(p, roles.get(p, p)) for p in c.split(">")) for c in chains}


def _code(value: str, words: Words) -> str:
    return words.t(PSEUDO_INSIDE[value]) if value in PSEUDO_INSIDE else value
