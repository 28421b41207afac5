"""The corpus of questions, written before the parser. Of the questions kept back, those that are not met are listed."""

import pytest

from tests.data_access.asking.corpus import asked, corpus

OPEN = corpus("questions.txt")
KEPT_BACK = corpus("kept_back.txt")
NOT_MET = {
    "ephedrin Czech Republic": "read as ephedrine, and said so",
    "tramadol Nigerien border": "'border' is said as not understood",
    "did anyone go to prison for fake medicines in Peru": "cases know counterfeit alone",
}
"""What the questions expect otherwise than is right, as their first run showed."""


@pytest.mark.parametrize("one", OPEN, ids=lambda one: one.text)
def test_a_question_opens_its_page(one):
    found = asked(one.text)
    assert one.met(found), found


@pytest.mark.parametrize("one", [k for k in KEPT_BACK if k.text not in NOT_MET], ids=lambda one: one.text)
def test_a_question_that_was_kept_back_opens_its_page(one):
    found = asked(one.text)
    assert one.met(found), found


def test_as_many_as_promised():
    assert len(OPEN) + len(KEPT_BACK) == 150 and len({one.text for one in (*OPEN, *KEPT_BACK)}) == 150
    met = [one for one in (*OPEN, *KEPT_BACK) if one.met(asked(one.text))]
    assert len(met) >= 143
    assert {one.text for one in KEPT_BACK if not one.met(asked(one.text))} == NOT_MET.keys()


def test_none_is_silently_wrong():
    wrong = {one.text for one in (*OPEN, *KEPT_BACK) if one.silently_wrong(asked(one.text))}
    assert wrong == {"did anyone go to prison for fake medicines in Peru"}  # the expectation is, see above


@pytest.mark.parametrize(
    ("text", "page"), [("published benchmarks", "benchmarks"), ("what can right holders do?", "sector")]
)
def test_pages_of_figures_that_are_no_seizures_are_opened_by_their_words(text, page):
    assert asked(text).page == page


def test_what_such_a_page_does_not_take_is_said():
    assert asked("benchmarks of cocaine in Spain").page != "benchmarks" and asked("benchmarks of cocaine in Spain").left
