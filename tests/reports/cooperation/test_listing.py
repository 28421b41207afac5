"""The page of cooperation as a report: n of N in the headline, a question where routes join those that never appear."""

from pathlib import Path

import pytest

from data_access.ingest.loading import import_file
from data_access.settings import settings
from data_access.sources.registry import ADAPTERS
from data_access.store.engine import open_store
from domain.question import Question
from domain.selection import Selection
from reports.card import Metrics, Text, cards
from reports.cooperation.listing import countries, figures, report
from reports.cooperation.routes import never_together, pairs_asked
from tests.asking import studio
from tests.data_access.sources.test_template import write

ROWS = [
    "date,country,goods,departure,destination",
    *(f"2022-03-{d:02},ESP,cocaine,COL,ESP" for d in range(1, 10)),
    *(f"2022-04-{d:02},KEN,ivory,TZA,KEN" for d in range(1, 7)),
    "2022-05-01,ESP,cocaine,ESP,ESP",
    "2022-05-02,ESP,cocaine,COL,",
]
ALL = Selection()


@pytest.fixture(autouse=True)
def store(tmp_path: Path):
    import_file(open_store(settings().database_url), ADAPTERS["template"], write(tmp_path / "t.csv", *ROWS))


def test_the_headline_says_how_many_records_name_the_countries():
    (shown,) = [part for part in figures(studio(), ALL) if isinstance(part, Metrics)]
    joint = studio().answers.cooperation.joint(ALL)
    several = joint.filter(joint["countries"].list.len() > 1).height
    assert [m.value for m in shown.metrics][1] == f"{several} of {joint.height}"
    (matrix, *_) = cards(countries(studio(), ALL))
    assert f"{several} of {joint.height} records name several" in matrix.title


def test_filters_that_mean_nothing_of_the_records_are_named():
    shown = figures(studio(), Selection(where=(("mode", ("sea",)), ("goods", ("cocaine",)))))
    (said,) = [part.text for part in shown if isinstance(part, Text)]
    assert "not of the records" in said and "mode" in said.lower() and "Goods" not in said


def test_ends_of_a_route_that_no_record_names_together_are_asked_for():
    asked, looked_at = pairs_asked(studio(), ALL)
    assert looked_at == 2, "a route to itself, or with one end unknown, joins nobody"
    assert asked.select("departure", "destination").rows() == [("COL", "ESP")], "Kenya and Tanzania took part together"
    (card,) = never_together(studio(), ALL)
    assert "Of the 2 reported routes" in card.note and "1 join" in card.note and "question" in card.caution


def test_nothing_is_said_where_nothing_fits():
    none = Selection(start="1850-01", end="1850-12")
    shown = report(studio(), Question(selection=none))
    assert [type(part) for part in shown] == [Text]
