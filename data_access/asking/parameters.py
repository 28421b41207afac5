"""The parts of a question → the parameters that the address of its page takes. What a page does not take is said."""

from data_access.asking.areas import areas, compare
from data_access.asking.items import Item
from data_access.asking.made import CASES, NOTHING_TAKEN, Parameters
from data_access.asking.paging import things_compared, years_compared
from data_access.asking.parts import Parts
from data_access.asking.showing import showing
from data_access.reference import tables as reference

_SEIZURES = ("goods", "goods_group", "illicit", "mode", "agency_kind")
_DIMENSIONS = {
    **dict.fromkeys(
        ("world", "country", "maps", "routes", "records", "trends", "compare", "explorer", "overlaps", "region"),
        _SEIZURES,
    ),
    "coverage": ("goods", "goods_group"),
    **dict.fromkeys(CASES, ("goods", "goods_group", "illicit")),
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
_WHOLE_YEARS = {(first, last) for first in ("", "01") for last in ("", "12")}
_BY = {
    "goods": ("by goods", "by type of goods", "by product", "by commodity", "by goods group", "by type"),
    "source": ("by source",),
    "region": ("by region", "by regions", "per region"),
    "agency": ("by agency",),
    "concealment": ("by concealment", "concealment methods", "concealment", "methods of concealment", "hiding places"),
}


def parameters(page: str, parts: Parts) -> Parameters:
    """All parameters of the page that is opened."""
    made = Parameters(page, parts)
    _goods(made)
    _filters(made)
    _cases(made)
    compare(made)
    areas(made)
    _words(made)
    showing(made)
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
            if kind == "illicit" and made.page in CASES:
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
            if made.page not in CASES:
                made.parts.leave(item, "page")
            elif kind == "proof" and item.sense:
                made.put(item, key, item.sense.codes[0])
            else:
                made.add(item, key, *(item.sense.codes if item.sense else ()))
    if made.page in CASES and {"alleged", "overturned_on_appeal"} & set(made.query.get("evidence", ())):
        made.query["proof"] = ["all"]  # none of them is proven


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
        if made.page in (*NOTHING_TAKEN, "context"):
            made.parts.leave(item, "page")
        elif period.years and not period.first:
            if made.page in ("operations", "coverage", *CASES):
                made.parts.leave(item, "page")
                continue
            made.add(item, "year", *period.years)
        elif made.page in CASES and (period.first[5:], period.last[5:]) not in _WHOLE_YEARS:
            made.parts.leave(item, "whole_years")
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
    made.note(item, "period", first, last)


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
