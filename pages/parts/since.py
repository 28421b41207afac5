"""Above a page that was opened by a link with a data version: what its figures have changed by since."""

import streamlit as st

from domain.data_version import PARAMETER
from domain.errors import UsageError
from domain.selection import Selection
from pages.parts import reader
from pages.parts.answers import for_reader
from reports.since import in_words
from reports.wording import markdown_safe


def since_link(shown: Selection) -> None:
    """One quiet line, with a way to be rid of it. Costs nothing where the link names no version, or the newest one."""
    if not (marked := reader.own(PARAMETER)):
        return
    words = reader.words()
    try:
        found = for_reader().since(shown, marked)
    except UsageError as error:
        said = words.say(error.message)
        st.error(markdown_safe(said), icon=":material/link_off:")
        return
    if found is None:
        return
    with st.container(horizontal=True, key="since", vertical_alignment="center"):
        st.caption(markdown_safe(in_words(found, for_reader().version, words)))
        st.button(words.t("Hide"), key="since_hide", type="tertiary", on_click=reader.drop_own, args=(PARAMETER,))
