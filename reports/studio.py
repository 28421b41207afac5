"""Where a question is answered and drawn: who answers, in which words and colours."""

from dataclasses import dataclass

from charts.theme import Theme
from data_access.answers import Answers
from domain.words import Words


@dataclass(frozen=True)
class Studio:
    """What every report needs beside its question."""

    answers: Answers
    words: Words
    theme: Theme
