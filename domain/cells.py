"""The five states of a cell: a missing figure is never shown as zero."""

from enum import StrEnum

from domain.messages import N_


class CellState(StrEnum):
    """Why a cell shows a figure, or why it shows none."""

    VALUE = "value"
    ZERO = "zero"
    NOT_REPORTED = "not_reported"
    SUPPRESSED = "suppressed"
    RESTRICTED = "restricted"


LABELS = {
    CellState.VALUE: N_("Reported"),
    CellState.ZERO: N_("Zero reported"),
    CellState.NOT_REPORTED: N_("Not reported"),
    CellState.SUPPRESSED: N_("Suppressed (small number)"),
    CellState.RESTRICTED: N_("Restricted by the source"),
}
"""What a legend calls each state."""
AT_LEAST = N_("At least")
MAY_BE_HERE = N_("May be here")
"""How a figure, and a cell without one, read where records that leave a field open may belong to the cell too."""
MEANINGS = {
    CellState.VALUE: N_("a figure that was reported"),
    CellState.ZERO: N_("nothing was reported by somebody who did report, or no record has this combination"),
    CellState.NOT_REPORTED: N_("no report covers it, or records do not say: this does not mean zero"),
    CellState.SUPPRESSED: N_("withheld by the publisher, a small number"),
    CellState.RESTRICTED: N_("withheld under the source's rules"),
}
MEANINGS_OPEN = {
    AT_LEAST: N_("more seizures may belong here, because a field of theirs is not known"),
    MAY_BE_HERE: N_("none is known to belong here, but some may, because a field of theirs is not known"),
}
"""What each state means, for files that travel without their legend."""
