"""What is the same for all cards of a page, once, and the files of the whole page."""

from collections.abc import Iterable

import streamlit as st

from pages.parts import reader
from pages.parts.on_sight import waiting
from pages.parts.show import page_downloads
from pages.parts.tour import tour
from reports.exports import Export, about_boundaries, footer
from reports.wording import markdown_safe


def foot(*, guided: bool) -> None:
    """Draw it below the cards that the page has shown; `guided`: with the way to the tour of a page."""
    exports = reader.collected()
    with st.container(key="foot" if exports else None):
        if exports:
            st.markdown("  \n".join(lines(exports)))
        with st.container(key="page_actions", horizontal=True, vertical_alignment="center"):
            if exports:
                page_downloads()
            if guided:
                tour()


def lines(exports: list[Export]) -> list[str]:
    """How the page counts, how not to read it, where it comes from, whose boundaries are drawn (Markdown)."""
    words, about = exports[0].words, [e.about for e in exports]
    counting = _once(part for a in about for part in (a["copies"], a["may_also_belong"]))
    found = [
        words.t("**How this page counts.** {text}.", text=_begun(" · ".join(counting))) if counting else "",
        words.t("**How not to read it.** {text}", text=_most_common([a["how_not_to_read"] for a in about])),
        *_once(footer(a, words, is_map=False) for a in about),
        words.t(
            "**How to use it.** A click on a bar or a mark filters by it, a second one takes the filter away; the rows "
            "of a card's table filter, too."
        ),
        about_boundaries(words) if any(e.is_map for e in exports) or waiting() else "",
    ]
    return [markdown_safe(line) if not line.startswith("**") else line for line in found if line]


def _begun(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _once(texts: Iterable[str]) -> list[str]:
    return [text for text in dict.fromkeys(texts) if text]


def _most_common(texts: list[str]) -> str:
    """What most cards say; the others say theirs behind their own button."""
    return max(dict.fromkeys(texts), key=texts.count)
