"""Records of working together, and the pairs that they name: against a plain count of the same files."""

import csv
from itertools import combinations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.cooperation.joint import JOINT_SCHEMA, PAIR_SCHEMA, pairs_of
from data_access.cooperation.organisations import kind_of, kinds_of
from data_access.facts.cases import shipped
from data_access.facts.operations import FACTS
from data_access.gateway import Gateway
from data_access.reference import tables as reference
from domain.codes import AGENCY_KINDS
from domain.selection import Selection
from tests.asking import seen

ALL = Selection()


def cooperation():
    return seen(Gateway.open()).cooperation


def test_the_records_are_those_on_goods_without_totals_and_all_documented_cases():
    found = cooperation().joint(ALL)
    assert dict(found.schema) == JOINT_SCHEMA
    counted = dict(found.group_by("sort").len().iter_rows())
    assert counted == {"operation": 137, "case": len(shipped())}


def test_countries_are_those_that_a_record_names_and_never_guessed():
    found = {row["record"]: row["countries"] for row in cooperation().joint(ALL).iter_rows(named=True)}
    with (FACTS / "operations.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            if row["op_id"] in found:
                assert found[row["op_id"]] == sorted(filter(None, row["countries_iso3"].split(";")))
    for case in shipped():
        assert found[case.case_id] == sorted({p.code for p in case.places if p.role == "jurisdiction"})


LISTS = st.lists(st.lists(st.sampled_from("ABCD"), unique=True, max_size=4), max_size=6)


@given(LISTS)
def test_pairs_are_those_of_a_plain_count(lists):
    rows = [(f"R{i}", "case", "", None, sorted(codes), [], 0, "public") for i, codes in enumerate(lists)]
    found = pairs_of(pl.DataFrame(rows, schema=JOINT_SCHEMA, orient="row"), "countries")
    assert dict(found.schema) == PAIR_SCHEMA
    for one, other in combinations("ABCD", 2):
        both = [f"R{i}" for i, codes in enumerate(lists) if {one, other} <= set(codes)]
        row = found.filter((pl.col("one") == one) & (pl.col("other") == other))
        assert row["records"].to_list() == ([both] if both else [])
        assert row["n"].to_list() == ([len(both)] if both else [])


def test_filters_of_seizures_are_those_of_the_records():
    found = cooperation().joint(Selection(where=(("goods_group", ("wildlife",)),), start="2018-01", end="2019-12"))
    assert 0 < found.height < cooperation().joint(ALL).height
    assert set(found["year"]) <= {2018, 2019}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("INTERPOL", "police"), ("WCO RILO ECE", "customs"), ("China Customs", "customs"), ("Frontex", "border"),
        ("WHO IMPACT", "regulator"), ("PSI", "private"), ("Japan Coast Guard", "military"), ("OLAF", ""),
        ("Psion Ltd", ""), ("Cairo airport customs police", "customs"),
    ],
)  # fmt: skip
def test_an_organisation_is_what_a_word_of_its_name_says(name, kind):
    assert kind_of(name) == kind


def test_every_word_says_a_kind_that_there_is_and_what_is_not_assigned_is_counted():
    assert set(reference.read("organisation_words")["kind"]) <= set(AGENCY_KINDS)
    assert kinds_of(["INTERPOL", "Europol", "OLAF"]) == (["police"], 1)
