"""The filters, once for all pages. They live in the URL as codes and are worded for the reader."""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache, partial

import streamlit as st

from data_access.reference import tables as reference
from domain.codes import ILLICIT_REASONS
from domain.collation import az, by_name
from domain.dimensions import PSEUDO_LABELS, UNASSIGNED
from domain.messages import N_
from domain.selection import Selection
from domain.words import Words
from pages.parts import reader
from pages.parts.answers import for_reader
from pages.parts.chips import chips
from pages.parts.choosing import choose_one, choose_some, place_labels, typed_first
from pages.parts.empty import no_record
from pages.parts.save_view import save_this_view
from reports.wording import code_names, markdown_safe

_FILTERS = {
    "country": N_("Country or territory of seizure"),
    "goods": N_("Goods"),
    "illicit": N_("Why illicit"),
    "mode": N_("Transport mode"),
    "source": N_("Source"),
}
_ENDS = {
    "departure": N_("Departed from"),
    "destination": N_("Destined for"),
    "producing": N_("Produced in"),
}
"""Filters that stand folded until they are in use."""


def _labels(dimension: str) -> dict[str, str]:
    """Code → words of what a filter takes."""
    if dimension == "source":
        return for_reader().source_names()
    return dict(_worded(dimension, frozenset(for_reader().codes(dimension)), reader.viewer().language))


@lru_cache(maxsize=64)
def _worded(dimension: str, present: frozenset[str], language: str) -> dict[str, str]:
    """present: the codes that records have. The same for all readers of a store: not to be changed in place."""
    t = Words(language).t
    if dimension == "illicit":
        return {c: t(n) for c, n in ILLICIT_REASONS.items() if c in present} if present - {""} else {}
    pseudo = {code: t(label) for code, label in PSEUDO_LABELS.items()}
    if dimension == "country" or dimension in _ENDS:
        places = place_labels(present) if present else {}
        places = places if dimension == "country" else {c: n for c, n in places.items() if c in present}
        return {c: pseudo.get(c, c) for c in sorted(present - places.keys())} | places
    if dimension == "goods":
        return _goods(present, t)
    names = reference.names("modes")
    return {c: names.get(c) or pseudo.get(c, c) for c in by_name(present, names)}


def _goods(present: frozenset[str], t: Callable[..., str]) -> dict[str, str]:
    """What occurs, and the groups of it, in the order of the taxonomy."""
    groups, names = reference.goods_group(), reference.names("goods")
    shown = present | {groups[c] for c in present if c in groups}
    labels = {c: n if groups[c] != c else t("{group} (all)", group=n) for c, n in names.items() if c in shown}
    return {c: labels[c] for c in typed_first(labels, labels, {c: (names[c],) for c in labels})}


def _changed(page_selection: Selection, dimension: str) -> None:
    chosen = reader.widget_value(f"filter_{dimension}")
    reader.write(page_selection.having(dimension, chosen if isinstance(chosen, list) else ()))


def _period_changed(page_selection: Selection) -> None:
    chosen = reader.widget_value("filter_period")
    first, last = for_reader().months()
    start, end = chosen if isinstance(chosen, tuple) else (int(first[:4]), int(last[:4]))
    whole = (start, end) == (int(first[:4]), int(last[:4]))
    span = ("", "") if whole else (f"{start}-01", f"{end}-12")
    reader.write(replace(page_selection, start=span[0], end=span[1]))


def _copies_changed(page_selection: Selection) -> None:
    reader.write(replace(page_selection, distinct=bool(reader.widget_value("filter_copies"))))


def sidebar(selection: Selection) -> None:
    """Draw the filters, and those in force at the top of the page."""
    chips(selection)
    with st.sidebar:
        _period(selection)
        for dimension, label in _FILTERS.items():
            _filter(selection, dimension, label)
        st.toggle(
            reader.t("Leave exact copies out"),
            key=reader.widget("filter_copies", selection.distinct),
            help=reader.t(
                "Rows that a source lists more than once, equal in every field. They may be genuine repeats."
            ),
            on_change=_copies_changed,
            args=(selection,),
        )
        in_use = any(map(selection.values, _ENDS))
        _folded("ends", reader.t("From where, to where"), partial(_ends, selection), unfolded=in_use)
        in_use = bool(selection.values("region")) or selection.scheme != Selection().scheme
        _folded("regions", reader.t("Regions"), partial(_regions, selection), unfolded=in_use)
        save_this_view()


def _folded(key: str, label: str, draw: Callable[[], None], *, unfolded: bool) -> None:
    """Filters that are sent when they are unfolded."""
    box = st.expander(label, expanded=unfolded, key=f"filters_{key}", on_change="rerun")
    if box.open:
        with box:
            draw()


def _ends(selection: Selection) -> None:
    for dimension, label in _ENDS.items():
        _filter(selection, dimension, label)


def _filter(selection: Selection, dimension: str, label: str) -> None:
    """A list to filter by; none where no source reports the field."""
    labels = _labels(dimension)
    names = code_names(dimension, selection.scheme, reader.words()) if dimension != "source" else {}
    labels |= {v: names[v] for v in selection.values(dimension) if v in names and v not in labels}
    if not labels:
        return
    chosen = [v for v in selection.values(dimension) if v in labels]
    choose_some(
        reader.t(label),
        list(labels),
        format_func=labels.__getitem__,
        key=reader.widget(f"filter_{dimension}", chosen),
        placeholder=reader.t("All"),
        on_change=_changed,
        args=(selection, dimension),
    )
    if dimension == "country" and (none := no_record(chosen)):
        st.caption(markdown_safe(none))


def _regions(selection: Selection) -> None:
    """Regions are data: a scheme, and those of its regions that are asked for."""
    schemes = dict(reference.schemes().select("scheme", "name").iter_rows())
    names = dict(reference.regions(selection.scheme).sort(az("name")).select("region", "name").iter_rows())
    names[UNASSIGNED] = reader.t(PSEUDO_LABELS[UNASSIGNED])
    chosen = [r for r in selection.values("region") if r in names]
    choose_one(
        reader.t("Scheme of regions"),
        list(schemes),
        format_func=schemes.__getitem__,
        key=reader.widget("filter_scheme", selection.scheme),
        on_change=_scheme_changed,
        args=(selection,),
    )
    choose_some(
        reader.t("Region"),
        list(names),
        format_func=names.__getitem__,
        key=reader.widget("filter_region", chosen),
        placeholder=reader.t("All"),
        on_change=_changed,
        args=(selection, "region"),
    )


def _scheme_changed(page_selection: Selection) -> None:
    """Regions of another scheme do not fit: neither the filter nor the region that a page shows."""
    reader.drop_own("focus")
    scheme = str(reader.widget_value("filter_scheme"))
    reader.write(replace(page_selection.having("region", ()), scheme=scheme))


def _period(selection: Selection) -> None:
    first, last = for_reader().months()
    low, high = int(first[:4]), int(last[:4])
    if low == high:
        return
    start = max(low, int(selection.start[:4])) if selection.start else low
    end = min(high, int(selection.end[:4])) if selection.end else high
    st.slider(
        reader.t("Years"),
        low,
        high,
        key=reader.widget("filter_period", (min(start, high), max(end, low))),
        on_change=_period_changed,
        args=(selection,),
    )
