"""The whole record: versions, several goods lines, why illicit, aggregates, values, precedence, undo."""

from datetime import date

import polars as pl
import pytest

from data_access.gateway import Gateway
from data_access.ingest.loading import load
from data_access.ingest.undo import runs, undo
from data_access.settings import settings
from data_access.sources.base import Chunk, SourceInfo
from data_access.store.engine import open_store
from domain.entitlement import PUBLIC, Entitlement
from domain.errors import UsageError
from domain.frames import REFUSED_SCHEMA, completed
from domain.selection import Selection
from domain.words import ENGLISH
from tests.asking import answered, seen

KG = 10**9


def info(name="police", **more):
    return SourceInfo(source_id=name, name=name.title(), publisher="Test", kind="official", note="", **more)


def record(row, *, content=None, goods="heroin", kg=None, **more):
    told = {
        "row": row,
        "events": 1,
        "content": content or f"c{row}",
        "seized_on": date(2020, 5, 1),
        "date_precision": "day",
        "country": "FRA",
        "goods": goods,
        "unit_class": "mass" if kg is not None else "",
        "quantity_base": None if kg is None else kg * KG,
    }
    return told | more


def put(rows, source=None):
    frame = completed(pl.DataFrame(rows, infer_schema_length=None))
    chunk = Chunk(records=frame, refused=pl.DataFrame(schema=REFUSED_SCHEMA), rows=frame["row"].n_unique(), done=1.0)
    return load(open_store(settings().database_url), source or info(), [chunk], "test.csv", "")


def ask(measure="seizures", by=(), where=(), rights=PUBLIC, **more):
    answer = answered(Gateway.open(), Selection(where=tuple(where)), measure, by, rights, **more)
    return answer.frame.to_dicts()


def touched(engine):
    """The months that the newest data version touched."""
    with engine.connect() as connection:
        newest = "select touched_from, touched_to from data_version order by version desc limit 1"
        return tuple(connection.exec_driver_sql(newest).one())


def test_a_load_and_its_undo_touch_the_months_of_old_and_new_versions():
    engine = open_store(settings().database_url)
    put([record(2, record_id="A1", seized_on=date(2014, 3, 9)), record(3, record_id="A2")])
    assert touched(engine) == ("2014-03", "2020-05")
    later = put([record(2, record_id="A1", content="corrected", seized_on=date(2016, 8, 1)), record(3, record_id="A2")])
    assert touched(engine) == ("2014-03", "2016-08")
    undo(engine, later.run_id)
    assert touched(engine) == ("2014-03", "2016-08")
    rough = put([record(4, seized_on=date(2012, 1, 1), date_precision="year")])
    assert touched(engine) == ("2012-01", "2012-01")
    undo(engine, rough.run_id)
    assert touched(engine) == ("2012-01", "2012-01")


def test_a_changed_record_with_an_id_supersedes_the_old_one():
    first = put([record(2, record_id="A1", kg=3), record(3, record_id="A2", kg=1)])
    again = put([record(2, record_id="A1", kg=5, content="corrected"), record(3, record_id="A2", kg=1)])
    assert (first.loaded, again.loaded, again.superseded, again.unchanged) == (2, 1, 1, 1)
    assert ask()[0]["value"] == 2
    assert ask("quantity", unit_class="mass")[0]["value"] == 6.0
    with open_store(settings().database_url).connect() as connection:
        versions = connection.exec_driver_sql(
            "select version, is_current, quantity_base from seizure join seizure_item using (seizure_id) "
            "where record_key = (select record_key from seizure where version = 2) order by version"
        ).all()
    assert [tuple(v) for v in versions] == [(1, 0, 3 * KG), (2, 1, 5 * KG)]


def test_the_same_id_twice_in_one_file_is_one_record():
    report = put([record(2, record_id="A1", kg=3), record(3, record_id="A1", kg=3, content="c2")])
    assert (report.read, report.loaded, report.unchanged) == (2, 1, 1)


def test_undo_takes_the_records_back_and_the_old_version_counts_again():
    first = put([record(2, record_id="A1", kg=3)])
    second = put([record(2, record_id="A1", kg=5, content="corrected"), record(3, record_id="A2", kg=1)])
    engine = open_store(settings().database_url)
    with pytest.raises(UsageError, match="undo that one first"):
        undo(engine, first.run_id)
    assert undo(engine, second.run_id) == 2
    assert ask("quantity", unit_class="mass")[0]["value"] == 3.0
    assert Gateway.open().lattice.version == 3
    with pytest.raises(UsageError, match="undone already"):
        undo(engine, second.run_id)
    with pytest.raises(UsageError, match="no import"):
        undo(engine, "nonsense")
    listed = runs(engine)
    assert listed["undone_at"].is_null().to_list().count(False) == 1
    assert put([record(2, record_id="A1", kg=5, content="corrected")]).loaded == 1


