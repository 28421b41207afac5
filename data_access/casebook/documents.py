"""A case as a document (the shape of facts/casebook.json) → a Case, checked whole; and back.

The same function reads what is shipped, what is imported and what is written into a form.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

from babel.numbers import list_currencies

from data_access.entries.fields import SAID_TWICE, Fault, Fields
from data_access.facts.categories import goods_of
from data_access.reference import tables as reference
from data_access.sources.template_columns import with_nearest
from domain.cases import vocabulary as v
from domain.cases.case import Case, CaseSource, Goods, LinkedCrime, Place, Quantity
from domain.cases.proof import ESTABLISHED, rests_on_conviction
from domain.cases.protection import faults_of_title
from domain.cases.selection import FIRST_YEAR
from domain.messages import Message, message

UNNAMED_GOODS = ("other-goods",)
"""Our code for a category that our list of goods does not have: the category itself stays beside it."""
CATCHES = ("marine-species",)
"""In a case 'fisheries products' are catches without licence or of protected species; an operation does not tell."""
ID = r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}"
MONEY = "money"
_NO_JUDGMENT = frozenset({"no_judgment", "not_applicable_or_not_checked"})
_PLACES = {role: f"{role}_iso3" for role in ("origin", "transit", "destination")} | {
    "jurisdiction": "jurisdictions_iso3"
}
_LISTS = {
    "agencies": "agencies",
    "private_sector": "private_sector",
    "cooperation": "international_cooperation",
    "unverified_fields": "unverified_fields",
}
_TEXTS = ("origin_note", "transit_note", "destination_note", "period", "lesson", "note", "erratum")
_HOW = ("concealment", "transport", "documents", "online")


def read_case(document: Mapping[str, Any], *, today: date | None) -> tuple[Case | None, list[Fault]]:
    """The case of a document, or everything that is wrong with it.

    today: years and months after it are refused; null for what is shipped, which a wrong clock must not spoil.
    """
    f = Fields(document)
    fields: dict[str, Any] = {name: f.text(name) for name in _TEXTS}
    link, terror, how = f.object("organised_crime_link"), f.object("terrorism_link"), f.object("modus_operandi")
    fields |= {name: how.text(name) for name in _HOW}
    fields |= {name: f.texts(key) for name, key in _LISTS.items()}
    case = Case(
        case_id=_id(f),
        title=f.text("title", required=True, longest=200),
        region=_region(f),
        court=f.text("court"),
        judgment_year=_year(f, today),
        status=f.text("status"),
        goods=_goods(f),
        places=tuple(p for role, key in _PLACES.items() for p in _places(f, role, key)),
        group_type=link.text("type"),
        link_how=link.text("how"),
        oc_link_standard=f.code("oc_link_standard", v.LINK),
        group_kind=f.code("group_kind", v.GROUP_KINDS),
        linked_crimes=_crimes(f),
        evidence_standard=f.code("evidence_standard", v.EVIDENCE),
        count_in_goods_matrix=bool(f.flag("count_in_goods_matrix", missing=False)),
        terrorism_level=terror.code("level", v.TERRORISM, required=False) or "none",
        terrorism_basis=terror.text("basis"),
        quantities=tuple(_quantity(one, f) for one in f.objects("quantities")),
        outcome=f.text("outcome", required=True),
        in_absence=f.flag("in_absence"),
        death_sentence=bool(f.flag("death_sentence", missing=False)),
        finality=f.code("finality", v.FINALITY),
        checked_on=_month(f, "checked_on", today),
        sources=_sources(f),
        source_grade=f.code("source_grade", v.GRADES),
        verified=bool(f.flag("verified", missing=False)),
        handling=f.text("handling", longest=40),
        **fields,
    )
    for part in (link, terror, how):
        part.close(f)
    f.close()
    f.faults += [Fault(key, value, reason) for key, value, reason in _contradictions(case)]
    return (None if f.faults else case), f.faults


def as_document(case: Case) -> dict[str, Any]:
    """The document of a case: `read_case` gives the same case again."""
    places = {key: [p.code for p in case.places if p.role == role] for role, key in _PLACES.items()}
    document: dict[str, Any] = {
        "id": case.case_id,
        "title": case.title,
        "region": v.REGIONS[case.region],
        "court": case.court,
        "judgment_year": case.judgment_year,
        "status": case.status,
        "goods_categories": [g.category for g in case.goods],
        **places,
        "organised_crime_link": {"type": case.group_type, "how": case.link_how},
        "oc_link_standard": case.oc_link_standard,
        "group_kind": case.group_kind,
        "linked_crimes": [{"crime": c.crime, "standard": c.standard} for c in case.linked_crimes],
        "evidence_standard": case.evidence_standard,
        "count_in_goods_matrix": case.count_in_goods_matrix,
        "terrorism_link": {"level": case.terrorism_level, "basis": case.terrorism_basis},
        "modus_operandi": {name: getattr(case, name) for name in _HOW},
        "quantities": [_amount(q) for q in case.quantities],
        "outcome": case.outcome,
        "in_absence": case.in_absence,
        "death_sentence": case.death_sentence,
        "finality": case.finality,
        "checked_on": case.checked_on,
        **{key: list(getattr(case, name)) for name, key in _LISTS.items()},
        "sources": [{k: getattr(s, k) for k in ("title", "publisher", "date", "address")} for s in case.sources],
        "source_grade": case.source_grade,
        "verified": case.verified,
    }
    document |= {name: getattr(case, name) for name in _TEXTS}
    return document | ({"handling": case.handling} if case.handling else {})


def number(text: str) -> int | float | None:
    """The number of a quantity's digits; null for ''."""
    if not text:
        return None
    value = Decimal(text)
    return int(value) if value == value.to_integral_value() else float(value)


