"""Sixty claims with their verdicts over a store that is known to the last record; and what the briefing says itself."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as limits
from hypothesis import strategies as st

from data_access.cube.reporting import declare
from data_access.settings import settings
from data_access.store.engine import open_store
from domain.claims import Verdict
from domain.errors import UsageError
from domain.selection import Selection
from reports.briefing.facts import change, scale
from reports.briefing.scope import scoped
from reports.claims.judge import judge
from reports.claims.reading import read
from tests.asking import studio
from tests.reports.briefing.stores import monthly, stored

CLAIMS = list(csv.DictReader(Path(__file__).with_name("claims.csv").read_text("utf-8").splitlines(), delimiter=";"))
FRANCE = Selection(where=(("country", ("FRA",)),))


def alike(rows):
    """Exact copies of each other."""
    return [row | {"content": f"{row['country']} {row['seized_on']:%Y-%m}"} for row in rows]


@pytest.fixture(scope="module")
def _calendar(tmp_path_factory):
    path = tmp_path_factory.mktemp("calendar") / "calendar.csv"
    path.write_text("country,from,to,status\nAUT,2019-01,2020-12,reported\n", encoding="utf-8")
    return path


@pytest.fixture
def store(_calendar):
    """France rose by 30%, Spain fell by 23%, Portugal by chance, Italy lacks months, Germany is small, Belgium rose by
    copies alone, Poland jumped, Austria declared zero, Luxembourg has two goods.
    """
    stored(
        monthly("FRA", 2019, 10) + monthly("FRA", 2020, 13),
        monthly("ESP", 2019, 13) + monthly("ESP", 2020, 10),
        monthly("PRT", 2019, 10) + monthly("PRT", 2020, 11),
        monthly("ITA", 2019, 10) + monthly("ITA", 2020, 20, first=9),
        monthly("DEU", 2019, 1) + monthly("DEU", 2020, 2),
        monthly("BEL", 2019, 10) + monthly("BEL", 2020, 8) + alike(monthly("BEL", 2020, 30)),
        monthly("POL", 2019, 5) + monthly("POL", 2020, 30),
        monthly("LUX", 2020, 9) + monthly("LUX", 2020, 3, goods="cocaine"),
    )
    declare(open_store(settings().database_url), _calendar)


def judged(text):
    claim = read(studio().answers, text)
    return claim, judge(studio(), claim)


def test_the_corpus(store):
    wrong = []
    for row in CLAIMS:
        claim, found = judged(row["claim"])
        if (found.verdict.value, claim.kind.value) != (row["verdict"], row["kind"]):
            wrong.append((row["claim"], claim.kind.value, found.verdict.value, found.reasons))
        assert found.reasons and found.wording and "by Contraband Atlas" in found.citation, row
    assert len(CLAIMS) >= 60 and not wrong


@pytest.mark.parametrize(
    ("claim", "reason", "wording"),
    [
        (
            "Reported seizures in France rose by 30% from 2019 to 2020",
            "The same complete reporters had 120 and 156 seizures (+30%).",
            "Reported seizures in France rose by 30% from 2019 to 2020: 120 to 156, one reporter.",
        ),
        (
            "Reported seizures in Germany doubled from 2019 to 2020",
            "too few to measure against (at least 30)",
            "Whether reported seizures in Germany changed from 2019 to 2020 cannot be said:",
        ),
        (
            "Reported seizures in Poland rose from 2019 to 2020",
            "is more than a fivefold change",
            "Whether reported seizures in Poland changed",
        ),
        ("No seizures in the Netherlands in 2020", "silence, not zero", "That is not zero."),
        (
            "Reported seizures in Georgia rose from 2019 to 2020",
            "Means several things: georgia",
            "No record is at hand",
        ),
    ],
)
def test_reasons_and_a_wording_that_can_be_defended(store, claim, reason, wording):
    _, found = judged(claim)
    assert reason in " ".join(found.reasons) and wording in found.wording


@pytest.mark.parametrize("text", ["", "the weather is nice", "Spain", "drugs 2020", "%", "=1+1"])
def test_what_cannot_be_checked_is_said(store, text):
    with pytest.raises(UsageError, match="Nothing in this can be checked"):
        read(studio().answers, text)


@given(st.lists(st.tuples(st.integers(1, 40), st.integers(1, 40)), min_size=1, max_size=1))
@limits(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_what_the_briefing_says_is_supported_by_the_same_judge(figures):
    ((before, after),) = figures
    name = f"s{before}x{after}"
    open_store(settings().database_url).dispose()
    stored(monthly("FRA", 2019, before) + monthly("FRA", 2020, after), source=name)
    mine = replace(FRANCE, start="2020-01", end="2020-12").having("source", (name,))
    scope = scoped(studio().answers, mine)
    for said in (change(studio(), scope), scale(studio(), scope)):
        text = said.text.partition(".")[0].replace(" (source: " + name.title() + ")", "")
        if "cannot be said" in text:
            continue
        claim = replace(read(studio().answers, text), left=(), ask=())
        claim = replace(claim, selection=claim.selection.having("source", (name,)))
        assert judge(studio(), claim).verdict is Verdict.SUPPORTED, (text, claim)
