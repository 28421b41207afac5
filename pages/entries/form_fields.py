"""One field of a form as a plain widget: filled from a document, and read back into one."""

from typing import Any, Final

import streamlit as st

from domain.messages import N_
from pages.entries import form_rows
from pages.parts import reader
from pages.parts.choosing import choose_one, choose_some
from reports.entries.form import EntryForm

HANDLING: Final = {"": N_("As its source: everybody"), "public": N_("Public"), "restricted": N_("Restricted")}


def key(form: EntryForm, name: str) -> str:
    """The key of a column's widget."""
    return f"{form.key}form_{name}"


def fill(form: EntryForm, name: str, document: dict[str, Any]) -> None:
    """Let the widget of a column show what the document says."""
    value, kind = form.value_of(document, name), form.kind_of(name)
    if name in form.rows:
        form_rows.fill(form, name, value or [])
    elif kind == "lines":
        reader.keep(key(form, name), "\n".join(value or []))
    elif kind == "code":
        reader.keep(key(form, name), form.named.get(name, {}).get(value, value) or None)
    elif kind == "yesno":
        reader.keep(key(form, name), value)
    elif kind in ("year", "whole", "number"):
        reader.keep(key(form, name), "" if value is None else str(value))
    else:
        reader.keep(key(form, name), list(value or []) if kind == "list" else value or "")


def read(form: EntryForm, name: str) -> Any:
    """What the document says of a column, from its widget."""
    if name in form.rows:
        return form_rows.read(form, name)
    value: Any = reader.kept(key(form, name))
    kind = form.kind_of(name)
    if kind == "lines":
        return [line.strip() for line in str(value or "").splitlines() if line.strip()]
    if kind == "year":
        text = str(value or "").strip()
        return int(text) if text.isascii() and text.isdigit() else text or None
    if kind in ("whole", "number"):
        return str(value or "").strip() or None
    return value


def draw(form: EntryForm, name: str) -> None:
    """The widget of a column, with what the template says of it behind its question mark."""
    column = form.column(name)
    kind, said = form.kind_of(name), reader.t(column.what)
    label = reader.t(form.labels[name])
    label = reader.t("{label} (needed)", label=label) if column.required == "yes" else label
    shared: dict[str, Any] = {"key": key(form, name), "help": said}
    if name in form.rows:
        form_rows.draw(form, name)
    elif name == "handling":
        choose_one(label, HANDLING, format_func=reader.worded(HANDLING), **shared)
    elif kind == "code":
        labels = form.kind.template.codes(column.codes)
        choose_one(label, labels, index=None, format_func=reader.worded(labels), placeholder="–", **shared)
    elif kind == "yesno":
        answers = {True: reader.t("Yes"), False: reader.t("No")}
        choose_one(label, answers, index=None, format_func=answers.__getitem__, placeholder="–", **shared)
    elif kind == "list":
        offered = form.listed(name)
        words = reader.worded(offered) if name in form.worded else lambda code: offered.get(code, code)
        choose_some(label, list(offered), format_func=words, placeholder="–", **shared)
    elif kind == "lines" or name in form.long:
        st.text_area(label, height=90, **shared)
    else:
        st.text_input(label, **shared)
