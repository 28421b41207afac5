"""Saved views: the button that keeps one, and their list with what changed."""

from collections.abc import Callable

import streamlit as st

from domain.errors import AtlasError, UsageError
from domain.messages import N_
from domain.saved import NAME, NOTE, VIEW, WATCH, SavedView, query_text, scope, unwatched
from pages import CATALOGUE
from pages.parts import reader
from pages.parts.answers import for_reader, saving_allowed
from reports.watching import NO_TREND, in_words, since, snapshot
from reports.wording import in_words as filters_in_words
from reports.wording import markdown_safe

_DELETED, _DONE, _FAILED = "saved_deleted", "saved_done", "saved_failed"
_OFF = N_(
    "On this server readers cannot save views (the operator can switch this on). The link of a page keeps its view."
)
PAGES = {p.url: p for p in CATALOGUE if p.url}


def save_this_view() -> None:
    """In the sidebar: keep what is shown under a name."""
    if done := reader.kept(_DONE):
        reader.forget(_DONE)
        st.toast(str(done), icon=":material/bookmark_added:")
    _failure()
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
    page, query = reader.page(), reader.query()
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


def _failure() -> None:
    """Why the last change of the list did not happen, and what to do."""
    if failed := reader.kept(_FAILED):
        reader.forget(_FAILED)
        st.error(markdown_safe(str(failed)), icon=":material/error:")


def _tried(change: Callable[[], None]) -> bool:
    """Whether a change of the list happened; if not, the reader reads why."""
    try:
        change()
    except AtlasError as error:
        reader.keep(_FAILED, reader.words().say(error.message))
        return False
    return True


def none_yet() -> None:
    """How to get there."""
    if saving_allowed():
        st.info(reader.t("Nothing is saved yet. On any page with filters, use 'Save this view' in the sidebar."))
    else:
        st.info(reader.t(_OFF))


def who_sees_them() -> None:
    """Said plainly: there is no sign-in."""
    st.caption(
        reader.t(
            "All readers of this store see and may change this list: there is no sign-in yet. Saved views contain "
            "page links and figures, not records."
        )
    )


def deleted_just_now() -> None:
    """The way back; or why it was not deleted."""
    _failure()
    gone = reader.kept(_DELETED)
    if isinstance(gone, tuple):
        with st.container(horizontal=True, vertical_alignment="center", border=True):
            st.markdown(reader.t("Deleted: {name}", name=markdown_safe(gone[1])))
            st.button(reader.t("Undo"), icon=":material/undo:", on_click=_bring_back, args=(gone[0],))


def listed(views: list[SavedView]) -> None:
    """One card each, by name."""
    for view in views:
        with st.container(border=True, key=f"saved_{view.view_id}"):
            _card(view)


def _card(view: SavedView) -> None:
    st.markdown(f"#### {markdown_safe(view.name)}")
    if view.note:
        st.markdown(markdown_safe(view.note))
    page = PAGES.get(view.page)
    try:
        filters = filters_in_words(scope(view.page, view.asked), reader.words(), for_reader().source_names())
        where = reader.t(page.title) if page else view.page
        saved = reader.t("saved {day}", day=f"{view.created_at:%Y-%m-%d}")
        st.caption(markdown_safe(f"{where} · {filters} · {saved}"))
        if view.kind == WATCH:
            _changes(view)
    except UsageError as error:
        st.warning(markdown_safe(reader.t("This view can no longer be shown as it was: {error}", error=error.message)))
    with st.container(horizontal=True):
        if page:
            opened = st.button(
                reader.t("Open"), key=f"open_{view.view_id}", type="primary", icon=":material/open_in_new:"
            )
            if opened:
                _open(view)
        if saving_allowed():
            _edits(view)
        with st.popover(reader.t("Link"), icon=":material/link:"):
            st.code(reader.address(view.page, view.query), language=None, wrap_lines=True)


def _changes(view: SavedView) -> None:
    found = since(for_reader(), view)
    first, *rest = in_words(found, reader.words())
    seen = reader.t("Last looked at {time} UTC.", time=f"{view.seen_at:%Y-%m-%d %H:%M}")
    if note := unwatched(view.page, view.asked):
        st.caption(reader.words().say(note))
    if not rest:
        st.markdown(f"{first} {seen}")
        return
    st.info("\n".join([f"**{first}** {seen}", "", *(f"- {line}" for line in rest)]), icon=":material/notifications:")
    st.caption(reader.t(NO_TREND))
    if saving_allowed():
        st.button(reader.t("Mark as seen"), key=f"seen_{view.view_id}", on_click=_look, args=(view,))


def _open(view: SavedView) -> None:
    """Opening a watch is looking at it. It opens all the same where that cannot be noted now."""
    if view.kind == WATCH and saving_allowed():
        _look(view)
    st.switch_page(f"pages/{PAGES[view.page].file}", query_params=view.asked)


def _look(view: SavedView) -> None:
    _tried(lambda: for_reader().saved.looked(view.view_id, snapshot(for_reader(), view.page, view.asked)))


def _edits(view: SavedView) -> None:
    with st.popover(reader.t("Rename"), icon=":material/edit:"), st.form(f"rename_{view.view_id}", border=False):
        st.text_input(reader.t("Name"), view.name, key=f"name_{view.view_id}", max_chars=NAME)
        st.text_input(reader.t("Note"), view.note, key=f"note_{view.view_id}", max_chars=NOTE)
        st.form_submit_button(reader.t("Keep"), on_click=_rename, args=(view.view_id,))
    st.button(
        reader.t("Delete"), key=f"delete_{view.view_id}", icon=":material/delete:", on_click=_delete, args=(view,)
    )


def _rename(view_id: str) -> None:
    name, note = (str(reader.widget_value(f"{k}_{view_id}") or "") for k in ("name", "note"))
    _tried(lambda: for_reader().saved.rename(view_id, name, note))


def _delete(view: SavedView) -> None:
    if _tried(lambda: for_reader().saved.remove(view.view_id)):
        reader.keep(_DELETED, (view.view_id, view.name))


def _bring_back(view_id: str) -> None:
    if _tried(lambda: for_reader().saved.bring_back(view_id)):
        reader.forget(_DELETED)
