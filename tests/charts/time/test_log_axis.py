"""Lines on a logarithmic axis: names at their ends, no areas, no zeros."""

import plotly.graph_objects as go
import pytest

from charts.theme import THEMES
from charts.time.trend import trend
from domain.words import ENGLISH
from tests.charts.frames import lines

SHARED = {"words": ENGLISH, "unit": "seizures"}


def checked(fig):
    """Plotly's own checks, which the charts leave out."""
    return go.Figure(fig.to_plotly_json())


def test_on_a_logarithmic_axis_every_name_stands_at_the_end_of_its_own_line():
    frame = lines(("Low", [900, 90, 9]), ("High", [10, 100, 1000]), ("Ends in zero", [50, 50, 0]))
    fig = trend(frame, theme=THEMES["light"], log=True, **SHARED).figure
    at = {n.text.rsplit("</span> ")[-1]: n.y for n in checked(fig).layout.annotations if "━" in n.text}
    assert at["Low"] == pytest.approx(0.954, abs=0.01) and at["High"] == pytest.approx(3, abs=0.01)
    assert at["Ends in zero"] == pytest.approx(1.699, abs=0.01)
    assert fig.layout.yaxis.type == "log" and all(v is None or v > 0 for t in fig.data for v in t.y)


def test_a_single_line_loses_its_area_on_a_logarithmic_axis():
    frame, light = lines(("A", [5, None, 500])).drop("series"), THEMES["light"]
    plain = trend(frame, theme=light, **SHARED).figure
    assert any(t.fill for t in plain.data)
    assert not any(t.fill for t in trend(frame, theme=light, log=True, **SHARED).figure.data)
