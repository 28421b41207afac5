"""One record: everything known of it, original and harmonised side by side."""

import streamlit as st

from pages.explore import record_empty, record_view
from pages.parts import reader
from pages.parts.answers import for_reader
from pages.parts.record_link import back_to_list
from pages.parts.stopping import stop

reader.selection("record")  # says what cannot be asked; the way back keeps the filters
key = reader.own("record")
found = for_reader().record(key) if key else None
back_to_list()
if found is None:
    st.title(reader.t("Record"))
    record_empty.no_such(key)
    stop()
record_view.headline(found)
record_view.everything(found)
record_view.refer(found, key)
record_view.others(found)
record_view.versions(found)
