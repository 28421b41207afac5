"""What pages draw by name: the shell makes the same card as the page, and a bad question is said or refused."""

from pathlib import Path

import pytest

from charts.theme import LIGHT
from data_access.ingest.loading import import_file
from data_access.settings import settings
from data_access.sources.registry import ADAPTERS
from data_access.store.engine import open_store
from domain.cases.selection import CaseSelection
from domain.entries.selection import DatedSelection
from domain.errors import UsageError
from domain.question import ENTRIES, OF_CASES, PAGES_OF, Question
from domain.selection import Selection
from domain.viewer import public
from domain.words import ENGLISH
from pages import CATALOGUE
from pages.parts.answers import for_viewer
from reports.asked import strict
from reports.card import Beside, Card, Text, cards
from reports.exported import exported
from reports.studio import Studio
from reports.subjects import SUBJECTS
from tests.asking import studio
from tests.data_access.sources.test_template import write
from tests.data_access.sources.test_training import write_sample as courses

ROWS = [
    "date,country,goods,quantity,unit,mode,departure,destination",
    *(f"{y}-{m:02}-05,{c},cocaine,2,kg,sea,COL,{d}" for y in (2022, 2023) for m in range(1, 13) for c, d in (("ESP", "FRA"), ("FRA", "DEU"))),
    *(f"{y}-{m:02}-07,NGA,cannabis,3,kg,air,GHA,ESP" for y in (2022, 2023) for m in range(1, 13)),
]  # fmt: skip
QUERIES = {
    "world": {},
    "region": {"focus": ["150"]},
    "country": {"profile": ["ESP"]},
    "explorer": {"by": ["goods,year"]},
    "maps": {"show": ["count"]},
    "trends": {},
    "routes": {},
    "goods": {"good": ["cocaine"]},
    "cases": {},
    "convergence": {},
    "networks": {},
    "operations": {},
    "training": {},
    "cooperation": {},
    "programme": {},
    "benchmarks": {},
    "sector": {"good": ["drugs"]},
    "compare": {"by": ["country"], "against": ["ESP,NGA"]},
}
"""What each subject needs in its address to show something."""


@pytest.fixture(autouse=True)
def store(tmp_path: Path):
    engine = open_store(settings().database_url)
    import_file(engine, ADAPTERS["template"], write(tmp_path / "t.csv", *ROWS))
    import_file(engine, ADAPTERS["training"], courses(tmp_path))


def question(subject: str, **more: list[str]) -> Question:
    return Question.of_page(subject, QUERIES[subject] | more)


@pytest.mark.parametrize("subject", SUBJECTS)
def test_each_subject_is_a_page_and_draws_cards_that_say_all(subject):
    assert subject in [entry.url for entry in CATALOGUE]
    shown = cards(SUBJECTS[subject](studio(), question(subject)))
    assert shown and len({card.key for card in shown}) == len(shown)
    for card in shown:
        export, figure = exported(studio(), card, link="here", name="file_v{version}")
        assert export.name == "file_v2" and export.about["link"] == "here"
        assert export.title.startswith(card.title) and card.drawn.alt in export.alt
        assert export.about["how_not_to_read"] and export.about["counting_unit"] == card.unit
        assert (figure is None) == (card.drawn.figure is None)
        assert card.codes is None or card.codes.height in (0, card.table.height)
        assert set(card.table.columns) <= set(card.columns), "every column has a heading"
        assert len(set(card.headed.columns)) == card.table.width


@pytest.mark.parametrize("subject", SUBJECTS)
def test_the_caches_of_the_pages_change_nothing(subject):
    pages = Studio(for_viewer(public("en")), ENGLISH, LIGHT)
    on_pages, in_shell = (tuple(SUBJECTS[subject](by, question(subject))) for by in (pages, studio()))
    assert [type(part) for part in on_pages] == [type(part) for part in in_shell]
    for page, shell in zip(cards(on_pages), cards(in_shell), strict=True):
        assert (page.key, page.title, page.unit, page.note, page.drawn.alt) == (
            shell.key, shell.title, shell.unit, shell.note, shell.drawn.alt,
        )  # fmt: skip
        assert page.table.equals(shell.table) and page.drawn.figure == shell.drawn.figure
    others = [[part for part in parts if not isinstance(part, Card | Beside)] for parts in (on_pages, in_shell)]
    assert others[0] == others[1]


@pytest.mark.parametrize(
    ("subject", "wrong"),
    [
        ("region", {"focus": ["XXX"]}),
        ("country", {"profile": ["XXX"]}),
        ("explorer", {"form": ["pie"]}),
        ("explorer", {"measure": ["tons"]}),
        ("maps", {"show": ["heat"]}),
        ("maps", {"at": ["1066"]}),
        ("trends", {"view": ["sideways"]}),
        ("routes", {"profile": ["XXX"]}),
        ("routes", {"least": ["4"]}),
        ("goods", {"good": ["unobtainium"]}),
        ("compare", {"per": ["acre"]}),
        ("compare", {"against": ["ESP,NGA,XXX"]}),
    ],
)
def test_what_makes_no_sense_is_said_beside_the_usual_and_refused_to_a_script(subject, wrong):
    report = SUBJECTS[subject](studio(), question(subject, **wrong))
    assert [part.kind for part in report if isinstance(part, Text)].count("error") == 1
    assert cards(report), "the page shows something all the same"
    with pytest.raises(UsageError):
        strict(report)
    strict(SUBJECTS[subject](studio(), question(subject)))


@pytest.mark.parametrize("subject", SUBJECTS)
def test_nothing_reported_is_said_and_nothing_is_drawn(subject):
    nothing = Selection(start="1990-01", end="1990-12")
    from dataclasses import replace

    empty = replace(
        question(subject), **({"cases": CaseSelection(text="zzzz")} if subject in OF_CASES else {"selection": nothing})
    )
    of = ENTRIES[PAGES_OF[subject]][0] if subject in PAGES_OF else Selection
    if issubclass(of, DatedSelection):
        empty = replace(empty, **{PAGES_OF[subject]: of(start=nothing.start, end=nothing.end)})
    if subject == "sector":  # it has no period: fakes are not among the rows
        empty = question(subject, good=["waste"])
    report = SUBJECTS[subject](studio(), empty)
    drawn = [card for card in cards(report) if card.drawn.figure is not None]
    assert not drawn or subject == "compare"
    assert any(isinstance(part, Text) for part in report)
