"""The fields of a course as a form shows them: in parts, each with a label."""

from data_access.reference import tables as reference
from data_access.training.kind import TRAINING
from domain.collation import by_name
from domain.messages import N_
from domain.training.vocabulary import AGENCIES
from reports.entries.form import EntryForm

FORM = EntryForm(
    kind=TRAINING,
    key="training",
    parts={
        N_("What and when"): ("id", "title", "kind", "level", "mode", "start", "end", "goods", "series"),
        N_("Who held it, and where"): ("organisers", "funders", "academy", "place"),
        N_("Who took part, as numbers"): ("participants_total", "participants_note", "participants"),
        N_("Sources and caveats"): ("sources", "source_grade", "verified", "unverified_fields", "note", "handling"),
    },
    labels={
        "id": N_("Id of the course"),
        "title": N_("What the course is called"),
        "kind": N_("Kind of training"),
        "level": N_("Level"),
        "mode": N_("In person or online"),
        "start": N_("First day, month or year"),
        "end": N_("Last day, month or year"),
        "goods": N_("Goods; none: on no goods in particular"),
        "series": N_("Series of operations it prepared"),
        "organisers": N_("Held by, one a line"),
        "funders": N_("Paid for by, one a line"),
        "academy": N_("Academy"),
        "place": N_("Where it was held"),
        "participants": N_("Group of participants"),
        "participants_total": N_("All participants"),
        "participants_note": N_("Note on the participants, without names"),
        "sources": N_("Source"),
        "source_grade": N_("Best grade among the sources"),
        "verified": N_("Every field was read in a source"),
        "unverified_fields": N_("Fields not read in a source, one a line"),
        "note": N_("Note"),
        "handling": N_("Handling"),
    },
    rows={
        "participants": ("country", "agency", "participants"),
        "sources": ("publisher", "title", "date", "address"),
    },
    row_labels={
        "country": N_("Country or territory"),
        "agency": N_("Kind of agency"),
        "participants": N_("Number"),
        "publisher": N_("Publisher"),
        "title": N_("Title"),
        "date": N_("Date"),
        "address": N_("Address"),
    },
    choices={
        "country": {code: reference.names("places")[code] for code in by_name(*[reference.names("places")] * 2)},
        "agency": AGENCIES,
    },
    add={"participants": N_("Add a group of participants"), "sources": N_("Add a source")},
    headings={
        "participants": N_(
            "Groups of one country and one kind of agency; leave the number empty where it is not stated"
        ),
        "sources": N_("Sources: where the course is documented, up to five"),
    },
    long=frozenset({"note", "participants_note"}),
    listed=lambda name: reference.names("goods") if name == "goods" else {},
)
