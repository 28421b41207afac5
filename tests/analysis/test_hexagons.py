import h3
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.hexagons import EDGE_KM, by_cell, digits, resolution

SPOTS = st.lists(
    st.tuples(
        st.floats(-89, 89),
        st.floats(-180, 180),
        st.integers(1, 1000).map(float),
        st.sampled_from(["", "A", "B", "C"]),
    ),
    max_size=30,
)
SCHEMA = {"latitude": pl.Float64, "longitude": pl.Float64, "value": pl.Float64, "place": pl.String}


@given(SPOTS, st.integers(2, 5))
def test_every_seizure_is_in_the_one_cell_that_holds_it(rows, cells):
    found = by_cell(pl.DataFrame(rows, schema=SCHEMA, orient="row"), cells)
    twin: dict[str, float] = {}
    for lat, lon, value, _ in rows:
        cell = h3.latlng_to_cell(lat, lon, cells)
        twin[cell] = twin.get(cell, 0) + value
    assert dict(found.select("cell", "value").iter_rows()) == pytest.approx(twin)
    assert found["locations"].sum() == len(rows)
    assert all(h3.get_resolution(c) == cells for c in found["cell"])
    assert all("" not in names for names in found["places"].to_list())


def test_spots_without_coordinates_are_in_no_cell():
    frame = pl.DataFrame([(None, None, 9.0, "A"), (1.0, 1.0, 2.0, "B")], schema=SCHEMA, orient="row")
    found = by_cell(frame, 3)
    assert found["value"].to_list() == [2.0] and found["places"].to_list() == [["B"]]


def test_the_grid_is_finer_where_less_is_shown():
    assert [resolution(a) for a in ([], [510e6], [17e6], [8.5e6, 1e6], [640_000], [40_000], [316])] == [
        2,
        2,
        3,
        3,
        4,
        5,
        5,
    ]
    assert [digits(r) for r in (2, 3, 4, 5)] == [1, 1, 2, 2]
    for cells, edge in EDGE_KM.items():
        assert h3.average_hexagon_edge_length(cells, unit="km") == pytest.approx(edge, rel=0.1)
        assert 111 / 10 ** digits(cells) < edge / 3  # the rounding stays well inside a cell
