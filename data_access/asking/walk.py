"""The items of a question in their order: which role a preposition gives to a place, what a negation is about, which
words are searched for."""

from dataclasses import dataclass, field, replace

from data_access.asking.items import ASK, Item
from data_access.asking.phrases import words
from domain.asking import Sense

STRONG = frozenset(("departure", "destination", "transit", "producing", "seized", "both", "between"))
"""Roles that a weaker preposition behind them does not change: 'from countries in West Africa'."""
HERE = frozenset(("", "in", "of", "seized"))
"""Roles of a place where goods were seized, or that a question is simply about."""
AREAS = frozenset(("place", "places", "region", "state", "town", "demonym"))
GOODS = frozenset(("goods", "goods_group"))
_OTHER_THINGS = (
    "mode",
    "illicit",
    "agency_kind",
    "crime",
    "group_kind",
    "context",
    "series",
    "search",
    "period",
    "terrorism",
    "evidence",
    "proof",
    "in_absence",
    "show",
    "measure",
    "sort",
    ASK,
)
THINGS = AREAS | GOODS | frozenset(_OTHER_THINGS)
"""What a negation can be about."""
_AGENCIES = {"police": "police", "customs": "customs", "navy": "military", "coastguard": "military"}
_CARRIED = frozenset(("by", "via", "in", "on", "through", "with"))
_BARE_MODES = frozenset(("post", "the post", "express", "foot", "the air", "the sea", "air", "ocean", "the mail"))
_GOING = frozenset(("go", "going", "goes", "sent", "shipped", "headed", "bound"))
_INSIDE = frozenset(("in", "inside", "within", "among", "under"))
_SEARCHED_UNTIL = STRONG | {"in"}


@dataclass
class _State:
    """What the words so far mean for those that follow."""

    pending: str = ""
    sticky: str = ""
    negated: bool = False
    listed: str = ""
    """The kind of what was negated, of which more may follow: 'except cannabis and heroin'."""
    leaving: bool = False
    compared: bool = False
    """Whether things are set side by side: 'Spain compared to Italy'."""
    open_roles: list[str] = field(default_factory=list)


def walked(found: list[Item]) -> tuple[list[Item], frozenset[str]]:
    """The items with their roles and negations; and the roles that no place followed ('where does it come from')."""
    found = _searches(_demonyms(found))
    compared = any(i.sense == Sense(kind="page", codes=("compare",)) for i in found)
    state, result = _State(compared=compared), list[Item]()
    for at, item in enumerate(found):
        result.append(_step(state, item, found, at))
    if state.pending:
        state.open_roles.append(state.pending)
    if any(i.key == "where" for i in found) and any(i.key in _GOING and i.kind == "word" for i in found):
        state.open_roles.append("destination")
    return _beside_towns(result), frozenset(state.open_roles) & {"departure", "destination", "transit"}


def _step(state: _State, item: Item, found: list[Item], at: int) -> Item:
    kind = item.kind
    if item.apart and not item.comma:
        _close(state)
        state.negated, state.listed = False, ""
    if kind == "role":
        return _role(state, item)
    if kind == "join":
        state.pending = state.pending or state.sticky
        return item
    if kind == "not":
        state.negated, state.listed = True, ""
        return item
    if kind == "word" and item.ordinary:
        state.sticky = ""
        state.listed = ""
        if item.key not in words("carriers"):
            _close(state)
        return item
    if kind in THINGS:
        return _thing(state, item, found, at)
    if kind == "word":
        state.negated, state.listed = False, ""
        if item.key not in words("carriers"):
            _close(state)
        return item
    _close(state)
    return item


def _close(state: _State) -> None:
    if state.pending in STRONG:
        state.open_roles.append(state.pending)
    state.pending = state.sticky = ""


def _role(state: _State, item: Item) -> Item:
    code = item.sense.codes[0] if item.sense else ""
    if state.compared and item.key == "to":
        state.pending = state.sticky = ""
        return item
    if item.key == "for" and state.leaving:
        code = "destination"
    if not (state.pending in STRONG and code in ("in", "of")):
        if state.pending in STRONG and code in STRONG:
            state.open_roles.append(state.pending)
        state.pending = code
    state.sticky = ""
    state.leaving = code == "departure" and item.key.startswith(("leav", "left", "depart"))
    state.listed = ""
    return item


def _thing(state: _State, item: Item, found: list[Item], at: int) -> Item:
    joined = item.comma or (at > 0 and found[at - 1].kind == "join")
    family = _family(item)
    negated = state.negated or (joined and state.listed == family)
    state.negated, state.listed = False, family if negated else ""
    role = ""
    if item.kind in AREAS or (item.kind == ASK and item.choices[0].kind in AREAS):
        role = state.pending or (state.sticky if item.comma else "")
        state.sticky, state.pending = role, ""
    elif item.kind in ("mode", "period"):
        state.pending = state.sticky = ""
    else:
        _close(state)
    given = item.sense.role if item.sense and item.fixed and item.sense.role not in ("", "part") else role
    return replace(item, role=given, negated=negated)


