"""What part of the training a reader asks for: a frozen value that round-trips through an address as codes."""

from dataclasses import dataclass
from typing import ClassVar

from domain.entries.selection import DatedSelection
from domain.messages import N_
from domain.training.dimensions import TRAINING_DIMENSIONS


@dataclass(frozen=True, kw_only=True)
class TrainingSelection(DatedSelection):
    """Filters of courses (see domain.entries.selection). `country` and `agency` are looked for in one group of
    participants; a place of any participant may be in `region`.
    """

    dimensions: ClassVar = TRAINING_DIMENSIONS
    unknown: ClassVar[str] = N_("'{key}' is not a dimension of training. Known: {dimensions}.")
