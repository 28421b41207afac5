"""Records: single seizures as sources report them, found by words and filters, page by page."""

import streamlit as st

from pages.explore import record_list
from pages.parts import reader, record_link
from pages.parts.answers import for_reader
from pages.parts.heading import heading
from pages.parts.sidebar import sidebar
from reports.wording import markdown_safe

record_link.follow_record()
selection = reader.selection("records")
sidebar(selection)
heading(reader.t("Records"), selection)
listing = record_list.asked(selection)
record_list.controls(listing)
for rule in for_reader().rules(selection):
    st.caption(markdown_safe(reader.words().unpacked(rule)))
record_list.show_page(listing)
