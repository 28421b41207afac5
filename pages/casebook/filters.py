"""The filters of cases: what is proven or all, then goods, places, crimes, kinds of group, standards, years, words."""

from dataclasses import replace
from functools import partial
from typing import Final

import streamlit as st

from data_access.reference import tables as reference
from domain.cases import vocabulary as v
from domain.cases.dimensions import CASE_DIMENSIONS, PLACES
from domain.cases.pointing import Part, in_force
from domain.cases.selection import FIRST_YEAR, LAST_YEAR, CaseSelection
from domain.collation import by_name
from domain.messages import N_
from pages.parts import case_reader, reader
from pages.parts.answers import for_reader
from pages.parts.chips import plain, row
from pages.parts.choosing import choose_one, choose_some, place_labels
from reports.casebook.wording import code_names

PROOFS: Final = {"proven": N_("Proven"), "all": N_("All documented")}
_FIRST: Final = ("goods", "country", "linked_crime", "group_kind")
_PLACES: Final = ("region", "departure", "transit", "destination", "jurisdiction", "trade_region", "role")
_STANDARDS: Final = ("evidence", "link", "finality", "terrorism", "illicit", "in_absence", "grade", "source")


def proof(selection: CaseSelection) -> None:
    """Proven cases, or all: the one choice that stands on the page itself."""
    st.segmented_control(
        reader.t("Which cases"),
        list(PROOFS),
        format_func=reader.worded(PROOFS),
        key=reader.widget("cases_proof", selection.proof),
        on_change=_proof_chosen,
        args=(selection,),
        label_visibility="collapsed",
    )


def _proof_chosen(selection: CaseSelection) -> None:
    case_reader.write(replace(selection, proof=str(reader.widget_value("cases_proof") or selection.proof)))


def filters(selection: CaseSelection) -> None:
    """Draw the filters in the sidebar, and those in force at the top of the page."""
    parts = [(_worded(part, selection), part.without) for part in in_force(selection)]
    bare = CaseSelection(proof=selection.proof, scheme=selection.scheme)
    row(parts, bare=bare, write=case_reader.write, undo=case_reader.undo if case_reader.can_undo() else None)
    with st.sidebar:
        _words(selection)
        for dimension in _FIRST:
            _one(selection, dimension)
        _years(selection)
        _folded(selection, "places", reader.t("Places and their roles"), _PLACES)
        _folded(selection, "standards", reader.t("Evidence, finality, terrorism link"), _STANDARDS)


def _folded(selection: CaseSelection, key: str, label: str, dimensions: tuple[str, ...]) -> None:
    """Filters that are sent when they are unfolded; unfolded while one is in use."""
    in_use = any(map(selection.values, dimensions)) or (key == "standards" and selection.least != "mentioned")
    box = st.expander(label, expanded=in_use, key=f"case_filters_{key}", on_change="rerun")
    if box.open:
        with box:
            for dimension in dimensions:
                _one(selection, dimension)
            if key == "standards":
                _least(selection)


def labels(selection: CaseSelection, dimension: str) -> dict[str, str]:
    """Code → words of what occurs among all documented cases, in an order to read."""
    counted = for_reader().cases.counts(CaseSelection(proof="all", scheme=selection.scheme), by=(dimension,))
    present = set(counted.frame[dimension]) | set(selection.values(dimension))
    named = code_names(dimension, reader.words(), for_reader().source_names(), selection.scheme)
    if dimension == "goods":  # in the order of the taxonomy, with the group of each
        groups = reference.goods_group()
        present |= {groups[c] for c in present if c in groups}
        return {c: name for c, name in named.items() if c in present and c}
    if dimension in PLACES:
        return {c: label for c, label in place_labels(present).items() if c in present}
    listed = CASE_DIMENSIONS[dimension].codes
    codes = [c for c in listed if c in present] if listed else by_name(present, named)
    return {c: named.get(c, c) for c in codes if c or dimension == "in_absence"}


def _one(selection: CaseSelection, dimension: str) -> None:
    options = labels(selection, dimension)
    if len(options) < 2 and not selection.values(dimension):
        return
    choose_some(
        reader.t(CASE_DIMENSIONS[dimension].label),
        list(options),
        format_func=lambda code: options.get(code, code),
        key=reader.widget(f"case_{dimension}", [c for c in selection.values(dimension) if c in options]),
        placeholder=reader.t("All"),
        on_change=_chosen,
        args=(selection, dimension),
    )


def _chosen(selection: CaseSelection, dimension: str) -> None:
    chosen = reader.widget_value(f"case_{dimension}")
    case_reader.write(selection.having(dimension, chosen if isinstance(chosen, list) else ()))


def _least(selection: CaseSelection) -> None:
    choose_one(
        reader.t("Linked crimes count if at least"),
        [*reversed(v.CRIME_STANDARDS)],
        format_func=reader.worded(v.CRIME_STANDARDS),
        key=reader.widget("case_least", selection.least),
        on_change=lambda: case_reader.write(replace(selection, least=str(reader.widget_value("case_least")))),
    )


def _words(selection: CaseSelection) -> None:
    st.text_input(
        reader.t("Words"),
        key=reader.widget("case_text", selection.text),
        max_chars=100,
        icon=":material/search:",
        placeholder=reader.t("container, front company …"),
        help=reader.t("All of them must stand in what describes a case: its title, goods, places, method and lesson."),
        on_change=lambda: case_reader.write(replace(selection, text=str(reader.widget_value("case_text") or ""))),
    )


def _years(selection: CaseSelection) -> None:
    years = for_reader().cases.counts(CaseSelection(proof="all"), by=("year",)).frame["year"]
    known = sorted(int(y) for y in years if y)
    if len(known) < 2:
        return
    low, high = known[0], known[-1]
    span = (min(max(selection.first or low, low), high), max(min(selection.last or high, high), low))
    st.slider(
        reader.t("Year of judgment"),
        low,
        high,
        key=reader.widget("case_years", (min(span), max(span))),
        on_change=partial(_years_chosen, selection, low, high),
    )


def _years_chosen(selection: CaseSelection, low: int, high: int) -> None:
    chosen = reader.widget_value("case_years")
    first, last = chosen if isinstance(chosen, tuple) else (low, high)
    first, last = (first if FIRST_YEAR <= low < first else None), (last if last < high <= LAST_YEAR else None)
    case_reader.write(replace(selection, first=first, last=last))


def _worded(part: Part, selection: CaseSelection) -> str:
    """A filter in force: 'Linked crime: Fraud'."""
    if part.dimension == "text":
        return reader.t("Words: {text}", text=plain(part.codes[0]))
    if part.dimension == "least":
        return reader.t("Linked crimes at least: {standard}", standard=reader.t(v.CRIME_STANDARDS[part.codes[0]]))
    if part.dimension == "period":
        first, last = part.codes
        return reader.t("Judgments: {first}–{last}", first=first or "…", last=last or "…")
    named = code_names(part.dimension, reader.words(), for_reader().source_names(), selection.scheme)
    shown = [plain(named.get(code, code)) for code in part.codes]
    label = reader.t(CASE_DIMENSIONS[part.dimension].label)
    return reader.t("{label}: {names}", label=label, names=reader.words().listed(shown, 3))
