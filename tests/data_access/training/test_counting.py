"""Courses and participants against a plain count of the same documents, one at a time."""

from datetime import date
from itertools import combinations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_access.reference import tables as reference
from data_access.training.counting import counts, groups, selected
from data_access.training.frames import courses_of
from data_access.training.kind import TRAINING
from domain.errors import UsageError
from domain.training.selection import TrainingSelection
from tests.data_access.sources.test_training import GOOD

KNOWN = {"source_id": "training", "handling": "public"}
COUNTRIES, AGENCIES = ("GHA", "TGO", "FRA", ""), ("customs", "police", "")
GROUPS = st.dictionaries(
    st.tuples(st.sampled_from(COUNTRIES), st.sampled_from(AGENCIES)).filter(any),
    st.none() | st.integers(0, 9),
    max_size=4,
)


@st.composite
def documents(draw):
    found = []
    for number in range(draw(st.integers(0, 5))):
        listed = [{"country": c, "agency": a, "participants": n} for (c, a), n in draw(GROUPS).items()]
        told = sum(one["participants"] or 0 for one in listed)
        more = {
            "id": f"T-{number}", "participants": listed, "participants_total": draw(st.none() | st.integers(told, told + 3)),
            "goods": draw(st.lists(st.sampled_from(("medicines", "cigarettes")), unique=True)),
            "level": draw(st.sampled_from(("basic", "advanced"))), "start": draw(st.sampled_from(("2021", "2022-03"))), "end": "",
        }  # fmt: skip
        entry, faults = TRAINING.read(GOOD | more, today=date(2024, 1, 1))
        assert entry, faults
        found.append(entry)
    return found


def plain_groups(document):
    found = [(g["country"], g["agency"], g["participants"]) for g in document["participants"]]
    told, total = sum(n or 0 for _, _, n in found), document["participants_total"]
    if not found or (total is not None and total > told):
        found.append(("", "", None if total is None else total - told))
    return found


def plain(listed, by, where, people):
    """The same figures, one course and one group at a time."""
    rows: dict[tuple, dict] = {}
    for document in listed:
        own = {"level": {document["level"]}, "goods": set(document["goods"]) or {""}}
        taking = [
            g
            for g in plain_groups(document)
            if all(g[i] in where.get(d, {g[i]}) for i, d in enumerate(("country", "agency")))
        ]
        if not taking or not all(own[d] & v for d, v in where.items() if d in own):
            continue
        keys: dict[tuple, list] = {}
        for country, agency, n in taking:
            cells = [()]
            for d in by:
                codes = own.get(d) or {{"country": country, "agency": agency}[d]}
                cells = [(*cell, code) for cell in cells for code in codes]
            for cell in cells:
                keys.setdefault(cell, []).append(n)
        for cell, numbers in keys.items():
            told = [n for n in numbers if n is not None]
            row = rows.setdefault(cell, {"value": [], "courses": 0})
            row["courses"] += 1
            row["value"] += [float(sum(told)) if people else 1.0] if told or not people else []
    return {cell: (sum(r["value"]) if r["value"] else None, len(r["value"]), r["courses"]) for cell, r in rows.items()}


@settings(max_examples=60, deadline=None)
@given(
    documents(),
    st.sampled_from([b for n in range(3) for b in combinations(("country", "agency", "level"), n)]),
    st.fixed_dictionaries({}, optional={"country": st.just({"GHA"}), "agency": st.just({"customs"}), "level": st.just({"basic"})}),
    st.sampled_from(("training", "training_participants")),
)  # fmt: skip
def test_counts_are_those_of_a_plain_count(listed, by, where, measure):
    asked = TrainingSelection(where=tuple((d, tuple(v)) for d, v in where.items()))
    courses = courses_of([(d, KNOWN) for d in listed])
    found = counts(courses, asked, measure, by)
    rows = {tuple(r[d] for d in by): (r["value"], r["n"], r["courses"]) for r in found.frame.iter_rows(named=True)}
    expected = plain(listed, by, where, people=measure == "training_participants")
    if not by and not expected:
        expected = {(): (None, 0, 0)}
    assert rows == expected
    assert found.total == plain(listed, (), where, people=False).get((), (0, 0, 0))[2]


def test_the_police_of_one_country_are_not_the_customs_of_another():
    listed = [{"country": "GHA", "agency": "police", "participants": 3}, {"country": "TGO", "agency": "customs"}]
    entry, _ = TRAINING.read(GOOD | {"participants": listed, "participants_total": None}, today=date(2024, 1, 1))
    courses = courses_of([(entry, KNOWN)])
    both = TrainingSelection(where=(("country", ("GHA",)), ("agency", ("customs",))))
    assert selected(courses, both).is_empty() and groups(courses, both).is_empty()
    found = counts(courses, TrainingSelection(), "training", ("country", "agency")).frame
    assert found.select("country", "agency").rows() == [("GHA", "police"), ("TGO", "customs")]


def test_a_region_holds_the_participants_of_its_countries_alone():
    entry, _ = TRAINING.read(GOOD, today=date(2024, 1, 1))
    courses = courses_of([(entry, KNOWN)])
    africa = next(iter(reference.membership("m49").filter(pl.col("country") == "GHA")["region"]))
    asked = TrainingSelection(where=(("region", (africa,)),))
    assert counts(courses, asked, "training_participants", ()).frame["value"][0] == 12
    whole = counts(courses, TrainingSelection(), "training_participants", ("region",)).frame
    assert dict(whole.select("region", "value").rows()) == {africa: 12.0, "": 8.0}


def test_goods_inside_a_group_are_found_and_what_does_not_exist_is_refused():
    entry, _ = TRAINING.read(GOOD, today=date(2024, 1, 1))
    courses = courses_of([(entry, KNOWN)])
    assert selected(courses, TrainingSelection(where=(("goods", ("antibiotics",)),))).height == 1
    for where, by, measure in (
        ((("academy", ("x",)),), (), "training"),
        ((), ("colour",), "training"),
        ((), (), "seizures"),
    ):
        with pytest.raises(UsageError):
            counts(courses, TrainingSelection(where=where), measure, by)
