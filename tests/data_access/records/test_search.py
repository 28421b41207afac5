"""Single records: what is listed is what is counted, in one order walked forth and back, on both databases."""

import random
from contextlib import ExitStack
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from data_access.gateway import Gateway
from data_access.ingest.undo import undo
from data_access.records import fulltext
from data_access.records import search as record_search
from data_access.records import walk as record_walk
from data_access.records.overlaps import link
from data_access.records.search import Listing
from data_access.settings import settings as settings_now
from data_access.store.engine import open_store
from data_access.store.store_file import export_store, restore_store
from domain.entitlement import PUBLIC, Entitlement
from domain.errors import UsageError
from domain.search import parse, words_of
from domain.selection import Selection
from tests.asking import answered, seen
from tests.conftest import connections_closed
from tests.data_access.old_store import old_store
from tests.data_access.records.test_records import info, put, record

BOTH = Entitlement(handling=("public", "restricted"))
SAME_STORE = settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
PLACES = [
    "Madrid",
    "Puerto de São Tomé",
    "广州白云机场",
    "مطار القاهرة",
    "Łódź-Bałuty",
    "O'Hare; DROP",
    "Port of Spain",
]


def invented(seed, n):
    """Records of every kind: several lines, dates of three precisions, details, copies, restricted ones."""
    dice = random.Random(seed)
    rows = []
    for number in range(n):
        precision = dice.choice(["day", "day", "month", "year"])
        day = date(dice.choice([2018, 2019, 2020]), dice.choice([1, 3, 12]), dice.choice([1, 2]))
        day = day.replace(day=1) if precision != "day" else day
        day = day.replace(month=1) if precision == "year" else day
        event = {
            "seized_on": day,
            "date_precision": precision,
            "country": dice.choice(["FRA", "ESP", "AUT", "DEU"]),
            "mode": dice.choice(["", "air", "sea"]),
            "departure": dice.choice(["", "COL", "ESP", "unknown"]),
            "destination": dice.choice(["", "FRA"]),
            "transit": dice.choice(["", "SEN>MAR"]),
            "place_reported": dice.choice(PLACES),
            "agency_reported": dice.choice(["", "Customs of the Port"]),
            "agency_kind": dice.choice(["", "customs"]),
            "handling": dice.choice(["", "", "restricted"]),
            "content": f"{seed}-{number if number % 9 else 'same'}",
            "events": dice.choice([1, 1, 1, None, 3]),
        }
        for line in range(1, dice.choice([1, 1, 2]) + 1):
            goods = dice.choice(["heroin", "cocaine", "khat"])
            kg = dice.choice([None, 1, 2, 2, 700])
            more = {
                "line": line,
                "goods_reported": dice.choice(["", "Kath leaves", "blue pills"]),
                "hs": dice.choice(["", "3004"]),
            }
            rows.append(record(number + 2, goods=goods, kg=kg, **event, **more))
    return rows


def fill():
    """Two sources, one giving way to the other, a third with a linked copy; the first in two versions."""
    put(invented(1, 60), info("police", overlap_group="x", precedence=1))
    put(invented(2, 25), info("customs", overlap_group="x", precedence=2))
    put(
        [record(2, record_id="A1", place_reported="Old Harbour"), record(3, record_id="A2", goods="khat")],
        info("press"),
    )
    put([record(2, record_id="A1", place_reported="New Harbour", content="corrected")], info("press"))
    engine = open_store(settings_now().database_url)
    with engine.connect() as connection:
        keys = [r[0] for r in connection.exec_driver_sql(
            "select record_key from seizure where source_id = 'press' and is_current = true"
            " union all select min(record_key) from seizure where source_id = 'police' and handling = 'public'")]  # fmt: skip
    link(engine, keys[2], keys[1], PUBLIC)
    engine.dispose()


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def store(request, tmp_path_factory):
    """The filled store, once on each database, for tests that only read: on SQLite nothing can be written any more."""
    folder = tmp_path_factory.mktemp("records")
    with connections_closed(), ExitStack() as held, pytest.MonkeyPatch.context() as patch:
        server = request.param == "postgresql"
        postgres = request.getfixturevalue("postgres") if server else None
        url = (
            held.enter_context(postgres.database(template=request.getfixturevalue("migrated_database")))
            if server
            else f"sqlite:///{folder}/r.sqlite"
        )
        patch.setenv("ATLAS_VAR", str(folder))
        patch.setenv("ATLAS_DATABASE_URL", url)
        fill()
        gateway = Gateway.open(url=url)
        gateway.engine.dispose()
        if not server:
            event.listen(gateway.engine, "connect", lambda raw, _: raw.execute("PRAGMA query_only=ON"))
        yield gateway
        gateway.engine.dispose()


