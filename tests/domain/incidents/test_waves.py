"""Incidents are counted together in waves of several companies: what one brings shows in no difference."""

from hypothesis import given
from hypothesis import strategies as st

from domain.incidents.waves import Brought, waves
from domain.suppression import CONTRIBUTED, few


def one(run: str, company: str, n: int, **more: bool) -> Brought:
    return Brought(run, ((company, n),), **more)


def test_one_company_waits_however_many_it_brings():
    assert waves([one("1", "a", 200), one("2", "a", 300)]) == ()
    assert waves([one("1", "a", 200), one("2", "b", 200)]) == ()


def test_a_wave_closes_with_the_third_that_is_not_too_small_beside_it():
    brought = [one("1", "a", 200), one("2", "b", 30), one("3", "c", 30)]
    assert waves(brought) == (), "200 of 260 are more than three quarters"
    (wave,) = waves([*brought, one("4", "c", 30)])
    assert wave.runs == ("1", "2", "3", "4") and wave.whole


def test_a_wave_ends_with_an_import_that_was_taken_back():
    brought = [one("1", "a", 20), one("2", "b", 20, whole=False), one("3", "c", 20)]
    (wave,) = waves(brought)
    assert not wave.whole


def test_an_import_of_several_companies_is_never_parted():
    (wave,) = waves([Brought("1", (("a", 10), ("b", 10), ("c", 10), ("d", 10)))])
    assert wave.runs == ("1",)


BROUGHT = st.lists(
    st.tuples(st.sampled_from("abcd"), st.integers(1, 40)).map(lambda pair: pair), min_size=0, max_size=20
)


@given(BROUGHT)
def test_every_wave_may_be_shown_and_none_shares_an_import(listed):
    brought = [one(str(i), company, n) for i, (company, n) in enumerate(listed)]
    found = waves(brought)
    runs = [run for wave in found for run in wave.runs]
    assert runs == [str(i) for i in range(len(runs))], "in order, each once"
    for wave in found:
        by = {}
        for run in wave.runs:
            company, n = listed[int(run)]
            by[company] = by.get(company, 0) + n
        assert not few(sum(by.values()), list(by.values()), CONTRIBUTED)


@given(BROUGHT, st.integers(0, 20))
def test_a_closed_wave_never_changes(listed, cut):
    brought = [one(str(i), company, n) for i, (company, n) in enumerate(listed)]
    before = waves(brought[:cut])
    assert waves(brought)[: len(before)] == before
