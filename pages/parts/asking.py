"""A question asked in the bar: what was understood stands above the page that it opens, each part to be corrected."""

from dataclasses import dataclass, replace
from typing import Final, cast

import streamlit as st

from domain.asking import DROPPED, Asked, Reading, Sense, Understood
from domain.selection import Selection
from pages import CATALOGUE
from pages.parts import case_reader, finding, operation_reader, reader, training_reader
from pages.parts.answers import for_reader
from reports import asking as said
from reports.terms import terms
from reports.wording import markdown_safe

_KEPT: Final = "asked_question"
_TITLES: Final = {entry.url: entry.title for entry in CATALOGUE}
_MOST_WORDS: Final = 8


@dataclass(frozen=True)
class _Question:
    """As it was asked, what the reader corrected, and the page that it has opened ('' until it has)."""

    text: str = ""
    chosen: tuple[tuple[str, str], ...] = ()
    page: str = ""
    term: str = ""


def ask(text: str) -> None:
    """Read a question, and open the page that answers it unless something must be asked first."""
    _open(_Question(text=text))


def explain(term: str) -> None:
    """Show what a term means above the page."""
    reader.keep(_KEPT, _Question(term=term))


def forget() -> None:
    """There is no question any more."""
    reader.forget(_KEPT)


def _open(asked: _Question) -> None:
    read = said.ask(for_reader(), asked.text, asked.chosen)
    wanted = all(one.taken for one in read.ask)
    file = finding.FILES.get(read.page)
    if not file or not wanted:
        reader.keep(_KEPT, replace(asked, page=""))
        return
    reader.keep(_KEPT, replace(asked, page=read.page))
    there = said.parameters(read)
    reader.leave_for(Selection.from_query(there))
    reader.start_anew()
    case_reader.start_anew()
    operation_reader.start_anew()
    training_reader.start_anew()
    language = {k: v for k, v in reader.query().items() if k == reader.LANGUAGE}
    st.switch_page(file, query_params=language | there)


def strip(page: str) -> None:
    """What was asked and how it was read, above the page with this address; gone once the page shows other things."""
    asked = cast("_Question | None", reader.kept(_KEPT))
    if asked is None:
        return
    if asked.term:
        _term(asked.term)
        return
    if pending := _corrected(asked):
        _open(pending)
        asked = cast("_Question", reader.kept(_KEPT))
    read = said.ask(for_reader(), asked.text, asked.chosen)
    if asked.page and not _still(read, page):
        forget()
        return
    with st.container(key="asked", border=True):
        _draw(asked, read)


def _corrected(asked: _Question) -> _Question | None:
    """The question as the reader has just corrected it."""
    phrase, choice = cast("tuple[str, str]", reader.kept(f"{_KEPT}_choice") or ("", ""))
    if not phrase:
        return None
    reader.forget(f"{_KEPT}_choice")
    others = tuple(pair for pair in asked.chosen if pair[0] != phrase)
    return replace(asked, chosen=tuple(sorted((*others, (phrase, choice)))))


def _still(read: Reading, page: str) -> bool:
    """Whether the page still shows what was asked."""
    now = reader.query()
    return page == read.page and all(now.get(key) == values for key, values in said.parameters(read).items())


def _draw(asked: _Question, read: Reading) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="asked_read"):
        st.markdown(reader.t("**You asked:** {question}", question=markdown_safe(read.question)))
        for number, one in enumerate(read.understood):
            if one.key != "page":
                _chip(number, read, one)
        for number, open_one in enumerate(read.ask):
            _choices(number, open_one)
        st.button(reader.t("Close"), key="asked_close", type="tertiary", icon=":material/close:", on_click=forget)
    _quietly(asked, read)
    if not asked.page:
        _nowhere(read)
    _cases(read)


def _quietly(asked: _Question, read: Reading) -> None:
    """What changed nothing, and why; what was not needed; what the reader left out."""
    if read.left:
        texts = [reader.t("“{text}” ({why})", text=one.text, why=reader.t(said.WHY[one.why])) for one in read.left]
        st.markdown(reader.t("Left out: {words}.", words=markdown_safe("; ".join(texts))))
    dropped = [phrase for phrase, choice in asked.chosen if choice == DROPPED]
    unneeded = ", ".join(text for text in read.unneeded if text.casefold() not in dropped)
    quiet = [reader.t("Not needed: {words}", words=unneeded)] if unneeded else []
    if dropped:
        quiet.append(reader.t("You left out: {words}", words=", ".join(dropped)))
    if quiet:
        st.caption(markdown_safe(" · ".join(quiet)))


def _chip(number: int, read: Reading, one: Understood) -> None:
    """A part that was understood: another sense of it, or without it."""
    meaning = said.understood_in_words(read, one, reader.words(), lambda url: reader.t(_TITLES[url]))
    if one.misspelt:
        label = reader.t("{text}: read as {meaning}", text=one.text, meaning=meaning)
    elif meaning.casefold().startswith(one.text.casefold()):
        label = meaning  # "Spain: bound for there"
    else:
        label = reader.t("{text}: {meaning}", text=one.text, meaning=meaning)
    others = [str(s) for s in one.choices if s != one.sense and s.kind != "nothing"]
    _menu(f"asked_chip_{number}", markdown_safe(label), one.text, others, warned=one.misspelt)


def _choices(number: int, one: Asked) -> None:
    label = reader.t("Which “{text}”?", text=one.text)
    choices = [str(s) for s in one.choices if s.kind != "nothing"]
    _menu(f"asked_open_{number}", markdown_safe(label), one.text, choices, warned=True)


def _menu(key: str, label: str, phrase: str, choices: list[str], *, warned: bool) -> None:
    """A button with the senses to choose from and the way to leave the phrase out."""
    st.menu_button(
        label,
        [*choices, DROPPED],
        format_func=_choice_in_words,
        key=key,
        type="primary" if warned else "secondary",
        on_click=_note,
        args=(key, phrase.casefold()),
    )


def _choice_in_words(choice: str) -> str:
    if choice == DROPPED:
        return reader.t("Leave it out")
    return markdown_safe(said.sense_in_words(Sense.of(choice), reader.words()))


def _note(key: str, phrase: str) -> None:
    choice = reader.widget_value(key)
    if choice is not None:
        reader.keep(f"{_KEPT}_choice", (phrase, str(choice)))


def _nowhere(read: Reading) -> None:
    """Why no page was opened, and the way on."""
    file = finding.FILES.get(read.page)
    if file and read.ask:
        there = said.parameters(read)
        st.page_link(
            file,
            label=reader.t("Open {page} without it", page=reader.t(_TITLES[read.page])),
            icon=":material/arrow_forward:",
            query_params=there,
        )
    elif not read.page:
        st.markdown(reader.t("Nothing of this was understood as a question to the data."))


def _cases(read: Reading) -> None:
    """Cases whose title has the words that nothing was made of; on a page of cases those that were understood too."""
    of_cases = [one.text for one in read.understood if read.page == "cases" and one.key not in ("page", "period")]
    text = " ".join([*of_cases, *(one.text for one in read.left if one.why == "unknown")])
    if not text or len(text.split()) > _MOST_WORDS or read.page == "case":
        return
    for case, title in finding.cases_called(text).items():
        st.page_link(finding.FILES["case"], label=markdown_safe(title), query_params={"id": [case]})


def _term(term: str) -> None:
    with st.container(horizontal=True, key="asked", border=True):
        st.markdown(f"**{markdown_safe(term)}.** {markdown_safe(terms().get(term, ''))}")
        st.button(reader.t("Close"), key="asked_close", type="tertiary", icon=":material/close:", on_click=forget)
