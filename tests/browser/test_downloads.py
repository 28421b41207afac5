"""What a reader keeps: each file is clicked, saved and opened again; the shell makes the same."""

import csv
import io
import json
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import polars as pl
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from PIL import Image
from playwright.sync_api import expect

from cli.main import main
from tests.browser.conftest import FORMULA
from tests.browser.streamlit_page import opened as action

pytestmark = pytest.mark.browser
SAID = (
    "heroin seized worldwide",
    "seizures reported",
    "UNODC Individual Drug Seizures",
    "data version 2",  # the import and the cases that come with the program
    "handling: public",
    "Suggested citation",
)


@pytest.fixture(scope="module")
def server(two_countries):
    return two_countries[0]


def opened(page, server, path, key):
    """The downloads of a card."""
    page.goto(f"http://{server}{path}")
    return reopened(page, key)


def reopened(page, key):
    """The same on the page as it is."""
    box = action(page, page.page.locator(f".st-key-card_{key}"), "Picture and data")
    expect(box.get_by_role("button", name="Metadata")).to_be_visible()
    return box


def saved(page, button):
    """The name and the bytes that a click brings."""
    with page.page.expect_download() as download:
        button.click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def test_a_chart_says_the_same_in_every_format_from_the_shell_and_in_its_pictures(
    server, page, two_countries, tmp_path
):
    card = opened(page, server, "/explorer?goods=heroin&by=year", "explorer")
    kept = {}
    for name in ("CSV", "Excel", "Parquet", "Metadata"):
        file_name, kept[name] = saved(page, card.get_by_role("button", name=name, exact=True))
        assert re.match(r"contraband-atlas_explorer_v2_[0-9a-f]{8}_[0-9a-f]{16}\.", file_name)
    told = json.loads(kept["Metadata"])
    assert told["data_version"] == 2 and told["sources"][0]["source"] == "unodc-ids"
    address, _, version = told["link"].partition("&version=2-")
    assert told["filters"] == {"goods": ["heroin"]} and address == f"http://{server}/explorer?goods=heroin&by=year"
    assert re.fullmatch("[0-9a-f]{8}", version)
    parquet = pl.read_parquet(kept["Parquet"])
    assert parquet["Reported seizures"].to_list() == [6, 6] and parquet.schema["Reported seizures"] == pl.Int64
    assert pl.read_csv(kept["CSV"], schema=parquet.schema).equals(parquet)
    inside = json.loads(pq.read_schema(io.BytesIO(kept["Parquet"])).metadata[b"contraband_atlas"])
    when = ("downloaded_at", "suggested_citation")  # of the click
    assert {k: v for k, v in inside.items() if k not in when} == {k: v for k, v in told.items() if k not in when}
    book = openpyxl.load_workbook(io.BytesIO(kept["Excel"]))
    cells = list(book["Data"].iter_rows(min_row=6, values_only=True))
    assert cells == [tuple(r) for r in parquet.iter_rows()]
    assert dict(book["About"].iter_rows(values_only=True))["link"] == told["link"]
    out = tmp_path / "shell.csv"
    asked = ["chart", "seizures", "--by", "year", "--where", "goods=heroin", "--out", str(out)]
    assert CliRunner().invoke(main, asked, env={"ATLAS_VAR": str(two_countries[1] / "var")}).exit_code == 0
    assert out.read_bytes() == kept["CSV"]
    says_what_must_be_said(page, card, "explorer", "Reported seizures by year")
    assert page.foreign(server) == []


def test_the_link_of_the_metadata_shows_the_same_again(server, page):
    card = opened(page, server, "/explorer?by=year&country=BRA&goods=heroin&start=2015-01&end=2015-12", "explorer")
    _, told = saved(page, card.get_by_role("button", name="Metadata"))
    page.goto(json.loads(told)["link"])
    chips = page.page.locator(".st-key-filters_in_force")
    for said in ("Seized in: Brazil", "Goods: Heroin", "Year: 2015"):
        expect(chips).to_contain_text(said)
    _, again = saved(page, reopened(page, "explorer").get_by_role("button", name="CSV", exact=True))
    rows = csv.DictReader(io.StringIO(again.decode("utf-8-sig")))
    assert [row["Reported seizures"] for row in rows] == ["6"]


def test_a_picture_of_a_map_carries_what_must_be_said(server, page):
    card = opened(page, server, "/maps?show=count&goods=heroin", "maps_count")
    says_what_must_be_said(page, card, "maps_count", "Reported seizures")
    assert page.foreign(server) == []


