"""What the sender of a briefing adds to it, and the files in which it leaves."""

from dataclasses import asdict, replace
from datetime import date
from functools import partial
from hashlib import blake2b
from typing import Final, cast

import streamlit as st

from charts.theme import LIGHT
from domain.selection import Selection
from pages.parts import reader
from pages.parts.answers import for_reader, studio
from pages.parts.choosing import choose_one
from pages.parts.download import download
from reports.briefing.brief import brief
from reports.briefing.files import FORMATS
from reports.briefing.scope import Scope
from reports.briefing.sender import LONGEST, STATES, Sender, drafted

NAMES: Final = {"pdf": "PDF", "pptx": "PowerPoint", "xlsx": "Excel"}  # untranslated
_KEPT: Final = "brief_sender"
"""What was written, by what the briefing is about: it stays with its place and period."""


def sending(scope: Scope) -> None:
    """The texts of the sender, and the files with them."""
    st.header(reader.t("Before you send it"))
    st.caption(
        reader.t(
            "What you write here goes into the files below and nowhere else; closing this window forgets it. "
            "Name offices, not persons."
        )
    )
    sender = _written(scope)
    with st.container(horizontal=True, vertical_alignment="center", key="brief_files"):
        st.markdown(reader.t("This briefing as a file:"))
        for form, name in NAMES.items():
            file = f"contraband-atlas_briefing_v{for_reader().version}_{reader.file_tag()}.{form}"
            download(name, partial(_file, scope.selection, sender, form), file, key=f"brief_{form}")


def _file(selection: Selection, sender: Sender, form: str) -> bytes:
    """On paper the colours are those of a light page."""
    maker = studio()
    on_paper = replace(maker, theme=LIGHT)
    return FORMATS[form](on_paper, brief(on_paper, selection, sender))


def _written(scope: Scope) -> Sender:
    """What stands in the fields: a draft made of the records, until the sender changes it."""
    every = cast("dict[str, dict[str, str]]", reader.kept(_KEPT) or {})
    about = f"{scope.selection.to_query()}"
    known = Sender(**every[about]) if about in every else drafted(studio(), scope)
    left, right = st.columns(2)
    with left:
        lines = _text(reader.t("Lines to take"), "lines", known.lines, about, height=160)
        decision = _text(reader.t("Decision asked"), "decision", known.decision, about, height=68)
    with right:
        questions = _text(
            reader.t("Likely questions, each with its answer in the next line"),
            "questions",
            known.questions,
            about,
            height=160,
        )
        owner = st.text_input(reader.t("Owner (an office)"), known.owner, max_chars=200, key=_key("owner", about))
        with st.container(horizontal=True, key="brief_state_row"):
            state = choose_one(
                reader.t("Standing"),
                STATES,
                format_func=reader.worded(STATES),
                index=list(STATES).index(known.state),
                key=_key("state", about),
                width=130,
            )
            by = st.text_input(
                reader.t("Cleared by (an office)"), known.cleared_by, max_chars=200, key=_key("by", about)
            )
            day = st.text_input(
                reader.t("Not to be used before"),
                known.embargo,
                max_chars=10,
                placeholder="2026-12-24",
                key=_key("embargo", about),
                width=160,
            )
            if not _is_day(day):
                st.error(reader.t("Write a day as 2026-12-24."))
    sender = Sender(
        lines=lines,
        questions=questions,
        decision=decision,
        owner=owner,
        state=str(state),
        cleared_by=by,
        embargo=day if _is_day(day) else "",
    )
    reader.keep(_KEPT, {**every, about: asdict(sender)})
    return sender


def _is_day(text: str) -> bool:
    """Whether it is a day of the calendar, or nothing."""
    try:
        return not text or date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _text(label: str, name: str, value: str, about: str, *, height: int) -> str:
    return st.text_area(label, value, height=height, max_chars=LONGEST, key=_key(name, about))


def _key(name: str, about: str) -> str:
    """A field is another one where the briefing is about something else."""
    return f"brief_{name}_{blake2b(about.encode(), digest_size=6).hexdigest()}"
