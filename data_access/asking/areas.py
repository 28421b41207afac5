"""Places and regions of a question → the parameters of its page."""

from data_access.asking.items import Item
from data_access.asking.made import CASES, NOTHING_TAKEN, Parameters
from data_access.asking.paging import MOST_COMPARED, on_a_way, things_compared
from data_access.asking.walk import HERE
from data_access.reference import tables as reference


def compare(made: Parameters) -> None:
    """What is set side by side."""
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


def areas(made: Parameters) -> None:
    """Where goods were seized, and the ends of their ways."""
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
    if made.page == "coverage" and item.role == "departure":
        made.add(item, "country", *codes)  # "no report from Libya"
    elif made.page in NOTHING_TAKEN or made.page in ("coverage", "context", "operations"):
        made.parts.leave(item, "page")
    elif item.role == "both" and made.page == "routes":
        made.put(item, "profile", codes[0])
    elif item.role in ("both", "between") and made.page not in CASES:
        made.add(item, "departure", *codes)
        made.add(item, "destination", *codes)
    elif item.role == "producing" and made.page in CASES:
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
    elif made.page in NOTHING_TAKEN:
        made.parts.leave(item, "page")
    elif made.page == "country":
        made.put(item, "profile", codes[0])
    elif (
        made.page in ("routes", *CASES, "maps", "trends", "records")
        and item.kind == "place"
        and (role := _end(made, item, places))
    ):
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
    if made.page in (*NOTHING_TAKEN, "context"):
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