def _family(item: Item) -> str:
    kind = item.choices[0].kind if item.kind == ASK else item.kind
    return "area" if kind in AREAS else "goods" if kind in GOODS else kind


def _demonyms(found: list[Item]) -> list[Item]:
    """'Spanish customs' is a place and who seized; 'Spanish cocaine' can mean three things and is asked."""
    result: list[Item] = []
    for at, item in enumerate(found):
        before = result[-1] if result else None
        if item.kind == "word" and item.key in _AGENCIES and before and before.role == "whose":
            agency = Sense(kind="agency_kind", codes=(_AGENCIES[item.key],))
            result.append(replace(item, sense=agency, ordinary=False))
        elif item.kind == "demonym" and item.sense:
            following = found[at + 1] if at + 1 < len(found) else None
            of_authority = following is not None and (
                following.key in words("authorities") or following.kind == "agency_kind"
            )
            result.append(_nationality(item, item.sense.codes, of_authority))
        elif item.kind == "mode" and item.key in _BARE_MODES and not (before and before.key in _CARRIED):
            result.append(replace(item, sense=None, ordinary=False))
        else:
            result.append(item)
    return result


def _authority(item: Item | None) -> bool:
    return item is not None and (item.key in words("authorities") or item.kind == "agency_kind")


def _nationality(item: Item, codes: tuple[str, ...], of_authority: bool) -> Item:
    places = tuple(Sense(kind="region" if ":" in code else "place", codes=(code,)) for code in codes)
    if of_authority and len(places) == 1:
        return replace(item, sense=places[0], role="whose")
    if len(places) == 1:
        places = tuple(replace(places[0], role=role) for role in ("departure", "producing", "seized"))
    return replace(item, sense=None, choices=places)


def _searches(found: list[Item]) -> list[Item]:
    """What stands behind 'hidden in' is searched for in the records; goods inside of goods are too."""
    result: list[Item] = []
    at = 0
    while at < len(found):
        item = found[at]
        inside = _hidden(found, at)
        if inside:
            hidden = found[inside[0] : inside[1]]
            text = " ".join(w.text for w in hidden)
            result.append(replace(item, sense=Sense(kind="nothing")))
            key = " ".join(w.key for w in hidden)
            searched = Sense(kind="search", codes=(key,))
            result.append(Item(text=text, begin=hidden[0].begin, end=hidden[-1].end, key=key, sense=searched))
            at = inside[1]
        else:
            result.append(replace(item, sense=Sense(kind="nothing")) if item.kind in ("hidden", "mention") else item)
            at += 1
    return result


def _hidden(found: list[Item], at: int) -> tuple[int, int] | None:
    """From where to where the words stand that are searched for, behind this item."""
    item = found[at]
    if item.kind not in ("hidden", "mention") and not _goods_inside(found, at):
        return None
    first = at + 1
    while first < len(found) and (found[first].kind == "hidden" or found[first].key in words("loads")):
        first += 1
    last = first
    while last < len(found) and _searched(found[last], last > first):
        last += 1
    while last > first and found[last - 1].kind == "join":
        last -= 1
    only_mode = item.kind != "mention" and last - first == 1 and found[first].kind == "mode"
    return None if last == first or only_mode else (first, last)


def _goods_inside(found: list[Item], at: int) -> bool:
    """'cocaine in timber': the second are no goods that are asked for."""
    item = found[at]
    behind = next((f for f in found[at + 1 :] if f.key not in ("the", "a", "an")), None)
    return bool(
        item.kind == "role"
        and item.key in _INSIDE
        and at
        and found[at - 1].kind in GOODS
        and behind
        and (behind.kind in GOODS or (behind.kind == ASK and behind.choices[0].kind in GOODS))
    )


def _searched(item: Item, later: bool) -> bool:
    if item.kind in ("period", "hidden", "not", "page", "step", "sort", "show", "proof", "mode", "demonym", "case"):
        return not later and item.kind == "mode"
    if item.kind == "role":
        return bool(item.sense and item.sense.codes[0] not in _SEARCHED_UNTIL)
    return not (item.apart and later and not item.comma) and not (later and item.kind in AREAS)


def _beside_towns(found: list[Item]) -> list[Item]:
    """'Frankfurt airport', 'the port of Antwerp': the word beside the town is not needed."""
    towns = {at for at, item in enumerate(found) if item.kind == "town"}
    return [
        replace(item, ordinary=True)
        if item.kind == "word" and item.key in words("beside_towns") and towns & set(range(at - 2, at + 3))
        else item
        for at, item in enumerate(found)
    ]
