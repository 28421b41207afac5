"""Functional mailboxes are told from those of persons, and what may be a person's is refused."""

import pytest

from domain.mailboxes import is_functional

OFFICES = (
    *("ncb@example.org", "rilo-ece@example.org", "customs.intel@example.gov.gh", "policeops@example.org"),
    *("cites_ma1@example.org", "ncb.accra@example.org", "ncb-gha@example.org", "rilo-wa@example.org"),
)
PERSONS = (
    *("john.doe@example.org", "j.doe@example.org", "maria@example.org", "doe@example.org", "maria.customs@example.org"),
    *(
        "doe.customs@example.org",
        "customs.j@example.org",
        "jdoe2@customs.example.org",
        "eve-ncb@example.org",
        "wa.ncb@example.org",
    ),
    *("ncb", "ncb@", "ncb@example", "n cb@example.org", "ncb@example.org;x@example.org", ""),
)


@pytest.mark.parametrize("address", OFFICES)
def test_an_office_is_taken(address):
    assert is_functional(address, {"accra", "gha"})


@pytest.mark.parametrize("address", PERSONS)
def test_what_may_be_a_person_or_is_no_address_is_refused(address):
    assert not is_functional(address, {"accra", "gha"})


def test_a_place_alone_is_no_office():
    assert not is_functional("accra@example.org", {"accra", "gha"})
