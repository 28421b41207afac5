"""What a selection had at an earlier data version: the same as was counted then, or plainly not known."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as limits
from hypothesis import strategies as st

from data_access.cube.reporting import declare
from data_access.gateway import Gateway
from data_access.ingest.undo import undo
from data_access.records import since as history
from data_access.records.overlaps import link, unlink
from data_access.settings import settings
from data_access.store.engine import open_store
from domain.entitlement import PUBLIC, Entitlement
from domain.errors import UsageError
from domain.selection import Selection
from tests.asking import seen
from tests.data_access.records.test_records import info, put, record

ALL = Selection()
SELECTIONS = (
    ALL,
    Selection(where=(("goods", ("cocaine",)),)),
    Selection(where=(("country", ("ESP",)), ("mode", ("air",)))),
    Selection(start="2020-01", end="2020-12"),
    Selection(distinct=True),
)


def engine():
    return open_store(settings().database_url)


def now(rights=PUBLIC):
    return seen(Gateway.open(), rights)


def since(mark, selection=ALL, rights=PUBLIC):
    return now(rights).since(selection, mark)


CHANGES = st.lists(
    st.lists(
        st.tuples(
            st.integers(1, 4),
            st.sampled_from(("heroin", "cocaine")),
            st.sampled_from(("FRA", "ESP")),
            st.sampled_from((2019, 2020)),
            st.sampled_from(("", "air")),
            st.sampled_from((1, 3, None)),
        ),
        min_size=1,
        max_size=4,
        unique_by=lambda told: told[0],
    ),
    min_size=2,
    max_size=4,
)


@given(CHANGES)
@limits(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_then_is_what_was_counted_then(tmp_path_factory, changes):
    """Loads of records with ids of their own (new ones, corrected ones) and of rows without."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATLAS_VAR", str(tmp_path_factory.mktemp("since")))
        was = []
        for at, rows in enumerate(changes):
            put(
                [
                    record(
                        number,
                        record_id=f"A{number}" if number > 1 else "",
                        content=f"{at if number > 1 else ''}{goods}{country}{year}{mode}{events}",
                        goods=goods,
                        country=country,
                        seized_on=date(year, 3, 1),
                        mode=mode,
                        events=events,
                    )
                    for number, goods, country, year, mode, events in rows
                ]
            )
            answers = now()
            was.append((answers.mark(), [answers.total(selection) for selection in SELECTIONS]))
        for mark, totals in was[:-1]:
            if mark == was[-1][0]:
                continue
            found = [since(mark, selection) for selection in SELECTIONS]
            assert [one.then for one in found] == totals
            assert [one.now for one in found] == was[-1][1]


def test_added_and_corrected_are_told_apart():
    put([record(2, record_id="A1"), record(3, record_id="A2")])
    mark = now().mark()
    put([record(2, record_id="A1", content="other", goods="cocaine"), record(4, record_id="A3")])
    whole, heroin, spain = (
        since(mark, s) for s in (ALL, *(ALL.having(*w) for w in (("goods", ["heroin"]), ("country", ["ESP"]))))
    )
    assert (whole.then, whole.now, whole.added, whole.corrected) == (2, 3, 1, 1)
    assert (heroin.then, heroin.now, heroin.added, heroin.corrected) == (2, 2, 1, 1)
    assert (spain.then, spain.now, spain.added, spain.corrected) == (0, 0, 0, 0)


def test_nothing_is_looked_up_where_the_version_is_the_newest():
    put([record(2)])
    assert since(now().mark()) is None


def test_an_import_that_came_and_went_since_changed_nothing():
    put([record(2, record_id="A1")])
    mark = now().mark()
    undo(engine(), put([record(2, record_id="A1", content="other"), record(3)]).run_id)
    found = since(mark)
    assert (found.then, found.now, found.added, found.corrected, found.obstacle) == (1, 1, 0, 0, "")


def test_what_was_taken_back_is_not_known_where_it_may_have_counted():
    put([record(2)])
    gone = put([record(3, seized_on=date(2015, 2, 1))], info("customs"))
    mark = now().mark()
    undo(engine(), gone.run_id)
    assert since(mark).obstacle == history.TAKEN_BACK and since(mark).then is None and since(mark).now == 1
    assert since(mark, Selection(end="2015-01")).then == 0
    assert since(mark, Selection(start="2016-01")).then == 1
    assert since(mark, ALL.having("source", ["police"])).then == 1


def test_a_decision_on_duplicates_is_not_guessed_over_and_a_declaration_counts_nothing(tmp_path):
    put([record(2)])
    put([record(3)], info("customs"))
    mark = now().mark()
    calendar = tmp_path / "calendar.csv"
    calendar.write_text("source,country,from,to,status,note\npolice,France,2020-01,2020-12,reported,\n")
    assert declare(engine(), calendar)
    assert since(mark).then == 2
    keys = _keys()
    link(engine(), keys[0], keys[1], PUBLIC)
    assert since(mark).obstacle == history.DECIDED
    assert since(mark, Selection(end="2019-12")).then == 0
    unlink(engine(), keys[1], PUBLIC)
    assert since(mark).obstacle == history.DECIDED


def _keys():
    with engine().connect() as connection:
        return [row[0] for row in connection.exec_driver_sql("select record_key from seizure order by seizure_id")]


def test_a_linked_record_that_is_corrected_leaves_open_which_one_counted():
    put([record(2, record_id="A1")])
    put([record(3)], info("customs"))
    link(engine(), *_keys()[::-1], PUBLIC)
    mark = now().mark()
    put([record(2, record_id="A1", content="other")])
    assert since(mark).obstacle == history.DECIDED


def test_a_source_that_takes_precedence_since_is_not_guessed_over():
    put([record(2)], info("customs", overlap_group="eu", precedence=2))
    mark = now().mark()
    put([record(3)], info("police", overlap_group="eu", precedence=1))
    assert since(mark).obstacle == history.OTHER_SOURCE
    assert since(mark, ALL.having("source", ["customs"])).then == 1


def test_nobody_learns_of_what_is_restricted():
    put([record(2)])
    mark = now().mark()
    put([record(3, handling="restricted"), record(4)])
    assert (since(mark).now, since(mark).added) == (2, 1)
    operator = since(mark, rights=Entitlement(handling=("public", "restricted")))
    assert (operator.now, operator.added) == (3, 2)


def test_too_many_are_not_looked_through(monkeypatch):
    put([record(2)])
    mark = now().mark()
    put([record(3), record(4)])
    monkeypatch.setattr(history, "MOST", 1)
    assert since(mark).obstacle == history.MANY


@pytest.mark.parametrize("mark", ["", "7", "x", "1-ZZZZZZZZ", "0-12345678", "1-12345678\n", "²-12345678"])
def test_what_is_no_mark_is_refused(mark):
    put([record(2)])
    with pytest.raises(UsageError, match="must be a data version"):
        since(mark)


def test_the_mark_of_another_store_is_refused(tmp_path, monkeypatch):
    put([record(2)])
    mark = now().mark()
    monkeypatch.setenv("ATLAS_VAR", str(tmp_path / "other"))
    put([record(2)])
    put([record(3)])
    with pytest.raises(UsageError, match="another store"):
        since(mark)
    with pytest.raises(UsageError, match="another store"):
        since("9-12345678")