WHERES = [
    (),
    (("country", ("ESP", "FRA")),),
    (("region", ("150",)), ("mode", ("air", ""))),
    (("goods", ("heroin",)), ("departure", ("COL", "unknown"))),
    (("goods_group", ("drugs",)), ("goods", ("khat",))),
    (("route", ("COL>FRA", ">")),),
    (("source", ("customs",)),),
    (("source", ("press", "police")), ("year", ("2020",))),
    (("source", ("press",)),),
    (("month", ("2019-03", "")),),
    (("place", ("Madrid", "广州白云机场")),),
    (("agency_kind", ("", "customs")), ("country", ("ESP",))),
    (("agency", ("Customs of the Port",)),),
    (("transit", ("SEN>MAR",)),),
]
PERIODS = [("", ""), ("2019-01", ""), ("2018-03", "2019-12"), ("2019-02", "2019-11"), ("", "2018-11")]
selections = st.builds(
    lambda where, period, distinct: Selection(where=where, start=period[0], end=period[1], distinct=distinct),
    st.sampled_from(WHERES), st.sampled_from(PERIODS), st.booleans(),
)  # fmt: skip
orders = st.sampled_from([("date", ""), ("country", ""), ("loaded", ""), ("quantity", "mass")])


def everything(gateway, listing, rights):
    return seen(gateway, rights).record_page(listing, limit=1000)


@SAME_STORE
@given(selection=selections, rights=st.sampled_from([PUBLIC, BOTH]))
def test_what_is_listed_is_what_is_counted(store, selection, rights):
    """The cube's figures are the twin: the same filters, made by other code in another language."""
    listed = everything(store, Listing(selection=selection), rights).records
    answer = answered(store, selection, "seizures", ("country", "source"), rights).frame
    counted = {(c, s): n for c, s, n in answer.select("country", "source", "value").iter_rows() if n}
    own = {}
    for country, source, events in listed.select("country", "source_id", "events").iter_rows():
        own[country, source] = own.get((country, source), 0) + (events or 0)
    assert {k: n for k, n in own.items() if n} == counted
    assert seen(store, rights).record_total(Listing(selection=selection)) == record_search.Count(
        listed.height, exact=True
    )


def test_lines_of_one_record_are_filtered_together(store):
    """Of details of a line one line must meet all; goods and why illicit are of the seizure, as everywhere."""
    where = (("hs", ("3004",)), ("goods_reported", ("Kath leaves",)))
    listed = everything(store, Listing(selection=Selection(where=where)), BOTH)
    lines = everything(store, Listing(selection=Selection()), BOTH).lines
    fits = {s for s, hs, said in lines.select("seizure_id", "hs", "goods_reported").iter_rows() if (hs, said) == ("3004", "Kath leaves")}  # fmt: skip
    assert set(listed.records["seizure_id"]) == fits and fits
    assert seen(store, BOTH).record_total(Listing(selection=Selection(where=where))).n == len(fits)


@SAME_STORE
@given(selection=selections, order=orders, down=st.booleans(), size=st.integers(1, 30), text=st.sampled_from(["", "port*", "-madrid"]))  # fmt: skip
def test_a_walk_forth_and_back_is_one_full_sort(store, selection, order, down, size, text):
    listing = Listing(selection=selection, text=text, sort=order[0], unit_class=order[1], descending=down)
    whole = everything(store, listing, BOTH)
    ids = whole.records["seizure_id"].to_list()
    assert len(set(ids)) == len(ids) and whole.before == whole.after == ""
    page, walked, pages = seen(store, BOTH).record_page(listing, limit=size), [], []
    while True:
        pages.append(page.records["seizure_id"].to_list())
        walked += pages[-1]
        if not page.after:
            break
        page = seen(store, BOTH).record_page(listing, after=page.after, limit=size)
    assert walked == ids
    back = [pages[-1]]
    while page.before:
        page = seen(store, BOTH).record_page(listing, before=page.before, limit=size)
        back.append(page.records["seizure_id"].to_list())
    assert back[::-1] == pages
    assert ids == sorted_plainly(whole, listing)


