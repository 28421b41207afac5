"""What one viewer may learn of benchmarks: public facts, and figures of the records that the viewer may see beside."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from data_access.benchmarks import filtering
from data_access.facts.benchmarks import definitions
from data_access.kept import kept
from domain.benchmarks.selection import BenchmarkSelection
from domain.question import Question
from domain.selection import Selection

if TYPE_CHECKING:
    from data_access.answers import Answers

KG = 1000.0
"""Kilograms in a tonne: masses stand beside a benchmark in tonnes."""


@dataclass(frozen=True, kw_only=True)
class Own:
    """What the records at hand have under the nearest definition. `value`: null where nothing is recorded; masses in
    tonnes. `reporters`: countries with any seizure in the period and place: without one there is nothing to compare.
    """

    selection: Selection
    measure: str
    value: float | None
    reporters: int


class Benchmarks:
    """The published figures as one viewer sees them (made by Answers)."""

    def __init__(self, answers: "Answers") -> None:
        self._answers = answers

    def listed(self, selection: BenchmarkSelection) -> pl.DataFrame:
        """The figures of a selection (BENCHMARK_SCHEMA), by series, metric and year."""
        return filtering.selected(selection)

    def counts(self, selection: BenchmarkSelection, by: tuple[str, ...]) -> pl.DataFrame:
        """How many by up to three dimensions, with the figure itself where a row is one (COUNT_SCHEMA)."""
        return filtering.counts(selection, by)

    def codes(self, dimension: str) -> list[str]:
        """The codes of a dimension that occur; '' where some figure has none."""
        return filtering.codes(dimension)

    def own(self, definition: str, year: int, year_type: str) -> Own | None:
        """Our own figure beside a published one, for this viewer; null where no figure of ours has such a definition.

        A US fiscal year runs from October to September.
        """
        return own(self._answers, definition, year, year_type)


@kept
def own(answers: "Answers", definition: str, year: int, year_type: str) -> Own | None:
    """See Benchmarks.own."""
    row = definitions()[definition]
    if row["beside"] != "yes":
        return None
    selection = _selection(row["where"], year, year_type)
    found = answers.answer(Question.measured(selection, row["measure"], unit_class=row["unit_class"]))
    value = found.total / KG if found.total and row["unit_class"] == "mass" else found.total
    anything = selection.having("goods", ()).having("illicit", ())
    reporters = answers.seizures(anything, "country").filter(pl.col("value") > 0)["country"].n_unique()
    return Own(selection=selection, measure=row["measure"], value=value or None, reporters=reporters)


def _selection(where: str, year: int, year_type: str) -> Selection:
    pairs = [tuple(part.split("=", 1)) for part in where.split()]
    scheme = next((value for key, value in pairs if key == "scheme"), Selection().scheme)
    first, last = (f"{year}-01", f"{year}-12") if year_type == "calendar" else (f"{year - 1}-10", f"{year}-09")
    filters = tuple((key, (value,)) for key, value in pairs if key != "scheme")
    return Selection(where=filters, start=first, end=last, scheme=scheme)
