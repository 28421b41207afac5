"""What is typed into a search box, and how words are cut."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import UsageError
from domain.search import GAP, MOST_TERMS, Term, parse, words_of


def term(*words, prefix=False, without=False):
    return Term(words=words, prefix=prefix, without=without)


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("heroin Madrid", [term("heroin"), term("madrid")]),
        ('"New   York" tower', [term("new", "york"), term("tower")]),
        ("“New York” «Port»", [term("new", "york"), term("port")]),
        ("madr* -lisbon", [term("madr", prefix=True), term("lisbon", without=True)]),
        ('-"rio de" "jan"*', [term("rio", "de", without=True), term("jan", prefix=True)]),
        ("co-caine 9504.50", [term("co", "caine"), term("9504", "50")]),
        ("Ångström İSTANBUL Łódź ΣΑΣ straße", [term("angstrom"), term("istanbul"), term("lodz"), term("σασ"), term("strasse")]),
        ("白云 مَطـار*", [term("白", "云"), term("مطار", prefix=True)]),
        ("heroin heroin", [term("heroin")]),
        ('*** "" - -- " \' ; ‖', []),
        ("a' OR 1=1 --", [term("a"), term("or"), term("1", "1")]),
        ('"no end', [term("no", "end")]),
    ],
)  # fmt: skip
def test_words_phrases_beginnings_and_what_is_left_out(text, terms):
    assert list(parse(text)) == terms


def test_too_many_words_are_refused_in_words():
    with pytest.raises(UsageError, match=f"up to {MOST_TERMS} words"):
        parse(" ".join(f"w{n}" for n in range(MOST_TERMS + 1)))


@given(st.text(max_size=60))
def test_anything_typed_is_words_of_letters_and_digits(text):
    for found in parse(text[:40]):
        for word in found.words:
            assert all(unicodedata.category(c)[0] in "LMN" or unicodedata.category(c) == "Cn" for c in word), word
            assert words_of(word) == [word] or len(word) > 1


@given(st.text(st.characters(categories=("L", "N", "Zs", "Po")), max_size=30))
def test_folding_twice_changes_nothing(text):
    once = words_of(text)
    assert words_of(" ".join(once)) == once


def test_a_term_fits_side_by_side_and_never_across_fields():
    held = ["port", "of", "spain", GAP, "heroin"]
    assert term("of", "spain").fits(held) and term("of", "sp", prefix=True).fits(held)
    assert not term("spain", "heroin").fits(held) and not term("port", "spain").fits(held)
    assert not term("spa").fits(held)
