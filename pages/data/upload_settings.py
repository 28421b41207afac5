"""What a reader says of a file: answers to its questions, and how it is to be read. One mapping holds all of it."""

from functools import partial

import streamlit as st

from data_access.ingest.auto_import import Look
from data_access.sources.auto.fields import LABELS
from data_access.sources.auto.mapping import CONSTANTS, Mapping, Question
from domain.errors import UsageError
from domain.messages import N_
from pages.parts import reader
from pages.parts.choosing import choose_one, choose_some
from reports.wording import markdown_safe

MAPPING = "upload_mapping"
_TROUBLE = "upload_trouble"


def correct(found: Look, key: str, value: str) -> None:
    """Keep a correction; the file is looked at anew with it. What cannot be set is said at the next run."""
    mapping: Mapping = found.mapping
    try:
        reader.keep(MAPPING, mapping.changed(**{key: value}))
    except UsageError as error:
        reader.keep(_TROUBLE, reader.words().say(error.message))


def trouble() -> None:
    """Say what could not be set, once."""
    if wrong := reader.kept(_TROUBLE):
        st.error(markdown_safe(str(wrong)), icon=":material/error:")
        reader.forget(_TROUBLE)


def questions(found: Look) -> None:
    """What the file does not say: answered by the reader, never guessed."""
    for number, question in enumerate(found.questions):
        with st.container(border=True):
            st.markdown(f"**{markdown_safe(reader.words().unpacked(question.text))}**")
            _answer_box(found, question, number)


_WORDS = {
    "dmy": N_("Day first (31/12/2024)"),
    "mdy": N_("Month first (12/31/2024)"),
    ".": N_("Point is the decimal mark (1.234 is a little more than 1)"),
    ",": N_("Comma is the decimal mark (1.234 is 1234)"),
    "seizures": N_("Each row is one seizure"),
    "totals": N_("Each row is a total of several"),
    "events": N_("The number of seizures"),
    "none": N_("Nothing: leave them as they are"),
    "*": N_("All of them"),
}


def _answer_box(found: Look, question: Question, number: int) -> None:
    key = f"ask_{number}_{found.shape}"
    columns = [a for a in question.answers if a.startswith(f"{question.field}=") and not a.endswith("=COLUMN")]
    if columns or (question.field == "handling"):
        _choice(found, question, key, [a for a in question.settings if not a.endswith("=COLUMN")], settings=True)
    if question.field in CONSTANTS and question.field in LABELS:
        if question.field != "handling":
            _constant(found, question, key)
        return
    if question.several:
        choose_some(
            reader.t("Answer"), [a for a in question.answers if a != "*"], key=key, label_visibility="collapsed"
        )
        left, right = st.columns(2)
        left.button(reader.t("Read these rows"), key=f"{key}_these", on_click=_several, args=(found, question, key))
        right.button(
            reader.t("Every row is a seizure"), key=f"{key}_all", on_click=correct, args=(found, question.field, "*")
        )
        return
    _choice(found, question, key, list(question.answers), settings=False)


def _choice(found: Look, question: Question, key: str, answers: list[str], *, settings: bool) -> None:
    place = f"{key}_of" if settings else key
    st.segmented_control(
        reader.t("Answer"),
        answers,
        format_func=partial(_answer, question),
        key=place,
        on_change=_chosen,
        args=(found, question, place, settings),
        label_visibility="collapsed",
    )


def _answer(question: Question, answer: str) -> str:
    """What an answer reads like: 'Day first (31/12/2024)', a column, 'all rows: FRA'."""
    if answer in _WORDS:
        return reader.t(_WORDS[answer])
    plain = answer.removeprefix(f"{question.field}=")
    if plain.startswith("constant:"):
        return reader.t("all rows: {value}", value=plain.removeprefix("constant:"))
    return plain


def _chosen(found: Look, question: Question, place: str, settings: bool) -> None:
    answer = str(reader.widget_value(place) or "")
    if not settings:
        correct(found, question.field, answer)
    elif answer:
        name, _, value = answer.partition("=")
        correct(found, name, value)


def _several(found: Look, question: Question, key: str) -> None:
    rows = reader.widget_value(key)
    if isinstance(rows, list) and rows:
        correct(found, question.field, "|".join(map(str, rows)))


def _constant(found: Look, question: Question, key: str) -> None:
    st.caption(reader.t("Choose its column below, or give one value for the whole file:"))
    st.text_input(
        reader.t("{field} of every row", field=reader.t(LABELS[question.field])),
        key=key,
        on_change=lambda: correct(found, f"constant:{question.field}", str(reader.widget_value(key) or "").strip()),
    )


MORE = {
    "encoding": (N_("Encoding"), N_("Such as windows-1252, windows-1251 or utf-8; leave empty to detect it.")),
    "header": (N_("Rows of the headings"), N_("Such as 3, or 3-4 for two rows, or none.")),
    "fill_down": (N_("Fill down"), N_("Columns, joined by |, in which an empty cell repeats the value above it.")),
    "unit_if_empty": (N_("Unit of amounts without one"), N_("Such as pieces or kg.")),
    "measure": (N_("What numbers without a unit count"), N_("events (seizures), or a unit such as kg.")),
    "fiscal_start": (N_("First month of the fiscal year"), N_("1 to 12.")),
}
"""Settings that are always shown: option → its label and help."""


def more_settings(found: Look) -> None:
    """How the file is to be read, where nothing was asked but the reader knows better."""
    with st.expander(reader.t("How the file is read: encoding, headings, rows, units")):
        with st.grid("auto", min_column_width=220):
            for option, (label, explained) in MORE.items():
                _option_box(found, option, reader.t(label), reader.t(explained))
        st.caption(reader.t("Read only the rows that hold certain values in a column:"))
        left, right, go = st.columns([2, 3, 1], vertical_alignment="bottom")
        column = choose_one(reader.t("Column"), found.account.columns, box=left, key=f"where_column_{found.shape}")
        values = right.text_input(reader.t("Values, joined by |"), key=f"where_values_{found.shape}")
        go.button(
            reader.t("Choose"),
            key=f"where_go_{found.shape}",
            on_click=correct,
            args=(found, f"where:{column}", values.strip()),
        )


def _option_box(found: Look, option: str, label: str, explained: str) -> None:
    key = f"more_{option}_{found.shape}"
    st.text_input(
        label,
        value=found.mapping.option(option),
        key=key,
        help=explained,
        on_change=lambda: correct(found, option, str(reader.widget_value(key) or "").strip()),
    )
