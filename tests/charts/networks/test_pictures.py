"""Marks, circles and arcs: what stands where, what a click names, what stands out."""

import polars as pl
import pytest

from charts.networks.arcs import arcs
from charts.networks.circles import circles
from charts.networks.layout import radius
from charts.networks.marks import LABELLED, Look, network
from charts.theme import DARK, LIGHT
from domain.words import ENGLISH

NODES = pl.DataFrame(
    {
        "code": ["a", "b", "c", "d"],
        "label": ["Grupo <b>", "A name that is far too long to stand below a mark", "C", "D"],
        "kind": ["one", "one", "two", "two"],
        "degree": [2, 2, 1, 1],
        "said": ["a!", "b!", "c!", "d!"],
    }
)
TIES = pl.DataFrame({"start": ["a", "a", "b"], "end": ["b", "c", "d"]})
CELLS = pl.DataFrame(
    {"row": ["x", "y"], "column": ["p", "q"], "value": [1, 4], "said": ["one", "four"]},
    schema_overrides={"value": pl.Int64},
)
ROWS = pl.DataFrame({"code": ["y", "x"], "label": ["Why", "Ex"]})
COLUMNS = pl.DataFrame({"code": ["p", "q"], "label": ["Pee", "Queue"]})
LOOKS = (Look("one", "circle", 0), Look("none", "circle", 1), Look("two", "square", 2))
ASKED = {"words": ENGLISH, "alt": "A network.", "looks": LOOKS}


def traces(figure, mode):
    """Without the entries of the legend, which are of nothing."""
    return [trace for trace in figure.data if trace.mode == mode and trace.x[0] is not None]


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda t: t.name)
def test_marks_name_their_code_and_labels_are_cut_and_escaped(theme):
    figure = network(NODES, TIES, theme=theme, **ASKED).figure
    marks = traces(figure, "markers")
    assert [trace.name for trace in marks] == ["one", "two"]
    assert [list(c) for trace in marks for c in trace.customdata] == [["a"], ["b"], ["c"], ["d"]]
    assert [trace.marker.symbol for trace in marks] == ["circle", "square"]
    (labels,) = traces(figure, "text")
    assert labels.text[0] == "Grupo &lt;b&gt;" and labels.text[1].endswith("…") and len(labels.text[1]) == 28
    assert all(trace.hovertemplate == "%{text}<extra></extra>" for trace in marks)
    assert figure.layout.height > 100 and figure.layout.yaxis.range[0] > figure.layout.yaxis.range[1]


def test_a_tie_ends_at_the_edges_of_its_marks():
    figure = network(NODES, TIES, theme=LIGHT, **ASKED).figure
    at = {c[0]: (x, y) for t in traces(figure, "markers") for c, x, y in zip(t.customdata, t.x, t.y, strict=True)}
    (lines,) = traces(figure, "lines")
    assert len(lines.x) == 3 * 3 and lines.x[2] is None
    (x1, y1), (ax, ay) = (lines.x[0], lines.y[0]), at["a"]
    assert ((x1 - ax) ** 2 + (y1 - ay) ** 2) ** 0.5 == pytest.approx(radius(2), abs=0.3)


def test_one_node_stands_out_with_its_ties():
    figure = network(NODES, TIES, theme=LIGHT, chosen="c", **ASKED).figure
    quiet, strong = traces(figure, "lines")
    assert (len(quiet.x), len(strong.x)) == (6, 3) and strong.line.color == LIGHT.focus
    shown = {
        c[0]: colour for t in traces(figure, "markers") for c, colour in zip(t.customdata, t.marker.color, strict=True)
    }
    assert {code for code, colour in shown.items() if colour != LIGHT.not_reported} == {"a", "c"}
    assert all(t.unselected.marker.opacity == 1 for t in traces(figure, "markers")), "a click fades nobody"


def test_the_legend_keeps_the_colours_of_kinds_whose_marks_are_faded():
    figure = network(NODES, TIES, theme=LIGHT, chosen="c", **ASKED).figure
    entries = [trace for trace in figure.data if trace.x[0] is None]
    assert [(t.name, t.marker.color, t.marker.symbol) for t in entries] == [
        ("one", LIGHT.series[0], "circle"),
        ("two", LIGHT.series[2], "square"),
    ]
    assert all(trace.showlegend is False for trace in traces(figure, "markers"))


def test_who_is_not_there_makes_nothing_fade():
    figure = network(NODES, TIES, theme=LIGHT, chosen="nobody", **ASKED).figure
    assert LIGHT.not_reported not in [c for t in traces(figure, "markers") for c in t.marker.color]


def test_of_many_only_those_with_most_ties_are_named():
    n = LABELLED + 10
    many = pl.DataFrame(
        {
            "code": [f"n{i:03}" for i in range(n)],
            "label": ["L"] * n,
            "kind": ["k"] * n,
            "degree": [1] * n,
            "said": [""] * n,
        }
    )
    ties = pl.DataFrame({"start": many["code"][::2], "end": many["code"][1::2]})
    figure = network(many, ties, theme=LIGHT, **{**ASKED, "looks": (Look("k", "circle-open", 99),)}).figure
    assert traces(figure, "markers")[0].marker.color[0] == LIGHT.outline
    (labels,) = traces(figure, "text")
    assert len(labels.text) == 60


def test_circles_stand_in_the_order_given_with_their_figure_above_one():
    drawn = circles(CELLS, ROWS, COLUMNS, words=ENGLISH, theme=LIGHT, unit="cases")
    (marks,) = drawn.figure.data
    assert list(zip(marks.x, marks.y, marks.text, strict=True)) == [(0, 1, ""), (1, 0, "4")]
    assert [list(c) for c in marks.customdata] == [["x", "p"], ["y", "q"]]
    assert marks.marker.size[1] > marks.marker.size[0] and "Why – Queue 4" in drawn.alt
    assert list(drawn.figure.layout.yaxis.ticktext) == ["Why", "Ex"]


def test_arcs_keep_every_name_in_full_and_the_order_given():
    figure = arcs(NODES, TIES, theme=LIGHT, chosen="d", **ASKED).figure
    assert list(figure.layout.yaxis.ticktext)[2:] == ["C", "D"]
    quiet, strong = traces(figure, "lines")
    assert quiet.x.count(None) == 2 and strong.x.count(None) == 1
    assert [(t.name, t.marker.symbol) for t in traces(figure, "markers")] == [("one", "circle"), ("two", "square")]
    assert max(x for x in [*quiet.x, *strong.x] if x is not None) <= 1


@pytest.mark.parametrize("drawn", [
    network(NODES.clear(), TIES.clear(), theme=LIGHT, **ASKED),
    arcs(NODES.clear(), TIES.clear(), theme=LIGHT, **ASKED),
    circles(CELLS.clear(), ROWS.clear(), COLUMNS.clear(), words=ENGLISH, theme=LIGHT, unit="cases"),
])  # fmt: skip
def test_nothing_has_words_and_a_figure(drawn):
    assert drawn.alt and drawn.figure.layout.height > 0
