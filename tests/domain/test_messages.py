"""Texts that wait for a language: packed and unpacked, joined, and never more than their own fields."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import SourceError, UsageError
from domain.messages import Message, counted, joined, message, packed, unpack
from domain.words import ENGLISH

NAMES = st.sampled_from(["file", "n", "what"])
PLAIN = st.one_of(st.integers(-(10**9), 10**9), st.text(max_size=20).filter(lambda t: not t.startswith('{"text": ')))


def fields_in(values: dict[str, object]) -> str:
    return " ".join(f"{{{name}}}" for name in values)


@st.composite
def messages(draw: st.DrawFn, depth: int = 2) -> Message:
    values = draw(st.dictionaries(NAMES, PLAIN if depth == 0 else st.one_of(PLAIN, messages(depth - 1)), max_size=3))
    text = f"A text {fields_in(values)}".strip()
    if isinstance(values.get("n"), int) and draw(st.booleans()):
        n = values.pop("n")
        return counted(text, f"{text}!", n, **values)
    return message(text, **values)


@given(messages())
def test_a_packed_message_comes_back_whole(one):
    assert unpack(one.packed()) == one
    assert ENGLISH.unpacked(one.packed()) == ENGLISH.say(one)


@given(st.text(max_size=60))
def test_any_other_text_is_a_message_of_itself(text):
    assert ENGLISH.unpacked(text) == text


def test_a_message_without_fields_is_its_text_so_that_what_was_stored_before_reads_the_same():
    assert packed("the year is not YYYY") == "the year is not YYYY"
    assert ENGLISH.unpacked("the row has {8} fields, 100 %") == "the row has {8} fields, 100 %"


@pytest.mark.parametrize(
    "pattern", ["{n.__class__}", "{n[0]}", "{n:>99999999}", "{n!r}", "{other}", "{}", "{0}"], ids=str
)
def test_a_message_of_a_foreign_store_only_fills_its_own_fields_in(pattern):
    text = f'{{"text": "{pattern}", "many": "", "fields": {{"n": 3}}}}'
    assert ENGLISH.unpacked(text) == text
    inside = f'{{"text": "a {{x}}", "many": "", "fields": {{"x": {text}}}}}'
    assert ENGLISH.unpacked(inside) == inside


def test_packed_messages_and_errors_stay_messages_inside_others():
    reason = packed("the row has {n} fields", n=8)
    whole = message("{file}: {reason}", file="a.csv", reason=reason)
    assert dict(whole.fields)["reason"] == message("the row has {n} fields", n=8)
    assert ENGLISH.say(message("Not saved. {error}", error=UsageError("{n} is too much.", n=5000))) == (
        "Not saved. 5,000 is too much."
    )
    assert ENGLISH.say(message("Broken: {error}", error=ValueError("no {number}"))) == "Broken: no {number}"


def test_messages_one_after_the_other():
    assert ENGLISH.say(joined(["first", packed("second {n}", n=2), message("third")])) == "first; second 2; third"
    assert ENGLISH.say(joined(["one {braces}"], " ")) == "one {braces}"
    assert ENGLISH.say(joined([])) == ""


def test_plurals_are_chosen_by_the_number():
    assert [ENGLISH.say(counted("{n} row", "{n} rows", n)) for n in (0, 1, 2, 1234)] == [
        "0 rows",
        "1 row",
        "2 rows",
        "1,234 rows",
    ]


def test_an_error_says_its_message_and_survives_a_copy():
    error = SourceError("{file}, row {row}: {reason}.", file="a.csv", row="12", reason=message("below zero"))
    assert str(error) == "a.csv, row 12: below zero."
    assert str(SourceError(error.message)) == str(error)
    assert str(SourceError("100 % of {nothing}")) == "100 % of {nothing}"
