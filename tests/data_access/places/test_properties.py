"""What holds for any spelling of a place."""

import polars as pl
from hypothesis import example, given, settings
from hypothesis import strategies as st

from data_access.places.index import ambiguous, names
from data_access.places.keys import fold
from data_access.places.names import resolve
from tests.data_access.places.place_helpers import ALLOWED, ASKED, OFFICIAL, column, one

STATUSES = {"exact", "code", "alias", "language", "special", "ambiguous", "unknown"}
SEPARATORS = st.sampled_from([" ", "  ", "\u00a0", " , ", ", ", " - ", " – ", "_", "\t"])


@st.composite
def respelt(draw):
    """An official name in other case, with other separators between its words."""
    name, code = draw(st.sampled_from([(n, c) for n, c in OFFICIAL if n not in ASKED]))
    change = draw(st.sampled_from([str.upper, str.lower, str.title, str.casefold, str]))
    words = change(name.replace(", ", " ").replace("(", "").replace(")", "")).split()
    text = words[0] + "".join(draw(SEPARATORS) + w for w in words[1:])
    return draw(st.sampled_from(["", " ", "\u200e"])) + text + draw(st.sampled_from(["", " ", ".", "*"])), code


@settings(deadline=None)  # the first example builds the index
@given(respelt())
@example(("VIRGIN ISLANDS_U.S.", "VIR"))
def test_case_spaces_and_punctuation_do_not_change_official_names(spelling):
    text, code = spelling
    assert one(text, kind="name")["code"] == code


@settings(deadline=None)  # the first example builds the index
@given(st.sampled_from([(n, c) for n, c in OFFICIAL if not n.isascii()]))
def test_accents_do_not_change_official_names(pair):
    plain = pair[0].translate(str.maketrans("ÅåéôçüúãíşØñ", "AaeocuuaisOn"))
    assert plain.isascii()
    assert one(plain, kind="name")["code"] == pair[1]


@settings(deadline=None)  # the first example builds the index
@given(
    st.lists(
        st.one_of(st.text(max_size=30), st.sampled_from(sorted(names())), st.sampled_from(sorted(ambiguous()))),
        max_size=8,
    ),
    st.sampled_from(["auto", "alpha2", "alpha3", "m49", "name"]),
)
def test_nothing_but_known_codes_is_ever_answered(values, kind):
    answer = resolve(column(*values), kind=kind)
    assert answer["name"].to_list() == list(dict.fromkeys(values))
    assert set(answer["code"]) <= ALLOWED
    assert {c for text in answer["candidates"] for c in text.split()} <= ALLOWED
    assert set(answer["status"]) <= STATUSES
    assert answer.filter(pl.col("status").is_in(["ambiguous", "unknown"]) & (pl.col("code") != "")).is_empty()
    assert answer.filter(
        pl.col("status").is_in(["exact", "code", "alias", "language"]) & (pl.col("code") == "")
    ).is_empty()


@settings(deadline=None)  # the first example builds the index
@given(st.text(max_size=40))
@example("Aµ×")
@example("µØ")
@example("жß")
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)
