"""The page of one record. What sources wrote is shown in tables and plain text: it is never formatted."""

import polars as pl
import streamlit as st

from data_access.records.detail import Record, Version
from pages.parts import reader
from pages.parts.answers import for_reader
from pages.parts.record_link import open_record
from reports.contacts.referral import draft
from reports.records.detail import differences, sections, summary
from reports.wording import markdown_safe


def headline(found: Record) -> None:
    """What, where, when; and what must be known before it is used."""
    event, lines = found.versions[0].event, found.versions[0].lines
    st.title(markdown_safe(summary(found, reader.words())))
    if event["is_copy"]:
        st.warning(
            reader.t(
                "An exact copy: equal in every field to an earlier row of the same source. It may be a genuine repeat."
            )
        )
    if any(line["implausible"] for line in lines):
        st.warning(
            reader.t("A quantity here is implausibly large. It is kept and counted as reported; look at the source.")
        )
    if event["events"] != 1:
        number = event["events"]
        unknown = reader.t("This record represents several seizures: a number that is not reported.")
        several = reader.t("This record represents several seizures: {n}.", n=number or 0)
        st.info(unknown if number is None else several)
    if any(linked.counts for linked in found.links):
        st.info(reader.t("An operator linked this record to one of another source, which counts for both (see below)."))


def refer(found: Record, key: str) -> None:
    """The draft of a message to the record's owner, to be copied: nothing is sent from here."""
    box = st.expander(reader.t("Refer to the record's owner"), icon=":material/forward_to_inbox:", key="refer")
    with box:
        st.caption(reader.t("A draft to copy into your own mail or channel: nothing is sent from here."))
        st.code(draft(for_reader(), found, key, reader.words()), language=None, wrap_lines=True)


def everything(found: Record) -> None:
    """The fields in two columns: the event at the left, goods and origin at the right."""
    _sections(found.versions[0], "now")


def _sections(version: Version, key: str) -> None:
    parts = sections(version, reader.words())
    sides = st.columns(2)
    for side, mine in zip(sides, (True, False), strict=True):
        with side:
            for i, part in enumerate(p for p in parts if p.event == mine):
                st.markdown(f"#### {part.title}")
                _table(part.table, part.title, f"part_{key}_{mine}_{i}")


def _table(table: pl.DataFrame, title: str, key: str) -> None:
    st.dataframe(table, hide_index=True, height=35 * (table.height + 1) + 3, alt=title, key=key)


def others(found: Record) -> None:
    """The same seizure in other sources, and equal rows of the same one."""
    if found.links:
        st.markdown(reader.t("#### The same seizure in another source"))
        for linked in found.links:
            both = reader.t("{source}, which counts for both", source=linked.source)
            other = reader.t("{source}, which is not counted; this one is", source=linked.source)
            open_record(markdown_safe(both if linked.counts else other), linked.record_key)
            if linked.note:
                st.text(linked.note)
    if found.copies:
        st.markdown(reader.t("#### Rows of the same source that are equal in every field"))
        for i, key in enumerate(found.copies, start=1):
            open_record(reader.t("Equal row {n}", n=i), key)


def versions(found: Record) -> None:
    """What earlier versions reported otherwise, and all that they reported."""
    newest, *older = found.versions
    if older:
        st.markdown(reader.t("#### Earlier versions ({n})", n=len(older)))
    for version in older:
        event = version.event
        label = reader.t(
            "Version {version}, imported {day}", version=str(event["version"]), day=f"{event['imported_at']:%Y-%m-%d}"
        )
        with st.expander(label, key=f"version_{event['version']}"):
            changed = differences(version, newest, reader.words())
            if changed.is_empty():
                st.markdown(reader.t("It had the same values in every field shown here."))
            else:
                st.markdown(reader.t("**What it reported differently**"))
                _table(
                    changed,
                    reader.t("{label}: what it reported differently", label=label),
                    f"changed_{event['version']}",
                )
            _sections(version, str(event["version"]))
