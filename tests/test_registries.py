"""What docs and CONTRIBUTING promise: one made-up entry in a registry is on a page, in the shell and in a file.

Each test adds the entry as a newcomer would, in the one or two places that the promise names, and nowhere else.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from click.testing import CliRunner
from streamlit.testing.v1 import AppTest

from charts.bars import bars
from charts.theme import LIGHT
from cli.main import main as shell
from data_access.asking import phrases
from data_access.ingest.loading import import_file
from data_access.lattice import statements as cube
from data_access.reference import tables as reference
from data_access.settings import settings
from data_access.sources import registry
from data_access.store import tables as stored
from data_access.store.engine import open_store
from domain import dimensions, languages, measures
from domain.dimensions import DIMENSIONS, Dimension
from domain.measures import MEASURES, Measure
from domain.question import Question
from domain.viewer import public
from domain.words import ENGLISH, Words
from pages import CATALOGUE, PageEntry
from pages.parts import finding, reader
from reports import subjects
from reports.card import Card, Column, cards, number
from reports.exported import exported
from reports.exports import csv_text
from reports.studio import Studio
from tests.asking import here, studio
from tests.data_access.sources.test_template import write

ROOT = Path(__file__).parents[1]
ROWS = (
    "date,country,goods,quantity,unit,funder",
    *(f"2022-{m:02}-05,ESP,cocaine,2,kg,{funder}" for m in range(1, 13) for funder in ("Harbour fund", "City fund")),
    *(f"2022-{m:02}-07,NGA,heroin,3,kg,City fund" for m in range(1, 13)),
)


@pytest.fixture(autouse=True)
def store(tmp_path: Path) -> None:
    path = write(tmp_path / "t.csv", *ROWS)
    import_file(open_store(settings().database_url), registry.ADAPTERS["template"], path)


@pytest.fixture(autouse=True)
def somebody_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "viewer", lambda: public("en"))


def page(file: str, **query: Any) -> str:
    """All that a page says, tables and figures included."""
    found = AppTest.from_file(str(ROOT / "pages" / file), default_timeout=120)
    for key, value in query.items():
        found.query_params[key] = value
    found.run()
    assert not found.exception
    texts = [e.value for kind in ("markdown", "caption", "title", "header") for e in found.get(kind)]
    figures = [e.proto.spec for e in found.get("plotly_chart")]
    boxes = [option for box in found.selectbox for option in box.options]
    words = "\n".join([*map(str, texts), *figures, *boxes, *(e.value.to_string() for e in found.dataframe)])
    return words.replace("\\", "")


def told(*arguments: str) -> str:
    """What the shell prints."""
    done = CliRunner().invoke(shell, arguments)
    assert done.exit_code == 0, done.output
    return done.output


def file_of(subject: str, **query: Any) -> str:
    """The CSV of the first card of a report, with the lines that must be said with it."""
    question = Question.from_query({key: [value] for key, value in query.items()})
    export, _ = exported(studio(), cards(subjects.SUBJECTS[subject](studio(), question))[0], link="here", name="x")
    return f"{export.title}\n{export.unit}\n{csv_text(export.table)}"


def test_a_measure_is_an_entry(monkeypatch):
    entry = Measure(
        key="records",
        label="Records of seizures",
        inside="records of seizures",
        counting_unit="records",
        caution="A record may stand for several seizures.",
        figure="n_records",
        reported="n_records",
    )
    monkeypatch.setitem(MEASURES, "records", entry)
    assert "Records of seizures" in page("analyse/explorer.py", measure="records", by="goods", form="table")
    assert "Records of seizures" in page("analyse/explorer.py", by="goods"), "it can be chosen"
    assert "24" in told("query", "records", "--by", "goods", "--format", "csv")
    assert file_of("explorer", measure="records", by="goods", form="table").count("24") == 1


def test_a_dimension_is_an_entry_and_its_column(monkeypatch):
    monkeypatch.setitem(
        DIMENSIONS, "funder", Dimension(key="funder", label="Funder", inside="funder", coded=False, detail=True)
    )
    monkeypatch.setitem(dimensions.NOT_KNOWN, "funder", ("",))  # derived from the entry where it stands in the file
    monkeypatch.setitem(cube.DETAIL_COLUMNS, "funder", stored.SeizureDetail.funder)
    shown = page("analyse/explorer.py", by="funder", form="table")
    assert "Harbour fund" in shown and "Funder" in shown
    assert "City fund,24" in told("query", "seizures", "--by", "funder", "--format", "csv")
    assert "Harbour fund,12" in told(
        "query", "seizures", "--by", "funder", "--where", "funder=Harbour fund", "--format", "csv"
    )
    assert "Funder," in file_of("explorer", by="funder", form="table")


def _made_up(studio: Studio, _question: Question) -> tuple[Card, ...]:
    frame = pl.DataFrame({"code": ["x"], "label": ["Made up"], "value": [7.0], "state": ["value"], "note": [""]})
    columns = {"label": Column("What"), "value": number("How many")}
    return (
        Card(
            key="made_up",
            title="A made-up chart",
            unit="things",
            drawn=bars(frame, words=studio.words, theme=studio.theme, unit="things"),
            table=frame.select("label", "value"),
            selection=_question.selection,
            columns=columns,
        ),
    )


def test_a_chart_is_a_report_by_name_and_a_page_is_a_file_and_a_line(monkeypatch, tmp_path):
    monkeypatch.setattr(subjects, "SUBJECTS", {**subjects.SUBJECTS, "made-up": _made_up})
    source = tmp_path / "madeup.py"
    source.write_text(
        "from pages.parts import reader\n"
        "from pages.parts.answers import studio\n"
        "from pages.parts.show import draw\n"
        "from reports.subjects import SUBJECTS\n"
        "selection = reader.selection('made-up')\n"
        "draw(SUBJECTS['made-up'](studio(), reader.question(selection)))\n",
        encoding="utf-8",
    )
    entry = PageEntry(section="Explore", file=f"../../../../../../../../{source}", title="Made up", url="madeup")
    monkeypatch.setattr("pages.CATALOGUE", (*CATALOGUE, entry))
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=120)
    app.switch_page(f"pages/{entry.file}")
    app.run()
    assert not app.exception
    assert "A made-up chart" in "\n".join(str(e.value) for e in app.markdown).replace("\\", "")
    out = tmp_path / "made.csv"
    told("chart", "made-up", "--out", str(out))
    assert out.read_text(encoding="utf-8-sig").splitlines() == ["What,How many", "Made up,7.0"]
    assert "A made-up chart" in file_of("made-up")


def test_a_source_is_an_adapter_and_a_line(monkeypatch, tmp_path):
    class Own(type(registry.ADAPTERS["template"])):  # type: ignore[misc]
        info = replace(registry.ADAPTERS["template"].info, source_id="made-up", name="The made-up register")

    monkeypatch.setitem(registry.ADAPTERS, "made-up", Own())
    import_file(open_store(settings().database_url), registry.ADAPTERS["made-up"], write(tmp_path / "o.csv", *ROWS[:3]))
    assert "made-up" in told("sources") and "The made-up register" in told("sources")
    assert "made-up,2" in told("query", "seizures", "--by", "source", "--format", "csv")
    assert "The made-up register" in page("data/about.py")
    assert "The made-up register" in file_of("explorer", by="source", form="table")


@pytest.fixture
def scheme(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Rows of the three tables of regions."""
    read = reference.read
    rows = {
        "region_schemes": {
            "scheme": "made-up",
            "name": "Made-up regions",
            "description": "d",
            "source": "s",
            "note": "n",
        },
        "regions": {"scheme": "made-up", "region": "here", "name": "The made-up coast"},
        "region_membership": {"scheme": "made-up", "region": "here", "country": "ESP", "source": "s"},
    }

    def more(name: str) -> pl.DataFrame:
        table = read(name)
        if name not in rows:
            return table
        row = {column: rows[name].get(column, "") for column in table.columns}
        return pl.concat([table, pl.DataFrame(row, schema=table.schema)])

    monkeypatch.setattr(reference, "read", more)
    _forget_regions()
    yield
    monkeypatch.undo()
    _forget_regions()


