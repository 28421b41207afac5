"""Heat tables, stacked bars, dots, small multiples and the logarithmic axis: what they draw, say, and never pretend."""

import plotly.graph_objects as go
import polars as pl
import pytest

from charts import dot_strip, heat, panels, stacked, trend
from charts.log_axis import on_log_axis
from charts.theme import THEMES
from domain.cells import LABELS, CellState
from domain.words import ENGLISH

V, Z, N, S, R = (s.value for s in CellState)
SIDE = {"code": pl.String, "label": pl.String, "value": pl.Float64, "note": pl.String, "quiet": pl.Boolean}
CELLS = {"row": pl.String, "column": pl.String, "value": pl.Float64, "state": pl.String, "text": pl.String}
SHARED = {"words": ENGLISH, "unit": "seizures"}
THEME = pytest.mark.parametrize("theme", list(THEMES.values()), ids=list(THEMES))


def side(*rows):
    return pl.DataFrame(rows, schema=SIDE, orient="row")


ROWS = side(("a", "Air <b>", 1300, "2 of 3", False), ("s", "Sea", 4, "", False))
COLUMNS = side(*[(str(y), str(y), 10, "", False) for y in range(2014, 2019)])
HELD = pl.DataFrame(
    [
        ("a", "2014", 1200.0, V, ""),
        ("a", "2015", 0.0, Z, ""),
        ("a", "2016", None, N, "no report covers it"),
        ("a", "2017", None, S, ""),
        ("a", "2018", 100.0, V, ""),
        ("s", "2014", 4.0, V, ""),
        *[("s", str(y), None, R, "") for y in range(2015, 2019)],
    ],
    schema=CELLS,
    orient="row",
)


def checked(fig):
    """Plotly's own checks, which the charts leave out."""
    return go.Figure(fig.to_plotly_json())


@THEME
def test_every_state_of_a_heat_table_has_its_pattern_and_its_words(theme):
    fig = checked(heat.heat(HELD, ROWS, COLUMNS, theme=theme, **SHARED))
    legend = {t.name: t for t in fig.data if t.showlegend is not False}
    states = [
        next(t for name, t in legend.items() if name.startswith(LABELS[s])) for s in CellState if s != CellState.VALUE
    ]
    shapes = [t.marker.pattern.shape for t in states]
    assert len(set(shapes)) == 4 and [len(t.x) for t in states] == [1, 1, 1, 4]
    gap = next(t for name, t in legend.items() if name == LABELS[CellState.NOT_REPORTED])
    assert "no report covers it" in gap.hovertext[0] and "Air &lt;b&gt;" in gap.hovertext[0]
    drawn = [t for t in fig.data if t.type == "bar" and t.hovertext]
    assert sum(len(t.x) for t in drawn) == HELD.height, "one box a cell"


def test_the_true_sums_stand_beside_figures_and_not_beside_shares():
    def texts(fig):
        return [x for t in fig.data if t.text for x in t.text]

    fig = heat.heat(HELD, ROWS, COLUMNS, theme=THEMES["light"], **SHARED)
    assert "1,300" in texts(fig)
    notes = next(t for t in fig.data if t.type == "scatter")
    assert notes.text[0] == "2 of 3" and notes.x[0] <= fig.layout.xaxis.range[1], "Plotly draws nothing beyond the axis"
    share = HELD.with_columns(pl.col("value") / 1300)
    shown = texts(heat.heat(share, ROWS, COLUMNS, theme=THEMES["light"], share=True, **SHARED))
    assert "92%" in shown and "1,300" not in shown


def test_zeros_and_gaps_alone_are_a_table_too():
    gaps = HELD.filter(pl.col("state") != V)
    assert checked(heat.heat(gaps, ROWS, COLUMNS, theme=THEMES["light"], **SHARED)).data
    assert heat.describe(gaps, ROWS, COLUMNS, **SHARED).startswith("Nothing")


def test_a_heat_table_in_words():
    said = heat.describe(HELD, ROWS, COLUMNS, **SHARED)
    assert "up to 1,200 seizures" in said and "Zero reported: 1 cell. Not reported: 1 cell." in said


@THEME
@pytest.mark.parametrize("upright", [True, False])
def test_stacked_bars_differ_by_pattern_and_count_what_is_missing(theme, upright):
    cells = HELD.rename({"row": "part", "column": "bar"})
    fig = checked(stacked.stacked(cells, COLUMNS, ROWS, theme=theme, upright=upright, **SHARED))
    parts, signs = fig.data[:-1], fig.data[-1]
    assert len({(t.marker.color, t.marker.pattern.shape) for t in parts}) == 2
    long = [t.y if upright else t.x for t in parts]
    assert sum(sum(values) for values in long) == HELD["value"].sum()
    assert list(signs.text) == [" + 1 n.r.", " + 2 n.r.", " + 2 n.r.", " + 1 n.r."]
    assert "Pieces not reported: 6" in stacked.describe(cells, COLUMNS, ROWS, **SHARED)


