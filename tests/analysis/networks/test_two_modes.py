"""Who met whom, of who took part in what."""

import itertools

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from analysis.networks.two_modes import together

SCHEMA = {"network": pl.String, "from_code": pl.String, "to_code": pl.String, "kind": pl.String, "weight": pl.Float64}
TIE = st.tuples(
    st.sampled_from("XY"),
    st.sampled_from("abcd"),
    st.sampled_from(["m1", "m2", "m3"]),
    st.sampled_from(["attendance", "attendance", "contact"]),
    st.sampled_from([0.0, 1.0, 2.0]),
)


@given(st.lists(TIE, max_size=30))
def test_pairs_are_those_of_plain_python(ties):
    found = together(pl.DataFrame(ties, schema=SCHEMA, orient="row"))
    plain = {}
    for network, meeting in {(t[0], t[2]) for t in ties}:
        met = {t[1] for t in ties if (t[0], t[2], t[3]) == (network, meeting, "attendance") and t[4] > 0}
        for pair in itertools.combinations(sorted(met), 2):
            plain[network, *pair] = plain.get((network, *pair), 0) + 1
    assert {row[:3]: row[3] for row in found.rows()} == plain and found.height == len(plain)
