"""How dates and numbers are written is judged on the whole column; what changes late is refused or asked, never moved."""

from datetime import date, timedelta

from tests.data_access.sources.auto.reading import asked, column, read, sums

HEAD = "date,country,goods,kg"


def late(first, then):
    """450 days written one way, then twenty another way."""
    start = date(2019, 1, 1)
    days = [start + timedelta(days=n) for n in range(450)]
    more = [date(2020, 7, 1) + timedelta(days=n) for n in range(20)]
    lines = [f"{d.strftime(first)},Spain,ivory,1" for d in days] + [f"{d.strftime(then)},Spain,ivory,1" for d in more]
    return f"{HEAD}\n" + "\n".join(lines) + "\n"


def test_an_order_of_dates_that_changes_late_moves_no_row(tmp_path):
    text = late("%d/%m/%Y", "%m/%d/%Y")
    found = read(tmp_path, text)
    assert asked(found) == ["date_order"] and "refused row by row" in found.questions[0].text
    told = read(tmp_path, text, "date_order=dmy")
    assert told.account.quarantined == 19
    assert [d for d in column(told, "seized_on") if d > date(2020, 4, 1)] == [date(2020, 7, 7)], "the same both ways"
    other = read(tmp_path, text, "date_order=mdy")
    assert all(d >= date(2020, 7, 1) or d.day == d.month for d in column(other, "seized_on"))


def test_a_decimal_mark_that_changes_late_is_asked_about(tmp_path):
    lines = [f"2019-01-05,Spain,ivory,{n}.5" for n in range(450)]
    lines += [f'2019-01-06,Spain,ivory,"{n},5"' for n in range(5)]
    found = read(tmp_path, f"{HEAD}\n" + "\n".join(lines) + "\n")
    assert asked(found) == ["decimal"]
    told = read(tmp_path, f"{HEAD}\n" + "\n".join(lines) + "\n", "decimal=.")
    assert sums(told)["mass"] == sum(n + 0.5 for n in range(450))


def test_financial_years_ask_for_their_first_month(tmp_path):
    for title in ("Financial year", "Year", "FY", "Period"):
        text = f"{title},Country,Drug,Number of seizures\n2017/18,Spain,Cocaine,10\n2018/19,Spain,Cocaine,20\n"
        found = read(tmp_path, text)
        assert "fiscal_start" in asked(found), title
        told = read(tmp_path, text, "fiscal_start=4")
        assert [str(d) for d in column(told, "seized_on")] == ["2017-04-01", "2018-04-01"], title


def test_the_encoding_is_set_and_windows_goes_before_dos(tmp_path):
    text = f"{HEAD},place\n2020-01-05,Spain,ivory,1,the \N{RIGHT SINGLE QUOTATION MARK}old\N{RIGHT SINGLE QUOTATION MARK} port \N{EN DASH} north\n"
    found = read(tmp_path, text, encoding="cp1252")
    assert "\N{EN DASH}" in str(column(found, "place_reported")[0])
    said = read(
        tmp_path,
        text.replace("\N{EN DASH}", "é").replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"),
        "encoding=cp850",
        encoding="cp850",
    )
    assert "é" in str(column(said, "place_reported")[0])


def test_fiscal_years_by_their_values(tmp_path):
    text = "Period,Country,Drug,Seizures\nFY 2019,Peru,Cocaine,10\nFY 2020,Peru,Cocaine,20\n"
    assert "fiscal_start" in asked(read(tmp_path, text))
    assert str(column(read(tmp_path, text, "fiscal_start=10"), "seized_on")[0]) == "2018-10-01"
