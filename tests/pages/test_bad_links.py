"""Links that others made, broke or invented: every page gives a message or a page, never a traceback."""

import ast
from pathlib import Path

import pytest
from sqlalchemy import update
from sqlalchemy.exc import OperationalError
from streamlit.testing.v1 import AppTest

from data_access.answers import Answers
from data_access.ingest.loading import import_file
from data_access.settings import settings
from data_access.sources.registry import ADAPTERS
from data_access.store import tables
from data_access.store.engine import open_store, store_trouble
from domain.question import Question
from domain.selection import Selection
from pages import CATALOGUE
from pages.parts import reader
from tests.conftest import row, write_ids
from tests.pages.kept import KeptStore

ROOT = Path(__file__).parents[2]
ODD_TEXT = ("²", "nan", "1e999", "", "x" * 300, "é́\u202e\n2014")
"""What int, float or isdigit take otherwise than one expects."""
NONSENSE = ("💥'; <b>--", "-1", "9" * 40, ",".join(["ZZZ"] * 500), "country,country,year,year", *ODD_TEXT)
PAGES = [entry for entry in CATALOGUE if entry.url]


ROWS = [row(day=f"201{y}-03-05", country=c, start="Colombia") for y in (4, 5) for c in ("Spain", "Malta")]
KEPT = KeptStore("unodc-ids", lambda folder: write_ids(folder / "i.csv", ROWS))


