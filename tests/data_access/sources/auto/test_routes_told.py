"""One unreadable field does not cost the record: it stays in its words, coded unknown."""

from tests.data_access.sources.auto.reading import column, read

HEAD = "date,country,goods,kg"


def test_towns_and_adjectives_in_a_route_are_kept_in_their_words(tmp_path):
    text = f"{HEAD},from,to,origin\n" + "".join(
        f"2020-01-0{n},Peru,cocaine,{n},{a},{b},{c}\n"
        for n, (a, b, c) in enumerate(
            (("Tumbes", "Lima", "Peru"), ("Colombia", "Brazil", "Peruvian"), ("", "Juliaca", "Bolivia and Peru")),
            start=1,
        )
    )
    found = read(tmp_path, text)
    assert column(found, "departure") == ["unknown", "COL", ""]
    assert column(found, "destination") == ["unknown", "BRA", "unknown"]
    assert column(found, "producing") == ["PER", "unknown", "multiple"]
    assert column(found, "destination_reported") == ["Lima", "Brazil", "Juliaca"]
    notes = {r["name"]: r["note"] for r in found.frames["readings"].to_dicts()}
    assert notes["Lima"].startswith("kept in its words, coded unknown")


def test_the_country_of_seizure_must_be_read(tmp_path):
    found = read(tmp_path, f"{HEAD}\n2020-01-05,Lima,cocaine,1\n2020-01-06,Peru,cocaine,2\n2020-01-07,Peru,cocaine,2\n")
    assert column(found, "country") == ["PER", "PER"] and found.account.quarantined == 1


def test_a_town_with_its_country_gives_both(tmp_path):
    text = (
        "date,Country of seizure,goods,kg,departure,destination\n"
        '2020-01-05,"Lyon, France",ivory,1,"Kinshasa, DR Congo","Busan, South Korea"\n'
        '2020-01-06,"Oslo, Norway",ivory,2,Korea (Republic of),"Iran, Islamic Republic of"\n'
    )
    found = read(tmp_path, text)
    assert column(found, "country") == ["FRA", "NOR"] and column(found, "place_reported") == ["Lyon", "Oslo"]
    assert column(found, "departure") == ["COD", "KOR"] and column(found, "destination") == ["KOR", "IRN"]
    assert column(found, "country_reported")[0] == "Lyon, France"


def test_numbered_columns_of_a_route_are_one_chain(tmp_path):
    text = (
        f"{HEAD},Transit 1,Transit 2,Transit 3\n"
        '2020-01-05,Spain,ivory,1,"Addis Ababa, Ethiopia",Oman,\n2020-01-06,Spain,ivory,2,,,Kenya\n'
        "2020-01-07,Spain,ivory,2,Nowhere,Mali,Ghana\n"
    )
    found = read(tmp_path, text)
    assert column(found, "transit") == ["ETH>OMN", "KEN", "unknown>MLI>GHA"]
    assert found.account.columns_used[-3:] == ("Transit 1", "Transit 2", "Transit 3")
    named = read(tmp_path, text.replace("Transit ", "Via "), "transit=Via 1")
    assert column(named, "transit") == column(found, "transit")


def test_legs_in_one_cell(tmp_path):
    text = f'{HEAD},transit\n2020-01-05,Spain,ivory,1,"Kenya, Oman"\n2020-01-06,Spain,ivory,1,Kenya > Oman; Mali\n'
    assert column(read(tmp_path, text), "transit") == ["KEN>OMN", "KEN>OMN>MLI"]


def test_a_missing_record_id_costs_nothing(tmp_path):
    text = "record id,date,country,goods,kg\nA,2020-01-05,Spain,ivory,1\nNA,2020-01-06,Spain,ivory,2\n,2020-01-07,Spain,ivory,4\nNA,2020-01-08,Spain,ivory,8\n"
    assert column(read(tmp_path, text), "record_id") == ["A", "", "", ""]


def test_a_range_of_days_beside_a_year_is_that_year(tmp_path):
    text = "date,year,country,goods,kg\n2019-03-05,2019,Spain,ivory,1\n2019-04-06,2019,Spain,ivory,3\n5 to 9 of some month,2018,Spain,ivory,2\n"
    found = read(tmp_path, text)
    assert [(str(d), p) for d, p in found.frames["records"].select("seized_on", "date_precision").iter_rows()] == [
        ("2019-03-05", "day"),
        ("2019-04-06", "day"),
        ("2018-01-01", "year"),
    ]


def test_signs_for_nothing_are_no_values_of_words(tmp_path):
    text = "date,country,goods,kg,agency,place,mode,concealment\n2021-03-04,PT,ivory,1,NA,null,-,none\n2021-03-05,NA,ivory,1,Customs,Porto,N/A,N/A\n2021-03-06,PT,ivory,1,,,,false floor\n"
    found = read(tmp_path, text)
    assert column(found, "agency_reported") == ["", "Customs", ""]
    assert column(found, "place_reported") == ["", "Porto", ""]
    assert column(found, "mode_reported") == ["", "", ""]
    assert column(found, "concealment_reported") == ["none", "", "false floor"]
    assert column(found, "country") == ["PRT", "NAM", "PRT"]
