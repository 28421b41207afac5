"""The fields of a target as a form shows them."""

from data_access.reference import tables as reference
from data_access.targets.kind import TARGETS
from domain.collation import by_name
from domain.messages import N_
from reports.entries.form import EntryForm


def _listed(name: str) -> dict[str, str]:
    """Goods in the order of the taxonomy, places A–Z."""
    names = reference.names("goods" if name == "goods" else "places")
    return dict(names) if name == "goods" else {code: names[code] for code in by_name(names, names)}


FORM = EntryForm(
    kind=TARGETS,
    key="target",
    parts={
        N_("What is to be reached"): ("id", "title", "measure", "value", "start", "end", "goods", "places"),
        N_("Who set it, when and why"): ("set_by", "set_on", "reason_set", "note", "handling"),
    },
    labels={
        "id": N_("Id of the target"),
        "title": N_("What is to be reached, in a sentence"),
        "measure": N_("What is counted"),
        "value": N_("How many"),
        "start": N_("From (month or year)"),
        "end": N_("Until (month or year)"),
        "goods": N_("On these goods; none: on any"),
        "places": N_("Naming these countries; none: any"),
        "set_by": N_("Set by (unit or body)"),
        "set_on": N_("Set on (day, month or year)"),
        "reason_set": N_("Why this target"),
        "note": N_("Note"),
        "handling": N_("Handling"),
    },
    long=frozenset({"reason_set", "note"}),
    listed=_listed,
)