def _amount(quantity: Quantity) -> dict[str, Any]:
    fields = {k: getattr(quantity, k) for k in ("unit", "what", "qualifier", "role")}
    return {"value": number(quantity.value), "currency": quantity.currency or None, **fields}


def _id(f: Fields) -> str:
    text = f.text("id", required=True, longest=40)
    if text and not re.fullmatch(ID, text):
        f.fault("id", text, message("letters, digits, points, lines below and hyphens only, at most 40, as in CB-001"))
    return text


def _region(f: Fields) -> str:
    """The code of a region, by its code or its English name."""
    by_name = {name.casefold(): code for code, name in v.REGIONS.items()} | {code: code for code in v.REGIONS}
    text = f.text("region", required=True)
    if text and text.casefold() not in by_name:
        f.fault("region", text, with_nearest(message("not one of the five regions."), text, list(v.REGIONS.values())))
    return by_name.get(text.casefold(), "")


def _year(f: Fields, today: date | None) -> int | None:
    value = f.get("judgment_year")
    if value is None:
        return None
    last = today.year if today else 2100
    if isinstance(value, bool) or not isinstance(value, int) or not FIRST_YEAR <= value <= last:
        f.fault(
            "judgment_year", value, message("a year such as 2014, not in the future, is wanted; empty if there is none")
        )
        return None
    return value


def _month(f: Fields, key: str, today: date | None) -> str:
    text = f.text(key, required=True, longest=7)
    if text and not re.fullmatch(r"(19|20)\d\d-(0[1-9]|1[0-2])", text):
        f.fault(key, text, message("a month such as 2026-11 is wanted"))
    elif text and today and text > f"{today:%Y-%m}":
        f.fault(key, text, message("the month lies in the future"))
    return text


def _goods(f: Fields) -> tuple[Goods, ...]:
    found: list[Goods] = []
    for number_, category in enumerate(f.texts("goods_categories"), 1):
        codes = goods_codes(category)
        if codes is None:
            unknown = message("neither a category of the casebook nor goods of our list.")
            f.fault(f"goods_categories[{number_}]", category, with_nearest(unknown, category, list(_goods_words())))
        elif category in {g.category for g in found}:
            f.fault(f"goods_categories[{number_}]", category, message(SAID_TWICE))
        else:
            found.append(Goods(category=category, codes=tuple(sorted(codes))))
    f.need("goods_categories", found)
    return tuple(found)


def goods_codes(category: str) -> tuple[str, ...] | None:
    """Our codes for a category of the casebook, or for goods named by our code or name; null for other words."""
    if category == "fisheries products":
        return CATCHES
    if category in goods_of():
        return goods_of()[category] or UNNAMED_GOODS
    code = _goods_words().get(category.casefold())
    return (code,) if code in reference.names("goods") else None


@cache
def _goods_words() -> dict[str, str]:
    listed = reference.names("goods")
    return {c: c for c in goods_of()} | {n.casefold(): c for c, n in listed.items()} | {c: c for c in listed}


