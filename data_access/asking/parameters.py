"""The parts of a question → the parameters that the address of its page takes. What a page does not take is said."""

from dataclasses import dataclass, field

from data_access.asking.items import Item
from data_access.asking.paging import MOST_COMPARED, on_a_way, things_compared, years_compared
from data_access.asking.parts import Parts
from data_access.asking.walk import HERE
from data_access.reference import tables as reference
from domain.asking import Sense, Understood

_CASES = ("cases", "convergence")
_NOTHING_TAKEN = ("case", "saved", "import", "about")
_SEIZURES = ("goods", "goods_group", "illicit", "mode", "agency_kind")
_DIMENSIONS = {
    **dict.fromkeys(("world", "country", "maps", "routes", "records", "trends", "compare", "explorer", "overlaps", "region"), _SEIZURES),
    "coverage": ("goods", "goods_group"),
    **dict.fromkeys(_CASES, ("goods", "goods_group", "illicit")),
    "operations": ("goods", "goods_group"),
}
"""Page → the kinds of sense that filter it by their own name."""
_OF_CASES = {
    "crime": "linked_crime",
    "group_kind": "group_kind",
    "proof": "proof",
    "evidence": "evidence",
    "terrorism": "terrorism",
    "in_absence": "in_absence",
}
_SHOWN = {"rate": "rate", "share": "share", "change": "change", "count": "count"}
_BY = {
    "goods": ("by goods", "by type of goods", "by product", "by commodity", "by goods group", "by type"),
    "source": ("by source",),
    "region": ("by region", "by regions", "per region"),
    "agency": ("by agency",),
    "concealment": ("by concealment", "concealment methods"),
}


@dataclass
class Parameters:
    """The parameters of a page as they are put together, and what became of each phrase."""

    page: str
    parts: Parts
    query: dict[str, list[str]] = field(default_factory=dict)
    understood: list[tuple[int, Understood]] = field(default_factory=list)

    def add(self, item: Item, key: str, *values: str) -> None:
        """A phrase became these values of a parameter."""
        held = self.query.setdefault(key, [])
        held += [value for value in values if value not in held]
        self.note(item, key, *values)

    def put(self, item: Item, key: str, value: str) -> None:
        """A phrase became the value of a parameter that has only one."""
        if self.query.get(key, [value]) != [value]:
            self.parts.leave(item, "twice")
        else:
            self.query[key] = [value]
            self.note(item, key, value)

    def note(self, item: Item, key: str, *values: str) -> None:
        """What became of a phrase."""
        asked = any(i.begin == item.begin for i, _ in self.parts.ask)
        sense = item.sense or Sense(kind="period")
        if not asked:
            entry = Understood(text=item.text, sense=sense, key=key, values=values, misspelt=item.misspelt, choices=item.choices)
            self.understood.append((item.begin, entry))


def parameters(page: str, parts: Parts) -> Parameters:
    """All parameters of the page that is opened."""
    made = Parameters(page, parts)
    _goods(made)
    _filters(made)
    _cases(made)
    _compare(made)
    _areas(made)
    _words(made)
    _showing(made)
    _periods(made)
    _pages(made)
    return made


def _goods(made: Parameters) -> None:
    """Goods and groups mean both: a group beside other goods goes among them, for filters narrow each other."""
    goods, groups = made.parts.kinds["goods"], made.parts.kinds["goods_group"]
    if made.page == "compare" and things_compared(made.parts)[0] == "goods":
        return
    if "goods" not in _DIMENSIONS.get(made.page, ()):
        for item in (*goods, *groups):
            made.parts.leave(item, "page")
        return
    inside = {reference.goods_group()[i.sense.codes[0]] for i in goods if i.sense}
    for item in groups:
        code = item.sense.codes[0] if item.sense else ""
        if code in inside:
            made.parts.unneeded.append(item.text)
        else:
            made.add(item, "goods" if goods else "goods_group", code)
    for item in goods:
        made.add(item, "goods", *(item.sense.codes if item.sense else ()))


