"""The reader's state on the page of benchmarks."""

from typing import Final

from domain.benchmarks.selection import BenchmarkSelection
from pages.parts.ledger_reader import LedgerReader


def _check(chosen: BenchmarkSelection) -> None:
    from pages.parts.answers import for_reader

    for_reader().benchmarks.listed(chosen)


READER: Final = LedgerReader(BenchmarkSelection, "benchmarks", _check, ("show",), shared=())
"""Filters of seizures do not come along: few published figures name their goods."""
selection, question = READER.selection, READER.question