def sorted_plainly(whole, listing):
    """The order in plain Python."""
    rows = whole.records.to_dicts()
    if listing.sort == "quantity":
        held = [x for x in whole.lines.to_dicts() if x["unit_class"] == "mass" and x["quantity_base"] is not None]
        most = {
            r["seizure_id"]: max(x["quantity_base"] for x in held if x["seizure_id"] == r["seizure_id"]) for r in rows
        }
        return sorted(most, key=lambda i: (most[i], i), reverse=listing.descending)
    names = {"FRA": "France", "ESP": "Spain", "AUT": "Austria", "DEU": "Germany"}
    keys = {
        "date": lambda r: (r["seized_on"], r["seizure_id"]),
        "loaded": lambda r: r["seizure_id"],
        "country": lambda r: (names[r["country"]], -r["seized_on"].toordinal(), -r["seizure_id"]),
    }
    return [r["seizure_id"] for r in sorted(rows, key=keys[listing.sort], reverse=listing.descending)]


def plain_words(record, lines):
    """What a record is found by, put together in plain Python from what the list shows and the codes' names."""
    names = {"FRA": "France", "ESP": "Spain", "AUT": "Austria", "DEU": "Germany", "COL": "Colombia", "SEN": "Senegal"}
    said = [record[c] for c in ("place_reported", "agency_reported", "record_id")]
    said += [x[c] for x in lines for c in ("goods_reported", "hs")]
    codes = [record["country"], record["departure"], record["destination"], *record["transit"].split(">")]
    named = [names.get(c, "Morocco" if c == "MAR" else "") for c in codes]
    goods = {"heroin": ["Heroin", "Opiates", "Opioids"], "cocaine": ["Cocaine"], "khat": ["Khat"]}
    return [words_of(x) for x in [*said, *named] if x], [words_of(g) for x in lines for g in goods[x["goods"]]]


SEARCHES = [
    "madrid", "MADRID -heroin", "sao tome", '"puerto de"', "puer* tom*", "白云", "广州*", "机场 -خطأ", "مطار", "القاه*",
    "lodz", '"łódź bałuty"', "o'hare", "drop table", "port", '"of the port"', '"port spain"', "spain", "colombia khat",
    "kath 3004", "300*", "-spain", "-spain -khat", "harbour", '"old harbour"', "nothing", "cocaine -cocaine",
]  # fmt: skip


def test_a_search_finds_what_plain_python_finds(store):
    everyone = everything(store, Listing(selection=Selection()), BOTH)
    lines = everyone.lines.partition_by("seizure_id", as_dict=True)
    words = {r["seizure_id"]: plain_words(r, lines[(r["seizure_id"],)].to_dicts()) for r in everyone.records.to_dicts()}
    for text in SEARCHES:
        found = set(everything(store, Listing(selection=Selection(), text=text), BOTH).records["seizure_id"])
        expected = {
            key
            for key, (said, goods) in words.items()
            if all(any(t.fits(heard) for heard in [*said, *goods]) != t.without for t in parse(text))
        }
        assert found == expected, text
        assert seen(store, BOTH).record_total(Listing(selection=Selection(), text=text)).n == len(expected), text


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.sampled_from("aeiMü白\"“*-+'\\:&|!()<>^~%_,.;/ \t\n\0‖¤§ مNEAR") | st.characters(), max_size=25))
def test_nothing_that_is_typed_breaks_a_search(store, text):
    try:
        listing = Listing(selection=Selection(), text=text)
    except UsageError as error:
        assert "up to" in str(error)
        return
    assert seen(store, BOTH).record_page(listing, limit=5).records.height <= 5


def test_many_and_few_records_are_found_alike(store, monkeypatch):
    """The order's own index walked, or the full-text index first: the same records in the same order."""
    listings = [
        Listing(selection=Selection(where=where), text=text, sort=sort, descending=down)
        for where in WHERES[:9] for text in ("", "port", "-port") for sort, down in (("date", True), ("country", False))
    ]  # fmt: skip
    few = [everything(store, listing, BOTH).records["seizure_id"].to_list() for listing in listings]
    monkeypatch.setattr(record_walk, "FEW_OF_ROOT", 0)
    assert [everything(store, listing, BOTH).records["seizure_id"].to_list() for listing in listings] == few