def _places(f: Fields, role: str, key: str) -> list[Place]:
    found: list[Place] = []
    known = reference.names("places")
    for number_, code in enumerate(f.texts(key), 1):
        if code not in known:
            fault = message("not a code of ISO 3166-1 alpha-3, as in ESP.")
            f.fault(f"{key}[{number_}]", code, with_nearest(fault, code, list(known)))
        elif code in {p.code for p in found}:
            f.fault(f"{key}[{number_}]", code, message(SAID_TWICE))
        else:
            found.append(Place(role=role, code=code))
    if role == "jurisdiction":
        f.need(key, found)
    return found


def _crimes(f: Fields) -> tuple[LinkedCrime, ...]:
    found: list[LinkedCrime] = []
    for one in f.objects("linked_crimes"):
        crime = LinkedCrime(crime=one.code("crime", v.CRIMES), standard=one.code("standard", v.CRIME_STANDARDS))
        if crime.crime in {c.crime for c in found}:
            one.fault("crime", crime.crime, message(SAID_TWICE))
        one.close(f)
        found.append(crime)
    return tuple(found)


@cache
def _currencies() -> frozenset[str]:
    return frozenset(list_currencies())


def _quantity(one: Fields, into: Fields) -> Quantity:
    quantity = Quantity(
        value=_digits(one),
        unit=one.text("unit", longest=40),
        what=one.text("what"),
        currency=one.text("currency", longest=3),
        qualifier=one.text("qualifier"),
        role=one.code("role", v.QUANTITY_ROLES),
    )
    if quantity.value and not quantity.unit:
        one.fault("unit", "", message("an amount needs a unit; of money the unit is 'money'"))
    if quantity.currency and quantity.currency not in _currencies():
        one.fault("currency", quantity.currency, message("not a currency code of ISO 4217, as in EUR"))
    if (quantity.unit == MONEY) != bool(quantity.currency):
        one.fault("currency", quantity.currency, message("money needs a currency, and nothing else has one"))
    one.close(into)
    return quantity


def _digits(one: Fields) -> str:
    """An amount as plain digits; '' where none is reported."""
    value = one.get("value")
    if value is None or value == "":
        return ""
    try:
        amount = Decimal(str(value)) if not isinstance(value, bool) else Decimal("NaN")
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite() or not 0 <= amount < Decimal(10) ** 18:
        one.fault("value", value, message("not a number. Write digits and a point, as in 1250.5"))
        return ""
    whole = amount == amount.to_integral_value()
    return f"{amount.to_integral_value() if whole else amount.normalize():f}"


def _sources(f: Fields) -> tuple[CaseSource, ...]:
    found = []
    for one in f.objects("sources"):
        source = CaseSource(**{name: one.text(name) for name in ("title", "publisher", "date", "address")})
        if not source.title and not source.publisher:
            one.fault("publisher", "", message("a source needs a title or a publisher"))
        if source.address and not source.address.startswith(("http://", "https://")):
            one.fault("address", source.address, message("an address begins with http:// or https://"))
        one.close(f)
        found.append(source)
    f.need("sources", found)
    return tuple(found)


def _contradictions(case: Case) -> list[tuple[str, str, Message]]:
    """What does not go together, or must not be in a title."""
    convicted = rests_on_conviction(case.evidence_standard)
    rules: list[tuple[bool, str, str, Callable[[], Message]]] = [
        (
            case.oc_link_standard == ESTABLISHED and not convicted,
            "oc_link_standard",
            case.oc_link_standard,
            lambda: message("only a conviction or plea that stands can establish an organised group"),
        ),
        (
            case.count_in_goods_matrix and not convicted,
            "count_in_goods_matrix",
            "true",
            lambda: message("only a conviction or plea that stands counts in the matrix of goods"),
        ),
        (
            case.terrorism_level == "proven" and not convicted,
            "terrorism_link.level",
            "proven",
            lambda: message("only a conviction or plea that stands can prove a link to terrorism"),
        ),
        (
            case.terrorism_level != "none" and not case.terrorism_basis,
            "terrorism_link.basis",
            "",
            lambda: message("a link to terrorism needs its basis: who says so, where and when"),
        ),
        (
            convicted and case.finality in _NO_JUDGMENT,
            "finality",
            case.finality,
            lambda: message("a conviction or plea is a judgment: say how far later stages were checked"),
        ),
        (
            not case.verified and not case.unverified_fields,
            "unverified_fields",
            "",
            lambda: message("name the fields that were not read in a source"),
        ),
    ]
    found = [(key, value, reason()) for broken, key, value, reason in rules if broken]
    return found + [("title", case.title, fault) for fault in faults_of_title(case.title, case.evidence_standard)]
