"""The private sector's page as a report: small numbers withheld, a company's own for its eyes alone, sources said."""

from pathlib import Path

import polars as pl
import pytest

from charts.theme import LIGHT
from data_access.ingest.loading import import_file
from data_access.settings import settings
from data_access.sources.registry import ADAPTERS
from data_access.store.engine import open_store
from domain.incidents.vocabulary import BREAKDOWNS
from domain.question import Question
from domain.words import ENGLISH
from reports.asked import strict
from reports.card import Card, Metrics, Text, cards
from reports.exported import exported
from reports.sector.around import benchmarks, cases, what_to_do
from reports.sector.asked import Shown, as_option, groups, offers, read
from reports.sector.breakdown import by_breakdown
from reports.sector.listing import report
from reports.sector.own import against_sector
from reports.studio import Studio
from tests.data_access.incidents.brought import as_company, as_public, bring, some
from tests.data_access.sources.test_template import write

ROWS = (
    "date,country,goods,mode,departure,destination",
    *["2024-05-14,ESP,medicines,mail,CHN,ESP"] * 30,
    *["2024-08-14,FRA,antibiotics,air,unknown,"] * 7,
    *["2024-12,FRA,medicines,road,IND,FRA"] * 2,
    *["2024,NGA,medicines,maritime,,NGA"] * 3,
    "2024-05-14,ESP,toys,mail,,",
)
SHOWN = Shown(group="medicines", name="Medicines", breakdown="mode", without=())


@pytest.fixture(autouse=True)
def store(tmp_path: Path):
    import_file(open_store(settings().database_url), ADAPTERS["template"], write(tmp_path / "t.csv", *ROWS))
    for i, (company, n) in enumerate([("Nova Pharma", 200), ("Beta", 60), ("Gamma", 40)]):
        bring(tmp_path / f"{i}.csv", some(company, n))


def of(company: str = "") -> Studio:
    return Studio(as_company(company) if company else as_public(), ENGLISH, LIGHT)


def by(breakdown: str, company: str = "") -> dict[str, Card]:
    shown = Shown(group="medicines", name="Medicines", breakdown=breakdown, without=())
    return {card.key: card for card in cards(by_breakdown(of(company), shown))}


def test_small_numbers_of_seizures_are_withheld_with_what_would_give_them_away():
    table = by("mode")["sector_seizures"].table
    rows = dict(table.select("label", "value").rows())
    assert rows["Mail"] == 30 and rows["Road"] is None and rows["Sea"] is None
    assert set(table.filter(pl.col("value").is_null())["state"]) == {"withheld (small number)"}
    assert sum(v for v in rows.values() if v is not None) <= 42 - 5


def test_an_end_that_is_unknown_is_not_told_and_seasons_leave_out_whole_years():
    routes = set(by("route")["sector_seizures"].table["label"])
    assert {"China → Spain", "Not stated"} <= routes and not any("unknown" in r for r in routes)
    seasons = dict(by("season")["sector_seizures"].table.select("label", "value").rows())
    assert seasons["April to June"] == 30 and "Month not stated" in seasons


def test_places_stand_a_to_z_with_their_coverage():
    table = by("place")["sector_seizures"].table
    assert table["label"].to_list() == sorted(table["label"])
    assert dict(table.select("label", "state").rows())["Spain"] == "1 of 1 years"


@pytest.mark.parametrize("breakdown", BREAKDOWNS)
def test_every_breakdown_has_both_sides_or_says_why_not(breakdown):
    found = by(breakdown)
    assert "sector_incidents" in found
    assert ("sector_seizures" in found) == (breakdown not in ("found_at", "concealment"))
    assert found["sector_incidents"].table["value"].drop_nulls().min() >= 5


def test_a_company_sees_its_own_and_others_see_none():
    assert all(isinstance(part, Text) for part in against_sector(of(), SHOWN))
    beside, listed = against_sector(of("Nova Pharma"), SHOWN)
    assert beside.table["n"].sum() == 200 and beside.table["own"].sum() == pytest.approx(1)
    assert listed.table.height == 200
    (said,) = against_sector(of("Delta"), SHOWN)
    assert isinstance(said, Text) and "no incidents" in said.text
    for other in (of(), of("Beta"), of("Delta")):
        texts = "".join(
            str(card.table.to_dicts()) for card in cards(report(other, Question(options=(("good", "medicines"),))))
        )
        assert "Nova" not in texts


def test_files_of_ones_own_say_for_whom_they_are():
    card = against_sector(of("Nova Pharma"), SHOWN)[1]
    export, _ = exported(of("Nova Pharma"), card, link="", name="x")
    assert export.about["handling"] == "for your company alone"
    public = by("mode")["sector_incidents"]
    assert "three companies" in exported(of(), public, link="", name="x")[0].about["rules"][0]


def test_each_figure_has_its_own_unit_and_none_is_added():
    (metrics, said) = report(of("Beta"), Question(options=(("good", "medicines"),)))[:2]
    assert isinstance(metrics, Metrics) and [m.value for m in metrics.metrics[:2]] == ["42", "300"]
    assert isinstance(said, Text) and "never added" in said.text
    assert metrics.metrics[3].value == "60"


def test_a_sector_of_which_nothing_may_be_shown_says_why():
    found = report(of(), Question(options=(("good", "toys"),)))
    assert any(
        isinstance(p, Text) and "three companies or more" in p.text
        for part in found
        for p in getattr(part, "right", (part,))
    )


def test_what_the_link_asks_wrongly_is_said_and_a_script_fails():
    shown, notes = read(
        as_public(), Question(options=(("good", "dragons"), ("show", "moods"), ("without", "funder:x"))), ENGLISH
    )
    assert shown.group == "medicines" and shown.without == () and len(notes) == 3
    with pytest.raises(Exception, match="does not name a group of goods"):
        strict(notes)


def test_what_can_be_left_out_are_whole_kinds_with_figures(tmp_path: Path):
    for i, company in enumerate(("Nova Pharma", "Beta", "Gamma")):
        bring(tmp_path / f"f{i}.csv", some(company, 30, first=900, funder="City fund"))
    assert offers(as_public(), "medicines") == (("funder", "City fund"), ("source_type", "company"))
    asked = Question(options=(("good", "medicines"), ("without", as_option((("funder", "City fund"),)))))
    shown, notes = read(as_public(), asked, ENGLISH)
    assert not notes and as_public().incidents.sector("medicines", shown.without).total == 300
    assert as_public().incidents.sector("medicines").total == 390


def test_cases_name_a_part_of_the_private_sector_and_benchmarks_say_what_they_are_of():
    (card,) = cases(of(), SHOWN)
    every = as_public().cases.frames(card.selection)
    named = set(every.parts["texts"].filter(pl.col("kind") == "private_sector")["case_id"])
    assert 0 < card.table.height == len(named) < every.cases.height
    assert "fakes of every kind" in benchmarks(of(), SHOWN)[0].note


def test_every_step_has_its_source():
    for group in groups():
        shown = Shown(group=group, name=group, breakdown="mode", without=())
        heading, *parts = what_to_do(of(), shown)
        assert heading.kind == "heading" and len(parts) >= 8
        assert [part.kind for part in parts] == ["text", "caption"] * (len(parts) // 2)
        assert all(part.text.startswith("Source") for part in parts[1::2])
        assert any("WHO" in part.text for part in parts) == (group == "medicines")
