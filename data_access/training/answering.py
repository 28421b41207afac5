"""What one viewer may learn of training: counts, lists and single courses."""

from typing import TYPE_CHECKING, Any

import polars as pl

from data_access.entries.answering import Entries, documents
from data_access.kept import kept
from data_access.training import counting
from data_access.training.counting import TrainingCounts
from data_access.training.frames import KEY, Courses, courses_of
from data_access.training.kind import TRAINING
from domain.training.selection import TrainingSelection

if TYPE_CHECKING:
    from data_access.answers import Answers

INVENTED = "invented"


class Training:
    """The courses as one viewer sees them (made by Answers)."""

    def __init__(self, answers: "Answers") -> None:
        self._answers = answers

    @property
    def entries(self) -> Entries:
        """The courses with their versions, drafts and reasons."""
        return Entries(self._answers, TRAINING)

    def listed(self, selection: TrainingSelection) -> pl.DataFrame:
        """The courses of a selection (COURSE_SCHEMA), newest first."""
        return listed(self._answers, selection)

    def groups(self, selection: TrainingSelection) -> pl.DataFrame:
        """The groups of participants (GROUP_SCHEMA) of the courses of a selection that pass its filters."""
        found = counting.groups(courses(self._answers), selection)
        return found.join(self.listed(selection).select(KEY), on=KEY, how="semi", maintain_order="left")

    def counts(
        self, selection: TrainingSelection, measure: str = "training", by: tuple[str, ...] = ()
    ) -> TrainingCounts:
        """A measure by up to three dimensions (see data_access.training.counting)."""
        return counts(self._answers, selection, measure, by)

    def codes(self, dimension: str) -> list[str]:
        """The codes of a dimension that occur; '' where some course has none."""
        return courses(self._answers).ledger.held(dimension)

    def one(self, course_id: str) -> dict[str, Any] | None:
        """A course as its document; null where there is none for this viewer."""
        found = self.entries.one(course_id)
        return found[0] if found else None


@kept
def courses(answers: "Answers") -> Courses:
    """All courses that the viewer may see."""
    sources = answers.gateway.sources
    invented = sources.filter(pl.col("kind") == INVENTED)["source"].to_list()
    return courses_of(documents(answers, TRAINING.name), frozenset(invented))


@kept
def listed(answers: "Answers", selection: TrainingSelection) -> pl.DataFrame:
    """See Training.listed."""
    return counting.selected(courses(answers), selection)


@kept
def counts(answers: "Answers", selection: TrainingSelection, measure: str, by: tuple[str, ...]) -> TrainingCounts:
    """See Training.counts."""
    return counting.counts(courses(answers), selection, measure, by)
