"""What is done with the form of a case: saved as a draft, published, withdrawn, or said to be overturned."""

from collections.abc import Callable
from contextlib import suppress
from typing import Final

import polars as pl
import streamlit as st
from streamlit.errors import StreamlitPageNotFoundError

from domain.errors import AtlasError
from pages.casebook import form_state
from pages.casebook.form_state import Opened
from pages.parts import answers, reader
from reports.casebook.form import faults_in_words
from reports.wording import markdown_safe

_SAID, _FAILED = "caseform_said", "caseform_failed"
_WHO: Final = "caseform_who"
_WHY: Final = "caseform_why"


def said() -> None:
    """What came of the last step."""
    if done := reader.kept(_SAID):
        reader.forget(_SAID)
        st.success(markdown_safe(str(done)))


def drafts(found: pl.DataFrame, case_id: str) -> None:
    """The drafts of others, to go on with."""
    others = found.filter(pl.col("case_id") != case_id)
    if others.is_empty() or case_id:
        return
    with st.expander(reader.n("{n} draft", "{n} drafts", others.height), key="caseform_drafts"):
        for row in others.iter_rows(named=True):
            label = f"{row['case_id']}: {row['title']}"
            _link("case_form", markdown_safe(label), {"id": row["case_id"]})


def _link(page: str, label: str, query: dict[str, str]) -> None:
    with suppress(StreamlitPageNotFoundError):  # a page that runs by itself, as in tests, has no menu
        st.page_link(f"pages/casebook/{page}.py", label=label, query_params=query)


def actions(found: Opened) -> None:
    """Who and why, what is wrong, and the buttons."""
    st.header(reader.t("Save"))
    left, right = st.columns(2)
    with left:
        st.text_input(reader.t("Saved by (unit or function)"), key=_WHO, max_chars=120)
    with right:
        st.text_input(reader.t("Why (kept with the change)"), key=_WHY, max_chars=500)
    if failed := reader.kept(_FAILED):
        reader.forget(_FAILED)
        listed = "\n".join(f"- {markdown_safe(one)}" for one in failed) if isinstance(failed, list) else ""
        st.error(f"{reader.t('Nothing was saved. Correct this, then save again:')}\n\n{listed}")
    with st.container(horizontal=True, key="caseform_buttons"):
        st.button(reader.t("Publish"), type="primary", on_click=_save, args=(found, False))
        st.button(reader.t("Save as a draft"), on_click=_save, args=(found, True))
        if found.case_id and not found.draft:
            with st.popover(reader.t("Overturned, or to be withdrawn")):
                _end(found)
    if found.case_id:
        _link("case", reader.t("Back to the case"), {"id": found.case_id})


def _end(found: Opened) -> None:
    """A court has overturned it, or it must go."""
    decided = reader.t("What the court decided, and when (stands on its page as an erratum)")
    st.text_area(decided, key="caseform_overturned")
    st.button(reader.t("It was overturned: take it out of what is proven"), on_click=_overturn, args=(found,))
    st.caption(reader.t("Or withdraw it, with the reason in the field 'Why'."))
    st.button(reader.t("Withdraw this case"), on_click=_withdraw, args=(found,))


def _text(key: str) -> str:
    return str(reader.widget_value(key) or "").strip()


def _who() -> str:
    return _text(_WHO) or reader.t("a reader of this server")


def _tried(change: Callable[[], int], done: str, case_id: str) -> None:
    """Change the case; if that fails, nothing in the form is lost."""
    try:
        change()
    except AtlasError as error:
        reader.keep(_FAILED, [reader.words().say(error.message)])
        return
    answers.loaded()
    form_state.close()
    reader.keep(_SAID, done)
    reader.set_own("id", case_id)


def _save(found: Opened, draft: bool) -> None:
    case, faults = form_state.case_of(form_state.document())
    if case is None:
        reader.keep(_FAILED, faults_in_words(faults, reader.words()))
        return
    cases, why = answers.for_reader().cases, _text(_WHY)
    done = reader.t("The draft of {id} is saved.", id=case.case_id) if draft else ""
    done = done or reader.t("{id} is published, with this version and its reason.", id=case.case_id)
    same = case.case_id == found.case_id
    expected = found.version if same else 0
    _tried(lambda: cases.save(case, who=_who(), why=why, expected=expected, draft=draft), done, case.case_id)


def _overturn(found: Opened) -> None:
    cases, erratum = answers.for_reader().cases, _text("caseform_overturned")
    done = reader.t(
        "{id} is proven no more; its page carries the erratum. Look through its texts for names.", id=found.case_id
    )
    _tried(lambda: cases.reverse(found.case_id, erratum, who=_who(), expected=found.version), done, found.case_id)


def _withdraw(found: Opened) -> None:
    cases, why = answers.for_reader().cases, _text(_WHY)
    done = reader.t("{id} is withdrawn; its versions are kept.", id=found.case_id)
    _tried(lambda: cases.withdraw(found.case_id, why=why, who=_who(), expected=found.version), done, found.case_id)
