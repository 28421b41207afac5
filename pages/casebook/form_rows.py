"""Entries with several fields each (linked crimes, quantities, sources) as rows of plain widgets.

Each row has a number that is never used again, so that what is typed stays with its row when another one goes. Not
`st.data_editor`: it drops a new row that lacks a needed value, and says nothing.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final, cast

import streamlit as st

from domain.cases import vocabulary as v
from domain.messages import N_
from pages.parts import reader
from pages.parts.choosing import choose_one
from reports.casebook.form import ROW_LABELS, ROWS

CHOICES: Final = {"crime": v.CRIMES, "standard": v.CRIME_STANDARDS, "role": v.QUANTITY_ROLES}
ADD: Final = {
    "linked_crimes": N_("Add a linked crime"),
    "quantities": N_("Add a quantity"),
    "sources": N_("Add a source"),
}
HEADINGS: Final = {
    "linked_crimes": N_("Linked crimes, each by its own standard"),
    "quantities": N_("Quantities, each with what it stands for; never added across these"),
    "sources": N_("Sources: leave out titles and addresses that name people who were not convicted"),
}
_WIDTHS: Final = {"value": 120, "unit": 130, "currency": 100, "qualifier": 130, "date": 130}


def _ids(name: str) -> list[int]:
    return cast("list[int]", reader.kept(f"caserows_{name}") or [])


def _key(name: str, row: int, field: str) -> str:
    return f"caserow_{name}_{row}_{field}"


def fill(name: str, entries: Iterable[Mapping[str, Any]]) -> None:
    """Let the rows show these entries."""
    listed = list(entries)
    first = cast("int", reader.kept("caserows_next") or 0)
    ids = list(range(first, first + len(listed)))
    reader.keep(f"caserows_{name}", ids)
    reader.keep("caserows_next", first + len(listed))
    for row, entry in zip(ids, listed, strict=True):
        for field in ROWS[name]:
            value = entry.get(field)
            reader.keep(_key(name, row, field), value if field in CHOICES else "" if value is None else str(value))


def read(name: str) -> list[dict[str, Any]]:
    """The entries of the rows; one in which nothing stands is none."""
    rows = [{f: _value(name, row, f) for f in ROWS[name]} for row in _ids(name)]
    return [entry for entry in rows if any(entry.values())]


def _value(name: str, row: int, field: str) -> str:
    return str(reader.kept(_key(name, row, field)) or "").strip()


def draw(name: str) -> None:
    """The rows, with a button that removes each, and one that adds another."""
    st.caption(reader.t(HEADINGS[name]))
    for number, row in enumerate(_ids(name), 1):
        with st.container(horizontal=True, vertical_alignment="bottom", key=f"caserow_{name}_{row}"):
            for field in ROWS[name]:
                _field(name, row, field, number)
            remove = reader.t("Remove entry {n}", n=number)
            st.button(
                remove, icon=":material/delete:", key=_key(name, row, "remove"), on_click=_remove, args=(name, row)
            )
    st.button(reader.t(ADD[name]), icon=":material/add:", key=f"caserows_add_{name}", on_click=_add, args=(name,))


def _field(name: str, row: int, field: str, number: int) -> None:
    label = reader.t("{label} ({n})", label=reader.t(ROW_LABELS[field]), n=number)
    key, width = _key(name, row, field), _WIDTHS.get(field, 240)
    if field in CHOICES:
        words = reader.worded(CHOICES[field])
        choose_one(label, CHOICES[field], index=None, format_func=words, key=key, width=width, placeholder="–")
    else:
        st.text_input(label, key=key, width=width)


def _add(name: str) -> None:
    row = cast("int", reader.kept("caserows_next") or 0)
    reader.keep(f"caserows_{name}", [*_ids(name), row])
    reader.keep("caserows_next", row + 1)


def _remove(name: str, row: int) -> None:
    reader.keep(f"caserows_{name}", [r for r in _ids(name) if r != row])
