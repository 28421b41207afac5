"""Characters without a font are said: the lookup is given here, so that no machine's fonts decide; one real check."""

import shutil
import unicodedata
from itertools import pairwise

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from cli.main import main
from domain.words import ENGLISH
from reports import fonts
from reports.fonts import CJK, CORE, NOT_KNOWN, OTHER, SCRIPTS, Fonts, boxes, lacking, of_charsets
from tests.data_access.records.test_records import put, record

LATIN = of_charsets(["20-7e a0-17f 2013-2014 2026"])


def latin():
    return LATIN


def everything():
    return Fonts(((0, 0x10FFFF),))


@given(
    st.lists(st.lists(st.tuples(st.integers(0, 500), st.integers(0, 40)), max_size=6), max_size=5), st.integers(0, 600)
)
def test_runs_of_all_fonts_are_one_set(told, point):
    lines = [" ".join(f"{a:x}-{a + n:x}" if n else f"{a:x}" for a, n in font) for font in told]
    held = of_charsets(lines)
    assert held.has(chr(point)) == any(a <= point <= a + n for font in told for a, n in font)
    assert all(last < first - 1 for (_, last), (first, _) in pairwise(held.runs))


def test_nothing_is_said_where_every_character_has_a_font_or_nobody_can_tell():
    assert (
        boxes("Côte d'Ivoire – 3 kg", ENGLISH, latin) == ""
        and boxes("北京 \u200b\ufe0f\n\t", ENGLISH, everything) == ""
    )
    assert (
        boxes("北京", ENGLISH, lambda: None) == ""
        and lacking(ENGLISH, lambda: None) == NOT_KNOWN
        and lacking(ENGLISH, everything) == ""
    )
    assert boxes("a\u200d\u00a0\ufe0fb", ENGLISH, latin) == "", "what joins, parts and chooses is not drawn"


def test_characters_scripts_and_packages_are_named():
    said = boxes("Seized in 北京 and 北海, Россия", ENGLISH, latin)
    assert "7 of the characters" not in said and "8 of the characters (Chinese, Cyrillic)" in said
    assert "京北海" in said and f"'apt-get install {CJK} {CORE}' brings them" in said
    assert said.count("北") == 1 and boxes("ไทย", ENGLISH, latin).count(CORE) == 1
    assert f"({OTHER}): ☃" in boxes("☃", ENGLISH, latin)


def test_many_characters_are_cut_short():
    assert " … The picture" in boxes("".join(chr(0x4E00 + i) for i in range(40)), ENGLISH, latin)


@pytest.mark.parametrize("script", SCRIPTS)
def test_each_script_is_known_by_its_own_letters(script):
    letters, package, begins = SCRIPTS[script]
    assert all(unicodedata.name(c).startswith(begins) for c in letters)
    assert f"({script})" in boxes(letters, ENGLISH, latin) and package in boxes(letters, ENGLISH, latin)
    assert script in lacking(ENGLISH, latin)


def test_the_lookup_asks_fontconfig_and_bears_its_absence(monkeypatch):
    fonts.installed.cache_clear()
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert fonts.installed() is None
    fonts.installed.cache_clear()
    monkeypatch.setattr(shutil, "which", lambda _: "/bin/false")
    assert fonts.installed() is None
    fonts.installed.cache_clear()


@pytest.mark.skipif(shutil.which("fc-list") is None, reason="fontconfig is not installed")
def test_the_fonts_of_this_machine_have_latin_letters():
    fonts.installed.cache_clear()
    held = fonts.installed()
    assert held is not None and held.missing("Reported seizures, 12.5 kg") == []
    assert held.missing("\U000323af") == ["\U000323af"], "the newest of Unicode's ideographs, that no usual font has"


@pytest.mark.browser
@pytest.mark.usefixtures("one_chromium")
def test_a_picture_with_names_that_no_font_has_says_so(tmp_path, monkeypatch):
    put([record(2, place_reported="北京", admin1_reported="上海"), record(3, place_reported="Lyon")])
    asked = ["chart", "seizures", "--by", "place", "--out", str(tmp_path / "p.png")]
    monkeypatch.setattr(fonts, "installed", latin)
    done = CliRunner().invoke(main, asked)
    assert done.exit_code == 0, done.output
    assert "2 of the characters (Chinese): 京北" in done.stderr and "apt-get install fonts-noto-cjk" in done.stderr
    monkeypatch.setattr(fonts, "installed", everything)
    assert "characters" not in CliRunner().invoke(main, asked).stderr


def test_the_doctor_says_which_scripts_have_no_font(monkeypatch):
    monkeypatch.setattr(fonts, "installed", latin)
    done = CliRunner().invoke(main, ["doctor"])
    assert "ok     fonts for pictures: no font for Chinese, Japanese" in done.output and CJK in done.output
    monkeypatch.setattr(fonts, "installed", everything)
    assert f"every script of {len(SCRIPTS)} looked for has one" in CliRunner().invoke(main, ["doctor"]).output
