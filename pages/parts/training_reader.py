"""The reader's state on the page of training."""

from typing import Final

from domain.training.selection import TrainingSelection
from pages.parts.ledger_reader import LedgerReader


def _check(chosen: TrainingSelection) -> None:
    from pages.parts.answers import for_reader

    for_reader().training.listed(chosen)


READER: Final = LedgerReader(TrainingSelection, "training", _check, ("page",))
selection, question, picked = READER.selection, READER.question, READER.picked
start_anew = READER.own.start_anew
