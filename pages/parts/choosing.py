"""Every list to choose from, so that what is typed chooses what is meant, and nothing more.

Streamlit's own way of filtering takes letters in their order anywhere ("Iran" finds Ireland), and Enter takes all that
it finds. Here a list is filtered by what its labels contain, and Enter takes one.
"""

from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from typing import Any

import streamlit as st

from data_access.reference import tables as reference
from domain.collation import by_name, without_accents
from domain.messages import N_
from domain.words import Words
from pages.parts import reader

WITHOUT = N_("{place} – no records")


def choose_one(label: str, options: Iterable[Any], *, box: Any = st, **more: Any) -> Any:
    """Draw a list of which one is chosen, in a place on the page; `more` as st.selectbox takes it."""
    return box.selectbox(label, list(options), filter_mode="contains", **more)


def choose_some(label: str, options: Iterable[Any], *, box: Any = st, **more: Any) -> Any:
    """Draw a list of which several are chosen, one by one; `more` as st.multiselect takes it."""
    return box.multiselect(label, list(options), filter_mode="contains", select_all=False, **more)


def place_labels(present: Collection[str]) -> dict[str, str]:
    """Code → label of every country and territory, to choose from: 'Türkiye (Turkey, Turkiye)', 'Niue – no records'.

    present: the codes that have records. Charts and tables keep the plain name.
    """
    return dict(_labelled(frozenset(present), reader.viewer().language))


@lru_cache(maxsize=64)
def _labelled(present: frozenset[str], language: str) -> dict[str, str]:
    names, t = _searched(), Words(language).t
    return {c: names[c] if c in present else t(WITHOUT, place=names[c]) for c in _placed()}


@lru_cache(maxsize=1)
def _searched() -> dict[str, str]:
    """Code → name of a place with the names by which it is searched for."""
    return {c: n + (f" ({', '.join(others)})" if others else "") for c, (n, *others) in spellings().items()}


@lru_cache(maxsize=1)
def spellings() -> dict[str, tuple[str, ...]]:
    """Code → name, other names in common use, and both as written without accents."""
    common = reference.common_names()
    found = {c: (n, *common.get(c, ())) for c, n in reference.names("places").items()}
    return {c: tuple(dict.fromkeys((*names, *map(without_accents, names)))) for c, names in found.items()}


@lru_cache(maxsize=1)
def _placed() -> tuple[str, ...]:
    names = reference.names("places")
    return tuple(typed_first(by_name(names, names), _searched(), spellings()))


def typed_first(
    codes: Iterable[str], labels: Mapping[str, str], typed: Mapping[str, tuple[str, ...]] | None = None
) -> list[str]:
    """Codes in their order, but none before one whose whole name its label contains: Enter takes the first that fits.

    'South Sudan' stands after 'Sudan', which could not be chosen by its name otherwise. typed: names of each code,
    where they are others than the label.
    """
    spelled = typed or {code: (label,) for code, label in labels.items()}
    waiting = list(codes)
    needs = {code: _inside(code, waiting, labels, spelled) for code in waiting}
    done: dict[str, None] = {}
    while waiting:
        code = next((c for c in waiting if needs[c] <= done.keys()), waiting[0])
        done[code] = None
        waiting.remove(code)
    return list(done)


def _inside(code: str, codes: list[str], labels: Mapping[str, str], typed: Mapping[str, tuple[str, ...]]) -> set[str]:
    """The other codes with a name that the label of a code contains, and that is no name of its own."""
    label, own = labels[code].lower(), {name.lower() for name in typed[code]}
    names = ((c, name.lower()) for c in codes if c != code for name in typed[c])
    return {c for c, name in names if name in label and name not in own}
