"""Ready questions for Compare, as policy makers ask them: one click each, and a link."""

import streamlit as st

from domain.messages import N_
from domain.selection import Selection
from pages.parts import reader
from pages.parts.answers import for_reader
from reports.compare.question import last_five, names_of

EXAMPLES: dict[str, dict[str, str]] = {
    N_("Falsified medicines in Western Africa against South-eastern Asia, per head, last five years"): {
        "scheme": "m49-sub",
        "against": "011,035",
        "goods": "medicines",
        "illicit": "falsified",
        "period": "five",
    },
    N_("Cocaine in South America and Western Europe, per billion dollars of imports"): {
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
    ready = {reader.t(text): example for text, example in EXAMPLES.items() if _answered(example)}
    questions = {**ready, **_goods()}
    if questions:
        st.markdown(reader.t("**Or start from a question**"))
    for i, (text, example) in enumerate(questions.items()):
        st.button(text, key=f"compare_example_{i}", icon=":material/arrow_forward:", on_click=_ask, args=(example,))


def _answered(example: dict[str, str]) -> bool:
    """Whether each of what it compares has records."""
    asked, kind = Selection.from_query({k: [v] for k, v in query(example).items()}), example.get("by", "region")
    return all(for_reader().total(asked.having(kind, (code,))) for code in example["against"].split(","))


def _goods() -> dict[str, dict[str, str]]:
    names = names_of(for_reader(), "goods", Selection(), reader.words())
    pair = [code for code in SIDE_BY_SIDE if code in names][:2]
    if len(pair) < 2:
        return {}
    one, other = (names[code] for code in pair)
    text = reader.t("{one} and {other}, as an index over the years", one=one, other=other)
    return {text: {"by": "goods", "against": ",".join(pair), "scale": "index"}}


def query(example: dict[str, str]) -> dict[str, str]:
    """The address of a question: a period in words becomes months."""
    given = {k: v for k, v in example.items() if k != "period"}
    return given | (dict(zip(("start", "end"), last_five(for_reader()), strict=True)) if "period" in example else {})


def _ask(example: dict[str, str]) -> None:
    given = query(example)
    for key in ("by", "against", "per", "scale", "measure", "unit_class", "currency", "valuation"):
        reader.set_or_drop(key, given.get(key, ""))
    reader.write(Selection.from_query({k: [v] for k, v in given.items()}))
