"""Routes, held against the toy example of the methods and a slow twin."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import flows

PLACES = ["COL", "ESP", "FRA", "", "unknown"]
ROWS = st.lists(
    st.tuples(*[st.sampled_from(PLACES)] * 3, st.sampled_from(["air", ""]), st.integers(1, 9).map(float)), max_size=25
)


def frame(rows):
    schema = {"departure": pl.String, "country": pl.String, "destination": pl.String, "mode": pl.String}
    return pl.DataFrame(rows, schema={**schema, "value": pl.Float64}, orient="row")


def test_the_interval_is_wilsons():
    """Newcombe 1998, Statistics in Medicine 17, table I: 81/263 and 15/148."""
    assert flows.interval(81, 263) == pytest.approx((0.3080, 0.2553, 0.3662), abs=5e-5)
    assert flows.interval(15, 148) == pytest.approx((0.1014, 0.0624, 0.1605), abs=5e-5)
    assert flows.interval(0, 0) == (None, None, None)


@given(ROWS)
def test_legs_are_those_a_slow_reading_finds(rows):
    told = {}
    for start, place, _, mode, value in rows:
        if start not in ("", "unknown") and place not in ("", "unknown") and start != place:
            told[start, place, mode] = told.get((start, place, mode), 0) + value
    found = flows.legs(frame(rows), "departure", "country")
    assert {(r["start"], r["end"], r["mode"]): r["value"] for r in found.to_dicts()} == told


@given(ROWS)
def test_every_column_holds_every_seizure_once(rows):
    links = flows.columns(frame(rows), ("departure", "country", "destination"), most=1)
    whole = sum(r[-1] for r in rows)
    for step in (0, 1):
        assert links.filter(pl.col("step") == step)["value"].sum() == whole
    if rows:
        ends = links.filter(pl.col("step") == 0).group_by("end").agg(pl.col("value").sum()).sort("end")
        starts = links.filter(pl.col("step") == 1).group_by("start").agg(pl.col("value").sum()).sort("start")
        assert ends.rows() == starts.rows()


@given(ROWS)
def test_the_balance_is_what_a_slow_reading_finds(rows):
    known = {"COL", "ESP", "FRA"}
    found = {r["code"]: r for r in flows.balance(frame(rows)).to_dicts()}
    for code in known:
        inward = sum(v for s, p, _, _, v in rows if p == code and s in known and s != code)
        outward = sum(v for s, p, _, _, v in rows if s == code and p in known and p != code)
        before = sum(v for s, p, d, _, v in rows if s == p == code and d in known and d != code)
        if code not in found:
            assert inward == outward == before == 0
            continue
        row = found[code]
        if not any(p == code and s in known for s, p, _, _, _ in rows):  # no report of its own: not zero
            assert (row["inward"], row["before"], row["ratio"], row["high"]) == (None,) * 4
            assert row["outward"] == outward
            continue
        home = sum(v for s, p, _, _, v in rows if s == p == code)
        unbound = sum(v for s, p, d, _, v in rows if s == p == code and d not in known)
        told = sum(v for s, p, _, _, v in rows if p == code and s in known)
        places = {p for _, p, _, _, _ in rows} & known
        assert (row["inward"], row["outward"], row["home"], row["unbound"]) == (inward, outward, home, unbound)
        assert row["before"] == (None if home and unbound == home else before)
        sure = unbound * 2 < home and told >= flows.LEAST_OWN and len(places) > 1
        assert row["ratio"] == (before / (before + outward) if sure and before + outward else None)


def test_a_destination_that_nobody_tells_is_not_caught_at_home_zero():
    """Colombia tells that 100 seizures departed there and of none where they were bound for; Spain tells it."""
    held = frame(
        [
            ("COL", "COL", "", "air", 100.0),
            ("COL", "ESP", "ESP", "air", 50.0),
            ("ESP", "ESP", "FRA", "road", 6.0),
            ("ESP", "ESP", "", "road", 2.0),
            ("ESP", "FRA", "FRA", "road", 6.0),
            ("FRA", "FRA", "ESP", "road", 1.0),
            ("FRA", "ESP", "ESP", "road", 5.0),
        ]
    )
    found = {r["code"]: r for r in flows.balance(held).to_dicts()}
    assert (found["COL"]["before"], found["COL"]["ratio"], found["COL"]["high"]) == (None, None, None)
    assert (found["COL"]["home"], found["COL"]["unbound"]) == (100, 100)
    assert (found["ESP"]["ratio"], found["ESP"]["unbound"]) == (0.5, 2)
    assert found["FRA"]["ratio"] is None and found["FRA"]["before"] == 1  # seven of its own: too few
    alone = flows.balance(held.filter(pl.col("country") == "ESP"))
    assert alone.filter(code="ESP")["ratio"].item() is None  # where one place alone reports, all is caught there


def test_known_share_and_what_crosses_a_border():
    held = frame([("COL", "ESP", "", "air", 2.0), ("ESP", "ESP", "ESP", "", 3.0), ("", "ESP", "FRA", "", 5.0)])
    assert flows.known_share(held, "departure") == (5.0, 10.0)
    assert flows.across_borders(held, ("departure", "country", "destination"))["value"].to_list() == [2.0, 5.0]


@given(ROWS, st.sampled_from(["COL", "ESP", "FRA"]), st.booleans())
def test_partners_are_those_a_slow_reading_finds(rows, place, outward):
    known = {"COL", "ESP", "FRA"}
    found = {r["code"]: r for r in flows.partners(frame(rows), place, outward=outward).to_dicts()}
    for code in known - {place}:
        start, seized = (place, code) if outward else (code, place)
        value = sum(v for s, p, _, _, v in rows if (s, p) == (start, seized))
        assert (code in found) == (value > 0)
        if value:
            told = sum(v for s, p, _, _, v in rows if p == seized and s in known)
            every = sum(v for _, p, _, _, v in rows if p == seized)
            row = found[code]
            assert (row["value"], row["reported"], row["every"]) == (value, told, every)
            assert row["low"] <= row["share"] == value / told <= row["high"]


def test_an_aggregate_whose_number_is_not_told_is_no_zero_and_breaks_nothing():
    held = frame([("COL", "ESP", "FRA", "air", 2.0), ("FRA", "ESP", "COL", "air", None)])
    assert flows.legs(held, "departure", "country")["start"].to_list() == ["COL"]
    assert "FRA" not in flows.columns(held, ("departure", "country"), most=5)["start"].to_list()
    assert flows.partners(held, "ESP", outward=False)["code"].to_list() == ["COL"]
    balance = {r["code"]: r for r in flows.balance(held).to_dicts()}
    assert balance["ESP"]["reported_of"] == 2 and "FRA" not in balance
