"""How tests ask: the gateway for somebody, a question in one line."""

from charts.theme import LIGHT
from data_access.answers import Answer, Answers
from data_access.gateway import Gateway
from domain.entitlement import PUBLIC, Entitlement
from domain.question import Question
from domain.selection import Selection
from domain.viewer import Viewer
from domain.words import ENGLISH
from reports.studio import Studio


def seen(gateway: Gateway, entitlement: Entitlement = PUBLIC) -> Answers:
    """What somebody with these rights may learn."""
    return gateway.for_viewer(Viewer(entitlement=entitlement, language="en"))


def question(selection: Selection, measure: str = "seizures", by: tuple[str, ...] = (), **kind: str) -> Question:
    """A question; `kind`: unit_class, or currency and valuation."""
    return Question.measured(selection, measure, by, **kind)


def answered(
    gateway: Gateway,
    selection: Selection,
    measure: str = "seizures",
    by: tuple[str, ...] = (),
    entitlement: Entitlement = PUBLIC,
    *,
    grid: bool = False,
    bounded: bool = True,
    **kind: str,
) -> Answer:
    """An answer for somebody with these rights."""
    return seen(gateway, entitlement).answer(question(selection, measure, by, **kind), grid, bounded)


def here() -> Answers:
    """What the public may learn of the store that is configured."""
    return seen(Gateway.open())


def studio() -> Studio:
    """Where charts of that store are drawn: in English, light."""
    return Studio(here(), ENGLISH, LIGHT)