def test_a_seizure_of_several_goods_counts_once_and_reports_its_quantity_once():
    put(
        [
            record(2, goods="heroin", kg=3),
            record(2, goods="cocaine", kg=4, line=2),
            record(2, goods="cocaine", kg=2, line=3),
            record(3, goods="heroin"),
        ]
    )
    assert ask()[0]["value"] == 2
    by = {r["goods"]: r["value"] for r in ask(by=("goods",))}
    assert by == {"heroin": 2.0, "cocaine": 1.0}
    total = ask("quantity", unit_class="mass")[0]
    assert (total["value"], total["n_reported"], total["largest"]) == (9.0, 1, 6.0)
    split = {r["goods"]: (r["value"], r["n_reported"]) for r in ask("quantity", ("goods",), unit_class="mass")}
    assert split == {"heroin": (3.0, 1), "cocaine": (6.0, 1)}


def test_why_illicit_belongs_to_the_line_not_to_the_seizure():
    put(
        [
            record(2, goods="footwear", illicit="counterfeit"),
            record(2, goods="antibiotics", illicit="diverted", line=2),
        ]
    )
    both = [("goods", ("antibiotics",)), ("illicit", ("counterfeit",))]
    assert ask(where=both)[0]["value"] == 0
    assert ask(where=[("goods", ("antibiotics",)), ("illicit", ("diverted",))])[0]["value"] == 1
    cells = {(r["goods"], r["illicit"]): r["value"] for r in ask(by=("goods", "illicit"))}
    assert cells == {("footwear", "counterfeit"): 1.0, ("antibiotics", "diverted"): 1.0}
    only = ask(by=("goods",), where=[("illicit", ("counterfeit",))])
    assert [r["goods"] for r in only] == ["footwear"]


def test_aggregates_stand_for_many_seizures_or_do_not_tell():
    put([record(2, events=40, kg=7), record(3, events=None, kg=2, country="ESP"), record(4, country="MLT")])
    cells = {r["country"]: (r["value"], r["state"]) for r in ask(by=("country",))}
    assert cells == {"FRA": (40.0, "value"), "ESP": (None, "not_reported"), "MLT": (1.0, "value")}
    assert ask()[0]["value"] == 41.0


def test_values_are_asked_by_currency_and_basis_and_never_mixed():
    put(
        [
            record(2, value_milli=5_000, currency="USD", valuation="msrp"),
            record(3, value_milli=7_500, currency="USD", valuation="street"),
            record(4, value_milli=9_000, currency="EUR", valuation="msrp"),
            record(5),
        ]
    )
    found = ask("value", currency="USD", valuation="msrp")[0]
    assert (found["value"], found["n_reported"], found["state"]) == (5.0, 1, "value")
    assert found["unit"] == "USD, retail price of the genuine goods (MSRP)"
    for bad in ({}, {"currency": "USD"}, {"currency": "XYZ", "valuation": "msrp"}, {"valuation": "msrp"}):
        with pytest.raises(UsageError, match="never added"):
            ask("value", **bad)
    with pytest.raises(UsageError, match="takes no currency"):
        ask(currency="USD")


def test_of_two_sources_that_may_hold_the_same_seizures_the_first_counts():
    put([record(2), record(3)], info("police", overlap_group="fr", precedence=1))
    put([record(2), record(3), record(4)], info("customs", overlap_group="fr", precedence=2))
    assert ask()[0]["value"] == 2
    assert ask(where=[("source", ("customs",))])[0]["value"] == 3
    told = seen(Gateway.open()).rules(Selection())
    assert [ENGLISH.unpacked(rule) for rule in told] == [
        "Customs is left out: it may include the same seizures as Police. Filter by this source to see it."
    ]
    assert seen(Gateway.open()).coverage(Selection())["n"].sum() == 5


def test_what_a_viewer_may_not_see_hides_nothing():
    put([record(2), record(3)], info("police", overlap_group="fr", precedence=1, handling="amber"))
    put([record(2)], info("customs", overlap_group="fr", precedence=2))
    assert ask()[0]["value"] == 1
    assert ask(rights=Entitlement(handling=("public", "amber")))[0]["value"] == 2


def test_details_group_and_filter():
    put(
        [
            record(2, detection_reported="dog", agency_kind="customs", hs="3004"),
            record(3, detection_reported="X-ray", agency_kind="police", hs="2402"),
            record(3, detection_reported="X-ray", agency_kind="police", hs="3004", line=2),
            record(4),
        ]
    )
    assert {r["detection"]: r["value"] for r in ask(by=("detection",))} == {"dog": 1, "X-ray": 1, "": 1}
    assert {r["hs"]: r["value"] for r in ask(by=("hs",))} == {"3004": 2, "2402": 1, "": 1}
    assert ask(where=[("agency_kind", ("customs", ""))])[0]["value"] == 2


