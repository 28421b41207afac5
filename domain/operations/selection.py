"""What part of the operations a reader asks for: a frozen value that round-trips through an address as codes."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Self

from domain.entries.selection import DatedSelection
from domain.messages import N_
from domain.operations.dimensions import OPERATION_DIMENSIONS

APART = {"kind": "goods", "combined": "no"}
"""What figures are of unless something else is asked: goods, and no row that is the sum of others."""


@dataclass(frozen=True, kw_only=True)
class OperationSelection(DatedSelection):
    """Filters of operations (see domain.entries.selection)."""

    dimensions: ClassVar = OPERATION_DIMENSIONS
    unknown: ClassVar[str] = N_("'{key}' is not a dimension of operations. Known: {dimensions}.")

    def counted(self, by: Iterable[str] = ()) -> Self:
        """The same without what figures never mix (APART), where nothing is asked of that."""
        found, asked = self, {*by, *dict(self.where)}
        for dimension, code in APART.items():
            if dimension not in asked and "operation" not in asked:
                found = found.having(dimension, (code,))
        return found
