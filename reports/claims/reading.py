"""A claim in plain words → what it claims, of which seizures. Places, goods and periods are read as questions are."""

import re
from functools import cache

from data_access.answers import Answers
from data_access.reference import tables as reference
from domain.claims import Claim, Kind
from domain.errors import UsageError
from domain.selection import Selection
from reports.asking import ask, parameters

LONGEST = 300
"""Letters of a claim."""
_PERCENT = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:%|per ?cent\b)")
_COUNT = re.compile(r"(?<![\d.,-])(\d{1,3}(?:[ ,]\d{3})+|\d+)\s+(?:reported\s+)?(?:\w+\s+)?seizures?\b")
_SEIZURES = re.compile(r"\b(?:of\s+(?:all\s+|the\s+)?)?(?:the\s+)?(?:reported\s+)?(?:seizures?|seized)\b")
_FIXED = {"doubled": (1, 1.0), "tripled": (1, 2.0), "halved": (-1, 0.5)}
"""A change that is said in a word: its direction and size."""
_FILLING = re.compile(
    r"\b(?:there|were|was|are|is|has|have|had|been|by|the|of|all|reported|reports|number|how many|about|some)\b"
)
_AS_RECORDS = "records"
"""What makes a question of the rest, about single seizures: then a place is where they were made."""


def read(answers: Answers, text: str) -> Claim:
    """What a claim says. Raises UsageError for a text of which nothing can be checked."""
    said = " ".join(text.casefold().split())[:LONGEST].rstrip(".!")
    kind, direction, size, n, rest = _claimed(said)
    question = ask(answers, f"{_AS_RECORDS} {rest}")
    found = _selection(parameters(question))
    earlier, later = _years(found, kind)
    return Claim(
        text=text,
        kind=kind,
        selection=found,
        direction=direction,
        size=size,
        n=n,
        earlier=earlier,
        later=later,
        left=tuple(one.text for one in question.left),
        ask=tuple(one.text for one in question.ask),
    )


def _selection(query: dict[str, list[str]]) -> Selection:
    """Of a page of one country its seizures."""
    found = Selection.from_query(query)
    profile = query.get("profile", [])
    return found.having("country", profile) if profile else found


def _claimed(said: str) -> tuple[Kind, int, float | None, int | None, str]:
    """Kind, direction, size, number, and the words that are left of it."""
    found = {kind: word for kind, pattern in _words().items() if (word := pattern.search(said))}
    percent, count = _PERCENT.search(said), _COUNT.search(said)
    size = float(percent[1].replace(",", ".")) / 100 if percent else None
    rest = said
    for word in (*found.values(), *filter(None, [percent, count])):
        rest = rest.replace(word[0], " ", 1)
    rest = _FILLING.sub(" ", _SEIZURES.sub(" ", rest))
    seizures = bool(_SEIZURES.search(said))
    change = next((one for one in (*_FIXED, "same", "up", "down") if one in found), "")
    if "cause" in found:
        return Kind.CAUSE, 0, size, None, rest
    if "ranking" in found:
        return Kind.RANKING, 0, size, None, rest
    if "trafficking" in found and not seizures:
        return Kind.TRAFFICKING, 0, size, None, rest
    if "none" in found:
        return Kind.NONE, 0, None, None, rest
    if change in _FIXED:
        direction, fixed = _FIXED[change]
        return Kind.CHANGE, direction, fixed, None, rest
    if change:
        return Kind.CHANGE, {"same": 0, "up": 1, "down": -1}[change], size, None, rest
    if size is not None:
        return Kind.SHARE, 0, size, None, rest
    if count:
        return Kind.COUNT, 0, None, int(re.sub(r"\D", "", count[1])), f"{rest} {_goods_of(count[0])}"
    raise UsageError(
        "Nothing in this can be checked. Write a change, a number or a share of reported seizures, such as "
        "'reported seizures in Spain rose 16% from 2014 to 2015'."
    )


def _goods_of(counted: str) -> str:
    """'1,200 heroin seizures' also names goods."""
    return re.sub(r"[\d ,]+|\breported\b|\bseizures?\b", " ", counted)


@cache
def _words() -> dict[str, re.Pattern[str]]:
    """Kind → what says it; the longest first."""
    found = {}
    for kind, words in reference.read("claim_words").iter_rows():
        phrases = sorted((w.strip() for w in words.split(";")), key=len, reverse=True)
        found[kind] = re.compile(r"\b(?:" + "|".join(map(re.escape, phrases)) + r")\b")
    return found


def _years(selection: Selection, kind: Kind) -> tuple[str, str]:
    """The two years that a change is of: those named, or the one named and that before it."""
    first, last = selection.start[:4], selection.end[:4]
    if kind is not Kind.CHANGE or not (first or last):
        return "", ""
    if first and last and first != last:
        return first, last
    if first and not last:
        return first, ""
    return str(int(last) - 1), last
