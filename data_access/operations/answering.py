"""What one viewer may learn of operations: public facts that come with the program, and those of the operator."""

from typing import TYPE_CHECKING, Any

import polars as pl

from data_access.entries.answering import Entries, documents
from data_access.entries.ledger import Ledger
from data_access.facts.ledger import OperationFrames, both, frames_of, shipped
from data_access.kept import kept
from data_access.operations import counting
from data_access.operations.counting import OperationCounts
from data_access.operations.documents import row_of
from data_access.operations.filtering import ledger_of
from data_access.operations.kind import OPERATIONS
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
        return ledger(self._answers).held(dimension)

    def one(self, op_id: str) -> dict[str, Any] | None:
        """An operation whole (LEDGER_SCHEMA); null where there is none."""
        found = self.listed(OperationSelection()).filter(pl.col("op_id") == op_id)
        return found.row(0, named=True) if found.height else None

    def added(self, selection: OperationSelection) -> int:
        """How many operations of a selection the operator added."""
        return len(self._levels(selection))

    def handling(self, selection: OperationSelection) -> list[str]:
        """The handling levels of the operations of a selection, sorted; those of the program are public."""
        return sorted({"public", *self._levels(selection)})

    def _levels(self, selection: OperationSelection) -> list[str]:
        levels = {document["id"]: known["handling"] for document, known in self.entries.documents()}
        return [levels[one] for one in self.listed(selection)["op_id"] if one in levels]

    @property
    def entries(self) -> Entries:
        """Those of the operator, with their versions, drafts and reasons; those of the program are no entries."""
        return Entries(self._answers, OPERATIONS)

    def quantities(self, selection: OperationSelection) -> pl.DataFrame:
        """Each quantity of the operations of a selection (QUANTITY_SCHEMA): never added."""
        found = frames(self._answers).quantities
        return found.join(self.listed(selection).select("op_id"), on="op_id", how="semi", maintain_order="left")


@kept
def frames(answers: "Answers") -> OperationFrames:
    """All operations that the viewer may see."""
    added = [row_of(document) for document, _ in documents(answers, OPERATIONS.name)]
    return both(shipped(), frames_of(added)) if added else shipped()


@kept
def ledger(answers: "Answers") -> Ledger:
    """The same, ready to be asked."""
    return ledger_of(frames(answers))


@kept
def listed(answers: "Answers", selection: OperationSelection) -> pl.DataFrame:
    """See Operations.listed."""
    return ledger(answers).selected(selection)


@kept
def counts(answers: "Answers", selection: OperationSelection, measure: str, by: tuple[str, ...]) -> OperationCounts:
    """See Operations.counts."""
    return counting.counts(ledger(answers), selection, measure, by)
