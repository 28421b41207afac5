"""One field of the form of a case as a plain widget: filled from a document, and read back into one."""

from typing import Any, Final

import streamlit as st

from data_access.casebook.columns import case_codes
from data_access.facts.categories import goods_of
from data_access.reference import tables as reference
from domain.cases import vocabulary as v
from domain.collation import by_name
from domain.messages import N_
from pages.casebook import form_rows
from pages.parts import reader
from pages.parts.choosing import choose_one, choose_some
from reports.casebook.form import LABELS, ROWS, column, value_of

LONG: Final = frozenset(
    {"link_how", "outcome", "lesson", "note", "erratum", "terrorism_basis"}
    | {"concealment", "transport", "documents", "online"}
)
"""Columns of which a text may take several lines."""
HANDLING: Final = {"": N_("As its source: everybody"), "public": N_("Public"), "restricted": N_("Restricted")}


def key(name: str) -> str:
    """The key of a column's widget."""
    return f"caseform_{name}"


def fill(name: str, document: dict[str, Any]) -> None:
    """Let the widget of a column show what the document says."""
    value, kind = value_of(document, name), column(name).kind
    if name in ROWS:
        form_rows.fill(name, value or [])
    elif kind == "lines":
        reader.keep(key(name), "\n".join(value or []))
    elif kind in ("yesno", "code"):
        reader.keep(key(name), _code(name, value) if kind == "code" else value)
    elif kind == "year":
        reader.keep(key(name), "" if value is None else str(value))
    else:
        reader.keep(key(name), list(value or []) if kind == "list" else value or "")


def _code(name: str, value: Any) -> str | None:
    """A region stands in a document by its name."""
    named = {label: code for code, label in v.REGIONS.items()} if name == "region" else {}
    return named.get(value, value) or None


def read(name: str) -> Any:
    """What the document says of a column, from its widget."""
    if name in ROWS:
        return form_rows.read(name)
    value: Any = reader.kept(key(name))
    if column(name).kind == "lines":
        return [line.strip() for line in str(value or "").splitlines() if line.strip()]
    if column(name).kind == "year":
        text = str(value or "").strip()
        return int(text) if text.isascii() and text.isdigit() else text or None
    return value


def draw(name: str) -> None:
    """The widget of a column, with what the template says of it behind its question mark."""
    kind, said = column(name).kind, reader.t(column(name).what)
    needed = column(name).required == "yes"
    label = reader.t("{label} (needed)", label=reader.t(LABELS[name])) if needed else reader.t(LABELS[name])
    shared: dict[str, Any] = {"key": key(name), "help": said}
    if name in ROWS:
        form_rows.draw(name)
    elif name == "handling":
        choose_one(label, HANDLING, format_func=reader.worded(HANDLING), **shared)
    elif kind == "code":
        labels = case_codes(column(name).codes)
        choose_one(label, labels, index=None, format_func=reader.worded(labels), placeholder="–", **shared)
    elif kind == "yesno":
        answers = {True: reader.t("Yes"), False: reader.t("No")}
        choose_one(label, answers, index=None, format_func=answers.__getitem__, placeholder="–", **shared)
    elif kind == "list":
        labels = _goods() if name == "goods" else reference.names("places")
        options = list(labels) if name == "goods" else by_name(labels, labels)
        choose_some(label, options, format_func=lambda code: labels.get(code, code), placeholder="–", **shared)
    elif kind == "lines" or name in LONG:
        st.text_area(label, height=90, **shared)
    else:
        st.text_input(label, **shared)


def _goods() -> dict[str, str]:
    """Categories of the casebook, then goods of our list."""
    return {c: c.capitalize() for c in goods_of()} | {
        c: n for c, n in reference.names("goods").items() if c not in goods_of()
    }
