"""Heading and values must agree: what only looks like a field is asked about, never taken."""

import pytest

from tests.data_access.sources.auto.reading import asked, column, read

HEAD = "date,drug,quantity,unit"


@pytest.mark.parametrize(
    ("title", "values"),
    [
        ("patrols", ("4", "8", "12", "20")),
        ("office", ("DE", "CA", "IL", "GA")),
        ("remarks", ("various", "various", "unknown", "various")),
        ("state", ("AL", "SE", "MT", "AC")),
        ("suspects from", ("1", "4", "8", "12")),
    ],
)
def test_numbers_letters_and_vague_words_are_no_country(tmp_path, title, values):
    lines = [f"2022-03-0{n},Heroin,1.5,kg,{value}" for n, value in enumerate(values, start=1)]
    found = read(tmp_path, f"{HEAD},{title}\n" + "\n".join(lines) + "\n")
    assert asked(found) == ["country"]
    assert not any("may do" in q.text for q in found.questions)


def test_names_of_countries_under_a_heading_that_does_not_say_so_are_offered_and_not_taken(tmp_path):
    text = f"{HEAD},flag\n2022-03-01,Heroin,1,kg,Panama\n2022-03-02,Heroin,2,kg,Liberia\n"
    found = read(tmp_path, text)
    (question,) = found.questions
    assert question.settings[0] == "country=flag" and "'flag'" in question.text
    assert column(read(tmp_path, text, "country=flag"), "country") == ["PAN", "LBR"]


@pytest.mark.parametrize("title", ["country of registration", "country_imp_exp", "importing country", "nationality"])
def test_another_country_than_that_of_the_seizure_is_not_taken_for_it(tmp_path, title):
    found = read(tmp_path, f"{HEAD},{title}\n2022-03-01,Heroin,1,kg,Panama\n2022-03-02,Heroin,2,kg,Spain\n")
    assert "country" in asked(found)


@pytest.mark.parametrize("title", ["Country", "Country name", "country_code", "Seizure country", "Reporting country"])
def test_the_country_of_seizure_by_its_usual_headings(tmp_path, title):
    found = read(tmp_path, f"{HEAD},{title}\n2022-03-01,Heroin,1,kg,FR\n2022-03-02,Heroin,2,kg,ES\n")
    assert found.ready and column(found, "country") == ["FRA", "ESP"]


def test_numbers_of_dossiers_are_no_dates_beside_a_year(tmp_path):
    text = "Year,Country,Drug,Quantity,Unit,Case file\n" + "".join(
        f"{year},Italy,Cocaine,10,kg,{number}\n" for year, number in ((2021, 40123), (2022, 41002), (2023, 42050))
    )
    found = read(tmp_path, text)
    assert dict(found.mapping.columns)["year"] == "Year" and "date" not in dict(found.mapping.columns)
    assert asked(found) == ["rows"]
    told = read(tmp_path, text, "rows=seizures")
    assert [str(d)[:4] for d in column(told, "seized_on")] == ["2021", "2022", "2023"]


def test_a_column_that_tells_days_goes_before_one_of_bare_years(tmp_path):
    text = "year_data,data_fato,country,goods,kg\n2015,13/01/2015,Brazil,cocaine,1\n2016,25/03/2016,Brazil,cocaine,2\n"
    found = read(tmp_path, text)
    assert [str(d) for d in column(found, "seized_on")] == ["2015-01-13", "2016-03-25"]


def test_two_dates_of_other_things_are_asked_about(tmp_path):
    text = "shipment date,report date,country,goods,kg\n2015-01-13,2015-02-01,Spain,heroin,1\n2015-03-13,2015-04-01,Spain,heroin,2\n"
    found = read(tmp_path, text)
    assert asked(found) == ["date"]
    assert set(found.questions[0].settings) >= {"date=shipment date", "date=report date"}
    assert read(tmp_path, text, "date=report date").ready


def test_of_two_dates_the_one_of_the_seizure_is_taken(tmp_path):
    text = "seizure date (local),report date,country,goods,kg\n2015-01-13,2015-02-01,Spain,heroin,1\n2015-03-13,2015-04-01,Spain,heroin,2\n"
    assert column(read(tmp_path, text), "seized_on")[0].isoformat() == "2015-01-13"


def test_sentences_are_neither_goods_nor_ids(tmp_path):
    words = "A man was seen with a rifle near the river and ran away; the dog found nothing at all."
    text = f"date,country,description,case number\n2020-01-05,Kenya,{words},{words}\n2020-01-06,Kenya,{words},x\n"
    found = read(tmp_path, text)
    assert asked(found) == ["goods"]
    assert found.account.columns_left.keys() >= {"description", "case number"}


def test_continents_are_no_divisions(tmp_path):
    text = "date,country,Region,goods,kg\n2020-01-05,Kenya,Africa,ivory,1\n2020-01-06,Spain,Europe,ivory,2\n"
    assert column(read(tmp_path, text), "admin1_reported") == ["", ""]
    text = text.replace("Africa", "Coast").replace("Europe", "Galicia")
    assert column(read(tmp_path, text), "admin1_reported") == ["Coast", "Galicia"]


def test_a_unit_column_without_a_unit_gives_way_to_one_that_holds_them(tmp_path):
    text = "date,country,goods,quantity,unit,unit_of_measure\n2020-01-05,Kenya,ivory,1,HQ/7,kg\n2020-01-06,Spain,ivory,2,HQ/9,kg\n"
    found = read(tmp_path, text)
    assert dict(found.mapping.columns)["unit"] == "unit_of_measure"
