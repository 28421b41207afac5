"""What one viewer may learn of operations: public facts that come with the program, the same for all."""

from typing import TYPE_CHECKING, Any

import polars as pl

from data_access.facts.ledger import quantities
from data_access.kept import kept
from data_access.operations import counting, filtering
from data_access.operations.counting import OperationCounts
from domain.operations.frames import LISTS
from domain.operations.selection import OperationSelection

if TYPE_CHECKING:
    from data_access.answers import Answers


class Operations:
    """The operations as one viewer sees them (made by Answers)."""

    def __init__(self, answers: "Answers") -> None:
        self._answers = answers

    def listed(self, selection: OperationSelection) -> pl.DataFrame:
        """The operations of a selection (LEDGER_SCHEMA), newest first; combined rows and those on people too."""
        return listed(self._answers, selection)

    def counts(
        self, selection: OperationSelection, measure: str = "operations", by: tuple[str, ...] = ()
    ) -> OperationCounts:
        """A measure by up to three dimensions (see data_access.operations.counting)."""
        return counts(self._answers, selection, measure, by)

    def codes(self, dimension: str) -> list[str]:
        """The codes of a dimension that occur; '' where some operation has none."""
        held = filtering.every()
        if dimension in LISTS:
            held = held.select(filtering.some_code(dimension)).explode(dimension)
        return held[dimension].unique().sort().to_list()

    def one(self, op_id: str) -> dict[str, Any] | None:
        """An operation whole (LEDGER_SCHEMA); null where there is none."""
        found = self.listed(OperationSelection()).filter(pl.col("op_id") == op_id)
        return found.row(0, named=True) if found.height else None

    def quantities(self, selection: OperationSelection) -> pl.DataFrame:
        """Each quantity of the operations of a selection (QUANTITY_SCHEMA): never added."""
        return quantities().join(self.listed(selection).select("op_id"), on="op_id", how="semi", maintain_order="left")


@kept
def listed(answers: "Answers", selection: OperationSelection) -> pl.DataFrame:
    """See Operations.listed."""
    return filtering.selected(selection)


@kept
def counts(answers: "Answers", selection: OperationSelection, measure: str, by: tuple[str, ...]) -> OperationCounts:
    """See Operations.counts."""
    return counting.counts(selection, measure, by)
