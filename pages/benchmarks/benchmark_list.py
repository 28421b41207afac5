"""What the small charts of benchmarks show, and the files of all figures."""

from functools import partial
from typing import Final

import streamlit as st

from domain.benchmarks.dimensions import FIGURES
from domain.benchmarks.selection import BenchmarkSelection
from pages.parts import benchmark_reader, reader
from pages.parts.answers import for_reader, made, studio
from pages.parts.download import download
from pages.parts.show import draw
from reports.benchmarks.files import file_of
from reports.benchmarks.panels import available, by_year, shown

FILES: Final = {"csv": "CSV", "xlsx": "Excel", "json": "JSON"}  # untranslated


def years(selection: BenchmarkSelection) -> None:
    """Small charts of a figure that the reader chooses."""
    figure, notes = shown(studio(), benchmark_reader.question(selection), selection)
    draw(notes)
    offered = available(studio(), selection)
    if len(offered) > 1:
        st.segmented_control(
            reader.t("Figure"),
            list(offered),
            format_func=reader.worded(FIGURES),
            key=reader.widget("benchmarks_show", figure),
            on_change=lambda: reader.set_or_drop("show", str(reader.widget_value("benchmarks_show") or "")),
            label_visibility="collapsed",
        )
    draw(made(by_year, selection, figure))


def files(selection: BenchmarkSelection) -> None:
    """The figures of this selection with all their caveats and sources."""
    with st.container(horizontal=True, vertical_alignment="center", key="cases_files"):
        st.markdown(reader.t("These figures with all caveats and sources:"))
        for form, name in FILES.items():
            file = f"contraband-atlas_benchmarks_v{for_reader().version}_{reader.file_tag()}.{form}"
            download(name, partial(_bytes, selection, form), file, key=f"benchmarks_{form}")


def _bytes(selection: BenchmarkSelection, form: str) -> bytes:
    content, _ = file_of(for_reader(), reader.words(), selection, form)
    return content
