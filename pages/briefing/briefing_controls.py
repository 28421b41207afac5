"""Whom the briefing is about: place, year, goods, each chosen at the title. They are the filters of every page."""

from dataclasses import replace
from typing import Any

from data_access.reference import tables as reference
from domain.collation import by_name
from domain.selection import Selection
from pages.parts import reader
from pages.parts.answers import for_reader
from pages.parts.choosing import choose_one, place_labels, typed_first
from reports.briefing.scope import Scope, scoped, years_with_records

WORLD, ALL_YEARS, ALL_GOODS = "", "all", ""
"""Choices that set no filter."""


def chosen_scope(selection: Selection, box: Any) -> Scope:
    """Draw the three lists in a place on the page; what the briefing is about."""
    scope = scoped(for_reader(), selection)
    _place(selection, box)
    _year(selection, scope, box)
    _goods(selection, box)
    return scope


def _place(selection: Selection, box: Any) -> None:
    labels = _places()
    countries, regions = selection.values("country"), selection.values("region")
    now = f"country:{countries[0]}" if len(countries) == 1 else ""
    now = f"{selection.scheme}:{regions[0]}" if len(regions) == 1 and not countries else now
    if now not in labels or len(countries) + len(regions) > 1:
        now = "several"
        labels = {"several": reader.t("Several places"), **labels}
    choose_one(
        reader.t("Place"),
        labels,
        box=box,
        format_func=lambda key: labels.get(key, key),
        key=reader.widget("brief_place", now),
        on_change=_place_chosen,
        args=(selection,),
        width=205,
    )


def _places() -> dict[str, str]:
    """Key → label: the world, countries and territories, regions of each scheme ('Europe · UN M49')."""
    places = {f"country:{code}": label for code, label in place_labels(for_reader().codes("country")).items()}
    regions: dict[str, str] = {}
    for scheme, name in reference.schemes().select("scheme", "name").iter_rows():
        named = dict(reference.regions(scheme).select("region", "name").iter_rows())
        regions |= {f"{scheme}:{code}": f"{named[code]} · {name}" for code in by_name(named, named)}
    return {WORLD: reader.t("World"), **places, **regions}


def _place_chosen(selection: Selection) -> None:
    kind, _, code = str(reader.widget_value("brief_place")).partition(":")
    bare = selection.having("country", ()).having("region", ())
    if kind == "country":
        reader.write(bare.having("country", (code,)))
    elif code:
        reader.write(replace(bare.having("region", (code,)), scheme=kind))
    elif kind != "several":
        reader.write(bare)


def _year(selection: Selection, scope: Scope, box: Any) -> None:
    """The years with records, newest first; the one shown is among them."""
    years = years_with_records(for_reader(), scope.always)
    first, last = for_reader().months()
    labels = {year: year for year in reversed(years)} | {ALL_YEARS: reader.t("All years")}
    whole = scope.selection.start == first and scope.selection.end == last
    now = scope.first if scope.first == scope.last else ALL_YEARS if whole else scope.period(reader.words())
    labels = labels if now in labels else {now: now, **labels}
    choose_one(
        reader.t("Year"),
        labels,
        box=box,
        format_func=lambda key: labels.get(key, key),
        key=reader.widget("brief_year", now),
        on_change=_year_chosen,
        args=(selection, first, last),
        width=105,
    )


def _year_chosen(selection: Selection, first: str, last: str) -> None:
    year = str(reader.widget_value("brief_year"))
    bare = selection.having("year", ()).having("month", ())
    start, end = (first, last) if year == ALL_YEARS else (f"{year}-01", f"{year}-12")
    if year == ALL_YEARS or year.isdecimal():
        reader.write(replace(bare, start=start, end=end))


def _goods(selection: Selection, box: Any) -> None:
    names, groups = reference.names("goods"), reference.goods_group()
    present = set(for_reader().codes("goods"))
    used = {groups[code] for code in present if code in groups}
    own = (*selection.values("goods_group"), *selection.values("goods"))
    codes = [code for code in by_name(names, names) if code in used]
    labels = {ALL_GOODS: reader.t("All goods"), **{code: names[code] for code in codes}}
    now = own[0] if len(own) == 1 else ALL_GOODS
    labels = labels if now in labels else {**labels, now: names.get(now, now)}
    choose_one(
        reader.t("Goods"),
        typed_first(labels, labels),
        box=box,
        format_func=lambda key: labels.get(key, key),
        key=reader.widget("brief_goods", now),
        on_change=_goods_chosen,
        args=(selection,),
        width=150,
    )


def _goods_chosen(selection: Selection) -> None:
    code = str(reader.widget_value("brief_goods"))
    reader.write(selection.having("goods", ()).having("goods_group", (code,) if code else ()))
