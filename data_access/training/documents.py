"""A course as a document: read by the template. Participants are numbers by country and kind of agency, never names."""

from datetime import date
from typing import Any, Final

from data_access.entries.fields import Fields
from data_access.entries.flat import Flat, RowField, first_day, last_day
from data_access.entries.template import Template
from data_access.operations.documents import SOURCE, check_sources, check_verified
from data_access.reference import tables as reference
from domain.cases.vocabulary import GRADES
from domain.messages import message
from domain.training import vocabulary as v

MOST_SOURCES: Final = 5
GROUP: Final = ("country", "agency", "participants")
TEMPLATE: Final = Template(
    name="training",
    file="training_columns",
    lists={
        "kinds": lambda: v.KINDS,
        "levels": lambda: v.LEVELS,
        "modes": lambda: v.MODES,
        "agencies": lambda: v.AGENCIES,
        "places": lambda: reference.names("places"),
        "goods": lambda: reference.names("goods"),
        "grades": lambda: GRADES,
        "yesno": lambda: {"yes": "Yes", "no": "No"},
    },
    rows={"participants": GROUP, "sources": ("title", "publisher", "date", "address")},
)


def _check(found: dict[str, Any], f: Fields, today: date | None) -> None:
    """What must go together; a course that was not held is none."""
    start, end = found["start"], found["end"]
    if today and start and (first_day(start) or today) > today:
        f.fault("start", start, message("it lies in the future: only courses that were held are recorded"))
    if today and end and len(end) > 4 and (last_day(end) or today) > today:
        f.fault("end", end, message("it lies in the future: only courses that were held are recorded"))
    elif start and end and start[: len(end)] > end[: len(start)]:
        f.fault("end", end, message("it ends before it starts ({start})", start=start))
    seen: set[tuple[str, str]] = set()
    for place, one in enumerate(found["participants"], 1):
        group = (one["country"], one["agency"])
        if group == ("", ""):
            total = message("name the country or the kind of agency; a number for all stands in 'participants_total'")
            f.fault(f"participants[{place}].country", "", total)
        elif group in seen:
            twice = message("this country and kind of agency stand in the list already: give one number for them")
            f.fault(f"participants[{place}].country", one["country"], twice)
        seen.add(group)
    told = [one["participants"] for one in found["participants"] if one["participants"] is not None]
    total, whole = found["participants_total"], sum(told)
    if total is not None and whole > total:
        f.fault("participants_total", total, message("the groups add up to {n}, which is more", n=whole))
    check_sources(found["sources"], f, most=MOST_SOURCES)
    check_verified(found, f)


FLAT: Final = Flat(
    template=TEMPLATE,
    check=_check,
    fields={
        "participants": {
            "country": RowField(kind="code", codes="places"),
            "agency": RowField(kind="code", codes="agencies"),
            "participants": RowField(kind="whole"),
        },
        "sources": SOURCE,
    },
)
