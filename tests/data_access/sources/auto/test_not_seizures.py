"""Not every table is of seizures: registers, statistics and sums are asked about before anything is counted."""

import pytest

from tests.data_access.sources.auto.reading import asked, column, read, sums


@pytest.mark.parametrize(
    "text",
    [
        "Country,Year,Drug,Arrests,Women\nGhana,2019,Cannabis,70,3\nPeru,2019,Cocaine,80,4\n",
        "Country,Year,Drug,Prevalence (%),Age group\nGhana,2019,Cannabis,7.5,15-64\nPeru,2019,Cocaine,1.2,15-64\n",
        "Country,Year,Drug,Typical price (USD),Purity\nGhana,2019,Cannabis,70,3\nPeru,2019,Cocaine,80,4\n",
        "Country,Year,Drug,Treatment demand\nGhana,2019,Cannabis,70\nPeru,2019,Cocaine,80\n",
        "date,country,offence,drug,suspects convicted\n2019-01-05,Ghana,use,Cannabis,2\n2019-01-06,Peru,use,Cocaine,1\n",
    ],
)
def test_statistics_without_an_amount_are_asked_about(tmp_path, text):
    found = read(tmp_path, text)
    assert "rows" in asked(found)
    assert any("oes each row describe a seizure" in q.text for q in found.questions)


@pytest.mark.parametrize(
    ("title", "values"),
    [
        ("outcome", ("SEIZED", "CLEARED", "RE-EXPORTED")),
        ("Result", ("confiscated", "released", "released")),
        ("what happened", ("incautado", "devuelto", "devuelto")),
        ("disposition", ("S", "C", "R")),
    ],
)
def test_a_register_asks_which_of_its_rows_are_seizures(tmp_path, title, values):
    text = f"date,country,goods,kg,{title}\n" + "".join(
        f"2019-01-0{n},Ghana,ivory,{n},{v}\n" for n, v in enumerate(values, start=1)
    )
    found = read(tmp_path, text)
    assert asked(found) == [f"where:{title}"]
    chosen = read(tmp_path, text, f"where:{title}={values[0]}")
    assert sums(chosen) == {"mass": 1} and chosen.frames["records"].height == 1
    assert read(tmp_path, text, f"where:{title}=*").frames["records"].height == 3


def test_a_list_in_which_every_row_was_seized_asks_nothing(tmp_path):
    text = "date,country,goods,kg,outcome\n2019-01-01,Ghana,ivory,1,seized\n2019-01-02,Ghana,ivory,1,seized\n"
    assert read(tmp_path, text).ready


def test_monthly_sums_are_asked_about(tmp_path):
    text = "place,country,goods,date,kg\n" + "".join(
        f"{place},Brazil,{goods},2019-0{month}-01,{month}\n"
        for place in ("North", "South")
        for goods in ("cocaine", "cannabis")
        for month in (1, 2, 3)
    )
    assert asked(read(tmp_path, text)) == ["rows"]
    told = read(tmp_path, text, "rows=totals")
    assert set(column(told, "events")) == {None}
    again = read(tmp_path, text + "North,Brazil,cocaine,2019-01-01,7\n")
    assert again.ready, "two rows of one month, place and goods are no sums"


@pytest.mark.parametrize(
    "text",
    [
        "Country,Indicator,2018,2019,2020\nPeru,Prevalence,1.5,1.6,1.7\nChile,Prevalence,2.5,2.6,2.7\n",
        "Country,Year,Indicator,Category,Value\nPeru,2019,Victims,Adults,15\nChile,2019,Victims,Adults,25\n",
        "Country,Year,Drug,Price,Quantity\nPeru,2019,Cocaine,1.5,1\nChile,2019,Heroin,2.5,1\n",
    ],
)
def test_indicators_are_not_taken_for_sums_of_seizures(tmp_path, text):
    found = read(tmp_path, text)
    assert any("are not seizures and are not loaded here" in q.text for q in found.questions)


def test_the_outcome_is_asked_about_before_other_codes(tmp_path):
    text = "date,country,goods,kg,action,disposition\n2019-01-01,Peru,ivory,1,R,S\n2019-01-02,Peru,ivory,1,C,C\n"
    assert asked(read(tmp_path, text)) == ["where:disposition"]
