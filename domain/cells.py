"""The five states of a cell: a missing figure is never shown as nought."""

from enum import StrEnum


class CellState(StrEnum):
    """Why a cell shows a figure, or why it shows none."""

    VALUE = "value"
    ZERO = "zero"
    NOT_REPORTED = "not_reported"
    SUPPRESSED = "suppressed"
    RESTRICTED = "restricted"


LABELS = {
    CellState.VALUE: "Value",
    CellState.ZERO: "Zero reported",
    CellState.NOT_REPORTED: "Not reported",
    CellState.SUPPRESSED: "Suppressed (small number)",
    CellState.RESTRICTED: "Restricted by the source",
}
"""What a legend calls each state."""
