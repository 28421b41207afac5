"""An operation that the operator adds, as a document: read by the template, and in the columns of the shipped file.

Only operations that were publicly announced and are over: what is planned or running is refused, whoever writes it.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any, Final

from babel.numbers import list_currencies

from data_access.entries.fields import Fields
from data_access.entries.flat import Flat, RowField, last_day
from data_access.entries.template import Template
from data_access.facts.categories import goods_of
from data_access.reference import tables as reference
from domain.cases.vocabulary import GRADES
from domain.messages import N_, message
from domain.operations.dimensions import ARRESTS, REGIONS, VALUES

OPEN: Final = ("planned", "running", "ongoing")
NOT_OVER: Final = N_(
    "only operations that are over and were publicly announced stand here: one that is planned or running is told to "
    "nobody, so that nobody is warned and nobody is put at risk"
)
MOST_SOURCES: Final = 3
TEMPLATE: Final = Template(
    name="operations",
    file="operation_columns",
    lists={
        "statuses": lambda: {"closed": N_("Over, and publicly announced")},
        "regions": lambda: REGIONS,
        "operation_goods": lambda: {c: c.capitalize() for c in goods_of()} | reference.names("goods"),
        "places": lambda: reference.names("places"),
        "arrests": lambda: {code: words for code, words in ARRESTS.items() if code},
        "values": lambda: {code: words for code, words in VALUES.items() if code},
        "grades": lambda: GRADES,
        "yesno": lambda: {"yes": "Yes", "no": "No"},
    },
    rows={"quantities": ("value", "unit", "what"), "sources": ("title", "publisher", "date", "address")},
    title="operation",
)


def _check(found: dict[str, Any], f: Fields, today: date | None) -> None:
    """What must go together, and what no ledger of closed operations holds."""
    start, end = found["start"], found["end"]
    if today and end and (last_day(end) or today) > today and not (len(end) == 4 and int(end) < today.year):
        f.fault("end", end, message(NOT_OVER))
    elif start and end and start[: len(end)] > end[: len(start)]:
        f.fault("end", end, message("it ends before it starts ({start})", start=start))
    for name, basis in (("arrests", "arrests_basis"), ("value_amount", "value_currency")):
        if (found[name] is None) != (not found[basis]) and not (name == "arrests" and found[name] is None):
            f.fault(basis, found[basis], message("a figure and what it is in, or what it counts, belong together"))
    if found["value_currency"] and found["value_currency"] not in currencies():
        f.fault("value_currency", found["value_currency"], message("not a currency code of ISO 4217, as in EUR"))
    for place, one in enumerate(found["quantities"], 1):
        if one["value"] is not None and not one["unit"]:
            f.fault(f"quantities[{place}].unit", "", message("an amount needs a unit"))
    check_sources(found["sources"], f, most=MOST_SOURCES)
    check_verified(found, f)
    named, told = len(found["countries"]), found["participating_countries"]
    if named and told is not None and named != told:
        f.fault(
            "countries",
            "; ".join(found["countries"]),
            message("{n} are named and {told} took part: name all of them, or none", n=named, told=told),
        )


def check_sources(sources: list[dict[str, Any]], f: Fields, *, most: int) -> None:
    """A source says who published it; not more than so many."""
    for place, one in enumerate(sources, 1):
        if not one["title"] and not one["publisher"]:
            f.fault(f"sources[{place}].publisher", "", message("a source needs a title or a publisher"))
        if one["address"] and not one["address"].startswith(("http://", "https://")):
            address = message("an address begins with http:// or https://")
            f.fault(f"sources[{place}].address", one["address"], address)
    if len(sources) > most:
        f.fault("sources", len(sources), message("more than {n} entries", n=most))


def check_verified(found: dict[str, Any], f: Fields) -> None:
    """Either every field was read in a source, or those that were not are named."""
    if not found["verified"] and not found["unverified_fields"]:
        f.fault("unverified_fields", "", message("name the fields that were not read in a source"))


@cache
def currencies() -> frozenset[str]:
    """The codes of ISO 4217."""
    return frozenset(list_currencies())


class _Operations(Flat):
    """With its own word for what is not over: the list of codes would not say why."""

    def read(self, document: Mapping[str, Any], *, today: date | None) -> Any:
        """See Flat.read."""
        if str(document.get("status") or "").strip().casefold() in OPEN:
            _, faults = super().read({**document, "status": "closed"}, today=today)
            f = Fields({})
            f.fault("status", document["status"], message(NOT_OVER))
            return None, [*f.faults, *(fault for fault in faults if fault.field != "end")]
        return super().read(document, today=today)


SOURCE: Final = {name: RowField() for name in ("title", "publisher", "date", "address")}
FLAT: Final = _Operations(
    template=TEMPLATE,
    check=_check,
    fields={
        "quantities": {"value": RowField(kind="number"), "unit": RowField(), "what": RowField()},
        "sources": SOURCE,
    },
)
_SAME: Final = (
    *("series", "operation", "edition", "date_note", "countries_note", "arrests_note", "persons_note"),
    *("quantity_caveat", "seizures_note", "value_note", "inspections_note", "websites_note", "organised_groups_note"),
    *("investigations_note", "combined_why", "preliminary_why", "break_why", "conflict_why", "source_grade", "note"),
    *("arrests", "arrests_basis", "seizures_count", "value_amount", "value_currency", "inspections"),
    *("websites_closed", "organised_groups", "investigations_opened", "participating_countries"),
)
"""Columns that have the same name in the shipped file."""


def row_of(document: Mapping[str, Any]) -> dict[str, str]:
    """An operation in the columns of the shipped file (data_access/facts/operations.csv), with its marks."""
    start, end = document["start"], document["end"]
    coarse = min(len(start), len(end))
    dated = coarse > 4
    row = {name: "" if document[name] is None else str(document[name]) for name in _SAME}
    value_basis = document["value_basis"] or ("as_reported" if document["value_amount"] is not None else "")
    row |= {
        "op_id": document["id"],
        "year": start[:4],
        "start_date": start[:coarse] if dated else "",
        "end_date": end[:coarse] if dated else "",
        "date_precision": {4: "year", 7: "month", 10: "day"}[coarse],
        "lead_organisations": ";".join(document["lead_organisations"]),
        "partner_organisations": ";".join(document["partner_organisations"]),
        "countries_iso3": ";".join(document["countries"]),
        "regions": ";".join("global" if code == "global" else REGIONS[code] for code in document["regions"]),
        "goods_categories": ";".join(document["goods"]),
        "goods_operation": "false" if document["goods_operation"] is False else "true",
        "verified": "true" if document["verified"] else "false",
        "unverified_fields": ";".join(document["unverified_fields"]),
        "value_basis": value_basis,
        "break_figures": "all" if document["break_why"] else "",
    }
    if document["countries"] and not row["participating_countries"]:
        row["participating_countries"] = str(len(document["countries"]))
    for place in range(1, MOST_SOURCES + 1):
        one = document["sources"][place - 1] if place <= len(document["sources"]) else {}
        for key, name in (("title", "title"), ("publisher", "publisher"), ("date", "date"), ("address", "url")):
            row[f"source{place}_{name}"] = one.get(key, "")
    for place, one in enumerate(document["quantities"], 1):
        row |= {f"qty{place}_{key}": one[key] or "" for key in ("value", "unit", "what")}
    return row
