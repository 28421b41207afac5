"""What a projector shows at each step, and how one goes on."""

from contextlib import suppress
from html import escape
from typing import Final

import streamlit as st
from streamlit.errors import StreamlitPageNotFoundError

from pages.parts import reader
from pages.parts.answers import made, studio
from pages.parts.script import scripted
from pages.parts.show import draw
from reports.briefing import charts, facts, known, said
from reports.briefing.scope import Scope
from reports.card import Fact

_HTML: Final = '<button type="button"></button>'  # untranslated
_CSS: Final = """
button { min-height: 2.5rem; padding: .25rem 1rem; border: 1px solid var(--st-border-color, currentColor);
  border-radius: .375rem; background: transparent; color: var(--st-text-color); font: inherit; cursor: pointer; }"""
_component: Final = scripted("contraband_present", "present.js", html=_HTML, css=_CSS)
FACTS: Final = 3


def step(scope: Scope) -> tuple[int, int]:
    """Which one is shown, from 1 on, and how many there are."""
    number = charts.number(studio(), scope.selection)
    last, own = FACTS + number + 1, reader.own("page")
    now = int(own) if own.isascii() and own.isdigit() and len(own) < 4 else 1
    return min(max(now, 1), last), last


def shown(scope: Scope, now: int) -> None:
    """A sentence, a chart, or how sure all of it is."""
    words = reader.words()
    with st.container(key="present"):
        st.title(said.title(scope, words))
        (three,) = facts.facts(studio(), scope.selection)
        if now <= FACTS:
            st.html(_large(three.facts[now - 1]))
        elif now <= FACTS + charts.number(studio(), scope.selection):
            draw(made(charts.one, scope.selection, now - FACTS - 1))
        else:
            st.header(reader.t("How sure"))
            draw(made(known.known, scope.selection))
            draw(made(said.caveats, scope.selection))


def _large(fact: Fact) -> str:
    figure = f'<p class="figure">{escape(fact.figure)}</p>' if fact.figure else ""  # untranslated
    note = f'<p class="note">{escape(fact.note)}</p>' if fact.note else ""  # untranslated
    said_large = f"<h2>{escape(fact.label)}</h2>{figure}<p>{escape(fact.text)}</p>{note}"  # untranslated
    return f'<section class="large">{said_large}</section>'  # untranslated


def to_projector(scope: Scope) -> None:
    """The way there from the briefing."""
    with suppress(StreamlitPageNotFoundError):
        st.page_link(
            "pages/briefing/present.py",
            label=reader.t("Present"),
            icon=":material/slideshow:",
            query_params=scope.selection.to_query(),
        )


def controls(scope: Scope, now: int, last: int) -> None:
    """Back, on, the whole screen, and the way out; the arrow keys do the same."""
    with st.container(key="present_controls", horizontal=True, vertical_alignment="center"):
        st.button(reader.t("Back"), key="present_back", disabled=now == 1, on_click=_go, args=(now - 1,))
        st.markdown(reader.t("{n} of {all}", n=str(now), all=str(last)))
        st.button(
            reader.t("Next"), key="present_next", type="primary", disabled=now == last, on_click=_go, args=(now + 1,)
        )
        _component(
            key="present_keys",
            data=reader.t("Full screen"),
            on_step_change=lambda: _pressed(reader.trigger("present_keys", "step"), now, last),
        )
        with suppress(StreamlitPageNotFoundError):  # a page that runs by itself, as in tests, has no menu
            st.page_link("pages/briefing/briefing.py", label=reader.t("Close"), query_params=scope.selection.to_query())
    if reader.kept(_CLOSE):
        reader.forget(_CLOSE)
        st.switch_page("pages/briefing/briefing.py", query_params=scope.selection.to_query())


_CLOSE: Final = "present_close"


def _pressed(key: str, now: int, last: int) -> None:
    if key == "close":
        reader.keep(_CLOSE, True)
    elif key in ("next", "back"):
        _go(min(max(now + (1 if key == "next" else -1), 1), last))


def _go(to: int) -> None:
    reader.set_own("page", str(to))
