"""Answers that are kept: once found for the same question and rights, and never for others."""

import pytest

from data_access.gateway import Gateway
from data_access.kept import found, kept
from domain.entitlement import PUBLIC, Entitlement
from domain.question import Question
from domain.selection import Selection
from domain.viewer import Viewer, public
from pages.parts import answers as pages_answers
from tests.asking import here, seen
from tests.data_access.records.test_records import info, put, record

BOTH = Entitlement(handling=("public", "restricted"))


@pytest.fixture(autouse=True)
def store():
    put([record(1), record(2, handling="restricted")], info())
    pages_answers.opened.clear()
    pages_answers._newest.cache_clear()
    pages_answers._kept.cache_clear()


def test_the_same_question_is_answered_once(monkeypatch):
    answers = here()
    first = answers.answer(Question())
    assert answers.answer(Question(options=(), form="")) is first, "named or not, in whatever order"
    assert answers.answer(Question(), False, True) is first
    assert answers.answer(Question(by=("country",))) is not first


@pytest.mark.parametrize(("rights", "many"), [(PUBLIC, 1), (BOTH, 2)])
def test_pages_keep_answers_by_what_may_be_seen(rights, many):
    for _ in range(2):
        for viewer_rights, count in ((PUBLIC, 1), (BOTH, 2), (rights, many)):
            viewer = Viewer(entitlement=viewer_rights, language="en")
            assert pages_answers.for_viewer(viewer).total(Selection()) == count


def test_pages_keep_answers_by_language_and_share_them_between_readers():
    def asked(language):
        return pages_answers.for_viewer(public(language)).answer(Question())

    assert asked("en") is asked("en") and asked("en") is not asked("fr")


def test_a_new_data_version_is_asked_anew():
    assert pages_answers.for_viewer(public("en")).total(Selection()) == 1
    put([record(3)], info("other"))
    pages_answers.loaded()
    assert pages_answers.for_viewer(public("en")).total(Selection()) == 2


def test_functions_of_reports_are_kept_by_their_name():
    answers = here()
    assert _doubled(answers, 2) == 4 == _doubled(answers, n=2)
    assert CALLS == [2], "once for both ways of calling it"
    assert found(f"{__name__}:_doubled", answers, (3,)) == 6


CALLS: list[int] = []


@kept
def _doubled(answers, n):
    CALLS.append(n)
    return 2 * n


def test_whose_answers_they_are_is_never_assumed():
    with pytest.raises(TypeError):
        Gateway.open().for_viewer()
    assert seen(Gateway.open(), BOTH).total(Selection()) == 2