def _forget_regions() -> None:
    for kept in (reference.schemes, reference.regions, reference.memberships, reference._members_on):
        kept.cache_clear()


def test_a_scheme_of_regions_is_rows(scheme):
    shown = page("explore/region.py", scheme="made-up", focus="here")
    assert "The made-up coast" in shown and "Made-up regions" in shown
    assert "here,24" in told("query", "seizures", "--by", "region", "--scheme", "made-up", "--format", "csv")
    assert "The made-up coast" in file_of("explorer", by="region", scheme="made-up", form="table")


@pytest.fixture
def language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A catalogue and an entry."""
    catalog = Catalog(locale="es")
    for text, translated in (
        ("About the data", "Acerca de los datos"),
        ("Goods", "Mercancías"),
        ("'{measure}' is not a measure. Known: {measures}.", "'{measure}' no es una medida. Conocidas: {measures}."),
    ):
        catalog.add(text, translated)
    path = tmp_path / "locales" / "es" / "LC_MESSAGES" / "atlas.mo"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        write_mo(file, catalog)
    monkeypatch.setattr(languages, "LOCALES", tmp_path / "locales")
    entry = languages.Language(code="es", name="Español", locale="es", lists="es")
    monkeypatch.setitem(languages.LANGUAGES, "es", entry)
    languages.catalogue.cache_clear()
    yield "es"
    languages.catalogue.cache_clear()


def test_a_language_is_a_catalogue_and_an_entry(language, monkeypatch):
    monkeypatch.setattr(reader, "viewer", lambda: public(language))
    assert "Acerca de los datos" in page("data/about.py")
    monkeypatch.setenv("LANGUAGE", "es_ES.UTF-8")
    refused = CliRunner().invoke(shell, ["query", "tons"])
    assert "'tons' no es una medida" in refused.output and refused.exit_code == 2
    question = Question.from_query({"by": ["goods"], "form": ["table"]})
    spanish = Studio(here(), Words(language), LIGHT)
    export, _ = exported(spanish, cards(subjects.SUBJECTS["explorer"](spanish, question))[0], link="here", name="x")
    assert "Mercancías" in csv_text(export.table)
    monkeypatch.undo()
    assert ENGLISH.t("About the data") == "About the data"


def test_what_the_field_finds_is_a_provider(monkeypatch):
    made_up = finding.Provider(
        "office", lambda: {"x": "Office: Port police"}, lambda code: ("about", {"office": [code]})
    )
    monkeypatch.setattr(finding, "MOVING", (*finding.MOVING, made_up))
    found = AppTest.from_function(_bar, default_timeout=60).run()
    assert "Office: Port police" in found.selectbox(key="find_place").options
    assert finding.opened("office=x") == ("about", {"office": ["x"]})


def _bar():
    from pages.parts.topbar import topbar

    topbar()


def test_a_word_of_questions_is_a_row(monkeypatch):
    rows = reference.read("asking_words")
    made_up = pl.DataFrame({"kind": ["goods"], "code": ["cocaine"], "phrases": ["glimmer dust"]})
    read = reference.read
    monkeypatch.setattr(reference, "read", lambda name: rows.vstack(made_up) if name == "asking_words" else read(name))
    phrases.table.cache_clear()
    assert told("ask", "glimmer dust in Spain").startswith("country?goods=cocaine&profile=ESP")
    phrases.table.cache_clear()


def test_every_entry_of_a_registry_has_its_words_and_what_it_needs():
    for measure in measures.MEASURES.values():
        assert measure.label and measure.inside and measure.counting_unit and measure.caution
        assert not measure.kind or (measure.largest and measure.none and measure.other)
    details = {*cube.DETAIL_COLUMNS, *cube.ITEM_DETAILS, "division"}
    assert {d.key for d in DIMENSIONS.values() if d.detail} <= details
    assert set(dimensions.NOT_KNOWN) <= set(DIMENSIONS)
