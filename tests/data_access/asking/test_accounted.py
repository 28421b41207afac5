"""Whatever is asked, no word is lost: each is understood, asked back, said as not understood, or shown as not needed."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from data_access.asking import phrases
from data_access.asking.tokens import cut, phrase_key
from data_access.reference import tables as reference
from domain.asking import Reading
from tests.data_access.asking.corpus import asked, corpus

CONNECTING = frozenset(("role", "join", "not"))
TIMES = (
    "since 2014",
    "2012-2016",
    "before 2015",
    "last five years",
    "in March 2015",
    "recent years",
    "in 2012",
    "2016",
)
UNKNOWN = ("zorgle", "Quibbleton", "purity", "17", "top 5", "1000 kg")


def _known() -> list[str]:
    return sorted(key for key in phrases.table() if key.isascii())


WORDS = st.one_of(
    st.sampled_from(_known()),
    st.sampled_from(sorted(reference.names("places").values())),
    st.sampled_from(("from", "to", "in", "through", "and", "or", "not", "except", "seized in", "by", "the", "vs", ",")),
    st.sampled_from(TIMES),
    st.sampled_from(UNKNOWN),
    st.sampled_from(sorted(phrases.unneeded())),
)


def lost(text: str, found: Reading) -> set[str]:
    said = [one.text for one in (*found.understood, *found.ask, *found.left)] + list(found.unneeded)
    known = {word for text in said for word in (token.key for token in cut(text))}
    connecting = {key for key, senses in phrases.table().items() if senses[0].kind in CONNECTING}
    small = {word for phrase in connecting for word in phrase.split()}
    return {token.key for token in cut(text)} - known - small - {"the", "a", "an"}


@settings(max_examples=400, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=8).map(" ".join))
def test_no_word_is_lost(text):
    assert not lost(text, asked(text))


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_read(text):
    found = asked(text)
    assert all(values for _, values in found.query)


def test_no_word_of_the_corpus_is_lost():
    for name in ("questions.txt", "kept_back.txt"):
        for one in corpus(name):
            assert not lost(one.text, asked(one.text)), one.text


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(("not", "except", "without", "excluding", "other than", "but not")),
    st.sampled_from(("heroin", "Spain", "West Africa", "cigarettes", "2015", "Congo", "corruption", "Antwerp")),
    st.sampled_from(
        ("cocaine in Kenya", "cases of tobacco", "drugs since 2012", "compare Iran and Iraq", "map of ivory")
    ),
)
def test_what_is_denied_never_filters(denial, thing, rest):
    found = asked(f"{rest} {denial} {thing}")
    assert thing in [one.text for one in found.left]
    plain = asked(rest)
    assert {value for key, values in found.query for value in values} <= {
        v for _, values in plain.query for v in values
    }


def test_a_phrase_key_is_that_of_a_question():
    assert phrase_key("Don’t report") == "dont report" and re.fullmatch(r"[\w ]+", phrase_key("Côte d'Ivoire"))
