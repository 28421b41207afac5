"""Contact points, A–Z by office: functional mailboxes as the operator maintains them."""

import polars as pl

from charts.drawn import Drawn
from data_access.answers import Answers
from data_access.reference import tables as reference
from domain.collation import az
from domain.contacts import KINDS
from domain.messages import N_
from domain.selection import Selection
from reports.card import Card, Column, Report, Text
from reports.studio import Studio

EMPTY = N_(
    "No contact point is recorded. The operator brings them: `atlas template contacts --out contacts.xlsx`, fill it "
    "in, `atlas import contacts contacts.xlsx`. Functional mailboxes only: one that may be a person's is refused."
)
_SCHEMA: dict[str, type[pl.DataType]] = {
    "office": pl.String,
    "kind": pl.String,
    "places": pl.String,
    "mailbox": pl.String,
    "checked_on": pl.String,
    "note": pl.String,
}


def for_place(answers: Answers, place: str) -> list[dict[str, str]]:
    """The contact points (documents) that are for a country or territory, by kind in the order of the list."""
    order = {kind: at for at, kind in enumerate(KINDS)}
    found = [document for document, _ in answers.contacts.documents() if place in document["places"]]
    return sorted(found, key=lambda one: (order[one["kind"]], one["office"]))


def contacts(studio: Studio) -> Report:
    """All of them as a table; how to bring them where there is none."""
    words, places = studio.words, reference.names("places")
    held = studio.answers.contacts.documents()
    found = [document for document, _ in held]
    if not found:
        return (Text(words.t(EMPTY), "info"),)
    rows = [
        {
            "office": one["office"],
            "kind": words.t(KINDS[one["kind"]]),
            "places": words.comma([places.get(code, code) for code in one["places"]]),
            "mailbox": one["mailbox"],
            "checked_on": one["checked_on"],
            "note": one["note"],
        }
        for one in found
    ]
    table = pl.DataFrame(rows, schema=_SCHEMA).sort(az("office"))
    return (
        Card(
            key="contacts",
            title=words.t("Contact points"),
            unit=words.t("offices"),
            drawn=Drawn(None, words.n("A table of {n} office.", "A table of {n} offices.", table.height)),
            table=table,
            columns={
                "office": Column(words.t("Office"), width=220),
                "kind": Column(words.t("Kind of office"), width=200),
                "places": Column(words.t("For"), width=220),
                "mailbox": Column(words.t("Functional mailbox"), width=220),
                "checked_on": Column(words.t("Checked")),
                "note": Column(words.t("Note"), width=240),
            },
            selection=Selection(),
            caution=words.t("Mailboxes of offices, as the operator maintains them: check before you write."),
            credit=(words.t("Contact points of this installation"), ""),
            told={"handling": " · ".join(sorted({"public", *(known["handling"] for _, known in held)}))},
        ),
    )
