"""What passes in numbers is what passes in codes: each condition as a table and as an expression."""

import numpy as np
import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from data_access.lattice.codes import MAYBE, MONTHS, NOT, SURE, Codes
from data_access.lattice.conditions import AllOf, AnyOf, OneOf, Within, table_of

YEARS = [2013, 2014, 2015]
CODES = Codes(years=YEARS)
CODES.texts["country"] += ["ESP", "FRA", "unknown"]
CODES.texts["division"] += ["", "ES-CT", "other"]
CODES.sets += [7, 3, 12]
CODES.access += [("b", "public", False, ""), ("a", "restricted", False, "b"), ("a", "public", True, "")]
TIMES = [(y, f"{y}-{m:02d}" if m else "") for y in YEARS for m in range(MONTHS)]
MONTH = st.sampled_from(["", *(month for _, month in TIMES if month), "2010-05", "2020-01"])


def one_of(column, *codes):
    values = st.frozensets(st.sampled_from([*codes, "of no record"]), max_size=3)
    return st.builds(OneOf, st.just(column), values, st.booleans())


OF_ACCESS = one_of("source", "a", "b") | one_of("handling", "public", "restricted") | one_of("hidden_by", "", "b")
OF_TIME = (
    st.builds(Within, MONTH, MONTH, st.booleans())
    | one_of("year", "2013", "2015")
    | one_of("month", "", "2014-03", "2015-12")
)
OF_COUNTRY = one_of("country", "ESP", "FRA", "unknown")
OF_PLACE = st.recursive(
    OF_COUNTRY | one_of("division", "", "ES-CT"),
    lambda parts: st.lists(parts, min_size=1, max_size=3).flatmap(
        lambda some: st.sampled_from([AllOf(tuple(some)), AnyOf(tuple(some))])
    ),
    max_leaves=4,
)
OF_TIMES = st.lists(OF_TIME, min_size=1, max_size=3).flatmap(
    lambda some: st.sampled_from([AllOf(tuple(some)), AnyOf(tuple(some))])
)


def frame_of(names):
    """A row for each combination of the numbers of these columns."""
    if names == ("access",):
        schema = {"source": pl.String, "handling": pl.String, "is_copy": pl.Boolean, "hidden_by": pl.String}
        return pl.DataFrame(CODES.access, schema=schema, orient="row")
    if names == ("time",):
        return pl.DataFrame(TIMES, schema={"year": pl.Int32, "month": pl.String}, orient="row")
    frame = pl.DataFrame({names[0]: CODES.texts[names[0]]})
    for name in names[1:]:
        frame = frame.join(pl.DataFrame({name: CODES.texts[name]}), how="cross", maintain_order="left_right")
    return frame


@given(OF_ACCESS | OF_TIME | OF_TIMES | OF_PLACE)
def test_a_condition_passes_the_same_numbers_and_codes(condition):
    names = table_of(condition.columns)
    expected = frame_of(names).with_columns(condition.expression().alias("passes"))["passes"].to_list()
    shape = [len(CODES.texts[name]) for name in names] if names[0] in CODES.texts else [len(expected)]
    table = np.broadcast_to(condition.table(CODES, names), shape)
    assert table.ravel().tolist() == expected


def test_sets_of_goods_and_copies_are_no_text():
    assert OneOf("goods_set_id", frozenset([12, 99])).table(CODES, ("goods_set_id",)).tolist() == [False, False, True]
    assert OneOf("is_copy", frozenset([False])).table(CODES, ("access",)).tolist() == [True, True, False]


@given(st.lists(OF_COUNTRY | OF_PLACE, max_size=3), st.lists(OF_COUNTRY | OF_PLACE, min_size=1, max_size=2))
def test_what_passes_only_loosely_passes_maybe(strict, more):
    """Loose conditions pass what the strict ones pass, and more: each strict one, or something else."""
    loose = [AnyOf((one, *more)) for one in strict]
    frame = frame_of(("country", "division"))
    known, may = passing(frame, strict), passing(frame, loose)
    level = np.full((3, 3), SURE)
    for names, table in CODES.tables(strict, loose).items():
        one = table if table.dtype != bool else np.where(table, SURE, NOT)
        level = np.minimum(level, one.reshape([3 if n in names else 1 for n in ("country", "division")]))
    expected = [SURE if k else MAYBE if m else NOT for k, m in zip(known, may, strict=True)]
    assert level.ravel().tolist() == expected


def passing(frame, conditions):
    tests = [pl.lit(value=True), *(c.expression() for c in conditions)]
    return frame.with_columns(pl.all_horizontal(tests).alias("passes"))["passes"].to_list()
