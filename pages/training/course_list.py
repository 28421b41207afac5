"""The list of courses: page by page, the files of all of them, and the way to the form."""

from functools import partial
from typing import Final

import streamlit as st

from domain.messages import N_
from domain.training.selection import TrainingSelection
from pages.entries import form_page
from pages.parts import pager, reader
from pages.parts.answers import for_reader, made
from pages.parts.download import download
from pages.parts.show import draw
from reports.training.files import file_of
from reports.training.listing import entries, pages

FILES: Final = {"csv": "CSV", "xlsx": "Excel", "json": "JSON"}  # untranslated


def listed(selection: TrainingSelection) -> None:
    """One page of the list, the way to the others, and the files."""
    last = pages(for_reader().training.listed(selection).height)
    now = pager.now(last)
    draw(made(entries, selection, now))
    pager.draw("training", now, last)
    files(selection, "training")
    add()


def files(selection: TrainingSelection, stem: str, label: str = N_("These courses with all fields:")) -> None:
    """The courses of this selection in the columns of the template. label: marked."""
    with st.container(horizontal=True, vertical_alignment="center", key="cases_files"):
        st.markdown(reader.t(label))
        for form, name in FILES.items():
            file = f"contraband-atlas_{stem}_v{for_reader().version}_{reader.file_tag()}.{form}"
            download(name, partial(_bytes, selection, form), file, key=f"training_{form}")


def _bytes(selection: TrainingSelection, form: str) -> bytes:
    content, _ = file_of(for_reader(), reader.words(), selection, form)
    return content


def add() -> None:
    """The way to the form, where readers may save."""
    form_page.add("training/course_form", N_("Add a course"))
