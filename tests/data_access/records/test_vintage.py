"""A period and the one before it, each as known after the same delay: as a plain count of all records has it."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as limits
from hypothesis import strategies as st

from data_access.gateway import Gateway
from data_access.records.vintage import a_year_before
from data_access.settings import settings
from data_access.store.engine import open_store
from domain.entitlement import PUBLIC, Entitlement
from domain.selection import Selection
from tests.asking import seen
from tests.data_access.records.test_records import info, put, record

DAY = date(2021, 6, 15)
LAST = Selection(start="2020-07", end="2021-06")
DAYS = st.dates(date(2019, 6, 1), date(2021, 6, 30))
TOLD = st.lists(
    st.tuples(DAYS, st.integers(0, 500), st.sampled_from(("FRA", "ESP")), st.integers(1, 3)), min_size=1, max_size=12
)


def asked(selection=LAST, day=DAY, rights=PUBLIC):
    return seen(Gateway.open(), rights).vintage(selection, day)


def in_months(day, first, last):
    return first <= f"{day:%Y-%m}" <= last


@given(TOLD)
@limits(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_it_is_what_a_plain_count_finds(told):
    open_store(settings().database_url).dispose()
    rows = [
        record(
            n, content=f"{n}-{told}", seized_on=day, country=country, events=events, first_seen=day + timedelta(late)
        )
        for n, (day, late, country, events) in enumerate(told, 1)
    ]
    source = info(f"s{abs(hash(str(told)))}")
    put(rows, source)
    mine = Selection(start="2020-07", end="2021-06", where=(("source", (source.source_id,)),))
    found = asked(mine)
    earlier = [r for r in rows if in_months(r["seized_on"], "2019-07", "2020-06")]
    later = [r for r in rows if in_months(r["seized_on"], "2020-07", "2021-06")]
    assert found.after == sum(r["events"] for r in later if r["first_seen"] <= DAY)
    assert found.before == sum(r["events"] for r in earlier if r["first_seen"] <= date(2020, 6, 15))
    assert found.now == sum(r["events"] for r in earlier if r["first_seen"] <= DAY)
    assert found.first == min((r["first_seen"] for r in earlier), default=None)


def test_a_store_of_one_load_has_no_history_of_reporting():
    put([record(1, seized_on=date(2020, 1, 1)), record(2, seized_on=date(2021, 1, 1))])
    found = asked(day=date.today())
    assert not found.known and found.first == date.today()


def test_a_corrected_record_was_known_since_it_was_first_seen():
    put([record(1, seized_on=date(2020, 1, 1), first_seen=date(2020, 2, 1))])
    assert asked().before == 1
    put([record(1, content="other", seized_on=date(2020, 1, 1), first_seen=date(2021, 5, 1), events=1)])
    assert asked().before == 1


def test_who_may_not_see_a_record_does_not_know_when_it_came():
    put([record(1, seized_on=date(2020, 1, 1), first_seen=date(2020, 2, 1))], info(handling="restricted"))
    put([record(2, seized_on=date(2020, 1, 5), first_seen=date(2020, 3, 1))], info("open"))
    assert asked().before == 1 and asked().first == date(2020, 3, 1)
    assert asked(rights=Entitlement(handling=("public", "restricted"))).before == 2


@pytest.mark.parametrize(
    ("day", "before"), [(date(2024, 2, 29), date(2023, 2, 28)), (date(2021, 6, 15), date(2020, 6, 15))]
)
def test_a_year_before_is_a_day_of_the_calendar(day, before):
    assert a_year_before(day) == before


def test_the_same_on_postgresql(monkeypatch, postgres_url):
    monkeypatch.setenv("ATLAS_DATABASE_URL", postgres_url)
    put([record(1, seized_on=date(2020, 1, 1), first_seen=date(2020, 2, 1)), record(2, seized_on=date(2021, 1, 1))])
    found = asked()
    assert (found.before, found.now, found.after) == (1, 1, 0) and found.known