def says_what_must_be_said(page, card, key, title):
    """The pictures of a card, of heroin."""
    name, png = saved(page, card.get_by_role("button", name="Download PNG"))
    svg = saved(page, card.get_by_role("button", name="Download SVG"))[1]
    root = ElementTree.fromstring(svg)
    width, height = (float(root.get(side)) for side in ("width", "height"))
    with Image.open(io.BytesIO(png)) as image:
        assert (image.format, image.size) == ("PNG", (2 * width, 2 * height)) and width == 1200
    text = " ".join("".join(e.itertext()) for e in root.iter() if e.tag.endswith("}text"))
    assert all(part in text for part in (title, *SAID)), text
    assert ("official endorsement" in text) == (key == "maps_count")
    assert re.fullmatch(rf"contraband-atlas_{key}_v2_[0-9a-f]{{8}}\.png", name)
    assert root.find("{http://www.w3.org/2000/svg}desc").text


def test_a_formula_in_a_place_name_is_harmless_and_readable(server, page):
    card = opened(page, server, "/explorer?country=BRA&by=place", "explorer")
    _, text = saved(page, card.get_by_role("button", name="CSV", exact=True))
    rows = list(csv.reader(io.StringIO(text.decode("utf-8-sig"))))
    assert rows[1][0] == f"'{FORMULA}" and rows[1][1] == "12"
    _, book = saved(page, card.get_by_role("button", name="Excel", exact=True))
    cell = openpyxl.load_workbook(io.BytesIO(book))["Data"]["A6"]
    assert (cell.data_type, cell.value) == ("s", FORMULA)


def test_the_whole_page_comes_in_one_zip_with_its_pictures(server, page):
    page.whole = True  # the zip asks for what waits below the first screen, too
    page.goto(f"http://{server}/world?goods=heroin")
    cards = {
        c.get_attribute("class").split("st-key-card_")[1].split()[0]
        for c in page.page.locator("[class*=st-key-card_]").all()
    }
    drawn = {
        c.get_attribute("class").split("st-key-chart_")[1].split()[0]
        for c in page.page.locator("[class*=st-key-chart_]").all()
    }
    name, data = saved(page, page.page.get_by_role("button", name="Charts and data of the whole page"))
    assert re.fullmatch(r"contraband-atlas_page_v2_[0-9a-f]{8}\.zip", name)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        files = {n: archive.read(n) for n in archive.namelist()}
    readme = files.pop("README.txt").decode("utf-8-sig")
    made = {(n.split("atlas_")[1].rsplit("_v", 1)[0], n.rsplit(".", 1)[1]) for n in files}
    assert made == {(c, e) for c in cards for e in ("csv", "xlsx", "json")} | {
        (c, e) for c in drawn for e in ("png", "svg")
    }
    assert "map" in drawn and readme.count("Cite as:") == len(cards)
    for n, content in files.items():
        if n.endswith(".json"):
            told = json.loads(content)
            applied = {} if "coverage" in n else {"goods": ["heroin"]}  # which months have records, of any goods
            assert told["filters"] == applied and told["suggested_citation"] and told["link"]
        elif n.endswith(".xlsx"):
            openpyxl.load_workbook(io.BytesIO(content)).close()
        elif n.endswith(".svg"):
            text = " ".join(
                "".join(e.itertext()) for e in ElementTree.fromstring(content).iter() if e.tag.endswith("}text")
            )
            assert all(part in text for part in SAID[2:]), (n, text)
        elif n.endswith(".png"):
            with Image.open(io.BytesIO(content)) as image:
                assert image.width == 2400 and image.getbbox() and len(image.convert("L").getcolors(256) or [0, 1]) > 1
    expect(page.page.get_by_text("Saved.", exact=True)).to_be_visible()
    assert page.foreign(server) == []


def test_two_readers_never_get_files_of_one_name_and_a_picture_is_dated_by_the_click(server, new_page):
    page = new_page(alone=True)  # its clock is set
    card = opened(page, server, "/explorer?by=year&goods=heroin", "explorer")
    first, _ = saved(page, card.get_by_role("button", name="CSV", exact=True))
    page.page.clock.set_fixed_time("2031-05-06T12:00:00Z")
    svg = saved(page, card.get_by_role("button", name="Download SVG"))[1].decode()
    assert "retrieved 2031-05-06" in svg.replace("\n", " ")
    other = new_page()
    card = opened(other, server, "/explorer?by=year&goods=heroin", "explorer")
    second, _ = saved(other, card.get_by_role("button", name="CSV", exact=True))
    assert first != second
