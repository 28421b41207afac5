"""The list of operations: page by page, the files of all of them, and what the small charts show."""

from functools import partial
from typing import Final

import streamlit as st

from domain.messages import N_
from domain.operations.selection import OperationSelection
from pages.entries import form_page
from pages.parts import operation_reader, pager, reader
from pages.parts.answers import for_reader, made, studio
from pages.parts.download import download
from pages.parts.show import draw
from reports.operations.files import file_of
from reports.operations.listing import editions, entries, pages
from reports.operations.multiples import SHOWN, multiples, shown

FILES: Final = {"csv": "CSV", "xlsx": "Excel", "json": "JSON"}  # untranslated


def series(selection: OperationSelection) -> None:
    """Small charts of a figure that the reader chooses."""
    figure, _ = shown(studio(), operation_reader.question(selection))
    st.segmented_control(
        reader.t("Figure"),
        list(SHOWN),
        format_func=reader.worded(SHOWN),
        key=reader.widget("operations_show", figure),
        on_change=lambda: reader.set_or_drop("show", str(reader.widget_value("operations_show") or "")),
        label_visibility="collapsed",
    )
    report = made(multiples, selection, figure)
    if report:
        draw(report)
    else:
        st.info(reader.t("No series of these filters has two editions that tell this figure."))
    draw(made(editions, selection))


def listed(selection: OperationSelection) -> None:
    """One page of the list, the way to the others, and the files."""
    last = pages(for_reader().operations.listed(selection).height)
    now = pager.now(last)
    draw(made(entries, selection, now))
    pager.draw("operations", now, last)
    files(selection)


def files(selection: OperationSelection) -> None:
    """The operations of this selection with all their figures, caveats and sources."""
    with st.container(horizontal=True, vertical_alignment="center", key="cases_files"):
        st.markdown(reader.t("These operations with all figures and caveats:"))
        for form, name in FILES.items():
            file = f"contraband-atlas_operations_v{for_reader().version}_{reader.file_tag()}.{form}"
            download(name, partial(file_bytes, selection, form), file, key=f"operations_{form}")
        add()


def add() -> None:
    """The way to the form, where readers may save."""
    form_page.add("operations/operation_form", N_("Add an operation"))


def file_bytes(selection: OperationSelection, form: str) -> bytes:
    """The operations as a file."""
    content, _ = file_of(for_reader(), reader.words(), selection, form)
    return content
