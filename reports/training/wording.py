"""What is said of training: its counting unit, how not to read it, its codes in words."""

from domain.messages import N_
from domain.training.dimensions import TRAINING_MEASURES
from domain.training.selection import TrainingSelection
from domain.words import Words
from reports.entries import wording as entries
from reports.entries.wording import titled

UNIT = TRAINING_MEASURES["training"].counting_unit
"""Marked: said where it is drawn."""
EMPTY = N_(
    "No course is recorded yet. Add one in the form, or bring many: `atlas template training --out training.xlsx`, "
    "fill it in, `atlas import training training.xlsx`. Participants are numbers by country and kind of agency, never "
    "names."
)
INVENTED = N_("The courses shown are invented, for demonstration: no place or organisation in them is meant.")


def caution(words: Words) -> str:
    """How figures of training are not to be read."""
    return words.t(TRAINING_MEASURES["training"].caution)


def code_names(dimension: str, words: Words, scheme: str = "m49") -> dict[str, str]:
    """Code → words of a dimension (see reports.entries.wording)."""
    return entries.code_names(TrainingSelection, dimension, words, scheme)


def subject(selection: TrainingSelection, words: Words) -> str:
    """'Courses recorded: level Basic'."""
    return titled(words.t(TRAINING_MEASURES["training"].label), selection, words)
