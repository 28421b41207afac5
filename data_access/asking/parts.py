"""The items of a question sorted: what filters, what shows, what must be asked, what is not understood."""

from collections import defaultdict
from dataclasses import dataclass, field, replace

from data_access.asking.items import ASK, Item
from data_access.asking.walk import AREAS, GOODS, HERE
from data_access.reference import tables as reference
from domain.asking import Asked, NotUnderstood, Sense

_SILENT = frozenset(("nothing", "hidden", "mention"))
_WITH = frozenset(("with", "linked to", "and", "alongside", "plus"))
_CRIMES = {
    "drug trafficking": "drug_trafficking",
    "arms trafficking": "arms_trafficking",
    "weapons trafficking": "arms_trafficking",
}
_OPPOSING = frozenset(("against", "vs", "versus", "than"))
_STRONG_MAPS = ("map", "hotspot", "hot spot", "geograph", "choropleth", "spatial")


@dataclass
class Parts:
    """What a question is made of. `kinds`: kind of sense → its items, in order."""

    kinds: defaultdict[str, list[Item]] = field(default_factory=lambda: defaultdict(list))
    ask: list[tuple[Item, Asked]] = field(default_factory=list)
    left: list[tuple[int, NotUnderstood]] = field(default_factory=list)
    unneeded: list[str] = field(default_factory=list)
    order: list[Item] = field(default_factory=list)
    open_roles: frozenset[str] = frozenset()
    begins: tuple[int, ...] = ()
    """Where each item of the question begins."""
    opposed: bool = False
    """Whether 'or' or 'against' stands between two things of one kind."""

    def leave(self, item: Item, why: str) -> None:
        """An item changed nothing."""
        self.left.append((item.begin, NotUnderstood(text=item.text, why=why)))

    @property
    def hints(self) -> set[str]:
        """Pages that words name."""
        return {code for item in self.kinds["page"] if item.sense for code in item.sense.codes}

    @property
    def mapped(self) -> bool:
        """Whether a map is asked for by that word."""
        return any(item.key.startswith(_STRONG_MAPS) or "map" in item.key.split() for item in self.kinds["page"])

    def areas(self, *roles: str) -> list[Item]:
        """Places, groups of places and regions in one of these roles."""
        return [i for i in self.order if i.kind in ("place", "places", "region", "state") and i.role in roles]

    def here(self, *kinds: str) -> list[Item]:
        """Places or regions where goods were seized, or that the question is about."""
        return [i for i in self.areas(*HERE) if i.kind in (kinds or ("place", "places", "region", "state"))]

    def with_roles(self) -> list[Item]:
        """Places on a way: of departure, destination, transit or production."""
        return [i for i in self.order if i.kind in ("place", "places", "state") and i.role not in HERE]


def sorted_out(found: list[Item], open_roles: frozenset[str]) -> Parts:
    """The parts of a question, from its items in order."""
    begins = tuple(item.begin for item in found)
    parts = Parts(open_roles=open_roles, begins=begins, opposed=_opposed(found))
    compared = any(item.sense == Sense(kind="page", codes=("compare",)) for item in found)
    for at, item in enumerate(found):
        among = compared and item.role == "between"  # "compare … between Benin and Togo"
        _sort(parts, found, at, replace(item, role="") if among else item)
    return parts


def _opposed(found: list[Item]) -> bool:
    things = [i for i in found if _kin(i) or i.key in _OPPOSING or (i.sense and i.sense.codes == ("or",))]
    return any(
        not _kin(middle) and _kin(first) and _kin(first) == _kin(second)
        for first, middle, second in zip(things, things[1:], things[2:], strict=False)
    )


def _kin(item: Item) -> str:
    """What it can be set against: areas where goods were seized, goods; '' for anything else."""
    if item.kind in GOODS:
        return "goods"
    if item.period:
        return "period"
    return item.kind if item.kind in ("place", "region") and item.role in HERE else ""


def _sort(parts: Parts, found: list[Item], at: int, item: Item) -> None:
    if item.negated:
        parts.leave(item, "negated")
    elif item.period and item.period.vague:
        parts.leave(item, "vague_period")
    elif item.kind == "not":
        if not any(i.negated for i in found[at:]):
            parts.leave(item, "unknown")
    elif item.kind == ASK:
        _ask(parts, item)
    elif item.kind == "word":
        if item.ordinary:
            parts.unneeded.append(item.text)
        else:
            parts.leave(item, "unknown")
    elif item.kind in ("role", "join"):
        pass  # they said what their neighbours mean
    elif item.kind in _SILENT:
        parts.unneeded.append(item.text)
    else:
        _take(parts, found, at, item)


def _ask(parts: Parts, item: Item) -> None:
    """A phrase with several senses; Georgia is the country until the reader says otherwise."""
    taken = None
    if item.choices[-1].kind == "state":
        taken = item.choices[0]
    elif item.choices[-1].kind == "search":
        taken = Sense(kind="search", codes=(item.key,))
    if item.misspelt and len({s.codes for s in item.choices}) == 1:
        taken = item.choices[0]
    parts.ask.append((item, Asked(text=item.text, choices=item.choices, taken=taken)))
    if taken:
        _keep(parts, replace(item, sense=taken, choices=item.choices))


def _take(parts: Parts, found: list[Item], at: int, item: Item) -> None:
    before = found[at - 1].key if at else ""
    if item.key in _CRIMES and before in _WITH and any(f.kind in GOODS for f in found[:at]):
        item = replace(item, sense=Sense(kind="crime", codes=(_CRIMES[item.key],)))
    if item.kind == "illicit":
        item = _illicit(found, at, item)
        if item.kind == "nothing":
            parts.unneeded.append(item.text)
            return
    _keep(parts, item)


def _keep(parts: Parts, item: Item) -> None:
    parts.order.append(item)
    parts.kinds[item.kind].append(item)


def _illicit(found: list[Item], at: int, item: Item) -> Item:
    """'smuggled' is a reason only before goods, else a verb; of medicines 'fake' means falsified."""
    behind = found[at + 1] if at + 1 < len(found) else None
    senses = (*behind.choices, behind.sense) if behind else ()
    goods = behind if any(sense and sense.kind in GOODS for sense in senses) else None
    code = item.sense.codes[0] if item.sense else ""
    if code == "smuggled" and not goods:
        return replace(item, sense=Sense(kind="nothing"))
    if code != "counterfeit" or item.fixed or not goods or not goods.sense:
        return item
    if _group(goods.sense) == "medicines":
        said = item.key.startswith("counterfeit")
        return _either(item, "counterfeit" if said else "falsified", "falsified" if said else "counterfeit")
    return _either(item, "counterfeit", "falsified") if _group(goods.sense) in ("food", "alcohol") else item


def _either(item: Item, taken: str, other: str) -> Item:
    first, second = (Sense(kind="illicit", codes=(code,)) for code in (taken, other))
    return replace(item, sense=first, choices=(first, second))


def _group(sense: Sense) -> str:
    return reference.goods_group().get(sense.codes[0], "")


def is_area(asked: Asked) -> bool:
    """Whether a place or a region is asked about."""
    return asked.choices[0].kind in AREAS and not asked.choices[0].role
