"""The list of cases: page by page, the files of all of them, and what is said where there is none."""

from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Final

import streamlit as st
from streamlit.errors import StreamlitPageNotFoundError

from domain.cases.selection import CaseSelection
from pages.parts import case_reader, reader
from pages.parts.answers import for_reader, made, saving_allowed
from pages.parts.download import download
from pages.parts.show import draw
from reports.casebook.files import file_of
from reports.casebook.listing import list_cards, pages

FILES: Final = {"pdf": "PDF", "xlsx": "Excel", "csv": "CSV", "json": "JSON", "stix": "STIX 2.1"}  # untranslated
_ENDING: Final = {"stix": "json"}


def nothing(selection: CaseSelection) -> bool:
    """Say so where no case is left, and what would leave some; whether it was said."""
    cases = for_reader().cases
    if cases.listed(selection).height:
        return False
    unproven = cases.listed(selection.of_all()).height if selection.proof == "proven" else 0
    if unproven:
        st.info(
            reader.n(
                "No case of this selection is proven. {n} documented case is not.",
                "No case of this selection is proven. {n} documented cases are not.",
                unproven,
            )
        )
        st.button(
            reader.t("Show all documented cases"),
            key="cases_show_all",
            on_click=case_reader.write,
            args=(replace(selection, proof="all"),),
        )
    else:
        st.info(reader.t("No documented case fits these filters. Leave one out, or choose another."))
    return True


def listed(selection: CaseSelection) -> None:
    """One page of the list, the way to the others, and the files."""
    own = reader.own("page")
    now = int(own) if own.isascii() and own.isdigit() and len(own) < 7 else 1
    last = pages(for_reader().cases.listed(selection).height)
    now = min(max(now, 1), last)
    draw(made(list_cards, selection, now))
    if last > 1:
        _pager(now, last)
    files(selection)


def _pager(now: int, last: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="cases_pager"):
        for label, to, icon in (
            (reader.t("Earlier"), now - 1, ":material/arrow_back:"),
            (reader.t("Later"), now + 1, ":material/arrow_forward:"),
        ):
            st.button(
                label,
                key=f"cases_page_{to > now}",
                icon=icon,
                disabled=not 1 <= to <= last,
                on_click=reader.set_own,
                args=("page", str(to)),
            )
        st.caption(reader.t("Page {now} of {last}", now=str(now), last=str(last)))


def add() -> None:
    """The way to the form, where readers may save."""
    if saving_allowed():
        with suppress(StreamlitPageNotFoundError):  # a page that runs by itself, as in tests, has no menu
            st.page_link("pages/casebook/case_form.py", label=reader.t("Add a case"), icon=":material/add:")


def files(selection: CaseSelection) -> None:
    """The cases of this selection with all their fields, caveats and sources."""
    with st.container(horizontal=True, vertical_alignment="center", key="cases_files"):
        st.markdown(reader.t("These cases with all fields and caveats:"))
        for form, name in FILES.items():
            file = f"contraband-atlas_casebook_v{for_reader().version}_{reader.file_tag()}.{_ENDING.get(form, form)}"
            download(name, partial(_file, selection, form), file, key=f"cases_{form}")


def _file(selection: CaseSelection, form: str) -> bytes:
    content, _ = file_of(for_reader(), reader.words(), selection, form)
    return content


def file_bytes(case_id: str, form: str) -> bytes:
    """One case as a file."""
    content, _ = file_of(for_reader(), reader.words(), CaseSelection(where=(("case", (case_id,)),), proof="all"), form)
    return content
