"""The briefing from the shell: the same as on its page, in a file; what it cannot do is said in a line."""

import openpyxl
import pytest
from click.testing import CliRunner

from cli.main import main
from tests.reports.briefing.stores import monthly, stored


def run(*arguments):
    return CliRunner().invoke(main, ["brief", *map(str, arguments)])


@pytest.fixture
def store():
    stored(monthly("FRA", 2019, 10), monthly("FRA", 2020, 13), monthly("ESP", 2020, 2, goods="cocaine"))


def said(path):
    return {row[0].value: row[1].value for row in openpyxl.load_workbook(path)["About"].iter_rows()}


def test_place_and_period(store, tmp_path):
    out = tmp_path / "b.xlsx"
    done = run("--place", "FRA", "--period", "2020", "--out", out)
    assert done.exit_code == 0 and "written" in done.stderr
    assert said(out)["Briefing"] == "France, 2020" and "Lines to take" not in said(out)
    assert run("--place", "150", "--period", "2019-2020", "--goods", "cocaine", "--draft", "--out", out).exit_code == 0
    assert said(out)["Briefing"] == "Europe, 2019–2020"
    assert said(out)["Scale"].startswith("24 seizures of cocaine in Europe were reported in 2019–2020, by 1 of 51")
    assert said(out)["Lines to take"].startswith("24 seizures")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--place", "FRANCE"], "'FRANCE' is neither the code of a country or territory"),
        (["--period", "last year"], "'last year' is not a period: write 2015 or 2011-2016."),
        (["--period", "2016-2011"], "The period starts (2016-01) after it ends (2011-12)."),
        (["--goods", "unobtainium"], "'unobtainium' is not a code of 'goods'."),
        (["--language", "de"], "'de' is not a language that can be written now. There are: en"),
    ],
)
def test_what_makes_no_sense_is_told_in_a_line(store, tmp_path, arguments, said):
    done = run(*arguments, "--out", tmp_path / "b.xlsx")
    assert done.exit_code == 2 and said in done.stderr and not (tmp_path / "b.xlsx").exists()


def test_a_file_without_a_known_ending_and_a_folder_that_is_not_there(store, tmp_path):
    assert "pdf, pptx, xlsx" in run("--out", tmp_path / "b.doc").stderr
    assert "cannot be written" in run("--out", tmp_path / "none" / "b.xlsx").stderr
