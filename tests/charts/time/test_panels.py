"""Small multiples: one scale, gaps, and what is provisional."""

import plotly.graph_objects as go
import pytest

from charts.theme import THEMES
from charts.time.panels import panels
from domain.words import ENGLISH
from tests.charts.frames import lines

SHARED = {"words": ENGLISH, "unit": "seizures"}
THEME = pytest.mark.parametrize("theme", list(THEMES.values()), ids=list(THEMES))


def checked(fig):
    """Plotly's own checks, which the charts leave out."""
    return go.Figure(fig.to_plotly_json())


@THEME
@pytest.mark.parametrize("log", [True, False])
def test_small_multiples_share_one_scale_and_leave_gaps(theme, log):
    frame = lines(("A", [5, None, 500]), ("B", [1, 0, 2]), ("C", [None, None, 3]), ("D", [1, 1, 1]))
    drawn = panels(frame, theme=theme, provisional_from="2016", log=log, **SHARED)
    fig = checked(drawn.figure)
    layout = fig.layout.to_plotly_json()
    ranges = {tuple(axis["range"]) for name, axis in layout.items() if name.startswith("yaxis")}
    assert [t.type for t in fig.data] == ["scatter"] * 4 + ["bar"] * 4, "a line and a hatched band each"
    assert len(ranges) == 1 and len(fig.layout.shapes) == 3
    assert list(fig.data[0].y) == [5, None, 500] and list(fig.data[1].y) == [1, None if log else 0, 2]
    assert all(t.marker.symbol[2] == "circle-open" for t in fig.data if t.type == "scatter"), (
        "the provisional end is open"
    )
    assert "the highest point is 500, in 2016" in drawn.alt and "not reported: 3" in drawn.alt


def test_an_empty_frame_says_so():
    fig = panels(lines(), theme=THEMES["light"], **SHARED).figure
    assert "Nothing was reported" in fig.layout.annotations[0].text
