"""The reader's state on the page of operations."""

from typing import Final

from domain.operations.selection import OperationSelection
from pages.parts.ledger_reader import LedgerReader


def _check(chosen: OperationSelection) -> None:
    from pages.parts.answers import for_reader

    for_reader().operations.listed(chosen)


READER: Final = LedgerReader(OperationSelection, "operations", _check, ("show", "page"))
selection, question, picked = READER.selection, READER.question, READER.picked
start_anew = READER.own.start_anew
