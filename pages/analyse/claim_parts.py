"""The field of a claim, and its verdict with reasons, a wording to defend and a citation."""

from html import escape
from typing import Final

import streamlit as st

from domain.claims import VERDICTS, Verdict
from domain.errors import UsageError
from domain.messages import N_
from pages.parts import reader
from pages.parts.answers import studio
from pages.parts.ways import way_to
from reports.claims.judge import Judged, judge
from reports.claims.reading import LONGEST, read
from reports.wording import markdown_safe

EXAMPLES: Final = (
    N_("Reported seizures in Spain rose by 16% from 2015 to 2016"),
    N_("977 seizures in Spain were reported in 2016"),
    N_("86% of reported seizures in Spain in 2016 include cocaine"),
)
_MARKS: Final = {Verdict.SUPPORTED: "●", Verdict.FRAGILE: "◐", Verdict.NOT_SUPPORTED: "○"}
"""A form beside the word: no verdict is said by its colour alone."""


def asked() -> str:
    """Draw the field; the claim of the link, '' for none."""
    now = reader.own("claim")
    st.text_input(
        reader.t("What do you want to say?"),
        key=reader.widget("claim_text", now),
        max_chars=LONGEST,
        placeholder=reader.t(EXAMPLES[0]),
        on_change=lambda: reader.set_or_drop("claim", str(reader.widget_value("claim_text") or "")),
    )
    if not now:
        st.caption(reader.t("Examples"))
        for at, example in enumerate(EXAMPLES):
            said = reader.t(example)
            st.button(said, key=f"claim_example_{at}", type="tertiary", on_click=reader.set_own, args=("claim", said))
    return now


def verdict(text: str) -> None:
    """What becomes of it."""
    maker = studio()
    try:
        found = judge(maker, read(maker.answers, text))
    except UsageError as error:
        st.info(markdown_safe(reader.words().say(error.message)))
        return
    _shown(found)


def _shown(found: Judged) -> None:
    said = reader.t(VERDICTS[found.verdict])
    mark = f'<span aria-hidden="true">{_MARKS[found.verdict]}</span> {escape(said)}'  # untranslated
    with st.container(key="claim_verdict"):
        st.html(f'<p class="verdict {found.verdict.value}">{mark}</p>')
        st.caption(markdown_safe(reader.t("Checked against: {what}", what=found.about)))
    st.subheader(reader.t("Why"))
    st.markdown("\n".join(f"- {markdown_safe(reason)}" for reason in found.reasons))
    st.subheader(reader.t("What can be said"))
    st.code(found.wording, language=None, wrap_lines=True)
    st.caption(markdown_safe(found.citation))
    more = escape(reader.t("See the figures behind it"))
    st.html(f'<p class="see"><a href="{escape(way_to(found.way))}">{more}</a></p>')
