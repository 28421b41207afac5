"""`atlas chart` makes the files that a page makes; each is opened again."""

import json
from xml.etree import ElementTree

import openpyxl
import polars as pl
import pytest
from click.testing import CliRunner
from PIL import Image

from cli.main import main


@pytest.fixture
def run(ids_file, tmp_path):
    runner = CliRunner()
    assert runner.invoke(main, ["import", "unodc-ids", str(ids_file)]).exit_code == 0

    def ask(*arguments):
        return runner.invoke(main, ["chart", *arguments])

    return ask


def test_a_picture_holds_title_source_and_filters_at_twice_the_size(run, tmp_path):
    out = tmp_path / "goods.png"
    done = run("seizures", "--by", "goods", "--where", "country=ESP", "--out", str(out))
    assert done.exit_code == 0, done.output
    with Image.open(out) as image:
        assert image.format == "PNG" and image.width == 2400
    told = json.loads((tmp_path / "goods.png.json").read_text(encoding="utf-8"))
    assert told["filters"] == {"country": ["ESP"]} and told["suggested_citation"].startswith("United Nations Office")


@pytest.mark.parametrize(
    "asked", [["--by", "country", "--map"], ["--by", "country,year", "--theme", "dark"]], ids=["map", "lines"]
)
def test_svg_parses_and_says_what_must_be_said(run, tmp_path, asked):
    out = tmp_path / "chart.svg"
    done = run("seizures", *asked, "--format", "svg", "--out", str(out))
    assert done.exit_code == 0, done.output
    text = " ".join("".join(e.itertext()) for e in ElementTree.parse(out).iter() if e.tag.endswith("}text"))
    assert "Reported seizures by country or territory of seizure" in text and "seizures reported" in text
    assert "data version 1" in text and "handling: public" in text
    assert ("official endorsement" in text) == ("--map" in asked)


def test_tables_are_those_of_the_query(run, tmp_path):
    for form in ("csv", "xlsx", "parquet"):
        assert run("seizures", "--by", "country", "--format", form, "--out", str(tmp_path / f"t.{form}")).exit_code == 0
    csv, parquet = pl.read_csv(tmp_path / "t.csv"), pl.read_parquet(tmp_path / "t.parquet")
    assert csv["Country or territory of seizure"].to_list() == parquet["Country or territory of seizure"].to_list()
    assert csv["Reported seizures"].sum() == 7 and "Spain" in csv["Country or territory of seizure"]
    sheet = openpyxl.load_workbook(tmp_path / "t.xlsx")["Data"]
    assert sheet["A5"].value == "Country or territory of seizure" and sheet["B6"].data_type == "n"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["seizures"], "by one dimension"),
        (["seizures", "--by", "goods,mode"], "Two dimensions are drawn as lines"),
        (["seizures", "--by", "goods", "--map"], "A map is drawn by country"),
        (["quantity", "--by", "goods"], "name one unit class"),
    ],
)
def test_what_cannot_be_drawn_is_said_and_nothing_is_written(run, tmp_path, asked, said):
    done = run(*asked, "--out", str(tmp_path / "x.png"))
    assert done.exit_code == 2 and said in done.output and not (tmp_path / "x.png").exists()
