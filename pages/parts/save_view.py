"""The button that keeps what a page shows under a name, and why a change of the saved views did not happen."""

from collections.abc import Callable

import streamlit as st

from domain.data_version import PARAMETER
from domain.errors import AtlasError
from domain.saved import NAME, NOTE, VIEW, WATCH, query_text
from pages.parts import reader
from pages.parts.answers import for_reader, saving_allowed
from reports.watching import snapshot
from reports.wording import markdown_safe

_DONE, _FAILED = "saved_done", "saved_failed"


def save_this_view() -> None:
    """In the sidebar: keep what is shown under a name."""
    if done := reader.kept(_DONE):
        reader.forget(_DONE)
        st.toast(str(done), icon=":material/bookmark_added:")
    failure()
    if not saving_allowed():
        return
    with (
        st.popover(reader.t("Save this view"), icon=":material/bookmark_add:", width="stretch"),
        st.form("save_view", clear_on_submit=True, border=False),
    ):
        st.text_input(reader.t("Name"), key="save_name", max_chars=NAME)
        st.text_input(reader.t("Note (optional)"), key="save_note", max_chars=NOTE)
        st.toggle(reader.t("Watch it: show me what changed"), key="save_watch")
        st.form_submit_button(reader.t("Save"), type="primary", on_click=_save)


def _save() -> None:
    """What is in the address now, with what it shows."""
    name, note = (str(reader.widget_value(k) or "") for k in ("save_name", "save_note"))
    kind = WATCH if reader.widget_value("save_watch") else VIEW
    page, query = reader.page(), reader.query(PARAMETER)
    try:
        for_reader().saved.save(
            name, page, query_text(query), snapshot(for_reader(), page, query), kind=kind, note=note
        )
        reader.keep(
            _DONE,
            reader.t("Saved. It is listed on the page Saved, with what changes.")
            if kind == WATCH
            else reader.t("Saved. It is listed on the page Saved."),
        )
    except AtlasError as error:
        reader.keep(_FAILED, reader.t("Not saved. {error}", error=error.message))


def failure() -> None:
    """Why the last change of the list did not happen, and what to do."""
    if failed := reader.kept(_FAILED):
        reader.forget(_FAILED)
        st.error(markdown_safe(str(failed)), icon=":material/error:")


def tried(change: Callable[[], None]) -> bool:
    """Whether a change of the list happened; if not, the reader reads why."""
    try:
        change()
    except AtlasError as error:
        reader.keep(_FAILED, reader.words().say(error.message))
        return False
    return True