def _filters(made: Parameters) -> None:
    taken = _DIMENSIONS.get(made.page, ())
    for kind in ("illicit", "mode", "agency_kind"):
        for item in made.parts.kinds[kind]:
            codes = item.sense.codes if item.sense else ()
            if kind == "illicit" and made.page in _CASES:
                _reason_of_case(made, item)
            elif kind in taken:
                made.add(item, kind, *codes)
            else:
                made.parts.leave(item, "page")
    for item in made.parts.kinds["series"]:
        made.add(item, "series", *(item.sense.codes if item.sense else ()))
    for item in made.parts.kinds["context"]:
        if made.page == "context" and item.sense:
            made.put(item, "indicator", item.sense.codes[0])
        else:
            made.parts.leave(item, "page")


def _reason_of_case(made: Parameters, item: Item) -> None:
    """Cases know counterfeit alone."""
    senses = [s for s in (item.sense, *item.choices) if s and s.codes == ("counterfeit",)]
    if senses and not item.key.startswith(("falsified", "substandard")):
        made.add(item, "illicit", "counterfeit")
    else:
        made.parts.leave(item, "page")


def _cases(made: Parameters) -> None:
    for item in made.parts.kinds["case"]:
        made.put(item, "id", item.sense.codes[0] if item.sense else "")
    for kind, key in _OF_CASES.items():
        for item in made.parts.kinds[kind]:
            if made.page not in _CASES:
                made.parts.leave(item, "page")
            elif kind == "proof" and item.sense:
                made.put(item, key, item.sense.codes[0])
            else:
                made.add(item, key, *(item.sense.codes if item.sense else ()))
    if made.page in _CASES and {"alleged", "overturned_on_appeal"} & set(made.query.get("evidence", ())):
        made.query["proof"] = ["all"]  # none of them is proven


def _compare(made: Parameters) -> None:
    if made.page != "compare":
        return
    kind, things = things_compared(made.parts)
    made.query["by"] = [kind]
    codes: list[str] = []
    for item in things:
        own = _compared_codes(made, item, kind)
        if len({*codes, *own}) > MOST_COMPARED:
            made.parts.leave(item, "too_many")
            continue
        codes += [code for code in own if code not in codes]
        if own:
            made.note(item, "against", *own)
    made.query["against"] = codes


def _compared_codes(made: Parameters, item: Item, kind: str) -> list[str]:
    codes = list(item.sense.codes) if item.sense else []
    return _regions(made, item) if kind == "region" else codes


def _regions(made: Parameters, item: Item) -> list[str]:
    """The codes of a region, once its scheme is that of the address; [] if it has another."""
    found = [code.partition(":") for code in (item.sense.codes if item.sense else ())]
    scheme = found[0][0]
    given = made.query.get("scheme", ["m49"] if made.query.get("region") or made.query.get("against") else [])
    if given and given != [scheme]:
        made.parts.leave(item, "scheme")
        return []
    if scheme != "m49":
        made.query["scheme"] = [scheme]
    return [code for _, _, code in found]


def _areas(made: Parameters) -> None:
    used = {id(i) for i in things_compared(made.parts)[1]} if made.page == "compare" else set()
    items = [i for i in made.parts.areas(*HERE) if id(i) not in used]
    places = [i for i in items if i.kind in ("place", "places", "state")]
    for item in made.parts.with_roles():
        _on_a_way(made, item)
    for item in made.parts.areas("departure", "destination", "transit", "producing", "both", "between"):
        if item.kind == "region":
            made.parts.leave(item, "region_role")
    for item in places:
        _place(made, item, places)
    for item in items:
        if item.kind == "region":
            _region(made, item, places)


