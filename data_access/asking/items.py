"""A question → its items in order: phrases that stand for something, periods, and words."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from data_access.asking import phrases, spelling
from data_access.asking.periods import Period, each, periods
from data_access.asking.placing import place
from data_access.asking.tokens import Token, cut
from domain.asking import DROPPED, Sense

ASK = "ask"
"""The kind of a phrase with several senses, until one is chosen."""
_CASE = re.compile(r"(?<!\w)CB[- ]?(\d{3})(?!\w)", re.IGNORECASE)
_BOUND = r"(?:(?:more|less|fewer|at least|at most|over|under|above|below|up to)(?: than)? )?"
_UNIT = (
    r"(?:kg|kgs|kilos?|kilograms?|tonnes?|tons?|grams?|g|t|lb|lbs|pounds|litres?|liters?|pieces|sticks|packs|usd|eur"
    r"|euros?|dollars?|pills|tablets|items|units|%|percent)"
)
_AMOUNT = re.compile(rf"(?<![\w.]){_BOUND}\d[\d.,]*(?: ?(?:million|thousand|billion))? ?{_UNIT}(?!\w)", re.IGNORECASE)
"""What is never taken for a year, and never understood: amounts are no filters."""


@dataclass(frozen=True, kw_only=True)
class Item:
    """A part of the question. `sense` is None for a plain word; `choices`: all that it may be, if more than one.

    role, negated, used: what the walk over the items found (data_access.asking.walk).
    """

    text: str
    begin: int
    end: int
    key: str = ""
    sense: Sense | None = None
    choices: tuple[Sense, ...] = ()
    period: Period | None = None
    misspelt: bool = False
    ordinary: bool = False
    """A word that is not needed."""
    apart: bool = False
    """Whether a sign such as a comma stands before it."""
    comma: bool = False
    """Whether that sign is one that lists things."""
    dash: bool = False
    """Whether a dash ties it to the item before it."""
    role: str = ""
    negated: bool = False
    fixed: bool = field(default=False)
    """Whether the reader chose its sense."""

    @property
    def kind(self) -> str:
        """Of its sense; 'ask' where that is open, 'period', or 'word'."""
        if self.period:
            return "period"
        if self.sense is None:
            return ASK if self.choices else "word"
        return self.sense.kind


def items(text: str, latest: int, chosen: Mapping[str, str]) -> list[Item]:
    """The items of a question. latest: see periods; chosen: phrase in small letters → the sense that a reader chose."""
    tokens = cut(text)
    found = periods(text, latest)
    shouted = text.isupper()
    result: list[Item] = []
    at = 0
    while at < len(tokens):
        size, item = _next(tokens, at, text, found, shouted)
        result.append(_chosen(item, chosen))
        at += size
    return result


def _next(tokens: list[Token], at: int, text: str, found: list[Period], shouted: bool) -> tuple[int, Item]:
    """The longest item that begins at a word, and how many words it has."""
    first = tokens[at]
    if period := next(each(found, first.start, first.end), None):
        inside = [t for t in tokens[at:] if t.start < period.end]
        return len(inside), _item(inside, text, period=period)
    if (case := _CASE.match(text, first.start)) or (case := _AMOUNT.match(text, first.start)):
        inside = [t for t in tokens[at:] if t.start < case.end()]
        return len(inside), _item(
            inside, text, sense=Sense(kind="case", codes=(f"CB-{case[1]}",)) if case.re is _CASE else None
        )
    for window in _with_commas(tokens, at):
        if senses := place(window, text, shouted):
            return len(window), _sensed(window, text, senses)
    for window in _windows(tokens, at, found):
        if senses := _senses(window, text, shouted, tokens[at - 1] if at else None):
            return len(window), _sensed(window, text, senses)
    return _unknown(tokens, at, text, found)


def _windows(tokens: list[Token], at: int, found: list[Period]) -> Iterator[list[Token]]:
    """Windows that begin at a word, the longest first: none reaches over a comma or into a period."""
    size = 1
    while (
        size < phrases.LONGEST
        and at + size < len(tokens)
        and not tokens[at + size].apart
        and not any(each(found, tokens[at + size].start, tokens[at + size].end))
    ):
        size += 1
    yield from (tokens[at : at + n] for n in range(size, 0, -1))


def _with_commas(tokens: list[Token], at: int) -> Iterator[list[Token]]:
    """Windows with a comma or brackets, as in official names of places ('Hong Kong, China', 'Congo (Kinshasa)')."""
    for size in range(phrases.LONGEST + 1, 1, -1):
        window = tokens[at : at + size]
        signs = [t.before.strip() for t in window[1:] if t.apart]
        if len(window) == size and signs and set(signs) <= {",", "(", ")"} and len(signs) <= 2:
            yield window


def _senses(window: list[Token], text: str, shouted: bool, before: Token | None) -> tuple[Sense, ...]:
    """What a window stands for: our phrases, then places, then our phrases in singular or plural."""
    key = " ".join(t.key for t in window)
    known = phrases.table()
    if own := known.get(key):
        return own
    if before and before.key in ("operation", "operations") and key in phrases.plain_series():
        return (Sense(kind="series", codes=(phrases.plain_series()[key],)),)
    us = key == "us"
    if key in phrases.unneeded() and not us and not (window[0].capitals and not shouted):
        return ()
    if found := place(window, text, shouted, before.key if before else "^"):
        return found
    if len(key) > 4 and (shouted or not window[-1].capitals):
        return next((known[k] for k in (f"{key}s", key.removesuffix("s"), key.removesuffix("es")) if k in known), ())
    return ()


def _sensed(window: list[Token], text: str, senses: tuple[Sense, ...], misspelt: bool = False) -> Item:
    one = senses[0] if len(senses) == 1 else None
    return _item(window, text, sense=one, choices=senses if not one else (), misspelt=misspelt)


def _unknown(tokens: list[Token], at: int, text: str, found: list[Period]) -> tuple[int, Item]:
    """A word that nothing knows: not needed, misspelt, or not understood."""
    token = tokens[at]
    if token.key in phrases.unneeded():
        return 1, _item([token], text, ordinary=True)
    for window in _windows(tokens, at, found):
        if _may_be_misspelt(window) and (near := spelling.nearest(" ".join(t.key for t in window))):
            return len(window), _sensed(window, text, near, misspelt=True)
    return 1, _item([token], text, ordinary=spelling.nearly_ordinary(token.key))


def _may_be_misspelt(window: list[Token]) -> bool:
    short = len(window) > 1 and any(len(t.key) < 3 for t in window)
    return len(window) <= 3 and not short and not any(t.key in phrases.unneeded() for t in window)


def _item(
    window: list[Token],
    text: str,
    sense: Sense | None = None,
    choices: tuple[Sense, ...] = (),
    period: Period | None = None,
    misspelt: bool = False,
    ordinary: bool = False,
) -> Item:
    first, last = window[0], window[-1]
    return Item(
        text=text[first.start : last.end],
        begin=first.start,
        end=last.end,
        key=" ".join(t.key for t in window),
        sense=sense,
        choices=choices,
        period=period,
        misspelt=misspelt,
        ordinary=ordinary,
        apart=first.apart,
        comma=bool(re.fullmatch(r"\s*[,/;]\s*", first.before)),
        dash=bool(re.fullmatch(r"\s*[-–—>→]+\s*", first.before)) and first.start > 0,
    )


def _chosen(item: Item, chosen: Mapping[str, str]) -> Item:
    """The item as the reader corrected it."""
    choice = chosen.get(item.text.casefold())
    if choice is None:
        return item
    if choice == DROPPED:
        return replace(item, sense=Sense(kind="nothing"), choices=(), period=None, fixed=True)
    sense = next((s for s in _offered(item) if str(s) == choice), None)
    return replace(item, sense=sense, fixed=True) if sense else item


def _offered(item: Item) -> tuple[Sense, ...]:
    """What a reader may choose for it: a nationality in each of the roles that it can have."""
    if not item.sense or item.kind != "demonym":
        return item.choices
    roles = ("departure", "producing", "seized")
    codes = item.sense.codes
    return tuple(Sense(kind="place", codes=(c,), role=r) for c in codes for r in (roles if len(codes) == 1 else ("",)))
