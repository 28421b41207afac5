"""Saved: views kept with a name, and watches that say what changed since the last look."""

import streamlit as st

from pages.analyse import saved_cards
from pages.parts import reader
from pages.parts.answers import for_reader
from pages.parts.stopping import stop

reader.selection("saved")
st.title(reader.t("Saved"))
st.markdown(
    reader.t(
        "Views of this store that were saved under a name. A **watch** also shows what changed since it was last "
        "viewed."
    )
)
saved_cards.deleted_just_now()
watches, views = for_reader().saved.views("watch"), for_reader().saved.views("view")
if not watches and not views:
    saved_cards.none_yet()
    stop()
if watches:
    st.header(reader.t("Watches"))
    saved_cards.listed(watches)
if views:
    st.header(reader.t("Views"))
    saved_cards.listed(views)
saved_cards.who_sees_them()
