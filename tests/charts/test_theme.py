import tomllib
from pathlib import Path

import pytest

from charts.theme import DARK, LIGHT, THEMES, blank, template

CONFIG = tomllib.loads((Path(__file__).parents[2] / ".streamlit" / "config.toml").read_text(encoding="utf-8"))


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
        assert contrast(theme.focus, ground) >= 3
    assert contrast(theme.muted, theme.not_reported) >= 4.5
    assert all(contrast(c, theme.paper) >= 3 for c in theme.series)
    steps = [luminance(c) for c in theme.ramp]
    assert steps == sorted(steps, reverse=theme is LIGHT)


@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_theme_file_and_the_configuration_agree(name):
    theme, config = THEMES[name], CONFIG["theme"][name]
    assert (config["primaryColor"], config["backgroundColor"]) == (theme.accent, theme.paper)
    assert (config["secondaryBackgroundColor"], config["textColor"]) == (theme.surface, theme.text)
    assert CONFIG["theme"]["chartCategoricalColors"] == list(LIGHT.series)
    assert len(LIGHT.series) >= 10 and len(set(LIGHT.series)) == len(LIGHT.series) == len(DARK.series)


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_the_template_has_a_solid_ground_and_quiet_axes(theme):
    look = template(theme).layout
    assert look.paper_bgcolor == look.plot_bgcolor == theme.paper
    assert not look.xaxis.showgrid and look.font.color == theme.text
    assert blank(theme, "Nothing").layout.paper_bgcolor == theme.paper
