"""Which page answers a question. Words that name a page come first, then what kind of things are asked for."""

from data_access.asking.items import Item
from data_access.asking.parts import Parts, is_area
from data_access.asking.periods import Period
from data_access.asking.walk import GOODS, HERE

MOST_COMPARED = 6
_OF_CASES = ("crime", "group_kind", "proof", "evidence", "terrorism", "in_absence")
_PLAIN = ("overlaps", "saved", "import", "about", "benchmarks", "sector")


def page_of(parts: Parts) -> str:
    """The page (its address), '' where nothing was understood."""
    hints, kinds = parts.hints, parts.kinds
    if kinds["case"]:
        return "case"
    if "coverage" in hints:
        return "coverage"
    if kinds["series"] or ("operations" in hints and not kinds["proof"]):
        return "operations"
    if kinds["context"]:
        return "context"
    if "convergence" in hints:
        return "convergence"
    if "cases" in hints or any(kinds[kind] for kind in _OF_CASES):
        return "cases"
    if compared(parts):
        return "compare"
    if years_compared(parts):
        return "maps"
    return _listed(parts) or _shown(parts) or _by_areas(parts)


def _listed(parts: Parts) -> str:
    if parts.kinds["sort"] or "records" in parts.hints:
        return "records"
    plain = [page for page in _PLAIN if page in parts.hints]
    if plain and not (parts.here() or any(parts.kinds[kind] for kind in GOODS)):
        return plain[0]
    return ""


def _shown(parts: Parts) -> str:
    """Pages that words or roles ask for."""
    hints, kinds = parts.hints, parts.kinds
    if kinds["search"] or kinds["town"]:
        return "trends" if "trends" in hints and not (kinds["search"] or kinds["town"]) else "records"
    over = any(item.key.startswith(("over ", "throughout ")) for item in kinds["period"])
    if "trends" in hints or kinds["step"] or kinds["view"] or over or _changes_of_a_place(parts):
        return "trends"
    if parts.mapped:
        return "maps"
    if "explorer" in hints:
        return "explorer"
    if "routes" in hints or parts.with_roles() or parts.open_roles or _regions_on_a_way(parts):
        return "routes"
    return ""


def _changes_of_a_place(parts: Parts) -> bool:
    shows = {code for item in parts.kinds["show"] if item.sense for code in item.sense.codes}
    return "change" in shows and bool(parts.here("place", "places"))


def _regions_on_a_way(parts: Parts) -> bool:
    return any(parts.areas("departure", "destination", "transit", "producing", "both", "between"))


def _by_areas(parts: Parts) -> str:
    places = parts.here("place", "state")
    if len(places) == 2 and on_a_way(places, parts):
        return "routes"
    if len({code for item in places if item.sense for code in item.sense.codes}) > 1:
        return "compare"
    counted = [i for i in parts.kinds["show"] if i.sense and i.sense.codes != ("count",)]
    if parts.here("region", "places") and not places:
        return "maps"
    if counted:
        return "maps"
    asked = [a for item, a in parts.ask if is_area(a)]
    if any(item.role not in HERE for item, a in parts.ask if is_area(a)):
        return "routes"
    if places or any(len(a.choices) <= 2 and a.choices[0].kind == "place" for a in asked):
        return "country"
    if asked or "maps" in parts.hints or parts.kinds["country_list"]:
        return "maps"
    return "world" if parts.order or parts.ask else ""


def on_a_way(places: list[Item], parts: Parts) -> bool:
    """Two bare places side by side, or tied by a dash, are where something left and where it was bound for."""
    first, second = places
    apart = any(first.begin < begin < second.begin for begin in parts.begins)
    return not (first.role or second.role or second.comma or apart)


def compared(parts: Parts) -> bool:
    """Whether things are set side by side."""
    if parts.with_roles() or not ("compare" in parts.hints or parts.opposed):
        return False
    _, things = things_compared(parts)
    return len({code for item in things if item.sense for code in item.sense.codes}) > 1


def years_compared(parts: Parts) -> tuple[str, ...]:
    """Two years that are set side by side, the earlier first."""
    if not ("compare" in parts.hints or parts.opposed):
        return ()
    years = [year for item in parts.kinds["period"] if item.period for year in _whole_years(item.period)]
    return tuple(sorted(years)) if len(years) == 2 and len(set(years)) == 2 else ()


def _whole_years(period: Period) -> tuple[str, ...]:
    if period.years:
        return period.years
    whole = (period.first[4:], period.last[4:]) == ("-01", "-12") and period.first[:4] == period.last[:4]
    return (period.first[:4],) if whole else ("", "", "")


def things_compared(parts: Parts) -> tuple[str, list[Item]]:
    """What is compared (region, country, goods), and the items."""
    regions, places = parts.here("region"), parts.here("place", "places", "state")
    goods = [i for i in parts.order if i.kind in GOODS]
    if len(regions) > 1:
        return "region", regions
    if len(places) > 1 or any(i.kind == "places" for i in places):
        return "country", places
    if len(goods) > 1:
        return "goods", goods
    return "country", places
