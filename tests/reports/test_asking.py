"""What was understood, in words; which years are complete."""

import pytest

from data_access.asking.phrases import table
from data_access.reference import tables as reference
from domain.asking import NotUnderstood, Sense
from domain.words import ENGLISH
from reports import asking
from tests.asking import here
from tests.data_access.asking.corpus import asked, corpus


def test_everything_that_can_be_meant_has_a_name():
    for senses in table().values():
        for sense in senses:
            if sense.kind in asking.KINDS and sense.kind not in ("page", "measure"):
                said = asking.sense_in_words(sense, ENGLISH)
                assert said and "{" not in said


def test_a_choice_says_its_role():
    sense = Sense.of("place/departure=COL")
    assert asking.sense_in_words(sense, ENGLISH) == "Colombia: departed from there"
    assert str(sense) == "place/departure=COL"
    assert asking.sense_in_words(Sense.of("region=m49-sub:011"), ENGLISH) == "Western Africa"


@pytest.mark.parametrize(
    ("text", "meanings"),
    [
        ("heroin through Kenya", ["Heroin", "Kenya: the only country or territory named on the way"]),
        ("cases of heroin through Kenya", ["page cases", "Heroin", "Kenya: passed through there"]),
        ("heroin since 2014", ["Heroin", "from 2014-01 on"]),
        ("heroin before 2014", ["Heroin", "to 2013-12"]),
        ("heroin in March 2014", ["Heroin", "2014-03"]),
        ("heroin in West Africa per head", ["Heroin", "Western Africa", "per head"]),
        ("monthly heroin in Iran", ["by month", "Heroin", "Iran, Islamic Republic of: seized there"]),
    ],
)
def test_what_a_phrase_became(text, meanings):
    read = asked(text)
    said = [asking.understood_in_words(read, one, ENGLISH, str) for one in read.understood]
    assert said == [m.replace("Iran, Islamic Republic of", reference.names("places")["IRN"]) for m in meanings]


def test_every_reason_has_words():
    for name in ("questions.txt", "kept_back.txt"):
        for one in corpus(name):
            assert all(isinstance(left, NotUnderstood) and left.why in asking.WHY for left in asked(one.text).left)


@pytest.mark.parametrize(("last", "year"), [("2016-12", 2016), ("2016-11", 2015), ("2016", 2016)])
def test_the_latest_complete_year_is_that_of_the_data(monkeypatch, last, year):
    answers = here()
    monkeypatch.setattr(answers, "months", lambda: ("2011-01", last))
    assert asking.latest_year(answers) == year
