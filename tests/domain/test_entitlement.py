"""Rights as the key of a cached answer: unlike rights never share one, whatever their levels are called."""

from hypothesis import example, given
from hypothesis import strategies as st

from domain.entitlement import PUBLIC, Entitlement

levels = st.lists(st.text(alphabet=st.sampled_from('ab,"[]\\| \u00e9\ud800'), max_size=4), max_size=3).map(tuple)


@given(levels, levels)
@example(("a", "b"), ("a,b",))
@example((), ("",))
@example(('a","b',), ("a", "b"))
def test_two_rights_have_one_fingerprint_exactly_if_they_are_the_same(one, other):
    first, second = Entitlement(handling=one), Entitlement(handling=other)
    assert (first.fingerprint == second.fingerprint) == (set(one) == set(other))


@given(levels)
def test_a_fingerprint_is_read_back(one):
    read = Entitlement.from_fingerprint(Entitlement(handling=one).fingerprint)
    assert set(read.handling) == set(one) and read.handling == tuple(sorted(set(one)))


def test_public_is_read_back_as_itself():
    assert Entitlement.from_fingerprint(PUBLIC.fingerprint) == PUBLIC
