"""What a question becomes can be read by the page that it opens: no code that nobody knows, no bad period."""

import pytest

from data_access.asking import phrases
from data_access.facts.ledger import shipped
from data_access.operations.filtering import ledger_of
from data_access.reference import tables as reference
from domain.cases.selection import CaseSelection
from domain.codes import AGENCY_KINDS, ILLICIT_REASONS
from domain.operations.selection import OperationSelection
from domain.question import Question
from domain.selection import Selection
from pages.parts.known import without_unknown
from tests.data_access.asking.corpus import asked, corpus

QUESTIONS = [one.text for name in ("questions.txt", "kept_back.txt") for one in corpus(name)]


@pytest.mark.parametrize("text", QUESTIONS)
def test_its_parameters_are_those_of_the_page(text):
    found = asked(text)
    parameters = found.parameters
    if found.page in ("cases", "convergence"):
        CaseSelection.from_query(parameters)
    elif found.page == "operations":
        ledger_of(shipped()).selected(OperationSelection.from_query(parameters))
    else:
        selection = Selection.from_query(parameters)
        assert without_unknown(selection)[1] == ()
        Question.from_query(parameters)


def test_every_code_of_our_phrases_is_known():
    lists = {
        "goods": reference.names("goods"),
        "goods_group": {c: "" for c, p, *_ in reference.goods().iter_rows() if not p},
        "mode": reference.names("modes"),
        "illicit": ILLICIT_REASONS,
        "agency_kind": AGENCY_KINDS,
        "place": reference.names("places"),
        "places": reference.names("places"),
        "demonym": reference.names("places"),
        "town": reference.names("places"),
    }
    regions = {
        f"{scheme}:{region}"
        for scheme in reference.schemes()["scheme"]
        for region in reference.regions(scheme)["region"]
    }
    wrong = {
        (key, sense)
        for key, senses in phrases.table().items()
        for sense in senses
        for code in sense.codes
        if (sense.kind in lists and code not in lists[sense.kind] and code not in regions)
        or (sense.kind == "region" and code not in regions)
    }
    assert not wrong
