import polars as pl
import pytest

from charts.theme import DARK, LIGHT
from charts.time.shares import share_strip
from domain.words import ENGLISH

FRAME = pl.DataFrame(
    {
        "label": ["North", "North", "South", "South"],
        "year": ["2014", "2015", "2014", "2015"],
        "value": [3.0, 4.0, 0.0, 1.0],
        "members": [4, 4, 10, 10],
    }
)


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_each_cell_says_how_many_of_how_many(theme):
    fig = share_strip(FRAME, words=ENGLISH, theme=theme, unit="countries report").figure
    texts = {(x, base): t for bar in fig.data for x, base, t in zip(bar.x, bar.base, bar.text, strict=True)}
    assert texts == {
        ("2014", -0.44): "3 of 4",
        ("2015", -0.44): "4 of 4",
        ("2014", 0.56): "0 of 10",
        ("2015", 0.56): "1 of 10",
    }


def test_cells_stand_in_the_class_of_their_share():
    fig = share_strip(FRAME, words=ENGLISH, theme=LIGHT, unit="countries report").figure
    classes = {t: bar.name for bar in fig.data for t in bar.text}
    assert classes["0 of 10"] == "none"
    assert classes["1 of 10"] == "under a quarter"
    assert classes["3 of 4"] == classes["4 of 4"] == "three quarters or more"


def test_in_words():
    told = share_strip(FRAME, words=ENGLISH, theme=LIGHT, unit="countries have records").alt
    assert told.startswith("In 2015, 5 of 14 countries have records. The largest share is 100% (North)")
    assert "smallest 10% (South)" in told
    assert (
        share_strip(FRAME.clear(), words=ENGLISH, theme=LIGHT, unit="x").alt
        == "Nothing was reported in this selection."
    )
