"""The list of cases: page by page, the files of all of them, and what is said where there is none."""

from dataclasses import replace
from functools import partial
from typing import Final

import streamlit as st

from domain.cases.selection import CaseSelection
from domain.messages import N_
from pages.entries import form_page
from pages.parts import case_reader, pager, reader
from pages.parts.answers import for_reader, made
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
    last = pages(for_reader().cases.listed(selection).height)
    now = pager.now(last)
    draw(made(list_cards, selection, now))
    pager.draw("cases", now, last)
    files(selection)


def add() -> None:
    """The way to the form, where readers may save."""
    form_page.add("casebook/case_form", N_("Add a case"))


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
