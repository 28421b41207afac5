"""A Selection, an Entitlement and a search as conditions on single seizures: the twin in SQL of the cube's predicates.

What is listed is what is counted: only current versions, sources that give way and linked copies left out.
"""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, false, or_, select

from data_access.cube.filters import SET_DIMENSIONS, Filters, expand_goods, region_members
from data_access.cube.precedence import Scope
from data_access.lattice.statements import DETAIL_COLUMNS, ITEM_DETAILS
from data_access.places.divisions import DIVISION
from data_access.store import tables as t
from domain.selection import Selection

Conditions = list[ColumnElement[bool]]
ROLES = ("producing", "departure", "destination")


def conditions(filters: Filters, scope: Scope, country: ColumnElement[Any], *, current: bool = True) -> Conditions:
    """All that a record of the selection meets. `country` is the column, or the same kept from its index.

    `current`: of the versions that count; else of those that did.
    """
    selection, s = filters.selection, t.Seizure
    found: Conditions = [s.is_current.is_(current), s.handling.in_(filters.entitlement.handling), *_scoped(scope)]
    if selection.distinct:
        found.append(s.is_copy.is_(False))
    found += _period(selection)
    where = dict(selection.where)
    if any(d in SET_DIMENSIONS for d in where):
        found.append(s.goods_set_id.in_(filters.members()["goods_set_id"].unique().sort().to_list()))
    if lines := filters.lines():
        found.append(exists().where(t.SeizureItem.seizure_id == s.seizure_id, *lines))
    for dimension, values in selection.where:
        if dimension == DIVISION:
            found.append(_division(filters.division_spellings, country))
        elif dimension not in SET_DIMENSIONS and dimension not in ITEM_DETAILS:
            found.append(_test(selection, dimension, values, country))
    return found


def _scoped(scope: Scope) -> Conditions:
    """Twin of precedence.Scope.expressions."""
    found: Conditions = []
    if scope.left_out:
        found.append(t.Seizure.source_id.not_in(sorted(scope.left_out)))
    if scope.hiding:
        found.append(t.Seizure.hidden_by.not_in(scope.hiding))
    return found


def _period(selection: Selection) -> Conditions:
    """Months from start to end; a record dated only by its year counts if the whole year is inside."""
    s, found = t.Seizure, []
    for edge, month, inside in ((selection.start, "01", "__ge__"), (selection.end, "12", "__le__")):
        if edge:
            year = int(edge[:4])
            whole = year if (edge[5:] == month) else year + (1 if inside == "__ge__" else -1)
            day = 1 if month == "01" else monthrange(year, int(edge[5:]))[1]
            found.append(getattr(s.year, inside)(year))  # what an index can use, as the next one
            found.append(getattr(s.seized_on, inside)(date(year, int(edge[5:]), day)))  # a year stands on its first day
            found.append(case((s.month == "", getattr(s.year, inside)(whole)), else_=getattr(s.month, inside)(edge)))
    return found


def _test(
    selection: Selection, dimension: str, values: Sequence[str], country: ColumnElement[Any]
) -> ColumnElement[bool]:
    s, r = t.Seizure, t.Route
    if dimension in ("country", "region"):
        return country.in_(region_members(selection.scheme, values) if dimension == "region" else values)
    if dimension == "year":
        return s.year.in_([int(v) for v in values if v])
    if dimension in ("month", "mode"):
        column: Any = getattr(s, dimension)
        return column.in_(values)  # type: ignore[no-any-return]
    if dimension == "source":
        return s.source_id.in_(values)
    if dimension in ROLES:
        return s.route_id.in_(select(r.route_id).where(getattr(r, dimension).in_(values)))
    if dimension == "route":
        ends = [r.departure + ">" + r.destination == value for value in values]
        return s.route_id.in_(select(r.route_id).where(or_(false(), *ends)))
    return _detail(dimension, values)


def _division(spellings: Sequence[tuple[str, str, str]], country: ColumnElement[Any]) -> ColumnElement[bool]:
    """A division is found by the words, or by the code, that a record of its country has."""
    s, d = t.Seizure, t.SeizureDetail
    coded = exists().where(d.seizure_id == s.seizure_id, d.division_code != "")
    found: Conditions = []
    for where, words, code in spellings:
        of_code = exists().where(d.seizure_id == s.seizure_id, d.division_code == code) if code else ~coded
        found.append(and_(country == where, s.admin1_reported == words, of_code))
    return or_(false(), *found)


def _detail(dimension: str, values: Sequence[str]) -> ColumnElement[bool]:
    """A detail of the event; what no detail row reports is empty."""
    column = DETAIL_COLUMNS[dimension]
    if column.class_ is t.Seizure:
        return column.in_(values)
    if column.class_ is t.Route:
        return t.Seizure.route_id.in_(select(t.Route.route_id).where(column.in_(values)))
    mine = t.SeizureDetail.seizure_id == t.Seizure.seizure_id
    reported = exists().where(mine, column.in_(values))
    return or_(reported, ~exists().where(mine)) if "" in values else reported


def hinted(selection: Selection) -> dict[str, Sequence[str]]:
    """The filters in codes of single goods and reported words: what the full-text index can be asked beforehand."""
    where: dict[str, Sequence[str]] = dict(selection.where)
    for dimension in ("goods", "goods_group"):
        if dimension in where:
            where["goods"] = expand_goods(where.pop(dimension))
    if regions := where.pop("region", ()):
        members = region_members(selection.scheme, regions)
        where["country"] = sorted(set(members) & set(where.get("country", members)))
    return where
