import math
import tomllib
from itertools import combinations
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
    assert all(contrast(c, theme.paper) >= 3 for c in (*theme.series, *theme.modes))
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


MACHADO = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
"""How the colours look to those who lack a cone: Machado, Oliveira and Fernandes 2009, severity 1."""
XYZ = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750), (0.0193339, 0.1191920, 0.9503041))


def times(matrix, vector):
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]


def lab(colour, seen_by):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    seen = [min(max(v, 0), 1) for v in times(MACHADO[seen_by], linear)]
    x, y, z = (a / b for a, b in zip(times(XYZ, seen), times(XYZ, [1, 1, 1]), strict=True))
    f = [v ** (1 / 3) if v > 216 / 24389 else (24389 / 27 * v + 16) / 116 for v in (x, y, z)]
    return (116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2]))


@pytest.mark.parametrize("seen_by", MACHADO)
@pytest.mark.parametrize("theme", [LIGHT, DARK])
@pytest.mark.parametrize("palette", ["bivariate", "change", "modes", "series"])
def test_the_colours_of_a_palette_are_told_apart_by_all(theme, seen_by, palette):
    held = getattr(theme, palette)
    colours = [c for row in held for c in row] if palette == "bivariate" else held
    seen = [lab(c, seen_by) for c in colours]
    assert min(math.dist(a, b) for a, b in combinations(seen, 2)) >= 15
