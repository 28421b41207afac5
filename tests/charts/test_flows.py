import polars as pl
import pytest

from charts import flow_map, matrix, sankey
from charts.theme import DARK, LIGHT
from data_access.reference import tables as reference
from domain.words import ENGLISH

LEGS = pl.DataFrame(
    {
        "start": ["COL", "CHN"],
        "end": ["ESP", "NZL"],
        "start_label": ["Colombia", "China"],
        "end_label": ["Spain", "New Zealand"],
        "kind": ["sea", "air"],
        "value": [900.0, 4.0],
        "third": [False, False],
        "path": [[[-74.0, 4.0], [-60.0, 20.0], [-3.0, 40.0]], [[104.0, 35.0], [172.0, -41.0]]],
    }
)
LINKS = pl.DataFrame(
    {
        "step": [0, 0, 1, 1],
        "start": ["COL", "not-told", "ESP", "ESP"],
        "end": ["ESP", "ESP", "FRA", "not-told"],
        "value": [5.0, 2.0, 3.0, 4.0],
    }
)


def lines(fig):
    return [t for t in fig.data if t.type == "scattergeo" and t.mode == "lines" and t.lon[0] is not None]


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda t: t.name)
def test_a_wider_line_is_a_larger_leg_and_arrows_stand_on_their_line(theme):
    fig = flow_map.flow_map(LEGS, reference.places(), words=ENGLISH, theme=theme, unit="seizures")
    widths = {len(t.lon): t.line.width for t in lines(fig)}
    assert widths[4] > widths[3]  # the leg of three points (and its end) has 900 seizures
    arrows = [t for t in fig.data if t.type == "scattergeo" and t.marker.symbol == "arrow"]
    assert {next(iter(t.marker.size)) for t in arrows} == {0} and all(t.marker.angleref == "previous" for t in arrows)
    assert all(t.line.dash is None for t in lines(fig))


def test_what_nobody_travelled_is_dotted():
    fig = flow_map.flow_map(LEGS, reference.places(), words=ENGLISH, theme=LIGHT, unit="seizures", dashed=True)
    assert {t.line.dash for t in lines(fig)} == {"dot"}


def test_a_line_by_way_of_countries_that_nobody_named_is_dashed_and_the_legend_says_so():
    legs = LEGS.with_columns(pl.Series("third", [True, False]))
    fig = flow_map.flow_map(legs, reference.places(), words=ENGLISH, theme=LIGHT, unit="seizures")
    assert {len(t.lon): t.line.dash for t in lines(fig)} == {4: "dash", 3: None}
    assert flow_map.THIRD in {t.name for t in fig.data}
    plain = flow_map.flow_map(LEGS, reference.places(), words=ENGLISH, theme=LIGHT, unit="seizures")
    assert flow_map.THIRD not in {t.name for t in plain.data}


def test_hubs_tell_both_directions_and_can_be_clicked():
    fig = flow_map.flow_map(LEGS, reference.places(), words=ENGLISH, theme=LIGHT, unit="seizures")
    hubs = fig.data[-1]
    told = dict(zip(hubs.customdata, hubs.text, strict=True))
    assert "from here: 900 seizures" in told["COL"] and "to here: 0 seizures" in told["COL"]


def test_every_column_of_the_flow_holds_every_seizure_and_the_untold_is_grey():
    fig = sankey.sankey(
        LINKS, {"COL": "Colombia"}, ("A", "B", "C"), quiet=("not-told",), words=ENGLISH, theme=LIGHT, unit="seizures"
    )
    node, link = fig.data[0].node, fig.data[0].link
    assert [n for n, c in zip(node.label, node.color, strict=True) if c == LIGHT.not_reported] == ["not-told"] * 2
    for column in (0, 1):
        inside = [v for s, v in zip(LINKS["step"], link.value, strict=True) if s == column]
        assert sum(inside) == 7
    assert "Colombia to ESP with 5" in sankey.describe(
        LINKS, {"COL": "Colombia"}, quiet=("not-told",), words=ENGLISH, unit="seizures"
    )


def test_an_empty_cell_of_the_matrix_stays_empty():
    frame = pl.DataFrame({"row": ["France", "Spain"], "column": ["Spain", "Italy"], "value": [1.0, 20.0]})
    fig = matrix.matrix(frame, words=ENGLISH, theme=LIGHT, unit="seizures", rows="From", columns="To")
    assert [list(r) for r in fig.data[0].text] == [["", "1"], ["20", ""]]
    assert [next(iter(r)) for r in fig.data[0].z] == [None, pytest.approx(1.30103)]
