"""What part of the benchmarks a reader asks for: a frozen value that round-trips through an address as codes."""

from dataclasses import dataclass
from typing import ClassVar

from domain.benchmarks.dimensions import BENCHMARK_DIMENSIONS
from domain.entries.selection import DatedSelection
from domain.messages import N_


@dataclass(frozen=True, kw_only=True)
class BenchmarkSelection(DatedSelection):
    """Filters of benchmarks (see domain.entries.selection). Of the period the years count; a US fiscal year is the one
    in which it ends.
    """

    dimensions: ClassVar = BENCHMARK_DIMENSIONS
    unknown: ClassVar[str] = N_("'{key}' is not a dimension of benchmarks. Known: {dimensions}.")
