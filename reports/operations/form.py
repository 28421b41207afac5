"""The fields of an operation as a form shows them: in parts, each with a label."""

from data_access.facts.categories import goods_of
from data_access.operations.kind import OPERATIONS
from data_access.reference import tables as reference
from domain.collation import by_name
from domain.messages import N_
from domain.operations.dimensions import REGIONS
from reports.entries.form import EntryForm


def _listed(name: str) -> dict[str, str]:
    """Codes of a list with words: goods as operations name them, then our list; regions; places A–Z; none of names."""
    if name == "goods":
        known = {c: c.capitalize() for c in goods_of()}
        return known | {c: n for c, n in reference.names("goods").items() if c not in known}
    if name in ("lead_organisations", "partner_organisations"):
        return {}
    if name == "regions":
        return dict(REGIONS)
    places = reference.names("places")
    return {code: places[code] for code in by_name(places, places)}


FORM = EntryForm(
    kind=OPERATIONS,
    key="operation",
    parts={
        N_("What and when"): ("id", "status", "series", "operation", "edition", "start", "end", "date_note"),
        N_("Who and where"): (
            "lead_organisations",
            "partner_organisations",
            "participating_countries",
            "countries",
            "countries_note",
            "regions",
        ),
        N_("Goods and quantities"): ("goods", "goods_operation", "quantity_caveat", "quantities"),
        N_("Results, each with what it counts"): (
            "arrests",
            "arrests_basis",
            "arrests_note",
            "persons_note",
            "seizures_count",
            "seizures_note",
            "value_amount",
            "value_currency",
            "value_basis",
            "value_note",
            "inspections",
            "inspections_note",
            "websites_closed",
            "websites_note",
            "organised_groups",
            "organised_groups_note",
            "investigations_opened",
            "investigations_note",
        ),
        N_("What must be said against its figures"): ("combined_why", "preliminary_why", "break_why", "conflict_why"),
        N_("Sources and caveats"): ("sources", "source_grade", "verified", "unverified_fields", "note", "handling"),
    },
    labels={
        "id": N_("Id of the operation"),
        "status": N_("Where it stands"),
        "series": N_("Series"),
        "operation": N_("Name, as announced"),
        "edition": N_("Edition"),
        "start": N_("First day, month or year"),
        "end": N_("Last day, month or year"),
        "date_note": N_("Note on the dates"),
        "lead_organisations": N_("Led by, one a line"),
        "partner_organisations": N_("Joined by, one a line"),
        "participating_countries": N_("Number of countries or territories"),
        "countries": N_("Countries or territories, only if all are named"),
        "countries_note": N_("Note on the countries"),
        "regions": N_("Regions"),
        "goods": N_("Goods"),
        "goods_operation": N_("An operation on goods"),
        "arrests": N_("Arrests"),
        "arrests_basis": N_("What this number counts"),
        "arrests_note": N_("Note on the arrests"),
        "persons_note": N_("Other persons, without names"),
        "quantities": N_("Quantity"),
        "quantity_caveat": N_("What must be said of the quantities"),
        "seizures_count": N_("Number of seizures"),
        "seizures_note": N_("Note on the seizures"),
        "value_amount": N_("Value"),
        "value_currency": N_("Currency of the value"),
        "value_basis": N_("Basis of the value"),
        "value_note": N_("Note on the value"),
        "inspections": N_("Inspections"),
        "inspections_note": N_("What was inspected"),
        "websites_closed": N_("Websites closed"),
        "websites_note": N_("What was closed"),
        "organised_groups": N_("Organised groups"),
        "organised_groups_note": N_("Note on the groups"),
        "investigations_opened": N_("Investigations opened"),
        "investigations_note": N_("Note on the investigations"),
        "combined_why": N_("Combined total: of which operations"),
        "preliminary_why": N_("Early figures: why"),
        "break_why": N_("Not comparable with the edition before: why"),
        "conflict_why": N_("Where sources disagree"),
        "sources": N_("Source"),
        "source_grade": N_("Best grade among the sources"),
        "verified": N_("Every field was read in a source"),
        "unverified_fields": N_("Fields not read in a source, one a line"),
        "note": N_("Note"),
        "handling": N_("Handling"),
    },
    rows={"quantities": ("value", "unit", "what"), "sources": ("publisher", "title", "date", "address")},
    row_labels={
        "value": N_("Amount"),
        "unit": N_("Unit"),
        "what": N_("Of what"),
        "publisher": N_("Publisher"),
        "title": N_("Title"),
        "date": N_("Date"),
        "address": N_("Address"),
    },
    add={"quantities": N_("Add a quantity"), "sources": N_("Add a source")},
    headings={
        "quantities": N_("Quantities as announced: listed, never added"),
        "sources": N_("Sources: where it was announced or reported, up to three"),
    },
    long=frozenset({"note", "combined_why", "preliminary_why", "break_why", "conflict_why", "quantity_caveat"}),
    worded=frozenset({"regions"}),
    listed=_listed,
)
