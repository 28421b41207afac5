import json
import re
import tomllib
from pathlib import Path

import polars as pl
import pytest

from charts import bars, coverage, trend, world
from charts.theme import DARK, LIGHT, THEMES
from data_access.reference import tables as reference
from domain.words import ENGLISH

CONFIG = tomllib.loads((Path(__file__).parents[2] / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
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
STRIP = pl.DataFrame({"label": ["Spain", "Spain"], "year": ["2014", "2015"], "value": [3.0, None]})


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, two):
    high, low = sorted([luminance(one), luminance(two)], reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_text_reads_on_its_ground(theme):
    for ground in (theme.paper, theme.surface):
        assert contrast(theme.text, ground) >= 7
        assert contrast(theme.muted, ground) >= 4.5
    assert all(contrast(c, theme.paper) >= 3 for c in theme.series)
    steps = [luminance(c) for c in theme.ramp]
    assert steps == sorted(steps, reverse=theme is LIGHT)


@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_theme_file_and_the_configuration_agree(name):
    theme, config = THEMES[name], CONFIG["theme"][name]
    assert (config["primaryColor"], config["backgroundColor"]) == (theme.accent, theme.paper)
    assert (config["secondaryBackgroundColor"], config["textColor"]) == (theme.surface, theme.text)
    assert CONFIG["theme"]["chartCategoricalColors"] == list(LIGHT.series)


def test_the_map_tells_the_states_apart_and_shows_small_places():
    fig = world.world_map(FRAME, reference.places(), words=ENGLISH, theme=LIGHT, unit="seizures")
    filled = {tuple(t.locations) for t in fig.data if t.type == "choropleth"}
    assert filled == {("FRA",), ("DEU",), ("ESP", "SGP")}
    micro = [t for t in fig.data if t.type == "scattergeo" and t.customdata is not None]
    assert [list(t.customdata) for t in micro] == [["SGP"]]
    names = {t.name for t in fig.data if t.name}
    assert {"Zero reported", "Not reported"} <= names
    assert not fig.layout.geo.fitbounds
    assert not re.search(r"https?://", json.dumps(fig.to_plotly_json(), default=str))


@pytest.mark.parametrize(("values", "last"), [([], 1), ([1], 1), ([5, 194_533], 1_000_000), ([3, 40, 90], 100)])
def test_classes_hold_every_value(values, last):
    breaks = world.class_breaks(values)
    assert breaks[-1] == last and breaks == sorted(breaks) and len(breaks) <= 6


def test_a_year_that_was_not_reported_is_a_gap():
    line = trend.trend(YEARS, words=ENGLISH, theme=LIGHT, unit="seizures").data[0]
    assert list(line.y) == [5.0, None, 0.0] and line.connectgaps is False
    assert list(line.marker.symbol) == ["circle", "circle", "circle-open"]


def test_bars_keep_the_order_and_escape_markup():
    fig = bars.bars(FRAME, words=ENGLISH, theme=DARK, unit="seizures")
    assert list(fig.data[0].customdata) == FRAME["code"].to_list()
    assert "&lt;b&gt;" in fig.layout.yaxis.ticktext[0]
    assert fig.data[0].text[2] == "not reported" and fig.data[0].text[3] == "zero reported"


def test_the_strip_marks_years_without_records():
    fig = coverage.coverage_strip(STRIP, words=ENGLISH, theme=LIGHT, unit="records")
    assert [list(t.x) for t in fig.data] == [["2014"], ["2015"]]


def test_the_words_state_the_finding():
    assert "1,200 (Spain" in world.describe(FRAME, words=ENGLISH, unit="seizures")
    assert "highest 5 in 2014" in trend.describe(YEARS, words=ENGLISH, unit="seizures")
    assert "Spain <b> with 1,200" in bars.describe(FRAME, words=ENGLISH, unit="seizures")
    assert "Of 1 reporters" in coverage.describe(STRIP, words=ENGLISH, unit="records")


@pytest.mark.parametrize("module", [world, trend, bars, coverage])
def test_an_empty_frame_has_words_and_a_figure(module):
    frame = {world: FRAME, trend: YEARS, bars: FRAME, coverage: STRIP}[module].clear()
    assert module.describe(frame, words=ENGLISH, unit="seizures")
    extra = [reference.places()] if module is world else []
    draw = {world: "world_map", trend: "trend", bars: "bars", coverage: "coverage_strip"}[module]
    assert getattr(module, draw)(frame, *extra, words=ENGLISH, theme=LIGHT, unit="x").layout.height > 0
