"""An empty answer, on every page alike: said in words, with the nearest selections that have records."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import combinations

import polars as pl
import streamlit as st

from data_access.cube.filters import with_unknown
from data_access.reference import tables as reference
from domain.dimensions import DIMENSIONS
from domain.messages import N_
from domain.selection import Selection
from pages.parts import reader
from pages.parts.answers import for_reader
from pages.parts.stopping import stop
from reports.titles import MOST
from reports.wording import code_names, markdown_safe

SUGGESTED, FEW, ASKED = 3, 4, 8
"""So many ways out are suggested, the narrowest first. Every combination of few filters is tried; of more, which only a
link can hold, so many one by one and then all together: each try costs a question.
"""
NOTHING = N_("Nothing was reported in this selection.")
NOT_ZERO = N_("This does not mean zero.")
Within = Callable[[Selection], Selection]


def stop_if_empty(shown: Selection) -> None:
    """End the page here, with ways out, if nothing of what it shows was recorded. Costs one total, which is cached."""
    if not for_reader().total(shown):
        nothing(shown)
        stop()


def nothing(shown: Selection) -> None:
    """Say that nothing is recorded, and offer the nearest that has something.

    What `shown` holds beyond the address (the country of a country's page) belongs to the page and is not given up.
    """
    asked = reader.chosen_now()
    _said_empty(shown)
    own = [(d, codes) for d, codes in shown.where if asked.values(d) != codes]

    def within(selection: Selection) -> Selection:
        for dimension, codes in own:
            selection = selection.having(dimension, codes)
        return selection

    if ways := nearest(asked, within):
        buttons(ways, with_seizures)
    else:
        _around(shown, dict(own))


def without_records(places: Iterable[str]) -> list[str]:
    """Those countries and territories of which the store has no record at all, whatever the filters."""
    present, known = set(for_reader().codes("country")), reference.names("places")
    return [place for place in places if place in known and place not in present]


def no_record(places: Iterable[str]) -> str:
    """That no record of these is stored, in words; '' where each has some."""
    names = reference.names("places")
    none = [names[place] for place in without_records(places)]
    if not none:
        return ""
    return reader.t(
        "No source in this store has a record of a seizure in {places}. This does not mean zero.",
        places=reader.words().listed(none, MOST),
    )


def _said_empty(shown: Selection) -> None:
    """That nothing is recorded; or that nothing is known to belong here, with a way to those that may."""
    possible, dimensions = for_reader().left_open(shown)
    if possible == 0:
        places = shown.values("country")
        none = len(without_records(places)) == len(places) > 0
        nothing_here = reader.t(NOTHING)
        why = markdown_safe(no_record(places)) if none else reader.t(NOT_ZERO)
        st.info(f"{nothing_here} {why}")
        return
    st.info(markdown_safe(_none_known(possible, dimensions)))
    for dimension in dimensions:
        codes = with_unknown(dimension, shown.values(dimension))
        wider = shown.having(dimension, codes)
        if codes and (count := for_reader().total(wider)):
            label = reader.n(
                "With those whose {field} is not known: {n} seizure",
                "With those whose {field} is not known: {n} seizures",
                int(count),
                field=reader.t(DIMENSIONS[dimension].inside),
            )
            own = reader.chosen_now().having(dimension, codes)
            st.button(label, key=f"open_{dimension}", icon=":material/help:", on_click=reader.write, args=(own,))


def _none_known(possible: int | None, dimensions: Iterable[str]) -> str:
    """Nothing is known to belong here, and how many may, because records leave these fields open."""
    words = reader.words()
    fields = words.either([words.t(DIMENSIONS[d].inside) for d in dimensions]) or words.t("a field")
    if possible is None:
        return words.t(
            "No seizure is known to belong to this selection, but more seizures may belong here ({fields} not known).",
            fields=fields,
        )
    return words.n(
        "No seizure is known to belong to this selection, but up to {n} more seizure may belong here ({fields} not "
        "known).",
        "No seizure is known to belong to this selection, but up to {n} more seizures may belong here ({fields} not "
        "known).",
        possible,
        fields=fields,
    )


def buttons(ways: list[tuple[str, Selection, float]], label: Callable[[str, float], str]) -> None:
    """A button for each way out; `label` words what is left out and how many there are then."""
    for i, (left_out, wider, count) in enumerate(ways[:SUGGESTED]):
        text = label(left_out, count)
        st.button(text, key=f"wider_{i}", icon=":material/filter_alt_off:", on_click=reader.write, args=(wider,))


def with_seizures(left_out: str, count: float) -> str:
    """'Without the years: 12 seizures.'"""
    return reader.n("Without {filters}: {n} seizure", "Without {filters}: {n} seizures", int(count), filters=left_out)


def nearest(asked: Selection, within: Within = lambda s: s) -> list[tuple[str, Selection, float]]:
    """What is left out in words, the filters then, and how many seizures `within` them: the fewest filters less first,
    then the fewest seizures. [] if nothing helps. At most 2^FEW questions.
    """
    filters = [d for d, _ in asked.where if within(asked.having(d, ())) != within(asked)]
    filters += ["period"] * bool(asked.start or asked.end)
    for ways in _tries(filters):
        found = [(some, _without(asked, some)) for some in ways]
        counted = [(_named(some), wider, for_reader().total(within(wider))) for some, wider in found]
        if some_left := [one for one in counted if one[2]]:
            return sorted(some_left, key=lambda one: one[2])
    return []


def _tries(filters: list[str]) -> Iterator[list[tuple[str, ...]]]:
    """What to leave out, in turn."""
    if len(filters) <= FEW:
        yield from (list(combinations(filters, size)) for size in range(1, len(filters) + 1))
    else:
        yield [(one,) for one in filters[-ASKED:]]
        yield [tuple(filters)]


def _without(selection: Selection, some: tuple[str, ...]) -> Selection:
    for dimension in some:
        none = dimension == "period"
        selection = replace(selection, start="", end="") if none else selection.having(dimension, ())
    return selection


def _named(dimensions: tuple[str, ...]) -> str:
    """'the years and the filter 'Goods'.'"""
    return reader.words().listed([_filter(dimension) for dimension in dimensions])


def _filter(dimension: str) -> str:
    if dimension == "period":
        return reader.t("the years")
    return reader.t("the filter '{label}'", label=reader.t(DIMENSIONS[dimension].label))


def _around(shown: Selection, own: dict[str, tuple[str, ...]]) -> None:
    """No filter is to blame, the place itself has no record: its regions and the world may have some."""
    bare, words = Selection(scheme=shown.scheme), reader.words()
    names = code_names("region", shown.scheme, words)
    members = reference.membership(shown.scheme).filter(pl.col("country").is_in(list(own.get("country", ()))))
    for region in members["region"].unique().sort().to_list():
        if count := for_reader().total(bare.having("region", (region,))):
            query = {**bare.to_query(), "focus": region}
            label = f"{names.get(region, region)}: {words.number(count)} seizures"
            st.page_link("pages/explore/region.py", label=label, query_params=query)
    if count := for_reader().total(bare):
        label = reader.t("All countries and territories: {number} seizures", number=words.number(count))
        st.page_link("pages/explore/world.py", label=label, query_params=bare.to_query())
