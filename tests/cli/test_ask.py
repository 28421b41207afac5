"""`atlas ask`: page, parameters and link of a plain question, what is asked back and what is not understood."""

import json
from urllib.parse import parse_qs

from click.testing import CliRunner

from cli.main import main


def run(*arguments):
    return CliRunner().invoke(main, list(arguments))


def asked(question, *options):
    result = run("ask", question, "--json", *options)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_a_question_as_json():
    found = asked("cocaine from Colombia to Spain by sea since 2014, price, Congo")
    assert found["page"] == "routes"
    assert found["query"] == {
        "goods": ["cocaine"],
        "mode": ["maritime"],
        "departure": ["COL"],
        "destination": ["ESP"],
        "start": ["2014-01"],
    }
    assert found["left"] == ["price"]
    (congo,) = found["ask"]
    assert congo["text"] == "Congo" and congo["taken"] == ""
    assert {c["choice"] for c in congo["choices"]} == {"place=COD", "place=COG"}
    spain = next(one for one in found["understood"] if one["text"] == "Spain")
    assert spain["kind"] == "place" and spain["parameter"] == "destination" and spain["as"] == "Spain: bound for there"


def test_its_link_holds_its_parameters():
    found = asked("compare heroin in Iran and Turkey per head")
    page, _, query = found["link"].partition("?")
    assert page == "compare" and found["query"]["against"] == ["IRN", "TUR"]
    assert parse_qs(query) == {"goods": ["heroin"], "by": ["country"], "against": ["IRN,TUR"], "per": ["head"]}


def test_a_choice_settles_what_was_asked_and_another_is_refused():
    assert asked("heroin in Congo", "--choose", "Congo:place=COD")["query"]["profile"] == ["COD"]
    assert asked("heroin in Congo", "--choose", "Congo:")["page"] == "world"
    refused = run("ask", "heroin in Congo", "--choose", "COD")
    assert refused.exit_code == 2 and "PHRASE:CHOICE" in refused.stderr


def test_in_words():
    lines = run("ask", "how is cocain in Kenya, not Uganda").stdout.splitlines()
    assert lines[0] == "country?goods=cocaine&profile=KEN"
    assert "cocain: read as Cocaine (paste, base, salt, crack, liquid)" in lines
    assert "Left out: 'Uganda' (leaving something out is not understood)" in lines
    assert "Not needed: how, is" in lines
    nothing = run("ask", "qwrt zxcv").stdout
    assert nothing.startswith("Nothing of this was understood") and "'qwrt'" in nothing


def test_a_question_of_any_length_is_answered():
    assert asked("x" * 5000)["page"] == "" and asked("")["left"] == []
