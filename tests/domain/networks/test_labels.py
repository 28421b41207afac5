"""What may name a person is masked; names of groups and pseudonyms pass."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.networks.labels import GIVEN, GROUPS, is_pseudonym, may_be_shown, names_person, plain
from tests.conftest import SHARED

BACRIM = SHARED / "data/mexico_bacrim_2020/BACRIM2020_Nodes.csv"


@pytest.mark.parametrize(
    "label",
    [
        "Jo Invented",
        "Juan Inventado Pérez",
        "María I. (La Tía), líder",
        "El Apodo",
        "Célula liderada por El Apodo",
        "Banda de El Perro",
        "Banda del Apodo",
        "Cártel del Abuelo",
        'Grupo "El Apodo"',
        "Comandante Apodo",
        "Los Inventados, El Apodo",
        "Ahmed",
        "Robles",
        "MZQ",
        "Gang led by Mr Invented",
    ],
)
def test_what_may_name_a_person_is_masked(label):
    assert not may_be_shown(label)


@pytest.mark.parametrize(
    "label",
    ["N12", "1", "A1", "N10056", "12b", "Los Inventados", "Cártel de San Luis", "Unión León", "Invented Brotherhood",
     "Cártel del Golfo", "La Línea", "Sacra Corona Unita", "CARTEL de Santa Rosa de Lima"],
)  # fmt: skip
def test_groups_and_pseudonyms_pass(label):
    assert may_be_shown(label)


def test_of_an_organisation_the_file_itself_answers_but_not_where_a_person_is_named():
    assert not may_be_shown("Invented Traders") and may_be_shown("Invented Traders", organisation=True)
    assert not may_be_shown("Pedro Inventado Traders", organisation=True)


@given(st.sampled_from(sorted(GIVEN)), st.text("abcdefgh ", min_size=1, max_size=12), st.booleans())
def test_a_given_name_is_never_shown_whatever_stands_beside_it(name, rest, group):
    label = f"{name.title()} {rest.title()}" + (" gang" if group else "")
    assert names_person(label) and not may_be_shown(label) and not may_be_shown(label, organisation=True)


@given(st.text(max_size=30))
def test_a_label_without_a_word_of_groups_is_masked_unless_it_is_a_code(label):
    if not any(word in plain(label) for word in GROUPS) and may_be_shown(label):
        assert is_pseudonym(label)


def test_words_are_without_accents_and_no_given_name_is_a_word_of_groups():
    assert all(plain(word) == word for word in GIVEN | GROUPS) and not GIVEN & GROUPS


@pytest.mark.shared
@pytest.mark.skipif(not BACRIM.is_file(), reason="the real sets are not at ../shared/data")
def test_the_groups_of_2020():
    with BACRIM.open(encoding="utf-8-sig", newline="") as stream:
        shown = {row["Node"]: may_be_shown(row["Group"]) for row in csv.DictReader(stream)}
    masked = {code for code, passes in shown.items() if not passes}
    named = {
        "N10002",
        "N10016",
        "N10033",
        "N10034",
        "N10051",
        "N10052",
        "N10056",
        "N10065",
        "N10077",
        "N10078",
        "N10141",
    }
    assert named <= masked
    assert not masked & {"N10003", "N10013", "N10025", "N10075", "N10076", "N10127", "N10134"}
    assert len(masked) == 41