def test_a_seizure_with_several_of_the_details_asked_counts_once():
    """Two salamanders in one seizure are one seizure, and one amount of their goods."""
    put(
        [
            record(2, species_reported="Andrias davidianus", hs="0106", kg=1),
            record(2, species_reported="Cynops orientalis", hs="0106", kg=2, line=2),
            record(3, species_reported="Cynops orientalis", hs="0106", kg=4),
            record(4, species_reported="Rana", hs="0106", kg=8),
        ]
    )
    where = [("species", ("Andrias davidianus", "Cynops orientalis"))]
    assert ask(where=where)[0]["value"] == 2
    assert ask(by=("country",), where=where)[0]["value"] == 2
    kilograms = ask("quantity", where=where, unit_class="mass")[0]
    assert (kilograms["value"], kilograms["n_reported"], kilograms["largest"]) == (7, 2, 4)
    by_species = answered(Gateway.open(), Selection(where=tuple(where)), "seizures", ("species",), PUBLIC)
    assert dict(by_species.frame.select("species", "value").iter_rows()) == {
        "Andrias davidianus": 1,
        "Cynops orientalis": 2,
    }
    assert by_species.total == 2 and by_species.overlapping
    by_hs = answered(Gateway.open(), Selection(where=tuple(where)), "seizures", ("hs",), PUBLIC)
    assert by_hs.frame["value"].to_list() == [2] and by_hs.total == 2 and not by_hs.overlapping


def test_a_source_that_never_holds_such_goods_makes_no_zero():
    """A wildlife source that reported for a year says nothing about heroin in that year."""
    put([record(2, goods="ivory", country="FRA", seized_on=date(2013, 1, 1))], info("wildlife"))
    put([record(2, goods="heroin", country="FRA", seized_on=date(2014, 1, 1))], info("drugs"))
    put([record(2, goods="cocaine", country="FRA", seized_on=date(2015, 1, 1))], info("more-drugs"))
    years = {r["year"]: r["state"] for r in ask(by=("year",), where=[("goods", ("heroin",))], grid=True)}
    assert years == {"2013": "not_reported", "2014": "value", "2015": "zero"}
    cells = {(r["goods_group"], r["year"]): r["state"] for r in ask(by=("goods_group", "year"), grid=True)}
    assert cells["drugs", "2013"] == "not_reported" and cells["wildlife", "2013"] == "value"
    assert cells["wildlife", "2014"] == "not_reported" and cells["drugs", "2015"] == "value"
    assert {r["goods_group"]: r["state"] for r in ask(by=("goods_group",), grid=True)}["tobacco"] == "not_reported"
    able = seen(Gateway.open()).capable_sources
    assert able(Selection(where=(("goods", ("heroin",)),))) == ["drugs", "more-drugs"]
    assert able(Selection()) == ["drugs", "more-drugs", "wildlife"]


def test_a_quantity_told_in_another_unit_or_not_at_all_is_no_zero():
    """Something was seized: that its kilograms are not reported does not make them none."""
    tablets = {"unit_class": "tablets", "quantity_base": 5000}
    put(
        [
            record(2, kg=3, seized_on=date(2014, 1, 1)),
            record(3, seized_on=date(2015, 1, 1), **tablets),
            record(4, seized_on=date(2016, 1, 1)),
            record(5, goods="cocaine", kg=1, seized_on=date(2017, 1, 1)),
        ]
    )
    asked = {"measure": "quantity", "by": ("year",), "where": [("goods", ("heroin",))], "grid": True}
    years = {r["year"]: r["state"] for r in ask(unit_class="mass", **asked)}
    assert years == {"2014": "value", "2015": "not_reported", "2016": "not_reported", "2017": "zero"}
    in_tablets = {r["year"]: r["state"] for r in ask(unit_class="tablets", **asked)}
    assert in_tablets == {"2014": "not_reported", "2015": "value", "2016": "not_reported", "2017": "zero"}
    cells = {
        (r["goods"], r["year"]): r["state"] for r in ask("quantity", ("goods", "year"), unit_class="mass", grid=True)
    }
    assert (cells["heroin", "2015"], cells["cocaine", "2015"]) == ("not_reported", "zero")


def test_implausible_lines_are_told_only_to_those_who_may_see_them():
    put([record(2, kg=3, implausible=True)], info("police", handling="public"))
    put([record(3, kg=4, implausible=True)], info("secret", handling="restricted"))
    gateway = Gateway.open()
    both = Entitlement(handling=("public", "restricted"))
    assert (seen(gateway).implausible().height, seen(gateway, both).implausible().height) == (1, 2)