def _on_a_way(made: Parameters, item: Item) -> None:
    codes = item.sense.codes if item.sense else ()
    if made.page in _NOTHING_TAKEN or made.page in ("coverage", "context", "operations"):
        made.parts.leave(item, "page")
    elif item.role == "both" and made.page == "routes":
        made.put(item, "profile", codes[0])
    elif item.role in ("both", "between") and made.page not in _CASES:
        made.add(item, "departure", *codes)
        made.add(item, "destination", *codes)
    elif item.role == "producing" and made.page in _CASES:
        made.parts.leave(item, "page")
    elif item.role in ("both", "between"):
        made.add(item, "country", *codes)
    else:
        made.add(item, item.role, *codes)


def _place(made: Parameters, item: Item, places: list[Item]) -> None:
    codes = item.sense.codes if item.sense else ()
    if item.kind == "state":
        made.add(item, "country", "USA")
        made.add(item, "division", *codes)
    elif made.page in _NOTHING_TAKEN:
        made.parts.leave(item, "page")
    elif made.page == "country":
        made.put(item, "profile", codes[0])
    elif made.page in ("routes", *_CASES, "maps", "trends", "records") and item.kind == "place" and (role := _end(made, item, places)):
        made.add(item, role, codes[0])
    else:
        made.add(item, "country", *codes)


def _end(made: Parameters, item: Item, places: list[Item]) -> str:
    """The role of a place that has no preposition: the end of the way that no other place is."""
    if item.role:
        return ""
    bare = [i for i in places if not i.role and i.kind == "place"]
    if len(bare) == 2 and on_a_way(bare, made.parts) and not made.parts.with_roles() and made.page == "routes":
        return "departure" if item is bare[0] else "destination"
    on_way = made.parts.areas("departure", "destination", "transit")
    roles = {i.role for i in on_way}
    if "destination" in made.parts.open_roles and not roles:
        return "departure"
    if made.page == "routes" and not roles and not made.parts.open_roles and len(places) == 1:
        return "profile"
    if len(bare) != 1 or not roles & {"departure", "destination", "transit"}:
        return ""
    if "departure" not in roles and any(i.begin > item.begin for i in on_way):
        return "departure"
    return "destination" if "destination" not in roles and roles == {"departure"} else ""


def _region(made: Parameters, item: Item, places: list[Item]) -> None:
    codes = item.sense.codes if item.sense else ()
    named = {code for place in places if place.sense for code in place.sense.codes}
    if made.page in (*_NOTHING_TAKEN, "context"):
        made.parts.leave(item, "page")
    elif named and named <= _members(codes):
        made.parts.unneeded.append(item.text)  # "Kenya, East Africa"
    elif named and made.page != "routes":
        made.parts.leave(item, "place_and_region")
    elif made.page == "routes" and not item.role and made.parts.areas("destination"):
        made.parts.leave(item, "region_role")  # "Africa to Asia"
    elif found := _regions(made, item):
        made.add(item, "region", *found)


def _members(codes: tuple[str, ...]) -> set[str]:
    found: set[str] = set()
    for code in codes:
        scheme, _, region = code.partition(":")
        inside = reference.membership(scheme)
        found |= {country for r, country in inside.select("region", "country").iter_rows() if r == region}
    return found


def _words(made: Parameters) -> None:
    """Words that are searched for: in the records, and in what describes a case."""
    items = sorted((*made.parts.kinds["search"], *made.parts.kinds["town"]), key=lambda i: i.begin)
    key = {"records": "search", "cases": "text"}.get(made.page, "")
    for item in items:
        if not key:
            made.parts.leave(item, "page")
            continue
        word = item.sense.codes[0] if item.sense and item.kind == "search" and item.sense.codes else item.key
        made.query[key] = [" ".join((*made.query.get(key, ()), word))]
        made.note(item, key, word)


