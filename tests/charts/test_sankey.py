import polars as pl

from charts.sankey import sankey
from charts.theme import LIGHT
from domain.words import ENGLISH

LINKS = pl.DataFrame(
    {
        "step": [0, 0, 1, 1],
        "start": ["COL", "not-reported", "ESP", "ESP"],
        "end": ["ESP", "ESP", "FRA", "not-reported"],
        "value": [5.0, 2.0, 3.0, 4.0],
    }
)


def test_every_column_of_the_flow_holds_every_seizure_and_the_untold_is_grey():
    drawn = sankey(
        LINKS,
        {"COL": "Colombia"},
        ("A", "B", "C"),
        quiet=("not-reported",),
        words=ENGLISH,
        theme=LIGHT,
        unit="seizures",
    )
    node, link = drawn.figure.data[0].node, drawn.figure.data[0].link
    assert [n for n, c in zip(node.label, node.color, strict=True) if c == LIGHT.not_reported] == ["not-reported"] * 2
    for column in (0, 1):
        inside = [v for s, v in zip(LINKS["step"], link.value, strict=True) if s == column]
        assert sum(inside) == 7
    assert "Colombia to ESP 5" in drawn.alt


def test_blocks_of_a_column_stand_a_to_z_whatever_their_size():
    links = pl.DataFrame(
        {"step": [0] * 3, "start": ["a", "b", "not-reported"], "end": ["x"] * 3, "value": [1.0, 50.0, 9.0]}
    )
    names = {"a": "Zambia", "b": "Åland", "x": "X", "not-reported": "Not reported"}
    shared = {"quiet": ("not-reported",), "words": ENGLISH, "theme": LIGHT, "unit": "seizures"}
    fig = sankey(links, names, ("From", "To"), **shared).figure
    assert list(fig.data[0].node.label) == ["Åland", "Zambia", "Not reported", "X"]
