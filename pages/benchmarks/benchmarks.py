"""Benchmarks: totals that others have published beside our own, never joined where a definition changed."""

from pages.benchmarks import benchmark_list
from pages.benchmarks.filters import FILTERS
from pages.parts import benchmark_reader, reader
from pages.parts.answers import for_reader, made
from pages.parts.heading import of_benchmarks
from pages.parts.on_sight import on_sight
from pages.parts.show import draw
from pages.parts.stopping import stop
from reports.benchmarks.beside import own_beside
from reports.benchmarks.listing import every, figures, nothing

selection = benchmark_reader.selection("benchmarks")
FILTERS.draw(selection)
of_benchmarks(reader.t("Benchmarks"), selection)
if for_reader().benchmarks.listed(selection).is_empty():
    draw(made(nothing, selection))
    stop()
draw(made(figures, selection))
benchmark_list.years(selection)


def beside() -> None:
    """What was published beside what the records at hand have."""
    draw(made(own_beside, selection))


def listed() -> None:
    """Every figure as published, and the files."""
    draw(made(every, selection))
    benchmark_list.files(selection)


on_sight("benchmarks_beside", beside, reader.t("Beside our own figures"), height=420)
on_sight("benchmarks_list", listed, reader.t("The published figures"), height=460)
