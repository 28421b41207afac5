"""Saved views: their list with what changed."""

import streamlit as st

from domain.cases.selection import CaseSelection
from domain.data_version import PARAMETER
from domain.errors import UsageError
from domain.messages import N_
from domain.saved import NAME, NOTE, WATCH, Query, SavedView, asks_cases, query_text, scope, unwatched
from pages import CATALOGUE
from pages.parts import reader
from pages.parts.answers import for_reader, saving_allowed
from pages.parts.save_view import failure, tried
from reports.casebook.titles import subject
from reports.watching import NO_TREND, in_words, since, snapshot
from reports.wording import in_words as filters_in_words
from reports.wording import markdown_safe

_DELETED = "saved_deleted"
_OFF = N_(
    "On this server readers cannot save views (the operator can switch this on). The link of a page keeps its view."
)
PAGES = {p.url: p for p in CATALOGUE if p.url}


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
    failure()
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
        filters = _filters(view)
        where = reader.t(page.title) if page else view.page
        saved = reader.t("saved {day}", day=f"{view.created_at:%Y-%m-%d}")
        st.caption(markdown_safe(f"{where} · {filters} · {saved}"))
        if view.kind == WATCH:
            _changes(view)
    except UsageError as error:
        st.warning(markdown_safe(reader.t("This view can no longer be shown as it was: {error}", error=error.message)))
    if page is None:
        gone = reader.t("The page '{page}' no longer exists: its filters are kept in the link.", page=view.page)
        st.warning(markdown_safe(gone), icon=":material/link_off:")
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
            st.code(reader.address(view.page, query_text(_dated(view))), language=None, wrap_lines=True)


def _filters(view: SavedView) -> str:
    """The filters of a view in words. Raises UsageError."""
    chosen = scope(view.page, view.asked)
    if isinstance(chosen, CaseSelection):
        return subject(chosen, reader.words())
    return filters_in_words(chosen, reader.words(), for_reader().source_names())


def _changes(view: SavedView) -> None:
    found = since(for_reader(), view)
    first, *rest = in_words(found, reader.words(), cases=asks_cases(view.page, view.asked))
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
    st.switch_page(f"pages/{PAGES[view.page].file}", query_params=_dated(view))


def _dated(view: SavedView) -> Query:
    """The address with the data version that was looked at, so that the page says what has changed since."""
    mark = for_reader().mark(view.seen.version) if view.seen.version else ""
    return view.asked | ({PARAMETER: [mark]} if mark else {})


def _look(view: SavedView) -> None:
    tried(lambda: for_reader().saved.looked(view.view_id, snapshot(for_reader(), view.page, view.asked)))


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
    tried(lambda: for_reader().saved.rename(view_id, name, note))


def _delete(view: SavedView) -> None:
    if tried(lambda: for_reader().saved.remove(view.view_id)):
        reader.keep(_DELETED, (view.view_id, view.name))


def _bring_back(view_id: str) -> None:
    if tried(lambda: for_reader().saved.bring_back(view_id)):
        reader.forget(_DELETED)
