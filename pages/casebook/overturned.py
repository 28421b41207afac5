"""A court has overturned a case: what it decided stands on its page, and the case is proven no more."""

import streamlit as st

from data_access.entries.opened import Opened
from pages.entries.form_actions import FormPage, text, tried, who
from pages.parts import reader
from pages.parts.answers import for_reader


def overturned(page: FormPage, found: Opened) -> None:
    """What the court decided, and the button."""
    decided = reader.t("What the court decided, and when (stands on its page as an erratum)")
    st.text_area(decided, key=page.key("overturned"))
    label = reader.t("It was overturned: take it out of what is proven")
    st.button(label, on_click=_overturn, args=(page, found))


def _overturn(page: FormPage, found: Opened) -> None:
    cases, erratum, by = for_reader().cases, text(page, "overturned"), who(page)
    done = reader.t(
        "{id} is proven no more; its page carries the erratum. Look through its texts for names.", id=found.entry_id
    )
    change = lambda: cases.reverse(found.entry_id, erratum, who=by, expected=found.version)  # noqa: E731
    tried(page, change, done, found.entry_id)
