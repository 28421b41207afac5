"""A form as a page: what it is about, who reads it, its fields in parts, and what can be done with it."""

import streamlit as st

from pages.entries import form_actions, form_fields, form_state
from pages.entries.form_actions import FormPage
from pages.parts import reader
from pages.parts.answers import for_reader, saving_allowed
from pages.parts.stopping import stop
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
