"""The question of the page Trends: read from the address and checked."""

from dataclasses import dataclass

import streamlit as st

from domain.question import Question
from domain.selection import Selection
from pages.parts import reader
from pages.parts.explorer_question import LINK, measured

VIEWS = {
    "line": "Level",
    "index": "Index",
    "change": "Year on year",
    "season": "Season",
    "panels": "Small multiples",
}
STEPS = {"year": "Year", "month": "Month"}
PANELS = {
    "goods_group": "Group of goods",
    "goods": "Goods",
    "region": "Region",
    "source": "Source",
    "mode": "Transport mode",
}
ON = "on"
SAME, OWN = "same", "own"


@dataclass(frozen=True, kw_only=True)
class Trend:
    """What is measured and how it is looked at. `by`: what small multiples are of."""

    question: Question
    view: str = "line"
    step: str = "year"
    same: bool = False
    base: str = ""
    by: str = "goods_group"
    own: bool = False
    operations: bool = False

    @property
    def time(self) -> str:
        """The dimension that runs along: a season is made of months."""
        return "month" if self.view == "season" else self.step

    @property
    def monthly(self) -> bool:
        """Whether it runs by month."""
        return self.time == "month"


def asked(selection: Selection) -> Trend:
    """The question of the address. What makes no sense is said, and the usual takes its place."""
    measure, kind = measured(selection)
    view, step = _one("view", tuple(VIEWS)), _one("step", tuple(STEPS))
    by = _one("by", tuple(PANELS))
    flags = {
        "same": _one("panel", ("", SAME)),
        "own": _one("scale", ("", OWN)),
        "operations": _one("operations", ("", ON)),
    }
    wanted = {"view": view, "step": step, "by": by, "panel": flags["same"], "scale": flags["own"]}
    wanted["operations"] = flags["operations"]
    if any(reader.own(key) not in ("", now) for key, now in wanted.items()):
        st.error("The link asks for a view that we do not know; the nearest one is shown.", icon=LINK)
    question = Question(selection=selection, measure=measure, kind=kind, by=(step,))
    switches = {name: bool(told) for name, told in flags.items()}
    return Trend(question=question, view=view, step=step, by=by, base=reader.own("base")[:7], **switches)


def _one(key: str, held: tuple[str, ...]) -> str:
    return reader.own(key) if reader.own(key) in held else held[0]
