"""The question of the explorer: read from the address and checked. What makes no sense is said, never asked."""

import streamlit as st

from domain.forms import STATISTICS_BY, lengths, orders, oriented, scales, sensible
from domain.measures import INDICATORS
from domain.question import KIND_KEYS, Question, kind_label
from domain.selection import Selection
from pages.parts import reader
from pages.parts.answers import for_reader
from reports.explore.question import DEFAULT_BY, View, kinds, persons

LINK = ":material/link_off:"


def asked(selection: Selection) -> Question:
    """The question of the address. What cannot be asked is said, and the nearest that can takes its place."""
    measure, kind = measured(selection, ("seizures", *KIND_KEYS, *persons(for_reader())))
    return Question(selection=selection, measure=measure, kind=kind, by=_by(measure))


def measured(selection: Selection, known: tuple[str, ...] = ("seizures", *KIND_KEYS)) -> tuple[str, tuple[str, ...]]:
    """The measure of the address and its kind, of those known; what cannot be asked is said."""
    measure = reader.own("measure") or "seizures"
    if measure not in known:
        st.error("The link names no measure that we know; reported seizures are shown.", icon=LINK)
        measure = "seizures"
    if measure not in KIND_KEYS:
        return measure, ()
    held = kinds(for_reader(), selection, measure)
    told = tuple(reader.own(k) for k in KIND_KEYS[measure])
    if not held:
        st.info(f"No {measure} is told in this selection; the number of seizures is shown.")
        return "seizures", ()
    if any(told) and told not in held:
        st.info(f"This {measure} is not told in this selection; {kind_label(held[0])} is shown.")
    return measure, told if told in held else held[0]


def _by(measure: str) -> tuple[str, ...]:
    told = tuple(filter(None, reader.own("by").split(",")))
    if not told:
        return DEFAULT_BY
    if sensible(told) and (measure not in INDICATORS or set(told) <= set(STATISTICS_BY)):
        return oriented(told)
    st.error("The link sets things against each other that make no table; another is shown.", icon=LINK)
    return DEFAULT_BY


def view(question: Question, forms: tuple[str, ...]) -> View:
    """How to draw: what the address says where it makes sense, else the best."""
    form = _one("form", forms)
    scale = _one("scale", scales(form, question.by, additive=not question.persons))
    order = _one("order", orders(question.by[0], question.measure, form))
    told, (usual, most) = reader.own("shown"), lengths(form, question.by)
    shown = int(told[:6]) if told.isdecimal() and 0 < int(told[:6]) <= most else usual
    wanted = [reader.own(k) for k in ("form", "scale", "order")]
    if any(asked_for not in ("", now) for asked_for, now in zip(wanted, (form, scale, order), strict=True)):
        st.error("The link asks for a drawing that makes no sense here; the best one is shown.", icon=LINK)
    return View(form=form, scale=scale, order=order, shown=shown)


def _one(key: str, held: tuple[str, ...]) -> str:
    return reader.own(key) if reader.own(key) in held else held[0]