def test_restricted_records_leak_neither_by_count_nor_by_words_nor_by_place(store_url, monkeypatch):
    monkeypatch.setenv("ATLAS_DATABASE_URL", store_url)
    fill()
    store = Gateway.open(url=store_url)
    hidden = everything(store, Listing(selection=Selection()), BOTH).records
    public = everything(store, Listing(selection=Selection()), PUBLIC).records
    assert 0 < public.height < hidden.height
    only = Selection(where=(("place", ("Vault 7",)),))
    put([record(9, content="secret", place_reported="Vault 7", handling="restricted")], info("police"))
    gateway = Gateway.open(url=store_url)
    for listing in (Listing(selection=Selection(), text="vault"), Listing(selection=only)):
        assert seen(gateway).record_page(listing).records.is_empty()
        assert seen(gateway).record_total(listing) == record_search.Count(0, exact=True)
        assert seen(gateway, BOTH).record_page(listing).records.height == 1


def test_the_index_follows_supersede_undo_and_restore(store_url, tmp_path, monkeypatch):
    monkeypatch.setenv("ATLAS_DATABASE_URL", store_url)
    engine = open_store(store_url)

    def found(text, url=store_url):
        return seen(Gateway.open(url=url)).record_page(Listing(selection=Selection(), text=text)).records.height

    put([record(2, record_id="A1", place_reported="Old Harbour", hs="3004"), record(3, place_reported="Quay")])
    second = put([record(2, record_id="A1", place_reported="New Harbour", content="corrected")])
    assert (found("old"), found("new harbour"), found("harbour"), found("quay")) == (0, 1, 1, 1)
    undo(engine, second.run_id)
    assert (found("old"), found("new"), found("harbour"), found("quay")) == (1, 0, 1, 1)
    third = put([record(5, place_reported="Somewhere else")])  # takes the id that the undone one left
    assert (found("new"), found("somewhere"), found("france heroin")) == (0, 1, 3)
    export_store(engine, tmp_path / "store.zip")
    other = f"sqlite:///{tmp_path / 'restored.sqlite'}"
    restore_store(open_store(other), tmp_path / "store.zip")
    assert (found("old", other), found("somewhere", other), found("new", other)) == (1, 1, 0)
    undo(engine, third.run_id)
    with engine.connect().execution_options(sqlite_begin="IMMEDIATE") as connection, connection.begin():
        fulltext.rebuild(connection)
    assert (found("old"), found("somewhere"), found("quay")) == (1, 0, 1)
    if engine.dialect.name == "sqlite":
        with engine.begin() as connection:
            connection.exec_driver_sql("INSERT INTO seizure_text (seizure_text) VALUES ('integrity-check')")


@pytest.mark.migrations
def test_a_store_of_the_first_schema_can_be_searched_and_walked_after_its_upgrade(store_url):
    old_store(store_url)
    gateway = Gateway.open(url=store_url)
    found = seen(gateway).record_page(Listing(selection=Selection(), text="namib* cocaine")).records
    assert found["record_key"].to_list() == ["k2"]
    heavy = Listing(selection=Selection(), sort="quantity", unit_class="mass")
    assert seen(gateway).record_page(heavy).records["record_key"].to_list() == ["k1", "k2"]


@pytest.mark.parametrize(
    ("sort", "after"),
    [("date", "x"), ("date", "2014-01-01"), ("date", "2014-01-01~x"), ("date", f"2014-01-01~{2**63}"), ("loaded", "1~2"),
     ("quantity", "1"), ("country", "ESP~1"), ("country", "")],
)  # fmt: skip
def test_a_wrong_cursor_is_refused_in_words(store, sort, after):
    listing = Listing(selection=Selection(), sort=sort, unit_class="mass", descending=False)
    if after:
        with pytest.raises(UsageError, match="does not fit its order"):
            seen(store).record_page(listing, after=after)
    else:
        assert seen(store).record_page(listing, after="ZZZ~2014-01-01~5", limit=2).records.is_empty()


def test_an_unknown_order_and_a_quantity_without_its_unit_are_refused():
    with pytest.raises(UsageError, match="not an order of records"):
        Listing(selection=Selection(), sort="size")
    with pytest.raises(UsageError, match="within one kind of unit"):
        Listing(selection=Selection(), sort="quantity")
    with pytest.raises(UsageError, match="up to"):
        Listing(selection=Selection(), text=" ".join(map(str, range(99))))
