"""'Can I say this?': a claim in plain words, what the records say to it, and a wording that can be defended."""

import streamlit as st

from pages.analyse.claim_parts import asked, verdict
from pages.parts import reader
from reports.wording import markdown_safe

reader.arrive("claim")
with st.container(key="head"):
    st.title(reader.t("Can I say this?"))
    st.markdown(
        markdown_safe(
            reader.t(
                "Write what you want to say of reported seizures: a change, a number or a share. It is held against "
                "the records by the rules that the briefing keeps."
            )
        )
    )
if text := asked():
    verdict(text)
