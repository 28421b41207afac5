"""What was understood of a plain question, in words, for pages and the shell; and the address that answers it."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from urllib.parse import urlencode

from data_access.answers import Answers
from data_access.asking import reading
from data_access.kept import kept
from data_access.reference import tables as reference
from domain.asking import Asked, Reading, Sense, Understood
from domain.cases import vocabulary
from domain.codes import AGENCY_KINDS, ILLICIT_REASONS
from domain.measures import INDICATORS
from domain.messages import N_
from domain.question import OF_CASES
from domain.words import Words
from reports.wording import between

COMMA = ("against", "by")
"""Parameters that hold several codes in one value."""
WHY = {
    "unknown": N_("not understood"),
    "negated": N_("leaving something out is not understood"),
    "vague_period": N_("this period has no bounds: name years"),
    "region_role": N_("routes are filtered by countries, not by regions"),
    "scheme": N_("regions of two schemes cannot be asked at once"),
    "place_and_region": N_("a place and a region cannot be asked at once"),
    "page": N_("the page that answers this does not take it"),
    "other_page": N_("another page would be needed for this"),
    "twice": N_("said twice, and differently"),
    "too_many": N_("more than can be compared"),
    "whole_years": N_("cases are dated by years alone"),
}
"""Why words changed nothing."""
KINDS = {
    "place": N_("place"),
    "places": N_("places"),
    "state": N_("state of the United States"),
    "region": N_("region"),
    "goods": N_("goods"),
    "goods_group": N_("group of goods"),
    "mode": N_("transport mode"),
    "illicit": N_("why illicit"),
    "agency_kind": N_("who seized"),
    "period": N_("period"),
    "page": N_("page"),
    "show": N_("what a map shows"),
    "measure": N_("measure"),
    "step": N_("steps in time"),
    "view": N_("view"),
    "sort": N_("order"),
    "search": N_("words searched for"),
    "town": N_("words searched for"),
    "crime": N_("linked crime"),
    "group_kind": N_("kind of group"),
    "proof": N_("proof"),
    "evidence": N_("evidence standard"),
    "terrorism": N_("link to terrorism"),
    "in_absence": N_("sentence in absence"),
    "context": N_("statistic"),
    "series": N_("operations"),
    "case": N_("case"),
    "nothing": N_("nothing"),
}
"""Kind of a sense → what it is called."""
_ROLES = {
    "departure": N_("{place}: departed from there"),
    "destination": N_("{place}: bound for there"),
    "transit": N_("{place}: passed through there"),
    "producing": N_("{place}: produced there"),
    "country": N_("{place}: seized there"),
    "seized": N_("{place}: seized there"),
    "search": N_("{place}: searched for as words in the records"),
    "text": N_("{place}: searched for as words in the cases"),
}
_IN_CASES = N_("{place}: named in any role")
_ONLY_PASSED = N_("{place}: the only country or territory named on the way")
"""How records are filtered by transit: by the whole way, as reported."""
_VALUES = {
    "rate": N_("per head"),
    "share": N_("share"),
    "change": N_("change"),
    "count": N_("number of seizures"),
    "head": N_("per head"),
    "quantity": N_("quantity"),
    "mass": N_("mass"),
    "date": N_("newest first"),
    "month": N_("by month"),
    "year": N_("by year"),
    "season": N_("season"),
    "index": N_("index"),
    "proven": N_("proven cases"),
    "all": N_("all cases"),
    "yes": N_("sentenced in absence"),
}
_LISTS: dict[str, Mapping[str, str]] = {
    "illicit": ILLICIT_REASONS,
    "agency_kind": AGENCY_KINDS,
    "crime": vocabulary.CRIMES,
    "group_kind": vocabulary.GROUP_KINDS,
    "evidence": vocabulary.EVIDENCE,
    "terrorism": vocabulary.TERRORISM,
    "context": INDICATORS,
}
_NONE_OF_THESE = N_("none of these: leave it out")


@kept
def ask(answers: Answers, question: str, chosen: tuple[tuple[str, str], ...] = ()) -> Reading:
    """A question as it is read for this viewer, whose data say which years are complete.

    chosen: phrase in small letters and the sense that the reader chose for it, see data_access.asking.reading.
    """
    return reading.read(question, latest_year(answers), dict(chosen))


def latest_year(answers: Answers) -> int:
    """The latest complete year of the data (a year of which December has no record yet is not complete)."""
    last = answers.months()[1]
    if not last:
        return datetime.now(UTC).year - 1
    return int(last[:4]) - (last[5:7] not in ("", "12"))


def parameters(read: Reading) -> dict[str, list[str]]:
    """The parameters as an address holds them."""
    return {key: [",".join(values)] if key in COMMA else list(values) for key, values in read.query}


def link(read: Reading) -> str:
    """The address that answers the question, from its page on; '' where there is none."""
    query = urlencode(parameters(read), doseq=True)
    return "?".join(filter(None, (read.page, query))) if read.page else ""


def sense_in_words(sense: Sense, words: Words) -> str:
    """'Colombia', 'Colombia: departed from there', 'Heroin'."""
    name = words.comma([_name(sense.kind, code, words) for code in sense.codes]) if sense.codes else ""
    if sense.kind == "nothing":
        return words.t(_NONE_OF_THESE)
    if sense.kind == "search":
        return words.t("searched for as words in the records")
    return words.t(_ROLES[sense.role], place=name) if sense.role in _ROLES else name


def understood_in_words(read: Reading, one: Understood, words: Words, page_title: Callable[[str], str]) -> str:
    """What a phrase became: 'Spain: bound for there', 'January 2014 – ', 'per head'."""
    if one.key == "page":
        return words.t("page {page}", page=page_title(one.values[0]))
    if one.key == "period":
        return _period(one.values[0], one.values[1], words)
    if one.key == "change":
        return words.t("change from {first} to {last}", first=one.values[0], last=one.values[1])
    name = words.comma([_name(one.sense.kind, value, words) for value in _named(one)])
    if read.page in OF_CASES:
        return words.t(_IN_CASES, place=name) if one.key == "country" else _in_role(one.key, name, words)
    if one.key == "transit":
        return words.t(_ONLY_PASSED, place=name)
    return _in_role(one.key, name, words)


def _in_role(key: str, name: str, words: Words) -> str:
    return words.t(_ROLES[key], place=name) if key in _ROLES else name


def _period(first: str, last: str, words: Words) -> str:
    if not last:
        return words.t("from {first} on", first=first)
    return words.t("to {last}", last=last) if not first else between(first, last, words)


def _named(one: Understood) -> tuple[str, ...]:
    """The codes that have names: regions with their scheme."""
    return one.sense.codes if one.sense.kind == "region" else one.values


def _name(kind: str, code: str, words: Words) -> str:
    if kind == "region" and ":" in code:
        scheme, _, region = code.partition(":")
        names: dict[str, str] = dict(reference.regions(scheme).select("region", "name").iter_rows())
        return names.get(region, code)
    if kind in _LISTS:
        return words.t(_LISTS[kind][code]) if code in _LISTS[kind] else code
    table = {"place": "places", "places": "places", "goods": "goods", "goods_group": "goods", "mode": "modes"}.get(kind)
    if table:
        return reference.names(table).get(code, code)
    return words.t(_VALUES[code]) if code in _VALUES else code


def as_document(read: Reading, words: Words, page_title: Callable[[str], str]) -> dict[str, object]:
    """All of it for a program: page, query, link, understood, ask, left, unneeded."""
    return {
        "question": read.question,
        "page": read.page,
        "query": read.parameters,
        "link": link(read),
        "understood": [
            {
                "text": one.text,
                "as": understood_in_words(read, one, words, page_title),
                "kind": one.sense.kind,
                "parameter": one.key,
                "misspelt": one.misspelt,
            }
            for one in read.understood
        ],
        "ask": [_asked(one, words) for one in read.ask],
        "left": [one.text for one in read.left],
        "unneeded": list(read.unneeded),
    }


def _asked(one: Asked, words: Words) -> dict[str, object]:
    choices = [{"choice": str(s), "as": sense_in_words(s, words)} for s in one.choices]
    return {"text": one.text, "choices": choices, "taken": str(one.taken) if one.taken else ""}
