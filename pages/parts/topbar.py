"""The bar at the top of every page: the language, and one field that finds any place, region or bloc."""

from functools import lru_cache

import streamlit as st

from data_access.reference import tables as reference
from domain.collation import by_name
from domain.languages import offered
from domain.selection import Selection
from pages.parts import reader
from pages.parts.answers import for_reader
from pages.parts.choosing import choose_one, place_labels, spellings, typed_first

_FIELD, _FOUND, _LANGUAGE = "find_place", "found_place", "choose_language"
_COUNTRY, _REGION = "pages/explore/country.py", "pages/explore/region.py"


def topbar() -> None:
    """Draw the field; what was chosen in the run before is opened, with the filters of the page."""
    follow()
    labels = place_labels(for_reader().codes("country")) | _regions()
    with st.container(key="topbar", horizontal=True, vertical_alignment="center"):
        _languages(offered())
        choose_one(
            reader.t("Find a place, region or bloc"),
            _ordered(),
            index=None,
            format_func=labels.__getitem__,
            placeholder=reader.t("Find a place, region or bloc"),
            label_visibility="collapsed",
            key=_FIELD,
            on_change=_chosen,
        )


def _languages(names: dict[str, str]) -> None:
    """The choice of a language, once there is one."""
    if len(names) < 2:
        return
    choose_one(
        reader.t("Language"),
        names,
        format_func=names.__getitem__,
        label_visibility="collapsed",
        key=reader.widget(_LANGUAGE, reader.language()),
        on_change=lambda: reader.set_own(reader.LANGUAGE, str(reader.widget_value(_LANGUAGE))),
        width=110,
    )


def _chosen() -> None:
    reader.keep(_FOUND, reader.widget_value(_FIELD))
    reader.widget(_FIELD, None)  # the field is empty again on the page that opens


def follow() -> None:
    """Open the page of what was found."""
    found = str(reader.kept(_FOUND) or "")
    if not found:
        return
    reader.forget(_FOUND)
    filters = reader.chosen_now().having("country", ()).having("region", ())
    scheme, _, region = found.rpartition(":")
    if not scheme:
        st.switch_page(_COUNTRY, query_params={**filters.to_query(), "profile": region})
    of_scheme = Selection(scheme=scheme).to_query()
    st.switch_page(_REGION, query_params={**filters.to_query(), **of_scheme, "focus": region})


@lru_cache(maxsize=1)
def _ordered() -> list[str]:
    """Places, then regions and blocs; but what is typed whole comes first: 'Africa' before 'South Africa'."""
    places, regions = spellings(), _regions()
    labels = {code: ", ".join(names) for code, names in places.items()} | regions
    first = [*by_name(places, {code: names[0] for code, names in places.items()}), *regions]
    return typed_first(first, labels, places | {code: (name,) for code, name in regions.items()})


@lru_cache(maxsize=1)
def _regions() -> dict[str, str]:
    """Scheme and region → name, each name once: of the usual scheme, else of the first that has it."""
    schemes = reference.schemes()["scheme"].to_list()
    usual = Selection().scheme
    found: dict[str, str] = {}
    for scheme in (usual, *(s for s in schemes if s != usual)):
        for region, name in reference.regions(scheme).select("region", "name").iter_rows():
            found.setdefault(name, f"{scheme}:{region}")
    return {found[name]: name for name in by_name(found, dict(zip(found, found, strict=True)))}
