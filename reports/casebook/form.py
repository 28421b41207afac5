"""The fields of a case as a form shows them: in parts, each with a label."""

from data_access.casebook.kind import CASES
from data_access.facts.categories import goods_of
from data_access.reference import tables as reference
from domain.cases import vocabulary as v
from domain.collation import by_name
from domain.messages import N_
from reports.entries.form import EntryForm


def _listed(name: str) -> dict[str, str]:
    """Codes of a list with words: categories of the casebook, then goods of our list; else places, A–Z."""
    if name == "goods":
        known = {c: c.capitalize() for c in goods_of()}
        return known | {c: n for c, n in reference.names("goods").items() if c not in known}
    places = reference.names("places")
    return {code: places[code] for code in by_name(places, places)}


FORM = EntryForm(
    kind=CASES,
    key="case",
    parts={
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
    },
    labels={
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
    },
    rows={
        "linked_crimes": ("crime", "standard"),
        "quantities": ("value", "unit", "what", "role", "currency", "qualifier"),
        "sources": ("publisher", "title", "date", "address"),
    },
    row_labels={
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
    },
    choices={"crime": v.CRIMES, "standard": v.CRIME_STANDARDS, "role": v.QUANTITY_ROLES},
    add={
        "linked_crimes": N_("Add a linked crime"),
        "quantities": N_("Add a quantity"),
        "sources": N_("Add a source"),
    },
    headings={
        "linked_crimes": N_("Linked crimes, each by its own standard"),
        "quantities": N_("Quantities, each with what it stands for; never added across these"),
        "sources": N_("Sources: leave out titles and addresses that name people who were not convicted"),
    },
    long=frozenset(
        {"link_how", "outcome", "lesson", "note", "erratum", "terrorism_basis"}
        | {"concealment", "transport", "documents", "online"}
    ),
    listed=_listed,
    named={"region": {label: code for code, label in v.REGIONS.items()}},
)
