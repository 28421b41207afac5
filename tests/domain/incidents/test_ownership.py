"""Whose an incident is: a level of the company's own."""

import pytest

from domain.entitlement import PUBLIC
from domain.incidents.ownership import level_of, owned
from domain.viewer import of_company


@pytest.mark.parametrize("name", ["Nova Pharma", "nova-pharma", " NOVA  PHARMA. ", "Nova_Pharma"])
def test_names_that_differ_in_signs_alone_are_one_company(name):
    assert level_of(name) == "company:nova-pharma"


@pytest.mark.parametrize("name", ["", "  ", "!!!", "a" * 33])
def test_a_name_that_gives_no_key_is_nobodys(name):
    assert level_of(name) == "" and of_company(name, "en").entitlement == PUBLIC


def test_letters_of_every_script_stay():
    assert level_of("Новая Фарма") != level_of("Старая Фарма") and owned(level_of("製薬"))


def test_a_company_sees_the_public_and_its_own():
    assert of_company("Nova Pharma", "en").entitlement.handling == ("company:nova-pharma", "public")
