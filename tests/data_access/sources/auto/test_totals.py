"""Totals are found by name or arithmetic, set aside and named; what merely looks like one stays."""

from domain.words import ENGLISH
from tests.data_access.sources.auto.reading import asked, column, read, sums

SET = ("constant:country=PER", "rows=totals")


def test_total_columns_are_set_aside_by_arithmetic(tmp_path):
    text = (
        "year,Region,Cannabis_Kg,Heroin_Kg,Codeine_Litre,Total_Kg,Total_Litre,All units\n"
        "2020,North,10,2,3,12,3,15\n2020,South,20,5,1,25,1,26\n2021,North,30,1,,31,,31\n"
    )
    found = read(tmp_path, text, *SET)
    assert sums(found) == {"mass": 68, "volume": 4}
    assert {"Total_Kg", "Total_Litre", "All units"} <= set(found.account.columns_left)
    assert "equals Cannabis_Kg + Heroin_Kg" in ENGLISH.unpacked(found.account.columns_left["Total_Kg"])


def test_an_unnamed_column_that_sums_all_others_is_one_too(tmp_path):
    text = "year,Region,Cannabis (kg),Heroin (kg),Cocaine (kg),Drugs (kg)\n2020,N,10,2,3,15\n2020,S,20,5,1,26\n"
    assert sums(read(tmp_path, text, *SET)) == {"mass": 41}


def test_a_total_weight_that_sums_nothing_is_a_quantity(tmp_path):
    text = "date,country,goods,total weight (kg)\n2020-01-05,Peru,cocaine,5\n2020-01-06,Peru,cocaine,7\n"
    assert sums(read(tmp_path, text)) == {"mass": 12}


NAMELESS = "place,goods,Jan,Feb,Mar\nA,cocaine,1,2,3\nB,cocaine,4,5,6\nC,cocaine,7,8,9\n{last}\n"


def test_a_row_without_a_name_that_equals_the_sums_is_a_total(tmp_path):
    settings = ("constant:country=PER", "constant:year=2021", "constant:unit=kg")
    found = read(tmp_path, NAMELESS.format(last=",,12,15,18"), *settings)
    assert sums(found) == {"mass": 45}
    assert "a totals row: it equals the sum of other rows" in found.account.skipped
    other = read(tmp_path, NAMELESS.format(last=",,12,15,19"), *settings)
    assert sums(other) == {"mass": 91}, "its numbers are no sums"


def test_totals_under_another_name_at_the_end_and_subtotals(tmp_path):
    text = "place,goods,Jan,Feb,Mar\nA,cocaine,1,2,3\nB,cocaine,4,5,6\nC,cocaine,7,8,9\nThe country,cocaine,12,15,18\n"
    settings = ("constant:country=PER", "constant:year=2021", "constant:unit=kg")
    assert sums(read(tmp_path, text, *settings)) == {"mass": 45}
    groups = "place,goods,Jan,Feb,Mar\nA,cocaine,1,2,3\nB,cocaine,4,5,6\n,,5,7,9\nC,cocaine,7,8,9\nD,cocaine,1,1,1\n,,8,9,10\n"
    assert sums(read(tmp_path, groups, *settings)) == {"mass": 48}


def test_totals_are_kept_when_the_reader_says_so(tmp_path):
    settings = ("constant:country=PER", "constant:year=2021", "constant:unit=kg", "totals=keep")
    assert sums(read(tmp_path, NAMELESS.format(last=",,12,15,18"), *settings)) == {"mass": 90}


def test_rows_flagged_as_sums(tmp_path):
    text = "date,country,goods,kg,Sum_Row\n2020-01-05,Peru,cocaine,5,False\n2020-01-06,Peru,cocaine,7,False\n2020-01-07,Peru,cocaine,12,True\n"
    assert sums(read(tmp_path, text)) == {"mass": 12}


def test_a_count_of_the_row_counts_once_for_all_its_goods(tmp_path):
    text = "year,country,seizures,Cannabis_Kg,Heroin_Kg\n2020,Peru,45,10,2\n2021,Peru,55,3,4\n"
    found = read(tmp_path, text)
    events = found.frames["records"].unique("row")["events"].sum()
    assert (events, sums(found)) == (100, {"mass": 19})


STACKED = (
    "Seizures by weight (kg),,\nplace,cocaine,heroin\nNorth,1,2\nSouth,3,4\n,,\nSeizures in pieces,,\n"
    "place,cocaine,heroin\nNorth,500,600\nSouth,700,800\n"
)


def test_two_tables_below_one_another_are_not_added(tmp_path):
    settings = ("constant:country=PER", "constant:year=2021")
    found = read(tmp_path, STACKED, *settings)
    assert [name for name, _ in found.tables] == ["file.csv", "file.csv from row 7"]
    lower = read(tmp_path, STACKED, *settings, "table=file.csv from row 7", "measure=pieces", "rows=totals")
    assert sums(lower) == {"pieces": 2600}
    upper = read(tmp_path, STACKED, *settings, "table=file.csv", "measure=kg", "rows=totals")
    assert sums(upper) == {"mass": 10}
    skipped = {ENGLISH.unpacked(reason): n for reason, n in upper.account.skipped.items()}
    assert skipped["another table: file.csv from row 7"] > 0
    assert "measure" in asked(found) and column(upper, "goods")[0] == "cocaine"


def test_a_record_whose_amount_happens_to_be_a_sum_stays(tmp_path):
    text = "date,country,goods,kg,place\n2020-01-05,Peru,cocaine,1,Tumbes\n2020-01-06,Peru,cocaine,2,Lima\n2020-01-07,Peru,cocaine,3,\n"
    assert sums(read(tmp_path, text)) == {"mass": 6}
    by_year = (
        "year,country,goods,kg,place\n2018,Peru,cocaine,1,Tumbes\n2019,Peru,cocaine,2,Lima\n2020,Peru,cocaine,3,\n"
    )
    assert sums(read(tmp_path, by_year, "rows=totals")) == {"mass": 6}


def test_a_matrix_of_numbers_alone_and_a_sum_in_a_heading(tmp_path):
    matrix = read(tmp_path, ",1,2,3\n1,0,4,0\n2,0,0,1\n3,2,0,0\n")
    assert not matrix.ready
    text = "FY,Month,Country,Drug,Count of Event,Sum Qty (lbs)\n2019,OCT,Peru,Heroin,5,10\n2019,APR,Peru,Heroin,1,3\n"
    found = read(tmp_path, text, "fiscal_start=10")
    assert dict(found.mapping.columns)["quantity"] == "Sum Qty (lbs)" and found.account.columns_left == {}


def test_subtotals_named_after_their_group(tmp_path):
    text = (
        "date,country,place,goods,kg\n2020-01-05,Peru,A,cocaine,1\n2020-02-05,Peru,A,cocaine,2\n,,A total,,3\n"
        "2020-02-05,Peru,B,cocaine,4\n,,B subtotal,,4\n,,Grand total,,7\n"
    )
    found = read(tmp_path, text)
    assert sums(found) == {"mass": 7} and found.account.skipped["a totals row, suspected by its name"] == 3
    assert found.account.quarantined == 0
