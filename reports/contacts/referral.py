"""The draft of a message that refers a record to its owner: text to be copied. Nothing is sent from here."""

from typing import Any

from data_access.answers import Answers
from data_access.records.detail import Record
from data_access.reference import tables as reference
from domain.words import Words
from reports.contacts.listing import for_place


def draft(answers: Answers, record: Record, key: str, words: Words) -> str:
    """To whom (the contact points of the country of the seizure, else its source), about what, and what is asked.

    It holds what identifies the record and nothing of its content that a reader of the message may not see.
    """
    event: dict[str, Any] = record.versions[0].event
    place = reference.names("places").get(event["country"], event["country"])
    points = for_place(answers, event["country"])
    to = words.comma([one["mailbox"] for one in points])
    owner = words.t("{publisher} (source: {name})", publisher=event["source_publisher"], name=event["source_name"])
    lines = [
        words.t("To: {to}", to=to or words.t("the owner of the record, {owner}", owner=owner)),
        words.t("Subject: Record {key} of a seizure in {place}", key=key, place=place),
        "",
        words.t("We refer the following record to you as its owner."),
        "",
        words.t("Record: {key}", key=key),
        words.t("Id at the source: {id}", id=event["record_id"] or words.t("none reported")),
        words.t("Source: {owner}", owner=owner),
        words.t("Country or territory of the seizure: {place}", place=place),
        words.t("Date as reported: {day}", day=_dated(event)),
        words.t("Handling: {level}", level=event["handling"]),
        "",
        words.t("We ask you to check it, and to say whether more may be shared, and by which channel."),
        "",
        words.t("[What you ask, your unit and your functional mailbox]"),
    ]
    return "\n".join(lines)


def _dated(event: dict[str, Any]) -> str:
    """As exactly as the record says it."""
    letters = {"year": 4, "month": 7}.get(str(event["date_precision"]), 10)
    return str(event["seized_on"])[:letters]