@pytest.fixture
def store(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    KEPT.use(tmp_path_factory, monkeypatch)


def opened(entry, **query) -> AppTest:
    """The page inside the dashboard; AppTest finds it there only if its file is called as its address."""
    alone = Path(entry.file).stem != entry.url
    page = AppTest.from_file(str(ROOT / ("pages/" + entry.file if alone else "dashboard.py")), default_timeout=120)
    if not alone:
        page.switch_page(f"pages/{entry.file}")
    for key, value in query.items():
        page.query_params[key] = value
    return page.run()


@pytest.mark.parametrize("entry", PAGES, ids=lambda e: e.url)
def test_nonsense_in_every_parameter_of_a_page_is_borne(store, entry):
    for value in NONSENSE:
        assert not opened(entry, **dict.fromkeys(reader.OWN_KEYS, value)).exception, value


@pytest.mark.parametrize("entry", PAGES, ids=lambda e: e.url)
def test_each_parameter_alone_is_borne(store, entry, monkeypatch):
    """Of those that the page asks for: others cannot reach it."""
    asked = _recorded(monkeypatch)
    page = opened(entry)
    assert not page.exception
    for key in sorted(asked):
        page.query_params[key] = NONSENSE[0]
        assert not page.run().exception, key
        del page.query_params[key]


def _recorded(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The parameters that a page asks for from now on, itself or of its question, which reads all of them."""
    asked: set[str] = set()
    own, question, of_question = reader.own, reader.question, Question.own
    alone = {"reads": True}

    def read_all(chosen: Selection) -> Question:
        alone["reads"] = False
        found = question(chosen)
        alone["reads"] = True
        asked.update(("measure", "by", "form", "unit_class"))
        return found

    monkeypatch.setattr(reader, "own", lambda key: (alone["reads"] and asked.add(key)) or own(key))
    monkeypatch.setattr(reader, "question", read_all)
    monkeypatch.setattr(Question, "own", lambda self, key: asked.add(key) or of_question(self, key))
    return asked


UNFILTERED = {
    *("case", "caseform", "operation", "operationform", "course", "courseform", "targets", "targetform"),
    *("sector", "claim"),
}
"""Pages of one entry, which ask for nothing but its id; of a sector and of a claim there are no filters."""
UNASKABLE = (
    {"start": "yesterday"},
    {"start": "2015-01", "end": "2014-01"},
    {"goods": [f"g{i}" for i in range(500)]},
    {"country": "x" * 500},
    {"scheme": "nowhere"},
    {"copies": "perhaps"},
)


@pytest.mark.parametrize(
    ("entry", "query"),
    [(PAGES[0], query) for query in UNASKABLE]
    + [(entry, UNASKABLE[0]) for entry in PAGES[1:] if entry.url not in UNFILTERED],
    ids=lambda x: x.url if hasattr(x, "url") else next(iter(x)),
)
def test_filters_that_cannot_be_asked_get_a_message(store, entry, query):
    """Every way on one page, one way on every page: all read their filters in one place."""
    page = opened(entry, **query)
    assert not page.exception
    assert any("This link cannot be shown as it is" in e.value for e in page.error)


ODD = (
    ("records", {"year": "1--4"}),
    ("explorer", {"year": "²²²²", "by": "concealment"}),
    ("world", {"month": "2014-13"}),
    ("routes", {"least": "²"}),
    ("compare", {"by": "country", "against": "ESP,MLT", "start": "2090-01"}),
    ("records", {"page": "a.999999999.2016-03-05~9"}),
    ("records", {"division": "ES-MD"}),
)


@pytest.mark.parametrize(("url", "query"), ODD, ids=lambda x: x if isinstance(x, str) else "-".join(x))
def test_odd_figures_in_a_link_are_borne(store, url, query):
    entry = next(e for e in PAGES if e.url == url)
    page = opened(entry, **query)
    assert not page.exception
    assert not any("1,000,000,000" in m.value for m in page.markdown)


def test_a_link_with_many_filters_that_find_nothing_costs_few_questions(store, monkeypatch):
    asked = []
    total = Answers.total
    monkeypatch.setattr(Answers, "total", lambda self, selection: asked.append(selection) or total(self, selection))
    many = dict.fromkeys(("place", "admin1", "facility", "agency", "detection", "concealment", "routing"), "nowhere")
    page = opened(next(e for e in PAGES if e.url == "trends"), **many)
    assert not page.exception
    assert any(b.label.startswith("Without ") for b in page.button)
    assert len({str(s) for s in asked}) <= 12


def test_nothing_of_a_link_becomes_a_link_or_a_format_of_the_page(store):
    hostile = "[Sign in again](https://evil.invalid) **now**"
    page = opened(next(e for e in PAGES if e.url == "trends"), place=hostile)
    assert not page.exception
    said = [m.value for m in (*page.caption, *page.markdown, *page.error, *page.info)]
    held = [text for text in said if "Sign in again" in text]
    assert all("](https" not in text and "**now**" not in text for text in held)
    records = opened(next(e for e in PAGES if e.url == "records"), sort=hostile, place=hostile)
    assert all("](https" not in e.value for e in (*records.error, *records.caption))


@pytest.mark.parametrize("url", ["world", "region", "country", "routes", "explorer", "trends"])
def test_an_empty_selection_says_so_and_offers_the_nearest(store, url):
    entry = next(e for e in PAGES if e.url == url)
    page = opened(entry, goods="ivory", mode="air", profile="ESP", focus="150")
    assert not page.exception
    assert any("does not mean zero" in i.value for i in page.info)
    label = "Without the filter 'Goods' and the filter 'Transport mode'"
    way = next(b for b in page.button if b.label.startswith(label))
    way.click().run()
    assert not page.exception and not any("does not mean zero" in i.value for i in page.info)


def test_a_place_without_any_record_leads_to_its_region(store):
    page = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=120)
    page.switch_page("pages/explore/country.py")
    page.query_params["profile"] = "FRA"
    page.run()
    assert not page.exception
    assert [link.proto.label for link in page.get("page_link")] == [
        "Europe: 4 seizures",
        "All countries and territories: 4 seizures",
    ]


def test_a_store_that_goes_away_in_the_middle_is_said(store, monkeypatch):
    def gone(*_args, **_more):
        raise OperationalError("select", {}, Exception("disk I/O error"))

    page = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=120)
    page.switch_page("pages/explore/world.py")
    assert not page.run().exception
    monkeypatch.setattr(Answers, "total", gone)
    page.run()
    assert not page.exception
    assert page.error[0].value.startswith("The database does not answer")
    assert store_trouble(ValueError("ours")) is None


DRAWN = {"caption", "error", "info", "markdown", "success", "warning"}
TOLD = {"error", "row", "title"}
"""What holds text of a link, of a file or of the data where it is shown to the reader (titles: made of their names)."""


def unsafe(source: str) -> list[str]:
    """Calls of st.markdown and its like that tell such text without markdown_safe."""

    def bare(node: ast.AST) -> bool:
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "markdown_safe":
            return False
        if isinstance(node, ast.Name) and node.id in TOLD:
            return True
        return any(map(bare, ast.iter_child_nodes(node)))

    calls = [n for n in ast.walk(ast.parse(source)) if isinstance(n, ast.Call) and n.args]
    drawn = [c for c in calls if isinstance(c.func, ast.Attribute) and c.func.attr in DRAWN]
    ours = [c for c in drawn if getattr(c.func.value, "id", "") == "st"]  # type: ignore[attr-defined]
    return [ast.unparse(c) for c in ours if bare(c.args[0])]


def test_no_page_tells_an_error_or_a_title_as_markdown():
    assert unsafe("st.error(str(error))") and unsafe("st.info(f'{error}')")
    assert not unsafe("st.error(markdown_safe(str(error)))")
    found = {str(f.relative_to(ROOT)): unsafe(f.read_text()) for f in sorted((ROOT / "pages").rglob("*.py"))}
    assert {name: calls for name, calls in found.items() if calls} == {}


def test_what_a_source_calls_itself_is_text(tmp_path):
    import_file(open_store(settings().database_url), ADAPTERS["unodc-ids"], write_ids(tmp_path / "i.csv", ROWS))
    with open_store(settings().database_url).begin() as connection:
        connection.execute(update(tables.Source).values(name="[Mine](https://evil.invalid)", note="**x**"))
    page = opened(next(e for e in PAGES if e.url == "about"))
    said = [m.value for m in (*page.markdown, *page.caption)]
    assert not page.exception and any("Mine" in text for text in said)
    assert not any("](https" in text or "**x**" in text for text in said)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"goods": ["unobtainium", "heroin"]}, "goods 'unobtainium'"),
        ({"country": "ZZZ"}, "country or territory of seizure 'ZZZ'"),
        ({"mode": "magic", "departure": "QQQ"}, "'QQQ' and transport mode 'magic'"),
        ({"region": "999"}, "region '999'"),
    ],
)
def test_codes_that_nobody_knows_are_left_out_and_named(store, query, said):
    page = opened(next(entry for entry in PAGES if entry.url == "world"), **query)
    assert not page.exception and page.title[0].value == "Reported seizures worldwide"
    (error,) = page.error
    assert said in error.value.replace("\\", "") and "Known:" not in error.value
    assert page.query_params.get("goods", "") == ("heroin" if "goods" in query else "")


def test_a_filter_that_only_the_store_can_refuse_leads_to_the_page_without(store):
    page = opened(PAGES[0], source="gone")
    assert not page.exception and "is no code of source" in page.error[0].value.replace("\\", "")
    assert [link.proto.label for link in page.get("page_link")][-1] == "This page without filters"


def test_a_record_that_is_not_there_says_what_may_be_the_matter(store):
    entry = next(e for e in PAGES if e.url == "record")
    assert "taken back" in opened(entry, record="nonsense").info[0].value
    assert "names no record" in opened(entry).info[0].value


def test_a_year_without_reports_is_told(store):
    entry = next(e for e in PAGES if e.url == "coverage")
    assert "2015 is shown instead" in opened(entry, at="1800").error[0].value
    assert not opened(entry, at="2014").error
