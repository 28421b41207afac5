"""The title of a page, and below it what the page is about: built from the selection, as every title is."""

from typing import Any

import streamlit as st

from domain.benchmarks.selection import BenchmarkSelection
from domain.cases.selection import CaseSelection
from domain.operations.selection import OperationSelection
from domain.selection import Selection
from domain.training.selection import TrainingSelection
from pages.parts import reader
from pages.parts.answers import for_reader
from pages.parts.record_link import see_records
from pages.parts.since import since_link
from reports.benchmarks.wording import subject as subject_of_benchmarks
from reports.casebook.titles import subject as subject_of_cases
from reports.operations.wording import subject as subject_of_operations
from reports.titles import subject
from reports.training.wording import subject as subject_of_training
from reports.wording import markdown_safe


def beside_title() -> tuple[Any, Any]:
    """A place for the title, and beside it (below it on a phone) one for what chooses whom the page is about."""
    left, right = st.columns(2, vertical_alignment="bottom")
    return left, right.container(key="whom", horizontal=True, horizontal_alignment="right")


def of_cases(title: str, selection: CaseSelection, box: Any = st) -> None:
    """The same for a page about cases."""
    _other(title, subject_of_cases(selection, reader.words()), box)


def of_operations(title: str, selection: OperationSelection, box: Any = st) -> None:
    """The same for a page about operations."""
    _other(title, subject_of_operations(selection, reader.words()), box)


def of_training(title: str, selection: TrainingSelection, box: Any = st) -> None:
    """The same for a page about training."""
    _other(title, subject_of_training(selection, reader.words()), box)


def of_benchmarks(title: str, selection: BenchmarkSelection, box: Any = st) -> None:
    """The same for a page about published figures."""
    _other(title, subject_of_benchmarks(selection, reader.words()), box)


def of_sector(title: str, name: str, box: Any = st) -> None:
    """The same for a page about a sector: its group of goods."""
    _other(title, name, box)


def _other(title: str, about: str, box: Any) -> None:
    reader.keep(reader.SUBJECT, about)
    with box.container(key="head"):
        st.title(markdown_safe(title))
        st.markdown(markdown_safe(about))


def heading(
    title: str, selection: Selection, *, records: bool = False, shown: Selection | None = None, box: Any = st
) -> None:
    """Draw both, in a place on the page; `records`: with the way to the records. `shown`: what the page shows, if less
    than `selection`.
    """
    about = subject(selection, reader.words(), for_reader().months(), for_reader().source_names())
    reader.keep(reader.SUBJECT, about)
    since_link(shown or selection)
    with box.container(key="head"):
        st.title(markdown_safe(title))
        with st.container(horizontal=True, key="about", vertical_alignment="center"):
            st.markdown(markdown_safe(about))
            if records and for_reader().total(selection):
                see_records(selection)