def _showing(made: Parameters) -> None:
    """How a page shows it: what a map shows, steps of a course, the order of records."""
    page, kinds = made.page, made.parts.kinds
    for item in kinds["show"]:
        show = _SHOWN[item.sense.codes[0]] if item.sense else ""
        if page == "maps":
            made.put(item, "show", show)
        elif page == "compare" and show == "rate":
            made.put(item, "per", "head")
        elif show == "count" or (show == "change" and page == "trends"):
            made.parts.unneeded.append(item.text)
        else:
            made.parts.leave(item, "page")
    if page == "maps" and made.parts.mapped and "show" not in made.query and not kinds["measure"]:
        made.query["show"] = ["count"]
    for item in kinds["measure"]:
        _measure(made, item)
    for kind, own in (("step", "trends"), ("view", "trends"), ("sort", "records")):
        for item in kinds[kind]:
            code = item.sense.codes[0] if item.sense else ""
            if page != own:
                made.parts.leave(item, "page")
            elif (kind, code) != ("step", "year"):
                made.put(item, kind, code)
            else:
                made.note(item, kind, code)
    if made.query.get("sort") == ["quantity"]:
        made.query["unit_class"] = ["mass"]


def _measure(made: Parameters, item: Item) -> None:
    mass = item.sense.codes if item.sense else ()
    if made.page == "maps":
        made.put(item, "show", "quantity")
    elif made.page in ("trends", "compare", "explorer"):
        made.put(item, "measure", "quantity")
    elif made.page == "records" and "sort" not in made.query and made.parts.kinds["sort"]:
        made.parts.unneeded.append(item.text)
        return
    elif made.page in ("world", "country", "records"):
        made.parts.unneeded.append(item.text)  # quantities stand there, each kind of unit by itself
        return
    else:
        made.parts.leave(item, "page")
        return
    if mass:
        made.query["unit_class"] = ["mass"]


def _periods(made: Parameters) -> None:
    if made.page == "maps" and (years := years_compared(made.parts)):
        made.query |= {"show": ["change"], "earlier": [years[0]], "later": [years[1]]}
        for item in made.parts.kinds["period"]:
            made.note(item, "change", *years)
        return
    for item in made.parts.kinds["period"]:
        period = item.period
        if not period:
            continue
        if made.page in (*_NOTHING_TAKEN, "context"):
            made.parts.leave(item, "page")
        elif period.years and not period.first:
            if made.page in ("operations", "coverage", *_CASES):
                made.parts.leave(item, "page")
            else:
                made.add(item, "year", *period.years)
        else:
            _months(made, item, period.first, period.last)


def _months(made: Parameters, item: Item, first: str, last: str) -> None:
    given = [key for key, value in (("start", first), ("end", last)) if value and key in made.query]
    start, end = first or made.query.get("start", [""])[0], last or made.query.get("end", [""])[0]
    if given or (start and end and start > end):
        made.parts.leave(item, "twice")
        return
    for key, value in (("start", first), ("end", last)):
        if value:
            made.query[key] = [value]
    made.note(item, "period", *filter(None, (first, last)))


def _pages(made: Parameters) -> None:
    """The words that name the page; those that name another one are said."""
    for item in made.parts.kinds["page"]:
        codes = item.sense.codes if item.sense else ()
        if made.page in codes:
            made.note(item, "page", made.page)
            if made.page == "explorer" and "by" not in made.query:
                made.query["by"] = [next((by for by, keys in _BY.items() if item.key in keys), "mode")]
        elif _harmless(made, codes) or ("compare" in codes and "earlier" in made.query):
            made.parts.unneeded.append(item.text)
        else:
            made.parts.leave(item, "other_page")


def _harmless(made: Parameters, codes: tuple[str, ...]) -> bool:
    """'which countries', 'cases' of operations, 'trend' beside 'compare' ask for nothing that is missing."""
    weak = {"world", "country", "maps", "records"}
    if codes[0] in weak:
        return not (codes[0] == "maps" and made.parts.mapped)
    return (made.page, codes[0]) in {
        ("compare", "trends"),
        ("convergence", "cases"),
        ("cases", "convergence"),
        ("cases", "routes"),
        ("case", "cases"),
        ("trends", "routes"),
        ("records", "routes"),
        ("records", "cases"),
        ("coverage", "trends"),
        ("operations", "trends"),
        ("context", "cases"),
        ("context", "routes"),
    }
