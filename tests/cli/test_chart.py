"""`atlas chart` makes the files that a page makes; each is opened again."""

import csv
import json
import shlex
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import polars as pl
import pytest
from click.testing import CliRunner
from PIL import Image

from cli.main import main
from domain.question import Question
from reports.card import cards
from reports.subjects import SUBJECTS
from tests.asking import studio
from tests.data_access.sources.test_unodc_glotip import write_sample

DRAWN = pytest.mark.usefixtures("one_chromium")
"""A picture of the Chromium that is open; only the first test starts one of its own, as the shell does."""


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


@DRAWN
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
        (["seizures", "--by", "goods,mode,year"], "by one dimension or by two"),
        (["seizures", "--by", "month,year"], "makes no table"),
        (["seizures", "--by", "colour"], "not a dimension"),
        (["victims", "--by", "country"], "not a measure that this store can chart; 'atlas query'"),
        (["seizures", "--by", "year", "--top", "2"], "--top is for lists"),
        (["seizures", "--by", "goods", "--top", "61"], "at most 60"),
        (["nonsense", "--by", "goods"], "nonsense"),
        (["seizures", "--by", "goods", "--map"], "--form map does not apply"),
        (["seizures", "--by", "goods", "--form", "pie"], "Available: bars, dots, table"),
        (["seizures", "--by", "goods", "--scale", "log"], "--scale log does not apply"),
        (["seizures", "--by", "goods", "--form", "table"], "A table is not a picture"),
        (["quantity", "--by", "goods"], "name one unit class"),
        (["quantity", "--by", "goods", "--unit-class", "volume"], "In this selection: mass, tablets"),
        (["value", "--by", "goods"], "--currency and --valuation"),
    ],
)
def test_what_cannot_be_drawn_is_said_and_nothing_is_written(run, tmp_path, asked, said):
    done = run(*asked, "--out", str(tmp_path / "x.png"))
    assert done.exit_code == 2 and said in done.output and not (tmp_path / "x.png").exists()


def test_lines_of_years_are_the_files_of_the_page(run, tmp_path):
    assert run("seizures", "--by", "year", "--out", str(tmp_path / "y.csv")).exit_code == 0
    assert (tmp_path / "y.csv").read_text(encoding="utf-8-sig").splitlines() == [
        "Year,Reported seizures,What is known,Why empty",
        "2014,4,Reported,",
        "2015,2,Reported,",
        "2016,1,Reported,",
    ]
    told = json.loads((tmp_path / "y.csv.json").read_text(encoding="utf-8"))
    assert told["link"] == "atlas chart seizures --by year --format csv --out y.csv"


