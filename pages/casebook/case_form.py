"""Add or correct a case: plain fields, by the rules of every import; a draft stands apart from what is published."""

import streamlit as st

from pages.casebook import form_actions, form_fields, form_state
from pages.parts import reader
from pages.parts.answers import for_reader, saving_allowed
from pages.parts.stopping import stop
from reports.casebook.form import PARTS, ROWS
from reports.wording import markdown_safe

case_id = reader.own("id")
found = form_state.opened(case_id)
st.title(markdown_safe(reader.t("Correct case {id}", id=case_id) if case_id else reader.t("Add a case")))
form_actions.said()
if not saving_allowed():
    st.info(reader.t("On this server readers cannot change cases. The operator can, by `atlas import cases FILE`."))
    stop()
if found is None:
    st.info(reader.t("There is no case '{id}', or it was withdrawn.", id=case_id[:40]))
    stop()
st.markdown(
    reader.t(
        "Anybody who reads this server can read what is published here: name nobody who was not convicted, and nobody "
        "in a title but in an official case name. Each change is kept, with its reason."
    )
)
if for_reader().invented:
    st.warning(
        reader.t(
            "This server shows the demo: a case that is saved now stays with the demo, and is not in your own store. "
            "Import a file first to begin a store of your own."
        )
    )
if found.draft:
    st.info(reader.t("This is the draft. What is published is unchanged until you publish it."))
form_actions.drafts(for_reader().cases.drafts(), case_id)
for heading, names in PARTS.items():
    st.header(reader.t(heading))
    sides = st.columns(2)
    for at, name in enumerate(n for n in names if n not in ROWS):
        with sides[at % 2]:
            form_fields.draw(name)
    for name in names:
        if name in ROWS:
            form_fields.draw(name)
form_state.keep(form_state.document())
form_actions.actions(found)
