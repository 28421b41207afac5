"""Heat tables, stacked bars and dots: what they draw, say, and never pretend."""

import plotly.graph_objects as go
import polars as pl
import pytest

from charts.dot_strip import dot_strip
from charts.heat import heat
from charts.stacked import stacked
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
    fig = checked(heat(HELD, ROWS, COLUMNS, theme=theme, **SHARED).figure)
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

    fig = heat(HELD, ROWS, COLUMNS, theme=THEMES["light"], **SHARED).figure
    assert "1,300" in texts(fig)
    notes = next(t for t in fig.data if t.type == "scatter")
    assert notes.text[0] == "2 of 3" and notes.x[0] <= fig.layout.xaxis.range[1], "Plotly draws nothing beyond the axis"
    share = HELD.with_columns(pl.col("value") / 1300)
    shown = texts(heat(share, ROWS, COLUMNS, theme=THEMES["light"], share=True, **SHARED).figure)
    assert "92%" in shown and "1,300" not in shown


def test_zeros_and_gaps_alone_are_a_table_too():
    gaps = HELD.filter(pl.col("state") != V)
    assert checked(heat(gaps, ROWS, COLUMNS, theme=THEMES["light"], **SHARED).figure).data
    assert heat(gaps, ROWS, COLUMNS, theme=THEMES["light"], **SHARED).alt.startswith("Nothing")


def test_a_heat_table_in_words():
    said = heat(HELD, ROWS, COLUMNS, theme=THEMES["light"], **SHARED).alt
    assert "up to 1,200 seizures" in said and "Zero reported: 1 cell. Not reported: 1 cell." in said


@THEME
@pytest.mark.parametrize("upright", [True, False])
def test_stacked_bars_differ_by_pattern_and_count_what_is_missing(theme, upright):
    cells = HELD.rename({"row": "part", "column": "bar"})
    fig = checked(stacked(cells, COLUMNS, ROWS, theme=theme, upright=upright, **SHARED).figure)
    parts, signs = fig.data[:-1], fig.data[-1]
    assert len({(t.marker.color, t.marker.pattern.shape) for t in parts}) == 2
    long = [t.y if upright else t.x for t in parts]
    assert sum(sum(values) for values in long) == HELD["value"].sum()
    assert list(signs.text) == [" + 1 n.r.", " + 2 n.r.", " + 2 n.r.", " + 1 n.r."]
    assert "Pieces not reported: 6" in stacked(cells, COLUMNS, ROWS, theme=theme, **SHARED).alt


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
    fig = checked(dot_strip(LIST, theme=theme, log=True, **SHARED).figure)
    assert fig.layout.xaxis.type == "log" and list(fig.data[1].x) == [1_000_000, 3]
    assert list(fig.data[2].text) == ["zero reported", "not reported"]
    plain = checked(dot_strip(LIST, theme=theme, log=False, **SHARED).figure)
    assert plain.layout.xaxis.range[0] == 0 and plain.data[1].marker.symbol[2] == "circle-open"
    assert "333,333 times as much" in dot_strip(LIST, theme=theme, **SHARED).alt


def test_empty_frames_say_so():
    for fig in (
        heat(HELD.clear(), ROWS, COLUMNS, theme=THEMES["light"], **SHARED).figure,
        stacked(HELD.clear(), ROWS, COLUMNS, theme=THEMES["light"], **SHARED).figure,
        dot_strip(LIST.clear(), theme=THEMES["light"], **SHARED).figure,
    ):
        assert "Nothing was reported" in fig.layout.annotations[0].text
