"""A form as a page: what it is about, its fields in parts, what can be done with it; and the ways to it."""

from contextlib import suppress

import streamlit as st
from streamlit.errors import StreamlitPageNotFoundError

from data_access.entries.answering import Entries
from domain.cases.vocabulary import STATES
from pages.entries import form_actions, form_fields, form_state
from pages.entries.form_actions import FormPage
from pages.parts import reader
from pages.parts.answers import for_reader, saving_allowed
from pages.parts.stopping import stop
from reports.casebook.history import history_table
from reports.wording import markdown_safe


def draw(page: FormPage, *, new: str, correct: str, closed: str, rule: str) -> None:
    """The whole page. new, correct: its title; closed: said where readers may not save; rule: what binds who writes."""
    form, entry_id = page.form, reader.own("id")
    found = form_state.opened(form, page.store(), entry_id)
    st.title(markdown_safe(reader.t(correct, id=entry_id) if entry_id else reader.t(new)))
    form_actions.said(page)
    if not saving_allowed():
        st.info(reader.t(closed))
        stop()
    if found is None:
        st.info(reader.t("There is no '{id}' here, or it was withdrawn.", id=entry_id[:40]))
        stop()
    st.markdown(reader.t(rule))
    if for_reader().invented:
        st.warning(
            reader.t(
                "This server shows the demo: what is saved now stays with the demo, and is not in your own store. "
                "Import a file first to begin a store of your own."
            )
        )
    if found.draft:
        st.info(reader.t("This is the draft. What is published is unchanged until you publish it."))
    form_actions.drafts(page, entry_id)
    for heading, names in form.parts.items():
        st.header(reader.t(heading))
        sides = st.columns(2)
        for at, name in enumerate(n for n in names if n not in form.rows):
            with sides[at % 2]:
                form_fields.draw(form, name)
        for name in names:
            if name in form.rows:
                form_fields.draw(form, name)
    form_state.keep(form, form_state.document(form))
    form_actions.actions(page, found)


def add(file: str, label: str) -> None:
    """The way to an empty form, where readers may save. label: marked."""
    if saving_allowed():
        with suppress(StreamlitPageNotFoundError):  # a page that runs by itself, as in tests, has no menu
            st.page_link(f"pages/{file}.py", label=reader.t(label), icon=":material/add:")


def links(file: str, entries: Entries, entry_id: str, label: str) -> None:
    """The way to correct an entry that was added here, and who changed what, when and why. label: marked."""
    history = entries.history(entry_id)
    if history.is_empty():
        return
    if saving_allowed():
        with suppress(StreamlitPageNotFoundError):
            query = {"id": entry_id}
            st.page_link(f"pages/{file}.py", label=reader.t(label), icon=":material/edit:", query_params=query)
    with st.expander(reader.n("{n} version", "{n} versions", history.height), key="entry_versions"):
        table = history_table(history, reader.words(), {c: reader.t(n) for c, n in STATES.items()})
        st.dataframe(table, hide_index=True, alt=reader.t("Versions of this entry"))
