"""What is done with a form: saved as a draft, published, withdrawn; and what belongs to one kind of entries alone."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import streamlit as st
from streamlit.errors import StreamlitPageNotFoundError

from data_access.entries.opened import Editable, Opened
from domain.errors import AtlasError
from pages.entries import form_state
from pages.parts import answers, reader
from reports.entries.form import EntryForm
from reports.wording import markdown_safe


@dataclass(frozen=True, kw_only=True)
class FormPage:
    """A form on its page: `store` is what it changes, asked for anew in each step; `form_page` and `entry_page`: files.

    `other_end`: what a kind has beside withdrawing (its heading, and what draws it), null for none.
    """

    form: EntryForm
    store: Callable[[], Editable]
    form_page: str
    entry_page: str
    back: str
    end: str
    other_end: Callable[["FormPage", Opened], None] | None = None

    def key(self, name: str) -> str:
        """A key of the form itself."""
        return f"{self.form.key}form_{name}"


def said(page: FormPage) -> None:
    """What came of the last step."""
    if done := reader.kept(page.key("said")):
        reader.forget(page.key("said"))
        st.success(markdown_safe(str(done)))


def drafts(page: FormPage, entry_id: str) -> None:
    """The drafts of others, to go on with."""
    others = {} if entry_id else page.store().drafts_named()
    if not others:
        return
    with st.expander(reader.n("{n} draft", "{n} drafts", len(others)), key=page.key("drafts")):
        for one, title in others.items():
            _link(page.form_page, markdown_safe(f"{one}: {title}"), {"id": one})


def _link(file: str, label: str, query: dict[str, str]) -> None:
    with suppress(StreamlitPageNotFoundError):  # a page that runs by itself, as in tests, has no menu
        st.page_link(f"pages/{file}.py", label=label, query_params=query)


def actions(page: FormPage, found: Opened) -> None:
    """Who and why, what is wrong, and the buttons."""
    st.header(reader.t("Save"))
    left, right = st.columns(2)
    with left:
        st.text_input(reader.t("Saved by (unit or function)"), key=page.key("who"), max_chars=120)
    with right:
        st.text_input(reader.t("Why (kept with the change)"), key=page.key("why"), max_chars=500)
    if failed := reader.kept(page.key("failed")):
        reader.forget(page.key("failed"))
        listed = "\n".join(f"- {markdown_safe(one)}" for one in failed) if isinstance(failed, list) else ""
        st.error(f"{reader.t('Nothing was saved. Correct this, then save again:')}\n\n{listed}")
    with st.container(horizontal=True, key=page.key("buttons")):
        st.button(reader.t("Publish"), type="primary", on_click=_save, args=(page, found, False))
        st.button(reader.t("Save as a draft"), on_click=_save, args=(page, found, True))
        if found.entry_id and not found.draft:
            with st.popover(reader.t(page.end)):
                if page.other_end:
                    page.other_end(page, found)
                st.caption(reader.t("Withdraw it with the reason in the field 'Why': its versions are kept."))
                st.button(reader.t("Withdraw it"), key=page.key("withdraw"), on_click=_withdraw, args=(page, found))
    if found.entry_id:
        _link(page.entry_page, reader.t(page.back), {"id": found.entry_id})


def text(page: FormPage, name: str) -> str:
    """What is typed into a field of the form itself."""
    return str(reader.widget_value(page.key(name)) or "").strip()


def who(page: FormPage) -> str:
    """Who saves, as they say it."""
    return text(page, "who") or reader.t("a reader of this server")


def tried(page: FormPage, change: Callable[[], int], done: str, entry_id: str) -> None:
    """Change the entry; if that fails, nothing in the form is lost."""
    try:
        change()
    except AtlasError as error:
        reader.keep(page.key("failed"), [reader.words().say(error.message)])
        return
    answers.loaded()
    form_state.close(page.form)
    reader.keep(page.key("said"), done)
    reader.set_own("id", entry_id)


def _save(page: FormPage, found: Opened, draft: bool) -> None:
    form = page.form
    entry, faults = form_state.entry_of(form, form_state.document(form))
    if entry is None:
        reader.keep(page.key("failed"), form.faults_in_words(faults, reader.words()))
        return
    store, why, entry_id = page.store(), text(page, "why"), form.kind.id_of(entry)
    done = reader.t("The draft of {id} is saved.", id=entry_id) if draft else ""
    done = done or reader.t("{id} is published, with this version and its reason.", id=entry_id)
    expected = found.version if entry_id == found.entry_id else 0
    given: dict[str, Any] = {"who": who(page), "why": why, "expected": expected, "draft": draft}
    tried(page, lambda: store.save(entry, **given), done, entry_id)


def _withdraw(page: FormPage, found: Opened) -> None:
    store, why, by = page.store(), text(page, "why"), who(page)
    done = reader.t("{id} is withdrawn; its versions are kept.", id=found.entry_id)
    change: dict[str, Any] = {"why": why, "who": by, "expected": found.version}
    tried(page, lambda: store.withdraw(found.entry_id, **change), done, found.entry_id)
