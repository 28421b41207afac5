"""Entries with several fields each (linked crimes, quantities, sources) as rows of plain widgets.

Each row has a number that is never used again, so that what is typed stays with its row when another one goes. Not
`st.data_editor`: it drops a new row that lacks a needed value, and says nothing.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final, cast

import streamlit as st

from pages.parts import reader
from pages.parts.choosing import choose_one
from reports.entries.form import EntryForm

_WIDTHS: Final = {"value": 120, "unit": 130, "currency": 100, "qualifier": 130, "date": 130, "participants": 140}


def _ids(form: EntryForm, name: str) -> list[int]:
    return cast("list[int]", reader.kept(f"{form.key}rows_{name}") or [])


def _next(form: EntryForm) -> int:
    return cast("int", reader.kept(f"{form.key}rows_next") or 0)


def _key(form: EntryForm, name: str, row: int, field: str) -> str:
    return f"{form.key}row_{name}_{row}_{field}"


def fill(form: EntryForm, name: str, entries: Iterable[Mapping[str, Any]]) -> None:
    """Let the rows show these entries."""
    listed, first = list(entries), _next(form)
    ids = list(range(first, first + len(listed)))
    reader.keep(f"{form.key}rows_{name}", ids)
    reader.keep(f"{form.key}rows_next", first + len(listed))
    for row, entry in zip(ids, listed, strict=True):
        for field in form.rows[name]:
            value = entry.get(field)
            shown = value if field in form.choices else "" if value is None else str(value)
            reader.keep(_key(form, name, row, field), shown)


def read(form: EntryForm, name: str) -> list[dict[str, Any]]:
    """The entries of the rows; one in which nothing stands is none."""
    rows = [{f: _value(form, name, row, f) for f in form.rows[name]} for row in _ids(form, name)]
    return [entry for entry in rows if any(entry.values())]


def _value(form: EntryForm, name: str, row: int, field: str) -> str:
    return str(reader.kept(_key(form, name, row, field)) or "").strip()


def draw(form: EntryForm, name: str) -> None:
    """The rows, with a button that removes each, and one that adds another."""
    st.caption(reader.t(form.headings[name]))
    for number, row in enumerate(_ids(form, name), 1):
        box = f"{form.key}row_{name}_{row}"
        with st.container(horizontal=True, vertical_alignment="bottom", key=box):
            for field in form.rows[name]:
                _field(form, name, row, field, number)
            st.button(
                reader.t("Remove entry {n}", n=number),
                icon=":material/delete:",
                key=_key(form, name, row, "remove"),
                on_click=_remove,
                args=(form, name, row),
            )
    add, key = reader.t(form.add[name]), f"{form.key}rows_add_{name}"
    st.button(add, icon=":material/add:", key=key, on_click=_add, args=(form, name))


def _field(form: EntryForm, name: str, row: int, field: str, number: int) -> None:
    label = reader.t("{label} ({n})", label=reader.t(form.row_labels[field]), n=number)
    key, width = _key(form, name, row, field), _WIDTHS.get(field, 240)
    if field in form.choices:
        codes = form.choices[field]
        words = reader.worded(codes)
        choose_one(label, codes, index=None, format_func=words, key=key, width=width, placeholder="–")
    else:
        st.text_input(label, key=key, width=width)


def _add(form: EntryForm, name: str) -> None:
    row = _next(form)
    reader.keep(f"{form.key}rows_{name}", [*_ids(form, name), row])
    reader.keep(f"{form.key}rows_next", row + 1)


def _remove(form: EntryForm, name: str, row: int) -> None:
    reader.keep(f"{form.key}rows_{name}", [r for r in _ids(form, name) if r != row])
