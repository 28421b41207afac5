"""The columns of the template for incidents (reference/incident_columns.csv), and how a row of them is read."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from data_access.entries.fields import CONTROL, Fault
from data_access.entries.template import EntryColumn, Template
from data_access.sources.template_cells import read_cell
from data_access.sources.template_columns import codes
from domain.incidents.ownership import LONGEST, level_of
from domain.messages import N_, message, packed, unpack

LONGEST_TEXT = 2_000
_SHORT = {"incident_id": 200, "unit": 40, "funder": 120}
"""Columns that hold less."""
_TO_SAY = N_("this is needed")


TEMPLATE = Template(
    name="incidents",
    file="incident_columns",
    lists={
        name: partial(codes, name)
        for name in (
            "contributors",
            "goods",
            "illicit",
            "places",
            "roles",
            "found_at",
            "modes",
            "concealments",
            "agency_kinds",
        )
    },
    title="company",
)
"""The template: `codes` of a column are lists of seizures' template, `kind` how a cell is read."""


def read_incident(cells: Mapping[str, str]) -> tuple[dict[str, Any], list[Fault]]:
    """The fields of an incident (INCIDENT_SCHEMA without `row`), and what cannot be taken: then it is set aside."""
    found: dict[str, Any] = {}
    faults: list[Fault] = []
    for column in TEMPLATE.columns:
        text = cells.get(column.name, "").strip()
        try:
            if column.required and not text:
                raise ValueError(_TO_SAY)
            if len(text) > _SHORT.get(column.name, LONGEST_TEXT):
                raise ValueError(packed("longer than {n} letters", n=_SHORT.get(column.name, LONGEST_TEXT)))
            if CONTROL.search(text):
                raise ValueError(N_("it contains control characters or bytes that are no text"))
            found[column.name] = text if column.kind == "amount" and _number(text) else _value(column, text)
        except ValueError as error:
            faults.append(Fault(column.name, text[:200], unpack(str(error))))
    if "found_on" in found:
        found["found_on"], found["date_precision"] = found["found_on"]
    faults += _together(found)
    return found, faults


def _value(column: EntryColumn, text: str) -> Any:
    value = read_cell(column.kind, column.codes, text)
    return "" if value is None else value


def _number(text: str) -> bool:
    """Whether an amount can be read; it is kept as it is written. Raises ValueError."""
    read_cell("amount", "", text)
    return True


def _together(found: Mapping[str, Any]) -> list[Fault]:
    """What fields must have of one another."""
    faults = []
    if found.get("company") and not level_of(found["company"]):
        short = message("a name of letters or digits, up to {n} of them, is needed", n=LONGEST)
        faults.append(Fault("company", found["company"][:200], short))
    for amount, of in (("quantity", "unit"), ("value", "currency")):
        if found.get(amount) and found.get(of) == "":
            faults.append(Fault(of, "", message("an amount stands beside it: say of what")))
    day = found.get("found_on")
    if isinstance(day, date) and day > date.today():
        faults.append(Fault("found_on", day.isoformat(), message("the date lies in the future or before 1900")))
    return faults
