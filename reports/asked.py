"""What an address or a command asks of a page beside the filters: read and checked.

A page takes the usual in place of what makes no sense, and says so; the shell refuses it (`strict`).
"""

from collections.abc import Collection, Sequence

from data_access.answers import Answers
from domain.errors import UsageError
from domain.measures import MEASURES
from domain.messages import N_
from domain.question import KIND_KEYS, Question, kind_label
from domain.words import Words
from reports.card import Report, Text
from reports.explore.question import kinds


class Asked:
    """The parameters of a question, with a note for each that cannot be what it asks for."""

    def __init__(self, answers: Answers, question: Question, words: Words) -> None:
        self.answers, self.question, self.words = answers, question, words
        self._notes = dict[Text, None]()

    @property
    def notes(self) -> tuple[Text, ...]:
        """What was not taken as it was asked, each said once."""
        return tuple(self._notes)

    def error(self, text: str, **fields: object) -> None:
        """The link or the command is wrong. `text` was marked by N_."""
        self._notes[Text(self.words.t(text, **fields), "error")] = None

    def info(self, text: str, **fields: object) -> None:
        """What is asked for has no figures here. `text` was marked by N_."""
        self._notes[Text(self.words.t(text, **fields), "info")] = None

    def one(self, key: str, available: Sequence[str], wrong: str) -> str:
        """The value of a parameter if it is available, else the first; `wrong`, marked by N_, says so of its {key}."""
        given = self.question.own(key)
        if given and given not in available:
            self.error(wrong, key=key)
        return given if given in available else available[0]

    def measured(self, known: Collection[str] = tuple(MEASURES)) -> tuple[str, tuple[str, ...]]:
        """The measure and its kind, of those known and in this selection."""
        measure = self.question.measure
        if measure not in known:
            self.error(N_("The link does not name a known measure; reported seizures are shown."))
            return "seizures", ()
        return (measure, ()) if measure not in KIND_KEYS else self._kind(measure)

    def _kind(self, measure: str) -> tuple[str, tuple[str, ...]]:
        available = kinds(self.answers, self.question.selection, measure)
        if not available:
            self.info(MEASURES[measure].none)
            return "seizures", ()
        if self.question.kind and self.question.kind not in available:
            self.info(MEASURES[measure].other, kind=kind_label(available[0]))
        return measure, self.question.kind if self.question.kind in available else available[0]


def strict(report: Report) -> None:
    """For a script, which should fail and not show something else. Raises UsageError for what was asked wrongly."""
    if wrong := [part.text for part in report if isinstance(part, Text) and part.kind == "error"]:
        raise UsageError("{problems}", problems=" ".join(wrong))
