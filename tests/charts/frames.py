"""Small frames that several charts draw."""

import polars as pl

from domain.cells import CellState

V, Z, N = CellState.VALUE.value, CellState.ZERO.value, CellState.NOT_REPORTED.value

FRAME = pl.DataFrame(
    {
        "code": ["ESP", "SGP", "FRA", "DEU"],
        "label": ["Spain <b>", "Singapore", "France", "Germany"],
        "value": [1200.0, 3.0, None, 0.0],
        "state": ["value", "value", "not_reported", "zero"],
    }
)
YEARS = pl.DataFrame(
    {
        "period": ["2014", "2015", "2016"],
        "value": [5.0, None, 0.0],
        "state": ["value", "not_reported", "zero"],
    }
)
LEGS = pl.DataFrame(
    {
        "start": ["COL", "CHN"],
        "end": ["ESP", "NZL"],
        "start_label": ["Colombia", "China"],
        "end_label": ["Spain", "New Zealand"],
        "mode": ["maritime", ""],
        "kind": ["sea", "air"],
        "value": [900.0, 4.0],
        "third": [False, False],
        "path": [[[-74.0, 4.0], [-60.0, 20.0], [-3.0, 40.0]], [[104.0, 35.0], [172.0, -41.0]]],
    }
)
STRIP = pl.DataFrame({"label": ["Spain", "Spain"], "year": ["2014", "2015"], "value": [3.0, None]})


def lines(*values):
    rows = [(s, str(2014 + i), v, V if v else Z if v == 0 else N) for s, held in values for i, v in enumerate(held)]
    return pl.DataFrame(
        rows, schema={"series": pl.String, "period": pl.String, "value": pl.Float64, "state": pl.String}, orient="row"
    )
