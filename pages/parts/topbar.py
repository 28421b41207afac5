"""The bar at the top of every page: the language, and one field that finds what is named in it and reads a question."""

import streamlit as st

from domain.languages import offered
from pages.parts import asking, finding, reader
from pages.parts.choosing import choose_one

_FIELD, _FOUND, _LANGUAGE = "find_place", "found_place", "choose_language"


def topbar() -> None:
    """Draw the field; what was chosen or asked in the run before is opened."""
    follow()
    labels = finding.offers()
    with st.container(key="topbar", horizontal=True, vertical_alignment="center"):
        _languages(offered())
        choose_one(
            reader.t("Find a place, goods, a case or a page, or ask a question"),
            labels,
            index=None,
            format_func=lambda key: labels.get(key, key),
            placeholder=reader.t("Find or ask: cocaine to Spain since 2014"),
            label_visibility="collapsed",
            accept_new_options=True,
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
    """Open the page of what was found; what is none of the offers is a question."""
    found = str(reader.kept(_FOUND) or "")
    if not found:
        return
    reader.forget(_FOUND)
    asking.forget()
    if found not in finding.offers() and (named := finding.named(found)):
        found = named
    if found not in finding.offers():
        asking.ask(found)
        return
    kind, _, term = found.partition("=")
    if kind == "term":
        asking.explain(term)
        return
    page, query = finding.opened(found)
    st.switch_page(finding.FILES[page], query_params=query)
