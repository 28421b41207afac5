"""Goods, firearms and kinds of units as columns: the commonest forms of national tables."""

import pytest

from tests.data_access.sources.auto.reading import asked, column, read, sums

WHERE = ("constant:country=GBR", "constant:year=2019")


def events(found):
    """goods → number of seizures."""
    held = {}
    for goods, number in found.frames["records"].select("goods", "events").iter_rows():
        held[goods] = held.get(goods, 0) + (number or 0)
    return held


DRUGS = "Force,All drugs,Cocaine,Heroin,LSD,Total Class A,Ketamine\nNorth,21,10,5,4,19,2\nSouth,17,4,3,8,15,2\n"


def test_goods_as_columns_without_a_unit_are_asked_what_they_count(tmp_path):
    found = read(tmp_path, DRUGS, *WHERE)
    assert "measure" in asked(found) and "Cocaine" in found.questions[-1].text
    counted = read(tmp_path, DRUGS, *WHERE, "measure=events")
    assert counted.ready, counted.questions
    assert events(counted) == {"cocaine": 14, "heroin": 8, "lsd": 12, "ketamine": 4}
    assert set(counted.account.columns_left) == {"All drugs", "Total Class A"}
    weighed = read(tmp_path, DRUGS, *WHERE, "measure=kg", "rows=totals")
    assert sums(weighed) == {"mass": 38}


def test_firearms_as_columns(tmp_path):
    text = "year,country,Pistols,Rifles,Shotguns\n2019,Peru,3,4,5\n2020,Peru,1,0,2\n"
    found = read(tmp_path, text, "measure=pieces", "rows=totals")
    assert sums(found) == {"pieces": 15}


def test_the_number_and_the_weight_of_one_kind_stay_together(tmp_path):
    text = "year,country,Cocaine seizures,Cocaine (kg),Heroin seizures,Heroin (kg)\n2019,Peru,12,100.5,3,7\n2020,Peru,9,,1,0.5\n"
    found = read(tmp_path, text)
    assert found.ready, found.questions
    rows = found.frames["records"].select("seized_on", "goods", "events", "quantity_base").sort("seized_on", "goods")
    assert [(str(d)[:4], g, e, q and q / 10**9) for d, g, e, q in rows.iter_rows()] == [
        ("2019", "cocaine", 12, 100.5),
        ("2019", "heroin", 3, 7),
        ("2020", "cocaine", 9, None),
        ("2020", "heroin", 1, 0.5),
    ]


def test_one_column_for_each_kind_of_unit_keeps_every_row(tmp_path):
    text = "date,country,substance,tablets,qty_grams,volume_ml\n2020-01-05,Brazil,MDMA,50,10.5,\n2020-01-06,Brazil,GBL,,,200\n2020-01-07,Brazil,cocaine,,,\n"
    found = read(tmp_path, text)
    assert sums(found) == {"tablets": 50, "mass": 0.0105, "volume": 0.2}
    assert found.frames["records"]["row"].n_unique() == 3
    assert column(found, "goods_reported").count("MDMA") == 2


def test_two_weights_of_one_thing_are_not_added(tmp_path):
    text = "date,country,goods,net weight (kg),gross weight (kg)\n2020-01-05,Peru,cocaine,5,6\n2020-01-06,Peru,cocaine,7,8\n"
    found = read(tmp_path, text)
    assert sums(found)["mass"] in (12, 14)
    assert len([c for c in found.account.columns_left if "weight" in c]) == 1


@pytest.mark.parametrize(
    "head",
    [
        "date,country,drug,quantity,unit,drug,quantity,unit",
        "date,country,drug 1,quantity 1,unit 1,drug 2,quantity 2,unit 2",
        "date,country,Drug_1,Qty_1,Unit_1,Drug_2,Qty_2,Unit_2",
    ],
)
def test_goods_side_by_side_are_the_lines_of_one_seizure(tmp_path, head):
    text = f"{head}\n2022-05-01,Peru,cocaine,10,kg,heroin,2,kg\n2022-05-02,Peru,cocaine,20,kg,,,\n2022-05-03,Peru,cannabis,30,kg,cocaine,4,kg\n"
    found = read(tmp_path, text)
    got = [
        (r, g, q // 10**9) for r, g, q in found.frames["records"].select("row", "goods", "quantity_base").iter_rows()
    ]
    assert got == [(1, "cocaine", 10), (1, "heroin", 2), (2, "cocaine", 20), (3, "cannabis", 30), (3, "cocaine", 4)]


def test_goods_and_years_in_one_heading(tmp_path):
    text = "Province,Cocaine 2019 (kg),Cocaine 2020 (kg),Heroin 2019 (kg),Heroin 2020 (kg)\nA,1,2,3,4\nB,5,6,7,8\n"
    found = read(tmp_path, text, "constant:country=PER", "rows=totals")
    of_2019 = found.frames["records"].filter(found.frames["records"]["seized_on"].dt.year() == 2019)
    assert (sums(found), of_2019["quantity_base"].sum() // 10**9) == ({"mass": 36}, 16)


def test_a_number_under_goods_is_asked_what_it_counts(tmp_path):
    text = "year,country,Cocaine (number),Cocaine (kg),Heroin (number),Heroin (kg)\n2019,Peru,12,100.5,3,7\n"
    assert "measure" in asked(read(tmp_path, text))
    told = read(tmp_path, text, "measure=events")
    assert events(told) == {"cocaine": 12, "heroin": 3} and sums(told) == {"mass": 107.5}
