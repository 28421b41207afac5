"""Each sentence of a briefing against the records behind it: what rose, what cannot be said, what is new, what is not."""

from dataclasses import replace
from datetime import date

import pytest

from data_access.cube.reporting import declare
from data_access.settings import settings
from data_access.store.engine import open_store
from domain.selection import Selection
from reports.briefing import facts as sentences
from reports.briefing.fitting import beside
from reports.briefing.scope import scoped
from reports.programme import chain
from tests.asking import studio
from tests.data_access.records.test_records import info, put, record
from tests.reports.briefing.stores import monthly, stored

FRANCE = Selection(where=(("country", ("FRA",)),))


def of(selection, year="2020"):
    asked = replace(selection, start=f"{year}-01", end=f"{year}-12") if year else selection
    (found,) = sentences.facts(studio(), asked)
    return found.facts


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (10, 13, "rose by 30% from 2019 to 2020: 120 to 156, one reporter."),
        (13, 10, "fell by 23% from 2019 to 2020: 156 to 120, one reporter."),
        (10, 11, "changed little from 2019 to 2020: 120 to 132 (+10%), one reporter."),  # within chance
    ],
)
def test_rose_and_fell_by_the_published_rule(before, after, said):
    stored(monthly("FRA", 2019, before), monthly("FRA", 2020, after))
    scale, change, _ = of(FRANCE)
    assert scale.text.startswith(f"{12 * after} seizures in France were reported in 2020.")
    assert change.text == f"Reported seizures in France {said}" and "not in trafficking" in change.note


def test_a_small_base_gives_no_change_and_no_share():
    stored(monthly("FRA", 2019, 1), monthly("FRA", 2020, 2))
    scale, change, _ = of(FRANCE)
    assert scale.text == "24 seizures in France were reported in 2020. That is too few for shares or for a change."
    assert "cannot be said" in change.text and "12 seizures in 2019 is too few" not in change.text
    assert "too few to measure against (at least 30)" in change.text and not change.figure


def test_missing_months_stand_against_a_change():
    stored(monthly("FRA", 2019, 10), monthly("FRA", 2020, 10, first=7))
    change = of(FRANCE)[1]
    assert change.text.startswith(
        "Whether reported seizures in France changed from 2019 to 2020 cannot be said: France has"
    )


def test_a_place_without_records_says_so_and_which_years_have_some():
    stored(monthly("FRA", 2018, 4), monthly("ESP", 2020, 4))
    scale, change, new = of(FRANCE)
    assert "No seizure of France is among the records for 2020. That is not zero" in scale.text
    assert scale.text.endswith("The years with records are 2018.")
    assert change.text.startswith("Nothing can be compared") and new.text.startswith("Nothing can be new")
    assert not any(fact.figure for fact in (scale, change, new))


def test_zero_that_was_reported_is_zero(tmp_path):
    stored(monthly("ESP", 2020, 4))
    calendar = tmp_path / "calendar.csv"
    calendar.write_text("country,from,to,status\nFRA,2020-01,2020-12,reported\n", encoding="utf-8")
    declare(open_store(settings().database_url), calendar)
    assert of(FRANCE)[0].text == "No seizure: France reported zero for 2020."


def test_a_single_place_that_decides_the_total_is_named():
    stored(monthly("FRA", 2020, 9), monthly("ESP", 2020, 1))
    scale = of(Selection())[0]
    assert scale.text.startswith("120 seizures worldwide were reported in 2020, by 2 of 251 countries and territories.")
    assert scale.note == "90% of them come from a single place, France: it decides the totals."


def test_goods_that_all_sources_hold_are_no_finding_and_a_share_is_one():
    stored(monthly("FRA", 2020, 9), monthly("FRA", 2020, 3, goods="cocaine"))
    assert of(FRANCE)[0].text.endswith("in 2020. 75% of the reported seizures include heroin.")
    stored(monthly("ESP", 2021, 9), source="other")
    assert (
        of(Selection(where=(("country", ("ESP",)),)), "2021")[0].text == "108 seizures in Spain were reported in 2021."
    )


def test_new_legs_are_named_and_counted_and_old_ones_are_not():
    old = monthly("FRA", 2017, 3, departure="COL")
    stored(old, monthly("FRA", 2020, 2, departure="COL"), monthly("FRA", 2020, 1, departure="PER"))
    new = of(FRANCE)[2]
    assert new.text == "In the records for the first time in 2020: Peru to France (12)."
    assert "before without being seen" in new.note


def test_a_reporter_that_told_no_departures_before_makes_no_leg_new():
    stored(monthly("FRA", 2017, 3), monthly("FRA", 2020, 2, departure="PER"))
    assert "for the first time in 2020:" not in of(FRANCE)[2].text


def test_new_goods_need_a_reporter_of_the_year_before():
    stored(monthly("FRA", 2019, 3), monthly("FRA", 2020, 3), monthly("FRA", 2020, 1, goods="cocaine"))
    assert of(FRANCE)[2].text.startswith("Goods in the records in France for the first time in 2020: cocaine")


def test_nothing_notable_is_said_as_such():
    stored(monthly("FRA", 2019, 4), monthly("FRA", 2020, 4))
    assert of(FRANCE)[2].text.startswith("Nothing stands out as new in 2020: no pair of departure and place of seizure")


def test_without_a_period_it_is_the_newest_year_that_can_be_told_of():
    stored(monthly("FRA", 2018, 4), monthly("FRA", 2019, 4), monthly("FRA", 2020, 4, first=9))
    scope = scoped(studio().answers, FRANCE)
    assert (scope.first, scope.last, scope.place) == ("2019", "2019", "FRA")


def test_years_that_still_come_in_are_not_compared():
    this = date.today().year
    stored(monthly("FRA", this - 1, 4))
    assert "still come in" in of(FRANCE, str(this - 1))[1].text


def test_a_field_that_is_filtered_and_not_known_is_said_beside_the_figure():
    put([record(n, content=f"m{n}", goods="heroin", mode="air" if n < 40 else "") for n in range(50)], info("x"))
    scale = of(Selection(where=(("country", ("FRA",)), ("mode", ("air",)))))[0]
    assert scale.note == "At least: up to 10 more seizures may belong here (transport mode not known)."


@pytest.mark.parametrize(
    ("where", "name"),
    [
        ((("region", ("150", "002")),), "Africa and Europe"),
        ((("country", ("unknown",)),), "Reported as unknown"),
        ((("region", ("unassigned",)),), "In no region of this scheme"),
        ((("country", ("FRA", "ESP")), ("goods", ("unknown-drugs",))), "France and Spain"),
    ],
)
def test_several_places_and_what_stands_for_no_place_are_borne(where, name):
    stored(monthly("FRA", 2020, 4))
    selection = Selection(where=where, start="2020-01", end="2020-12")
    scope = scoped(studio().answers, selection)
    assert scope.name(studio().words) == name and (scope.place, scope.region) == ("", "")
    assert [fact.label for fact in of(selection, "")] == ["Scale", "What changed", "What is new"]
    assert len(beside(studio(), selection)) == 1 and len(chain.figures(studio(), selection)) == 2
