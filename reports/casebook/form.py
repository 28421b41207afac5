"""The fields of a case as a form shows them: in parts, each with a label; and what is wrong, named by label and row."""

import re
from collections.abc import Iterable
from typing import Any, Final

from data_access.casebook.columns import CaseColumn, case_columns, column_of
from data_access.casebook.fields import Fault
from domain.messages import N_
from domain.words import Words

PARTS: Final = {
    N_("What happened"): (
        "id",
        "title",
        "region",
        "period",
        "goods",
        "count_in_goods_matrix",
        "origin",
        "origin_note",
        "transit",
        "transit_note",
        "destination",
        "destination_note",
    ),
    N_("Organised crime"): ("oc_link_standard", "group_kind", "group_type", "link_how", "linked_crimes"),
    N_("How"): ("concealment", "transport", "documents", "online"),
    N_("Quantities"): ("quantities",),
    N_("Outcome and finality"): (
        "court",
        "jurisdictions",
        "judgment_year",
        "status",
        "evidence_standard",
        "finality",
        "outcome",
        "in_absence",
        "death_sentence",
    ),
    N_("Link to terrorism"): ("terrorism_level", "terrorism_basis"),
    N_("Who worked together"): ("agencies", "cooperation", "private_sector"),
    N_("Sources, lesson and caveats"): (
        "sources",
        "source_grade",
        "checked_on",
        "verified",
        "unverified_fields",
        "lesson",
        "note",
        "erratum",
        "handling",
    ),
}
"""Heading → the columns of the template (reference/case_columns.csv) that stand below it."""
LABELS: Final = {
    "id": N_("Id of the case"),
    "title": N_("Title"),
    "region": N_("Region of the trade"),
    "court": N_("Court or authority"),
    "judgment_year": N_("Year of judgment"),
    "status": N_("Where it stands, in a few words"),
    "period": N_("Period"),
    "goods": N_("Goods"),
    "jurisdictions": N_("Where the court is"),
    "origin": N_("Where the goods came from"),
    "origin_note": N_("Note on where they came from"),
    "transit": N_("Transit"),
    "transit_note": N_("Note on the transit"),
    "destination": N_("Destination"),
    "destination_note": N_("Note on the destination"),
    "group_type": N_("The group, in the words of the sources"),
    "link_how": N_("How the link to organised crime was established"),
    "oc_link_standard": N_("Link to organised crime"),
    "group_kind": N_("Kind of group"),
    "linked_crimes": N_("Linked crime"),
    "evidence_standard": N_("Evidence standard"),
    "count_in_goods_matrix": N_("The conviction is for trade in these goods"),
    "terrorism_level": N_("Link to terrorism"),
    "terrorism_basis": N_("Basis of the link to terrorism"),
    "concealment": N_("Concealment"),
    "transport": N_("Transport"),
    "documents": N_("Documents"),
    "online": N_("Online"),
    "quantities": N_("Quantity"),
    "outcome": N_("Outcome"),
    "in_absence": N_("Sentence in absence"),
    "death_sentence": N_("Death sentence"),
    "finality": N_("Finality"),
    "checked_on": N_("Checked on (year and month)"),
    "agencies": N_("Authorities, one a line"),
    "private_sector": N_("Part of the private sector, one a line"),
    "cooperation": N_("International cooperation, one a line"),
    "lesson": N_("Lesson"),
    "sources": N_("Source"),
    "source_grade": N_("Best grade among the sources"),
    "verified": N_("Every field was read in a source"),
    "unverified_fields": N_("Fields not read in a source, one a line"),
    "note": N_("Note"),
    "erratum": N_("Erratum"),
    "handling": N_("Handling"),
}
ROWS: Final = {
    "linked_crimes": ("crime", "standard"),
    "quantities": ("value", "unit", "what", "role", "currency", "qualifier"),
    "sources": ("publisher", "title", "date", "address"),
}
"""Lists of entries with several fields each."""
ROW_LABELS: Final = {
    "crime": N_("Crime"),
    "standard": N_("How it stands"),
    "value": N_("Amount"),
    "unit": N_("Unit"),
    "what": N_("Of what"),
    "role": N_("What it stands for"),
    "currency": N_("Currency"),
    "qualifier": N_("Qualifier"),
    "publisher": N_("Publisher"),
    "title": N_("Title"),
    "date": N_("Date"),
    "address": N_("Address"),
}
_PLACE = re.compile(r"\[(\d+)\](?:\.(\w+))?$")


def column(name: str) -> CaseColumn:
    """A column of the template."""
    return next(c for c in case_columns() if c.name == name)


def value_of(document: dict[str, Any], name: str) -> Any:
    """What a document says of a column; null where it says nothing."""
    outer, _, inner = column(name).path.partition(".")
    value = document.get(outer)
    return (value or {}).get(inner) if inner else value


def put(document: dict[str, Any], name: str, value: Any) -> None:
    """Let a document say this of a column."""
    outer, _, inner = column(name).path.partition(".")
    if inner:
        document.setdefault(outer, {})[inner] = value
    else:
        document[outer] = value


def faults_in_words(faults: Iterable[Fault], words: Words) -> list[str]:
    """'Quantity 1, unit: an amount needs a unit', each with the label that stands on the page."""
    return [_fault(fault, words) for fault in faults]


def _label(name: str, words: Words) -> str:
    return words.t(LABELS[name]) if name in LABELS else name


def _fault(fault: Fault, words: Words) -> str:
    label = _label(column_of(fault.field), words)
    if found := _PLACE.search(fault.field):
        label = words.t("{label} {n}", label=label, n=found[1])
        if found[2] in ROW_LABELS:
            label = words.t("{label}, {field}", label=label, field=words.t(ROW_LABELS[found[2]]))
    return words.t("{label}: {reason}", label=label, reason=words.say(fault.reason))
