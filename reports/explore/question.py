"""How the answer to a question is drawn, and what can be measured at all (Explorer page and `atlas chart`)."""

from dataclasses import dataclass

from data_access.answers import Answers
from domain.cases.dimensions import CASE_MEASURES
from domain.measures import INDICATORS, MEASURES
from domain.selection import Selection

DEFAULT_BY = ("country",)
CASES_BY = ("goods_group",)
"""What seizures, and what cases, are first asked by."""
_NO_PERSONS = ("oc-score",)
"""Statistics that count no persons."""


@dataclass(frozen=True, kw_only=True)
class View:
    """How the answer is drawn."""

    form: str
    scale: str
    order: str
    shown: int


def measures(answers: Answers, selection: Selection) -> list[str]:
    """What can be measured in this selection, cases and persons too."""
    return [*of_seizures(answers, selection), *CASE_MEASURES, *persons(answers)]


def of_seizures(answers: Answers, selection: Selection) -> list[str]:
    """What of seizures can be measured in this selection."""
    return [m.key for m in MEASURES.values() if not m.kind or kinds(answers, selection, m.key)]


def persons(answers: Answers) -> list[str]:
    """The statistics that count persons and that the store holds."""
    return [i for i in answers.indicators() if i in INDICATORS and i not in _NO_PERSONS]


def kinds(answers: Answers, selection: Selection, measure: str) -> list[tuple[str, ...]]:
    """The kinds of a measure that occur: unlike units, currencies and bases are never added."""
    if MEASURES[measure].kind == ("unit_class",):
        return [(u,) for u in answers.quantities(selection)["unit_class"] if u]
    pairs = answers.values(selection).select("currency", "valuation").iter_rows()
    return [(c, v) for c, v in pairs if c and v]
