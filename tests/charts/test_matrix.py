import polars as pl
import pytest

from charts.matrix import matrix
from charts.theme import DARK, LIGHT
from domain.words import ENGLISH


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda t: t.name)
def test_an_empty_cell_of_the_matrix_stays_empty_and_the_others_carry_their_pair(theme):
    frame = pl.DataFrame(
        {
            "row": ["France", "Spain"],
            "column": ["Spain", "Italy"],
            "row_code": ["FRA", "ESP"],
            "column_code": ["ESP", "ITA"],
            "value": [1.0, 20.0],
        }
    )
    fig = matrix(frame, words=ENGLISH, theme=theme, unit="seizures", rows="From", columns="To").figure
    cells = fig.data[0]
    assert list(zip(cells.x, cells.base, cells.text, strict=True)) == [(1, -0.46, "1"), (0, 0.54, "20")]
    assert [list(c) for c in cells.customdata] == [["FRA", "ESP"], ["ESP", "ITA"]]
    assert list(cells.marker.color) == [0, pytest.approx(1.30103)]
    assert list(cells.textfont.color) == [theme.text, theme.paper]
    assert list(fig.layout.xaxis.ticktext) == ["Italy", "Spain"] and list(fig.layout.yaxis.ticktext) == [
        "France",
        "Spain",
    ]
