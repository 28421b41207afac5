import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.estimates import ADDED, estimate, totals
from domain.errors import AtlasError, UsageError

FACTORS = pl.DataFrame(
    [
        ("tablets", "mass", "ecstasy", 0.00009, 0.00025, 0.0003, "A", "bulk weight"),
        ("tablets", "mass", "amphetamine", 0.00009, None, 0.0003, "A", "no central"),
        ("volume", "mass", "heroin", None, 1.0, None, "B", "no range"),
    ],
    schema=["from_class", "to_class", "goods", "low", "central", "high", "source", "note"],
    orient="row",
)
SCHEMA = {"goods": pl.String, "unit_class": pl.String, "value": pl.Float64, "country": pl.String}


def frame(*rows):
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def test_a_factor_gives_a_range_beside_the_original():
    given_ = frame(("ecstasy", "tablets", 1000.0, "NA"))
    row = estimate(given_, FACTORS).row(0, named=True)
    assert (row["value"], row["unit_class"], row["country"]) == (1000.0, "tablets", "NA")
    assert (row["low"], row["central"], row["high"]) == pytest.approx((0.09, 0.25, 0.3))
    assert (row["estimated"], row["basis"], row["to_class"]) == (True, "estimated", "mass")
    assert (row["factor_source"], row["factor_note"]) == ("A", "bulk weight")


def test_what_was_weighed_stays_and_is_not_an_estimate():
    row = estimate(frame(("ecstasy", "mass", 5.0, "")), FACTORS).row(0, named=True)
    assert (row["low"], row["central"], row["high"]) == (5.0, 5.0, 5.0)
    assert (row["estimated"], row["basis"], row["factor_source"]) == (False, "measured", "")


def test_equivalents_are_not_mass():
    row = estimate(frame(("ecstasy", "mass-equivalent", 5.0, "")), FACTORS).row(0, named=True)
    assert (row["central"], row["basis"]) == (None, "no-factor")


def test_nothing_is_estimated_without_a_factor_or_a_value():
    rows = frame(("lsd", "tablets", 5.0, ""), (None, "tablets", 5.0, ""), ("ecstasy", "tablets", None, ""))
    found = estimate(rows, FACTORS)
    assert found["basis"].to_list() == ["no-factor", "no-factor", "not-reported"]
    assert found.select("low", "central", "high").null_count().row(0) == (3, 3, 3)
    assert not found["estimated"].any()


def test_zero_is_a_value():
    row = estimate(frame(("ecstasy", "tablets", 0.0, "")), FACTORS).row(0, named=True)
    assert (row["low"], row["high"], row["estimated"]) == (0.0, 0.0, True)


def test_what_a_source_does_not_give_stays_empty():
    found = estimate(frame(("amphetamine", "tablets", 1000.0, ""), ("heroin", "volume", 2.0, "")), FACTORS)
    assert found["central"].to_list() == [None, 2.0] and found["low"].to_list() == [pytest.approx(0.09), None]


def test_the_frame_keeps_its_rows_columns_and_types():
    rows = frame(("heroin", "volume", 2.0, "x"), ("lsd", "doses", 1.0, "y"), ("ecstasy", "tablets", 1.0, "z"))
    cast = rows.with_columns(pl.col("unit_class").cast(pl.Enum(["doses", "tablets", "volume"])))
    found = estimate(cast, FACTORS)
    assert found.select(cast.columns).equals(cast) and found.columns == [*cast.columns, *ADDED]


def test_an_empty_frame_honours_the_contract():
    found = estimate(frame(), FACTORS)
    full = estimate(frame(("heroin", "volume", 2.0, "x")), FACTORS)
    assert found.is_empty() and found.schema == full.schema
    assert estimate(frame(("heroin", "volume", 2.0, "x")), FACTORS.clear())["basis"].to_list() == ["no-factor"]
    assert totals(found, ["country"]).schema == totals(full, ["country"]).schema
    assert totals(found).row(0, named=True)["central"] is None


def test_totals_keep_the_measured_apart_and_count_what_is_left_out():
    rows = frame(
        ("ecstasy", "mass", 5.0, "x"),
        ("ecstasy", "tablets", 1000.0, "x"),
        ("lsd", "doses", 7.0, "x"),
        ("amphetamine", "tablets", 1000.0, "y"),
        ("lsd", "doses", 7.0, "z"),
        ("ecstasy", "mass", 2.0, "v"),
    )
    found = {r["country"]: r for r in totals(estimate(rows, FACTORS), ["country"]).to_dicts()}
    x = found["x"]
    assert (x["measured"], x["n_estimated"], x["n_left_out"], x["estimated"]) == (5.0, 1, 1, True)
    assert (x["low"], x["central"], x["high"]) == pytest.approx((5.09, 5.25, 5.3))
    assert (found["y"]["measured"], found["y"]["central"]) == (None, None)
    assert found["y"]["high"] == pytest.approx(0.3)
    assert (found["z"]["measured"], found["z"]["low"], found["z"]["n_left_out"]) == (None, None, 1)
    assert (found["v"]["measured"], found["v"]["central"], found["v"]["estimated"]) == (2.0, 2.0, False)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["ecstasy", "heroin", "lsd", "amphetamine"]),
            st.sampled_from(["mass", "tablets", "volume", "doses"]),
            st.one_of(st.none(), st.floats(0, 1e6)),
            st.sampled_from(["x", "y"]),
        ),
        max_size=30,
    )
)
def test_every_row_is_measured_estimated_or_left_out_with_its_reason(rows):
    given_ = frame(*rows)
    found = estimate(given_, FACTORS)
    assert found.select(given_.columns).equals(given_)
    known = {(f, g): (low, mid, high) for f, _, g, low, mid, high, *_ in FACTORS.iter_rows()}
    for row in found.to_dicts():
        factor = known.get((row["unit_class"], row["goods"]))
        parts = (row["low"], row["central"], row["high"])
        if row["value"] is None:
            assert parts == (None, None, None) and row["basis"] == "not-reported"
        elif row["unit_class"] == "mass":
            assert parts == (row["value"],) * 3 and not row["estimated"]
        elif factor:
            assert parts == tuple(None if f is None else row["value"] * f for f in factor) and row["estimated"]
        else:
            assert parts == (None, None, None) and row["basis"] == "no-factor"


def test_bad_questions_are_refused():
    rows = frame(("ecstasy", "tablets", 1.0, ""))
    with pytest.raises(UsageError, match="not a unit class"):
        estimate(rows, FACTORS, to_class="weight")
    with pytest.raises(UsageError, match="several factors for tablets → mass of ecstasy"):
        estimate(rows, pl.concat([FACTORS, FACTORS.head(1)]))
    with pytest.raises(UsageError, match="converted exactly"):
        estimate(rows, FACTORS.with_columns(pl.lit("mass").alias("from_class")))
    with pytest.raises(UsageError, match="below zero"):
        estimate(rows, FACTORS.with_columns(-pl.col("high")))
    with pytest.raises(AtlasError, match="lacks the columns"):
        estimate(rows.drop("value"), FACTORS)
    with pytest.raises(AtlasError, match="not estimated again"):
        estimate(estimate(rows, FACTORS), FACTORS)
