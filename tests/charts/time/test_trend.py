import polars as pl

from charts.theme import LIGHT
from charts.time.marks import PROVISIONAL
from charts.time.trend import _ticks, trend
from domain.words import ENGLISH
from tests.charts.frames import YEARS


def test_a_year_that_was_not_reported_is_a_gap():
    line = trend(YEARS, words=ENGLISH, theme=LIGHT, unit="seizures").figure.data[0]
    assert list(line.y) == [5.0, None, 0.0] and line.connectgaps is False
    assert list(line.marker.symbol) == ["circle", "circle", "circle-open"]


def test_areas_stop_at_a_gap_and_missing_rows_are_gaps():
    frame = YEARS.filter(pl.col("period") != "2015")
    fig = trend(frame, words=ENGLISH, theme=LIGHT, unit="seizures").figure
    assert list(fig.data[0].x) == ["2014", "2015", "2016"] and list(fig.data[0].y) == [5.0, None, 0.0]
    assert [list(t.x) for t in fig.data if t.fill] == [["2014"], ["2016"]]
    assert [a.text for a in fig.layout.annotations] == ["not reported"]


def test_provisional_months_are_dotted_and_series_named_at_their_ends():
    months = pl.DataFrame(
        {
            "period": ["2014-11", "2014-12", "2015-01"] * 2,
            "series": ["Air"] * 3 + ["Sea"] * 3,
            "value": [1.0, 2.0, 3.0, 4.0, 5.0, 6.0],
            "state": ["value"] * 6,
        }
    )
    drawn = trend(months, words=ENGLISH, theme=LIGHT, unit="seizures", provisional_from="2015-01")
    fig, told = drawn.figure, drawn.alt
    assert [(list(t.y), t.line.dash) for t in fig.data[:2]] == [([1, 2, None], None), ([None, 2, 3], "dot")]
    texts = " ".join(a.text for a in fig.layout.annotations)
    assert "Air" in texts and "Sea" in texts
    assert [t.name for t in fig.data if t.showlegend is not False] == [PROVISIONAL] and fig.layout.showlegend
    assert told.endswith("Provisional, hatched and dotted: from Jan 2015 on.")
    assert (
        "highest of 3 periods is Jan 2015 with 6 seizures; the last figure of each line, A–Z: Air 3"
        in trend(months, words=ENGLISH, theme=LIGHT, unit="seizures").alt
    )


def test_an_empty_period_is_no_date():
    frame = pl.concat([YEARS, YEARS.head(1).with_columns(pl.lit("").alias("period"))])
    fig = trend(frame, words=ENGLISH, theme=LIGHT, unit="seizures").figure
    assert "1970" not in fig.to_json() and "" not in fig.data[0].x


def test_an_axis_of_very_small_amounts_has_ticks_that_differ():
    ticks = _ticks(4e-7)
    assert ticks[0] == 0 and len(set(ticks)) == len(ticks) >= 3 and ticks[1] > 0