LIST = pl.DataFrame(
    [
        ("a", "Apes", 1_000_000.0, V, False),
        ("b", "Bears", 3.0, V, False),
        ("c", "Cats", 0.0, Z, False),
        ("d", "Dogs", None, N, True),
    ],
    schema={"code": pl.String, "label": pl.String, "value": pl.Float64, "state": pl.String, "quiet": pl.Boolean},
    orient="row",
)


@THEME
def test_dots_on_a_logarithmic_axis_say_zero_and_gaps_in_words(theme):
    fig = checked(dot_strip.dot_strip(LIST, theme=theme, log=True, **SHARED))
    assert fig.layout.xaxis.type == "log" and list(fig.data[1].x) == [1_000_000, 3]
    assert list(fig.data[2].text) == ["zero reported", "not reported"]
    plain = checked(dot_strip.dot_strip(LIST, theme=theme, log=False, **SHARED))
    assert plain.layout.xaxis.range[0] == 0 and plain.data[1].marker.symbol[2] == "circle-open"
    assert "333,333 times as much" in dot_strip.describe(LIST, **SHARED)


def lines(*values):
    rows = [(s, str(2014 + i), v, V if v else Z if v == 0 else N) for s, held in values for i, v in enumerate(held)]
    return pl.DataFrame(
        rows, schema={"series": pl.String, "period": pl.String, "value": pl.Float64, "state": pl.String}, orient="row"
    )


@THEME
@pytest.mark.parametrize("log", [True, False])
def test_small_multiples_share_one_scale_and_leave_gaps(theme, log):
    frame = lines(("A", [5, None, 500]), ("B", [1, 0, 2]), ("C", [None, None, 3]), ("D", [1, 1, 1]))
    fig = checked(panels.panels(frame, theme=theme, provisional_from="2016", log=log, **SHARED))
    layout = fig.layout.to_plotly_json()
    ranges = {tuple(axis["range"]) for name, axis in layout.items() if name.startswith("yaxis")}
    assert [t.type for t in fig.data] == ["scatter"] * 4 + ["bar"] * 4, "a line and a hatched band each"
    assert len(ranges) == 1 and len(fig.layout.shapes) == 3
    assert list(fig.data[0].y) == [5, None, 500] and list(fig.data[1].y) == [1, None if log else 0, 2]
    assert all(t.marker.symbol[2] == "circle-open" for t in fig.data if t.type == "scatter"), (
        "the provisional end is open"
    )
    assert "the highest point is 500, in 2016" in panels.describe(
        frame, **SHARED
    ) and "not reported: 3" in panels.describe(frame, **SHARED)


def test_on_a_logarithmic_axis_every_name_stands_at_the_end_of_its_own_line():
    frame = lines(("Low", [900, 90, 9]), ("High", [10, 100, 1000]), ("Ends in zero", [50, 50, 0]))
    light = THEMES["light"]
    fig = on_log_axis(trend.trend(frame, theme=light, **SHARED), words=ENGLISH, theme=light)
    at = {n.text.rsplit("</span> ")[-1]: n.y for n in checked(fig).layout.annotations if "━" in n.text}
    assert at["Low"] == pytest.approx(0.954, abs=0.01) and at["High"] == pytest.approx(3, abs=0.01)
    assert at["Ends in zero"] == pytest.approx(1.699, abs=0.01)
    assert fig.layout.yaxis.type == "log" and all(v is None or v > 0 for t in fig.data for v in t.y)


def test_a_single_line_loses_its_area_on_a_logarithmic_axis():
    frame, light = lines(("A", [5, None, 500])).drop("series"), THEMES["light"]
    plain = trend.trend(frame, theme=light, **SHARED)
    assert any(t.fill for t in plain.data)
    assert not any(t.fill for t in on_log_axis(plain, words=ENGLISH, theme=light).data)


def test_empty_frames_say_so():
    for fig in (
        heat.heat(HELD.clear(), ROWS, COLUMNS, theme=THEMES["light"], **SHARED),
        stacked.stacked(HELD.clear(), ROWS, COLUMNS, theme=THEMES["light"], **SHARED),
        dot_strip.dot_strip(LIST.clear(), theme=THEMES["light"], **SHARED),
        panels.panels(lines(), theme=THEMES["light"], **SHARED),
    ):
        assert "Nothing was reported" in fig.layout.annotations[0].text
