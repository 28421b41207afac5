"""Ready questions for Compare, as policy makers ask them: one click each, and a link."""

import streamlit as st

from domain.selection import Selection
from pages.parts import reader
from pages.parts.answers import for_reader
from reports.compare.question import last_five, names_of

FIVE = "last five years"
EXAMPLES: dict[str, dict[str, str]] = {
    f"Falsified medicines in Western Africa against South-eastern Asia, per head, {FIVE}": {
        "scheme": "m49-sub",
        "against": "011,035",
        "goods": "medicines",
        "illicit": "falsified",
        "period": "five",
    },
    "Cocaine in South America and Western Europe, per billion dollars of imports": {
        "scheme": "m49-sub",
        "against": "005,155",
        "goods": "cocaine",
        "per": "imports",
    },
}
SIDE_BY_SIDE = ("ivory", "pangolin", "cocaine", "heroin", "cannabis", "cigarettes")
"""Goods of which the first two that occur are set side by side."""


def examples() -> None:
    """Draw one button a question."""
    st.markdown("**Or start from a question**")
    for i, (said, asked) in enumerate({**EXAMPLES, **_goods()}.items()):
        st.button(said, key=f"compare_example_{i}", icon=":material/arrow_forward:", on_click=_ask, args=(asked,))


def _goods() -> dict[str, dict[str, str]]:
    names = names_of(for_reader(), "goods", Selection())
    pair = [code for code in SIDE_BY_SIDE if code in names][:2]
    if len(pair) < 2:
        return {}
    said = f"{names[pair[0]]} and {names[pair[1]]}, as an index over the years"
    return {said: {"by": "goods", "against": ",".join(pair), "scale": "index"}}


def query(asked: dict[str, str]) -> dict[str, str]:
    """The address of a question: a period in words becomes months."""
    told = {k: v for k, v in asked.items() if k != "period"}
    return told | (dict(zip(("start", "end"), last_five(for_reader()), strict=True)) if "period" in asked else {})


def _ask(asked: dict[str, str]) -> None:
    told = query(asked)
    for key in ("by", "against", "per", "scale", "measure", "unit_class", "currency", "valuation"):
        reader.set_or_drop(key, told.get(key, ""))
    reader.write(Selection.from_query({k: [v] for k, v in told.items()}))