def test_the_command_in_the_metadata_makes_the_same_file_again(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    asked = ["quantity", "--by", "goods", "--unit-class", "mass", "--where", "country=ESP", "--start", "2014-01"]
    assert run(*asked, "--distinct", "--out", "a.parquet").exit_code == 0
    first = pl.read_parquet("a.parquet")
    told = json.loads(Path("a.parquet.json").read_text(encoding="utf-8"))
    Path("a.parquet").unlink()
    assert run(*shlex.split(told["link"])[2:]).exit_code == 0
    assert pl.read_parquet("a.parquet").equals(first) and told["counting_unit"] == "kg, as reported"


def said_in(path):
    return ["".join(e.itertext()) for e in ElementTree.parse(path).iter() if e.tag.endswith("}text")]


@DRAWN
def test_the_largest_are_drawn_and_the_rest_in_one_bar_with_coverage_beside_places(run, tmp_path):
    asked = ["seizures", "--by", "country", "--form", "bars", "--top", "2"]
    assert run(*asked, "--out", str(tmp_path / "b.svg")).exit_code == 0
    said = said_in(tmp_path / "b.svg")
    assert "Spain" in said and "4 others" in said and "1 of 3 years" in said
    assert run(*asked, "--order", "value", "--out", str(tmp_path / "v.svg")).exit_code == 0
    assert any("95 % interval" in s for s in said_in(tmp_path / "v.svg"))
    assert run(*asked, "--out", str(tmp_path / "b.csv")).exit_code == 0
    assert pl.read_csv(tmp_path / "b.csv")["Reported seizures"].sum() == 7, "nothing is folded away in the table"


FORMS = [
    ("country", "map"),
    ("goods", "bars"),
    ("goods", "dots"),
    ("year", "line"),
    ("goods,year", "line"),
    ("country,goods", "heat"),
    ("country,goods", "stacked"),
    ("goods,year", "panels"),
]


@DRAWN
@pytest.mark.parametrize(("by", "form"), FORMS)
def test_every_form_of_the_explorer_is_drawn(run, tmp_path, by, form):
    done = run("seizures", "--by", by, "--form", form, "--out", str(tmp_path / "f.svg"))
    assert done.exit_code == 0, done.output
    assert any("Counting unit: seizures reported" in s for s in said_in(tmp_path / "f.svg"))
    told = json.loads((tmp_path / "f.svg.json").read_text(encoding="utf-8"))
    assert f"--form {form}" in told["link"]


def test_the_format_is_told_by_the_ending_or_asked_for(run, tmp_path):
    done = run("seizures", "--by", "goods", "--out", str(tmp_path / "x.doc"))
    assert done.exit_code == 2 and "Say the format" in done.output and not list(tmp_path.glob("x.*"))
    done = run("seizures", "--by", "goods", "--out", str(tmp_path / "none" / "x.csv"))
    assert done.exit_code == 2 and "cannot be written" in done.output


def test_without_a_chromium_pictures_are_refused_and_tables_are_not(run, tmp_path, monkeypatch):
    monkeypatch.setenv("BROWSER_PATH", str(tmp_path / "nothing"))
    done = run("seizures", "--by", "goods", "--out", str(tmp_path / "x.png"))
    assert done.exit_code == 2 and "apt-get install chromium" in done.output and not (tmp_path / "x.png").exists()
    assert run("seizures", "--by", "goods", "--out", str(tmp_path / "x.csv")).exit_code == 0


@DRAWN
def test_persons_are_drawn_from_their_statistics_with_their_own_unit_and_source(run, tmp_path):
    assert CliRunner().invoke(main, ["import", "unodc-glotip", str(write_sample(tmp_path))]).exit_code == 0
    done = run("victims", "--by", "country", "--form", "bars", "--out", str(tmp_path / "v.svg"))
    assert done.exit_code == 0, done.output
    said = " ".join(said_in(tmp_path / "v.svg"))
    assert "persons reported, at least" in said and "Detected victims of trafficking in persons" in said
    assert run("victims", "--by", "country,year", "--out", str(tmp_path / "v.csv")).exit_code == 0
    table = pl.read_csv(tmp_path / "v.csv")
    assert dict(table.select("Country or territory", table.columns[2]).iter_rows())["France"] == 1204
    told = json.loads((tmp_path / "v.csv.json").read_text(encoding="utf-8"))
    assert [s["source"] for s in told["sources"]] == ["unodc-glotip"] and told["counting_unit"].startswith("persons")
    assert run("victims", "--by", "goods", "--out", str(tmp_path / "x.csv")).exit_code == 2


def test_files_of_persons_say_only_the_filters_that_apply_and_years_do(run, tmp_path):
    """A filter on goods says nothing of victims; one on the year does."""
    assert CliRunner().invoke(main, ["import", "unodc-glotip", str(write_sample(tmp_path))]).exit_code == 0
    assert run("victims", "--by", "year", "--out", str(tmp_path / "all.csv")).exit_code == 0
    assert pl.read_csv(tmp_path / "all.csv")["Year"].to_list() == [2019]
    filters = ("--where", "goods=heroin", "--where")
    done = run("victims", "--by", "year", *filters, "year=2019", "--out", str(tmp_path / "one.csv"))
    assert done.exit_code == 0, done.output
    told = json.loads((tmp_path / "one.csv.json").read_text(encoding="utf-8"))
    assert "Heroin" not in told["filters_in_words"] + told["suggested_citation"]
    assert "2019" in told["filters_in_words"]
    assert run("victims", "--by", "year", *filters, "year=2018", "--out", str(tmp_path / "none.csv")).exit_code == 0
    assert pl.read_csv(tmp_path / "none.csv").is_empty(), "2018 tells nothing: 2019 is no answer"


@pytest.mark.parametrize(
    ("asked", "card"),
    [
        (["country", "--set", "profile=ESP", "--card", "country_trend"], "country_trend"),
        (["maps", "--set", "show=count"], "maps_count"),
        (["trends", "--set", "view=panels"], "trends_panels"),
        (["routes", "--card", "routes_balance"], "routes_balance"),
        (["compare", "--by", "country", "--set", "against=ESP,MLT", "--card", "compare_counts"], "compare_counts"),
        (["explorer", "--by", "goods", "--set", "form=table"], "explorer"),
    ],
)
def test_pages_are_drawn_by_name_and_the_command_makes_the_file_again(run, tmp_path, monkeypatch, asked, card):
    monkeypatch.chdir(tmp_path)
    done = run(*asked, "--where", "goods_group=drugs", "--out", "a.csv")
    assert done.exit_code == 0, done.output
    first, told = Path("a.csv").read_text(encoding="utf-8-sig"), json.loads(Path("a.csv.json").read_text("utf-8"))
    query = {key: [value] for key, value in (pair.split("=") for pair in asked[2::2] if "=" in pair)}
    query |= {"by": [asked[2]]} if asked[1] == "--by" else {}
    report = SUBJECTS[asked[0]](studio(), Question.from_query(query | {"goods_group": ["drugs"]}))
    page = next(c for c in cards(report) if c.key == card)
    rows = list(csv.reader(first.splitlines()))
    assert rows[0] == page.headed.columns and len(rows) == page.table.height + 1
    assert told["filters"]["goods_group"] == ["drugs"] and told["title"].startswith(page.title)
    Path("a.csv").unlink()
    assert run(*shlex.split(told["link"])[2:]).exit_code == 0
    assert Path("a.csv").read_text(encoding="utf-8-sig") == first


@DRAWN
def test_a_map_of_the_page_maps_is_a_picture_with_its_boundaries(run, tmp_path):
    out = tmp_path / "m.svg"
    assert run("maps", "--set", "show=count", "--out", str(out)).exit_code == 0
    told = json.loads((tmp_path / "m.svg.json").read_text(encoding="utf-8"))
    assert "boundaries" in told and told["counting_unit"] == "seizures reported"
    assert any("Reported seizures by country or territory" in text for text in said_in(out))


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["maps", "--set", "show=heat"], "does not apply here"),
        (["maps", "--set", "colour=red"], "--set takes KEY=VALUE as in the link of a page"),
        (["routes", "--card", "nope"], "--card takes: routes_in"),
        (["compare"], "Name two or more to compare"),
        (
            ["seizures", "--by", "goods", "--card", "x"],
            "are for the pages: world, region, country, explorer, goods, maps",
        ),
        (["seizures", "--by", "goods", "--currency", "USD"], "takes no currency"),
        (["trends", "--where", "country=SGP"], "Nothing was reported"),
    ],
)
def test_what_a_page_cannot_draw_is_refused(run, tmp_path, asked, said):
    done = run(*asked, "--out", str(tmp_path / "x.csv"))
    assert done.exit_code == 2 and said in done.output and not list(tmp_path.glob("x.*"))


def test_a_map_is_written_as_a_layer_and_nothing_else_is(run, tmp_path):
    for ending in ("gpkg", "geojson"):
        done = run("maps", "--set", "show=count", "--out", str(tmp_path / f"map.{ending}"))
        assert done.exit_code == 0, done.output
        assert (tmp_path / f"map.{ending}").stat().st_size > 1000
    assert json.loads((tmp_path / "map.geojson").read_text(encoding="utf-8"))["about"]["handling"] == "public"
    refused = run("seizures", "--by", "goods", "--out", str(tmp_path / "goods.gpkg"))
    assert refused.exit_code == 2 and "Only a map" in refused.output
