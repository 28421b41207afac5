"""Every question against plain Python that counts the records one by one, from every cube that may answer it."""

from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as limits
from hypothesis import strategies as st

from data_access.gateway import Gateway
from data_access.settings import sqlite_url
from data_access.store.engine import open_store
from domain.entitlement import Entitlement
from domain.selection import Selection
from tests.asking import answered
from tests.data_access.lattice import records as twin

FAST = (Phase.explicit, Phase.reuse, Phase.generate)
"""A store is made for each example: what fails is shown as it is found, not made smaller for minutes."""
DIMENSIONS = (
    *("country", "year", "month", "mode", "goods", "goods_group", "illicit", "producing", "departure", "destination"),
    *("route", "source", "division", "place"),
)
FILTERS = {
    "country": ("ESP", "FRA", "unknown"),
    "mode": twin.MODES,
    "departure": twin.ENDS,
    "producing": twin.ENDS,
    "route": ("COL>ESP", ">", "unknown>COL"),
    "goods": ("cocaine", "heroin", "cigarettes", "drugs"),
    "goods_group": ("drugs", "tobacco"),
    "illicit": ("prohibited", "counterfeit", ""),
    "year": ("2014", "2015"),
    "month": ("2014-03", "2015-06"),
    "division": ("ES-CT", "other", ""),
    "place": ("Port Bou", ""),
}
WHERE = st.dictionaries(st.sampled_from(sorted(FILTERS)), st.none(), max_size=3).flatmap(
    lambda chosen: st.fixed_dictionaries(
        {d: st.lists(st.sampled_from(FILTERS[d]), min_size=1, max_size=2, unique=True) for d in chosen}
    )
)
SELECTIONS = st.builds(
    lambda where, start, end, distinct: Selection(
        where=tuple((d, tuple(v)) for d, v in where.items()), start=start, end=end, distinct=distinct
    ),
    WHERE,
    st.sampled_from(("", "2014-01", "2014-03", "2014-04")),
    st.sampled_from(("", "2014-12", "2015-06", "2016-12")),
    st.booleans(),
)
QUESTIONS = st.lists(
    st.tuples(
        SELECTIONS,
        st.lists(st.sampled_from(DIMENSIONS), max_size=3, unique=True),
        st.sampled_from((("public",), ("restricted",), ("public", "restricted"))),
    ),
    min_size=8,
    max_size=16,
)
"""Many of one store: to make it is three quarters of the work."""


def levels(viewer):
    return Entitlement(handling=viewer)


def opened(folder, records):
    url = sqlite_url(folder / "store.sqlite")
    twin.stored(open_store(url), records)
    return Gateway.open(url=url)


def figures(frame, by, *names):
    return {tuple(row[d] for d in by): tuple(row[n] for n in names) for row in frame.iter_rows(named=True)}


def agrees(gateway, records, selection, by, viewer):
    """The answers to one question in every measure are those of the twin."""
    known = {d for d, _ in selection.where}
    codes = {"source": set(gateway.lattice.sources_of(viewer))}
    if any(set(selection.values(d)) - codes[d] for d in known & set(codes)):
        return
    frame = answered(gateway, selection, "seizures", tuple(by), levels(viewer)).frame
    expected = twin.counted(records, selection, by, viewer)
    zero = {d: n for d, n in expected.items()}
    found = {cell: value for cell, (value, _) in figures(frame, by, "value", "state").items()}
    if by:
        assert set(found) == set(zero)
    for cell, value in zero.items():
        assert found[cell] in (value, None) if value == 0 else found[cell] == value
    for kind in (("mass",), ("EUR", "street")):
        part = "quantity" if len(kind) == 1 else "value"
        names = {"unit_class": kind[0]} if part == "quantity" else {"currency": kind[0], "valuation": kind[1]}
        if {"division", "place"} & {*by, *known}:
            continue  # asked of the records, as before there were cubes
        frame = answered(gateway, selection, part, tuple(by), levels(viewer), **names).frame
        sums = twin.summed(records, selection, by, viewer, kind)
        found = {c: base for c, (base,) in figures(frame, by, "base").items()}
        assert {c: v for c, v in found.items() if v is not None} == {c: v[0] for c, v in sums.items() if v is not None}


@limits(max_examples=8, phases=FAST, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(records=twin.RECORDS, questions=QUESTIONS)
def test_every_answer_is_that_of_plain_python(records, questions, every_cube, tmp_path_factory):
    gateway = opened(tmp_path_factory.mktemp("twin"), records)
    for selection, by, viewer in questions:
        agrees(gateway, records, selection, by, viewer)


@limits(max_examples=3, phases=FAST, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(records=twin.RECORDS, questions=QUESTIONS)
def test_the_finest_cubes_alone_say_the_same(records, questions, tmp_path_factory):
    gateway = opened(tmp_path_factory.mktemp("twin"), records)
    for selection, by, viewer in questions:
        agrees(gateway, records, selection, by, viewer)


def drawn(chance, n):
    """Records drawn plainly, with words that contain what separates fields and rows where records are read."""
    plain = {
        "source": twin.SOURCES,
        "handling": twin.LEVELS,
        "country": twin.COUNTRIES,
        "mode": twin.MODES,
        "departure": twin.ENDS,
        "destination": twin.ENDS,
        "producing": twin.ENDS,
        "place": twin.PLACES,
        "division": twin.DIVISIONS,
        "day": twin.DAYS,
        "events": (1, 1, None, 0, 3),
        "content": "abcdefghij",
    }
    line = {
        "goods": twin.GOODS,
        "illicit": twin.REASONS,
        "unit_class": ("", "mass", "pieces"),
        "quantity_base": (None, 0, 5, 2**40),
        "value_milli": (None, 7, 10**12),
        "currency": ("", "EUR", "USD"),
        "implausible": (True, False),
    }
    for _ in range(n):
        lines = [{k: chance.choice(v) for k, v in line.items()} for _ in range(chance.randint(1, 3))]
        yield {**{k: chance.choice(v) for k, v in plain.items()}, "lines": lines}


def asked(chance):
    """A question drawn plainly."""
    where = chance.sample(sorted(FILTERS), chance.randint(0, 2))
    selection = Selection(
        where=tuple((d, tuple(chance.sample(FILTERS[d], chance.randint(1, 2)))) for d in where),
        start=chance.choice(("", "2014-03")),
        end=chance.choice(("", "2015-06")),
        distinct=chance.random() < 0.3,
    )
    by = chance.sample(DIMENSIONS, chance.randint(0, 2))
    return selection, by, chance.choice((("public",), ("restricted",), ("public", "restricted")))


@pytest.mark.parametrize("words", ["plain", "separating"])
def test_both_databases_say_what_plain_python_says(store_url, every_cube, words, monkeypatch):
    monkeypatch.setattr("data_access.lattice.records.BATCH", 40)
    chance = Random(words)
    records = list(drawn(chance, 150))
    if words == "separating":  # read again without the characters: where a record was made, nothing else changes
        for record in records[::7]:
            record["place"] = "Port\x1fBou\x1e"
        filters = {"place": ("", "Irún; gate|2")}
        monkeypatch.setitem(FILTERS, "place", filters["place"])
    twin.stored(open_store(store_url), records)
    gateway = Gateway.open(url=store_url)
    for _ in range(40):
        selection, by, viewer = asked(chance)
        agrees(gateway, records, selection, [d for d in by if d != "place"], viewer)
